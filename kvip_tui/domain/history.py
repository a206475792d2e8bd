"""A visit together with the commands that made it, so that the last can be taken back.

Undo takes back whole records, newest first, so what is in force is always a stack of records
and the visit is its fold.
"""

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from kvip_tui.domain import base as ev
from kvip_tui.domain.fold import apply, created, fold
from kvip_tui.domain.log import Log
from kvip_tui.domain.refusal import Refusal
from kvip_tui.domain.state.visit import Visit


class History(Struct, frozen=True):
    """A visit, the records in force (``done``) and those taken back (``undone``, last on top)."""

    first: ev.VisitCreated
    visit: Visit
    done: Log[ev.Record] = Log()
    undone: tuple[ev.Record, ...] = ()


def begin(record: ev.Record) -> History:
    """Return the history that a journal's first record begins.

    Raises:
        ValueError: The record is not the making of a visit.
    """
    first = record.events[0] if record.events else None
    if not isinstance(first, ev.VisitCreated):
        raise ValueError("not a visit's first record")
    return History(first=first, visit=created(first))


def advance(history: History, record: ev.Record) -> History:
    """Return the history after one more record."""
    done, undone = _stacks(history.done, history.undone, record)
    visit = history.visit
    if len(done) > len(history.done):
        visit = apply(visit, done[-1])
    elif len(done) < len(history.done):
        visit = fold(history.first, done)
    return replace(history, visit=visit, done=done, undone=undone)


def replay(records: Iterable[ev.Record]) -> History:
    """Return the history of a whole journal, folding only what is in force at its end.

    Raises:
        ValueError: The journal does not begin with the making of a visit.
    """
    rest = iter(records)
    head = next(rest, None)
    if head is None:
        raise ValueError("an empty journal")
    history = begin(head)
    done, undone = history.done, history.undone
    for record in rest:
        done, undone = _stacks(done, undone, record)
    return replace(history, visit=fold(history.first, done), done=done, undone=undone)


def _stacks(
    done: Log[ev.Record], undone: tuple[ev.Record, ...], record: ev.Record
) -> tuple[Log[ev.Record], tuple[ev.Record, ...]]:
    match record.events:
        case (ev.Undone(),):
            return (done.without_last(), (*undone, done[-1])) if done else (done, undone)
        case (ev.Redone(),):
            return (done.append(undone[-1]), undone[:-1]) if undone else (done, undone)
        case _:
            return done.append(record), ()


def undo(history: History) -> tuple[ev.AnyEvent, ...]:
    """Return the event that takes back the last command in force.

    Raises:
        Refusal: There is nothing to take back.
    """
    if not history.done:
        raise Refusal("undo.nothing")
    return (ev.Undone(record=history.done[-1].n),)


def redo(history: History) -> tuple[ev.AnyEvent, ...]:
    """Return the event that carries out again what was last taken back.

    Raises:
        Refusal: There is nothing to carry out again.
    """
    if not history.undone:
        raise Refusal("redo.nothing")
    return (ev.Redone(record=history.undone[-1].n),)

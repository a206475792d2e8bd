"""Which records are in force and which were taken back: two stacks, after each record."""

from collections.abc import Iterable, Sequence

from kvip_tui.domain.base import Record, Redone, Undone
from kvip_tui.domain.log import Log


def all_stacks(records: Iterable[Record]) -> tuple[Log[Record], tuple[Record, ...]]:
    """Return the stacks that a journal's records after the first come to."""
    done: Log[Record] = Log()
    undone: tuple[Record, ...] = ()
    for record in records:
        done, undone = stacks(done, undone, record)
    return done, undone


def stacks(
    done: Log[Record], undone: tuple[Record, ...], record: Record
) -> tuple[Log[Record], tuple[Record, ...]]:
    """Return the stacks after one more record; one that names a record not there has no effect."""
    match record.events:
        case (Undone(record=n),):
            place = _place(done, n)
            if place is None:
                return done, undone
            last = place == len(done) - 1
            return done.without_last() if last else done.without(place), (*undone, done[place])
        case (Redone(record=n),):
            place = _place(undone, n)
            if place is None:
                return done, undone
            return _in_order(done, undone[place]), (*undone[:place], *undone[place + 1 :])
        case _:
            return done.append(record), ()


def _in_order(done: Log[Record], record: Record) -> Log[Record]:
    """Return the stack with a record where its number belongs, which is nearly always on top."""
    if not done or done[-1].n < record.n:
        return done.append(record)
    return Log(sorted([*done, record], key=lambda kept: kept.n))


def _place(records: Sequence[Record], n: int) -> int | None:
    """Return where the record of that number stands, sought from the end."""
    return next((at for at in range(len(records) - 1, -1, -1) if records[at].n == n), None)

"""All machines' records in their one order, and the visit that they come to.

The visit after every so many records is kept, so that a record which comes late costs the fold
of what stands behind it and no more.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from kvip_tui.domain.base import Record, Redone, Undone
from kvip_tui.domain.log import Log
from kvip_tui.domain.sharing.changes import ClockOffset
from kvip_tui.domain.sharing.order import Name, Verdict, judged, key, name, verdicts
from kvip_tui.domain.state.shared import Shared
from kvip_tui.domain.state.visit import Visit

EVERY: Final = 64
_MANY: Final = 64
Fold = Callable[[Visit, Record], Visit]


class Merged(Struct, frozen=True):
    """Records in force, in order, and what they come to from ``start`` on.

    Args:
        start: The visit as its maker made it.
        visit: What it has become.
        order: The records in force.
        known: What is said of records that were taken back.
        taken_back: Those records, to be put in force again.
        marks: The visit after every `EVERY` records.
    """

    start: Visit
    visit: Visit
    order: Log[Record] = Log()
    known: Mapping[Name, Verdict] = {}
    taken_back: Mapping[Name, Record] = {}
    marks: Log[Visit] = Log()


def merge(start: Visit, records: Iterable[Record], fold: Fold) -> Merged:
    """Return what records of several machines come to; each counts once, however often it came."""
    return added(Merged(start, start), records, fold)


def added(merged: Merged, records: Iterable[Record], fold: Fold) -> Merged:
    """Return what it comes to with more records, which have clocks and machines."""
    fresh = list({name(record): record for record in records}.values())
    if len(fresh) > _MANY:
        return _many(merged, fresh, fold)
    for record in fresh:
        merged = _one(merged, record, fold)
    return merged


def _many(merged: Merged, fresh: list[Record], fold: Fold) -> Merged:
    """Put in many records at once: the order is made anew, and folded from where it differs."""
    known = merged.known
    for record in fresh:
        known = judged(known, record)
    every = {name(r): r for r in (*fresh, *merged.taken_back.values(), *merged.order)}
    back = {n: r for n, r in every.items() if (v := known.get(n)) and v.taken_back}
    order = sorted((r for n, r in every.items() if n not in back), key=key)
    same = next(
        (i for i, (a, b) in enumerate(zip(merged.order, order, strict=False)) if a is not b),
        min(len(merged.order), len(order)),
    )
    merged = replace(merged, order=Log(order), known=known, taken_back=back)
    return _folded(_with_offsets(merged, order), same, fold)


def _one(merged: Merged, record: Record, fold: Fold) -> Merged:
    if name(record) in merged.taken_back:
        return merged
    verdict = merged.known.get(name(record))
    if verdict and verdict.taken_back:
        back = {**merged.taken_back, name(record): record}
        return replace(merged, taken_back=back)
    order = merged.order
    if not _weighty(record) and (not order or key(order[-1]) < key(record)):
        visit, marks = fold(merged.visit, record), merged.marks
        order = order.append(record)
        marks = marks.append(visit) if len(order) % EVERY == 0 else marks
        return replace(merged, order=order, visit=visit, marks=marks)
    items = order[:]
    place = bisect_left(items, key(record), key=key)
    if place < len(items) and name(items[place]) == name(record):
        return merged
    items.insert(place, record)
    merged = replace(merged, known=judged(merged.known, record))
    merged, place = _judged(merged, record, items, place)
    merged = replace(merged, order=Log(items))
    return _folded(_with_offsets(merged, items) if _weighty(record) else merged, place, fold)


def _judged(merged: Merged, record: Record, items: list[Record], place: int) -> tuple[Merged, int]:
    """Take records out of *items*, or put them in again, and return where the first of it is."""
    back = dict(merged.taken_back)
    for target, verdict in verdicts(record):
        if merged.known[target] != verdict:
            continue
        if verdict.taken_back:
            places = (i for i in range(len(items) - 1, -1, -1) if name(items[i]) == target)
            found = next(places, None)
            if found is not None:
                back[target] = items.pop(found)
                place = min(place, found)
        elif target in back:
            again = back.pop(target)
            found = bisect_left(items, key(again), key=key)
            items.insert(found, again)
            place = min(place, found)
    return replace(merged, taken_back=back), place


def _weighty(record: Record) -> bool:
    """Return whether a record changes what other records come to."""
    return any(isinstance(event, Undone | Redone | ClockOffset) for event in record.events)


def _folded(merged: Merged, since: int, fold: Fold) -> Merged:
    """Return what the records come to, folding from the last kept visit before *since* on."""
    kept = min(since // EVERY, len(merged.marks))
    marks = Log(merged.marks[:kept])
    visit = marks[-1] if kept else merged.start
    for i, record in enumerate(merged.order[kept * EVERY :], start=kept * EVERY + 1):
        visit = fold(visit, record)
        if i % EVERY == 0:
            marks = marks.append(visit)
    return replace(merged, visit=visit, marks=marks)


def _with_offsets(merged: Merged, records: Iterable[Record]) -> Merged:
    """Return it with what was said last of clocks that are wrong; another one means a fold anew."""
    shared = merged.start.shared or Shared("", "")
    offsets = {
        event.machine: event.by
        for record in records
        for event in record.events
        if isinstance(event, ClockOffset)
    }
    if offsets == shared.offsets:
        return merged
    start = replace(merged.start, shared=replace(shared, offsets=offsets))
    return replace(merged, start=start, visit=start, marks=Log())

"""The one order of all machines' records, and which of them are in force (DESIGN 11)."""

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from msgspec import Struct

from kvip_tui.domain.base import Record, Redone, Undone
from kvip_tui.domain.sharing.clock import NEVER, Clock

Key: TypeAlias = tuple[Clock, str, int]
Name: TypeAlias = tuple[str, int]


def key(record: Record) -> Key:
    """Return what a record is sorted by: its clock, then its machine, then its number."""
    return record.clock or NEVER, record.machine, record.n


def name(record: Record) -> Name:
    """Return what tells a record apart from every other one of the visit."""
    return record.machine, record.n


class Verdict(Struct, frozen=True):
    """Whether a record was taken back, and the number of the record that says so last."""

    n: int
    taken_back: bool


def verdicts(record: Record) -> Iterable[tuple[Name, Verdict]]:
    """Return which records of its own machine a record takes back or puts in force again."""
    for event in record.events:
        if isinstance(event, Undone | Redone):
            verdict = Verdict(record.n, isinstance(event, Undone))
            yield (record.machine, event.record), verdict


def judged(known: Mapping[Name, Verdict], record: Record) -> Mapping[Name, Verdict]:
    """Return the verdicts with those of one more record; of two the later number holds."""
    new = {
        name: verdict
        for name, verdict in verdicts(record)
        if name not in known or known[name].n < verdict.n
    }
    return {**known, **new} if new else known


def in_force(records: Iterable[Record]) -> list[Record]:
    """Return the records that nobody has taken back, in their one order, each once."""
    every = {name(record): record for record in records}
    known: Mapping[Name, Verdict] = {}
    for record in every.values():
        known = judged(known, record)
    kept = [r for r in every.values() if not (v := known.get(name(r))) or not v.taken_back]
    return sorted(kept, key=key)

"""Records of several machines in one order: what is taken back, put in force again, said twice."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import permutations

import pytest
from msgspec.structs import replace

from kvip_tui.domain.base import AnyEvent, Record, Redone, Undone
from kvip_tui.domain.planning.vocabulary import BlockRenamed
from kvip_tui.domain.sharing.changes import ClockOffset
from kvip_tui.domain.sharing.clock import clocked
from kvip_tui.domain.sharing.merged import Merged, added, merge
from kvip_tui.domain.state.visit import Visit
from tests.builders import visit

START = visit("A 09:00-09:30")


def fold(known: Visit, record: Record) -> Visit:
    """Return a visit whose first block is called after every record in force, in order."""
    names = [e.title for e in record.events if isinstance(e, BlockRenamed)]
    day = known.plan.days[0]
    block = day.blocks[0]
    title = "".join([block.title, *names])
    blocks = (replace(block, title=title),)
    return replace(known, plan=replace(known.plan, days=(replace(day, blocks=blocks),)))


def said(*said_events: AnyEvent) -> list[Record]:
    """Return the records of machine «b» with an event each, a second apart."""
    at = START.at("09:00")
    records = [Record(n, at + timedelta(seconds=n), (e,)) for n, e in enumerate(said_events, 1)]
    return list(clocked(records, "b"))


def name(letter: str) -> BlockRenamed:
    """Return an event that `fold` tells by its letter."""
    return BlockRenamed(block="a", title=letter)


def called(merged: Merged) -> str:
    """Return the letters in force."""
    return merged.visit.plan.days[0].blocks[0].title


@pytest.mark.parametrize(
    ("events", "letters"),
    [
        ((name("x"), name("y"), Undone(record=1)), "Ay"),
        ((name("x"), Undone(record=1), Redone(record=1)), "Ax"),
        ((name("x"), Undone(record=1), Redone(record=1), Undone(record=1)), "A"),
        ((name("x"), Undone(record=1), name("y"), Redone(record=1)), "Axy"),
        ((name("x"), ClockOffset(machine="b", by=timedelta(0)), name("y")), "Axy"),
    ],
)
def test_whatever_comes_first_the_last_word_holds(events: Sequence[AnyEvent], letters: str) -> None:
    """In every order of arrival, and however often a record comes."""
    records = said(*events)
    for order in permutations(records):
        merged = Merged(START.visit, START.visit)
        for record in (*order, *order):
            merged = added(merged, [record], fold)
        assert called(merged) == letters
    assert called(merge(START.visit, records, fold)) == letters

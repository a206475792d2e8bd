"""What a key asks before it leaves a block."""

import pytest

from kvip_tui.domain.day.changes import NextBlock
from kvip_tui.domain.day.leaving import leaving
from kvip_tui.domain.state.plan import Check
from tests.builders import VisitBuilder, timetable, visit

TIMETABLE = "A 09:00-09:30, B> -10:00, I⚑ 10:00-10:30"
GATE = Check(id="samtykker", text="Samtykker er signert", gate=True)
ITEM = Check(id="regler", text="Møteregler")


def scene() -> VisitBuilder:
    """Return a day whose first block has a gate, for the interview, and an item, and runs."""
    return visit(timetable(TIMETABLE, a={"checks": (ITEM, GATE)})).started("a", "09:00")


def asked(built: VisitBuilder, clock: str) -> str | None:
    """Return the code of what is asked."""
    found = leaving(built.visit, built.day(clock))
    return found.code if found else None


@pytest.mark.parametrize(
    ("clock", "code"),
    [("09:00:20", "next.young"), ("09:01", "next.gates"), ("09:40", "next.gates")],
)
def test_a_young_block_and_open_gates_are_asked_about(clock: str, code: str) -> None:
    """A block that is not a minute old, and one whose gates are open, are not left unasked."""
    assert asked(scene(), clock) == code


def test_what_is_in_order_is_left_at_once() -> None:
    """Ticked gates, and items that are none, hold nobody."""
    assert asked(scene().ticked("a", "samtykker", "09:10"), "09:20") is None
    assert asked(scene().ended("a", "09:10"), "09:11") is None
    assert asked(visit(TIMETABLE), "09:00") is None


def test_a_paused_block_is_as_old_as_it_is() -> None:
    """Time that stood still counts: it is since the block began that it may have been a slip."""
    built = scene().ticked("a", "samtykker", "09:00:05").paused("a", "09:00:10")
    assert asked(built, "09:00:50") == "next.young"
    assert asked(built, "09:01:10") is None


def test_what_is_asked_anyway_is_not_asked_twice() -> None:
    """Before those who are invited come the gates ask for themselves."""
    built = scene().do(NextBlock(), "09:30")
    assert asked(built, "09:30:10") == "next.young"
    assert asked(built, "09:59") is None
    assert asked(scene().do(NextBlock(), "09:59:50"), "10:00") is None

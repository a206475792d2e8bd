"""Checklists and gates: what they hold back, and how they are passed."""

from typing import Any

import pytest

from kvip_tui.domain.base import Refusal
from kvip_tui.domain.day.changes import BlockEnded, BlockStarted, NextBlock, StartBlock
from kvip_tui.domain.day.gates import GatesPassed, held_back, open_gates, progress
from kvip_tui.domain.state.plan import Check, Day, Privacy
from tests.builders import VisitBuilder, timetable, visit, visit_of_days

GATE = Check(id="samtykke", text="Samtykker er signert", gate=True)
ITEM = Check(id="regler", text="Møteregler", gate=False)
SOUND = Check(id="lyd", text="Lyd og bilde", gate=True)
INTERVIEW: dict[str, Any] = {"privacy": Privacy.INTERVIEW}
BLOCKS = timetable(
    "A 09:00-09:30, B> -10:00, I1|g 10:00-11:00, I2|g 10:00-11:00, C> -11:30, D> -12:00",
    a={"checks": (ITEM, GATE)},
    i1=INTERVIEW,
    i2=INTERVIEW,
    c={"checks": (SOUND,)},
)


def scene() -> VisitBuilder:
    """Return a visit with a gate before its interviews and another after them."""
    return visit(BLOCKS)


def test_a_gate_holds_back_the_next_block_with_outsiders() -> None:
    """The gate of A holds both interviews, that of C, with none after it, what comes next."""
    held = held_back(scene().visit.plan)
    assert held["a"] == {"i1", "i2"}
    assert held["c"] == {"d"}
    assert held["d"] == frozenset()
    assert set(held) == {block.id for block in BLOCKS}


def test_an_appointment_is_held_back_as_an_interview_is() -> None:
    """Whoever is invited for a time, is an outsider."""
    blocks = timetable("A 09:00-09:30, B> -10:00, C⚑ 10:00-11:00", a={"checks": (GATE,)})
    assert held_back(visit(blocks).visit.plan)["a"] == {"c"}


def test_a_gate_of_the_day_before_holds_back_the_day() -> None:
    """The blocks of all days count as one row."""
    before = Day(
        id="f", title="F", offset=-1, blocks=timetable("T 11:00-12:00", t={"checks": (SOUND,)})
    )
    built = visit_of_days(before, Day(id="d", title="D", blocks=BLOCKS))
    assert held_back(built.visit.plan)["t"] == {"i1", "i2"}
    gates = open_gates(built.visit, frozenset({"i2"}))
    assert [(gate.block.id, gate.check.id) for gate in gates] == [("t", "lyd"), ("a", "samtykke")]


def test_an_open_gate_refuses_next_and_start_of_what_it_holds() -> None:
    """The refusal names the block and the gate; nothing else is refused."""
    built = scene().ran("a", "09:00", "09:30").started("b", "09:30")
    for intent in (NextBlock(), StartBlock("i2")):
        with pytest.raises(Refusal) as caught:
            built.answer(intent, "10:00")
        assert caught.value.code == "gate.open"
        assert caught.value.params["checks"] == GATE.text
        assert caught.value.params["count"] == 1
    assert built.answer(StartBlock("c"), "10:00")[-1] == BlockStarted("c")


def test_a_ticked_gate_lets_pass() -> None:
    """An item that is no gate is no hindrance either way."""
    built = scene().ticked("a", "samtykke", "09:10").ran("a", "09:00", "09:30")
    built.started("b", "09:30")
    assert built.answer(NextBlock(), "10:00")[-1] == BlockStarted("i2")


def test_a_gate_passed_on_purpose_is_recorded_and_open_no_more() -> None:
    """The record says which gates and why; the other interview is not asked for them again."""
    built = scene().started("b", "09:30")
    intent = StartBlock("i1", anyway=True, reason="signert på papir")
    ended, passed, started = built.answer(intent, "10:00")
    assert ended == BlockEnded("b")
    assert passed == GatesPassed(block="i1", checks=(("a", "samtykke"),), reason="signert på papir")
    assert started == BlockStarted("i1")
    built.do(intent, "10:00")
    assert built.answer(StartBlock("i2"), "10:01") == (BlockStarted("i2"),)


def test_passing_without_need_records_nothing() -> None:
    """«Likevel» with no gate open is an ordinary start."""
    assert scene().answer(NextBlock(anyway=True), "09:00") == (BlockStarted("a"),)


def test_next_that_only_waits_asks_no_gates() -> None:
    """An appointment that is not due yet is not begun, so its gates do not matter yet."""
    blocks = timetable("A 09:00-09:30, C⚑ 10:00-11:00", a={"checks": (GATE,)})
    assert visit(blocks).started("a", "09:00").answer(NextBlock(), "09:30") == (BlockEnded("a"),)


def test_progress_counts_items_and_open_gates() -> None:
    """Of two items one is done; a gate is open until it is ticked or passed."""
    built = scene()
    block = BLOCKS[0]
    assert progress(built.visit, block) == (0, 2, 1)
    built.ticked("a", "regler", "09:01")
    assert progress(built.visit, block) == (1, 2, 1)
    built.ran("a", "09:00", "09:30").do(StartBlock("i1", anyway=True), "10:00")
    assert progress(built.visit, block) == (1, 2, 0)

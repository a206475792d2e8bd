"""The leader's card: technical help, and dilemmas of which there is no word."""

from enum import Enum
from typing import get_args

import pytest
from msgspec.structs import fields

from kvip_tui.domain.base import Refusal
from kvip_tui.domain.card.changes import (
    DilemmaEvent,
    DilemmaStepCleared,
    DilemmaStepTaken,
    NoteSupport,
    RaiseDilemma,
    ShareDilemma,
    ToggleStep,
)
from kvip_tui.domain.history import Intent, Undo
from kvip_tui.domain.state.dilemma import STEPS, Step, Variant
from kvip_tui.domain.state.visit import Support
from tests.builders import VisitBuilder, visit

CONCERN = RaiseDilemma(Variant.CONCERN)


def scene() -> VisitBuilder:
    """Return a visit."""
    return visit("A 09:00-09:30")


def raised() -> VisitBuilder:
    """Return a visit with a concern, raised at nine."""
    return scene().do(CONCERN, "09:00")


def refused(built: VisitBuilder, intent: Intent) -> str:
    """Return the code of the refusal."""
    with pytest.raises(Refusal) as caught:
        built.answer(intent, "09:10")
    return caught.value.code


@pytest.mark.parametrize(
    ("name", "hours", "number", "code"),
    [
        ("Drift", "08.00–15.30", "555 12 345", ""),
        ("Drift\x07 øst", "", "+47 (555) 12-345", ""),
        ("Drift", "", "+46 555 123 456", ""),
        ("Drift", "døgnet", "", ""),
        ("", "", "", "support.unchanged"),
        (" ", "8–15", "", "support.no_name"),
        ("x" * 101, "", "", "support.long"),
        ("Drift", "", "ring meg", "support.number"),
        ("Drift", "", "12", "support.number"),
        ("Drift", "", "1" * 16, "support.number"),
        ("Drift", "", "010190 12345", "support.number"),
    ],
)
def test_technical_help_is_entered_as_it_is_known(
    name: str, hours: str, number: str, code: str
) -> None:
    """A number is a telephone's, never one of eleven digits that may be somebody's identity."""
    built, intent = scene(), NoteSupport(name, hours, number)
    if code:
        assert refused(built, intent) == code
        return
    built.do(intent, "08:00")
    assert built.visit.support == Support(name.replace("\x07", ""), hours, number)
    assert refused(built, intent) == "support.unchanged"
    assert built.do(NoteSupport(""), "08:01").visit.support is None


def test_the_steps_are_taken_in_order() -> None:
    """Those that are not always there can be passed over; only the last is cleared."""
    built = raised()
    assert built.visit.dilemmas[0].steps == STEPS[Variant.CONCERN]
    assert refused(built, ToggleStep(3)) == "dilemma.first"
    built.do(ToggleStep(1), "09:05").do(ToggleStep(3), "09:10").do(ToggleStep(4), "09:20")
    assert built.visit.dilemmas[0].taken == {
        Step.TEAM_FIRST: built.at("09:05"),
        Step.WITH_TEAM: built.at("09:10"),
        Step.WITH_NETWORK: built.at("09:20"),
    }
    assert refused(built, ToggleStep(1)) == "dilemma.later"
    assert built.answer(ToggleStep(4), "09:30") == (DilemmaStepCleared(1, Step.WITH_NETWORK),)
    assert Step.WITH_NETWORK not in built.do(ToggleStep(4), "09:30").visit.dilemmas[0].taken


def test_something_that_was_not_brought_up_is_told_to_the_unit_manager() -> None:
    """That is its only step; the latest dilemma is meant where no number is given."""
    built = raised().do(RaiseDilemma(Variant.NOT_ADDRESSED), "09:01")
    assert built.do(ToggleStep(1), "09:02").visit.dilemmas[1].taken == {
        Step.UNIT_MANAGER_TOLD: built.at("09:02")
    }
    assert refused(built, ToggleStep(2)) == "dilemma.no_step"
    assert built.answer(ToggleStep(1, 1), "09:03") == (DilemmaStepTaken(1, Step.TEAM_FIRST),)


def test_who_is_informed_is_an_office_or_somebody_on_the_list() -> None:
    """Once each, with the time."""
    built = raised().do(ShareDilemma("nettverksleder"), "09:05")
    built.do(ShareDilemma("anne", 1), "09:06")
    assert built.visit.dilemmas[0].informed == (
        ("nettverksleder", built.at("09:05")),
        ("anne", built.at("09:06")),
    )
    assert refused(built, ShareDilemma("anne")) == "dilemma.knows"
    assert refused(built, ShareDilemma("det som skjedde")) == "dilemma.nobody"


@pytest.mark.parametrize(
    ("intent", "code"),
    [
        (ToggleStep(1), "dilemma.none"),
        (ShareDilemma("anne"), "dilemma.none"),
    ],
)
def test_where_there_is_none_there_is_nothing_to_do(intent: Intent, code: str) -> None:
    """And where there is one, not of another number."""
    assert refused(scene(), intent) == code
    assert refused(raised(), ToggleStep(1, 2)) == "dilemma.unknown"
    assert refused(raised(), ToggleStep(0)) == "dilemma.no_step"


def test_a_dilemmas_events_have_no_place_for_words() -> None:
    """Numbers, kinds, and who is informed: an id that the rules have checked."""
    for kind in get_args(DilemmaEvent):
        for field in fields(kind):
            assert field.type is int or issubclass(field.type, Enum) or field.name == "who", kind


def test_all_of_it_can_be_taken_back() -> None:
    """Undo leaves nothing of it in the visit."""
    built = raised().do(ToggleStep(1), "09:05").do(ShareDilemma("enhetsleder"), "09:06")
    for _ in range(3):
        built.do(Undo(), "09:07")
    assert built.visit == scene().visit

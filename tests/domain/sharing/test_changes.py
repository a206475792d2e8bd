"""Who holds the clock, who is called what, and what is refused of it."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from kvip_tui.domain.base import Refusal
from kvip_tui.domain.sharing.changes import (
    ClockOffset,
    ClockTaken,
    GiveClock,
    MateNamed,
    NameMate,
    SetOffset,
    SharingIntent,
    TakeClock,
    UseOverruled,
    decide_sharing,
    mate_called,
)
from kvip_tui.domain.state.shared import Mate, Shared
from kvip_tui.domain.state.visit import Visit
from tests.builders import visit

MATES = {"a": Mate("Anne", "A"), "b": Mate("Henrik", "H"), "c": Mate("Hanna", "HA")}


def shared_visit() -> Visit:
    """Return a visit that three machines write, whose clock «a» holds."""
    alone = visit("A 09:00-09:30").visit
    off = {"b": timedelta(minutes=1)}
    return replace(alone, shared=Shared(maker="a", holder="a", mates=MATES, offsets=off))


@pytest.mark.parametrize(
    ("intent", "event"),
    [
        (TakeClock(machine="b"), ClockTaken("b")),
        (GiveClock("Hen", machine="a"), ClockTaken("b")),
        (NameMate("Ola Nordmann", machine="b"), MateNamed("b", "Ola Nordmann", "ON")),
        (SetOffset("Hen", timedelta(minutes=2)), ClockOffset("b", timedelta(minutes=2))),
    ],
)
def test_what_is_asked_for_happens(intent: SharingIntent, event: object) -> None:
    """A person is named by the beginning of the name."""
    assert decide_sharing(shared_visit(), intent) == (event,)


@pytest.mark.parametrize(
    ("intent", "code"),
    [
        (TakeClock(machine="a"), "clock.have"),
        (GiveClock("Hen", machine="b"), "clock.elsewhere"),
        (GiveClock("Anne", machine="a"), "clock.have"),
        (GiveClock("H", machine="a"), "share.several"),
        (GiveClock("Ola", machine="a"), "share.nobody"),
        (NameMate("Henrik", machine="b"), "edit.unchanged"),
        (UseOverruled(), "clock.nothing"),
        (SetOffset("Hen", timedelta(minutes=1)), "edit.unchanged"),
        (SetOffset("Hen", timedelta(days=400)), "clock.offset"),
    ],
)
def test_what_cannot_be_is_refused(intent: SharingIntent, code: str) -> None:
    """With what stands in the way."""
    with pytest.raises(Refusal) as caught:
        decide_sharing(shared_visit(), intent)
    assert caught.value.code == code


def test_a_visit_of_one_machine_has_nobody_to_ask() -> None:
    """Whatever is asked."""
    with pytest.raises(Refusal) as caught:
        decide_sharing(visit("A 09:00-09:30").visit, TakeClock(machine="b"))
    assert caught.value.code == "share.alone"


def test_a_machine_is_called_by_itself_too() -> None:
    """Where its person has no name yet."""
    shared = Shared(maker="a", holder="a", mates={**MATES, "d": Mate("", "D")})
    assert mate_called(shared, "d") == "d"

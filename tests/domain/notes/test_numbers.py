"""What notes are called in a visit that several machines write."""

import pytest
from msgspec.structs import replace

from kvip_tui.domain.base import Refusal
from kvip_tui.domain.names import Names
from kvip_tui.domain.notes.numbers import marked, numbers
from kvip_tui.domain.notes.vocabulary import AddNote
from kvip_tui.domain.state.shared import Mate, Shared
from kvip_tui.domain.state.visit import Visit
from tests.builders import visit

MATES = {"a": Mate("Anne", "AA"), "b": Mate("Henrik", "HB"), "c": Mate("Hanna", "HB")}


def written(shared: Shared | None) -> Visit:
    """Return a visit with a note numbered 2 of each of three machines, and of a copy of one's."""
    built = visit("A 09:00-09:30")
    built.do(AddNote("x", built.at("09:00")), "09:00")
    [first] = built.visit.notes
    notes = built.visit.notes.without_last()
    for machine in ("a", "b", "c", "b~2"):
        notes = notes.append(replace(first, machine=machine, n=2))
    return replace(built.visit, notes=notes, shared=shared)


SHARED = written(Shared(maker="a", holder="a", mates=MATES))


def test_ones_own_are_bare_and_the_others_carry_a_mark() -> None:
    """Of two equal marks the greater machine's has a digit; a second stream is told apart."""
    called = numbers(SHARED, "a")
    assert [called.of(note) for note in SHARED.notes] == ["2", "HB.2", "HB2.2", "HB~2.2"]
    called = marked(SHARED)
    assert [called.of(note) for note in SHARED.notes] == ["AA.2", "HB.2", "HB2.2", "HB~2.2"]
    alone = written(None)
    assert {numbers(alone, "a").of(note) for note in alone.notes} == {"2"}


def test_a_maker_of_whom_nobody_has_said_a_name_has_a_mark_too() -> None:
    """So a bare number is always one's own."""
    found = written(Shared(maker="a", holder="a", mates={"b": MATES["b"]}))
    assert [numbers(found, "b").of(note) for note in found.notes][:2] == ["A.2", "2"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2", "a.2"),
        ("hb.2", "b.2"),
        ("HB2.2", "c.2"),
        ("HB~2.2", "b~2.2"),
        ("AA.2", "a.2"),
        ("c.2", "c.2"),
    ],
)
def test_what_is_shown_is_what_may_be_typed(typed: str, meant: str) -> None:
    """In either case, and the whole id still."""
    names = Names(SHARED, visit("A 09:00-09:30").at("09:00"), machine="a")
    assert names.note(typed) == meant


def test_a_bare_number_is_never_anothers() -> None:
    """Where there is no such note of one's own, it names none."""
    names = Names(SHARED, visit("A 09:00-09:30").at("09:00"), machine="d")
    with pytest.raises(Refusal) as refused:
        names.note("2")
    assert refused.value.code == "name.note_unknown"

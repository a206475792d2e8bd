"""Of two forms of one record, which holds: words are only ever taken out."""

from datetime import UTC, datetime
from typing import Any

import pytest

from kvip_tui.domain.base import AnyEvent, Record
from kvip_tui.domain.forgetting.forms import held_back, lost, what_holds, words_lost
from kvip_tui.domain.forgetting.words import FORGOTTEN
from kvip_tui.domain.notes.vocabulary import NoteAdded
from kvip_tui.domain.planning.vocabulary import BlockRenamed
from kvip_tui.domain.sharing.changes import NoteCarried, NoteWithdrawn
from kvip_tui.domain.state.plan import Privacy
from kvip_tui.domain.state.visit import Note

AT = datetime(2026, 3, 17, 9, tzinfo=UTC)
LATER = datetime(2026, 3, 17, 10, tzinfo=UTC)


def note(text: str, **more: Any) -> NoteAdded:
    """Return that a note was stored."""
    return NoteAdded(text=text, typed_at=AT, privacy=Privacy.PLENUM, **more)


def record(*events: AnyEvent, at: datetime = AT, **more: Any) -> Record:
    """Return the third record of a machine."""
    return Record(3, at, events, **more)


def carried(text: str, n: int = 3) -> NoteCarried:
    """Return that a note was carried whole."""
    return NoteCarried(Note(n, AT, text, AT, Privacy.PLENUM, (), None, "", True, (), machine="b"))


def renamed(block: str, title: str) -> BlockRenamed:
    """Return that a block got another title."""
    return BlockRenamed(block=block, title=title)


def forgotten(*events: AnyEvent) -> Record:
    """Return a record from which words were taken out."""
    return record(*events, forgotten=True)


@pytest.mark.parametrize(
    ("known", "other", "held"),
    [
        (record(note("Ola sa det")), record(note("Ola sa det")), note("Ola sa det")),
        (record(note("Ola sa det")), forgotten(note("… sa det")), note("… sa det")),
        (forgotten(note("… sa det")), record(note("Ola sa det")), note("… sa det")),
        (forgotten(note("… sa det")), forgotten(note("Ola sa …")), note(FORGOTTEN)),
        (forgotten(note("… sa det")), forgotten(note("… sa …")), note("… sa …")),
        (forgotten(renamed("b", "…")), forgotten(renamed("a", "…")), renamed("a", "…")),
        (
            forgotten(note("… sa det", tags=("x",))),
            forgotten(note("Ola sa …")),
            note(FORGOTTEN),
        ),
        (record(carried("En")), record(carried("En til")), carried("En")),
    ],
)
def test_the_fewer_words_hold(known: Record, other: Record, held: AnyEvent) -> None:
    """Each of the two may lack what the other has."""
    found = what_holds(known, other)
    assert found is not None
    assert found.events == (held,)
    assert found.forgotten == (known.forgotten or other.forgotten)


@pytest.mark.parametrize(
    ("known", "other"),
    [
        (record(note("a")), record(note("b"))),
        (record(note("a")), record(note("…"), at=LATER, forgotten=True)),
        (record(note("a")), forgotten(renamed("a", "…"))),
        (record(carried("En")), record(carried("En", 4))),
    ],
)
def test_two_different_records_are_no_forms_of_one(known: Record, other: Record) -> None:
    """Neither takes the other's place."""
    assert what_holds(known, other) is None


def test_what_was_withdrawn_stays_so() -> None:
    """Whichever form comes first."""
    withdrawn, whole = record(note("…"), withdrawn=True), record(note("a"))
    for one, two in ((withdrawn, whole), (whole, withdrawn)):
        assert what_holds(one, two) == withdrawn


def test_the_words_that_others_took_out_are_known() -> None:
    """Those in the gaps, or the whole text where it is another one; a record that lost all too."""
    gap = (record(note("Ola sa det")), forgotten(note("… sa det")))
    whole = (Record(4, AT, (note("alt dette"),)), Record(4, AT, (note("…"),), forgotten=True))
    title = (record(renamed("a", "Hos Ola")), forgotten(renamed("a", "Møte")))
    words = words_lost([gap, whole, title])
    assert words.texts == ("Ola", "alt dette", "Hos Ola")
    assert words.own(whole[0], whole[0].events[0])
    assert not words.own(gap[0], gap[0].events[0])


def test_an_id_made_of_words_is_called_what_others_call_it() -> None:
    """In the fields where it stands for somebody."""
    before, after = note("a", holder="ola"), note("a", holder="p7")
    assert words_lost([(record(before), forgotten(after))]).ids == {"ola": "p7"}


def test_own_records_lose_what_others_took_out() -> None:
    """The record itself takes their form; another one loses the words where they stand."""
    pair = (record(note("Ola sa det")), forgotten(note("… sa det")))
    words = words_lost([pair])
    assert lost(pair[0], words, [pair]) == pair[1]
    other = Record(9, AT, (note("Etter at Ola gikk"),))
    assert lost(other, words, [pair]).events == (note("Etter at … gikk"),)


def test_what_leaves_has_no_words_of_withdrawn_notes() -> None:
    """Whatever was sent before."""
    first = record(note("Hemmelig", machine="a"))
    last = Record(4, AT, (NoteWithdrawn(note="a.3"),))
    assert "Hemmelig" not in repr(held_back([first, last]))
    assert held_back([first]) == [first]

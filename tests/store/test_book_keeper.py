"""What a session puts into the address book, and what the words of the line mode do with it."""

from pathlib import Path
from unittest.mock import patch

import pytest
from msgspec.structs import replace

from kvip_tui.commands.execute import carry_out
from kvip_tui.commands.table import understood
from kvip_tui.domain.base import Refusal
from kvip_tui.domain.history import Undo, VisitCreated
from kvip_tui.domain.people.changes import AddPeople
from kvip_tui.domain.state.people import PersonLine
from kvip_tui.domain.state.plan import HOST, TEAM
from kvip_tui.errors import UserError
from kvip_tui.session import Session
from kvip_tui.store.addressbook import AddressBook
from kvip_tui.store.book_keeper import BookKeeper
from kvip_tui.store.library import Library
from kvip_tui.time_parsing import moment
from kvip_tui.visits.create import create, visit_of
from tests.builders import DATE, FakeKeeper, visit

SIRI = PersonLine("Siri Bø", HOST, "lege")


def opened(folder: Path, *, rehearsal: bool = False) -> Session:
    """Return a session with an address book."""
    built = visit("A 09:00-10:00")
    first = built.records[0].events[0]
    assert isinstance(first, VisitCreated)
    records = [replace(built.records[0], events=(replace(first, rehearsal=rehearsal),))]
    session = built.session("08:30", FakeKeeper(records))
    session.book = BookKeeper(AddressBook(folder))
    return session


def names(folder: Path) -> list[str]:
    """Return who is in the address book."""
    return [line.name for line in AddressBook(folder).entries()]


def say(session: Session, line: str) -> str:
    """Carry out a line and return the answer."""
    return carry_out(session, *understood(line))


def test_who_joins_is_remembered_and_a_slip_is_not(tmp_path: Path) -> None:
    """What was new and is corrected or undone is forgotten; who is removed is not."""
    session = opened(tmp_path)
    say(session, "ny Siri Bo, vert")
    say(session, "endre person Siri: Siri Bø, lege")
    assert AddressBook(tmp_path).entries() == [SIRI]
    say(session, "ny Per, team")
    say(session, "angre")
    assert names(tmp_path) == ["Siri Bø"]
    say(session, "gjør om")
    assert names(tmp_path) == ["Per", "Siri Bø"]
    say(session, "fjern person Per")
    assert names(tmp_path) == ["Per", "Siri Bø"]


def test_who_was_known_before_is_kept_whatever_is_undone(tmp_path: Path) -> None:
    """Only what this session put in is taken out again."""
    AddressBook(tmp_path).remember([SIRI])
    session = opened(tmp_path)
    session.do(AddPeople((SIRI,)))
    session.do(Undo())
    assert names(tmp_path) == ["Siri Bø"]


def test_a_rehearsal_is_never_remembered(tmp_path: Path) -> None:
    """Not even that there was one."""
    session = opened(tmp_path, rehearsal=True)
    session.do(AddPeople((SIRI,)))
    assert list(tmp_path.iterdir()) == []


def test_trouble_with_the_book_is_said_and_hinders_nothing(tmp_path: Path) -> None:
    """A damaged book is kept aside; one that cannot be written is named; the person is added."""
    session = opened(tmp_path)
    (tmp_path / "addressbook.json").write_text("skadet")
    assert "addressbook.skadet-1.json" in say(session, "ny Siri, vert")
    with patch("kvip_tui.store.addressbook.write_atomic", side_effect=UserError("Disken er full.")):
        assert say(session, "ny Per, vert") == "Per er lagt til · Disken er full."
    assert [person.name for person in session.visit.people[-2:]] == ["Siri", "Per"]


def test_the_words_of_the_address_book(tmp_path: Path) -> None:
    """Listed, added from, and deleted from; who is on the roster is not offered."""
    session = opened(tmp_path)
    with pytest.raises(Refusal, match=r"book\.empty"):
        say(session, "adressebok")
    others = PersonLine("Siri Dahl", TEAM), PersonLine("Anne Aas", TEAM), PersonLine("X", "annet")
    AddressBook(tmp_path).remember([SIRI, *others])
    assert say(session, "adressebok").splitlines()[2:] == [
        "Siri Dahl, Besøksteam",
        "X, annet",
    ]
    for line, code in (
        ("fra adresseboka siri", "book.ambiguous"),
        ("fra adresseboka anne", "book.unknown"),
        ("fra adresseboka x", "book.unknown"),
        ("glem ola", "book.unknown"),
    ):
        with pytest.raises(Refusal) as caught:
            say(session, line)
        assert caught.value.code == code
    assert say(session, "fra adresseboka siri b") == "Siri Bø er lagt til"
    assert say(session, "glem siri d") == "Siri Dahl, Besøksteam er slettet fra adresseboka"
    assert say(session, "glem alle") == "Adresseboka er tømt"
    assert names(tmp_path) == []
    with pytest.raises(Refusal, match=r"book\.empty"):
        say(session, "glem alle")


def test_the_people_of_a_new_visit_are_remembered(tmp_path: Path) -> None:
    """Trouble with the book is told and hinders no visit."""
    library, plan = Library(tmp_path), visit("A 09:00-10:00").visit.plan
    at = moment("08.00", DATE, plan.timezone)
    assert create(library, visit_of(plan, DATE, "BUP", [SIRI]), at)[1] == ""
    assert names(tmp_path) == ["Siri Bø"]
    with patch("kvip_tui.store.addressbook.write_atomic", side_effect=UserError("Full.")):
        made, said = create(library, visit_of(plan, DATE, "BUP", [PersonLine("Ny", TEAM)]), at)
    assert said == "Full."
    assert made.path.is_dir()


def test_a_list_is_added_in_words(tmp_path: Path) -> None:
    """«folk FIL» adds everybody of a file with one command; a fault changes nothing."""
    session = opened(tmp_path)
    path = tmp_path / "folk.csv"
    path.write_bytes("\ufeffSiri;vert;lege\r\n\r\nPer;team\r\n".encode())
    assert say(session, f"folk {path}") == "2 personer er lagt til"
    path.write_text("Ida;vert\nOla;ukjent\n")
    before = session.visit
    with pytest.raises(UserError, match=r"folk\.csv, linje 2: «ukjent» er ikke en gruppe"):
        say(session, f"folk {path}")
    with pytest.raises(Refusal, match=r"person\.no_change"):
        say(session, "endre person Siri")
    assert session.visit == before

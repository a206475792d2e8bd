"""Forgetting for good: the words are gone from every record, and all else stands as it stood."""

import types
from collections.abc import Iterator
from typing import Any, get_args

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvip_tui.domain.base import Record, Refusal, UnknownEvent
from kvip_tui.domain.checks.changes import AddCheck, GateReasonGiven
from kvip_tui.domain.forgetting.words import (
    FORGOTTEN,
    OTHERS,
    WORDS,
    Forget,
    Kind,
    forgotten,
    holds,
    note_numbered,
    without_words,
    words_to_forget,
)
from kvip_tui.domain.history import KnownEvent, Undo, replay
from kvip_tui.domain.notes.vocabulary import AddNote, DeleteNote, EditNote, JoinNotes, SplitNote
from kvip_tui.domain.people.changes import AddPerson, EditPerson
from kvip_tui.domain.report.changes import WriteProse
from kvip_tui.domain.report.points import AddPoint, DetailPoint, MergePoints, RewordPoint
from kvip_tui.session import Session
from kvip_tui.store import codec
from tests.builders import visit
from tests.reports import reported


def kinds(of: Any) -> Iterator[Any]:
    """Yield the kinds that a union is of."""
    if isinstance(of, types.UnionType):
        for one in get_args(of):
            yield from kinds(one)
    else:
        yield of


def texts(of: Any, name: str, seen: tuple[Any, ...] = ()) -> Iterator[str]:
    """Yield the names of the fields that hold text, in a kind and in all that it holds."""
    if of is str:
        yield name
    elif isinstance(of, type) and issubclass(of, msgspec.Struct) and of not in seen:
        for field in msgspec.structs.fields(of):
            yield from texts(field.type, field.name, (*seen, of))
    else:
        for one in get_args(of):
            yield from texts(one, name, seen)


def test_every_field_of_text_is_known_as_words_or_not() -> None:
    """So that a new one cannot be forgotten about."""
    found = {name for kind in kinds(KnownEvent) for name in texts(kind, "")}
    assert found == WORDS | OTHERS
    assert not WORDS & OTHERS


def session() -> Session:
    """Return a session in plenum."""
    return visit("A 09:00-10:00").started("a", "09:00").session("09:10")


def written(session: Session) -> str:
    """Return all that is kept, as a file would have it."""
    return "".join(codec.encode(record).decode() for record in session.records)


def forget(session: Session, wish: Forget) -> None:
    """Forget, being asked once."""
    with pytest.raises(Refusal, match=r"forget\.sure"):
        session.forget_for_good(wish)
    session.forget_for_good(wish)


def test_a_note_is_forgotten_in_all_that_it_has_been() -> None:
    """Stored, changed, split, joined, deleted and undone; numbers, order and undo hold."""
    made = session()
    for text in ("Den hemmelige hagen", "Noe om turnus"):
        made.do(AddNote(text, made.now(), because="grunn nok"))
    first, second = made.visit.notes
    made.do(EditNote(first.id, "Den hemmelige hagen, og mer"))
    made.do(SplitNote(first.id, place=20))
    made.do(JoinNotes((first.id, second.id)))
    made.do(Undo())
    made.do(DeleteNote(first.id))
    before = [(record.n, record.at, [type(e) for e in record.events]) for record in made.records]
    numbers = [note.number for note in made.visit.notes]
    forget(made, Forget(Kind.NOTE, first.id))
    assert "hagen" not in written(made)
    assert "turnus" in written(made)
    after = [(record.n, record.at, [type(e) for e in record.events]) for record in made.records]
    assert after == before
    assert [note.number for note in made.visit.notes] == numbers
    made.do(Undo())
    assert made.visit.note(first.id).text == FORGOTTEN  # type: ignore[union-attr]
    assert replay(made.records).visit == made.visit


def test_only_what_is_asked_for_is_forgotten_and_only_once() -> None:
    """A second time there is nothing left of it."""
    made = session()
    made.do(AddNote("En", made.now()))
    made.do(AddNote("Enheten", made.now()))
    forget(made, Forget(Kind.NOTE, made.visit.notes[0].id))
    assert [note.text for note in made.visit.notes] == [FORGOTTEN, "Enheten"]
    with pytest.raises(Refusal, match=r"forget\.nothing"):
        made.forget_for_good(Forget(Kind.NOTE, made.visit.notes[0].id))


def test_a_former_name_goes_with_the_id_made_of_it() -> None:
    """What the person did stays the person's, who keeps the present name."""
    made = session()
    person = made.visit.people[0]
    made.do(EditPerson(person.id, name="Ny Nesten"))
    made.author = person.name
    made.do(AddNote(f"@{person.name} sa det", made.now()))
    forget(made, Forget(Kind.NAME, person.id))
    assert person.name not in written(made)
    assert person.id not in {one.id for one in made.visit.people}
    assert made.visit.people[0].name == "Ny Nesten"
    assert made.visit.notes[0].mentions == (made.visit.people[0].id,)


def test_words_are_forgotten_wherever_they_stand() -> None:
    """In an own item of a checklist with the id made of it, in prose, in a reason."""
    made = session()
    made.do(AddCheck("a", "Ring Hovden nå"))
    made.do(AddNote("Vi var på hovden i går", made.now(), because="Hovden er et sted"))
    forget(made, Forget(Kind.WORDS, "Hovden"))
    assert "hovden" not in written(made).lower()
    assert made.visit.notes[0].text == "Vi var på … i går"
    with pytest.raises(Refusal, match=r"forget\.short"):
        made.forget_for_good(Forget(Kind.WORDS, "å"))


def test_what_a_newer_version_wrote_loses_the_words_too() -> None:
    """Whatever its fields are called."""
    event = UnknownEvent("nytt", {"text": "om Hovden", "deep": [{"title": "Hovden"}], "n": 1})
    record = Record(1, session().now(), (event,))
    words = words_to_forget(session().records, Forget(Kind.WORDS, "Plan"))
    words = msgspec.structs.replace(words, texts=("Hovden",))
    [left] = forgotten(record, words).events
    assert isinstance(left, UnknownEvent)
    assert left.data == {"text": "om …", "deep": [{"title": "…"}], "n": 1}


def test_a_note_is_found_by_the_number_it_once_had() -> None:
    """Taken back and gone, too."""
    made = session()
    made.do(AddNote("Borte", made.now(), machine="m"))
    note = made.visit.notes[0]
    made.do(Undo())
    assert note_numbered(made.records, note.number) == note.id
    assert note_numbered(made.records, "99") is None


def test_who_only_reads_forgets_nothing() -> None:
    """And says so."""
    made = session()
    made.do(AddNote("Hagen", made.now()))
    made._journal.writer = False  # type: ignore[misc]
    with pytest.raises(Refusal, match=r"session\.read_only"):
        made.forget_for_good(Forget(Kind.NOTE, made.visit.notes[0].id))


def test_a_point_is_forgotten_in_all_that_it_has_been() -> None:
    """Added, reworded, with who is to do it, merged into another."""
    made = reported().session("10:00")
    for text in ("Den hemmelige hagen", "Noe om turnus"):
        made.do(AddPoint("tiltak", text))
    first, second = made.visit.report.points
    made.do(RewordPoint(first.id, "Hagen bak huset"))
    made.do(DetailPoint(first.id, who="Hageleder"))
    made.do(MergePoints((first.id, second.id), "Hagen bak huset og turnus"))
    forget(made, Forget(Kind.POINT, first.id))
    assert "hage" not in written(made).lower()
    assert made.visit.report.points[0].text == FORGOTTEN


def test_prose_and_a_reason_are_forgotten() -> None:
    """Of one section, and of one block; what others hold stays."""
    made = reported().session("10:00")
    made.do(WriteProse("om", "Vi så hagen"))
    made.do(WriteProse("slutt", "Vi gikk hjem"))
    forget(made, Forget(Kind.PROSE, "om"))
    assert "hagen" not in written(made)
    assert "Vi gikk hjem" in written(made)
    with pytest.raises(Refusal, match=r"forget\.nothing"):
        made.forget_for_good(Forget(Kind.PROSE, "ingen"))
    event = GateReasonGiven("a", "moren var syk")
    records = [*made.records, Record(99, made.now(), (event,))]
    words = words_to_forget(records, Forget(Kind.REASON, "a"))
    assert words.texts == ("moren var syk",)
    assert forgotten(records[-1], words).events == (GateReasonGiven("a", FORGOTTEN),)


def test_the_former_name_of_somebody_who_came_later_goes_too() -> None:
    """With the id made of it."""
    made = session()
    made.do(AddPerson("Hagen Vik", "besoksteam", ""))
    person = made.visit.people[-1]
    made.do(EditPerson(person.id, name="Ny Nesten"))
    forget(made, Forget(Kind.NAME, person.id))
    assert "hagen" not in written(made).lower()


WORD = st.text("abcæøåABC -,.\n", min_size=3, max_size=20).filter(
    lambda text: len("".join(filter(str.isalnum, text))) >= 3
)


@given(WORD, st.lists(WORD, max_size=4), st.lists(WORD, max_size=4))
def test_a_text_without_words_has_them_no_more(
    words: str, before: list[str], behind: list[str]
) -> None:
    """Wherever they stood as words of their own, however often."""
    text = " ".join([*before, words.strip(), *behind])
    left = without_words(text, [words])
    assert not holds(left, [words]) or len("".join(filter(str.isalnum, words))) >= 12
    assert without_words(left, [words]) == left


def test_short_words_are_forgotten_as_whole_words_only() -> None:
    """A short name stands inside many words."""
    assert holds("Vi møtte Ola.", ["Ola"])
    assert not holds("Det ble servert cola.", ["Ola"])
    assert not holds("Noe", [""])

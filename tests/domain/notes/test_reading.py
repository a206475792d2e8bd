"""Notes: their class, their stamp, their tags, and what is cleaned out of them (DESIGN 5)."""

from datetime import datetime
from typing import Any

import pytest
from msgspec.structs import replace

from kvip_tui.domain.base import Refusal
from kvip_tui.domain.day.changes import NextBlock, SkipBlock, StartBlock
from kvip_tui.domain.floor.turns import GiveFloor
from kvip_tui.domain.notes.reading import (
    closing_meeting,
    interviews_closed,
    mentions,
    privacy_at,
    tags,
)
from kvip_tui.domain.notes.vocabulary import AddNote, NoteAdded
from kvip_tui.domain.state.plan import Day, Privacy
from kvip_tui.domain.text.legible import LONGEST, clean
from tests.builders import PEOPLE, VisitBuilder, timetable, visit, visit_of_days

TEAM: dict[str, Any] = {"privacy": Privacy.TEAM}
INTERVIEW: dict[str, Any] = {"privacy": Privacy.INTERVIEW}
LATER: dict[str, Any] = {"i": INTERVIEW, "j": INTERVIEW, "s": TEAM, "t": TEAM}
BLOCKS = timetable(
    "Team 08:30-09:00, Plenum> -11:30, Lunsj> -12:00, I1|g 12:00-13:00, I2|g 12:00-13:00, "
    "Pause> -13:15, Slutt> -14:15",
    team=TEAM,
    lunsj=TEAM,
    i1=INTERVIEW,
    i2=INTERVIEW,
    pause=TEAM,
    slutt=TEAM,
)


def scene() -> VisitBuilder:
    """Return a visit with blocks of every class."""
    return visit(BLOCKS)


def note(built: VisitBuilder, text: str, clock: str, *, typed: str = "") -> NoteAdded:
    """Return the note that a text becomes."""
    typed_at = built.at(typed or clock)
    (event,) = built.answer(AddNote(text=text, typed_at=typed_at), clock)
    assert isinstance(event, NoteAdded)
    return event


def test_the_class_is_that_of_the_block_that_runs() -> None:
    """Plenum with the host present, team in the team's own meetings, interview in those."""
    built = scene()
    for block, privacy in (
        ("team", Privacy.TEAM),
        ("plenum", Privacy.PLENUM),
        ("i1", Privacy.INTERVIEW),
        ("slutt", Privacy.TEAM),
    ):
        built.do(StartBlock(block, anyway=True), "09:00")
        assert privacy_at(built.visit, built.at("09:00")) is privacy


def test_before_the_first_block_a_note_is_the_teams() -> None:
    """The host is not there yet."""
    assert privacy_at(scene().visit, scene().at("08:00")) is Privacy.TEAM


@pytest.mark.parametrize(
    ("block", "privacy"),
    [
        ("team", Privacy.TEAM),
        ("plenum", Privacy.TEAM),
        ("i1", Privacy.INTERVIEW),
        ("slutt", Privacy.TEAM),
    ],
)
def test_between_blocks_the_class_is_that_of_the_last_one_and_never_plenum(
    block: str, privacy: Privacy
) -> None:
    """After an interview a note is still the interview's, after plenum the team's."""
    built = scene().ran(block, "09:00", "10:00")
    assert privacy_at(built.visit, built.at("10:05")) is privacy


def test_of_blocks_that_ended_together_the_strictest_counts() -> None:
    """An interview beside a group's work leaves an interview's silence behind."""
    blocks = timetable("Z|g 12:00-13:00, A|g 12:00-13:00", a=INTERVIEW)
    built = visit(blocks).do(NextBlock(), "12:00").do(NextBlock(), "13:00")
    assert privacy_at(built.visit, built.at("13:05")) is Privacy.INTERVIEW


def test_of_blocks_side_by_side_the_strictest_counts() -> None:
    """Whoever writes may be in either room."""
    blocks = timetable("A|g 12:00-13:00, Z|g 12:00-13:00", a=INTERVIEW)
    built = visit(blocks).do(NextBlock(), "12:00")
    assert note(built, "x", "12:10").privacy is Privacy.INTERVIEW


def test_a_note_belongs_to_where_its_typing_began() -> None:
    """Begun at 11:29 in plenum and stored at 11:31 in the lunch, it is plenum's in all."""
    built = scene().started("plenum", "09:00").do(GiveFloor("berit"), "11:20")
    built.do(GiveFloor("anne"), "11:30").do(StartBlock("lunsj"), "11:30")
    found = note(built, "sagt", "11:31", typed="11:29")
    assert (found.privacy, found.blocks) == (Privacy.PLENUM, ("plenum",))
    assert (found.typed_at, found.holder) == (built.at("11:29"), "berit")


def test_what_was_begun_before_an_interview_and_stored_in_it_is_the_interviews() -> None:
    """It may have been finished in there."""
    built = scene().started("lunsj", "11:30").do(StartBlock("i1"), "12:00")
    assert note(built, "x", "12:01", typed="11:59").privacy is Privacy.INTERVIEW


def test_what_was_begun_in_an_interview_stays_the_interviews() -> None:
    """Also where it is stored in the pause after it."""
    built = scene().ran("i1", "12:00", "13:00").started("pause", "13:00")
    found = note(built, "x", "13:01", typed="12:59")
    assert (found.privacy, found.blocks) == (Privacy.INTERVIEW, ("i1",))


def test_a_note_names_all_blocks_that_ran() -> None:
    """Both of two side by side, in the plan's order."""
    built = scene().do(StartBlock("i2"), "12:00").do(StartBlock("i1"), "12:01")
    assert note(built, "x", "12:05").blocks == ("i1", "i2")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("fast sykepleier #styrke", ("styrke",)),
        ("#Læring, og #læring igjen #fokus:skjerming.", ("læring", "fokus:skjerming")),
        ("a#b ##c # d #", ()),
        ("#tiltak: gjør", ("tiltak",)),
    ],
)
def test_tags_are_words_after_a_hash(text: str, found: tuple[str, ...]) -> None:
    """In lower case, in order, each once."""
    assert tags(text) == found


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (" a\r\nb\rc ", "a\nb\nc"),
        ("\x1b[31mrød\x1b[0m\x07", "rød"),
        ("a\x9bb\x00\x7f", "ab"),
        ("tab\tog «æøå» 👩‍⚕️", "tab\tog «æøå» 👩‍⚕️"),
        ("\ud800x", "x"),
        ("\x01 \n", ""),
        ("a\x1b]0;tittel\x07b\x1b]8;;http://x\x1b\\c", "abc"),
        ("a\x1bPq#0\x1b\\b\x1b(Bc\x1b7d\x1b[?25le", "abcde"),
        ("åpen \x1b]0;uten slutt", "åpen ]0;uten slutt"),
        ("én\x1b[3", "én[3"),
        ("a\u2028b\u2029c\vd\fe\x85f\n\rg", "a\nb\nc\nd\ne\nf\n\ng"),
        ("mak\u202etæt\u202c \u2066æ\u2069", "maktæt æ"),
        ("[31m og [b]merket[/]", "[31m og [b]merket[/]"),
    ],
)
def test_control_characters_are_dropped(text: str, kept: str) -> None:
    """Line ends and tabs stay; nothing is left for a terminal to carry out."""
    assert clean(text) == kept


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("@Berit Moe sa det, og @fatima.", ("berit", "fatima")),
        ("@moe @Moe @berit", ("berit",)),
        ("@ANNE-AAS? nei, @anne", ("anne",)),
        ("post@berit.no og @@berit", ()),
        ("@ukjent @", ()),
        ("@Henrik Bø Moe", ("henrik",)),
        ("@An Aas", ("anne",)),
    ],
)
def test_people_are_named_with_an_at(text: str, found: tuple[str, ...]) -> None:
    """By name or id, as far as it names one person; what names nobody is only text."""
    assert mentions(text, PEOPLE) == found


def test_who_is_named_by_an_at_that_fits_several_is_nobody() -> None:
    """It stays text, for the writer to make clear."""
    twins = [
        replace(PEOPLE[0], id=f"p{i}", name=name) for i, name in enumerate(("Siri Ås", "Siri Bø"))
    ]
    assert mentions("@siri @Siri b", twins) == ("p1",)


@pytest.mark.parametrize(
    ("text", "code"), [("", "note.empty"), (" \x00\n", "note.empty"), ("x" * 20_001, "note.long")]
)
def test_a_note_has_something_in_it_and_an_end(text: str, code: str) -> None:
    """Nothing, or too much, is refused."""
    with pytest.raises(Refusal) as caught:
        note(scene(), text, "09:00")
    assert caught.value.code == code


def test_the_longest_note_is_kept_whole() -> None:
    """It is counted after cleaning."""
    assert len(note(scene(), f" {'æ' * LONGEST}\n", "09:00").text) == LONGEST


def test_notes_are_kept_in_order_with_the_number_of_their_record() -> None:
    """A note knows when it was stored and when its typing began."""
    built = scene().started("plenum", "09:00")
    typed_at: datetime = built.at("09:10")
    built.do(AddNote("en #styrke", typed_at, author="Henrik", said=False), "09:11")
    (kept,) = built.visit.notes
    assert (kept.n, kept.at, kept.typed_at) == (3, built.at("09:11"), typed_at)
    assert (kept.text, kept.tags, kept.author, kept.said) == (
        "en #styrke",
        ("styrke",),
        "Henrik",
        False,
    )


def test_the_closing_meeting_is_the_teams_last_after_the_interviews() -> None:
    """The pause is the team's too, but not the last; a plan without interviews has none."""
    closing = closing_meeting(scene().visit)
    assert closing is not None
    assert closing.id == "slutt"
    assert closing_meeting(visit("A 09:00-10:00").visit) is None
    only = visit(timetable("I 09:00-10:00, P> -11:00", i=INTERVIEW))
    assert closing_meeting(only.visit) is None
    assert not interviews_closed(only.ran("i", "09:00", "10:00").visit)
    assert interviews_closed(only.ran("p", "10:00", "11:00").visit)
    assert not interviews_closed(visit("A 09:00-10:00").ran("a", "09:00", "10:00").visit)


def test_a_skipped_meeting_is_not_waited_for() -> None:
    """The one before it is the last then, and the last block of the day where there is none."""
    built = scene().ran("i1", "12:00", "13:00").ran("pause", "13:00", "13:15")
    assert not interviews_closed(built.visit)
    built.do(SkipBlock("slutt"), "13:20")
    closing = closing_meeting(built.visit)
    assert closing is not None
    assert closing.id == "pause"
    assert interviews_closed(built.visit)


def test_each_day_of_interviews_has_a_closing_meeting_of_its_own() -> None:
    """The notes of the second day are not over because the first day is."""
    days = (
        Day(id="to", title="To", offset=1, blocks=timetable("J 09:00-10:00, T> -11:00", **LATER)),
        Day(id="en", title="En", blocks=timetable("I 09:00-10:00, S> -11:00", **LATER)),
    )
    built = visit_of_days(*days).ran("i", "09:00", "10:00").ran("s", "10:00", "11:00")
    assert interviews_closed(built.visit)
    built.ran("j", "33:00", "34:00")
    assert not interviews_closed(built.visit)
    assert interviews_closed(built.ran("t", "34:00", "35:00").visit)

"""What is typed while interviews run is a note in memory, or on disk on purpose: any command."""

import io
from pathlib import Path
from typing import Any

import pytest

from kvip_tui.clock import RehearsalClock
from kvip_tui.commands.table import COMMANDS, Command
from kvip_tui.domain.notes.vocabulary import AddNote, TypedInInterview
from kvip_tui.domain.report.points import AddPoint
from kvip_tui.domain.state.plan import Check, Privacy, Role
from kvip_tui.line.mode import run
from kvip_tui.paths import visits_dir
from kvip_tui.session import Session
from kvip_tui.settings import keep_author
from kvip_tui.store.addressbook import AddressBook
from kvip_tui.store.book_keeper import BookKeeper
from kvip_tui.store.journal import Journal
from kvip_tui.store.shipped.report_forms import shipped_form
from tests.builders import VisitBuilder, timetable, visit

WORD = "Hemmelighet"
DAY = "P 09:00-10:00, I1|g⚑ 12:00-13:00, I2|g⚑ 12:00-13:00, S> -14:00"
MORE: dict[str, dict[str, Any]] = {
    "p": {"checks": (Check(id="regler", text="Møteregler", gate=True),)},
    "i1": {"privacy": Privacy.INTERVIEW, "title": "Intervju pasient", "roles": ("leder",)},
    "i2": {"privacy": Privacy.INTERVIEW, "title": "Intervju pårørende", "roles": ("skriver",)},
    "s": {
        "privacy": Privacy.TEAM,
        "checks": (Check(id="klar", text="Klar til slutt", gate=True),),
    },
}
FORM = "besoksrapport-digital"
ROLES = (
    Role(id="leder", title="Leder"),
    Role(id="skriver", title="Skriver"),
)
# Ways to fill in what stands after a word, whatever that is.
WAYS = [
    "{w}",
    "1 {w}",
    "3 {w}",
    "3: {w}",
    "2 {w}",
    "2: {w}",
    "1: {w}, i dag, {w}",
    "{w}, vert, {w}",
    "{w} i P",
    "P: {w}",
    "P {w}",
    "Anne {w}",
    "Anne: {w}",
    "Anne: {w}, vert, {w}",
    "styrker: {w}",
    "hovedessens: {w}",
    "standards: {w}",
    "dagsplan: {w}",
    "{w}, 8–15, 55 00 00 00",
    "i1 likevel fordi {w}",
    "s likevel fordi {w}",
    "fordi {w}",
    "{w} etter P",
    "P: {w}, {w} to",
    "informert {w}",
    "{w}, {w} to",
    "s: {w}",
    "{w} etter s",
    "{w}, 10 etter s",
    "s: {w}, {w} to",
    "1 2: {w}",
    "2: {w}, 16.03.2021, {w}",
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A visit in the middle of both interviews, with a note and points from before them."""
    return made_in(tmp_path)


def made_in(root: Path) -> Path:
    """Make the visit in a data folder."""
    made = visits_dir(root) / "besok"
    (made / "exports").mkdir(parents=True)
    built = built_day()
    first, *rest = built.records
    with Journal.create(made / "journal-her.jsonl", first) as journal:
        journal.extend((record.at, record.events) for record in rest)
    return made


def built_day() -> VisitBuilder:
    """Return the day up to the interviews."""
    return (
        visit(timetable(DAY, **MORE), roles=ROLES, report=shipped_form(FORM, "nb"))
        .started("p", "09:00")
        .do(AddNote("Noe som ble sagt #styrke", visit(timetable(DAY)).at("09:10")), "09:10")
        .do(AddPoint("styrker", "Et punkt"), "09:11")
        .do(AddPoint("tiltak", "Et tiltak"), "09:12")
        .ended("p", "10:00")
        .started("i1", "12:00")
        .started("i2", "12:00")
    )


class Line:
    """A session over the visit's real files, spoken to in lines."""

    def __init__(self, folder: Path) -> None:
        self.root = folder.parent.parent
        self.journal = Journal.open(folder / "journal-her.jsonl")
        self.session = Session(self.journal, RehearsalClock(built_day().at("12:10"), speed=0))
        self.session.book = BookKeeper(AddressBook(self.root))
        self.session.use_author("", "her", lambda name: keep_author(self.root, name))

    def say(self, *lines: str) -> list[str]:
        """Return the answers to lines."""
        out = io.StringIO()
        run(self.session, lines, out)
        return out.getvalue().splitlines()

    def on_disk(self) -> bool:
        """Return whether any file of the data folder has the word."""
        files = (path for path in self.root.rglob("*") if path.is_file())
        return any(
            WORD.lower() in path.read_bytes().decode("utf-8", "replace").lower() for path in files
        )


def ways(command: Command) -> list[str]:
    """Return what can be said with a command that takes words, none of it twice."""
    filled = (way.format(w=f"{WORD}{number}") for number, way in enumerate(WAYS))
    return [f"{command.word} {words}" for words in filled]


WITH_WORDS = [command for command in COMMANDS if command.word and command.takes]


@pytest.mark.parametrize("command", WITH_WORDS, ids=lambda command: command.id)
def test_no_command_stores_words_that_are_typed_while_an_interview_runs(
    folder: Path, command: Command
) -> None:
    """Each way once, then something else, so that nothing is asked for twice."""
    line = Line(folder)
    for words in ways(command):
        line.say(words, "status")
        assert not line.on_disk(), words
    line.journal.close()


def test_the_same_ways_would_store_words_for_most_commands(tmp_path: Path) -> None:
    """Of one who sits in no interview: so the ways above are ways."""
    storing = set()
    for command in WITH_WORDS:
        line = Line(made_in(tmp_path / command.id))
        line.say("i intervju ingen", *ways(command))
        if line.on_disk():
            storing.add(command.id)
        line.journal.close()
    assert storing >= {
        *("add_check", "note", "thought", "edit_note", "focus", "support", "me", "person"),
        *("report_point", "reword", "theme", "who", "due", "prose", "more_prose", "feedback"),
        *("edit_person", "lift", "clear", "title", "add_block", "split", "merge_points"),
    }


def test_what_is_asked_for_twice_is_stored_and_marked(folder: Path) -> None:
    """Knowingly; the mark says that it never leaves this machine."""
    line = Line(folder)
    first, second = line.say(f"nytt punkt {WORD} i P", f"nytt punkt {WORD} i P")
    assert first.startswith("! Under intervjuet lagres bare notater, og bare i minnet")
    assert "deles ikke" in second
    assert line.on_disk()
    assert TypedInInterview() in line.journal.records[-1].events
    line.journal.close()


def test_the_check_still_asks_about_what_is_stored_knowingly(folder: Path) -> None:
    """Asking for it twice answers one question, not two."""
    line = Line(folder)
    words = "nytt punkt ring 010190 12345 i P"
    first, second, third = line.say(words, words, words)
    assert first.startswith("! Under intervjuet")
    assert second.startswith("! Elleve siffer")
    assert not third.startswith("!")
    line.journal.close()


def test_who_is_in_no_interview_writes_as_ever(folder: Path) -> None:
    """The team's note, on disk, beside the interviews; other words are not asked about."""
    line = Line(folder)
    line.say("i intervju ingen", f"notat {WORD}", f"nytt punkt {WORD} i P")
    note = line.session.visit.notes[-1]
    assert (note.privacy, note.blocks) == (Privacy.TEAM, ())
    assert line.session.whispers == ()
    assert TypedInInterview() not in [e for r in line.journal.records for e in r.events]
    line.journal.close()


@pytest.mark.parametrize(
    ("words", "role", "blocks"),
    [
        ([], None, ("i1", "i2")),
        ([], "leder", ("i1",)),
        ([], "skriver", ("i2",)),
        (["i intervju pårørende"], "leder", ("i2",)),
        (["i intervju intervju pas"], None, ("i1",)),
    ],
)
def test_a_note_is_of_the_interview_in_which_its_writer_sits(
    folder: Path, words: list[str], role: str | None, blocks: tuple[str, ...]
) -> None:
    """By what was said here, else by a role in it; of both where nobody knows."""
    line = Line(folder)
    line.session.author = line.session.visit.people[0].name
    if role is not None:
        line.say(f"rolle {role} {line.session.author}")
    line.say(*words, f"notat {WORD}")
    [note] = line.session.whispers
    assert note.blocks == blocks
    assert not line.on_disk()
    line.journal.close()


def test_the_screen_asks_once_whose_interview_it_is(folder: Path) -> None:
    """A second Enter stores under both, and the next note is not asked about."""
    line = Line(folder)
    line.session.careful = True
    first, second, third = line.say("notat en", "notat en", "notat to")
    assert first.startswith("! Hvilket intervju er du i?")
    assert second == third
    assert [note.blocks for note in line.session.whispers] == [("i1", "i2")] * 2
    line.journal.close()


def test_what_is_no_interview_cannot_be_sat_in(folder: Path) -> None:
    """It says so."""
    line = Line(folder)
    assert line.say("i intervju Plenum")[0].startswith("! ")
    line.journal.close()

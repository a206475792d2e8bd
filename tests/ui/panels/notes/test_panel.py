"""The pad: every note of the visit, found, changed and put in its place by one key."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from kvip_tui.commands.arguments import a_note, own_words
from kvip_tui.commands.base import Command, Section
from kvip_tui.domain.floor.turns import GiveFloor
from kvip_tui.domain.notes.vocabulary import AddNote, DeleteNote, MoveNote
from kvip_tui.domain.state.plan import Privacy
from kvip_tui.domain.state.visit import Note
from kvip_tui.store.drafts.note import Typed
from kvip_tui.ui.day.widgets.command_line import CommandLine
from kvip_tui.ui.day.widgets.notes.line import NoteLine
from kvip_tui.ui.day.widgets.notes.rows import around, list_row, versions, whole
from kvip_tui.ui.panels.notes.panel import Pad
from kvip_tui.ui.panels.notes.rows import KEYS, PadList
from tests.builders import VisitBuilder
from tests.ui.days import DayApp, closing_day, said, small_day, text
from tests.ui.doors import day_of

WORDS = ("Første ord #styrke", "andre ord #tiltak", "tredje ord")
SIZES = [(140, 40), (100, 30), (80, 24)]


def written() -> VisitBuilder:
    """Return the small day in its opening meeting with three notes, two while Berit speaks."""
    builder = small_day().ran("team", "08:30", "09:00").started("oppstart", "09:00")
    for minute, words in enumerate(WORDS, start=2):
        clock = f"09:0{minute}"
        builder.do(AddNote(words, builder.at(clock), author="Anne Aas"), clock)
        if minute == 2:
            builder.do(GiveFloor("berit"), "09:02")
    return builder


@pytest.fixture
def day(tmp_path: Path) -> DayApp:
    """Return the day with its notes at ten past nine."""
    return DayApp(tmp_path, written(), "09:10")


def rows(pilot: Pilot[None]) -> list[str]:
    """Return the rows of the list as they are drawn."""
    shown = pilot.app.screen.query_one(PadList)
    drawn = [shown.render_line(y).text.rstrip() for y in range(shown.size.height)]
    return [row for row in drawn if row]


def texts_of(day: DayApp) -> list[str]:
    """Return the texts of the notes on disk, in order."""
    return [note.text for note in day.session.visit.notes]


@pytest.mark.parametrize("size", SIZES)
async def test_it_shows_every_note_and_its_key_closes_it(
    day: DayApp, size: tuple[int, int]
) -> None:
    """Each in a row with time, class and who spoke; the newest last and chosen, shown whole."""
    async with day.app.run_test(size=size) as pilot:
        await pilot.press("f5")
        await pilot.pause()
        assert [row.split()[:2] for row in rows(pilot)[:2]] == [["09.02", "P"], ["09.03", "P"]]
        assert rows(pilot)[2].startswith("> 09.04 P")
        assert "Berit" in rows(pilot)[2]
        assert text(pilot.app.screen, "#pad-head").startswith("3 av 3 notater")
        about = text(pilot.app.screen, "#pad-whole")
        assert "Oppstart · Berit hadde ordet · sagt · skrevet av Anne Aas" in " ".join(
            about.split()
        )
        assert "Enter endre" in text(pilot.app.screen, "#keybar")
        assert text(pilot.app.screen, "#clock-line")
        await pilot.press("f")
        assert day.session.visit.floor.holder == "berit"
        await pilot.press("ctrl+g", "f")
        assert day.session.visit.floor.holder == "fatima"
        assert isinstance(pilot.app.focused, PadList)
        await pilot.press("f5", "a")
        assert not pilot.app.screen.query_one(Pad).display
        assert day.session.visit.floor.holder == "anne"


async def test_a_note_is_changed_in_place(day: DayApp) -> None:
    """Enter begins, Enter stores, Escape leaves it; a crash loses neither old nor new text."""
    async with day.app.run_test(size=(100, 30)) as pilot:
        await pilot.press("f5", "up", "enter", *"!", "escape")
        await pilot.pause()
        assert texts_of(day) == list(WORDS)
        await pilot.press("enter", *" nå", "ctrl+s", "enter")
        await pilot.pause()
        note = day.session.visit.notes[1]
        assert (note.text, note.said) == ("andre ord #tiltak nå", False)
        await pilot.press("h")
        shown = text(pilot.app.screen, "#pad-whole")
        assert shown.index("andre ord #tiltak nå") < shown.rindex("andre ord #tiltak")
        await pilot.press("ctrl+z", "ctrl+z")
        assert texts_of(day) == list(WORDS)
        assert isinstance(pilot.app.focused, PadList)
        await pilot.press("k", "enter", *"?")
        pilot.app.screen.tick()  # type: ignore[attr-defined]
        kept = day.draft.load() or Typed("", note.at)
        assert (kept.text, kept.least) == (f"{WORDS[1]}?", day.session.visit.notes[1].privacy)
        assert kept.least is not note.privacy
        await pilot.press("escape")
        pilot.app.screen.tick()  # type: ignore[attr-defined]
        assert day.draft.load() is None


async def test_a_new_command_does_with_the_note_what_it_asks_for(
    day: DayApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The pad knows none by name: with a note alone it is done, else its words are begun."""
    marked = Command("mark", Section.NOTES, "Merk", "Merk.", takes=a_note(DeleteNote))
    worded = Command("say", Section.NOTES, "Si", "Si.", word="si", takes=own_words("NR ORD"))
    monkeypatch.setitem(KEYS, "y", marked)
    monkeypatch.setitem(KEYS, "z", worded)
    async with day.app.run_test(size=(100, 30)) as pilot:
        await pilot.press("f5", "up")
        pad, number = pilot.app.screen.query_one(Pad), day.session.visit.notes[1].number
        assert pad.take_command(worded)
        await pilot.pause()
        assert pilot.app.screen.query_one(CommandLine).value == f"si {number} "
        await pilot.press("escape")
        assert pad.take_command(marked)
        await pilot.pause()
        assert texts_of(day) == [WORDS[0], WORDS[2]]


async def test_a_stop_in_a_change_stores_nothing(day: DayApp) -> None:
    """The check asks here too, and its answers are about the note that is changed."""
    async with day.app.run_test(size=(100, 30)) as pilot:
        await pilot.press("f5", "enter")
        pilot.app.screen.query_one("#pad-edit", NoteLine).insert(" 90 12 34 56")
        await pilot.press("enter")
        assert texts_of(day) == list(WORDS)
        assert "Telefonnummer" in text(pilot.app.screen, "#note-offer")
        await pilot.press("ctrl+x")
        await pilot.pause()
        assert texts_of(day)[-1] == "tredje ord […]"
        assert text(pilot.app.screen, "#note-offer") == ""


async def test_each_key_does_what_it_says(day: DayApp) -> None:
    """Delete, thought, stricter, join, split, move, promote: with the note chosen, and undone."""
    async with day.app.run_test(size=(140, 40)) as pilot:
        await pilot.press("f5", "home", "t", "k")
        first = day.session.visit.notes[0]
        assert (first.said, first.privacy) == (False, Privacy.TEAM)
        await pilot.press("delete")
        assert texts_of(day) == list(WORDS[1:])
        await pilot.press("ctrl+z")
        assert pilot.app.screen.query_one(PadList).chosen == first
        await pilot.press("j")
        assert texts_of(day)[0] == "Første ord #styrke\nandre ord #tiltak"
        await pilot.press("s")
        await pilot.pause()
        await pilot.press("up", "end", "enter")
        await pilot.pause()
        assert texts_of(day) == [WORDS[0], WORDS[2], WORDS[1]]
        await pilot.press("end", "m", *"team", "enter")
        assert day.session.visit.notes[1].blocks == ("team",)
        assert isinstance(pilot.app.focused, PadList)
        await pilot.press("end", "j")
        assert said(pilot) == "! Nevn minst to notater som skal slås sammen."
        await pilot.press("home", "l", "enter")
        assert [point.section for point in day.session.visit.report.points] == ["styrker"]


async def test_an_impression_is_promoted_with_a_second_person(tmp_path: Path) -> None:
    """The key asks for the name or the letter; the check has looked at the text."""
    builder = closing_day()
    builder.do(AddNote("varm tone", builder.at("11:05"), impression=True), "11:05")
    day = DayApp(tmp_path, builder, "11:10")
    async with day.app.run_test(size=(100, 30)) as pilot:
        await pilot.press("f5", "i", *"ber", "enter")
        note = day.session.visit.notes[0]
        assert (note.privacy, note.second) == (Privacy.TEAM, "Berit Moe")
        assert "Berit Moe sa også ja" in " ".join(text(pilot.app.screen, "#pad-whole").split())


async def test_what_is_typed_is_found_at_once(day: DayApp) -> None:
    """By words, tag, person and class; Enter goes to the list, Escape shows all again."""
    async with day.app.run_test(size=(100, 30)) as pilot:
        await pilot.press("f5", "slash", *"ord #ti")
        await pilot.pause()
        assert text(pilot.app.screen, "#pad-head").startswith("1 av 3 notater")
        assert "andre ord" in rows(pilot)[0]
        await pilot.press("enter", "delete")
        assert texts_of(day) == [WORDS[0], WORDS[2]]
        await pilot.pause()
        assert "Ingen notater passer" in text(pilot.app.screen, "#pad-whole")
        await pilot.press("slash", "escape")
        await pilot.pause()
        assert len(rows(pilot)) == 2
        await pilot.press("f5", "colon", *"notater @berit", "enter")
        await pilot.pause()
        assert len(rows(pilot)) == 1


async def test_a_note_leads_to_its_moment(day: DayApp) -> None:
    """The pad closes and the block in which the note was written is looked at; words do it too."""
    note = day.session.visit.notes[0]
    day.session.do(MoveNote(note.id, block="pause"))
    async with day.app.run_test(size=(100, 30)) as pilot:
        await pilot.press("f5", "home", "g")
        await pilot.pause()
        screen = day_of(pilot)
        assert (screen.panels.shown, screen.outlook.looked_at) == (None, "pause")
        await pilot.press("escape", "colon", *f"gå til notat {note.number}", "enter")
        assert "09.02, Pause" in said(pilot)
        assert screen.outlook.looked_at == "pause"


async def test_it_can_be_clicked(day: DayApp) -> None:
    """A click chooses, a second one changes; the keys in the bottom line are clicked too."""
    async with day.app.run_test(size=(140, 40)) as pilot:
        await pilot.press("f5")
        await pilot.pause()
        await pilot.click("#pad-list", offset=(30, 0))
        await pilot.click("#keybar", offset=(text(pilot.app.screen, "#keybar").index("slett"), 0))
        assert texts_of(day) == list(WORDS[1:])
        await pilot.click("#pad-list", offset=(30, 1), times=2)
        await pilot.pause()
        assert pilot.app.screen.query_one("#pad-edit", NoteLine).text == WORDS[2]
        await pilot.click("#pad-list", offset=(30, 0))
        await pilot.press("enter")
        assert len(pilot.app.screen.query("#pad-edit")) == 1
        await pilot.click("#note-line")
        assert "Bokstavene" not in str(pilot.app.screen.query_one(Pad).border_subtitle)
        assert "Enter endre" not in text(pilot.app.screen, "#keybar")


async def test_an_interviews_notes_are_in_it_while_they_are_in_memory(tmp_path: Path) -> None:
    """They are marked, changed without a file, and gone from the screen when they are wiped."""
    builder = small_day().ran("pause", "09:30", "09:58").started("intervju", "10:00")
    day = DayApp(tmp_path, builder, "10:05")
    day.session.do(AddNote("hemmelig", day.session.now()))
    number = "ring 90 12 34 56"
    async with day.app.run_test(size=(100, 30)) as pilot:
        await pilot.press("enter")
        pilot.app.screen.query_one("#note-line", NoteLine).insert(number)
        await pilot.press("enter", "escape", "ctrl+z", "f5")
        await pilot.pause()
        assert "D i minnet" in rows(pilot)[0]
        await pilot.press("enter", *"er", "enter")
        await pilot.pause()
        assert [note.text for note in day.session.whispers] == ["hemmeliger"]
        await pilot.press("enter")
        day.session.forget()
        pilot.app.screen.tick()  # type: ignore[attr-defined]
        await pilot.pause()
        assert not pilot.app.screen.query_one("#pad-edit").display
        assert rows(pilot) == []
        assert "hemmelig" not in text(pilot.app.screen, "#pad-whole")
    assert not any(b"hemmelig" in f.read_bytes() for f in tmp_path.rglob("*") if f.is_file())


async def test_what_comes_in_leaves_the_choice_where_it_is(day: DayApp) -> None:
    """A note stored meanwhile is last in the list; the one chosen stays chosen."""
    async with day.app.run_test(size=(100, 30)) as pilot:
        await pilot.press("f5", "up")
        day.session.do(AddNote("fjerde", day.session.now()))
        day_of(pilot).paint()
        await pilot.pause()
        assert rows(pilot)[1].startswith("> 09.03")
        assert "fjerde" in rows(pilot)[3]


def long_note() -> Note:
    """Return a note with markup, a thought, a long text of two lines, and an earlier text."""
    builder = written()
    words = "husk [red] " + "og " * 2_000 + "\nto"
    builder.do(AddNote(words, builder.at("09:06"), author="Bo Ek", said=False), "09:06")
    return builder.visit.notes[-1]


@pytest.mark.parametrize("width", [30, 60, 96, 140])
def test_a_note_is_drawn_in_any_width(width: int) -> None:
    """Never wider than there is room for, always with its time and class, markup as it is."""
    note, known = long_note(), around(written().visit, author="Anne Aas")
    row = list_row(note, known, width)
    assert row.cell_length <= width
    assert row.plain.startswith("09.06 P ")
    for draw in (whole, versions):
        drawn = draw(note, known, width)
        assert all(line.cell_length <= max(width, 10) for line in drawn)
        assert len(drawn) < 200
        assert "[red]" in "".join(line.plain for line in drawn)

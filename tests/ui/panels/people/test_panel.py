"""The people of a day on screen: who is here, who joins, who is changed, and who is removed."""

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import TextArea

from kvip_tui.domain.people.changes import (
    AddPeople,
    AssignRole,
    PersonAdded,
    PersonEdited,
    PersonRemoved,
    PresenceChanged,
)
from kvip_tui.domain.state.people import PersonLine
from kvip_tui.domain.state.plan import HOST, TEAM
from kvip_tui.store.addressbook import FILE, AddressBook
from kvip_tui.store.book_keeper import BookKeeper
from kvip_tui.ui.day.screen import DayScreen
from kvip_tui.ui.palette.entries import day_entries
from kvip_tui.ui.panels.people import reading_list
from kvip_tui.ui.panels.people.reading_list import ReadingList
from kvip_tui.ui.widgets.lines import Lines
from tests.ui.days import DayApp, click_chip, happened, said, small_day, text
from tests.ui.doors import paste

ROWS = "#people-rows"
KARI = PersonLine("Kari Holm", HOST, "Overlege")


@pytest.fixture
def day(tmp_path: Path) -> DayApp:
    """Return a small day with an address book beside it."""
    opened = DayApp(tmp_path, small_day().started("oppstart", "09:00"), "09:10")
    opened.session.book = BookKeeper(AddressBook(tmp_path))
    return opened


def says(pilot: Pilot[None]) -> str:
    """Return how the field is understood."""
    return text(pilot.app.screen, "#people-says")


async def test_presence_is_one_key_and_the_letter(day: DayApp) -> None:
    """Away and back again, from the day screen, from a note, and by mouse on the list."""
    async with day.app.run_test(size=(100, 30)) as pilot:
        await pilot.press("apostrophe", "b")
        assert happened(day) == [PresenceChanged("berit", present=False)]
        await pilot.press("apostrophe", "b", "ctrl+b")
        await pilot.pause()
        assert happened(day) == [PresenceChanged("berit", present=True)]
        lines = text(pilot.app.screen, ROWS).splitlines()
        place = next(y for y, line in enumerate(lines) if "Fatima" in line)
        await pilot.click(ROWS, offset=(20, place))
        assert len(day.keeper.records) == 4
        width = pilot.app.screen.query_one(ROWS).size.width
        await pilot.click(ROWS, offset=(width - 2, place))
        assert happened(day) == [PresenceChanged("fatima", present=False)]
        row = text(pilot.app.screen, ROWS).splitlines()[place]
        assert row.startswith("▸f Fatima Noor")
        assert row.endswith("borte")


def hurried(monkeypatch: pytest.MonkeyPatch, wait: float = 0.0) -> None:
    """Let an Enter behind another one count at once, or after that many seconds."""
    monkeypatch.setattr(reading_list, "BOUNCE", wait)


def shown_readings(pilot: Pilot[None]) -> list[str]:
    """Return how each line was read, as it stands on the screen, '' while none is shown."""
    found = pilot.app.screen.query_one(ReadingList)
    options = (found.get_option_at_index(n) for n in range(found.option_count))
    return [str(option.prompt) for option in options] if found.display else []


async def test_a_list_is_pasted_and_understood_as_it_stands(
    day: DayApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Counted by group, faults told with their line, too many hosts hinted at; one undo."""
    hurried(monkeypatch)
    async with day.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+a")
        await paste(pilot, "Siri Bø, lege, vert\nBerit Moe, vert\nPer, tull")
        assert says(pilot).startswith("Personlista, linje 3: «tull» er ikke en gruppe")
        assert says(pilot).endswith("Brukerrepresentanter.")
        await pilot.press(*["backspace"] * 4, *"team")
        assert says(pilot) == "3 personer: 2 vertsenhet, 1 besøksteam; 1 er med fra før"
        await pilot.press("enter", "enter")
        assert [type(event) for event in happened(day)] == [PersonAdded] * 2
        assert said(pilot) == "2 personer er lagt til"
        await paste(pilot, "\n".join(f"V{n}, vert" for n in range(5)))
        await pilot.press("enter", "enter", "enter")
        assert "! Kilden anbefaler høyst 5" in text(pilot.app.screen, ROWS)
        await pilot.press("ctrl+z", "ctrl+z")
        assert len(day.session.visit.roster) == 4


async def test_how_each_line_was_read_is_seen_before_anybody_is_added(
    day: DayApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Enter adds those who could be read and leaves the rest to be mended; Escape adds nobody."""
    people = (
        "• Siri Bø, lege, vert",
        "Besøksteam:",
        "1. Per Li, overlege",
        "Ola, tull, vas",
        "Fatima Noor, vert",
    )
    pasted = "\n".join([*people, "Berit Moe, vert"])
    async with day.app.run_test(size=(140, 40)) as pilot:
        await pilot.press("ctrl+a")
        await paste(pilot, pasted)
        hurried(monkeypatch, 60.0)
        await pilot.press("enter", "enter")
        assert shown_readings(pilot) == [
            "Siri Bø · lege · Vertsenhet",
            "«Besøksteam:» er en overskrift: de under er i Besøksteam",
            "Per Li · overlege · Besøksteam",
            "! «Ola, tull, vas» legges ikke til: verken «tull» eller «vas» er en gruppe i planen; "
            "skriv en av Vertsenhet, Besøksteam, Brukerrepresentanter.",
            "Fatima Noor · Vertsenhet · en annen med det navnet er med fra før",
            "Berit Moe · Vertsenhet · er med fra før",
        ]
        await pilot.press("escape")
        field = pilot.app.screen.query_one("#people-field", TextArea)
        assert (field.text, field.has_focus, shown_readings(pilot)) == (pasted, True, [])
        hurried(monkeypatch)
        await pilot.press("enter", "enter")
        assert [e.person.name for e in happened(day) if isinstance(e, PersonAdded)] == [
            "Siri Bø",
            "Per Li",
            "Fatima Noor",
        ]
        assert (field.text, field.has_focus) == ("Ola, tull, vas", True)


async def test_the_person_picked_is_changed_or_removed(day: DayApp) -> None:
    """By arrow and key; the field holds the person as a line; the day's own keys go on."""
    async with day.app.run_test(size=(100, 30)) as pilot:
        await pilot.press("ctrl+b")
        await pilot.pause()
        await pilot.press("down", "down", "up", "ctrl+e")
        field = pilot.app.screen.query_one("#people-field", TextArea)
        assert field.text == "Anne Aas;Besøksteam"
        await paste(pilot, ";Overlege")
        await pilot.press("enter")
        assert happened(day) == [PersonEdited("anne", "Anne Aas", TEAM, "Overlege")]
        await pilot.press("a", "delete")
        assert happened(day) == [PersonRemoved("anne")]
        assert day.session.visit.floor.holder is None
        assert "Anne" not in text(pilot.app.screen, ROWS)
        await pilot.press("ctrl+z", "escape")
        assert not pilot.app.screen.query_one("#people").display
        assert day.session.visit.floor.holder == "anne"
        await pilot.press("ctrl+b")
        await click_chip(pilot, "#people-acts", "fjern")
        assert isinstance(happened(day)[0], PersonRemoved)
        await click_chip(pilot, "#people-acts", "legg til")
        assert pilot.app.focused is field


async def test_people_of_earlier_visits_are_offered(day: DayApp, tmp_path: Path) -> None:
    """Those whose name begins so; Enter adds, Delete takes out of the book; here: not offered."""
    book = AddressBook(tmp_path)
    book.remember([KARI, PersonLine("[b]Odd", TEAM), PersonLine("Berit Moe", HOST)])
    async with day.app.run_test(size=(100, 30)) as pilot:
        await pilot.press("ctrl+a")
        await pilot.pause()
        offered = pilot.app.screen.query_one("BookList")
        assert offered.display
        await pilot.press("k")
        assert says(pilot) == "Enter legger til Kari Holm, Overlege, Vertsenhet."
        await pilot.press("enter")
        assert [e.person.name for e in happened(day) if isinstance(e, PersonAdded)] == ["Kari Holm"]
        await pilot.press("shift+tab", "delete")
        assert said(pilot) == "[b]Odd, Besøksteam er slettet fra adresseboka"
        assert [line.name for line in book.entries()] == ["Berit Moe", "Kari Holm"]
        assert not offered.display
        (tmp_path / FILE).write_text("skadet")
        await pilot.press("escape", "ctrl+a")
        assert "addressbook.skadet-1.json" in said(pilot)


@pytest.mark.parametrize("size", [(140, 40), (80, 24)])
async def test_any_name_fits(day: DayApp, size: tuple[int, int]) -> None:
    """Markup, other scripts and directions, emoji, two hundred letters: shown, never obeyed."""
    names = ("[b]Kari[/b]", "أحمد علي", "李明", "🙂 Nils", "Čáhppe Ŋunne", "W" * 200, "Berit Moe")
    lines = tuple(PersonLine(name, TEAM, "[red]x" * 20) for name in names)
    day.session.do(AddPeople(lines))
    for role, person in zip(("besoksleder", "sekretaer"), ("w" * 200, "kari"), strict=True):
        found = next(
            p for p in day.session.visit.people if p.id.removeprefix("b-").startswith(person)
        )
        day.session.do(AssignRole(role, found.id))
    async with day.app.run_test(size=size) as pilot:
        for key, rows in (("ctrl+b", ROWS), ("f4", "#role-board-rows")):
            await pilot.press(key)
            await pilot.pause()
            lines_shown = pilot.app.screen.query_one(rows, Lines)
            assert "[b]Kari[/b]" in text(pilot.app.screen, rows)
            assert all(row.cell_length <= lines_shown.size.width for row in lines_shown.rows)
        assert "Berit Moe (" in text(pilot.app.screen, ROWS)


async def test_people_by_words_and_palette(day: DayApp, tmp_path: Path) -> None:
    """The same commands as in line mode; the palette has the address book's people."""
    AddressBook(tmp_path).remember([KARI])
    async with day.app.run_test(size=(100, 30)) as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, DayScreen)
        screen.carry_out_line("endre person berit: Berit Li")
        assert happened(day) == [PersonEdited("berit", "Berit Li", HOST)]
        (tmp_path / "folk.csv").write_text("Ida;vert\nOla;team\n")
        screen.carry_out_line(f"folk {tmp_path / 'folk.csv'}")
        await pilot.pause()
        assert said(pilot) == "2 personer er lagt til"
        screen.carry_out_line("fra adresseboka kari")
        await pilot.pause()
        assert said(pilot) == "Kari Holm er lagt til"
        await pilot.press("ctrl+z")
        offered = [e for e in day_entries(screen) if e.word == "fra adresseboka" and not e.listed]
        assert [e.title for e in offered] == ["Fra adresseboka: Kari Holm, Overlege, Vertsenhet"]
        offered[0].run()
        assert said(pilot) == "Kari Holm er lagt til"
        screen.carry_out_line("adressebok")
        await pilot.pause()
        assert pilot.app.focused is pilot.app.screen.query_one("#people-field")

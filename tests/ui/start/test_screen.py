"""The start screen: the visits there are, and the ways in."""

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
from textual.content import Content
from textual.pilot import Pilot
from textual.widgets import OptionList

from kvip_tui.clock import RehearsalClock
from kvip_tui.store.library import Library
from kvip_tui.store.listing import VisitSummary
from kvip_tui.ui.plain_screen import KeyRow
from kvip_tui.ui.start.new_visit import NewVisitScreen
from kvip_tui.ui.start.screen import StartScreen, options
from kvip_tui.visits.open import day_start
from tests.ui.doors import HOST, TODAY, at_day, at_start, day_of, make, paste, said, shown

DAY = timedelta(days=1)


def summary(name: str, day: date | None = None, problem: str = "") -> VisitSummary:
    """Return a visit of the list."""
    return VisitSummary(name, Path(name), "Plan", name, day, problem=problem)


def keys(pilot: Pilot[None]) -> str:
    """Return the bottom line."""
    return pilot.app.screen.query_one(KeyRow).rows[0].plain


def test_visits_stand_under_headings_in_the_order_in_which_they_matter() -> None:
    """Today's come first, then what is next, then the latest that were, then what is broken."""
    visits = [
        summary("gammel", TODAY - 9 * DAY),
        summary("nylig", TODAY - DAY),
        summary("idag", TODAY),
        summary("snart", TODAY + DAY),
        summary("senere", TODAY + 9 * DAY),
        summary("ødelagt", problem="journalen er skadet på linje 1"),
    ]
    rows = options(visits, TODAY)
    assert [row.id or str(row.prompt).strip() for row in rows] == [
        *("I dag", "idag", "Kommende", "snart", "senere"),
        *("Tidligere", "nylig", "gammel", "Kan ikke leses", "ødelagt"),
    ]


def test_a_visit_says_its_day_in_words_and_shows_names_as_they_are_written() -> None:
    """The row has the weekday, the host with its brackets, the plan, and a word for a rehearsal."""
    visit = VisitSummary("id", Path("id"), "Plan [b]", "BUP [red]", TODAY, rehearsal=True)
    row = options([visit], TODAY)[1].prompt
    assert isinstance(row, Content)
    assert " ".join(row.plain.split()) == "tir. 16. mars 2021 BUP [red] ØVING · Plan [b]"


@pytest.mark.parametrize("size", [(140, 40), (60, 15)])
async def test_an_empty_folder_is_met_with_what_to_do_first(
    data: Path, size: tuple[int, int]
) -> None:
    """Nothing to open: the screen says how to make a visit and how to look at one."""
    async with shown(at_start(data), size) as pilot:
        assert "Trykk n for å lage det første" in said(pilot, "#welcome")
        assert keys(pilot).split()[:3] == ["n", "Nytt", "d"]
        for key in ("enter", "ø"):
            await pilot.press(key)
            assert said(pilot) == "! Det er ingen besøk ennå; trykk n for å lage et."


async def test_enter_opens_the_visit_that_is_marked(data: Path) -> None:
    """The first visit is marked from the beginning, says what is due, and opens for writing."""
    make(Library(data), "En annen", TODAY + DAY)
    folder = make(Library(data))
    async with shown(at_start(data)) as pilot:
        await pilot.pause()
        row = pilot.app.screen.query_one(OptionList).get_option(folder.id)
        assert "rapport: besøksteamet innen 26. mars" in str(row.prompt)
        assert keys(pilot).split()[:2] == ["Enter", "Åpne"]
        await pilot.press("enter")
        await pilot.pause()
        session = day_of(pilot).session
        assert session.visit.id == folder.id
        assert session.writer


async def test_a_rehearsal_is_a_copy_that_begins_when_the_day_does(data: Path) -> None:
    """«ø» leaves the visit alone and opens a copy of it on a clock that shows the day's start."""
    folder = make(Library(data))
    before = {path: path.read_bytes() for path in folder.path.glob("*.jsonl")}
    async with shown(at_start(data)) as pilot:
        await pilot.press("ø")
        await pilot.pause()
        session = day_of(pilot).session
        assert (session.visit.rehearsal, session.visit.host) == (True, HOST)
        assert isinstance(session.clock, RehearsalClock)
        assert timedelta() <= session.now() - day_start(session.visit) < timedelta(minutes=1)
    assert {path: path.read_bytes() for path in before} == before
    assert [visit.rehearsal for visit in Library(data).visits()] == [False, True]


@pytest.mark.parametrize(("answer", "left"), [("enter", [False]), ("b", [False, True])])
async def test_a_rehearsal_that_is_left_is_deleted_with_one_answer(
    data: Path, answer: str, left: list[bool]
) -> None:
    """Or stays in the list; Escape goes back to it."""
    make(Library(data))
    desk = at_start(data)
    async with shown(desk) as pilot:
        await pilot.press("ø")
        await pilot.pause()
        day = day_of(pilot)
        await pilot.press("ctrl+q", "escape")
        await pilot.pause()
        assert pilot.app.screen is day
        await pilot.press("at")
        assert day.session.now() - day_start(day.session.visit) > timedelta(minutes=1)
        await pilot.press("ctrl+q", answer)
        await pilot.pause()
    desk.clear()
    assert [visit.rehearsal for visit in Library(data).visits()] == left


async def test_the_demo_leaves_nothing_behind(data: Path) -> None:
    """«d» shows the fictional visit in a folder of its own, which is gone afterwards."""
    desk = at_start(data)
    async with shown(desk) as pilot:
        await pilot.press("d")
        await pilot.pause()
        assert day_of(pilot).session.visit.host == "BUP akutt Fjordby"
        assert desk.opened is not None
        folder = desk.opened.folder.path
        assert folder.is_dir()
        assert data not in folder.parents
    assert not folder.parents[1].exists()
    assert Library(data).visits() == []


async def test_what_cannot_be_read_says_why_and_stays_closed(data: Path) -> None:
    """Enter on a folder without a journal gives its name, what is wrong, and a remedy."""
    (data / "visits" / "2021-03-16-tom").mkdir(parents=True)
    async with shown(at_start(data)) as pilot:
        await pilot.press("enter")
        assert said(pilot) == (
            "! 2021-03-16-tom: mappa har ingen journal; hent fram en sikkerhetskopi av mappa."
        )
        assert isinstance(pilot.app.screen, StartScreen)


async def test_a_visit_that_has_gone_is_refused_in_a_sentence(data: Path) -> None:
    """What was removed since the list was read cannot be opened; the list stays."""
    folder = make(Library(data))
    async with shown(at_start(data)) as pilot:
        shutil.rmtree(folder.path)
        await pilot.press("enter")
        await pilot.pause()
        assert said(pilot).startswith("! ")
        assert isinstance(pilot.app.screen, StartScreen)


async def test_the_way_back_closes_the_visit_and_keeps_what_was_being_typed(data: Path) -> None:
    """From the day to the list: the draft is saved, the journal let go of, a visit marked."""
    desk = at_day(data)
    async with shown(desk) as pilot:
        opened = desk.opened
        assert opened is not None
        await pilot.press("enter")
        await paste(pilot, "halvferdig")
        await pilot.app.run_action("leave_day")
        await pilot.pause()
        assert isinstance(pilot.app.screen, StartScreen)
        assert desk.opened is None
        assert (typed := opened.draft.load()) is not None
        assert typed.text == "halvferdig"
        with desk.library.open(opened.folder) as journal:
            assert journal.writer
        assert pilot.app.screen.query_one(OptionList).highlighted_option is not None


async def test_the_form_is_opened_and_left_by_keys(data: Path) -> None:
    """«n» shows the form of a new visit, Escape goes back, and the list still has the keys."""
    make(Library(data))
    async with shown(at_start(data)) as pilot:
        await pilot.press("N")
        assert isinstance(pilot.app.screen, NewVisitScreen)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, StartScreen)
        assert pilot.app.screen.query_one(OptionList).has_focus

"""The board on a screen: every state of a day, at every size, and nothing that is private."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import astuple
from textual.screen import Screen

from kvip_tui.domain.board.changes import WriteOnBoard
from kvip_tui.domain.board.shown import board
from kvip_tui.domain.day.timeline import Phase
from kvip_tui.domain.history import replay
from kvip_tui.i18n import use_language
from kvip_tui.session import Session
from kvip_tui.settings import Look, Settings
from kvip_tui.store.library import Library
from kvip_tui.texts.board import PHASES, board_text
from kvip_tui.ui.app import KvipApp
from kvip_tui.ui.board.app import BoardApp
from kvip_tui.ui.board.screen import BoardScreen
from kvip_tui.ui.day.screen import DayScreen
from kvip_tui.ui.day.widgets.too_small import TooSmall
from kvip_tui.ui.workspace import Desk
from kvip_tui.visits.demo import PEOPLE, make_demo
from kvip_tui.visits.open import Opened, open_visit
from tests.builders import VisitBuilder
from tests.ui.days import small_day

ON = date(2021, 3, 16)
SIZES = [(40, 12), (80, 24), (140, 40), (240, 70)]


def text(screen: Screen[Any]) -> str:
    """Return everything that can be read on the screen."""
    strips = screen._compositor.render_strips()
    return "\n".join(strip.text.rstrip() for strip in strips)


async def shown(
    session: Session, size: tuple[int, int] = (80, 24), *, names: bool = False
) -> tuple[str, frozenset[str]]:
    """Return what the board says, and the classes that its colours go by."""
    app = BoardApp(session, Settings(), names=names)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        return text(app.screen), app.screen.classes


STATES = {
    "before": (small_day, "08:10", "Team"),
    "due": (small_day, "08:31", "vi begynner straks"),
    "calm": (lambda: small_day().started("team", "08:30"), "08:40", "igjen"),
    "warning": (lambda: small_day().started("team", "08:30"), "08:56", "SNART"),
    "danger": (lambda: small_day().started("team", "08:30"), "08:59:30", "STRAKS"),
    "over": (lambda: small_day().started("team", "08:30"), "09:03", "OVER"),
    "paused": (
        lambda: small_day().started("team", "08:30").paused("team", "08:40"),
        "08:45",
        "klokka står",
    ),
    "break": (lambda: small_day().started("pause", "09:30"), "09:32", "Pause til 09.45"),
    "interview": (
        lambda: small_day().started("intervju", "10:00"),
        "10:10",
        "Intervju pågår, tilbake ca. 11.00",
    ),
    "done": (
        lambda: small_day().started("intervju", "10:00").ended("intervju", "10:50"),
        "10:55",
        "Takk",
    ),
}


def squeezed(said: str) -> str:
    """Return a text without the blanks that a wide band has between its letters."""
    return re.sub(r"\s+", "", said)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("state", STATES)
async def test_every_state_is_shown_at_every_size(state: str, size: tuple[int, int]) -> None:
    """The word of the state stands on the board, nothing is cut off and nothing scrolls."""
    make, clock, word = STATES[state]
    built: VisitBuilder = make()
    said, _classes = await shown(built.session(clock), size)
    assert squeezed(word) in squeezed(said), said
    assert len(said.splitlines()) <= size[1]
    if state in {"calm", "warning", "over", "paused"}:
        assert "█" in said


async def test_colour_comes_with_the_word_and_goes_with_it() -> None:
    """The whole screen is coloured near the end and past it, and is calm otherwise."""
    found = {}
    for state, (make, clock, _word) in STATES.items():
        found[state] = (await shown(make().session(clock)))[1]
    assert {state for state, classes in found.items() if "-warning" in classes} == {
        "warning",
        "danger",
    }
    assert {state for state, classes in found.items() if "-over" in classes} == {"over"}


async def test_the_whole_screen_has_the_colour() -> None:
    """Every cell of the background is another than on a calm board, in every look."""
    for look in Look:
        seen = {}
        for state in ("calm", "warning", "over"):
            make, clock, _word = STATES[state]
            app = BoardApp(make().session(clock), Settings(look=look))
            async with app.run_test(size=(80, 24)) as pilot:
                await pilot.pause()
                strips = app.screen._compositor.render_strips()
                styles = [
                    s.style for strip in strips for s in strip if s.style and not s.style.reverse
                ]
                seen[state] = {str(style.bgcolor) for style in styles}
                assert all(style.color != style.bgcolor for style in styles)
        assert all(len(colours) == 1 for colours in seen.values()), seen
        assert len(set.union(*seen.values())) == 3


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Opened]:
    """Open the fictional visit in the middle of its day, for reading."""
    library = Library(tmp_path)
    folder, now = make_demo(library, ON)
    opened = open_visit(library, folder, clock=now, speed="0", write=False)
    yield opened
    opened.close()


def private(session: Session) -> set[str]:
    """Return every word of a visit that must not stand on its board."""
    visit = session.visit
    words = {word for name, _group, title in PEOPLE for word in (*name.split(), title)}
    words |= {note.text for note in visit.notes} | set(visit.focus_areas) | {visit.host}
    words |= {role.title for role in visit.plan.roles}
    words |= {check.text for _day, block in visit.plan.blocks() for check in block.checks}
    return words | {"%", "ikke hørt", "snakker mest", "Erteposen", "krysset"}


def leaked(session: Session, said: str) -> set[str]:
    """Return the private words that are said."""
    words = private(session)
    return {word for word in words if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", said)}


@pytest.mark.parametrize("size", SIZES)
async def test_no_name_note_share_role_or_tick_stands_on_it(
    demo: Opened, size: tuple[int, int]
) -> None:
    """Of the demo's rich day the board shows the block, the clock and what is next."""
    said, _classes = await shown(demo.session, size)
    assert "Drøfting" in said
    assert "Lunsj" in said
    assert leaked(demo.session, said) == set()


def test_nothing_private_stands_on_it_at_any_moment_of_the_day(demo: Opened) -> None:
    """However much of the morning has happened, the texts are of the plan and the clock."""
    records = demo.journal.records
    for n in range(1, len(records) + 1):
        visit = replay(records[:n]).visit
        now = records[n - 1].at
        said = " ".join(map(str, astuple(board_text(board(visit, now), visit, now))))
        assert leaked(demo.session, said) == set(), said


async def test_names_asked_for_are_the_speaker_and_the_list_and_no_others(demo: Opened) -> None:
    """Who has the floor and who waits is shown; who is silent is not."""
    said, _classes = await shown(demo.session, names=True)
    named = {name for name, _group, _title in PEOPLE if name.split()[0] in said}
    assert named == {"Berit Moe", "Henrik Dahl", "Ingrid Nes"}


async def test_the_board_speaks_the_language_asked_for() -> None:
    """Nynorsk and English have every word of the board."""
    built = small_day().started("pause", "09:30")
    said = set()
    for language in ("nb", "nn", "en"):
        use_language(language)
        said.add((await shown(built.session("09:32")))[0])
    assert len(said) == 3
    assert any("until 09.45" in text for text in said)


async def test_the_board_follows_what_another_window_writes() -> None:
    """What the leader does stands on the board a second later."""
    built = small_day().started("team", "08:30")
    session = built.session("08:40")
    session._journal.writer = False  # type: ignore[misc]
    app = BoardApp(session, Settings())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "Team" in text(app.screen)
        before = len(built.records)
        built.ended("team", "08:40").started("oppstart", "08:40")
        session._journal.arrived = built.records[before:]  # type: ignore[attr-defined]
        assert isinstance(app.screen, BoardScreen)
        app.screen.tick()
        await pilot.pause()
        assert "Oppstart" in text(app.screen)


async def test_a_key_closes_the_window() -> None:
    """Both q and Escape do, and nothing else does anything."""
    app = BoardApp(small_day().session("08:10"), Settings())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("a", "f8", "enter", "colon")
        assert app.is_running
        await pilot.press("q")
    assert app.return_code == 0


async def test_the_board_fits_a_window_that_changes() -> None:
    """A window that is made larger gets a larger clock."""
    app = BoardApp(small_day().started("team", "08:30").session("08:40"), Settings())
    heights = []
    async with app.run_test(size=(40, 12)) as pilot:
        for size in ((40, 12), (80, 24), (40, 12), (20, 5)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            heights.append(app.screen.query_one("#board-clock").size.height)
    assert heights == [5, 9, 5, 1]


def test_phases_are_all_named() -> None:
    """No phase is without a word."""
    assert set(PHASES) == set(Phase)


async def test_a_key_shows_the_board_over_the_day_and_the_same_key_goes_back(
    tmp_path: Path,
) -> None:
    """The day goes on beneath it, nothing pressed there reaches it, and Escape goes back too."""
    library = Library(tmp_path)
    folder, now = make_demo(library, ON)
    app = KvipApp(Desk(library, open_visit(library, folder, clock=now, speed="0")))
    try:
        async with app.run_test(size=(140, 40)) as pilot:
            await pilot.pause()
            day = app.screen
            for back in ("escape", "number_sign"):
                await pilot.press("number_sign", "number_sign")
                await pilot.pause(0.5)  # what follows sooner has only bounced
                assert isinstance(app.screen, BoardScreen)
                assert "Drøfting" in text(app.screen)
                assert "Berit" not in text(app.screen)
                await pilot.press("h", "f8", "space", "plus")
                await pilot.press(back)
                await pilot.pause(0.5)
                assert app.screen is day
            assert isinstance(day, DayScreen)
            assert day.session.visit.floor.holder == "berit-moe"
            assert [block.id for block in day.session.visit.running()] == ["drofting"]
    finally:
        app._desk.clear()


async def test_names_can_be_shown_over_the_day_and_hidden_again(demo: Opened) -> None:
    """The leader chooses while she looks at it."""
    app = BoardApp(demo.session, Settings())
    async with app.run_test(size=(80, 24)) as pilot:
        seen = []
        for _again in range(3):
            await pilot.pause()
            seen.append("Har ordet: Berit" in text(app.screen))
            await pilot.press("n")
    assert seen == [False, True, False]


async def test_a_message_stands_out_until_it_is_taken_away() -> None:
    """It is on the board at every size, above the clock."""
    built = small_day().started("team", "08:30").do(WriteOnBoard("Vi starter 09.50"), "08:31")
    for size in SIZES:
        said, _classes = await shown(built.session("08:40"), size)
        assert said.index("Vi starter 09.50") < said.index("igjen")
    built.do(WriteOnBoard(), "08:41")
    assert "Vi starter" not in (await shown(built.session("08:42")))[0]


async def test_over_the_day_the_board_fits_a_window_that_the_day_does_not(tmp_path: Path) -> None:
    """It stands in 40 by 12; back in the day, what is too small is covered as ever."""
    library = Library(tmp_path)
    folder, now = make_demo(library, ON)
    app = KvipApp(Desk(library, open_visit(library, folder, clock=now, speed="0")))
    try:
        async with app.run_test(size=(140, 40)) as pilot:
            await pilot.pause()
            await pilot.press("number_sign")
            await pilot.resize_terminal(40, 12)
            await pilot.pause()
            assert isinstance(app.screen, BoardScreen)
            assert "Neste: 11.34 Lunsj" in text(app.screen)
            await pilot.press("ctrl+p")
            await pilot.press("escape", "escape")
            await pilot.pause()
            assert isinstance(app.screen, TooSmall)
            await pilot.resize_terminal(140, 40)
            await pilot.pause()
            assert isinstance(app.screen, DayScreen)
    finally:
        app._desk.clear()

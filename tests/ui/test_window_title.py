"""The window's title: what is left and of what, put back, off where it is not wanted."""

from typing import Any

import pytest
from textual.app import App

from kvip_tui.settings import Settings, Signals
from kvip_tui.ui.board.app import BoardApp
from kvip_tui.ui.window_title import RESTORE, SAVE, WindowTitle, sequence
from tests.ui.days import small_day


class Written:
    """A driver that remembers what is written."""

    def __init__(self) -> None:
        self.text: list[str] = []

    def write(self, text: str) -> None:
        """Remember it."""
        self.text.append(text)


class Shown:
    """As much of an app as a title needs."""

    is_headless = False

    def __init__(self, *, web: bool = False) -> None:
        self.is_web = web
        self._driver = Written()


def app(*, web: bool = False) -> Any:
    """Return an app that only has a driver."""
    return Shown(web=web)


@pytest.fixture(autouse=True)
def _terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")


def test_the_title_is_saved_once_and_written_when_it_changes() -> None:
    """The same title is not written again."""
    shown, title = app(), WindowTitle()
    for text in ("42 igjen · A", "42 igjen · A", "41 igjen · A"):
        title.show(shown, text)
    assert shown._driver.text == [SAVE, sequence("42 igjen · A"), sequence("41 igjen · A")]


def test_the_title_is_put_back_when_it_is_switched_off() -> None:
    """Emptied for terminals without a stack, then taken from it; on again it is saved anew."""
    shown, title = app(), WindowTitle()
    title.hide(shown)
    assert shown._driver.text == []
    title.show(shown, "A")
    title.hide(shown)
    title.show(shown, "B")
    assert shown._driver.text[2:] == [sequence("") + RESTORE, SAVE, sequence("B")]


def test_a_browser_gets_the_title_and_keeps_its_own_stack() -> None:
    """There is nothing to save in a page."""
    shown, title = app(web=True), WindowTitle()
    title.show(shown, "A")
    assert shown._driver.text == [sequence("A")]


@pytest.mark.parametrize("term", ["linux", "dumb", ""])
def test_a_terminal_without_titles_is_left_in_peace(
    term: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It might print what it does not know."""
    monkeypatch.setenv("TERM", term)
    shown, title = app(), WindowTitle()
    title.show(shown, "A")
    assert shown._driver.text == []


def test_nothing_in_a_title_is_a_command_to_the_terminal() -> None:
    """Control characters are dropped, and it is never endless."""
    assert sequence("a\x07b\x1b]0;c\x07\n") == sequence("ab")
    assert len(sequence("x" * 1000)) < 100


@pytest.mark.parametrize(("wanted", "said"), [(True, "30 igjen · Team"), (False, None)])
async def test_the_boards_window_has_the_title_unless_it_is_off(
    wanted: bool, said: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Switched off in the settings, the terminal's title stays what it is."""
    shown: list[str] = []
    monkeypatch.setattr(WindowTitle, "show", lambda _self, _app, text: shown.append(text))
    session = small_day().started("team", "08:30").session("08:30")
    board: App[None] = BoardApp(session, Settings(signals=Signals(title=wanted)))
    async with board.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
    assert set(shown) == ({said} if said else set())

"""Bell and desktop: what reaches the terminal, and what never does."""

from collections.abc import Mapping
from typing import cast

import pytest
from textual.app import App

from kvip_tui.settings import Signals
from kvip_tui.ui.signals import notice, tell


@pytest.mark.parametrize(
    ("environ", "begins"),
    [
        ({"TERM_PROGRAM": "iTerm.app"}, "\x1b]9;KvIP: "),
        ({"LC_TERMINAL": "iTerm2", "TERM": "xterm-256color"}, "\x1b]9;KvIP: "),
        ({"TERM_PROGRAM": "WezTerm"}, "\x1b]777;notify;KvIP;"),
        ({"TERM_PROGRAM": "ghostty"}, "\x1b]777;notify;KvIP;"),
        ({"TERM": "xterm-kitty"}, "\x1b]777;notify;KvIP;"),
        ({"TERM": "foot-extra"}, "\x1b]777;notify;KvIP;"),
        ({"WT_SESSION": "7f3e"}, "\x1b]777;notify;KvIP;"),
        ({}, ""),
        ({"TERM": "xterm-256color"}, ""),
        ({"TERM": "linux"}, ""),
        ({"TERM": "dumb"}, ""),
        ({"TERM_PROGRAM": "Apple_Terminal"}, ""),
        ({"TERM_PROGRAM": "vscode", "WT_SESSION": "7f3e"}, ""),
        ({"VTE_VERSION": "7600", "TERM": "xterm-256color"}, ""),
        ({"TMUX": "1,2,3", "TERM": "tmux-256color", "TERM_PROGRAM": "tmux"}, ""),
        ({"TMUX": "1,2,3", "TERM_PROGRAM": "iTerm.app"}, ""),
        ({"STY": "1.x", "TERM": "screen"}, ""),
        ({"TERM": "screen.xterm-kitty"}, ""),
    ],
)
def test_only_a_terminal_that_understands_gets_a_notice(
    environ: Mapping[str, str], begins: str
) -> None:
    """Every other one is left in peace."""
    found = notice("A er over tida", environ)
    assert found == (f"{begins}A er over tida\x07" if begins else "")


@pytest.mark.parametrize(
    "text",
    ["a\x1b]0;x\x07b", "a\x9cb\x9d", "a\nb\r\nc", "x;y;z", "4;1;50", "æ" * 5000, "\ud800"],
)
def test_no_text_breaks_out_of_its_notice(text: str) -> None:
    """Nothing in it ends the sequence, begins another, or is a command of the terminal's own."""
    for environ in ({"TERM_PROGRAM": "iTerm.app"}, {"TERM_PROGRAM": "WezTerm"}):
        found = notice(text, environ)
        body = found.removeprefix("\x1b]9;").removeprefix("\x1b]777;notify;KvIP;")[:-1]
        assert found.endswith("\x07")
        assert all(c.isprintable() for c in body)
        assert ";" not in body
        assert len(found) < 300
        assert found.encode()


class Terminal:
    """What the app writes to, and where it stands."""

    def __init__(self, *, headless: bool = False, web: bool = False) -> None:
        self.is_headless, self.is_web = headless, web
        self.written: list[str] = []
        self._driver = self

    def write(self, data: str) -> None:
        """Take what is written."""
        self.written.append(data)

    def bell(self) -> None:
        """Ring."""
        self.written.append("ring")


@pytest.mark.parametrize(
    ("wanted", "written"),
    [
        (Signals(), []),
        (Signals(bell=True), ["ring"]),
        (Signals(desktop=True), ["\x1b]777;notify;KvIP;hei\x07"]),
        (Signals(bell=True, desktop=True), ["ring", "\x1b]777;notify;KvIP;hei\x07"]),
    ],
)
def test_only_what_is_wanted_reaches_the_terminal(wanted: Signals, written: list[str]) -> None:
    """By default nothing does."""
    terminal = Terminal()
    tell(cast(App[None], terminal), "hei", wanted, {"TERM": "foot"})
    assert terminal.written == written


@pytest.mark.parametrize("terminal", [Terminal(headless=True), Terminal(web=True)])
def test_a_browser_and_a_test_get_no_sequences(terminal: Terminal) -> None:
    """They would print them."""
    tell(cast(App[None], terminal), "hei", Signals(desktop=True), {"TERM": "foot"})
    assert terminal.written == []

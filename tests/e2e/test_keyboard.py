"""What the keyboard and the terminal may do, in a real terminal; more is tried by the command."""

import signal
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import psutil
import pytest

pytest.importorskip("termios", reason="only POSIX has terminals that a test can open")

from tests.e2e.keyboard import FAR, PAUSE, Case, Keyboard, at_keyboard, fault
from tests.ui.line_editor import typed

BACKSPACE, LEFT, HOME, DELETE = "\x7f", "\x1b[D", "\x1b[H", "\x1b[3~"
# The test's terminal writes the last sign of what gives the keyboard back.
EMPTY = {"", "u"}
NAMES = {BACKSPACE: "backspace", LEFT: "left", HOME: "home", DELETE: "delete"}


@pytest.fixture
def near(data: Path, tmp_path: Path) -> Iterator[Keyboard]:
    """Return a keyboard at a local terminal."""
    with at_keyboard(tmp_path, {"SSH_CONNECTION": "", "ESCDELAY": ""}) as keyboard:
        yield keyboard


def test_a_broken_sequence_is_never_a_command(near: Keyboard) -> None:
    """A key, a click and an answer in pieces tick nothing, and write nothing into a note."""
    for case in (
        Case("F7", (3,), 0.13),
        Case("klikk", (6,), 0.4),
        Case("svar om farge", (2, 9), 0.2),
        Case("pil i programmodus", (2,), 0.3),
    ):
        assert fault(near, case) == ""
    near.note("Ærlig talt: styrke 17")


def test_over_ssh_a_key_in_pieces_does_its_work(data: Path, tmp_path: Path) -> None:
    """From far away F7 cut behind its Esc, 400 ms apart, pauses what runs."""
    with at_keyboard(tmp_path, FAR) as keyboard:
        keyboard.send([PAUSE[:1], PAUSE[1:3], PAUSE[3:]], 0.4)
        keyboard.terminal.see("klokka står")


@pytest.mark.parametrize(
    "keys",
    [
        ["a", "b", "c", BACKSPACE, "d"],
        [*"styrkr", BACKSPACE, *"e god"],
        [*"morgenmøe", LEFT, "t", HOME, DELETE, "M"],
    ],
)
def test_typed_order_is_stored_order(near: Keyboard, keys: Sequence[str]) -> None:
    """Letters and editing keys in one write are stored as they were typed."""
    near.terminal.press("enter", "".join(keys), "enter")
    near.terminal.see(f"08.30 T {typed([NAMES.get(key, key) for key in keys])}")


def test_esc_and_a_letter_at_once_are_both_read(near: Keyboard) -> None:
    """Esc leaves the note line, and the letter behind it gives the floor."""
    near.terminal.press("enter", "x", "\x1ba")
    near.terminal.see("● a Anne Lie")


def test_esc_alone_is_read_at_once(near: Keyboard) -> None:
    """Esc without anything behind it is not kept for long."""
    near.terminal.press("enter")
    near.terminal.see("Esc går ut")
    near.terminal.press("escape")
    near.terminal.until(lambda: "Esc går ut" not in near.terminal.screen, "the line left")


def test_mouse_movement_is_not_asked_for(near: Keyboard) -> None:
    """The terminal is asked for clicks and dragging, not for every cell that is passed over."""
    assert {1000, 1002, 1006} <= near.terminal.modes
    assert 1003 not in near.terminal.modes


def test_nothing_of_the_visit_stands_on_a_terminal_that_is_given_back(near: Keyboard) -> None:
    """Stopped, it leaves no word on a terminal that has no other screen; gone on, it is there."""
    near.terminal.press("enter", "Halvferdig setning")
    near.terminal.see("Halvferdig setning")
    process = psutil.Process(near.terminal.process.pid)
    process.send_signal(signal.SIGTSTP)
    near.terminal.until(lambda: process.status() == psutil.STATUS_STOPPED, "an end")
    near.terminal.until(lambda: near.terminal.screen.strip() in EMPTY, "an empty screen")
    near.terminal.process.send_signal(signal.SIGCONT)
    near.terminal.see("Halvferdig setning")
    near.terminal.press("escape", "ctrl+q")
    near.terminal.until(lambda: near.terminal.screen.strip() in EMPTY, "an empty screen")


def test_a_stop_that_nobody_is_told_of_leaves_one_reader(near: Keyboard) -> None:
    """As a debugger or a hypervisor stops it: keys keep their order, and no thread is left over."""
    process = psutil.Process(near.terminal.process.pid)
    near.terminal.press("enter", "en")
    near.terminal.see("en")
    before = process.num_threads()
    for number in range(3):
        process.send_signal(signal.SIGSTOP)
        near.terminal.until(lambda: process.status() == psutil.STATUS_STOPPED, "an end")
        process.send_signal(signal.SIGCONT)
        near.terminal.until(lambda: process.status() != psutil.STATUS_STOPPED, "a beginning")
        near.terminal.press(f" {number}")
        near.terminal.see(f"en{''.join(f' {n}' for n in range(number + 1))}")
    near.terminal.until(lambda: process.num_threads() <= before, "no more threads than before")


@pytest.mark.parametrize("ignored", [True, False])
def test_a_terminal_that_goes_away_ends_the_program(
    data: Path, tmp_path: Path, ignored: bool
) -> None:
    """Hung up on, even where that signal is ignored, it ends at once, saved and unlocked."""
    if ignored:
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with at_keyboard(tmp_path) as keyboard:
            keyboard.terminal.press("enter", "Halvferdig setning")
            keyboard.terminal.see("Halvferdig setning")
            keyboard.terminal.hang_up()
            before = time.monotonic()
            keyboard.terminal.process.wait(10)
            assert time.monotonic() - before < 5
    finally:
        signal.signal(signal.SIGHUP, signal.SIG_DFL)
    drafts = "".join(path.read_text("utf-8") for path in data.glob("visits/*/draft-her.json"))
    assert "Halvferdig setning" in drafts

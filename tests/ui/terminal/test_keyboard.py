"""What a terminal sends becomes keys, clicks and pastes of Textual's, or nothing."""

import inspect
import time
from pathlib import Path

import pytest
import textual.drivers
from textual import events
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from kvip_tui.ui.terminal.events import CapsLock
from kvip_tui.ui.terminal.keyboard import KeyReader, patience
from kvip_tui.ui.terminal.sequences import REMOTE, Patience


def keys(*sent: str) -> list[tuple[str, str | None]]:
    """Return the keys, and what each writes, that a terminal's input is."""
    reader = KeyReader(waits=Patience(escape=0.001, introduced=0.001, hold=0.001, late=0.0))
    found: list[Message] = []
    for text in sent:
        found += reader.feed(text)
        while reader.wait is not None:
            time.sleep(reader.wait)
            found += reader.tick()
    return [(one.key, one.character) for one in found if isinstance(one, events.Key)]


@pytest.mark.parametrize(
    ("sent", "key", "character"),
    [
        ("\x1b[19~", "f8", None),
        ("\x1bOQ", "f2", None),
        ("\x1b[19;1~", "f8", None),
        ("\x1b[57413;129;43u", "plus", "+"),
        ("\x1b[57413u", "plus", "+"),
        ("\x1b[57409;129;44u", "comma", ","),
        ("\x1b[57409;129;46u", "full_stop", "."),
        ("\x1b[57416u", "comma", ","),
        ("\x1b[57406;129;55u", "7", "7"),
        ("\x1b[57414;129u", "enter", "\r"),
        ("\x1b[57419;129u", "up", None),
        ("\x1bOk", "plus", "+"),
        ("\x1b[97;65;65u", "A", "A"),
        ("\x1b[97;66;97u", "a", "a"),
        ("\x1b[97;65u", "A", "A"),
        ("\x1b[229;;229u", "å", "å"),
        ("\x1b[110;5u", "ctrl+n", None),
        ("\x1b[110;69u", "ctrl+n", None),
        ("\x1b[13;2u", "shift+enter", None),
        ("\x1b[27u", "escape", "\x1b"),
        ("\x1b[97:65;2:1;65u", "A", "A"),
        ("\x1b[1;5C", "ctrl+right", None),
        ("\x7f", "backspace", "\x7f"),
    ],
)
def test_a_key_is_what_it_writes(sent: str, key: str, character: str | None) -> None:
    """Keypad, locks, dead keys and chords are read as what they stand for."""
    found = keys(sent)
    assert [one for one, _written in found] == [key]
    if character != "\x1b":
        assert found[0][1] == character or (
            character is None and not (found[0][1] or "").isprintable()
        )


@pytest.mark.parametrize(
    "sent",
    [
        *("\x1b[57441;2u", "\x1b[57442;5u", "\x1b[57358u", "\x1b[57360;129u", "\x1b[57453u"),
        *("\x1b[97;1:3u", "\x1b[97;1:3;97u", "\x1b[1114112;1;97u", "\x1b[97;1;1114112u"),
        *("\x1b[99999999999999999999u", "\x1b[?62;22c", "\x1b[5n", "\x1b[9;9;9;9;9y"),
        *("\x1b[<1;2M", "\x1b[<;;M", "\x1b[M !!", "\x1b[65;30;97;1;0;1_", "\x1b]11;rgb:1/1/1\x07"),
        *("\x1b[" + "1;" * 40 + "m", "\x1b[1", "\x1b[1;", "\x1b[<35;12;"),
    ],
)
def test_what_is_no_key_is_nothing(sent: str) -> None:
    """Lone modifiers, releases, answers and nonsense give nothing, and the next key works."""
    assert keys(sent, "b") == [("b", "b")]


def test_clicks_the_wheel_and_focus_are_read() -> None:
    """What is not a key is read as Textual reads it."""
    sent = "\x1b[<0;3;4M\x1b[<0;3;4m\x1b[<64;3;4M\x1b[I\x1b[O\x1b[200~a\x00\x1b[18~7\x1b[201~"
    found = list(KeyReader().feed(sent))
    assert [type(one) for one in found] == [
        events.MouseDown,
        events.MouseUp,
        events.MouseScrollUp,
        events.AppFocus,
        events.AppBlur,
        events.Paste,
    ]
    assert isinstance(found[-1], events.Paste)
    assert found[-1].text == "a\x1b[18~7"


def test_caps_lock_is_told_when_it_changes() -> None:
    """A terminal that says so tells once when Caps Lock goes on, and once when it goes off."""
    sent = "\x1b[97;;97u\x1b[98;65;66u\x1b[97;65;65u\x1b[97;1;97u"
    told = [one.on for one in KeyReader().feed(sent) if isinstance(one, CapsLock)]
    assert told == [False, True, False]


def test_a_reader_waits_longer_from_far_away() -> None:
    """Over SSH and a remote desktop more patience is had; ESCDELAY is heeded."""
    assert patience({"SSH_CONNECTION": "1 2 3 4"}) == REMOTE
    assert patience({"SESSIONNAME": "RDP-Tcp#3"}) == REMOTE
    assert patience({"ESCDELAY": "25"}).escape == 0.025
    assert patience({"SSH_TTY": "x", "ESCDELAY": "25"}).hold == REMOTE.hold


def test_what_is_relied_on_in_textual_is_there() -> None:
    """The places of Textual that are no promise of its, and that reading keys stands on."""
    for name in ("start_application_mode", "run_input_thread", "_enable_mouse_support"):
        assert callable(getattr(LinuxDriver, name))
    for name in ("exit_event", "fileno", "_file", "_mouse"):
        assert f"self.{name}" in inspect.getsource(LinuxDriver)
    assert "self.run_input_thread()" in inspect.getsource(LinuxDriver._run_input_thread)
    assert "self.exit_event.set()" in inspect.getsource(LinuxDriver.disable_input)
    assert "WriterThread(self._file)" in inspect.getsource(LinuxDriver.start_application_mode)
    assert "self.write" in inspect.getsource(LinuxDriver._disable_mouse_support)
    folder = Path(textual.drivers.__path__[0])
    console = (folder / "win32.py").read_text("utf-8")
    for used in ("parser = XTermParser(debug=constants.DEBUG)", "parser.feed(", "parser.tick()"):
        assert console.count(used) == 1
    windows = (folder / "windows_driver.py").read_text("utf-8")
    assert "win32.EventMonitor(" in windows
    assert "def _enable_mouse_support(self)" in windows

"""What the server must know of what a program writes: the terminal's modes, and the title."""

from kvip_tui.browser.stream import Modes, title_in


def test_a_later_terminal_is_brought_into_the_same_modes() -> None:
    """What was set last of each mode counts; synchronized updates are over when it comes."""
    modes = Modes()
    modes.follow(b"\x1b[?1049h\x1b[?1000h\x1b[?25l hei \x1b[?2026h")
    modes.follow(b"\x1b[?2026l\x1b[?1000;1006l\x1b[?2004h")
    assert modes.sequence() == b"\x1b[?1049h\x1b[?1000l\x1b[?25l\x1b[?1006l\x1b[?2004h"


def test_questions_and_colours_are_no_modes() -> None:
    """Only what sets or resets a private mode is remembered."""
    modes = Modes()
    modes.follow(b"\x1b[?2026$p\x1b[1;31m\x1b[2J\x1b[4h")
    assert modes.sequence() == b""


def test_the_title_is_found_in_what_is_written() -> None:
    """The last one counts, with either end, and other sequences are none."""
    assert title_in("\x1b]2;42 igjen · Drøfting\x07".encode()) == "42 igjen · Drøfting"
    assert title_in(b"\x1b]0;en\x1b\\ tekst \x1b]2;to\x07") == "to"
    assert title_in(b"\x1b]52;c;aGVp\x07") is None
    assert title_in(b"uten") is None

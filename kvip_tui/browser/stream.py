"""What the program writes to its terminal, as far as the server must know it: pure text rules."""

import re
from typing import Final

_MODE: Final = re.compile(rb"\x1b\[\?([0-9;]+)([hl])")
_TITLE: Final = re.compile(rb"\x1b\][02];([^\x07\x1b]*)(?:\x07|\x1b\\)")
# A synchronized update begins and ends within a picture; a new terminal must not begin in one.
_PASSING: Final = frozenset({b"2026"})


class Modes:
    """The terminal modes that a program has set; a terminal that comes later is told of them."""

    def __init__(self) -> None:
        self._set: dict[bytes, bytes] = {}

    def follow(self, written: bytes) -> None:
        """Take in what the program writes."""
        for names, state in _MODE.findall(written):
            for name in names.split(b";"):
                if name not in _PASSING:
                    self._set[name] = state

    def sequence(self) -> bytes:
        """Return what brings a new terminal into the same modes, in the order they were set."""
        return b"".join(b"\x1b[?%s%s" % (name, state) for name, state in self._set.items())


def title_in(written: bytes) -> str | None:
    """Return the window title that is set in what a program writes, or None."""
    found = _TITLE.findall(written)
    return found[-1].decode("utf-8", "replace") if found else None

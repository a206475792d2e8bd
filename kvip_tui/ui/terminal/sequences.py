"""Puts the escape sequences together that a terminal sends, however they are cut on the way.

A terminal sends a function key, a click or the bracket of a paste as several characters. Over SSH,
a VPN or a remote desktop they may arrive in pieces, and a piece read by itself is a digit or a
letter: a command. So a sequence is handed on whole or not at all; what is too late is swallowed.
"""

import re
from dataclasses import dataclass
from enum import Enum, auto

ESC = "\x1b"
PASTE_START, PASTE_END = "\x1b[200~", "\x1b[201~"
# No answer of a terminal is longer; what goes on beyond that is not one.
LONGEST = 4096
# Esc and a key, or the beginning of a sequence: what comes next tells.
_INTRODUCERS = {ESC + letter for letter in "O]P_"}
_WHOLE = re.compile(
    "\x1b(?:"
    r"\[(?:\[.|M...|[0-?]+[ -/]*[@-~]|[ -/]+[@-~]|[@-LN-Z\\-~])"
    r"|O[0-9;]*[A-IMP-SXa-dj-y]"
    "|(?:][0-9]|P[0-9>!$+]|_G)[^\x07\x1b]*(?:\x07|\x1b\\\\)"
    "|\x7f)",
    re.DOTALL,
)
_PART = re.compile(
    "\x1b(?:"
    r"\[(?:\[?|M.{0,2}|[0-?]*[ -/]*)"
    r"|O[0-9;]*"
    "|(?:]|][0-9][^\x07\x1b]*|P|P[0-9>!$+][^\x07\x1b]*|_|_G[^\x07\x1b]*)\x1b?"
    ")?",
    re.DOTALL,
)


@dataclass(frozen=True)
class Patience:
    """How many seconds are waited for what follows.

    Attributes:
        escape: For more behind a lone Esc, which may be the key.
        introduced: For more behind Esc and what is a key as well as the beginning of a sequence.
        hold: For the rest of a sequence that has begun.
        late: How long, after that, a rest that comes late is still known as one.
        paste: For more of a paste.
    """

    escape: float = 0.1
    introduced: float = 0.45
    hold: float = 0.6
    late: float = 0.6
    paste: float = 3.0


# The far end of a line may let a sequence wait: Esc is slower there, and all the rest safe.
REMOTE = Patience(escape=0.5, hold=1.5, late=2.0, paste=10.0)


class Kind(Enum):
    """What a piece of input is."""

    TYPED = auto()
    SEQUENCE = auto()
    PASTED = auto()


@dataclass(frozen=True)
class Piece:
    """A character that was typed, a whole escape sequence, or a whole paste."""

    kind: Kind
    text: str


class Assembler:
    """Takes what a terminal sends as it arrives, and gives whole pieces.

    The clock is the caller's: any that only goes forward, in seconds. ``certain_escape`` says that
    this terminal sends the key Esc as a sequence, so that a lone Esc can only be half of something.
    """

    def __init__(self, patience: Patience) -> None:
        self._patience = patience
        self._held = ""
        self._spent = False
        self._since = 0.0
        self._paste: str | None = None
        self.certain_escape = False

    @property
    def deadline(self) -> float | None:
        """When `tick` is to be called if nothing comes until then."""
        if self._paste is not None:
            return self._since + self._patience.paste
        return self._since + self._wait() if self._held else None

    def _wait(self) -> float:
        patience = self._patience
        if self._held == ESC and not self.certain_escape:
            return patience.escape + (patience.late if self._spent else 0)
        if self._held in _INTRODUCERS:
            return max(patience.escape, patience.introduced)
        return patience.hold + (patience.late if self._spent else 0)

    def feed(self, text: str, now: float) -> list[Piece]:
        """Take in what has arrived, and return the pieces that are whole."""
        pieces: list[Piece] = []
        while text:
            if self._paste is None:
                self._take(text[0], pieces)
                text = text[1:]
            else:
                text = self._paste_on(text, pieces)
            self._since = now
        return pieces

    def tick(self, now: float) -> list[Piece]:
        """Give up what has been waited for long enough, and return what that leaves."""
        deadline = self.deadline
        if deadline is None or now < deadline:
            return []
        pieces: list[Piece] = []
        if self._paste is not None:
            pieces.append(Piece(Kind.PASTED, self._paste))
            self._paste = None
        elif self._held == ESC and not self._spent:
            self._spent = True
            pieces.append(Piece(Kind.TYPED, ESC))
        elif self._held in _INTRODUCERS:
            self._let_go(pieces)
        elif self._spent:
            self._drop()
        else:
            self._spent = True
        return pieces

    def _take(self, character: str, pieces: list[Piece]) -> None:
        text = self._held + character
        if not self._held and character != ESC:
            pieces.append(Piece(Kind.TYPED, character))
        elif _WHOLE.fullmatch(text) and not (self._spent and text == ESC + "\x7f"):
            spent = self._spent
            self._drop()
            if text == PASTE_START:
                self._paste = ""
            elif not spent and text != PASTE_END:
                pieces.append(Piece(Kind.SEQUENCE, text))
        elif _PART.fullmatch(text) and len(text) < LONGEST:
            self._held = text
        else:
            if self._held == ESC or self._held in _INTRODUCERS:
                self._let_go(pieces)
            self._drop()
            self._take(character, pieces)

    def _let_go(self, pieces: list[Piece]) -> None:
        """Give what was held as the keys that it turned out to be."""
        keys = self._held[1:] if self._spent else self._held
        pieces.extend(Piece(Kind.TYPED, key) for key in keys)
        self._drop()

    def _drop(self) -> None:
        self._held, self._spent = "", False

    def _paste_on(self, text: str, pieces: list[Piece]) -> str:
        """Take text into the paste; returns what stands behind its end."""
        before = self._paste or ""
        whole = before + text
        end = whole.find(PASTE_END, max(0, len(before) - len(PASTE_END)))
        if end < 0:
            self._paste = whole
            return ""
        self._paste = None
        pieces.append(Piece(Kind.PASTED, whole[:end]))
        return whole[end + len(PASTE_END) :]

"""Text as it may be stored and drawn: no control characters, no endless lines."""

import re
import unicodedata

# Whole escape sequences: CSI, then strings up to their end, on one line, then two signs.
_TO_TERMINAL = re.compile(
    r"\x1b\[[0-?]*+[ -/]*+[@-~]"
    r"|\x1b[PX\]^_][^\x07\x1b\x9c\n]*+(?:\x07|\x9c|\x1b\\)"
    r"|\x1b[ -/]*+[0-Z\\^-~]"
)
_LINE_END = re.compile("\r\n?|[\v\f\x85\u2028\u2029]")
_TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_TAGS = "".join(map(chr, range(0xE0000, 0xE0080)))
# What comes along with text from web pages and documents, and is not seen: soft hyphens, places
# where a line may break, marks of a file's beginning.
INVISIBLE = frozenset(
    f"\u00ad\u061c\u180e\u200b\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff\ufff9\ufffa\ufffb{_TAGS}"
)
# What the program itself puts around names that are written from right to left.
_ISOLATES = frozenset("\u2066\u2067\u2068\u2069")
LONGEST = 20_000


def clean(text: str) -> str:
    """Return *text* as it may be stored: legible, nothing unseen in it, no blanks at the ends."""
    return visible(legible(text)).strip()


def legible(text: str) -> str:
    """Return *text* as it may be shown.

    Line ends become LF; commands to a terminal, control characters, what turns the direction of
    writing and lone surrogates are dropped, so that no terminal ever carries out what somebody
    pasted, and nothing reads otherwise than it is.
    """
    return _without(text, _TURNS)


def printable(text: str) -> str:
    """Return *text* as it may be printed: as `legible`, but names may be kept apart in it."""
    return _without(text, _TURNS - _ISOLATES)


def _without(text: str, turns: frozenset[str]) -> str:
    if text.isprintable():
        return text
    lines = _LINE_END.sub("\n", _TO_TERMINAL.sub("", text))
    kept = (c for c in lines if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cs"})
    return "".join(c for c in kept if c not in turns)


def visible(text: str) -> str:
    """Return *text* without the characters that nobody sees."""
    return text if text.isascii() else "".join(c for c in text if c not in INVISIBLE)


def one_line(text: str) -> str:
    """Return *text* as a name or title may be stored: clean, in one line, blanks folded."""
    return " ".join(clean(text).split())

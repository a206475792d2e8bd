"""A text as the privacy check reads it: every way of writing a sign made one, places kept.

NFKC comes first; then every dash is «-», every blank between words one blank or one line break,
every digit one of 0–9, and what cannot be seen is gone.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from msgspec import Struct

# What is read as it stands; the letters are those of Latin-1, which NFKC leaves alone.
_ODD: Final = re.compile(r"[^\n -~À-ÿ«»“”„‘’]++")
_BLANKS: Final = re.compile(r"[ \n]{2,}+")
_DASHES: Final = frozenset("\u02d7\u2043\u2212\u2500\u2501")
_APOSTROPHES: Final = frozenset("\u00b4\u02b9\u02bc\u2032\u201b")
_LINE_ENDS: Final = frozenset("\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029")
_UNSEEN: Final = frozenset("\u115f\u1160\u3164\uffa0")
_EMPTY: Final = frozenset("\t\u2800")
# Putting marks in order costs the square of their number: a letter has at most so many.
_MOST_MARKS: Final = 8


class Places(Struct, frozen=True):
    """Where the replaced pieces of a text stand: now, and in the text they were replaced in."""

    new_starts: tuple[int, ...]
    new_ends: tuple[int, ...]
    old_starts: tuple[int, ...]
    old_ends: tuple[int, ...]

    def start(self, place: int) -> int:
        """Return where the sign at *place* began."""
        i = bisect_right(self.new_starts, place) - 1
        if i < 0:
            return place
        behind = place - self.new_ends[i]
        return self.old_ends[i] + behind if behind >= 0 else self.old_starts[i]

    def end(self, place: int) -> int:
        """Return where the sign before *place* ended."""
        i = bisect_right(self.new_starts, place - 1) - 1
        return place if i < 0 else self.old_ends[i] + max(0, place - self.new_ends[i])


class PlainText(Struct, frozen=True):
    """A text made plain, the same in small letters, and the way back to the text as given."""

    text: str
    small: str
    spelling: Places
    blanks: Places

    def given(self, start: int, end: int) -> tuple[int, int]:
        """Return where the piece from *start* to *end* stands in the text as given."""
        return (
            self.spelling.start(self.blanks.start(start)),
            self.spelling.end(self.blanks.end(end)),
        )


def plain_text(given: str) -> PlainText:
    """Return *given* as the privacy check reads it; any text at all will do."""
    spelt, spelling = _replaced(given, _odd_pieces(given))
    text, blanks = _replaced(spelt, _blank_pieces(spelt))
    return PlainText(text, text.lower(), spelling, blanks)


def _replaced(text: str, pieces: Iterable[tuple[int, int, str]]) -> tuple[str, Places]:
    """Return *text* with its pieces, given as (start, end, new text) in order, replaced."""
    parts: list[str] = []
    rows: list[tuple[int, int, int, int]] = []
    done = length = 0
    for start, end, new in pieces:
        length += start - done
        parts += (text[done:start], new)
        rows.append((length, length + len(new), start, end))
        length += len(new)
        done = end
    parts.append(text[done:])
    columns = tuple(zip(*rows, strict=True)) or ((), (), (), ())
    return "".join(parts), Places(*columns)


def _odd_pieces(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the signs that are not read as they stand, each with the marks that belong to it."""
    for odd in _ODD.finditer(text):
        start, end = odd.span()
        if start and unicodedata.combining(text[start]):
            start -= 1
        while start < end:
            behind = start + 1
            last = min(end, start + _MOST_MARKS)
            while behind < last and unicodedata.combining(text[behind]):
                behind += 1
            yield start, behind, _read(text[start:behind])
            start = behind


def _blank_pieces(text: str) -> Iterator[tuple[int, int, str]]:
    for blanks in _BLANKS.finditer(text):
        yield *blanks.span(), "\n" if "\n" in blanks[0] else " "


@lru_cache(4096)
def _read(sign: str) -> str:
    if sign in _APOSTROPHES:
        return "'"
    return "".join(map(_read_one, unicodedata.normalize("NFKC", sign)))


def _read_one(char: str) -> str:
    kind = unicodedata.category(char)
    digit = unicodedata.digit(char, None)
    if digit is not None:
        return str(digit)
    if char in _LINE_ENDS:
        return "\n"
    if kind == "Zs" or char in _EMPTY:
        return " "
    if kind == "Pd" or char in _DASHES:
        return "-"
    if kind in {"Mn", "Me", "Cf", "Cc"} or char in _UNSEEN:
        return ""
    # The one letter whose small form is two signs, and the half sign that has no form.
    return {"İ": "I"}.get(char, "\ufffd" if kind == "Cs" else char)

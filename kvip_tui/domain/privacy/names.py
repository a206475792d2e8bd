"""Finds people's names: those of the visit's people, and other words with a capital letter."""

import unicodedata
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Final

from msgspec import Struct

from kvip_tui.domain.privacy.text import plain_text
from kvip_tui.domain.privacy.words import (
    Listed,
    Reading,
    Span,
    WordList,
    behind,
    joined,
    read,
    word_list,
)

_NORDIC: Final = frozenset("æøåäö")
# How the letters are written where the keys for them are missing.
_OTHER_KEYBOARDS: Final = (
    str.maketrans("øæ", "öä"),
    str.maketrans("öä", "øæ"),
    str.maketrans({"ø": "oe", "æ": "ae", "å": "aa"}),
)
_SKIPPED: Final = frozenset(" ([{*_")
_GOES_ON: Final = frozenset(",&+@")
# What a name may begin with before another capital.
_BEGIN_NAMES: Final = ("Mc", "Mac", "De", "La", "Le", "Di", "Fitz", "Van", "Von", "O")
_LONGEST_ABBREVIATION: Final = 5
_LONGEST_LOOKED_AT: Final = 30


class Roster(Struct, frozen=True):
    """Finds the names of the visit's people.

    Args:
        particles: Parts of names that say nothing by themselves: «von», «de».
        ordinary: Names that are also words; alone they are found only with a capital letter.
    """

    particles: frozenset[str] = frozenset()
    ordinary: frozenset[str] = frozenset()

    def spans(self, reading: Reading, names: Iterable[str]) -> Iterator[Span]:
        """Yield where any part of any of the names stands; neighbours are one."""
        yield from Listed(self.words(names)).spans(reading)

    def words(self, names: Iterable[str]) -> WordList:
        """Return what to look for to find people with some names."""
        return _parts(names, self.particles, self.ordinary)


def _parts(names: Iterable[str], particles: frozenset[str], ordinary: frozenset[str]) -> WordList:
    """Return what to look for to find people: each part of each name, however it may be typed."""
    parts: set[str] = set()
    together: set[str] = set()
    for name in names:
        reading = read(plain_text(name))
        forms = [reading.form(i) for i in range(len(reading.words))]
        parts.update(forms)
        pairs = (pair for pair in pairwise(forms) if particles.isdisjoint(pair))
        together.update(" ".join(pair) for pair in pairs if all(len(part) > 1 for part in pair))
    bare = {_bare(part) for part in parts} - ordinary
    abroad = {part.translate(table) for part in parts for table in _OTHER_KEYBOARDS}
    alone = (
        part for part in (parts | bare | abroad) - particles if len(part) > 1 and not part.isdigit()
    )
    return word_list(
        [*together, *(part.capitalize() if part in ordinary else part for part in alone)]
    )


def _bare(part: str) -> str:
    """Return a part of a name without accents; æ, ø and å are letters of their own."""
    return "".join(c if c in _NORDIC else unicodedata.normalize("NFD", c)[0] for c in part)


class Capitals(Struct, frozen=True):
    """Finds words with a capital letter inside a sentence.

    Args:
        known: Words that have their capital without being somebody's name.
        abbreviations: Words whose full stop ends no sentence, without it: «dr», «bl.a» as «a».
        institutions: Words behind which the name of a place is an institution's: «BUP», «avdeling».
        endings: How the names of institutions end: «rådet».
    """

    known: WordList
    abbreviations: frozenset[str]
    institutions: WordList = WordList()
    endings: tuple[str, ...] = ()

    def spans(self, reading: Reading) -> Iterator[Span]:
        """Yield where the words stand; neighbours are one."""
        text, words = reading.plain.text, reading.words
        known = self.known.covered(reading)
        harmless = behind(reading, self.institutions)
        yield from joined(
            reading,
            (
                (i, i)
                for i, (start, end) in enumerate(words)
                if text[start].isupper()
                and i not in known
                and i not in harmless
                and not (self.endings and text.endswith(self.endings, start, end))
                and not _is_abbreviation(text, start, end)
                and self._inside(text, start)
            ),
        )

    def _inside(self, text: str, start: int) -> bool:
        """Return whether the word that begins at *start* stands inside a sentence."""
        place = start
        while place and text[place - 1] in _SKIPPED:
            place -= 1
        before = text[place - 1] if place else "\n"
        if before.isdigit():
            return _counts(text, place)
        if before == "-":
            return place == start and text[max(0, place - 2)].isalpha()
        if before == ".":
            return self._abbreviated(text, place - 1)
        return before.isalpha() or before in _GOES_ON

    def _abbreviated(self, text: str, stop: int) -> bool:
        """Return whether the full stop at *stop* belongs to an abbreviation or an initial."""
        start = stop
        while start and stop - start < _LONGEST_LOOKED_AT and text[start - 1].isalpha():
            start -= 1
        word = text[start:stop]
        return word.lower() in self.abbreviations or (len(word) == 1 and word.isupper())


def _counts(text: str, place: int) -> bool:
    """Return whether the number that ends at a place has a word before it: no time, no point."""
    start = place
    while start and place - start < _LONGEST_LOOKED_AT and text[start - 1].isdigit():
        start -= 1
    return start > 1 and text[start - 1] == " " and text[start - 2].isalpha()


def _is_abbreviation(text: str, start: int, end: int) -> bool:
    """Return whether a word is one letter, or has more capitals: «DPS», «OneNote», a heading."""
    if end - start == 1:
        return True
    if not text[start:end].isupper():
        inside = text[start + 1 : min(end, start + _LONGEST_LOOKED_AT)]
        return not inside.islower() and not text.startswith(_BEGIN_NAMES, start)
    before = text[max(0, start - _LONGEST_LOOKED_AT) : start].rpartition("\n")[2]
    behind = text[end : end + _LONGEST_LOOKED_AT].partition("\n")[0]
    return end - start <= _LONGEST_ABBREVIATION or f"{before}X{behind}".isupper()

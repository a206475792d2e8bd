"""What the privacy check reads beside the letters: sentences, and of whom they speak."""

import re
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from typing import Final

from msgspec import Struct

from kvip_tui.domain.privacy.words import Reading, Span, WordList

_ENDS: Final = re.compile(r"[.!?…][»”\"')\]]?[ \n]|\n")
# A line that is as long as this was broken by a program, not by its writer.
_BROKEN: Final = 60
_TELLING: Final = 2
_LONG: Final = re.compile(r"\d(?:[\W_]{0,20}+\d){4}")


class Individuals(Struct, frozen=True):
    """Tells which sentences speak of one certain patient or next of kin.

    Args:
        nouns: Words for one person: «pasienten», «mor».
        pronouns: Words that may also stand for somebody of the staff.
        traces: Words that tell of one person, and beside words for a group do not: «innlagt».
        names: First names; those of the visit's people tell of nobody.
        staff: Words for the staff; beside one of them only a noun says anything.
        groups: Words for many.
    """

    nouns: WordList
    pronouns: WordList
    traces: WordList
    names: WordList
    staff: WordList
    groups: WordList


class By(StrEnum):
    """By what a sentence speaks of one certain person."""

    NOUN = "noun"
    WORD = "word"


class Beginnings(Struct, frozen=True):
    """Some beginnings of words, in small letters, and the first letters of them all."""

    words: tuple[str, ...]
    letters: frozenset[str]


def beginnings(words: Iterable[str]) -> Beginnings:
    """Return the words of a list as beginnings."""
    small = tuple(word.lower() for word in words)
    return Beginnings(small, frozenset(word[:_TELLING] for word in small))


class Scan:
    """A reading with its sentences, and what was found in it so far, each list once.

    Args:
        reading: The words of the text.
        individuals: What tells that a sentence speaks of one person.
        known: Words with a capital letter that are nobody's name.
        roster: The first and last word of each name of the visit's people.
        abbreviations: Words whose full stop ends no sentence.
    """

    def __init__(
        self,
        reading: Reading,
        individuals: Individuals | None = None,
        known: WordList | None = None,
        roster: Callable[[], Iterable[tuple[int, int]]] = tuple,
        abbreviations: frozenset[str] = frozenset(),
    ) -> None:
        """Read nothing yet but where the sentences are."""
        self.reading = reading
        self.sentences = _sentences(reading, abbreviations)
        self._individuals = individuals
        self._known = known
        self._roster = roster
        self._found: dict[int, dict[int, list[int]]] = {}
        self._begins: dict[tuple[int, int], bool] = {}
        self._beginning: dict[Beginnings, list[int]] = {}
        self._with: dict[int, set[int]] = {}
        self._about: dict[By | None, set[int]] = {}
        self._numbers: list[int] | None = None
        self._long: list[int] | None = None
        self._known_at: set[int] | None = None
        self._capitals: list[int] | None = None

    def found(self, words: WordList) -> dict[int, list[int]]:
        """Return the last words of everything in a list, by the first."""
        places = self._found.get(id(words))
        if places is None:
            places = self._found[id(words)] = {}
            for first, last in words.found(self.reading):
                places.setdefault(first, []).append(last)
        return places

    def begins(self, words: WordList, i: int) -> bool:
        """Return whether anything in a list begins with word *i*."""
        key = id(words), i
        known = self._begins.get(key)
        if known is None:
            known = self._begins[key] = words.begins(self.reading, i)
        return known

    def beginning(self, words: Beginnings) -> list[int]:
        """Return where the words stand that begin in one of some ways."""
        places = self._beginning.get(words)
        if places is None:
            forms, spans = self.reading.forms, self.reading.words
            fitting = [
                form
                for form in forms
                if form[:_TELLING] in words.letters and form.startswith(words.words)
            ]
            places = sorted({spans[i][0] for form in fitting for i in forms[form]})
            self._beginning[words] = places
        return places

    def sentences_with(self, words: WordList) -> set[int]:
        """Return the sentences that have a word of a list."""
        there = self._with.get(id(words))
        if there is None:
            there = {self.sentences[first] for first in self.found(words)}
            self._with[id(words)] = there
        return there

    def about_one(self, by: By | None = None) -> set[int]:
        """Return the sentences that speak of one certain person.

        Args:
            by: By what they are to speak of her; None: by anything, a name too.
        """
        if self._individuals is None:
            return set()
        if by not in self._about:
            self._about[by] = self._speaking(self._individuals, by)
        return self._about[by]

    def _speaking(self, individuals: Individuals, by: By | None) -> set[int]:
        nouns = self.sentences_with(individuals.nouns)
        if by is By.NOUN:
            return nouns
        staff = self._first_of_staff()
        if by is By.WORD:
            return nouns | self._traced(individuals.traces, staff) | self._spoken_of(staff)
        names = set(self.found(individuals.names))
        if self._known is not None:
            names -= self._known.covering(self.reading, names)
        named = {self.sentences[place] for place in names}
        many = self.sentences_with(individuals.groups)
        return self.about_one(By.WORD) | (named - many - set(staff))

    def _traced(self, traces: WordList, staff: dict[int, int]) -> set[int]:
        """Return the sentences with a trace of one person, and no word for many or the staff."""
        if self._individuals is None:
            return set()
        many = self.sentences_with(self._individuals.groups)
        return self.sentences_with(traces) - many - set(staff)

    def _first_of_staff(self) -> dict[int, int]:
        """Return the first word for one of the staff or of the visit's people, by sentence."""
        places = dict(self._roster())
        if self._individuals is not None:
            places |= dict.fromkeys(self.found(self._individuals.staff), 0)
        firsts: dict[int, int] = {}
        for place in sorted(places):
            firsts.setdefault(self.sentences[place], place)
        return firsts

    def _spoken_of(self, staff: dict[int, int]) -> set[int]:
        """Return the sentences with a pronoun that stands before any word for the staff."""
        if self._individuals is None:
            return set()
        pronouns = self.found(self._individuals.pronouns)
        never = len(self.sentences)
        return {
            self.sentences[place]
            for place in pronouns
            if place < staff.get(self.sentences[place], never)
        }

    def numbers(self) -> list[int]:
        """Return where the numbers begin in the text."""
        if self._numbers is None:
            self._numbers = [self.reading.words[i][0] for i in self.reading.numbers]
        return self._numbers

    def long_numbers(self) -> list[int]:
        """Return where numbers of five digits or more begin, whatever signs part the digits."""
        if self._long is None:
            small = self.reading.plain.small
            self._long = [place for place in self.numbers() if _LONG.match(small, place)]
        return self._long

    def present(self) -> set[int]:
        """Return where the names of the visit's people begin in the text."""
        return {self.reading.words[first][0] for first, _ in self._roster()}

    def persons(self) -> Iterator[Span]:
        """Yield where the nouns for one certain person stand."""
        if self._individuals is not None:
            for first, lasts in self.found(self._individuals.nouns).items():
                yield self.reading.span(first, max(lasts))

    def capitals(self) -> list[int]:
        """Return the words that begin with a capital letter."""
        if self._capitals is None:
            capital = self.reading.capital
            self._capitals = [i for i in range(len(self.reading.words)) if capital(i)]
        return self._capitals

    def known(self) -> set[int]:
        """Return the words with a capital letter that says nothing."""
        if self._known_at is None:
            known = self._known
            places = self.capitals()
            self._known_at = set() if known is None else known.covering(self.reading, places)
        return self._known_at

    def sentence_at(self, place: int) -> int:
        """Return the sentence of the first word that ends behind a place; -1 where none does."""
        low, high = 0, len(self.sentences)
        while low < high:
            middle = (low + high) // 2
            if self.reading.words[middle][1] <= place:
                low = middle + 1
            else:
                high = middle
        return self.sentences[low] if low < len(self.sentences) else -1


def _sentences(reading: Reading, abbreviations: frozenset[str]) -> list[int]:
    """Return the number of the sentence of each word."""
    text = reading.plain.text
    stops = [end.start() for end in _ENDS.finditer(text)]
    numbers: list[int] = []
    sentence = at = 0
    last = ""
    for start, end in reading.words:
        while at < len(stops) and stops[at] < start:
            sentence += _ends(text, stops[at], start, last, abbreviations)
            at += 1
        numbers.append(sentence)
        last = reading.plain.small[start:end]
    return numbers


def _ends(text: str, stop: int, start: int, last: str, abbreviations: frozenset[str]) -> bool:
    """Return whether a sentence ends at *stop*, between the word *last* and the one at *start*."""
    if text[stop] == "\n":
        line = stop - text.rfind("\n", max(0, stop - _BROKEN), stop)
        return line < _BROKEN or not text[start].islower()
    if text[stop] != ".":
        return True
    if last.isdigit():
        return not text[start].islower()
    return len(last) > 1 and last not in abbreviations

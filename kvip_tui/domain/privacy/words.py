"""Finds words and names of a list in a text, in whatever form they stand there."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Final

from msgspec import Struct

from kvip_tui.domain.privacy.text import PlainText

Span = tuple[int, int]

_WORD: Final = re.compile(r"[^\W\d_]++|\d++")
_APOSTROPHES: Final = frozenset("'’")
_JOINTS: Final = frozenset({" ", "\n", "-", "'", ". ", ".\n", "/"})
_NEAR: Final = frozenset(" -/")
_AT: Final = frozenset({"i", "på", "ved", "for", "avd", "post", "fra", "frå"})
_NEIGHBOURS: Final = frozenset(" -")
_HISSING: Final = frozenset("sxz")
_STEM: Final = "*"
_EXACT: Final = "="
_SHORTEST_STEM: Final = 3
_SHORTEST_GENITIVE: Final = 2
# «hos oss» does not speak of her.
_NO_GENITIVES: Final = frozenset({"hos"})


class Reading(Struct, frozen=True):
    """A plain text and its words: where each stands, and which of them have a certain form.

    A word that ends in -s is there without it as well: it may be a genitive. A number is a word.
    """

    plain: PlainText
    words: tuple[Span, ...]
    forms: dict[str, list[int]]
    numbers: tuple[int, ...]
    beginnings: dict[str, list[str]]

    def capital(self, i: int) -> bool:
        """Return whether word *i* begins with a capital letter."""
        return self.plain.text[self.words[i][0]].isupper()

    def form(self, i: int) -> str:
        """Return word *i* in small letters."""
        start, end = self.words[i]
        return self.plain.small[start:end]

    def written(self, i: int) -> str:
        """Return word *i* as it is written."""
        start, end = self.words[i]
        return self.plain.text[start:end]

    def between(self, i: int) -> str:
        """Return what stands between word *i* and the next one."""
        return self.plain.text[self.words[i][1] : self.words[i + 1][0]]

    def span(self, first: int, last: int) -> Span:
        """Return where the words from *first* to *last* stand, with the sign of a genitive."""
        start, end = self.words[first][0], self.words[last][1]
        text = self.plain.text
        if text[end - 1].lower() in _HISSING and text[end : end + 1] in _APOSTROPHES:
            return start, end + 1
        if text[end : end + 1] in _APOSTROPHES and text[end + 1 : end + 2].lower() == "s":
            return start, end + 2
        return start, end


def read(plain: PlainText) -> Reading:
    """Return the words of a text."""
    words: list[Span] = []
    forms: dict[str, list[int]] = {}
    for i, match in enumerate(_WORD.finditer(plain.small)):
        words.append(match.span())
        forms.setdefault(match[0], []).append(i)
    digits = [places for form, places in forms.items() if form.isdigit()]
    for form in [form for form in forms if _may_be_genitive(form)]:
        forms[form[:-1]] = [*forms.get(form[:-1], ()), *forms[form]]
    beginnings: dict[str, list[str]] = {}
    for form in forms:
        beginnings.setdefault(form[:_SHORTEST_STEM], []).append(form)
    numbers = tuple(sorted(chain.from_iterable(digits)))
    return Reading(plain, tuple(words), forms, numbers, beginnings)


def _may_be_genitive(form: str) -> bool:
    return form[-1] == "s" and len(form) > _SHORTEST_GENITIVE and form not in _NO_GENITIVES


class _Entry(Struct, frozen=True, gc=False):
    """An entry of a list: its words in small letters, and how they must be met."""

    words: tuple[str, ...]
    capital: bool
    stem: bool
    exact: str = ""


# By the first word, or for words that may go on by their first letters.
Entries = Mapping[str, tuple[_Entry, ...]]


class WordList(Struct, frozen=True):
    """Words to find: by the first word, and beginnings of words by their first letters.

    Most are one word, however it is written. Of those nothing is kept but the word: the lists are
    in memory all day.

    Args:
        plain: Such words.
        whole: Other words, that must be written in a certain way, and groups of words.
        stems: Words that may go on.
        odd_stems: Those of them that must be written in a certain way.
    """

    plain: frozenset[str] = frozenset()
    whole: Entries = {}
    stems: Entries = {}
    odd_stems: Entries = {}

    def found(self, reading: Reading) -> Iterator[tuple[int, int]]:
        """Yield the first and last word of everything in the list, in no certain order."""
        for form in reading.forms.keys() & self.plain:
            yield from ((i, i) for i in reading.forms[form])
        yield from _found(reading, self.whole, self.stems)

    def begins(self, reading: Reading, i: int) -> bool:
        """Return whether anything in the list begins with word *i*."""
        form = reading.form(i)
        if self._is_plain(form):
            return True
        entries = [*self.whole.get(form, ()), *self._longer(form)]
        if _may_be_genitive(form):
            entries += (*self.whole.get(form[:-1], ()), *self._longer(form[:-1]))
        return any(True for entry in entries for _met_at in _met(reading, entry, (i,)))

    def _is_plain(self, form: str) -> bool:
        return form in self.plain or (_may_be_genitive(form) and form[:-1] in self.plain)

    def _longer(self, form: str) -> Iterator[_Entry]:
        stems = self.stems.get(form[:_SHORTEST_STEM], ())
        return (entry for entry in stems if form.startswith(entry.words[0]))

    def has_always(self, form: str) -> bool:
        """Return whether a word in small letters is an entry however it is written."""
        return self._is_plain(form) or any(not entry.capital for entry in self._longer(form))

    def covering(self, reading: Reading, places: Iterable[int]) -> set[int]:
        """Return those of some words that are part of anything in the list."""
        forms: dict[str, bool] = {}
        there: set[int] = set()
        rest: set[int] = set()
        for i in places:
            form = reading.form(i)
            always = forms.get(form)
            if always is None:
                always = forms[form] = self.has_always(form)
            (there if always else rest).add(i)
        return there | (rest & _covered(_found(reading, self.whole, self.odd_stems)))

    def has(self, form: str) -> bool:
        """Return whether a word in small letters is an entry, or begins as one that may go on."""
        if form in self.plain or any(len(one.words) == 1 for one in self.whole.get(form, ())):
            return True
        stems = self.stems.get(form[:_SHORTEST_STEM], ())
        return any(form.startswith(entry.words[0]) for entry in stems)

    def covered(self, reading: Reading) -> set[int]:
        """Return the words that are part of anything in the list."""
        return _covered(self.found(reading))


class Listed(Struct, frozen=True):
    """Finds what is in a list, but where it is part of something known to be harmless.

    Args:
        words: What is found.
        known: What it is harmless in.
        institutions: Words behind which it is harmless: «BUP Hovden».
    """

    words: WordList
    known: WordList = WordList()
    institutions: WordList = WordList()

    def spans(self, reading: Reading) -> Iterator[Span]:
        """Yield where it stands; neighbours are one."""
        known = self.known.covered(reading) | behind(reading, self.institutions)
        yield from joined(reading, (f for f in self.words.found(reading) if f[0] not in known))


def word_list(entries: Iterable[str]) -> WordList:
    """Return the list of some words, or groups of words, as people write them.

    What is written with a small letter is found however it stands in a text, what begins with a
    capital only with a capital, one word behind «=» only as it is written; a star at the end,
    after three letters or more, means that the word may go on.
    """
    whole: defaultdict[str, list[_Entry]] = defaultdict(list)
    stems: defaultdict[str, list[_Entry]] = defaultdict(list)
    for text in entries:
        # One word may stand in many lists, which share it where they can.
        words = tuple(text if word == text else word for word in _WORD.findall(text.lower()))
        if words:
            exact = text[1:] if text[0] == _EXACT else ""
            entry = _Entry(words, text[0].isupper(), text.endswith(_STEM), exact)
            if entry.stem and len(words) == 1:
                stems[words[0][:_SHORTEST_STEM]].append(entry)
            else:
                whole[words[0]].append(entry)
    plain = frozenset(word for word, found in whole.items() if not all(map(_is_odd, found)))
    return WordList(plain, _those(whole, _is_odd), _those(stems), _those(stems, _is_odd))


def _those(
    entries: Mapping[str, Iterable[_Entry]], wanted: Callable[[_Entry], bool] = bool
) -> dict[str, tuple[_Entry, ...]]:
    """Return the entries that are wanted, by what they begin with."""
    found = {word: tuple(filter(wanted, some)) for word, some in entries.items()}
    return {word: some for word, some in found.items() if some}


def _is_odd(entry: _Entry) -> bool:
    return len(entry.words) > 1 or entry.capital or bool(entry.exact)


def _found(reading: Reading, whole: Entries, stems: Entries) -> Iterator[tuple[int, int]]:
    """Yield the first and last word of every entry that a text has."""
    for form in reading.forms.keys() & whole.keys():
        for entry in whole[form]:
            yield from _met(reading, entry, reading.forms[form])
    for letters in stems.keys() & reading.beginnings.keys():
        for form in reading.beginnings[letters]:
            for entry in stems[letters]:
                if form.startswith(entry.words[0]):
                    yield from _met(reading, entry, reading.forms[form])


def _covered(found: Iterable[tuple[int, int]]) -> set[int]:
    return {i for first, last in found for i in range(first, last + 1)}


def behind(reading: Reading, institutions: WordList) -> set[int]:
    """Return the words that name the place of an institution: «BUP Hovden», «BUP i Hovden»."""
    ends = {last for _, last in institutions.found(reading)}
    count = len(reading.words)
    near = {i + 1 for i in ends if i + 1 < count and reading.between(i) in _NEAR}
    near |= {i + 1 for i in near if i + 1 < count and reading.form(i) in _AT}
    return near | {i + 1 for i in near if i + 1 < count and reading.between(i) == "-"}


def joined(reading: Reading, found: Iterable[tuple[int, int]]) -> Iterator[Span]:
    """Yield where some groups of words stand, those that follow upon each other as one."""
    group: tuple[int, int] | None = None
    for first, last in sorted(found):
        if group is None:
            group = first, last
        elif first <= group[1] or (
            first == group[1] + 1 and reading.between(group[1]) in _NEIGHBOURS
        ):
            group = group[0], max(last, group[1])
        else:
            yield reading.span(*group)
            group = first, last
    if group is not None:
        yield reading.span(*group)


def _met(reading: Reading, entry: _Entry, places: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and last word of an entry wherever its first word stands."""
    more = len(entry.words) - 1
    for first in _rarest(reading, entry, places) if more else places:
        if entry.capital and not reading.capital(first):
            continue
        if entry.exact and reading.written(first) != entry.exact:
            continue
        if more == 0 or _goes_on(reading, entry, first):
            yield first, first + more


def _rarest(reading: Reading, entry: _Entry, places: Sequence[int]) -> Iterable[int]:
    """Return those of some places where an entry of many words may begin, by its rarest word."""
    sure = entry.words[1:-1] if entry.stem else entry.words[1:]
    few, step = len(places), 0
    for k, word in enumerate(sure, 1):
        there = len(reading.forms.get(word, ()))
        if there < few:
            few, step = there, k
    if not step:
        return places if few else ()
    first = entry.words[0]
    starts = [place - step for place in reading.forms.get(entry.words[step], ()) if place >= step]
    return [place for place in starts if reading.form(place) in {first, first + "s"}]


def _goes_on(reading: Reading, entry: _Entry, first: int) -> bool:
    last = first + len(entry.words) - 1
    if last >= len(reading.words) or not reading.form(first + 1).startswith(entry.words[1]):
        return False
    if any(reading.between(i) not in _JOINTS for i in range(first, last)):
        return False
    forms = [reading.form(i) for i in range(first + 1, last + 1)]
    *inner, end = entry.words[1:]
    return forms[:-1] == inner and (
        forms[-1].startswith(end) if entry.stem else forms[-1] in {end, end + "s"}
    )

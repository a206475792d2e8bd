"""Phrases of the privacy check: words, numbers and names that say something by standing together.

A phrase is read from left to right inside one sentence. Its number of steps at any one place is
bounded by what :data:`MOST_GAPS`, :data:`WIDEST_GAP` and :data:`MOST_PARTS` allow, so that the
time for a text grows in proportion to its length.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Final, assert_never

from msgspec import Struct

from kvip_tui.domain.privacy.scan import Scan
from kvip_tui.domain.privacy.words import Span, WordList, word_list

MOST_GAPS: Final = 2
WIDEST_GAP: Final = 6
MOST_PARTS: Final = 12

_WIDEST_JOINT: Final = 4
_LONGEST_INITIALS: Final = 3
_WORD: Final = re.compile(r"[^\W\d][\w'-]*+\*?")
# Nouns that begin a sentence have such ends, names hardly ever.
_OF_NOUNS: Final = (
    *("en", "et", "ene", "ane", "er", "ar", "te", "de", "ing", "sjon", "het", "skap", "ikk"),
    *("inga", "ande", "ende", "else", "dom", "lig", "leg", "isk", "tid", "råd", "verk", "laget"),
)
_NAME: Final = re.compile(r"(Aa?)(-)?(?:!\{([a-z-]+)\}|:(.+))?")
_NUMBER: Final = re.compile(r"#(?:(\d{1,6})(?:-(\d{1,6}))?)?")


class Words(Struct, frozen=True):
    """One of some words or groups of words."""

    words: WordList
    optional: bool = False


class Number(Struct, frozen=True):
    """A number in digits, from *least* to *most*."""

    least: int
    most: int
    optional: bool = False


class Name(Struct, frozen=True):
    """A word with a capital letter, or (*initials*) one to three capitals alone.

    Args:
        initials: Whether it is capitals alone.
        endings: How the word must end; anyhow where there are none.
        unlike: How it must not end.
        but: Words that it must not be.
        optional: Whether it may be left out.
    """

    initials: bool = False
    endings: tuple[str, ...] = ()
    unlike: tuple[str, ...] = ()
    but: WordList | None = None
    optional: bool = False


class Ending(Struct, frozen=True):
    """A word that ends in one of some ways."""

    endings: tuple[str, ...]
    optional: bool = False


class Other(Struct, frozen=True):
    """Any word but those of a list."""

    words: WordList
    optional: bool = False


class Gap(Struct, frozen=True):
    """Up to so many words of any kind."""

    most: int


class Unless(Struct, frozen=True):
    """What must not stand at a place: any of some words."""

    words: WordList


class Joint(Struct, frozen=True):
    """What must stand between two words: one of some signs, and nothing else."""

    signs: frozenset[str]


Part = Words | Number | Name | Ending | Other | Gap | Joint | Unless


class Phrase(Struct, frozen=True):
    """Parts in order; what is reported begins with part *first* and ends before part *stop*."""

    parts: tuple[Part, ...]
    first: int
    stop: int


class Group(Struct, frozen=True):
    """Phrases that count in any sentence, or only in one that has a word of *frame*.

    Args:
        phrases: What is looked for.
        frame: Words of which one must stand in the sentence; none where there is no such list.
        individual: Whether a sentence that speaks of one certain person counts as well.
    """

    phrases: tuple[Phrase, ...]
    frame: WordList | None = None
    individual: bool = False


def phrase_spans(scan: Scan, groups: Iterable[Group]) -> Iterator[Span]:
    """Yield where any phrase of some groups stands, in any order."""
    for group in groups:
        allowed: set[int] | None = None
        if group.frame is not None or group.individual:
            allowed = scan.about_one() if group.individual else set()
            if group.frame is not None:
                allowed = allowed | scan.sentences_with(group.frame)
            if not allowed:
                continue
        for phrase in group.phrases:
            where = _possible(scan, phrase, allowed)
            if where is not None and not where:
                continue
            for first in _starts(scan, phrase.parts):
                if where is None or scan.sentences[first] in where:
                    span = _met(scan, phrase, first)
                    if span is not None:
                        yield scan.reading.span(*span)


def phrase(text: str, lists: Callable[[str], WordList]) -> Phrase:
    """Return the phrase that is written as *text*.

    Its parts are parted by blanks: ``a|b*`` is one of some words, with a star one that may go on
    and with ``_`` for a blank; ``*mann|*leder`` a word with such an end; ``{name}`` one of a list,
    ``!{name}`` any word but those of a list; ``#`` a number, ``#5-19`` one between those; ``Aa`` a
    word with a capital, ``Aa:rud,stad`` one with such an end, ``Aa-`` one that ends unlike nouns
    do, ``Aa!{name}`` one that is not in a list, ``Aa-!{name}`` both, ``A`` initials; ``~3`` up to
    three words of any kind, ``[/.]`` one of the signs between two words, ``^{name}`` nothing, where
    none of a list follows. A question mark behind a part makes it optional. What stands between
    ``‹`` and ``›`` is reported, otherwise all of it.

    Args:
        text: The phrase.
        lists: Returns the list with a name.

    Raises:
        ValueError: It is none.
    """
    parts: list[Part] = []
    first, stop = 0, None
    for piece in text.split():
        if piece == "‹":
            first = len(parts)
        elif piece == "›":
            stop = len(parts)
        else:
            parts.append(_part(piece, lists))
    gaps = [part.most for part in parts if isinstance(part, Gap)]
    starts = parts[:1] and isinstance(parts[0], Words | Number | Name) and not parts[0].optional
    if not starts or len(gaps) > MOST_GAPS or max(gaps, default=0) > WIDEST_GAP:
        raise ValueError(text)
    if len(parts) > MOST_PARTS or isinstance(parts[-1], Gap | Joint):
        raise ValueError(text)
    if any(isinstance(one, Joint) and isinstance(two, Gap | Joint) for one, two in pairwise(parts)):
        raise ValueError(text)
    return Phrase(tuple(parts), first, len(parts) if stop is None else stop)


def _part(piece: str, lists: Callable[[str], WordList]) -> Part:
    optional = piece.endswith("?")
    piece = piece.removesuffix("?")
    if piece.startswith("!"):
        return Other(lists(piece.strip("!{}")), optional)
    if piece.startswith("{"):
        return Words(lists(piece.strip("{}")), optional)
    if piece.startswith("^"):
        return Unless(lists(piece.strip("^{}")))
    if piece.startswith("["):
        return Joint(frozenset(piece[1:-1]))
    if piece.startswith("~"):
        return Gap(int(piece[1:]))
    if piece.startswith("*"):
        return Ending(tuple(piece.replace("*", "").split("|")), optional)
    name = _NAME.fullmatch(piece)
    if name is not None:
        but = lists(name[3]) if name[3] else None
        endings = tuple(name[4].split(",")) if name[4] else ()
        unlike = _OF_NOUNS if name[2] else ()
        return Name(name[1] == "A", endings, unlike, but, optional)
    number = _NUMBER.fullmatch(piece)
    if number is not None:
        least, most = number.groups()
        return Number(int(least or 0), int(most or least or 999_999), optional)
    return Words(_written(piece), optional)


# What many phrases ask for is looked up once in a text: a list is known by what it is.
@cache
def _written(piece: str) -> WordList:
    """Return the list of the words in a phrase itself: «a|b*|c_d»."""
    words = piece.split("|")
    if not all(map(_WORD.fullmatch, words)):
        raise ValueError(piece)
    return word_list(word.replace("_", " ") for word in words)


def _possible(scan: Scan, phrase: Phrase, allowed: set[int] | None) -> set[int] | None:
    """Return the sentences that have all words that a phrase cannot do without; none for any."""
    for part in phrase.parts:
        if isinstance(part, Words) and not part.optional:
            there = scan.sentences_with(part.words)
            allowed = there if allowed is None else allowed & there
            if not allowed:
                break
    return allowed


def _starts(scan: Scan, parts: Sequence[Part]) -> Iterable[int]:
    """Return the words at which a phrase may begin, by its first parts."""
    match parts[0]:
        case Words(words):
            return list(scan.found(words))
        case Number():
            return scan.reading.numbers
        case Name():
            second = parts[1] if len(parts) > 1 else None
            if isinstance(second, Words) and not second.optional:
                capital = scan.reading.capital
                return [i - 1 for i in scan.found(second.words) if i and capital(i - 1)]
            return scan.capitals()
        case _:
            return ()


def _met(scan: Scan, phrase: Phrase, start: int) -> tuple[int, int] | None:
    """Return the first and last word of what a phrase reports at a place, none if it is not met."""
    ends: list[tuple[int, int]] = []
    if not _go_on(scan, phrase.parts, 0, start, scan.sentences[start], ends):
        return None
    reported = [
        (first, last)
        for part, (first, last) in enumerate(reversed(ends))
        if phrase.first <= part < phrase.stop and first <= last
    ]
    return (reported[0][0], reported[-1][1]) if reported else None


def _go_on(
    scan: Scan, parts: Sequence[Part], k: int, i: int, sentence: int, ends: list[tuple[int, int]]
) -> bool:
    """Return whether the parts from *k* are met from word *i* on; adds their words, last first."""
    if k == len(parts):
        return True
    part = parts[k]
    if isinstance(part, Joint | Unless | Gap):
        return _beside(scan, parts, k, i, sentence, ends)
    # A list that has nothing here is the quickest to ask, and hardly ever has anything.
    here = scan.found(part.words).get(i, ()) if isinstance(part, Words) else None
    if (here is None or here) and _reached(scan, parts, k, i, sentence):
        for last in _lasts(scan, part, i) if here is None else here:
            if _add(_go_on(scan, parts, k + 1, last + 1, sentence, ends), ends, (i, last)):
                return True
    return part.optional and _add(_go_on(scan, parts, k + 1, i, sentence, ends), ends, (i, i - 1))


def _beside(
    scan: Scan, parts: Sequence[Part], k: int, i: int, sentence: int, ends: list[tuple[int, int]]
) -> bool:
    """Return the same where part *k* is no word: words of any kind, a sign, or what may not be."""
    part = parts[k]
    if isinstance(part, Joint):
        return _between(scan, i).strip() in part.signs and _add(
            _go_on(scan, parts, k + 1, i, sentence, ends), ends, (i, i - 1)
        )
    if isinstance(part, Unless):
        follows = i < len(scan.sentences) and scan.sentences[i] == sentence
        return not (follows and scan.begins(part.words, i)) and _add(
            _go_on(scan, parts, k + 1, i, sentence, ends), ends, (i, i - 1)
        )
    if isinstance(part, Gap):
        return any(
            _add(_go_on(scan, parts, k + 1, i + more, sentence, ends), ends, (i, i + more - 1))
            for more in range(part.most + 1)
        )
    return False


def _reached(scan: Scan, parts: Sequence[Part], k: int, i: int, sentence: int) -> bool:
    """Return whether word *i* stands in the sentence, and close enough to the one before it."""
    if i >= len(scan.sentences) or scan.sentences[i] != sentence:
        return False
    return k == 0 or isinstance(parts[k - 1], Joint) or len(_between(scan, i)) <= _WIDEST_JOINT


def _add(met: bool, ends: list[tuple[int, int]], words: tuple[int, int]) -> bool:
    if met:
        ends.append(words)
    return met


def _between(scan: Scan, i: int) -> str:
    """Return what stands before word *i*; '' where it is the first or there is none."""
    return scan.reading.between(i - 1) if 0 < i < len(scan.sentences) else ""


def _lasts(scan: Scan, part: Words | Number | Name | Ending | Other, i: int) -> Iterable[int]:
    """Return the last words of the ways in which a part is met at a word."""
    match part:
        case Words(words):
            return scan.found(words).get(i, ())
        case Number(least, most):
            form = scan.reading.form(i)
            met = form.isdigit() and len(form) <= 6 and least <= int(form) <= most
        case Ending(endings):
            met = scan.reading.form(i).endswith(endings)
        case Other(words):
            met = not scan.begins(words, i)
        case Name(initials, endings, unlike, but):
            start, end = scan.reading.words[i]
            word = scan.reading.plain.text[start:end]
            if initials:
                met = word.isupper() and len(word) <= _LONGEST_INITIALS
            else:
                met = word[0].isupper() and len(word) > 1 and not word.isupper()
                met = met and (not endings or word.endswith(endings))
                met = met and not word.endswith(unlike)
            met = met and i not in scan.known()
            met = met and (but is None or not scan.begins(but, i))
        case _:
            assert_never(part)
    return (i,) if met else ()

"""Finds the places of the report in a document that came back, by name and else by their words."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from kvip_tui.domain.review.anchors import ALONE, FRAME, HELD, NAME, Place
from kvip_tui.domain.review.returned import Change, Paragraph, Piece, accepted, rejected
from kvip_tui.domain.review.words import alike, normal

# Who the program is in a document in which it has marked what has changed since.
OURS: Final = "KvIP: endret siden sist"
# How much of their words a place and a paragraph must share to be taken for the same.
_ENOUGH: Final = 0.4
# What documents print around a point in its paragraph: its topic, and what is said of it.
_BEFORE: Final = re.compile(r"(?:.*: )?")
_AFTER: Final = re.compile(r"(?: \(.*\))?")
_MOVES: Final = frozenset({Change.MOVED_AWAY, Change.MOVED_HERE})


class Unit(Struct):
    """A place of the report with the words that stand there now.

    Args:
        place: The place.
        told: What tells the words that were sent, '' where the document does not.
        pieces: The words; a line end parts what stands in several paragraphs.
        section: The section that they stand under in the document.
        behind: The point that they stand behind there.
        moved_by: Who has moved them, while the document kept track.
    """

    place: Place
    told: str = ""
    pieces: tuple[Piece, ...] = ()
    section: str = ""
    behind: str = ""
    moved_by: str = ""


class Loose(Struct, frozen=True):
    """A paragraph that is no place of the report, and the section and point that it follows."""

    paragraph: Paragraph
    section: str
    behind: str


class Found(Struct):
    """What was found: places with their words, what else stands there, and what was held once."""

    units: dict[str, Unit]
    loose: list[Loose]
    held: dict[str, str]


def find(paragraphs: Sequence[Paragraph], places: Iterable[Place], titles: dict[str, str]) -> Found:
    """Return where the places of a report stand in a document.

    Args:
        paragraphs: The document's.
        places: Those of the report as it stands, then of what it was: the first of a code counts.
        titles: The ids of the sections by their titles, as `normal` has them.
    """
    known: dict[str, Place] = {}
    for place in places:
        known.setdefault(place.code, place)
    settled, movers = _settled([_without_ours(paragraph) for paragraph in paragraphs])
    claims = [_claims(paragraph, known) for paragraph in settled]
    found = Found({}, [], _held(paragraphs))
    for index, code in _by_words(settled, claims, known):
        pieces = _carved(settled[index].pieces, known[code])
        settled[index] = replace(settled[index], pieces=pieces)
        claims[index] = {code: ""}
    section = behind = ""
    for paragraph, claimed, mover in zip(settled, claims, movers, strict=True):
        title = titles.get(normal(accepted(paragraph.pieces)))
        if title is not None and not claimed:
            section, behind = title, ""
        for code, told in claimed.items():
            unit = found.units.setdefault(code, Unit(known[code], told, (), section, behind))
            words = _words_of(paragraph, code, claimed)
            unit.pieces += (Piece("\n"), *words) if unit.pieces else words
            unit.moved_by = unit.moved_by or mover
            section = section or unit.place.section
            behind = unit.place.point or behind
        if not claimed:
            found.loose.append(Loose(paragraph, section, behind))
    return found


def _without_ours(paragraph: Paragraph) -> Paragraph:
    """Return a paragraph in which the program's own marks have become plain text."""
    pieces = []
    for piece in paragraph.pieces:
        ours = {tracked.change for tracked in piece.changes if tracked.by == OURS}
        left = tuple(tracked for tracked in piece.changes if tracked.by != OURS)
        text = "" if Change.DELETED in ours else piece.text
        pieces.append(replace(piece, text=text, changes=left))
    return replace(paragraph, pieces=tuple(pieces))


def _held(paragraphs: Iterable[Paragraph]) -> dict[str, str]:
    """Return the codes of what the document held when it was written, with what tells the words."""
    names = (NAME.fullmatch(name) for p in paragraphs for name in p.names)
    return {found[2]: found[3] for found in names if found and found[1] == HELD}


def _settled(paragraphs: list[Paragraph]) -> tuple[list[Paragraph], list[str]]:
    """Return paragraphs where they were moved to, and who moved each.

    What names a place or is said of one where it stood before goes with it.
    """
    away = [i for i, paragraph in enumerate(paragraphs) if _all(paragraph, Change.MOVED_AWAY)]
    here = [i for i, paragraph in enumerate(paragraphs) if _all(paragraph, Change.MOVED_HERE)]
    movers, gone = [""] * len(paragraphs), set[int]()
    for target in here:
        source = next((i for i in away if i not in gone and _same(paragraphs, i, target)), None)
        moved = paragraphs[target]
        movers[target] = next(t.by for p in moved.pieces for t in p.changes if t.change in _MOVES)
        pieces = [
            replace(p, changes=tuple(t for t in p.changes if t.change not in _MOVES))
            for p in moved.pieces
        ]
        if source is not None:
            gone.add(source)
            left = paragraphs[source]
            anchor = next((p.anchor for p in left.pieces if p.anchor), "")
            named = any(NAME.fullmatch(p.anchor) for p in pieces)
            pieces = pieces if named else [replace(p, anchor=anchor) for p in pieces]
            said = [Piece("", comments=p.comments, anchor=anchor) for p in left.pieces]
            pieces += [piece for piece in said if piece.comments]
        paragraphs[target] = replace(moved, pieces=tuple(pieces))
    kept = [i for i in range(len(paragraphs)) if i not in gone]
    return [paragraphs[i] for i in kept], [movers[i] for i in kept]


def _all(paragraph: Paragraph, change: Change) -> bool:
    """Return whether all words of a paragraph were moved, away or here."""
    words = [piece for piece in paragraph.pieces if piece.text.strip()]
    return bool(words) and all(any(t.change is change for t in p.changes) for p in words)


def _same(paragraphs: list[Paragraph], source: int, target: int) -> bool:
    """Return whether what was moved away is what was moved here: by name, or else by its words."""
    one, other = paragraphs[source], paragraphs[target]
    if one.moved and one.moved == other.moved:
        return True
    words = [normal("".join(piece.text for piece in p.pieces)) for p in (one, other)]
    return words[0] == words[1]


def _claims(paragraph: Paragraph, known: dict[str, Place]) -> dict[str, str]:
    """Return the codes of the places that a paragraph holds, with what tells their words."""
    names = (NAME.fullmatch(piece.anchor) for piece in paragraph.pieces)
    named = [found for found in names if found and found[1] not in {FRAME, HELD}]
    return {found[2]: found[3] for found in named if found[2] in known}


def _words_of(paragraph: Paragraph, code: str, claimed: dict[str, str]) -> tuple[Piece, ...]:
    """Return the words of a place in a paragraph, with what was written at its edges.

    Alone in its paragraph it is all of it; else what was added beside it, kept track of, is its.
    """
    codes = [_code_of(piece) for piece in paragraph.pieces]
    alone = any(f"_{ALONE}_{code}" in piece.anchor for piece in paragraph.pieces)
    if len(claimed) == 1 and alone:
        return paragraph.pieces
    owners = list(codes)
    for i, piece in enumerate(paragraph.pieces):
        if codes[i] or not piece.changes or piece.changes[-1].change is not Change.ADDED:
            continue
        before = owners[i - 1] if i else ""
        after = next((one for one in codes[i + 1 : i + 2] if one), "")
        owners[i] = before or after
    return tuple(p for p, owner in zip(paragraph.pieces, owners, strict=True) if owner == code)


def _code_of(piece: Piece) -> str:
    found = NAME.fullmatch(piece.anchor)
    return found[2] if found else piece.anchor


def _carved(pieces: tuple[Piece, ...], place: Place) -> tuple[Piece, ...]:
    """Return the words of a paragraph with those of a place named, where other ones stand too."""
    whole = rejected(pieces)
    before, words, after = whole.partition(place.text)
    start, end = 0, len(whole)
    if words and _BEFORE.fullmatch(before) and _AFTER.fullmatch(after):
        start, end = len(before), len(before) + len(words)
    at, made = 0, list[Piece]()
    for piece in pieces:
        if not rejected((piece,)):
            named = start <= at <= end
            made.append(replace(piece, anchor=place.code) if named else piece)
            continue
        cuts = sorted({0, len(piece.text), *(cut - at for cut in (start, end))})
        for first, last in pairwise(cut for cut in cuts if 0 <= cut <= len(piece.text)):
            part = replace(piece, text=piece.text[first:last])
            inside = start <= at + first and at + last <= end
            made.append(replace(part, anchor=place.code) if inside else part)
        at += len(piece.text)
    return tuple(made)


def _by_words(
    paragraphs: Sequence[Paragraph], claims: Sequence[dict[str, str]], known: dict[str, Place]
) -> list[tuple[int, str]]:
    """Return the places that no name leads to, with the paragraphs that have their words."""
    taken = {code for claimed in claims for code in claimed}
    texts = {
        i: [normal(rejected(p.pieces)), normal(accepted(p.pieces))]
        for i, p in enumerate(paragraphs)
        if not claims[i] and not p.frame
    }
    by_text, by_word = defaultdict[str, list[int]](list), defaultdict[str, set[int]](set)
    for i, both in texts.items():
        for text in dict.fromkeys(filter(None, both)):
            by_text[text].append(i)
            for word in text.casefold().split():
                by_word[word].add(i)
    pairs, used = list[tuple[int, str]](), set[int]()
    missing = [place for code, place in known.items() if code not in taken and place.text]
    rest = []
    for place in missing:
        index = next((i for i in by_text.get(normal(place.text), ()) if i not in used), None)
        if index is None:
            rest.append(place)
        else:
            used.add(index)
            pairs.append((index, place.code))
    for place in rest:
        words = normal(place.text)
        near = {i for word in set(words.casefold().split()) for i in by_word.get(word, ())} - used
        scored = [(max(_likeness(words, text) for text in texts[i]), -i) for i in near]
        best, negative = max(scored, default=(0.0, 0))
        if best >= _ENOUGH:
            used.add(-negative)
            pairs.append((-negative, place.code))
    return pairs


def _likeness(words: str, text: str) -> float:
    """Return how alike two texts are; one that holds the other whole is as good as the same."""
    return 1.0 if f" {words} " in f" {text} " else alike(words, text)

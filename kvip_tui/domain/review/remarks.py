"""What somebody who has read the report says of it: comments and changes, each beside its place."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from hashlib import blake2b
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from kvip_tui.domain.base import Refusal
from kvip_tui.domain.report.sources import form_of
from kvip_tui.domain.review.anchors import NAME, PROSE, Place, fingerprint, places
from kvip_tui.domain.review.found import Found, Loose, Unit, find
from kvip_tui.domain.review.returned import (
    Change,
    Comment,
    Paragraph,
    Piece,
    Returned,
    accepted,
    rejected,
)
from kvip_tui.domain.review.words import normal
from kvip_tui.domain.state.report import Remark, Remarked
from kvip_tui.domain.state.visit import Visit

# What is about the frame of the document, where no words of the report stand.
FRAME: Final = "frame"
# What documents print where a measure has nobody to do it, or no date.
NOTHING_SAID: Final = "–"
_LONGEST_QUOTE: Final = 300


class Reading(Struct, frozen=True):
    """How a document that came back is read.

    Args:
        visit: The visit that it should be of.
        known: Texts that the report has held, by their fingerprints.
        is_frame: Tells whether a paragraph stands in every such document, by its words.
        by: Who sends it, for what it does not say itself; '' for whoever stored it last.
    """

    visit: Visit
    known: Mapping[str, str]
    is_frame: Callable[[str], bool]
    by: str = ""


def remarks_in(returned: Returned, reading: Reading) -> tuple[Remark, ...]:
    """Return what is said in a document that came back, in its order; never less than all of it.

    Raises:
        Refusal: Nothing of this visit's report stands in it.
    """
    visit, report = reading.visit, reading.visit.report
    every = [*places(visit)]
    for sending in reversed(report.sent):
        every += places(visit, sending.points, sending.prose)
    form = form_of(visit)
    titles = {normal(section.title): section.id for section in form.sections} if form else {}
    found = find(returned.paragraphs, every, titles)
    codes = {place.code for place in every}
    if not found.units or not (codes & set(found.held) or not found.held):
        raise Refusal("remarks.foreign")
    reader = _Reader(reading, found, reading.by or returned.last_by)
    made = [*reader.of_units(), *reader.missing(every), *reader.loose()]
    made += reader.comments(returned.comments)
    return tuple(_numbered(made))


def _numbered(made: list[Remark]) -> Iterator[Remark]:
    """Yield remarks with ids that the same document always gives them."""
    seen, ids = Counter[str](), dict[str, str]()
    for remark in made:
        told = replace(remark, id="", section="", behind="", answers="")
        key = blake2b(repr(told).encode(), digest_size=8).hexdigest()
        seen[key] += 1
        ids[remark.id] = f"{key}-{seen[key]}" if seen[key] > 1 else key
        yield replace(remark, id=ids[remark.id], answers=ids.get(remark.answers, ""))


class _Reader:
    """Makes remarks of what was found in one document; their ids tell them apart for now."""

    def __init__(self, reading: Reading, found: Found, last_by: str) -> None:
        self._reading, self._found, self._last_by = reading, found, last_by
        self._report = reading.visit.report
        self._made = 0
        # Where a document has names, whatever has none was written by somebody.
        self._named = bool(found.held) or any(unit.told for unit in found.units.values())

    def of_units(self) -> Iterator[Remark]:
        """Yield what was changed in the places of the report."""
        for unit in self._found.units.values():
            yield from self._moved(unit)
            yield from self._changed(unit)

    def missing(self, every: list[Place]) -> Iterator[Remark]:
        """Yield the places that were sent and that are not in the document any more."""
        known = {place.code: place for place in reversed(every)}
        sent = self._found.held
        if not sent and self._report.sent:
            last = self._report.sent[-1]
            held = places(self._reading.visit, last.points, last.prose)
            sent = dict.fromkeys((place.code for place in held), "")
        for code, told in sent.items():
            place = known.get(code)
            if place is None or code in self._found.units or not place.text:
                continue
            was = self._reading.known.get(told, place.text)
            yield self._about(place, Remarked.REMOVAL, self._last_by, was=was)

    def _moved(self, unit: Unit) -> Iterator[Remark]:
        """Yield that a point was moved: while that was kept track of, or to another section."""
        place = unit.place
        if not place.point or place.part != "text" or self._report.point(place.point) is None:
            return
        elsewhere = bool(unit.section) and unit.section != place.section
        if unit.moved_by or elsewhere:
            by = unit.moved_by or self._last_by
            moved = self._about(place, Remarked.MOVE, by)
            behind = unit.behind if unit.behind != place.point else ""
            yield replace(moved, section=unit.section or place.section, behind=behind)

    def _changed(self, unit: Unit) -> Iterator[Remark]:
        place = unit.place
        base = _said(rejected(unit.pieces))
        was = self._was(unit, base)
        if normal(base) != normal(was):
            yield self._change(place, self._last_by, was, base)
        changers = (t.by for piece in unit.pieces for t in piece.changes)
        for by in dict.fromkeys(changers):
            wanted = _said(accepted(unit.pieces, by.__eq__))
            if normal(wanted) != normal(base):
                yield self._change(place, by, base, wanted)

    def _was(self, unit: Unit, base: str) -> str:
        """Return the words that were sent."""
        if unit.told == fingerprint(base):
            return base
        return self._reading.known.get(unit.told, unit.place.text)

    def _change(self, place: Place, by: str, was: str, wanted: str) -> Remark:
        if not normal(wanted):
            return self._about(place, Remarked.REMOVAL, by, was=was)
        return self._about(place, Remarked.EDIT, by, was=was, wanted=wanted)

    def loose(self) -> Iterator[Remark]:
        """Yield what was written between the places, and what was changed in the frame."""
        for loose in self._found.loose:
            paragraph = loose.paragraph
            words = normal(paragraph.text)
            if paragraph.frame:
                yield from self._framed(paragraph, words)
            elif self._is_new(loose, words):
                yield self._addition(loose, words)

    def _is_new(self, loose: Loose, words: str) -> bool:
        """Return whether somebody wrote a paragraph: without names what is around it is known."""
        if not words or self._named or self._changer(loose.paragraph.pieces):
            return bool(words)
        return bool(loose.section) and not self._reading.is_frame(words)

    def _framed(self, paragraph: Paragraph, words: str) -> Iterator[Remark]:
        name = NAME.fullmatch(paragraph.frame)
        if name is not None and name[3] != fingerprint(words):
            was = normal(rejected(paragraph.pieces))
            by = self._changer(paragraph.pieces) or self._last_by
            yield self._remark(Remarked.EDIT, by, part=FRAME, was=was, wanted=words)

    def _addition(self, loose: Loose, words: str) -> Remark:
        by = self._changer(loose.paragraph.pieces) or self._last_by
        made = self._remark(Remarked.ADDITION, by, text=words)
        return replace(made, section=loose.section, behind=loose.behind)

    def _changer(self, pieces: tuple[Piece, ...]) -> str:
        """Return who changed words while that was kept track of, '' for nobody."""
        changes = (t.by for piece in pieces for t in piece.changes if t.change is Change.ADDED)
        return next(changes, next((t.by for p in pieces for t in p.changes), ""))

    def comments(self, comments: tuple[Comment, ...]) -> Iterator[Remark]:
        """Yield the comments: beside their place, under their section, or with neither."""
        spots = self._spots()
        made: dict[str, Remark] = {}
        for comment in sorted(comments, key=lambda one: bool(one.answers)):
            first = made.get(comment.answers)
            quote, place, section = spots.get(comment.id, ("", None, ""))
            if first is not None and place is None and not section:
                remark = replace(first, id=self._new_id(), by=comment.by)
            elif place is not None:
                remark = self._about(place, Remarked.COMMENT, comment.by)
            else:
                remark = replace(self._remark(Remarked.COMMENT, comment.by), section=section)
            answers = first.id if first else ""
            quote = (first.quote if first else "") or quote
            made[comment.id] = replace(remark, text=comment.text, quote=quote, answers=answers)
            yield made[comment.id]

    def _spots(self) -> dict[str, tuple[str, Place | None, str]]:
        """Return of each comment the words that it is about, and where they stand."""
        spots: dict[str, tuple[str, Place | None, str]] = {}
        for unit in self._found.units.values():
            for key, quote in _quotes(unit.pieces).items():
                spots.setdefault(key, (quote or _short(unit.place.text), unit.place, ""))
        for loose in self._found.loose:
            for key, quote in _quotes(loose.paragraph.pieces).items():
                spots.setdefault(key, (quote, None, loose.section))
        return spots

    def _about(self, place: Place, sort: Remarked, by: str, **words: str) -> Remark:
        """Return a remark about a place; about the section where its point is gone since."""
        there = place.part == PROSE or self._report.point(place.point) is not None
        remark = self._remark(sort, by, part=place.part if there else "", **words)
        return replace(remark, point=place.point if there else "", section=place.section)

    def _remark(self, sort: Remarked, by: str, **words: str) -> Remark:
        return Remark(id=self._new_id(), sort=sort, by=by, **words)

    def _new_id(self) -> str:
        self._made += 1
        return str(self._made)


def _said(text: str) -> str:
    """Return words without the dash that documents print where nobody has said anything."""
    stripped = text.strip(f"{NOTHING_SAID} \n")
    return stripped if text.strip().startswith(NOTHING_SAID) else text


def _quotes(pieces: tuple[Piece, ...]) -> dict[str, str]:
    """Return the words that each comment is about."""
    quotes: dict[str, str] = {}
    for piece in pieces:
        for key in piece.comments:
            quotes[key] = quotes.get(key, "") + piece.text
    return {key: _short(text) for key, text in quotes.items()}


def _short(text: str) -> str:
    words = normal(text)
    return words if len(words) <= _LONGEST_QUOTE else f"{words[: _LONGEST_QUOTE - 1]}…"

"""What has changed in the report since somebody was sent it."""

from collections.abc import Iterator, Mapping
from datetime import date
from difflib import SequenceMatcher
from functools import partial

from msgspec import Struct

from kvip_tui.domain.review.anchors import PROSE, Place, places
from kvip_tui.domain.review.words import alike, normal
from kvip_tui.domain.state.report import Sending
from kvip_tui.domain.state.visit import Visit

# How much of their words two paragraphs of prose must share to be taken for one that was changed.
_ENOUGH = 0.3


class Since(Struct, frozen=True):
    """What somebody has seen: the texts of places by their codes, what has gone, and the day.

    ``count`` is how many places have changed, come or gone since.
    """

    recipient: str
    on: date
    texts: Mapping[str, str]
    gone: tuple[str, ...]
    count: int


def since(visit: Visit, sending: Sending) -> Since:
    """Return what has changed since somebody was sent the report."""
    before = places(visit, sending.points, sending.prose)
    now = places(visit)
    seen = dict(_seen(before, now))
    codes = {place.code for place in now}
    used = {normal(text) for text in seen.values()}
    gone = tuple(
        place.text
        for place in before
        if place.text
        and (normal(place.text) not in used if place.part == PROSE else place.code not in codes)
    )
    changed = sum(normal(place.text) != normal(seen.get(place.code, "")) for place in now)
    return Since(sending.recipient, sending.on, seen, gone, changed + len(gone))


def _seen(before: tuple[Place, ...], now: tuple[Place, ...]) -> Iterator[tuple[str, str]]:
    """Yield the codes of places with what stood there; prose is told by its words."""
    old = {place.code: place.text for place in before if place.part != PROSE}
    for place in now:
        if place.part != PROSE and place.code in old:
            yield place.code, old[place.code]
    for section in dict.fromkeys(place.section for place in now if place.part == PROSE):
        first = [place.text for place in before if (place.section, place.part) == (section, PROSE)]
        second = [place for place in now if (place.section, place.part) == (section, PROSE)]
        yield from _paired(first, second)


def _paired(before: list[str], now: list[Place]) -> Iterator[tuple[str, str]]:
    """Yield the paragraphs of a section with what each was: the same, or else the most alike."""
    texts = [normal(place.text) for place in now]
    matcher = SequenceMatcher(None, [normal(text) for text in before], texts, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        left = before[i1:i2]
        for place in now[j1:j2]:
            if tag == "equal":
                yield place.code, left.pop(0)
                continue
            best = max(left, key=partial(alike, place.text), default="")
            if best and alike(best, place.text) >= _ENOUGH:
                left.remove(best)
                yield place.code, best

"""What the places of a report are called in a document, so that they are found in it again.

A name tells which place it is, and what stood there, but nothing of what events or machines are
called. It survives whatever an office program does to the words.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from msgspec import Struct

from kvip_tui.domain.report.document import paragraphs
from kvip_tui.domain.report.sources import form_of, points_in_order
from kvip_tui.domain.review.words import normal
from kvip_tui.domain.state.form import Form, Holds
from kvip_tui.domain.state.report import Point
from kvip_tui.domain.state.visit import Visit

# Word hides names that begin with an underscore, and takes 40 characters.
PREFIX: Final = "_kvip"
NAME: Final = re.compile(r"_kvip_([ptfi])_([0-9a-f]{10})_([0-9a-f]{8})")
# What stands alone in its paragraph, what shares one, what is the frame around the report, and
# what the document held when it was written: such names hold no words.
ALONE, TOGETHER, FRAME, HELD = "p", "t", "f", "i"
PROSE: Final = "prose"
# What a document calls the parts of a measure.
_OF_MEASURES: Final = {"theme": "topic", "proposal": "text", "who": "who", "when": "due"}


class Place(Struct, frozen=True):
    """A place of the report where words stand.

    Args:
        key: What an export calls it.
        code: What a document calls it.
        section: The section that it stands in.
        point: The point whose words they are, '' for prose.
        part: What of the point: «text», «topic», «who», «due»; or «prose».
        text: The words.
    """

    key: str
    code: str
    section: str
    point: str
    part: str
    text: str


def places(
    visit: Visit, points: tuple[Point, ...] | None = None, prose: Mapping[str, str] | None = None
) -> tuple[Place, ...]:
    """Return where words stand in the report, or in one that held other points and prose."""
    form = form_of(visit)
    if form is None:
        return ()
    texts = visit.report.prose if prose is None else prose
    numbers = {point.id: str(n) for n, point in enumerate(points_in_order(visit), 1)}
    held = visit.report.points if points is None else points
    return tuple(_places(visit, form, held, texts, numbers))


def _places(
    visit: Visit,
    form: Form,
    points: tuple[Point, ...],
    texts: Mapping[str, str],
    numbers: Mapping[str, str],
) -> Iterator[Place]:
    for section in form.sections:
        for n, text in enumerate(paragraphs(texts.get(section.id, section.text))):
            code = _code(visit.id, section.id, PROSE, str(n))
            yield Place(f"{section.id}.prose{n}.prose", code, section.id, "", PROSE, text)
        named = _OF_MEASURES if section.holds is Holds.MEASURES else {"text": "text"}
        for point in points:
            for field, part in named.items() if point.section == section.id else ():
                key = f"{section.id}.{numbers.get(point.id, '')}.{field}"
                code = _code(visit.id, point.id, part, "")
                yield Place(key, code, section.id, point.id, part, getattr(point, part))


def fingerprint(text: str) -> str:
    """Return what tells a text from others."""
    from hashlib import blake2b  # noqa: PLC0415 - 4 ms, and a day's status does without

    return blake2b(normal(text).encode(), digest_size=4).hexdigest()


def name(code: str, text: str, *, alone: bool) -> str:
    """Return what a document calls a place with that code in which a text stands."""
    return f"{PREFIX}_{ALONE if alone else TOGETHER}_{code}_{fingerprint(text)}"


def held_name(code: str, text: str) -> str:
    """Return what a document calls its having held a place, whatever becomes of its words."""
    return f"{PREFIX}_{HELD}_{code}_{fingerprint(text)}"


def frame_name(number: int, text: str) -> str:
    """Return what a document calls a paragraph that is no part of the report."""
    return f"{PREFIX}_{FRAME}_{number:010x}_{fingerprint(text)}"


def _code(*parts: str) -> str:
    from hashlib import blake2b  # noqa: PLC0415 - as above

    return blake2b("\0".join(parts).encode(), digest_size=5).hexdigest()

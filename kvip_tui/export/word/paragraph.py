"""A paragraph of a Word file: its text as people see it, and what that text is made up of."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import accumulate
from typing import Final

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from kvip_tui.export.word.tags import Tag

_P, _R, _T, _TR, _RPR = map(qn, ("w:p", "w:r", "w:t", "w:tr", "w:rPr"))
_BREAKS: Final = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n"}
# What may stand between the pieces of a tag; it goes when they are joined.
_HARMLESS: Final = frozenset(
    map(qn, ("w:rPr", "w:t", "w:lastRenderedPageBreak", "w:proofErr"))
) | frozenset(map(qn, ("w:bookmarkStart", "w:bookmarkEnd")))
_TRACKED: Final = re.compile(
    r"ins|del|moveFrom|moveTo|moveFromRangeStart|moveToRangeStart|[rp]PrChange"
)
# What there may be to lose in a paragraph that has no text.
_SEEN: Final = frozenset(map(qn, ("w:sectPr", "w:drawing", "w:pict", "w:object")))
_UNSEEN: Final = frozenset({"lang", "noProof", "rsid", "proofErr"})


def bare(element: BaseOxmlElement) -> str:
    """Return the name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


class Paragraph:
    """A paragraph; one inside it, as in a text box, is a paragraph of its own."""

    def __init__(self, element: BaseOxmlElement) -> None:
        self._element = element
        self._own = list(_own(element))
        self._pieces = [(item, text) for item in self._own if (text := _text(item))]
        self._starts = [0, *accumulate(len(text) for _item, text in self._pieces)]
        self.text = "".join(text for _item, text in self._pieces)

    @property
    def tracked(self) -> bool:
        """Whether a change in it waits to be accepted or not."""
        return any(_TRACKED.fullmatch(bare(item)) for item in self._own)

    @property
    def row(self) -> BaseOxmlElement | None:
        """The row of the table that it stands in, or None."""
        return next(self._element.iterancestors(_TR), None)

    def inside(self, tag: Tag) -> object:
        """Return what both ends of a loop or condition must stand in."""
        if tag.goes == "tr":
            return None if self.row is None else self.row.getparent()
        if tag.goes == "p":
            return self._element.getparent()
        return self._of(tag)[0].getparent().getparent()

    def alone(self, tag: Tag) -> bool:
        """Return whether a tag is all there is in what goes with it."""
        row = self.row if tag.goes == "tr" else None
        inside = self._own if row is None else list(row.iter("{*}*"))
        seen = "".join(map(_text, inside))
        return seen.strip() == tag.text and not any(item.tag in _SEEN for item in inside)

    def whole(self, tag: Tag) -> bool:
        """Return whether the pieces of a tag can be joined without losing anything."""
        pieces = self._of(tag)
        if any(item.tag in _BREAKS for item in pieces):
            return False
        first, last = pieces[0].getparent(), pieces[-1].getparent()
        if first is last:
            return True
        between = list(_from(first, last))
        inside = (child for item in between if item.tag == _R for child in item)
        return last in between and all(
            item.tag in _HARMLESS for item in (*inside, *(i for i in between if i.tag != _R))
        )

    def alike(self, tag: Tag) -> bool:
        """Return whether the pieces of a tag look the same."""
        return len({_look(item.getparent()) for item in self._of(tag)}) == 1

    def _of(self, tag: Tag) -> list[BaseOxmlElement]:
        """Return the pieces that a tag is made up of."""
        first = bisect_right(self._starts, tag.start) - 1
        last = bisect_left(self._starts, tag.end)
        return [item for item, _text in self._pieces[first:last]]


def _own(element: BaseOxmlElement) -> Iterator[BaseOxmlElement]:
    for child in element.iterchildren("{*}*"):
        if child.tag != _P:
            yield child
            yield from _own(child)


def _text(item: BaseOxmlElement) -> str:
    if item.tag == _T:
        return item.text or ""
    parent = item.getparent()
    return _BREAKS.get(item.tag, "") if parent is not None and parent.tag == _R else ""


def _from(first: BaseOxmlElement, last: BaseOxmlElement) -> Iterator[BaseOxmlElement]:
    yield first
    for item in first.itersiblings():
        yield item
        if item is last:
            return


def _look(run: BaseOxmlElement) -> tuple[str, ...]:
    form = run.find(_RPR)
    shown = () if form is None else form
    return tuple(
        sorted(f"{bare(i)} {sorted(i.attrib.items())}" for i in shown if bare(i) not in _UNSEEN)
    )

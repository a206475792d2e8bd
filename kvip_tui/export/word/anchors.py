"""Names the places of the report in a Word document, and marks what has changed in them.

While a document is filled in, each text of the report stands between two signs that no text has;
here they become bookmarks, which Word and LibreOffice keep whatever is done to the words.
"""

from collections.abc import Container, Iterator, Mapping
from copy import deepcopy
from itertools import count
from typing import Final

from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement

from kvip_tui.domain.review.anchors import Place, frame_name, held_name, name
from kvip_tui.domain.review.found import OURS
from kvip_tui.domain.review.remarks import NOTHING_SAID
from kvip_tui.domain.review.since import Since
from kvip_tui.domain.review.words import stretches
from kvip_tui.export.word.sandbox import fit_for_xml

BEGIN, SAID, END = "\ue0f0", "\ue0f1", "\ue0f2"
_SIGNS: Final = str.maketrans("", "", BEGIN + SAID + END)
_P, _R, _T, _TR, _RPR = map(qn, ("w:p", "w:r", "w:t", "w:tr", "w:rPr"))
_LINE: Final = {qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:tab"): "\t"}
# What an empty run is told by that stands for a sign; taken out again before anybody sees it.
_BEGINS, _ENDS = "begins", "ends"
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"


def signed(key: str, text: str, keys: Container[str]) -> str:
    """Return the text of a field between the signs that name it, where it is one of *keys*."""
    text = text.translate(_SIGNS)
    return f"{BEGIN}{key}{SAID}{text}{END}" if text and key in keys else text


def anchor(document: Document, places: Mapping[str, Place], since: Since | None) -> None:
    """Turn the signs in a document into bookmarks.

    Args:
        document: The document, filled in.
        places: The places of the report, by what their fields are called.
        since: What its reader has seen, to mark what has changed since then; None marks nothing.
    """
    namer = _Namer(document, places, since)
    body = document.element.body
    for paragraph in list(body.iter(_P)):
        namer.name(paragraph)
    namer.name_empty(body)
    namer.name_frame(body)
    for part in document.part.package.iter_parts():
        element = getattr(part, "element", None)
        for text in element.iter(_T) if element is not None and element is not body else ():
            text.text = _unsigned(text.text or "")


def _unsigned(text: str) -> str:
    """Return a text without the signs and what stands between the first two."""
    parts = text.split(BEGIN)
    return "".join([parts[0], *(part.partition(SAID)[2] for part in parts[1:])]).translate(_SIGNS)


class _Namer:
    """Names the places of one document, each where it stands first."""

    def __init__(
        self, document: Document, places: Mapping[str, Place], since: Since | None
    ) -> None:
        self._places, self._since = places, since
        used = document.element.body.xpath("//w:bookmarkStart/@w:id")
        taken = [int(number) for number in used if number.isdigit()]
        self._ids = count(max(taken, default=0) + 1)
        self._named: set[str] = set()
        self._holding: dict[BaseOxmlElement, list[Place]] = {}

    def name(self, paragraph: BaseOxmlElement) -> None:
        """Turn the signs in a paragraph into bookmarks."""
        texts = [text for text in paragraph.iter(_T) if BEGIN in (text.text or "")]
        if not texts:
            return
        for run in {text.getparent(): None for text in paragraph.iter(_T) if _signs_in(text)}:
            _split(run)
        keys = [run.get(_BEGINS) for run in paragraph.iter(_R) if run.get(_BEGINS)]
        inside = "".join("".join(_words(run)) for run in _between(paragraph)).strip()
        alone = len(keys) == 1 and inside == _said(paragraph)
        for run in [run for run in paragraph.iter(_R) if run.get(_BEGINS)]:
            self._bookmark(run, alone=alone)

    def _bookmark(self, first: BaseOxmlElement, *, alone: bool) -> None:
        place = self._places.get(first.get(_BEGINS) or "")
        inside = [*_until_end(first)]
        last = inside.pop()
        if place is not None and place.code not in self._named:
            self._named.add(place.code)
            start, end = self._pair(name(place.code, place.text, alone=alone))
            first.addprevious(start)
            last.addnext(end)
            row = next(first.iterancestors(_TR), None)
            if row is not None:
                self._holding.setdefault(row, []).append(place)
            if self._since is not None:
                _mark_changes(inside, self._since.texts.get(place.code, ""), self._since)
        for run in (first, last):
            run.getparent().remove(run)

    def _pair(self, called: str) -> tuple[BaseOxmlElement, BaseOxmlElement]:
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        number = str(next(self._ids))
        start.set(qn("w:id"), number)
        start.set(qn("w:name"), called)
        end.set(qn("w:id"), number)
        return start, end

    def name_empty(self, body: BaseOxmlElement) -> None:
        """Name what nobody has said yet of a measure: the dashes in its row, in their order."""
        for row, held in self._holding.items():
            points = {place.point for place in held}
            empty = [
                place
                for place in self._places.values()
                if place.point in points and place.point and not place.text
            ]
            dashes = [p for p in row.iter(_P) if _said(p) == NOTHING_SAID]
            if len(points) == 1 and len(dashes) == len(empty):
                for place, paragraph in zip(empty, dashes, strict=True):
                    self._around(paragraph, name(place.code, "", alone=True))

    def name_frame(self, body: BaseOxmlElement) -> None:
        """Name all other paragraphs, and, in the first, what the document holds."""
        start = f"{_P}/{qn('w:bookmarkStart')}"
        number = count(1)
        first = None
        for paragraph in body.iter(_P):
            words = _said(paragraph)
            if not words or paragraph.find(start.removeprefix(f"{_P}/")) is not None:
                continue
            self._around(paragraph, frame_name(next(number), words))
            first = paragraph if first is None else first
        if first is None:
            return
        for place in self._places.values():
            if place.code in self._named and place.text:
                first.append(pair := self._pair(held_name(place.code, place.text))[0])
                closing = OxmlElement("w:bookmarkEnd")
                closing.set(qn("w:id"), pair.get(qn("w:id")))
                first.append(closing)

    def _around(self, paragraph: BaseOxmlElement, called: str) -> None:
        start, end = self._pair(called)
        place = 1 if paragraph.pPr is not None else 0
        paragraph.insert(place, start)
        paragraph.append(end)


def _said(paragraph: BaseOxmlElement) -> str:
    return "".join(_words(paragraph)).strip()


def _signs_in(text: BaseOxmlElement) -> bool:
    return any(sign in (text.text or "") for sign in (BEGIN, SAID, END))


def _split(run: BaseOxmlElement) -> None:
    """Part a run at its signs: each becomes an empty run that says which one it is."""
    pieces: list[BaseOxmlElement] = []
    for child in list(run):
        if child.tag == _RPR:
            continue
        if child.tag != _T:
            pieces.append(_run_like(run, child))
            continue
        for part in _parts(child.text or ""):
            piece = _run_like(run)
            if part[:1] == BEGIN:
                piece.set(_BEGINS, part[1:])
            elif part == END:
                piece.set(_ENDS, "")
            else:
                piece.append(_text(part))
            pieces.append(piece)
    for piece in reversed(pieces):
        run.addnext(piece)
    run.getparent().remove(run)


def _parts(text: str) -> Iterator[str]:
    """Yield words, and signs apart from them: «BEGIN key» and END."""
    for n, part in enumerate(text.split(BEGIN)):
        rest = part
        if n:
            key, _said_sign, rest = part.partition(SAID)
            yield f"{BEGIN}{key}"
        words, end, after = rest.partition(END)
        yield from filter(None, (words, end, after))


def _run_like(run: BaseOxmlElement, *children: BaseOxmlElement) -> BaseOxmlElement:
    made = OxmlElement("w:r")
    if run.find(_RPR) is not None:
        made.append(deepcopy(run.find(_RPR)))
    for child in children:
        made.append(child)
    return made


def _text(words: str, tag: str = "w:t") -> BaseOxmlElement:
    made = OxmlElement(tag)
    made.text = words
    made.set(_SPACE, "preserve")
    return made


def _until_end(first: BaseOxmlElement) -> Iterator[BaseOxmlElement]:
    """Yield what follows a run up to where its text ends, that run last."""
    for run in first.itersiblings():
        yield run
        if run.tag == _R and run.get(_ENDS) is not None:
            return


def _between(paragraph: BaseOxmlElement) -> Iterator[BaseOxmlElement]:
    for first in paragraph.iter(_R):
        if first.get(_BEGINS):
            yield from list(_until_end(first))[:-1]


def _words(element: BaseOxmlElement) -> Iterator[str]:
    for child in element.iter():
        if child.tag == _T:
            yield child.text or ""
        elif child.tag in _LINE:
            yield _LINE[child.tag]


def _mark_changes(inside: list[BaseOxmlElement], old: str, since: Since) -> None:
    """Mark what in the words of a place was not there before, and what was and is not any more."""
    if not inside:
        return
    new = "".join(word for run in inside for word in _words(run))
    made = []
    for part in stretches(fit_for_xml(old), new):
        if part.same:
            made += [_spelt(inside[0], part.new)]
            continue
        if part.old:
            made.append(_tracked("w:del", since, _spelt(inside[0], part.old, "w:delText")))
        if part.new:
            made.append(_tracked("w:ins", since, _spelt(inside[0], part.new)))
    for element in made:
        inside[0].addprevious(element)
    for run in inside:
        run.getparent().remove(run)


def _tracked(tag: str, since: Since, run: BaseOxmlElement) -> BaseOxmlElement:
    made = OxmlElement(tag)
    made.set(qn("w:id"), "0")
    made.set(qn("w:author"), OURS)
    made.set(qn("w:date"), f"{since.on.isoformat()}T00:00:00Z")
    made.append(run)
    return made


def _spelt(like: BaseOxmlElement, words: str, tag: str = "w:t") -> BaseOxmlElement:
    """Return a run of words with line ends as Word writes them."""
    made = _run_like(like)
    for n, line in enumerate(words.split("\n")):
        if n:
            made.append(OxmlElement("w:br"))
        if line:
            made.append(_text(line, tag))
    return made


def append_gone(document: Document, since: Since, heading: str) -> None:
    """Put at the end what has been taken out since, as deleted words."""
    if not since.gone:
        return
    document.add_paragraph().add_run(fit_for_xml(heading)).bold = True
    for words in since.gone:
        paragraph = document.add_paragraph()
        run = paragraph.add_run()
        element = _tracked("w:del", since, _spelt(run._r, fit_for_xml(words), "w:delText"))
        paragraph._p.replace(run._r, element)

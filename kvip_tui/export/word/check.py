"""Looks through a Word template: every tag that would not work, with its paragraph.

What is looked at is the text that people see in Word. What Jinja is given in the end is held to
the same by `docx_sandbox`, whatever way it came there.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Final

from docx.document import Document
from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement
from msgspec import Struct

from kvip_tui.export.word.paragraph import Paragraph, bare
from kvip_tui.export.word.sandbox import Plain
from kvip_tui.export.word.tags import Grammar, Tag, TagError, tags
from kvip_tui.i18n import _
from kvip_tui.i18n import marked as m

# The parts that are filled in; tags in others would stay as they are.
PARTS: Final = {
    "document.main": "",
    "header": m("toppteksten"),
    "footer": m("bunnteksten"),
    "footnotes": m("fotnotene"),
}
PROPERTIES: Final = ("title", "subject", "author", "keywords", "comments", "category")
LONGEST_PROPERTY: Final = 255
# More of them at once help nobody, and a file made to waste time is done with sooner.
MOST_PROBLEMS: Final = 100
_PART: Final = re.compile(r"wordprocessingml\.([\w.]+)\+xml$")
_TAG: Final = re.compile(r"\{\{|\{%|\{#")
_SPLIT: Final = re.compile(r"\{[{%#]|[%}#]\}")
_XML: Final = re.compile(r"<[^>]*>")
_HAS_TAG: Final = " or ".join(f"contains(., '{mark}')" for mark in ("{{", "{%", "{#"))
_HIDDEN: Final = f"//text()[not(parent::*[name()='w:t'])][{_HAS_TAG}] | //@*[{_HAS_TAG}]"


class Problem(Struct, frozen=True):
    """Something about a template: where, and what to do; a *notice* does no harm."""

    place: str
    text: str
    notice: bool = False


def problems(document: Document, known: Mapping[str, Plain]) -> tuple[Problem, ...]:
    """Return what is wrong with a template, in the order of the document.

    Args:
        document: The template.
        known: The fields there are, each list with at least one row.
    """
    return tuple(dict.fromkeys(islice(_problems(document, known), MOST_PROBLEMS)))


def _problems(document: Document, known: Mapping[str, Plain]) -> Iterator[Problem]:
    parts = [(_kind(part), part) for part in document.part.package.iter_parts()]
    for kind, title in PARTS.items():
        for part in (part for is_, part in parts if is_ == kind):
            yield from _Part(_(title), known).problems(element(part))
    yield from _properties(document, known)
    for kind, part in parts:
        yield from _other(kind, part) if kind not in PARTS else ()


def element(part: Part) -> BaseOxmlElement:
    """Return the XML of a part, to read."""
    own: BaseOxmlElement | None = getattr(part, "element", None)
    return parse_xml(part.blob) if own is None else own


def _kind(part: Part) -> str:
    found = _PART.search(part.content_type)
    return found[1] if found else ""


def _properties(document: Document, known: Mapping[str, Plain]) -> Iterator[Problem]:
    for prop in PROPERTIES:
        place = _("egenskapen «{name}»").format(name=prop)
        grammar = Grammar(known)
        for tag in tags(getattr(document.core_properties, prop)):
            if error := _followed(grammar, tag, place, document):
                yield Problem(place, str(error))
        yield from (Problem(where, str(error)) for where, error in grammar.unclosed())


def _other(kind: str, part: Part) -> Iterator[Problem]:
    """Yield what is wrong with a part that is not filled in."""
    if kind == "comments" and len(element(part)):
        text = _("malen har kommentarer: slett dem, så de ikke følger med rapporten.")
        yield Problem(_("kommentarene"), text)
    for relation in part.rels.values():
        if relation.reltype.endswith("/attachedTemplate"):
            text = _("malen peker på en annen mal; det følger ikke med rapporten.")
            yield Problem(_("innstillingene"), text, notice=True)
    xml = part.content_type.endswith("xml") and not part.partname.startswith("/docProps/core")
    tag = _TAG.search(_XML.sub("", part.blob.decode("utf-8", "replace"))) if xml else None
    if tag is not None:
        text = _("«{tag}» blir ikke fylt ut her: flytt feltet til brødteksten.")
        yield Problem(part.partname.lstrip("/"), text.format(tag=tag[0]))


def _followed(grammar: Grammar, tag: Tag | TagError, place: str, inside: object) -> TagError | None:
    """Take the next tag and return what is wrong with it, if anything."""
    if isinstance(tag, TagError):
        return tag
    try:
        grammar.follow(tag, place, inside)
    except TagError as error:
        return error
    return None


def _joined(before: str, text: str) -> bool:
    """Return whether docxtpl would take the ends of two paragraphs for one mark of a tag."""
    return bool(_SPLIT.match(before[-1:] + text[:1]))


class _Part:
    """Goes through the paragraphs of one part."""

    def __init__(self, title: str, known: Mapping[str, Plain]) -> None:
        self._title = title
        self._grammar = Grammar(known)

    def problems(self, root: BaseOxmlElement) -> Iterator[Problem]:
        """Yield what is wrong with the part."""
        tracked, before = False, ""
        for n, found in enumerate(root.iter(qn("w:p")), 1):
            paragraph = Paragraph(found)
            place = self._place(n, paragraph.text)
            tracked = tracked or paragraph.tracked
            if paragraph.tracked:
                text = _("endringer er sporet her: godta eller avvis dem før malen brukes.")
                yield Problem(place, text)
            yield from self._tags(paragraph, place)
            if _joined(before, paragraph.text):
                text = _("en krøllparentes her hører ikke sammen med avsnittet før: skill dem ad.")
                yield Problem(place, text)
            before = paragraph.text or before
        yield from (Problem(where, str(error)) for where, error in self._grammar.unclosed())
        yield from self._hidden(root)
        if not tracked and any(
            bare(item) in {"ins", "del"} for item in root.iter("{*}ins", "{*}del")
        ):
            text = _("endringer er sporet i en tabell: godta eller avvis dem før malen brukes.")
            yield Problem(self._title or _("brødteksten"), text)

    def _place(self, number: int, text: str) -> str:
        words = " ".join(text.split())
        first = words if len(words) <= 40 else f"{words[:39]}…"
        if self._title:
            said = _("{part}, avsnitt {number} («{words}»)")
            return said.format(part=self._title, number=number, words=first)
        return _("avsnitt {number} («{words}»)").format(number=number, words=first)

    def _tags(self, paragraph: Paragraph, place: str) -> Iterator[Problem]:
        for tag in tags(paragraph.text):
            inside = paragraph.inside(tag) if isinstance(tag, Tag) else None
            if error := _followed(self._grammar, tag, place, inside):
                yield Problem(place, str(error))
            elif isinstance(tag, Tag):
                yield from self._standing(paragraph, tag, place)

    def _standing(self, paragraph: Paragraph, tag: Tag, place: str) -> Iterator[Problem]:
        """Yield what is wrong with where a tag stands and with how it is put together."""
        if tag.goes == "tr" and paragraph.row is None:
            text = _("«{tag}» står ikke i en tabell: bruk «p» for avsnitt.")
        elif tag.goes and not paragraph.alone(tag):
            text = _(
                "«{tag}» tar med seg alt annet i avsnittet eller raden: la det stå for seg selv."
            )
        elif not paragraph.whole(tag):
            text = _(
                "«{tag}» er delt av en lenke, et linjeskift eller noe annet: "
                "slett det og skriv det på nytt i ett."
            )
        elif not paragraph.alike(tag):
            text = _("«{tag}» har flere utforminger i seg: den første gjelder for hele teksten.")
            yield Problem(place, text.format(tag=tag.text), notice=True)
            return
        else:
            return
        yield Problem(place, text.format(tag=tag.text))

    def _hidden(self, root: BaseOxmlElement) -> Iterator[Problem]:
        """Yield tags that are no text of a paragraph: alternative texts, drawings, fields."""
        for found in root.xpath(_HIDDEN):
            text = _("et felt i «{kind}» blir ikke fylt ut: flytt det til vanlig tekst.")
            kind = bare(found.getparent())
            yield Problem(self._title or _("brødteksten"), text.format(kind=kind))

"""Makes a filled-in Word document whole: nothing lost, nothing stray, a draft marked as one."""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, time
from itertools import groupby
from typing import TYPE_CHECKING, Final

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE as KIND
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section

from kvip_tui.domain.report.document import ReportDocument
from kvip_tui.export.word.check import LONGEST_PROPERTY, PROPERTIES
from kvip_tui.export.word.paragraph import bare
from kvip_tui.export.word.sandbox import Field, fit_for_xml
from kvip_tui.i18n import _, in_language

if TYPE_CHECKING:
    from docx.section import _Footer, _Header

LANGUAGES: Final = {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"}
_T, _TR, _TBL, _LANG = map(qn, ("w:t", "w:tr", "w:tbl", "w:lang"))
# What must hold at least one paragraph, or Word calls the document damaged.
_HOLDS: Final = tuple(map(qn, ("w:tc", "w:hdr", "w:ftr", "w:txbxContent")))
# What Word keeps of who wrote when, and of other files.
_PRIVATE: Final = frozenset(
    {
        *("attachedTemplate", "rsids", "docVars", "docId", "proofState", "mailMerge"),
        *("trackRevisions", "dataBinding"),
    }
)
_HISTORY: Final = re.compile(r"\}(rsid\w*|paraId|textId)$")
# Parts beside the text: people, remarks, what other programs and Word itself keep there.
_DROPPED: Final = (
    *("people", "comments", "commentsExtended", "commentsIds", "commentsExtensible", "customXml"),
    *("glossaryDocument", "stylesWithEffects", "keyMapCustomizations", "attachedTemplate"),
)


def finish(document: Document, report: ReportDocument, unplaced: Iterable[Field]) -> None:
    """Make a document that was filled in with *report* ready to be sent."""
    with in_language(report.language):
        for element in _elements(document):
            _mend(element)
        _append(document, unplaced)
        if report.draft:
            _mark(document, _("UTKAST"))
    _say_language(document, LANGUAGES[report.language])
    _clean(document)
    _describe(document, report)


def _elements(document: Document) -> Iterator[BaseOxmlElement]:
    """Yield the XML of each part that has some."""
    for part in document.part.package.iter_parts():
        element = getattr(part, "element", None)
        if element is not None:
            yield element


def _mend(root: BaseOxmlElement) -> None:
    """Take out tables that lost all rows, and give what lost all paragraphs an empty one."""
    for table in list(root.iter(_TBL)):
        if table.find(_TR) is None:
            table.getparent().remove(table)
    for holder in list(root.iter(*_HOLDS)):
        last = next(holder.iterchildren(reversed=True), None)
        if last is None or last.tag in {_TBL, qn("w:tcPr")}:
            holder.append(OxmlElement("w:p"))


def _append(document: Document, unplaced: Iterable[Field]) -> None:
    """Put what the template had no place for at the end, under headings of its own."""
    fields = list(unplaced)
    if not fields:
        return
    _heading(document, _("Ikke plassert"), 1)
    for title, inside in groupby(fields, lambda field: field.heading):
        _heading(document, title, 2)
        for _row, row in groupby(inside, lambda field: field.key.rpartition(".")[0]):
            document.add_paragraph(fit_for_xml(" · ".join(field.text for field in row)))


def _heading(document: Document, text: str, level: int) -> None:
    style = f"Heading {level}"
    if style in document.styles:
        document.add_paragraph(fit_for_xml(text), style)
    else:
        document.add_paragraph().add_run(fit_for_xml(text)).bold = True


def _mark(document: Document, word: str) -> None:
    """Write *word* at the top of every page that does not say it."""
    for n, section in enumerate(document.sections):
        for header, footer in _edges(document, section):
            inherits = n > 0 and header.is_linked_to_previous
            said = [_said(edge) for edge in (header, footer) if not edge.is_linked_to_previous]
            if not inherits and word not in "".join(said):
                header.is_linked_to_previous = False
                first = header.paragraphs[0].insert_paragraph_before()
                first.add_run(word).bold = True


def _edges(document: Document, section: Section) -> "Iterator[tuple[_Header, _Footer]]":
    """Yield the headers and footers that the pages of a section have."""
    yield section.header, section.footer
    if section.different_first_page_header_footer:
        yield section.first_page_header, section.first_page_footer
    if document.settings.odd_and_even_pages_header_footer:
        yield section.even_page_header, section.even_page_footer


def _said(edge: "_Header | _Footer") -> str:
    return "".join(text.text or "" for text in edge.part.element.iter(_T))


def _say_language(document: Document, language: str) -> None:
    """Set the language of the styles, which text has that says no other."""
    styles = document.styles.element
    found = styles
    for n, name in enumerate(("w:docDefaults", "w:rPrDefault", "w:rPr", "w:lang")):
        inner = found.find(qn(name))
        if inner is None:
            inner = OxmlElement(name)
            found.insert(0 if n < 2 else len(found), inner)
        found = inner
    for said in styles.iter(_LANG):
        said.set(qn("w:val"), language)


def _clean(document: Document) -> None:
    """Leave out what the document need not say: who had the template, and when, and from where."""
    for part in list(document.part.package.iter_parts()):
        for key, relationship in list(part.rels.items()):
            if relationship.reltype.rpartition("/")[2] in _DROPPED:
                del part.rels[key]
    for element in _elements(document):
        for item in element.iter("{*}*"):
            for name in [name for name in item.attrib if _HISTORY.search(name)]:
                del item.attrib[name]
        for item in [item for item in element.iter("{*}*") if bare(item) in _PRIVATE]:
            item.getparent().remove(item)


def _describe(document: Document, report: ReportDocument) -> None:
    """Set the properties: title, language and the day of what the report was made from."""
    said = {prop: getattr(document.core_properties, prop) for prop in PROPERTIES}
    element = document.part.package.part_related_by(KIND.CORE_PROPERTIES).element
    for child in list(element):
        element.remove(child)
    core = document.core_properties
    for prop, text in said.items():
        if text:
            setattr(core, prop, text)
    if not said["title"]:
        core.title = fit_for_xml(f"{report.title} – {report.host}")[:LONGEST_PROPERTY]
    core.language = LANGUAGES[report.language]
    core.created = core.modified = datetime.combine(report.version.on, time(), UTC)

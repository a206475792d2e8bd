"""The report as a Word document: a template, filled in.

docxtpl fills in body, headers, footers and footnotes; the properties of the document, and all
that makes it whole, come after.
"""

import io
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any, Final

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE as KIND
from docx.oxml.parser import parse_xml
from docxtpl import DocxTemplate
from jinja2 import Environment
from msgspec import Struct
from msgspec.structs import replace

from kvip_tui.domain.report.document import ReportDocument
from kvip_tui.domain.review.anchors import Place
from kvip_tui.domain.review.since import Since
from kvip_tui.errors import UserError
from kvip_tui.export.word.anchors import anchor, append_gone, signed
from kvip_tui.export.word.check import LONGEST_PROPERTY, PROPERTIES, Problem, problems
from kvip_tui.export.word.fields import fields, filled, texts
from kvip_tui.export.word.finish import finish
from kvip_tui.export.word.sandbox import Field, FieldEnvironment, Placing, Plain, printed
from kvip_tui.i18n import _, in_language
from kvip_tui.resources import assets
from kvip_tui.store.packages.archive import invalid, packed, unpacked
from kvip_tui.store.packages.door import read_package
from kvip_tui.store.packages.rules import WORD
from kvip_tui.store.shipped.report_forms import form_ids, shipped_form

ENDING: Final = ".docx"
# The template that takes a report of any form.
ANY: Final = "rapport"

# What python-docx knows beside the document. It would make properties of its own beside those that
# LibreOffice writes in its own way.
_KEPT: Final = frozenset({KIND.OFFICE_DOCUMENT, KIND.CORE_PROPERTIES})


class Word(Struct, frozen=True):
    """A Word document, and the texts that its template had no place for."""

    content: bytes
    unplaced: tuple[Field, ...]


class Marks(Struct, frozen=True):
    """The places of a report that are named in its document, by what their fields are called.

    ``since`` marks in it what has changed since its reader saw it.
    """

    places: Mapping[str, Place] = {}
    since: Since | None = None


NO_MARKS: Final = Marks()


def render_docx(
    report: ReportDocument, template: Path | None = None, marks: Marks = NO_MARKS
) -> Word:
    """Return a report in Word: in *template*, else in the one of its kind and language.

    Texts that the template has no place for stand at the end. The same report in the same
    template always gives the same document.

    Raises:
        UserError: The template cannot be used.
    """
    if template is not None:
        return _rendered(report, template, packed(read_package(template, WORD)), marks)
    path = _shipped(report)
    return _rendered(report, path, path.read_bytes(), marks)


def _shipped(report: ReportDocument) -> Path:
    """Return the template that ships for a report like that one."""
    # A journal of another version may hold other sections than the form that ships now.
    own = report.kind in form_ids() and [(s.id, s.holds) for s in report.sections] == [
        (s.id, s.holds) for s in shipped_form(report.kind, report.language).sections
    ]
    return shipped_template(report.kind if own else ANY, report.language)


def shipped_template(kind: str, language: str) -> Path:
    """Return the template that ships for a kind of report, or for any, in a language."""
    return assets() / "reports" / f"{kind}.{language}{ENDING}"


def template_problems(path: Path, report: ReportDocument) -> tuple[Problem, ...]:
    """Return what is wrong with a template for reports like *report*, in the language in use.

    Raises:
        UserError: It is no template at all.
    """
    data = packed(read_package(path, WORD))
    sample = filled(report)
    found = problems(opened(path, data), fields(sample))
    if any(not problem.notice for problem in found):
        return found
    sample = replace(sample, review=report.review)
    missing = dict.fromkeys(field.path for field in _rendered(sample, path, data).unplaced)
    text = _("feltet «{path}» mangler: det som hører dit, settes til slutt, under «Ikke plassert».")
    return (*found, *(Problem("", text.format(path=path)) for path in missing))


def opened(path: Path, data: bytes) -> Document:
    """Return a template as a document, without what is said of it beside the document.

    Raises:
        UserError: It is damaged.
    """
    try:
        document = docx.Document(io.BytesIO(data))
    except Exception as error:  # whatever it is, it is no document that Word wrote
        raise invalid(path, WORD.said) from error
    relations = document.part.package.rels
    for key in [key for key, found in relations.items() if found.reltype not in _KEPT]:
        del relations[key]
    return document


def _rendered(report: ReportDocument, path: Path, data: bytes, marks: Marks = NO_MARKS) -> Word:
    document = opened(path, data)
    wrong = [p for p in problems(document, fields(filled(report))) if not p.notice]
    if wrong:
        text = _("{path}, {place}: {problem} «kvip template check» viser alt.")
        raise UserError(text.format(path=path, place=wrong[0].place, problem=wrong[0].text))
    with in_language(report.language):
        known = fields(report)
    placing = Placing(partial(signed, keys=marks.places))
    template = _Template(document, known, placing)
    try:
        template.fill()
    except Exception as error:  # a template that the check let through and should not have
        part = template.current_rendering_part
        text = _(
            "{path} kan ikke fylles ut ({part}): lag en ny mal ut fra en av dem som følger med."
        )
        where = part.partname if part is not None else path.name
        raise UserError(text.format(path=path, part=where)) from error
    unplaced = tuple(field for field in texts(known) if field.key not in placing.placed)
    # docxtpl puts new headers where python-docx goes on to see the old ones: it reads them anew.
    finished = opened(path, _saved(template.docx))
    finish(finished, report, unplaced)
    if marks.since is not None:
        with in_language(report.language):
            append_gone(finished, marks.since, _("Tatt ut siden sist"))
    if marks.places:
        anchor(finished, marks.places, marks.since)
    return Word(packed(unpacked(_saved(finished))), unplaced)


def _saved(document: Document) -> bytes:
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


class _Template(DocxTemplate):  # type: ignore[misc] # docxtpl has no types
    """A template of docxtpl that escapes where XML needs it, and mends no broken XML."""

    docx: Document

    def __init__(self, document: Document, known: Mapping[str, Plain], placing: Placing) -> None:
        super().__init__(None)
        self.docx = document
        self.current_rendering_part = None
        self._known = known
        self._placing = placing

    def fill(self) -> None:
        """Fill in all of it."""
        context = {name: self._placing.visible(value) for name, value in self._known.items()}
        self.render(context, FieldEnvironment(self._known, self._placing.shown))

    def render_properties(
        self, context: dict[str, Any], jinja_env: Environment | None = None
    ) -> None:
        """Fill in the properties, which are no XML yet, and do not show in the document."""
        environment = FieldEnvironment(self._known, printed, autoescape=False)
        for prop in PROPERTIES:
            text = getattr(self.docx.core_properties, prop)
            shown = environment.from_string(text).render(context) if "{" in text else ""
            setattr(self.docx.core_properties, prop, shown[:LONGEST_PROPERTY])

    def fix_tables(self, xml: str) -> Any:
        """Refuse XML that docxtpl would mend by leaving something out."""
        parse_xml(xml)
        # A column need not say its width, but docxtpl asks for it.
        return super().fix_tables(xml.replace("<w:gridCol/>", '<w:gridCol w:w="0"/>'))

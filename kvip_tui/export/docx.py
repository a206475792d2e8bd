"""The report as a Word document: a template, filled in.

docxtpl fills in body, headers, footers and footnotes; the properties of the document and all that
makes it whole come after, in `docx_finish`.
"""

import io
from collections.abc import Mapping
from importlib.resources import as_file
from pathlib import Path
from typing import Final

from docx import Document as open_docx
from docx.document import Document
from docx.oxml.parser import parse_xml
from docxtpl import DocxTemplate
from msgspec import Struct

from kvip_tui.domain.report_document import ReportDocument
from kvip_tui.errors import UserError
from kvip_tui.export.docx_check import PROPERTIES, Problem, problems
from kvip_tui.export.docx_fields import fields, filled, texts
from kvip_tui.export.docx_finish import finish
from kvip_tui.export.docx_package import packed, read_template, unpacked
from kvip_tui.export.docx_sandbox import Field, FieldEnvironment, Placing, printed
from kvip_tui.i18n import _, in_language
from kvip_tui.resources import assets

_TAG: Final = "{{"


class Word(Struct, frozen=True):
    """A Word document, and the fields that its template had no place for."""

    content: bytes
    unplaced: tuple[Field, ...]


def render_docx(document: ReportDocument, template: Path | None = None) -> Word:
    """Return a report in Word, in the template of its kind and language if none is given.

    Raises:
        UserError: The template cannot be used.
    """
    if template is not None:
        return filled_in(document, template, read_template(template))
    with as_file(shipped_template(document)) as path:
        return filled_in(document, path, path.read_bytes())


def shipped_template(document: ReportDocument) -> "Traversable":
    """Return the template that ships for a report of that kind in that language."""
    return assets() / "reports" / f"{document.kind}.{document.language}.docx"

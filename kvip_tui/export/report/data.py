"""The report as JSON for other programs, and as a table for a spreadsheet.

The table has a row for each paragraph, point and measure, and is written as `table` writes the
blocks: UTF-8 with a byte order mark, semicolons, CRLF.

| column | holds |
|---|---|
| utkast | UTKAST in a draft, else nothing |
| del | title of the section |
| slag | tekst, punkt or tiltak |
| tema | focus area of a point, theme of a measure |
| tekst | the words |
| merke | what became of a finding, or what a point says of its focus area |
| hvem, når | who is to carry a measure out, and when, in words |
"""

import csv
import io
from collections.abc import Iterator
from typing import Final

import msgspec

from kvip_tui.domain.report.document import DocumentSection, ReportDocument
from kvip_tui.export.table import BYTE_ORDER_MARK, defused
from kvip_tui.i18n import in_language
from kvip_tui.texts import report as texts_report

FORMAT: Final = "kvip-report"
SCHEMA: Final = 1
COLUMNS: Final = ("utkast", "del", "slag", "tema", "tekst", "merke", "hvem", "når")
DRAFT: Final = "UTKAST"


def report_json(document: ReportDocument) -> str:
    """Return the report as JSON, indented, in the same order every time."""
    held = msgspec.to_builtins(document)
    encoded = msgspec.json.encode({"format": FORMAT, "schema": SCHEMA, **held})
    return msgspec.json.format(encoded, indent=2).decode() + "\n"


def report_table(document: ReportDocument) -> str:
    """Return the report as a table, its byte order mark included."""
    out = io.StringIO(newline="")
    out.write(BYTE_ORDER_MARK)
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    draft = DRAFT if document.draft else ""
    with in_language(document.language):
        for section in document.sections:
            for row in _rows(section):
                writer.writerow([draft, *map(defused, (section.title, *row))])
    return out.getvalue()


def _rows(section: DocumentSection) -> Iterator[tuple[str, ...]]:
    for words in section.prose:
        yield "tekst", "", words, "", "", ""
    for point in section.points:
        word = texts_report.marked_as(point.aspect, point.status)
        yield "punkt", point.topic, point.text, word, "", ""
    for measure in section.measures:
        yield "tiltak", measure.theme, measure.proposal, "", measure.who, measure.when

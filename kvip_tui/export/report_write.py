"""Writes the report, or what is said beside it, into a file whose ending says which kind."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final, TypeVar

from kvip_tui.domain.events import Record
from kvip_tui.domain.report import Feedback
from kvip_tui.domain.report_checks import Weight, report_concerns
from kvip_tui.domain.report_document import ReportDocument, report_document
from kvip_tui.domain.visit import Visit
from kvip_tui.errors import UserError
from kvip_tui.export.feedback import feedback_markdown
from kvip_tui.export.report_data import report_json, report_table
from kvip_tui.export.report_markdown import report_markdown
from kvip_tui.export.write import is_free, taken, unknown
from kvip_tui.i18n import ngettext
from kvip_tui.seatbelt import looking
from kvip_tui.store.atomic import write_atomic

Render = TypeVar("Render")
KINDS: Final[dict[str, Callable[[ReportDocument], str]]] = {
    ".md": report_markdown,
    ".csv": report_table,
    ".json": report_json,
}


def export_report(
    visit: Visit, records: Sequence[Record], path: Path, *, draft: bool, force: bool = False
) -> Path:
    """Write the report of a visit and return where.

    Args:
        visit: The visit.
        records: The journal that it was made from.
        path: The file; its ending, in capitals or not, decides what is written.
        draft: Whether it says on every page that it is a draft; else it must be fit to send.
        force: Whether an existing file may be replaced.

    Raises:
        Refusal: The visit has no report.
        UserError: The ending is unknown, the file exists already or cannot be written, or a final
            report must wait; what was there before still is.
    """
    free, render = is_free(path), _kind(path, KINDS)
    document = report_document(visit, records[-1], draft=draft)
    if not draft:
        _hold_back(visit)
    if not (free or force):
        raise taken(path)
    write_atomic(path, render(document))
    return path


def export_feedback(
    visit: Visit, to: Feedback, path: Path, now: datetime, *, force: bool = False
) -> Path:
    """Write a feedback, a document of its own, and return where.

    Raises:
        UserError: The file is no Markdown, exists already or cannot be written.
    """
    free, render = is_free(path), _kind(path, {".md": feedback_markdown})
    if not (free or force):
        raise taken(path)
    write_atomic(path, render(visit, to, now))
    return path


def _kind(path: Path, kinds: dict[str, Render]) -> Render:
    found = kinds.get(path.suffix.lower())
    if found is None:
        raise unknown(path, kinds)
    return found


def _hold_back(visit: Visit) -> None:
    """Refuse a final report that would surprise the host, or give somebody away."""
    concerns = report_concerns(visit, looking(visit))
    count = sum(concern.weight is Weight.STOP for concern in concerns)
    if count:
        text = ngettext(
            "Rapporten har {n} sted som må rettes først: se «kvip check», eller bruk --draft.",
            "Rapporten har {n} steder som må rettes først: se «kvip check», eller bruk --draft.",
            count,
        )
        raise UserError(text.format(n=count), exit_code=3)

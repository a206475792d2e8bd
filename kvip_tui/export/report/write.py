"""Writes the report, or what is said beside it, into a file whose ending says which kind."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from kvip_tui.domain.base import Record
from kvip_tui.domain.report.checks import Concern, Weight, report_concerns
from kvip_tui.domain.report.document import ReportDocument, report_document
from kvip_tui.domain.review.anchors import places
from kvip_tui.domain.review.since import since
from kvip_tui.domain.state.report import Feedback, Sending
from kvip_tui.domain.state.visit import Visit
from kvip_tui.errors import UserError
from kvip_tui.export.material import edition
from kvip_tui.export.report.data import report_json, report_table
from kvip_tui.export.report.markdown import feedback_markdown, report_markdown
from kvip_tui.export.write import is_free, taken, unknown
from kvip_tui.i18n import _, ngettext
from kvip_tui.privacy_check import looking
from kvip_tui.store.atomic import write_atomic
from kvip_tui.texts import review as texts_review

MARKDOWN, WORD = ".md", ".docx"
KINDS: Final[dict[str, Callable[[ReportDocument], str]]] = {
    MARKDOWN: report_markdown,
    ".csv": report_table,
    ".json": report_json,
}


class Exported(Struct, frozen=True):
    """Where a report was written, and what whoever asked for it is to be told.

    ``remarks`` says how much the check has to remark, for where that is not shown.
    """

    path: Path
    notices: tuple[str, ...] = ()
    remarks: str = ""


def export_report(
    visit: Visit,
    records: Sequence[Record],
    path: Path,
    *,
    draft: bool,
    force: bool = False,
    template: Path | None = None,
    changes_since: Sending | None = None,
) -> Exported:
    """Write the report of a visit and return where.

    Args:
        visit: The visit.
        records: The journal that it was made from.
        path: The file; its ending, in capitals or not, decides what is written.
        draft: Whether it says on every page that it is a draft; else it must be fit to send.
        force: Whether an existing file may be replaced.
        template: The Word file that is filled in, instead of the one that ships.
        changes_since: What its reader has seen: what has changed since then is marked, in Word.

    Raises:
        Refusal: The visit has no report.
        UserError: The ending is unknown, the template cannot be used, the file exists already or
            cannot be written, or a final report must wait; what was there before still is.
    """
    free = is_free(path)
    _fits(path, template)
    document = report_document(visit, replace(records[-1], n=edition(records)), draft=draft)
    concerns = report_concerns(visit, looking(visit))
    if not draft:
        _hold_back(concerns)
    if not (free or force):
        raise taken(path)
    if changes_since is not None and path.suffix.lower() != WORD:
        text = _("{path}: endringer merkes bare i Word; gi fila endelsen .docx.")
        raise UserError(text.format(path=path))
    content, notices = _rendered(path, document, template, _Marked(visit, changes_since))
    write_atomic(path, content)
    return Exported(path, notices, _remarks(len(concerns)))


def _fits(path: Path, template: Path | None) -> None:
    """Refuse an ending that no report has, and a template where it would be of no use or lost."""
    ending = path.suffix.lower()
    if ending not in {*KINDS, WORD}:
        raise unknown(path, (*KINDS, WORD))
    if template is not None and ending != WORD:
        text = _("{path}: en mal brukes bare til Word; gi fila endelsen .docx.")
        raise UserError(text.format(path=path))
    if template is not None and path.resolve() == template.resolve():
        text = _("{path} er selve malen: velg et annet navn til rapporten.")
        raise UserError(text.format(path=path), exit_code=3)


class _Marked(Struct, frozen=True):
    """Whose places are named in a Word document, and what its reader has seen."""

    visit: Visit
    seen: Sending | None


def _rendered(
    path: Path, document: ReportDocument, template: Path | None, marked: _Marked
) -> tuple[str | bytes, tuple[str, ...]]:
    """Return the report as its file has it, and what there is to say of it."""
    if path.suffix.lower() != WORD:
        return KINDS[path.suffix.lower()](document), ()
    from kvip_tui.export.word.document import Marks, render_docx  # noqa: PLC0415 - costs 130 ms

    changed = since(marked.visit, marked.seen) if marked.seen is not None else None
    named = {place.key: place for place in places(marked.visit)}
    word = render_docx(document, template, Marks(named, changed))
    notices = () if changed is None else (texts_review.changed(changed),)
    text = _("Malen har ikke plass til «{path}»: det står til slutt, under «Ikke plassert».")
    missing = dict.fromkeys(field.path for field in word.unplaced)
    return word.content, (*notices, *(text.format(path=name) for name in missing))


def export_feedback(
    visit: Visit, to: Feedback, path: Path, now: datetime, *, force: bool = False
) -> Path:
    """Write a feedback, a document of its own, and return where.

    Raises:
        UserError: The file is no Markdown, exists already or cannot be written.
    """
    free = is_free(path)
    if path.suffix.lower() != MARKDOWN:
        raise unknown(path, (MARKDOWN,))
    if not (free or force):
        raise taken(path)
    write_atomic(path, feedback_markdown(visit, to, now))
    return path


def _remarks(count: int) -> str:
    """Return how much there is to look at in what was written; '' where there is nothing."""
    text = ngettext(
        "Kontrollen har {n} merknad: se «kvip check».",
        "Kontrollen har {n} merknader: se «kvip check».",
        count,
    )
    return text.format(n=count) if count else ""


def _hold_back(concerns: Sequence[Concern]) -> None:
    """Refuse a final report that would surprise the host, or give somebody away."""
    count = sum(concern.weight is Weight.STOP for concern in concerns)
    if count:
        text = ngettext(
            "Rapporten har {n} sted som må rettes først: se «kvip check», eller bruk --draft.",
            "Rapporten har {n} steder som må rettes først: se «kvip check», eller bruk --draft.",
            count,
        )
        raise UserError(text.format(n=count), exit_code=3)

"""Holds a Word template against the forms of report there are, without a visit."""

from datetime import date
from pathlib import Path
from typing import Final

from kvip_tui.domain.report.document import DocumentSection, ReportDocument, ReviewRow, Version
from kvip_tui.domain.state.form import Form
from kvip_tui.domain.state.report import Step
from kvip_tui.errors import UserError
from kvip_tui.export.word.check import Problem
from kvip_tui.export.word.document import ANY, ENDING, shipped_template, template_problems
from kvip_tui.export.write import is_free, taken, unknown
from kvip_tui.i18n import _, current_language
from kvip_tui.store.atomic import write_atomic
from kvip_tui.store.shipped.report_forms import form_ids, shipped_form

_DAY: Final = date(2021, 3, 16)


def check_template(path: Path) -> tuple[Problem, ...]:
    """Return what is wrong with a template, for the form of report that it fits best.

    Raises:
        UserError: It is no template at all.
    """
    forms = (shipped_form(form_id, "nb") for form_id in form_ids())
    return min((template_problems(path, unwritten(form)) for form in forms), key=len)


def copy_template(kind: str, path: Path, *, force: bool = False) -> None:
    """Write the template that ships for a kind of report, in the language in use, to be edited.

    Raises:
        UserError: There is no such kind, the file is no Word file or exists already, or it cannot
            be written.
    """
    kinds = (*form_ids(), ANY)
    if kind not in kinds:
        text = _("Ingen mal heter «{kind}»: velg {kinds}.")
        raise UserError(text.format(kind=kind, kinds=", ".join(kinds)))
    free = is_free(path)
    if path.suffix.lower() != ENDING:
        raise unknown(path, (ENDING,))
    if not (free or force):
        raise taken(path)
    write_atomic(path, shipped_template(kind, current_language()).read_bytes())


def unwritten(form: Form) -> ReportDocument:
    """Return a report of a form, of no visit, in which nothing has been written."""
    return ReportDocument(
        kind=form.id,
        title=form.title,
        visit="",
        host="",
        date=_DAY,
        leader="",
        team=(),
        hosts=(),
        draft=True,
        version=Version(number=1, on=_DAY),
        language="nb",
        sections=tuple(DocumentSection(s.id, s.title, s.holds) for s in form.sections),
        review=tuple(ReviewRow(step, _DAY, _DAY) for step in Step) if form.reviewed else (),
    )

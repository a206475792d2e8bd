"""Holds a Word template against the forms of report there are, without a visit."""

from datetime import date
from pathlib import Path
from typing import Final

from kvip_tui.domain.report import Step
from kvip_tui.domain.report_document import (
    DocumentSection,
    ReportDocument,
    ReviewRow,
    Version,
)
from kvip_tui.domain.report_form import Form
from kvip_tui.export.docx import template_problems
from kvip_tui.export.docx_check import Problem
from kvip_tui.store.reportforms import form_ids, shipped_form

_DAY: Final = date(2021, 3, 16)


def check_template(path: Path) -> tuple[Problem, ...]:
    """Return what is wrong with a template, for the form of report that it fits best.

    Raises:
        UserError: It is no template at all.
    """
    forms = (shipped_form(form_id, "nb") for form_id in form_ids())
    return min((template_problems(path, unwritten(form)) for form in forms), key=len)


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
        review=tuple(ReviewRow(step, _DAY, _DAY) for step in Step),
    )

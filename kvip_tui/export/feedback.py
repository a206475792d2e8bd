"""Feedback after the visit, in Markdown: documents of their own that never stand in the report."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from kvip_tui.domain.day.timeline import State
from kvip_tui.domain.report.changes import QUESTIONS
from kvip_tui.domain.report.document import paragraphs
from kvip_tui.domain.state.plan import Day
from kvip_tui.domain.state.report import Feedback
from kvip_tui.domain.state.visit import Visit
from kvip_tui.export.comparison import STATES, Comparison, compared
from kvip_tui.export.mdtext import paragraph, typed
from kvip_tui.export.picture import totals
from kvip_tui.i18n import _
from kvip_tui.texts import formats
from kvip_tui.texts import report as texts_report


def feedback_markdown(visit: Visit, to: Feedback, now: datetime) -> str:
    """Return the questions and what was answered; of the day plan also what came of it."""
    return "\n\n".join(_parts(visit, to, now)) + "\n"


def _parts(visit: Visit, to: Feedback, now: datetime) -> Iterator[str]:
    yield f"# {_(texts_report.FEEDBACK[to])}"
    yield f"{typed(visit.host)} · {typed(visit.title)} · {formats.date_text(visit.date)}"
    for question in QUESTIONS[to]:
        yield f"## {_(texts_report.QUESTIONS[question])}"
        answer = visit.report.answers.get((to, question), "")
        yield from map(paragraph, paragraphs(answer)) if answer else [_("Ikke besvart.")]
        if question == "day_plan":
            for day in visit.plan.days:
                found = compared(visit, day, now)
                if not day.untimed and any(row.state is not State.WAITING for row in found):
                    yield _day(day, found, visit.plan.timezone)


def _day(day: Day, found: Sequence[Comparison], zone: str) -> str:
    """Return the blocks of a day that was led with the program, planned against actual."""
    titles = (_("Blokk"), _("Planlagt"), _("Faktisk"), _("Avvik slutt"))
    rows = [_row(row, zone) for row in found]
    head = [f"### {typed(day.title)}", "", f"| {' | '.join(titles)} |", "|---|---|---|---:|"]
    lines = [f"| {' | '.join(cells)} |" for cells in rows]
    return "\n".join([*head, *lines, "", _("I alt: {totals}").format(totals=totals(found))])


def _row(row: Comparison, zone: str) -> Sequence[str]:
    actual = "–" if row.state is State.WAITING else _(STATES[row.state])
    if row.started and row.ended:
        actual = _span((row.started, row.ended), zone)
    late = "" if row.end_deviation is None else formats.length(row.end_deviation)
    return typed(row.block.title), _span(row.planned, zone) if row.planned else "", actual, late


def _span(span: tuple[datetime, datetime], zone: str) -> str:
    return "–".join(formats.clock(moment, zone) for moment in span)

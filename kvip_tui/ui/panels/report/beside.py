"""The entries of what stands beside the sections: checks, review, notes and feedback."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from textual.content import Content

from kvip_tui.domain.report.changes import QUESTIONS
from kvip_tui.domain.report.document import ReviewRow, review_rows
from kvip_tui.domain.state.report import Feedback
from kvip_tui.export.comparison import Comparison, compared
from kvip_tui.i18n import _
from kvip_tui.texts import concerns as texts_concerns
from kvip_tui.texts import formats
from kvip_tui.texts import report as texts_report
from kvip_tui.texts import review as texts_review
from kvip_tui.ui.panels.report.rows import MUTED, SIGNS, Entry
from kvip_tui.ui.panels.report.view import FEEDBACKS, Beside, ReportView
from kvip_tui.ui.widgets.details import wrapped

MINUTE = timedelta(minutes=1)
# The row that takes in another document.
FETCH = "fetch"


def beside_entries(view: ReportView, place: str, now: datetime, width: int) -> Iterator[Entry]:
    """Yield the entries of what was chosen at the left besides the sections."""
    match place:
        case Beside.CHECKS:
            yield from _checks(view, width)
        case Beside.REVIEW:
            for row in review_rows(view.visit):
                yield Entry(row.step, tuple(_review(view, row, width)))
            for n, sent in enumerate(texts_review.sent(view.visit)):
                line = sent[:1].upper() + sent[1:]
                yield Entry(f"sent {n}", tuple(map(Content, wrapped(line, width, "", "  "))))
        case Beside.REMARKS:
            yield from _remarks(view, width)
        case Beside.RECEIVED:
            for person in view.team:
                name = Content(formats.isolated(person.name))
                said = Content("☑ " if person.id in view.sent else "☐ ") + name
                yield Entry(person.id, (said.truncate(width, ellipsis=True),))
        case _:
            yield from _answers(view, FEEDBACKS[place], now, width)


def beside_hint(place: str) -> str:
    """Return a sentence on what can be done there."""
    match place:
        case Beside.CHECKS:
            return _("Enter går til stedet. «!» holder en endelig rapport tilbake.")
        case Beside.REVIEW:
            return _(
                "Enter setter datoen da gjennomgangen var ferdig. S skriver utkastet til noen."
            )
        case Beside.REMARKS:
            return _("Enter henter inn et dokument, eller går til punktet.")
        case Beside.RECEIVED:
            return _("Enter krysser av for den som har sendt notatene sine.")
        case _:
            return _("Et eget dokument: ingenting herfra kommer i rapporten.")


def _checks(view: ReportView, width: int) -> Iterator[Entry]:
    for n, concern in enumerate(view.concerns):
        sign, style = SIGNS[concern.weight]
        said = texts_concerns.line(view.visit, concern).lstrip("! ")
        lines = wrapped(said, width, f"{sign} ", "  ")
        yield Entry(str(n), tuple(Content.styled(line, style) for line in lines))


def _remarks(view: ReportView, width: int) -> Iterator[Entry]:
    """Yield a row to take in another document, then what readers have said, what waits first."""
    fetch = Content.styled(_("Hent inn et Word-dokument …"), "bold")
    yield Entry(FETCH, (fetch.truncate(width, ellipsis=True), Content("")))
    report = view.visit.report
    numbered = enumerate(report.remarks, 1)
    for n, remark in sorted(numbered, key=lambda pair: pair[1].id in report.verdicts):
        settled = remark.id in report.verdicts
        said = texts_review.line(view.visit, n, remark)
        sign = "  " if remark.placed or settled else "? "
        lines = wrapped(said, width, sign, "  ")
        yield Entry(
            remark.id, tuple(Content.styled(one, MUTED if settled else "") for one in lines)
        )


def _review(view: ReportView, row: ReviewRow, width: int) -> Iterator[Content]:
    """Yield a step of the review, and how much time there is left for it, or none."""
    said = texts_report.review_row(row)
    yield from map(Content, wrapped(said[:1].upper() + said[1:], width, "", "  "))
    if row.done is None and row.due < view.today:
        late = _("! {late} over fristen").format(late=formats.days(view.today - row.due))
        yield Content.assemble("  ", (late, "bold $text-error"))
    elif row.done is None and row.due == view.today:
        yield Content.assemble("  ", (_("fristen er i dag"), "bold $text-warning"))
    elif row.done is None:
        left = _("{left} igjen").format(left=formats.days(row.due - view.today))
        yield Content.assemble("  ", (left, MUTED))


def _answers(view: ReportView, to: Feedback, now: datetime, width: int) -> Iterator[Entry]:
    for question in QUESTIONS[to]:
        asked = wrapped(_(texts_report.QUESTIONS[question]), width, "", "")
        rows = [Content.styled(line, "bold") for line in asked]
        answer = view.visit.report.answers.get((to, question), "")
        if answer:
            rows += Content(answer).wrap(width)
        else:
            rows.append(Content.styled(_("Ikke besvart; Enter skriver."), MUTED))
        if question == "day_plan":
            rows += _day_rows(view, now, width)
        yield Entry(question, (*rows, Content("")))


def _day_rows(view: ReportView, now: datetime, width: int) -> list[Content]:
    """Return what became of each block against the plan, for those that did not go as planned."""
    days = [day for day in view.visit.plan.days if not day.untimed]
    late = [(row, _late(row)) for day in days for row in compared(view.visit, day, now)]
    return [
        Content.styled(
            _("{title}: slutt {late}").format(title=row.block.title, late=said), MUTED
        ).truncate(width, ellipsis=True)
        for row, said in late
        if said
    ]


def _late(row: Comparison) -> str:
    """Return how late or early a block ended, in words, '' where it did neither."""
    deviation = row.end_deviation
    if deviation is None or abs(deviation) < MINUTE:
        return ""
    return formats.behind(deviation)

"""The report in Markdown, for where Word is not at hand, and feedback, which is never in it."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from kvip_tui.domain.day.timeline import State
from kvip_tui.domain.report.changes import QUESTIONS
from kvip_tui.domain.report.document import (
    DocumentMeasure,
    DocumentPoint,
    DocumentSection,
    ReportDocument,
    ReviewRow,
    paragraphs,
)
from kvip_tui.domain.state.form import Holds
from kvip_tui.domain.state.plan import Day
from kvip_tui.domain.state.report import Feedback
from kvip_tui.domain.state.visit import Visit
from kvip_tui.export.comparison import STATES, Comparison, compared
from kvip_tui.export.mdtext import bullet, paragraph, typed
from kvip_tui.export.picture import totals
from kvip_tui.i18n import _, in_language
from kvip_tui.texts import formats
from kvip_tui.texts import report as texts_report


def report_markdown(document: ReportDocument) -> str:
    """Return the report, in its own language; sections without anything are left out of a final.

    Each heading of a draft says that it is one.
    """
    with in_language(document.language):
        parts = [part for section in document.sections for part in _section(document, section)]
        return "\n\n".join([*_front(document), *parts]) + "\n"


def _heading(document: ReportDocument, title: str) -> str:
    return _("UTKAST: {title}").format(title=typed(title)) if document.draft else typed(title)


def _front(document: ReportDocument) -> Iterator[str]:
    yield f"# {_heading(document, document.title)}"
    day = formats.date_text(document.date)
    yield f"**{typed(document.host)}** · {typed(texts_report.visit_title(document))} · {day}"
    people = [
        (_("Besøksleder"), (document.leader,) if document.leader else ()),
        (_("Besøksteam") if document.hosts else _("Deltakere"), document.team),
        (_("Fra vertsenheten"), document.hosts),
    ]
    for title, names in people:
        if names:
            yield f"{title}: {'; '.join(map(typed, names))}"
    yield texts_report.version(document.version, draft=document.draft)


def _section(document: ReportDocument, section: DocumentSection) -> Iterator[str]:
    review = document.review if section.holds is Holds.REVIEW else ()
    if section.holds is Holds.FRONT or (section.empty and not document.draft and not review):
        return
    yield f"## {_heading(document, section.title)}"
    yield from map(paragraph, section.prose)
    if section.holds is Holds.FOCUS:
        yield from _by_area(section.points)
    elif section.points:
        yield "\n".join(map(_point, section.points))
    if section.measures:
        yield _measures(section.measures)
    if review:
        yield _review(review)
    elif section.empty:
        yield _("Ikke skrevet ennå.")


def _by_area(points: Sequence[DocumentPoint]) -> Iterator[str]:
    """Yield the points of focus areas, each area under a heading of its own."""
    for topic in dict.fromkeys(point.topic for point in points):
        if topic:
            yield f"### {typed(topic)}"
        yield "\n".join(_point(point) for point in points if point.topic == topic)


def _point(point: DocumentPoint) -> str:
    word = texts_report.marked_as(point.aspect, point.status)
    return bullet(point.text, f"*{word}:* " if word else "")


def _measures(measures: Sequence[DocumentMeasure]) -> str:
    rows = [(m.theme, m.proposal, m.who, m.when) for m in measures]
    return _table((_("Tema"), _("Forslag"), _("Hvem"), _("Når")), rows)


def _review(rows: Sequence[ReviewRow]) -> str:
    shown = [
        (_(texts_report.STEPS[row.step]), formats.date_text(row.due), texts_report.done(row.done))
        for row in rows
    ]
    return _table((_("Gjennomgang"), _("Frist"), _("Ferdig")), shown)


def _table(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [titles, ["---"] * len(titles), *([typed(cell) for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


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

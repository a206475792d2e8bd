"""The report in plain text: its points, what to look at, deadlines, whose notes."""

from collections.abc import Iterator

from kvip_tui.domain.base import Refusal
from kvip_tui.domain.report.checks import Concern, Weight, report_concerns
from kvip_tui.domain.report.document import paragraphs, review_rows
from kvip_tui.domain.report.names import lasting_name, named_section
from kvip_tui.domain.report.sources import form_of, points_in_order, senders
from kvip_tui.domain.state.form import Form, Section
from kvip_tui.domain.state.plan import HOST
from kvip_tui.domain.state.report import Point
from kvip_tui.domain.state.visit import Visit
from kvip_tui.i18n import _
from kvip_tui.privacy_check import looking
from kvip_tui.texts import concerns as texts_concerns
from kvip_tui.texts import formats
from kvip_tui.texts import report as texts_report
from kvip_tui.texts import review as texts_review


def _form(visit: Visit) -> Form:
    form = form_of(visit)
    if form is None:
        raise Refusal("report.no_form")
    return form


def report_lines(visit: Visit, part: str = "") -> list[str]:
    """Return the sections with their prose and numbered points, or those of one section.

    Raises:
        Refusal: The visit has no report, or not such a section.
    """
    only = named_section(visit, part) if part else None
    points: dict[str, list[tuple[int, Point]]] = {}
    for number, point in enumerate(points_in_order(visit), 1):
        points.setdefault(point.section, []).append((number, point))
    return [
        line
        for section in _form(visit).sections
        if only in {None, section.id}
        for line in _section(visit, section, points.get(section.id, []))
    ]


def _section(visit: Visit, section: Section, points: list[tuple[int, Point]]) -> Iterator[str]:
    yield section.title
    for words in paragraphs(visit.report.prose.get(section.id, section.text)):
        yield f"  {_in_a_line(words)}"
    for number, point in points:
        said = [formats.isolated(part) for part in (point.topic, point.who, point.due) if part]
        word = texts_report.marked_as(point.aspect, point.status)
        name = lasting_name(visit, point.id)
        aside = " · ".join(filter(None, (word, *said, name)))
        text = formats.isolated(_in_a_line(point.text))
        yield f"  {number} {text} ({aside})" if aside else f"  {number} {text}"


def _in_a_line(text: str) -> str:
    return " ".join(text.split())


def concerns_of(visit: Visit) -> tuple[Concern, ...]:
    """Return what is to be looked at in the report, what holds it back first.

    Raises:
        Refusal: The visit has no report.
    """
    _form(visit)
    found = report_concerns(visit, looking(visit))
    return tuple(sorted(found, key=lambda concern: concern.weight is Weight.WARN))


def concern_lines(visit: Visit) -> list[str]:
    """Return what is to be looked at, a line each."""
    lines = [texts_concerns.line(visit, concern) for concern in concerns_of(visit)]
    return lines or [_("Det er ingenting å rette i rapporten.")]


def review_lines(visit: Visit) -> list[str]:
    """Return the steps of the review, due and taken, and who was sent the report."""
    lines = [texts_report.review_row(row) for row in review_rows(visit)]
    lines += texts_review.sent(visit)
    return lines or [_("Rapporten skal ikke til gjennomgang.")]


def received_lines(visit: Visit) -> list[str]:
    """Return whose notes have not come in, of those who came to visit, and whose have.

    Who has written notes here has sent them.
    """
    team = [person for person in visit.people if person.group != HOST]
    sent = senders(visit)
    lists = (
        (_("Mangler: {names}"), [p for p in team if p.id not in sent]),
        (_("Har sendt: {names}"), [p for p in visit.people if p.id in sent]),
    )
    lines = [
        text.format(names=", ".join(formats.isolated(person.name) for person in people))
        for text, people in lists
        if people
    ]
    return lines or [_("Ingen er med i besøksteamet ennå.")]

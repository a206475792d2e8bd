"""The report as a document: everything an export needs, and nothing that it must not hold.

It holds no names of machines, no paths, and of the notes only what was promoted.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final, Literal

from msgspec import Struct
from msgspec.structs import replace

from kvip_tui.domain.base import Record, Refusal
from kvip_tui.domain.day.projection import local_day
from kvip_tui.domain.people.roles import LEADER
from kvip_tui.domain.report.sources import form_of, points_in_order
from kvip_tui.domain.state.form import Holds, Section
from kvip_tui.domain.state.people import Person
from kvip_tui.domain.state.plan import HOST
from kvip_tui.domain.state.report import Aspect, FollowUp, Point, Step
from kvip_tui.domain.state.visit import Visit

# Days from the visit by which a step of the review is to be taken (DESIGN 6).
DEADLINES: Final = {Step.TEAM: 10, Step.HOST: 14, Step.NETWORK: 21, Step.APPROVED: 21}


class DocumentPoint(Struct, frozen=True):
    """A point: its words, in lines, and its focus area, aspect or status where it has one.

    ``id`` is its number in the report, for what events call it names the machine it was made on.
    """

    id: str
    text: str
    topic: str = ""
    aspect: Aspect | None = None
    status: FollowUp | None = None


class DocumentMeasure(Struct, frozen=True):
    """A measure: who is to do what, and when in words; '' where nobody has said.

    ``id`` is its number in the report.
    """

    id: str
    theme: str
    proposal: str
    who: str
    when: str


class DocumentSection(Struct, frozen=True):
    """A section in the form's order, also where it is empty; one with measures has no points."""

    id: str
    title: str
    holds: Holds
    prose: tuple[str, ...] = ()
    points: tuple[DocumentPoint, ...] = ()
    measures: tuple[DocumentMeasure, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing has been written in it."""
        return not (self.prose or self.points or self.measures)


class ReviewRow(Struct, frozen=True):
    """A step of the review: when it is due, and when it was taken, if it was."""

    step: Step
    due: date
    done: date | None = None


class Version(Struct, frozen=True):
    """What a document was made from: how many things had happened, and the day of the last."""

    number: int
    on: date


class ReportDocument(Struct, frozen=True):
    """A whole report.

    Args:
        kind: The id of its form, which its Word template is named after.
        title: What kind of report it is.
        visit: The title of the visit.
        host: The unit that was visited.
        date: The day of the visit.
        leader: The name of the visit leader; '' where nobody has the role.
        team: Everybody who is not the host's, user representatives included, as «name, title».
        hosts: The host's participants, likewise.
        draft: Whether every page must say so.
        version: What it was made from.
        language: The language that it is written in.
        sections: Its sections, in order.
        review: The steps of the review, in order; none where nobody reviews it.
        rehearsal: Whether it is of a visit that was only practised.
    """

    kind: str
    title: str
    visit: str
    host: str
    date: date
    leader: str
    team: tuple[str, ...]
    hosts: tuple[str, ...]
    draft: bool
    version: Version
    language: Literal["nb", "nn", "en"]
    sections: tuple[DocumentSection, ...]
    review: tuple[ReviewRow, ...]
    rehearsal: bool = False

    def section(self, section_id: str) -> DocumentSection | None:
        """Return the section with that id, or None."""
        return next((section for section in self.sections if section.id == section_id), None)


def report_document(visit: Visit, last: Record, *, draft: bool) -> ReportDocument:
    """Return the report of a visit, whose journal ends with the record *last*.

    Raises:
        Refusal: The visit has no report.
    """
    form = form_of(visit)
    if form is None:
        raise Refusal("report.no_form")
    leader = visit.person(visit.roles.get(LEADER))
    numbers = {point.id: str(n) for n, point in enumerate(points_in_order(visit), 1)}
    return ReportDocument(
        kind=form.id,
        title=form.title,
        visit=visit.title,
        host=visit.host,
        date=visit.date,
        leader=leader.name if leader else "",
        team=tuple(_titled(person) for person in visit.people if person.group != HOST),
        hosts=tuple(_titled(person) for person in visit.people if person.group == HOST),
        draft=draft,
        version=Version(number=last.n, on=local_day(visit, last.at)),
        language=visit.plan.language,
        sections=tuple(_section(visit, section, numbers) for section in form.sections),
        review=review_rows(visit),
        rehearsal=visit.rehearsal,
    )


def review_rows(visit: Visit) -> tuple[ReviewRow, ...]:
    """Return the steps of the review with the days on which they are due and were taken.

    A report that nobody reviews has none.
    """
    form = form_of(visit)
    if form is None or not form.reviewed:
        return ()
    reviewed = visit.report.reviewed
    return tuple(
        ReviewRow(step=step, due=visit.date + timedelta(days=days), done=reviewed.get(step))
        for step, days in DEADLINES.items()
    )


def pending(visit: Visit) -> ReviewRow | None:
    """Return the step of the review that is next: the first behind all that were taken."""
    rows = review_rows(visit)
    taken = [place for place, row in enumerate(rows) if row.done is not None]
    place = max(taken, default=-1) + 1
    return rows[place] if place < len(rows) else None


def _titled(person: Person) -> str:
    return ", ".join(filter(None, (person.name, person.title)))


def _section(visit: Visit, section: Section, numbers: Mapping[str, str]) -> DocumentSection:
    points = tuple(replace(p, id=numbers[p.id]) for p in visit.report.of(section.id))
    measures = section.holds is Holds.MEASURES
    if section.holds is Holds.FOCUS:
        points = _by_topic(points, visit.focus_areas)
    return DocumentSection(
        id=section.id,
        title=section.title,
        holds=section.holds,
        prose=paragraphs(visit.report.prose.get(section.id, section.text)),
        points=() if measures else tuple(map(_point, points)),
        measures=tuple(map(_measure, points)) if measures else (),
    )


def _by_topic(points: tuple[Point, ...], areas: tuple[str, ...]) -> tuple[Point, ...]:
    """Return points focus area by focus area: those without one first, the host's in its order."""
    topics = dict.fromkeys(("", *areas, *(point.topic for point in points)))
    places = {topic: place for place, topic in enumerate(topics)}
    return tuple(sorted(points, key=lambda point: places[point.topic]))


def _point(point: Point) -> DocumentPoint:
    return DocumentPoint(point.id, point.text, point.topic, point.aspect, point.status)


def _measure(point: Point) -> DocumentMeasure:
    return DocumentMeasure(point.id, point.topic, point.text, point.who, point.due)


def paragraphs(prose: str) -> tuple[str, ...]:
    """Return the paragraphs of a prose, which empty lines part; lines inside them stay."""
    parts: list[list[str]] = [[]]
    for line in prose.split("\n"):
        if line.strip():
            parts[-1].append(line.strip())
        elif parts[-1]:
            parts.append([])
    return tuple("\n".join(lines) for lines in parts if lines)

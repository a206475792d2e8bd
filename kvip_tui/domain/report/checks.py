"""What is to be looked at before a report leaves the program (DESIGN 6).

A concern that stops holds a final report back; any other is for the writer to weigh.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from itertools import chain
from typing import Final

from msgspec import Struct

from kvip_tui.domain.privacy.check import Finding, Level
from kvip_tui.domain.report.points import KEPT_OUT
from kvip_tui.domain.report.sources import form_of, notes_by_id, points_in_order, surprising
from kvip_tui.domain.state.form import Form, Holds, Section
from kvip_tui.domain.state.report import Point
from kvip_tui.domain.state.visit import Note, Visit

Look = Callable[[str], Iterable[Finding]]
# One of strengths and challenges outweighs the other from so many times as many points.
OUTWEIGHS: Final = 2
# The rules that who is to carry a measure out, and when, are bound to fit: one of those who are
# there, and a date.
ROSTER: Final = "deltaker"
DATES: Final = "dato"
# What stands for a rule where a point was made from a note whose class became stricter since.
IMPRESSION: Final = "impression"


class Weight(StrEnum):
    """What a concern asks for: an answer before a final report, or a look."""

    STOP = "stop"
    WARN = "warn"


class Concern(Struct, frozen=True):
    """Something to look at, and where: a section, and a point of it where it is about one.

    ``params`` has ids and numbers that its sentence needs: never people's own words, but for the
    name of a focus area.
    """

    code: str
    weight: Weight
    section: str
    point: str | None = None
    params: Mapping[str, str | int] = {}


def report_concerns(visit: Visit, look: Look) -> tuple[Concern, ...]:
    """Return what is to be looked at in the report, in its order; nothing where there is none.

    Args:
        visit: The visit.
        look: Finds what in a text may give somebody away.
    """
    form = form_of(visit)
    if form is None:
        return ()
    notes = notes_by_id(visit)
    points: dict[str, list[Point]] = {section.id: [] for section in form.sections}
    for point in points_in_order(visit):
        points.setdefault(point.section, []).append(point)
    return tuple(
        concern
        for section in form.sections
        for concern in (
            *_whole(visit, form, section, points),
            *_prose(visit, section, look),
            *(c for p in points[section.id] for c in _point(visit, section, p, notes, look)),
        )
    )


def blocking(concerns: Iterable[Concern]) -> bool:
    """Return whether a final report must wait."""
    return any(concern.weight is Weight.STOP for concern in concerns)


def _whole(
    visit: Visit, form: Form, section: Section, points: Mapping[str, list[Point]]
) -> Iterator[Concern]:
    """Yield what is missing in a section as a whole."""
    match section.holds:
        case Holds.FOLLOW_UPS:
            if not points[section.id] and not visit.report.prose.get(section.id):
                yield Concern("fjorårets", Weight.WARN, section.id)
        case Holds.FOCUS:
            topics = {point.topic for point in points[section.id]}
            for area in visit.focus_areas:
                if area not in topics:
                    yield Concern("fokusområde", Weight.WARN, section.id, params={"area": area})
        case Holds.STRENGTHS | Holds.CHALLENGES:
            yield from _balance(form, section, points)


def _balance(form: Form, section: Section, points: Mapping[str, list[Point]]) -> Iterator[Concern]:
    """Yield that a section is outweighed by its counterpart."""
    other = Holds.CHALLENGES if section.holds is Holds.STRENGTHS else Holds.STRENGTHS
    fewer = len(points[section.id])
    more = sum(len(points[s.id]) for s in form.sections if s.holds is other)
    if (more >= OUTWEIGHS * max(1, fewer) and more > fewer + 1) or (more and not fewer):
        params = {"fewer": fewer, "more": more}
        yield Concern("balanse", Weight.WARN, section.id, params=params)


def _prose(visit: Visit, section: Section, look: Look) -> Iterator[Concern]:
    yield from _privacy(look(visit.report.prose.get(section.id, "")), section.id, None)


def _point(
    visit: Visit, section: Section, point: Point, notes: Mapping[str, Note], look: Look
) -> Iterator[Concern]:
    if point.clearance is None and surprising(visit, point, notes):
        yield Concern("overraskelse", Weight.STOP, section.id, point.id)
    if any(notes[source].privacy in KEPT_OUT for source in point.sources if source in notes):
        yield Concern("personvern", Weight.STOP, section.id, point.id, {"rule": IMPRESSION})
    found = chain.from_iterable(map(look, (point.text, point.topic)))
    said = ((point.who, ROSTER), (point.due, DATES))
    aside = (found for text, fits in said for found in look(text) if found.rule_id != fits)
    yield from _privacy((*found, *aside), section.id, point.id)
    if section.holds is Holds.MEASURES and not (point.who and point.due):
        missing = "both" if not point.who and not point.due else "due" if point.who else "who"
        params = {"missing": missing}
        yield Concern("ukonkret", Weight.WARN, section.id, point.id, params)
    if section.holds is Holds.FOLLOW_UPS:
        if point.status is None:
            yield Concern("fjorårets", Weight.WARN, section.id, point.id)
    elif not any(source in notes for source in point.sources):
        yield Concern("kilde", Weight.WARN, section.id, point.id)


def _privacy(found: Iterable[Finding], section: str, point: str | None) -> Iterator[Concern]:
    """Yield what each rule found in a place, once a rule, the stops first."""
    levels = {finding.rule_id: finding.level for finding in found}
    for rule, level in sorted(levels.items(), key=lambda item: item[1] is Level.LOOK):
        weight = Weight.STOP if level is Level.STOP else Weight.WARN
        yield Concern("personvern", weight, section, point, {"rule": rule})

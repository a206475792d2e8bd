"""Where a point of the report comes from, and what its notes allow (DESIGN 5 and 6)."""

from collections.abc import Mapping

from kvip_tui.domain.state.form import Form
from kvip_tui.domain.state.report import Point
from kvip_tui.domain.state.visit import Note, Visit


def form_of(visit: Visit) -> Form | None:
    """Return the report's sections: those chosen, else the plan's; None where there are none."""
    return visit.report.form or visit.plan.report


def notes_by_id(visit: Visit) -> dict[str, Note]:
    """Return the notes of a visit by what points call them."""
    return {note.id: note for note in visit.notes}


def surprising(visit: Visit, point: Point, notes: Mapping[str, Note] | None = None) -> bool:
    """Return whether the host has never heard what a point was made from.

    Args:
        visit: The visit.
        point: The point, cleared or not.
        notes: The visit's notes by id, where many points are asked about.
    """
    form = form_of(visit)
    section = form.section(point.section) if form else None
    if not point.sources or (section is not None and section.own):
        return False
    known = notes_by_id(visit) if notes is None else notes
    return not any(source in known and known[source].heard for source in point.sources)


def points_in_order(visit: Visit) -> tuple[Point, ...]:
    """Return every point in the order of the report: its number, from 1, is what people call it."""
    form = form_of(visit)
    sections = [section.id for section in form.sections] if form else []
    places = {section: place for place, section in enumerate(sections)}
    points = visit.report.points
    return tuple(sorted(points, key=lambda point: places.get(point.section, len(places))))


def senders(visit: Visit) -> frozenset[str]:
    """Return the people whose notes are here: who was said to have sent them, and who wrote any."""
    authors = {note.author for note in visit.notes}
    writing = {person.id for person in visit.people if person.name in authors}
    return visit.report.received | writing

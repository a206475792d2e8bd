"""What the next visit to the same host takes over from the last one (DESIGN 13)."""

from collections.abc import Iterator

from msgspec import Struct

from kvip_tui.domain.report.points import AddPoint
from kvip_tui.domain.report.sources import form_of
from kvip_tui.domain.state.form import Holds
from kvip_tui.domain.state.people import PersonLine
from kvip_tui.domain.state.plan import HOST
from kvip_tui.domain.state.visit import Visit


class TakenOver(Struct, frozen=True):
    """The host's people, and what was to be done, each with who and by when."""

    people: tuple[PersonLine, ...]
    measures: tuple[str, ...]


def taken_over(visit: Visit) -> TakenOver:
    """Return what of a visit the next one to the same host begins with."""
    people = (person for person in visit.roster if person.group == HOST)
    return TakenOver(
        people=tuple(PersonLine(p.name, p.group, p.title) for p in people),
        measures=tuple(_measures(visit)),
    )


def _measures(visit: Visit) -> Iterator[str]:
    form = form_of(visit)
    for section in form.sections if form else ():
        if section.holds is Holds.MEASURES:
            for point in visit.report.of(section.id):
                when = ", ".join(filter(None, (point.who, point.due)))
                yield f"{point.text} ({when})" if when else point.text


def followed_up(visit: Visit, found: TakenOver) -> list[AddPoint]:
    """Return what puts last year's measures where the report asks what became of them.

    None where the visit has no report, or one without such a section.
    """
    form = form_of(visit)
    places = [s.id for s in form.sections if s.holds is Holds.FOLLOW_UPS] if form else []
    return [AddPoint(places[0], text) for text in found.measures] if places else []

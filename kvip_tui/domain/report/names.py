"""Finds what people name of the report in words: sections by title, points by their number."""

from collections.abc import Mapping
from typing import TypeVar

from kvip_tui.domain.base import Refusal
from kvip_tui.domain.names import quoted
from kvip_tui.domain.notes.numbers import marked
from kvip_tui.domain.report.sources import form_of, points_in_order
from kvip_tui.domain.state.form import Holds
from kvip_tui.domain.state.visit import Visit
from kvip_tui.domain.text.words import beginning

T = TypeVar("T")


def named_section(visit: Visit, text: str) -> str:
    """Return the id of the section that *text* begins the title or the id of.

    Raises:
        Refusal: It names none, or several, or the visit has no report.
    """
    form = form_of(visit)
    if form is None:
        raise Refusal("report.no_form")
    sections = [section for section in form.sections if section.holds is not Holds.FRONT]
    found = beginning(text, ((n, s) for s in sections for n in (s.id, s.title)))
    if not found:
        raise Refusal("name.section_unknown", text=quoted(text))
    if len(found) > 1:
        titles = ", ".join(section.title for section in found)
        raise Refusal("name.section_ambiguous", text=quoted(text), names=titles)
    return found[0].id


def named_point(visit: Visit, text: str) -> str:
    """Return the id of the point that has that number in the report, that name, or that id.

    Raises:
        Refusal: There is none.
    """
    points = points_in_order(visit)
    wanted = text.strip().removesuffix(".")
    number = int(wanted[:6]) if wanted.isdecimal() else 0
    if 1 <= number <= len(points):
        return points[number - 1].id
    meant = marked(visit).meant(wanted)
    if any(point.id == meant for point in points):
        return meant
    raise Refusal("name.point_unknown", text=quoted(text))


def lasting_name(visit: Visit, point_id: str) -> str:
    """Return what a point is called that several machines may have moved: «HB.p12».

    Its number changes where another machine lifts notes at the same time, this does not; '' in a
    visit that one machine writes.
    """
    machine, _dot, number = point_id.rpartition(".")
    mark = marked(visit).marks.get(machine)
    return f"{mark}.{number}" if mark else ""


def one_of(text: str, words: Mapping[str, T]) -> T:
    """Return what *text* begins one of the words for.

    Raises:
        Refusal: It begins none of them, or several.
    """
    found = beginning(text, words)
    if len(found) != 1:
        raise Refusal("report.no_word", text=quoted(text), words=", ".join(words))
    return found[0]

"""Decides what may be done to the points of the report (DESIGN 5 and 6)."""

from datetime import date
from typing import Final

from msgspec.structs import asdict

from kvip_tui.domain import report_events as re
from kvip_tui.domain import report_intents as ri
from kvip_tui.domain.notes.reading import LONGEST, clean, one_line, untagged
from kvip_tui.domain.refusal import Refusal
from kvip_tui.domain.report.sources import form_of
from kvip_tui.domain.state.form import Holds, Section
from kvip_tui.domain.state.plan import Privacy
from kvip_tui.domain.state.report import Point
from kvip_tui.domain.state.visit import Note, Visit
from kvip_tui.domain.text.words import plain

LONGEST_DETAIL: Final = 500
# What may be said of a point beside its text, by what its section is for.
DETAILS: Final = {
    Holds.MEASURES: {"topic", "who", "due"},
    Holds.FOCUS: {"topic", "aspect"},
    Holds.FOLLOW_UPS: {"status"},
}
# Notes of these classes are never a source of the report, and why.
KEPT_OUT: Final = {
    Privacy.IMPRESSION: "report.impression",
    Privacy.INTERVIEW: "report.interview",
}


def decide_point(visit: Visit, intent: ri.PointIntent, today: date) -> re.PointEvent:
    """Return the event that *intent* brings about; *today* is the date where the visit is.

    Raises:
        Refusal: The rules do not allow it as things stand.
    """
    match intent:
        case ri.PromoteNotes():
            return _promoted(visit, intent)
        case ri.AddPoint():
            section, new_id = section_of(visit, intent.section), _new_id(visit, intent.machine)
            return re.PointAdded(point=new_id, section=section.id, text=report_text(intent.text))
        case ri.RewordPoint():
            point, text = _point(visit, intent.point), report_text(intent.text)
            if text == point.text:
                raise Refusal("report.unchanged")
            _weave(visit, point.sources, text)
            return re.PointReworded(point=point.id, text=text)
        case ri.AddSources():
            point = _point(visit, intent.point)
            notes = [note.id for note in _notes(visit, intent.notes)]
            fresh = tuple(note for note in notes if note not in point.sources)
            if not fresh:
                raise Refusal("report.unchanged")
            _weave(visit, fresh, point.text)
            return re.SourcesAdded(point=point.id, sources=fresh)
        case ri.MergePoints():
            return _merged(visit, intent)
        case ri.MovePoint():
            return _moved(visit, intent)
        case ri.RemovePoint():
            return re.PointRemoved(point=_point(visit, intent.point).id)
        case ri.DetailPoint():
            return _detailed(visit, intent)
        case ri.ClearPoints():
            return _cleared(visit, intent, today)


def section_of(visit: Visit, section_id: str) -> Section:
    """Return the section of the report with that id, which may be written in.

    Raises:
        Refusal: The visit has no report, or not such a section.
    """
    form = form_of(visit)
    if form is None:
        raise Refusal("report.no_form")
    section = form.section(section_id)
    if section is None or section.holds is Holds.FRONT:
        raise Refusal("section.unknown", section=section_id)
    return section


def report_text(text: str, *, empty: bool = False) -> str:
    """Return *text* as the report may hold it.

    Raises:
        Refusal: It is empty and may not be, or beyond what a note may be.
    """
    kept = clean(text)
    if not kept and not empty:
        raise Refusal("report.empty")
    if len(kept) > LONGEST:
        raise Refusal("report.long", longest=LONGEST)
    return kept


def _point(visit: Visit, point_id: str) -> Point:
    point = visit.report.point(point_id)
    if point is None:
        raise Refusal("point.unknown", point=point_id)
    return point


def _new_id(visit: Visit, machine: str) -> str:
    number = f"p{visit.report.made + 1}"
    return f"{machine}.{number}" if machine else number


def _notes(visit: Visit, ids: tuple[str, ...]) -> list[Note]:
    """Return notes that the report may be made from; those of an interview never are."""
    found = []
    for note_id in dict.fromkeys(ids):
        note = visit.note(note_id)
        if note is None:
            raise Refusal("note.unknown", note=note_id)
        if note.privacy in KEPT_OUT:
            raise Refusal(KEPT_OUT[note.privacy])
        found.append(note)
    if not found:
        raise Refusal("report.no_notes")
    return found


def _promoted(visit: Visit, intent: ri.PromoteNotes) -> re.PointAdded:
    notes = _notes(visit, intent.notes)
    tags = tuple(tag for note in notes for tag in note.tags)
    section = section_of(visit, intent.section or _by_tags(visit, tags))
    sources = tuple(note.id for note in notes)
    if any(set(point.sources) & set(sources) for point in visit.report.of(section.id)):
        raise Refusal("report.promoted", section=section.title)
    text = report_text(intent.text or "\n".join(map(_words, notes)))
    _weave(visit, sources, text)
    return re.PointAdded(
        point=_new_id(visit, intent.machine),
        section=section.id,
        text=text,
        sources=sources,
        topic=_topic(visit, section, tags),
    )


def _words(note: Note) -> str:
    return untagged(note.text) or note.text


def _weave(visit: Visit, sources: tuple[str, ...], text: str) -> None:
    """Refuse a text in which an impression stands as it was written."""
    for note in filter(None, map(visit.note, sources)):
        if note.second and plain(_words(note)).rstrip(" .!?") in plain(text):
            raise Refusal("report.impression_quoted")


def _by_tags(visit: Visit, tags: tuple[str, ...]) -> str:
    form = form_of(visit)
    section = form.tagged(tags) if form else None
    if form is not None and section is None:
        raise Refusal("report.no_section")
    return section.id if section else ""


def _topic(visit: Visit, section: Section, tags: tuple[str, ...]) -> str:
    """Return the focus area that «fokus:skjerming» begins the name of, or what it says.

    It is what a point of such a section is about, and the theme of a measure.
    """
    if "topic" not in DETAILS.get(section.holds, ()):
        return ""
    named = [tag.partition(":")[2].replace("-", " ") for tag in tags if ":" in tag]
    for name in named:
        for area in visit.focus_areas:
            if plain(area).startswith(plain(name)):
                return area
    return named[0] if named else ""


def _merged(visit: Visit, intent: ri.MergePoints) -> re.PointsMerged:
    points = [_point(visit, point) for point in dict.fromkeys(intent.points)]
    if len(points) < 2:
        raise Refusal("report.merge_one")
    text = report_text(intent.text or "\n".join(point.text for point in points))
    _weave(visit, tuple(source for point in points for source in point.sources), text)
    into, *others = (point.id for point in points)
    return re.PointsMerged(into=into, points=tuple(others), text=text)


def _moved(visit: Visit, intent: ri.MovePoint) -> re.PointMoved:
    point = _point(visit, intent.point)
    section = section_of(visit, intent.section)
    there = [other.id for other in visit.report.of(section.id)]
    others = [other for other in there if other != point.id]
    place = len(others) + 1 if intent.place is None else intent.place
    if not 1 <= place <= len(others) + 1:
        raise Refusal("report.place", most=len(others) + 1)
    if point.id in there and there.index(point.id) == place - 1:
        raise Refusal("report.unchanged")
    after = others[place - 2] if place > 1 else None
    return re.PointMoved(point=point.id, section=section.id, after=after)


def _detailed(visit: Visit, intent: ri.DetailPoint) -> re.PointDetailed:
    point = _point(visit, intent.point)
    section = section_of(visit, point.section)
    said = re.PointDetailed(
        point=point.id,
        topic=None if intent.topic is None else one_line(intent.topic),
        who=None if intent.who is None else one_line(intent.who),
        due=None if intent.due is None else one_line(intent.due),
        status=intent.status,
        aspect=intent.aspect,
    )
    given = {name: value for name, value in asdict(said).items() if value is not None}
    del given["point"]
    if not set(given) <= DETAILS.get(section.holds, set()):
        raise Refusal("report.no_detail", section=section.title)
    if any(len(value) > LONGEST_DETAIL for value in given.values()):
        raise Refusal("report.long_detail", longest=LONGEST_DETAIL)
    if all(getattr(point, name) == value for name, value in given.items()):
        raise Refusal("report.unchanged")
    return said


def _cleared(visit: Visit, intent: ri.ClearPoints, today: date) -> re.PointsCleared:
    points = [_point(visit, point) for point in dict.fromkeys(intent.points)]
    who, how = one_line(intent.who), one_line(intent.how)
    if not points or not who or not how:
        raise Refusal("clear.missing")
    if max(len(who), len(how)) > LONGEST_DETAIL:
        raise Refusal("report.long_detail", longest=LONGEST_DETAIL)
    if not visit.date <= intent.on <= today:
        raise Refusal("clear.when", first=visit.date, last=today)
    return re.PointsCleared(
        points=tuple(point.id for point in points), who=who, on=intent.on, how=how
    )

"""The report's points: intents, events, rules and fold."""

from datetime import date
from typing import Final

from msgspec import Struct
from msgspec.structs import asdict

from kvip_tui.domain.base import MadeOn, Refusal, Sent
from kvip_tui.domain.notes.reading import untagged
from kvip_tui.domain.people.speaker import words_said
from kvip_tui.domain.report.sources import form_of
from kvip_tui.domain.state.form import Holds, Section
from kvip_tui.domain.state.plan import Privacy
from kvip_tui.domain.state.report import Aspect, FollowUp, Point
from kvip_tui.domain.state.visit import Note, Visit
from kvip_tui.domain.text.legible import LONGEST, clean, one_line
from kvip_tui.domain.text.words import plain


class PointAdded(Sent, frozen=True, tag="point_added"):
    """A point was put last in a section, from notes (``sources``, by id) or from none."""

    point: str
    section: str
    text: str
    sources: tuple[str, ...] = ()
    topic: str = ""


class PointReworded(Sent, frozen=True, tag="point_reworded"):
    """A point got other words; its sources stayed."""

    point: str
    text: str


class SourcesAdded(Sent, frozen=True, tag="sources_added"):
    """More notes were taken as sources of a point."""

    point: str
    sources: tuple[str, ...]


class PointsMerged(Sent, frozen=True, tag="points_merged"):
    """Points were made one: ``into`` stayed, with the text and the sources of all."""

    into: str
    points: tuple[str, ...]
    text: str


class PointMoved(Sent, frozen=True, tag="point_moved"):
    """A point was put behind the point ``after`` of a section, or first where that is None."""

    point: str
    section: str
    after: str | None = None


class PointRemoved(Sent, frozen=True, tag="point_removed"):
    """A point was taken out of the report; its notes stayed."""

    point: str


class PointDetailed(Sent, frozen=True, tag="point_detailed"):
    """Something was said of a point beside its text; None: that stayed as it was."""

    point: str
    topic: str | None = None
    who: str | None = None
    due: str | None = None
    status: FollowUp | None = None
    aspect: Aspect | None = None


class PointsCleared(Sent, frozen=True, tag="points_cleared"):
    """The host was told beforehand of points: ``who`` of it, on what day, and how."""

    points: tuple[str, ...]
    who: str
    on: date
    how: str


class PromoteNotes(MadeOn, frozen=True):
    """Make one point of notes, by id; in the notes' own words where ``text`` is empty.

    ``section`` is where their tags say where it is empty.
    """

    notes: tuple[str, ...]
    section: str = ""
    text: str = ""


class AddPoint(MadeOn, frozen=True):
    """Put a point without a source last in a section."""

    section: str
    text: str


class RewordPoint(Struct, frozen=True):
    """Give a point other words."""

    point: str
    text: str


class AddSources(Struct, frozen=True):
    """Take more notes, by id, as sources of a point."""

    point: str
    notes: tuple[str, ...]


class MergePoints(Struct, frozen=True):
    """Make points one, the first of them; in the words of all where ``text`` is empty."""

    points: tuple[str, ...]
    text: str = ""


class MovePoint(Struct, frozen=True):
    """Put a point at a place of a section, counted from 1; last where ``place`` is None."""

    point: str
    section: str
    place: int | None = None


class RemovePoint(Struct, frozen=True):
    """Take a point out of the report."""

    point: str


class DetailPoint(Struct, frozen=True):
    """Say something of a point beside its text; None leaves that as it is."""

    point: str
    topic: str | None = None
    who: str | None = None
    due: str | None = None
    status: FollowUp | None = None
    aspect: Aspect | None = None


class ClearPoints(Struct, frozen=True):
    """Say who of the host was told of points beforehand, on what day, and how."""

    points: tuple[str, ...]
    who: str
    on: date
    how: str


PointIntent = (
    PromoteNotes
    | AddPoint
    | RewordPoint
    | AddSources
    | MergePoints
    | MovePoint
    | RemovePoint
    | DetailPoint
    | ClearPoints
)


PointEvent = (
    PointAdded
    | PointReworded
    | SourcesAdded
    | PointsMerged
    | PointMoved
    | PointRemoved
    | PointDetailed
    | PointsCleared
)


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


def decide_point(visit: Visit, intent: PointIntent, today: date) -> PointEvent:
    """Return the event that *intent* brings about; *today* is the date where the visit is.

    Raises:
        Refusal: The rules do not allow it as things stand.
    """
    match intent:
        case PromoteNotes():
            return _promoted(visit, intent)
        case AddPoint():
            section, new_id = section_of(visit, intent.section), _new_id(visit, intent.machine)
            return PointAdded(point=new_id, section=section.id, text=report_text(intent.text))
        case RewordPoint():
            point, text = _point(visit, intent.point), report_text(intent.text)
            if text == point.text:
                raise Refusal("report.unchanged")
            _weave(visit, point.sources, text)
            return PointReworded(point=point.id, text=text)
        case AddSources():
            point = _point(visit, intent.point)
            notes = [note.id for note in _notes(visit, intent.notes)]
            fresh = tuple(note for note in notes if note not in point.sources)
            if not fresh:
                raise Refusal("report.unchanged")
            _weave(visit, fresh, point.text)
            return SourcesAdded(point=point.id, sources=fresh)
        case MergePoints():
            return _merged(visit, intent)
        case MovePoint():
            return _moved(visit, intent)
        case RemovePoint():
            return PointRemoved(point=_point(visit, intent.point).id)
        case DetailPoint():
            return _detailed(visit, intent)
        case ClearPoints():
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


def _promoted(visit: Visit, intent: PromoteNotes) -> PointAdded:
    notes = _notes(visit, intent.notes)
    tags = tuple(tag for note in notes for tag in note.tags)
    section = section_of(visit, intent.section or _by_tags(visit, tags))
    sources = tuple(note.id for note in notes)
    if any(set(point.sources) & set(sources) for point in visit.report.of(section.id)):
        raise Refusal("report.promoted", section=section.title)
    text = report_text(intent.text or "\n".join(_words(visit, note) for note in notes))
    _weave(visit, sources, text)
    return PointAdded(
        point=_new_id(visit, intent.machine),
        section=section.id,
        text=text,
        sources=sources,
        topic=_topic(visit, section, tags),
    )


def _words(visit: Visit, note: Note) -> str:
    text = words_said(note.text, visit.people)
    return untagged(text) or text


def _weave(visit: Visit, sources: tuple[str, ...], text: str) -> None:
    """Refuse a text in which an impression stands as it was written."""
    for note in filter(None, map(visit.note, sources)):
        if note.second and plain(_words(visit, note)).rstrip(" .!?") in plain(text):
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


def _merged(visit: Visit, intent: MergePoints) -> PointsMerged:
    points = [_point(visit, point) for point in dict.fromkeys(intent.points)]
    if len(points) < 2:
        raise Refusal("report.merge_one")
    text = report_text(intent.text or "\n".join(point.text for point in points))
    _weave(visit, tuple(source for point in points for source in point.sources), text)
    into, *others = (point.id for point in points)
    return PointsMerged(into=into, points=tuple(others), text=text)


def _moved(visit: Visit, intent: MovePoint) -> PointMoved:
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
    return PointMoved(point=point.id, section=section.id, after=after)


def _detailed(visit: Visit, intent: DetailPoint) -> PointDetailed:
    point = _point(visit, intent.point)
    section = section_of(visit, point.section)
    said = PointDetailed(
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


def _cleared(visit: Visit, intent: ClearPoints, today: date) -> PointsCleared:
    points = [_point(visit, point) for point in dict.fromkeys(intent.points)]
    who, how = one_line(intent.who), one_line(intent.how)
    if not points or not who or not how:
        raise Refusal("clear.missing")
    if max(len(who), len(how)) > LONGEST_DETAIL:
        raise Refusal("report.long_detail", longest=LONGEST_DETAIL)
    require_since_visit(visit, intent.on, today, "clear.when")
    return PointsCleared(points=tuple(point.id for point in points), who=who, on=intent.on, how=how)


def require_since_visit(visit: Visit, on: date, today: date, code: str) -> None:
    """Refuse a day on which nothing can have come of the visit: before it, or after *today*.

    Raises:
        Refusal: ``report.not_yet`` where the visit itself is to come, else *code*.
    """
    if today < visit.date:
        raise Refusal("report.not_yet", first=visit.date)
    if not visit.date <= on <= today:
        raise Refusal(code, first=visit.date, last=today)

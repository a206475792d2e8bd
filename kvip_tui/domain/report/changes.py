"""Folds what happened to the report into the visit."""

from collections.abc import Iterable

from msgspec.structs import asdict, replace

from kvip_tui.domain import report_events as re
from kvip_tui.domain.note_events import NotesJoined
from kvip_tui.domain.report.sources import form_of, surprising
from kvip_tui.domain.state.form import Form
from kvip_tui.domain.state.report import Clearance, Point, Report
from kvip_tui.domain.state.visit import Visit

_DETAILS = ("topic", "who", "due", "status", "aspect")


def apply_report(visit: Visit, event: re.ReportEvent) -> Visit:
    """Return the visit after an event; of a point that is not there it does nothing."""
    report = visit.report
    match event:
        case re.FormChosen():
            report = _housed(replace(report, form=event.form), event.form)
        case re.ProseWritten():
            report = replace(report, prose={**report.prose, event.section: event.text})
            report = _housed(report, form_of(visit))
        case re.ReviewDated():
            others = {step: on for step, on in report.reviewed.items() if step is not event.step}
            dated = {event.step: event.on} if event.on else {}
            report = replace(report, reviewed={**others, **dated})
        case re.FeedbackWritten():
            answer = {(event.to, event.question): event.text}
            report = replace(report, answers={**report.answers, **answer})
        case re.NotesReceived():
            one = {event.person}
            received = report.received | one if event.received else report.received - one
            report = replace(report, received=received)
        case _:
            report = _points(visit, event)
    return replace(visit, report=report)


def _housed(report: Report, form: Form | None) -> Report:
    """Return the report with what stands in a section that the form lacks in its last section.

    The rules let nothing come to stand there; a journal that was merged may, and loses nothing.
    """
    if form is None:
        return report
    points = tuple(replace(p, section=_home(form, p.section)) for p in report.points)
    prose: dict[str, str] = {}
    for section, text in sorted(report.prose.items(), key=lambda item: not form.section(item[0])):
        home = _home(form, section)
        prose[home] = "\n\n".join(filter(None, (prose.get(home), text)))
    return replace(report, points=points, prose=prose)


def _home(form: Form | None, section: str) -> str:
    return section if form is None or form.section(section) else form.sections[-1].id


def with_joined_notes(visit: Visit, event: NotesJoined) -> Visit:
    """Return the visit whose points name the note that their joined notes have become."""
    into, *gone = event.notes
    points = tuple(
        replace(p, sources=tuple(dict.fromkeys(into if s in gone else s for s in p.sources)))
        for p in visit.report.points
    )
    return replace(visit, report=replace(visit.report, points=points))


def _points(visit: Visit, event: re.PointEvent) -> Report:
    report = visit.report
    match event:
        case re.PointAdded():
            fields = asdict(event)
            fields["section"] = _home(form_of(visit), event.section)
            point = Point(id=fields.pop("point"), **fields)
            return replace(report, points=(*report.points, point), made=report.made + 1)
        case re.PointReworded():
            return _changed(report, {event.point}, text=event.text)
        case re.SourcesAdded():
            return _sourced(visit, event)
        case re.PointsMerged():
            return _merged(visit, event)
        case re.PointMoved():
            section = _home(form_of(visit), event.section)
            return _moved(report, replace(event, section=section))
        case re.PointRemoved():
            return _without(report, {event.point})
        case re.PointDetailed():
            details = {name: getattr(event, name) for name in _DETAILS}
            said = {name: value for name, value in details.items() if value is not None}
            return _changed(report, {event.point}, **said)
        case re.PointsCleared():
            clearance = Clearance(who=event.who, on=event.on, how=event.how)
            return _changed(report, event.points, clearance=clearance)


def _changed(report: Report, ids: Iterable[str], **fields: object) -> Report:
    wanted = set(ids)
    points = (replace(p, **fields) if p.id in wanted else p for p in report.points)
    return replace(report, points=tuple(points))


def _without(report: Report, ids: set[str]) -> Report:
    return replace(report, points=tuple(p for p in report.points if p.id not in ids))


def _sourced(visit: Visit, event: re.SourcesAdded) -> Report:
    """What new sources bring in has not been cleared where the host never heard it."""
    point = visit.report.point(event.point)
    if point is None:
        return visit.report
    sources = tuple(dict.fromkeys((*point.sources, *event.sources)))
    known = not surprising(visit, replace(point, sources=event.sources))
    clearance = point.clearance if known else None
    return _changed(visit.report, {point.id}, sources=sources, clearance=clearance)


def _merged(visit: Visit, event: re.PointsMerged) -> Report:
    """What comes of several points is cleared where each that had to be was."""
    report = visit.report
    parts = [p for i in (event.into, *event.points) if (p := report.point(i)) is not None]
    if len(parts) < 2 or parts[0].id != event.into:
        return report
    sources = tuple(dict.fromkeys(source for part in parts for source in part.sources))
    cleared = [part.clearance for part in parts if part.clearance or surprising(visit, part)]
    clearance = cleared[0] if cleared and all(cleared) else None
    report = _changed(report, {event.into}, text=event.text, sources=sources, clearance=clearance)
    return _without(report, {part.id for part in parts[1:]})


def _moved(report: Report, event: re.PointMoved) -> Report:
    point = report.point(event.point)
    if point is None:
        return report
    moved = replace(point, section=event.section)
    others = [p for p in report.points if p.id != point.id]
    behind = next((i for i, p in enumerate(others) if p.id == event.after), None)
    if behind is None:
        first = (i for i, p in enumerate(others) if p.section == event.section)
        place = next(first, len(others))
    else:
        place = behind + 1
    return replace(report, points=(*others[:place], moved, *others[place:]))

"""The report but for its points: intents, events, rules and fold."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from msgspec import Struct
from msgspec.structs import asdict, replace

from kvip_tui.domain.base import Refusal, Sent, Stays
from kvip_tui.domain.notes.vocabulary import NotesJoined
from kvip_tui.domain.report.points import (
    PointAdded,
    PointDetailed,
    PointEvent,
    PointIntent,
    PointMoved,
    PointRemoved,
    PointReworded,
    PointsCleared,
    PointsMerged,
    SourcesAdded,
    decide_point,
    report_text,
    require_since_visit,
    section_of,
)
from kvip_tui.domain.report.sources import form_of, surprising
from kvip_tui.domain.state.form import Form
from kvip_tui.domain.state.report import Clearance, Feedback, Point, Report, Step
from kvip_tui.domain.state.visit import Visit


class FormChosen(Sent, frozen=True, tag="form_chosen"):
    """The report got other sections than the plan gave it."""

    form: Form


class ProseWritten(Sent, frozen=True, tag="prose_written"):
    """The prose of a section was written anew; '' took it away."""

    section: str
    text: str


class ReviewDated(Sent, frozen=True, tag="review_dated"):
    """A step of the review was taken on a day, or, for None, was not taken after all."""

    step: Step
    on: date | None


class FeedbackWritten(Stays, frozen=True, tag="feedback_written"):
    """An answer to a question of a feedback was written anew; '' took it away."""

    to: Feedback
    question: str
    text: str


class NotesReceived(Sent, frozen=True, tag="notes_received"):
    """A person's notes came in, or, where not ``received``, had not after all."""

    person: str
    received: bool = True


class ChooseForm(Struct, frozen=True):
    """Give the report other sections."""

    form: Form


class WriteProse(Struct, frozen=True):
    """Write the prose of a section anew; empty lines part its paragraphs, '' takes it away."""

    section: str
    text: str


class DateReview(Struct, frozen=True):
    """Say on what day a step of the review was taken; None: it was not after all."""

    step: Step
    on: date | None


class WriteFeedback(Struct, frozen=True):
    """Write the answer to a question of a feedback anew; '' takes it away."""

    to: Feedback
    question: str
    text: str


class ReceiveNotes(Struct, frozen=True):
    """Say that a person's notes have come in, or that they have not after all."""

    person: str
    received: bool = True


ReportIntent = ChooseForm | WriteProse | PointIntent | DateReview | WriteFeedback | ReceiveNotes


ReportEvent = FormChosen | ProseWritten | PointEvent | ReviewDated | FeedbackWritten | NotesReceived


def words_of(event: object) -> tuple[str, ...]:
    """Return what an event puts into the report in people's own words; nothing for any other."""
    match event:
        case ProseWritten() | PointAdded() | PointReworded() | PointsMerged():
            return (event.text,)
        case PointDetailed():
            return tuple(filter(None, (event.topic, event.who, event.due)))
        case FeedbackWritten():
            return (event.text,)
        case _:
            return ()


QUESTIONS: Final = {
    Feedback.NETWORK: ("standards", "organisation", "day_plan", "tips"),
    Feedback.LEADER: ("went_well", "differently"),
}


def decide_report(visit: Visit, intent: ReportIntent, today: date) -> ReportEvent:
    """Return the event that *intent* brings about; *today* is the date where the visit is.

    Raises:
        Refusal: The rules do not allow it as things stand.
    """
    if isinstance(intent, PointIntent):
        return decide_point(visit, intent, today)
    match intent:
        case ChooseForm():
            return _form(visit, intent)
        case WriteProse():
            section = section_of(visit, intent.section)
            text = report_text(intent.text, empty=True)
            if text == visit.report.prose.get(section.id, section.text):
                raise Refusal("report.unchanged")
            return ProseWritten(section=section.id, text=text)
        case DateReview():
            return _review(visit, intent, today)
        case WriteFeedback():
            return _feedback(visit, intent)
        case ReceiveNotes():
            return _received(visit, intent)


def _form(visit: Visit, intent: ChooseForm) -> FormChosen:
    """Refuse a form without the sections that have been written in."""
    if form_of(visit) == intent.form:
        raise Refusal("report.unchanged")
    written = [section for section, text in visit.report.prose.items() if text]
    for section_id in (*written, *(point.section for point in visit.report.points)):
        if intent.form.section(section_id) is None:
            raise Refusal("report.form_in_use", section=section_of(visit, section_id).title)
    return FormChosen(form=intent.form)


def _review(visit: Visit, intent: DateReview, today: date) -> ReviewDated:
    """A step is dated from the day of the visit to today, and not before the step before it."""
    form = form_of(visit)
    if form is None or not form.reviewed:
        raise Refusal("review.none")
    reviewed = visit.report.reviewed
    if reviewed.get(intent.step) == intent.on:
        raise Refusal("report.unchanged")
    if intent.on is None:
        return ReviewDated(step=intent.step, on=None)
    require_since_visit(visit, intent.on, today, "review.when")
    steps = list(Step)
    place = steps.index(intent.step)
    before = [reviewed[step] for step in steps[:place] if step in reviewed]
    after = [reviewed[step] for step in steps[place + 1 :] if step in reviewed]
    if any(on > intent.on for on in before) or any(on < intent.on for on in after):
        raise Refusal("review.order")
    return ReviewDated(step=intent.step, on=intent.on)


def _feedback(visit: Visit, intent: WriteFeedback) -> FeedbackWritten:
    if intent.question not in QUESTIONS[intent.to]:
        raise Refusal("feedback.unknown", question=intent.question)
    text = report_text(intent.text, empty=True)
    if text == visit.report.answers.get((intent.to, intent.question), ""):
        raise Refusal("report.unchanged")
    return FeedbackWritten(to=intent.to, question=intent.question, text=text)


def _received(visit: Visit, intent: ReceiveNotes) -> NotesReceived:
    if visit.person(intent.person) is None:
        raise Refusal("person.unknown", name=intent.person)
    if (intent.person in visit.report.received) == intent.received:
        raise Refusal("report.unchanged")
    return NotesReceived(person=intent.person, received=intent.received)


_DETAILS = ("topic", "who", "due", "status", "aspect")


def apply_report(visit: Visit, event: ReportEvent) -> Visit:
    """Return the visit after an event; of a point that is not there it does nothing."""
    report = visit.report
    match event:
        case FormChosen():
            report = _housed(replace(report, form=event.form), event.form)
        case ProseWritten():
            report = replace(report, prose={**report.prose, event.section: event.text})
            report = _housed(report, form_of(visit))
        case ReviewDated():
            others = {step: on for step, on in report.reviewed.items() if step is not event.step}
            dated = {event.step: event.on} if event.on else {}
            report = replace(report, reviewed={**others, **dated})
        case FeedbackWritten():
            answer = {(event.to, event.question): event.text}
            report = replace(report, answers={**report.answers, **answer})
        case NotesReceived():
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


def _points(visit: Visit, event: PointEvent) -> Report:
    report = visit.report
    match event:
        case PointAdded():
            fields = asdict(event)
            fields["section"] = _home(form_of(visit), event.section)
            point = Point(id=fields.pop("point"), **fields)
            return replace(report, points=(*report.points, point), made=report.made + 1)
        case PointReworded():
            return _changed(report, {event.point}, text=event.text)
        case SourcesAdded():
            return _sourced(visit, event)
        case PointsMerged():
            return _merged(visit, event)
        case PointMoved():
            section = _home(form_of(visit), event.section)
            return _moved(report, replace(event, section=section))
        case PointRemoved():
            return _without(report, {event.point})
        case PointDetailed():
            details = {name: getattr(event, name) for name in _DETAILS}
            said = {name: value for name, value in details.items() if value is not None}
            return _changed(report, {event.point}, **said)
        case PointsCleared():
            clearance = Clearance(who=event.who, on=event.on, how=event.how)
            return _changed(report, event.points, clearance=clearance)


def _changed(report: Report, ids: Iterable[str], **fields: object) -> Report:
    wanted = set(ids)
    points = (replace(p, **fields) if p.id in wanted else p for p in report.points)
    return replace(report, points=tuple(points))


def _without(report: Report, ids: set[str]) -> Report:
    return replace(report, points=tuple(p for p in report.points if p.id not in ids))


def _sourced(visit: Visit, event: SourcesAdded) -> Report:
    """What new sources bring in has not been cleared where the host never heard it."""
    point = visit.report.point(event.point)
    if point is None:
        return visit.report
    sources = tuple(dict.fromkeys((*point.sources, *event.sources)))
    known = not surprising(visit, replace(point, sources=event.sources))
    clearance = point.clearance if known else None
    return _changed(visit.report, {point.id}, sources=sources, clearance=clearance)


def _merged(visit: Visit, event: PointsMerged) -> Report:
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


def _moved(report: Report, event: PointMoved) -> Report:
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

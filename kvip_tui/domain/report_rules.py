"""Decides what may be done to the report as a whole (DESIGN 6)."""

from datetime import date
from typing import Final

from kvip_tui.domain import report_events as re
from kvip_tui.domain import report_intents as ri
from kvip_tui.domain.refusal import Refusal
from kvip_tui.domain.report.points import decide_point, report_text, section_of
from kvip_tui.domain.report.sources import form_of
from kvip_tui.domain.state.report import Feedback, Step
from kvip_tui.domain.state.visit import Visit

QUESTIONS: Final = {
    Feedback.NETWORK: ("standards", "organisation", "day_plan", "tips"),
    Feedback.LEADER: ("went_well", "differently"),
}


def decide_report(visit: Visit, intent: ri.ReportIntent, today: date) -> re.ReportEvent:
    """Return the event that *intent* brings about; *today* is the date where the visit is.

    Raises:
        Refusal: The rules do not allow it as things stand.
    """
    if isinstance(intent, ri.PointIntent):
        return decide_point(visit, intent, today)
    match intent:
        case ri.ChooseForm():
            return _form(visit, intent)
        case ri.WriteProse():
            section = section_of(visit, intent.section)
            text = report_text(intent.text, empty=True)
            if text == visit.report.prose.get(section.id, section.text):
                raise Refusal("report.unchanged")
            return re.ProseWritten(section=section.id, text=text)
        case ri.DateReview():
            return _review(visit, intent, today)
        case ri.WriteFeedback():
            return _feedback(visit, intent)
        case ri.ReceiveNotes():
            return _received(visit, intent)


def _form(visit: Visit, intent: ri.ChooseForm) -> re.FormChosen:
    """Refuse a form without the sections that have been written in."""
    if form_of(visit) == intent.form:
        raise Refusal("report.unchanged")
    written = [section for section, text in visit.report.prose.items() if text]
    for section_id in (*written, *(point.section for point in visit.report.points)):
        if intent.form.section(section_id) is None:
            raise Refusal("report.form_in_use", section=section_of(visit, section_id).title)
    return re.FormChosen(form=intent.form)


def _review(visit: Visit, intent: ri.DateReview, today: date) -> re.ReviewDated:
    """A step is dated from the day of the visit to today, and not before the step before it."""
    form = form_of(visit)
    if form is None or not form.reviewed:
        raise Refusal("review.none")
    reviewed = visit.report.reviewed
    if reviewed.get(intent.step) == intent.on:
        raise Refusal("report.unchanged")
    if intent.on is None:
        return re.ReviewDated(step=intent.step, on=None)
    if not visit.date <= intent.on <= today:
        raise Refusal("review.when", first=visit.date, last=today)
    steps = list(Step)
    place = steps.index(intent.step)
    before = [reviewed[step] for step in steps[:place] if step in reviewed]
    after = [reviewed[step] for step in steps[place + 1 :] if step in reviewed]
    if any(on > intent.on for on in before) or any(on < intent.on for on in after):
        raise Refusal("review.order")
    return re.ReviewDated(step=intent.step, on=intent.on)


def _feedback(visit: Visit, intent: ri.WriteFeedback) -> re.FeedbackWritten:
    if intent.question not in QUESTIONS[intent.to]:
        raise Refusal("feedback.unknown", question=intent.question)
    text = report_text(intent.text, empty=True)
    if text == visit.report.answers.get((intent.to, intent.question), ""):
        raise Refusal("report.unchanged")
    return re.FeedbackWritten(to=intent.to, question=intent.question, text=text)


def _received(visit: Visit, intent: ri.ReceiveNotes) -> re.NotesReceived:
    if visit.person(intent.person) is None:
        raise Refusal("person.unknown", name=intent.person)
    if (intent.person in visit.report.received) == intent.received:
        raise Refusal("report.unchanged")
    return re.NotesReceived(person=intent.person, received=intent.received)

"""The report and those who read it: whom it was sent to, what came back, what became of that."""

from datetime import date
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from kvip_tui.domain.base import AnyEvent, Events, MadeOn, Refusal, Sent
from kvip_tui.domain.report.changes import (
    ReportEvent,
    ReportIntent,
    WriteProse,
    apply_report,
    decide_report,
    words_of,
)
from kvip_tui.domain.report.document import paragraphs
from kvip_tui.domain.report.points import (
    AddPoint,
    DetailPoint,
    MovePoint,
    RemovePoint,
    RewordPoint,
)
from kvip_tui.domain.report.sources import form_of
from kvip_tui.domain.review.anchors import PROSE
from kvip_tui.domain.review.words import alike, merged, normal
from kvip_tui.domain.state.report import Remark, Remarked, Sending, Verdict
from kvip_tui.domain.state.visit import Visit
from kvip_tui.domain.text.legible import one_line

LONGEST_NAME: Final = 200


class ReportSent(Sent, frozen=True, tag="report_sent"):
    """Somebody was sent the report as it stood."""

    recipient: str
    on: date


class RemarksReceived(Sent, frozen=True, tag="remarks_received"):
    """A document came back, with remarks that had not come before."""

    file: str
    remarks: tuple[Remark, ...]


class RemarkSettled(Sent, frozen=True, tag="remark_settled"):
    """A remark was taken over or declined."""

    remark: str
    verdict: Verdict


class SendReport(Struct, frozen=True):
    """Say that somebody was sent the report as it stands."""

    recipient: str
    on: date


class ReceiveRemarks(Struct, frozen=True):
    """Take in what is said in a document that came back; nothing is taken in twice."""

    file: str
    remarks: tuple[Remark, ...]


class SettleRemark(MadeOn, frozen=True):
    """Take a remark over, which changes the report, or decline it.

    ``section`` says where an addition is to stand whose place was not found.
    """

    remark: str
    verdict: Verdict
    section: str = ""


ReviewIntent = SendReport | ReceiveRemarks | SettleRemark
ReviewEvent = ReportSent | RemarksReceived | RemarkSettled
# The report with all that its readers do to it.
ReviewedIntent = ReportIntent | ReviewIntent
ReviewedEvent = ReportEvent | ReviewEvent


def decide_reviewed(visit: Visit, intent: ReviewedIntent, today: date) -> Events:
    """Return the events that *intent* brings about; *today* is the date where the visit is.

    Raises:
        Refusal: The rules do not allow it as things stand.
    """
    if isinstance(intent, ReportIntent):
        return (decide_report(visit, intent, today),)
    match intent:
        case SendReport():
            return (_sent(visit, intent, today),)
        case ReceiveRemarks():
            known = {remark.id for remark in visit.report.remarks}
            fresh = tuple(remark for remark in intent.remarks if remark.id not in known)
            if not fresh:
                raise Refusal("remarks.known" if intent.remarks else "remarks.none")
            return (RemarksReceived(file=one_line(intent.file), remarks=fresh),)
        case SettleRemark():
            return _settled(visit, intent, today)


def _sent(visit: Visit, intent: SendReport, today: date) -> ReportSent:
    if form_of(visit) is None:
        raise Refusal("report.no_form")
    recipient = one_line(intent.recipient)
    if not recipient:
        raise Refusal("sent.to_nobody")
    if len(recipient) > LONGEST_NAME:
        raise Refusal("report.long_detail", longest=LONGEST_NAME)
    if intent.on > today:
        raise Refusal("sent.when", last=today)
    return ReportSent(recipient=recipient, on=intent.on)


def _settled(visit: Visit, intent: SettleRemark, today: date) -> Events:
    remark = visit.report.remark(intent.remark)
    if remark is None:
        raise Refusal("remarks.unknown")
    before = visit.report.verdicts.get(remark.id)
    if before is Verdict.TAKEN or before is intent.verdict:
        raise Refusal("remarks.settled")
    settled = RemarkSettled(remark=remark.id, verdict=intent.verdict)
    if intent.verdict is Verdict.DECLINED:
        return (settled,)
    wanted = _wanted(visit, remark, intent)
    changes: tuple[AnyEvent, ...] = ()
    if wanted is not None:
        changes = (decide_report(visit, wanted, today),)
    return (*changes, settled)


def _wanted(visit: Visit, remark: Remark, intent: SettleRemark) -> ReportIntent | None:
    """Return what a remark asks for, None where it asks for nothing that can be done by itself."""
    if remark.point and visit.report.point(remark.point) is None:
        raise Refusal("remarks.gone")
    match remark.sort:
        case Remarked.COMMENT:
            return None
        case Remarked.ADDITION:
            section = intent.section or remark.section
            if not section:
                raise Refusal("remarks.where")
            return AddPoint(section=section, text=remark.text, machine=intent.machine)
        case Remarked.MOVE:
            return _move(visit, remark)
        case Remarked.EDIT | Remarked.REMOVAL if remark.part == PROSE:
            return _prose(visit, remark)
        case Remarked.REMOVAL if remark.part in {"text", ""}:
            return RemovePoint(remark.point) if remark.point else None
        case Remarked.EDIT | Remarked.REMOVAL:
            return _edit(visit, remark)


def _move(visit: Visit, remark: Remark) -> MovePoint | None:
    """Return the point's move to where it was moved: behind the one that it stands behind there."""
    there = [p.id for p in visit.report.of(remark.section) if p.id != remark.point]
    place = there.index(remark.behind) + 2 if remark.behind in there else 1
    here = [p.id for p in visit.report.of(remark.section)]
    if remark.point in here and here.index(remark.point) == place - 1:
        return None
    return MovePoint(remark.point, remark.section, place)


def _edit(visit: Visit, remark: Remark) -> RewordPoint | DetailPoint | None:
    """Return the change of a point's words, made in the words that it has now."""
    point = visit.report.point(remark.point)
    if point is None:
        return None
    now = getattr(point, remark.part)
    text = _merged(remark, now)
    if text == now:
        return None
    match remark.part:
        case "topic":
            return DetailPoint(point.id, topic=text)
        case "who":
            return DetailPoint(point.id, who=text)
        case "due":
            return DetailPoint(point.id, due=text)
        case _:
            return RewordPoint(point.id, text)


def _merged(remark: Remark, now: str) -> str:
    """Return words with what somebody wanted changed in them.

    Raises:
        Refusal: They have been changed just there since.
    """
    was = now if normal(now) == normal(remark.was) else normal(remark.was)
    text = merged(was, remark.wanted, now)
    if text is None:
        raise Refusal("remarks.clash")
    return text.strip()


def _prose(visit: Visit, remark: Remark) -> WriteProse | None:
    """Return the prose of a section with one paragraph of it changed."""
    form = form_of(visit)
    section = form.section(remark.section) if form else None
    if section is None:
        raise Refusal("remarks.gone")
    parts = [*paragraphs(visit.report.prose.get(section.id, section.text))]
    nearest = max(parts, key=lambda part: alike(part, remark.was), default="")
    if not parts or (alike(nearest, remark.was) == 0 and normal(remark.was)):
        raise Refusal("remarks.gone")
    index = parts.index(nearest)
    text = _merged(remark, nearest)
    if text == nearest:
        return None
    new = [*parts[:index], text, *parts[index + 1 :]]
    return WriteProse(section.id, "\n\n".join(filter(None, new)))


def apply_reviewed(visit: Visit, event: ReviewedEvent) -> Visit:
    """Return the visit after an event."""
    if isinstance(event, ReportEvent):
        return apply_report(visit, event)
    report = visit.report
    match event:
        case ReportSent():
            sending = Sending(event.recipient, event.on, report.points, report.prose)
            report = replace(report, sent=(*report.sent, sending))
        case RemarksReceived():
            known = {remark.id for remark in report.remarks}
            fresh = tuple(remark for remark in event.remarks if remark.id not in known)
            report = replace(report, remarks=(*report.remarks, *fresh))
        case RemarkSettled():
            verdicts = {**report.verdicts, event.remark: event.verdict}
            report = replace(report, verdicts=verdicts)
    return replace(visit, report=report)


def reviewed_words(event: object) -> tuple[str, ...]:
    """Return the words that an event puts into the report or beside it; nothing for any other."""
    match event:
        case RemarksReceived():
            return tuple(
                text for r in event.remarks for text in (r.text, r.quote, r.wanted) if text
            )
        case ReportSent():
            return (event.recipient,)
        case _:
            return words_of(event)

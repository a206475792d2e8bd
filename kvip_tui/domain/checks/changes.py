"""Checklists, gates' reasons and interviews' outcomes: intents, events, rules and fold."""

from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from kvip_tui.domain.base import Events, Refusal, Sent, SignedBy
from kvip_tui.domain.day.changes import BlockEnded, BlockSkipped
from kvip_tui.domain.state.people import new_id
from kvip_tui.domain.state.plan import Check, Privacy
from kvip_tui.domain.state.visit import Outcome, Tick, Visit, known, with_block
from kvip_tui.domain.text.legible import one_line


class CheckAdded(Sent, frozen=True, tag="check_added"):
    """An item of one's own was put on a block's checklist; ``by`` names who did, '' if unknown."""

    block: str
    check: Check
    by: str = ""


class CheckRemoved(Sent, frozen=True, tag="check_removed"):
    """An item of one's own that was not ticked was taken off again."""

    block: str
    check: str


class GateReasonGiven(Sent, frozen=True, tag="gate_reason_given"):
    """It was said, afterwards, why gates were passed when that block began."""

    block: str
    reason: str


class OutcomeNoted(Sent, frozen=True, tag="outcome_noted"):
    """An interview ended in another way than by running its course."""

    block: str
    outcome: Outcome


class CheckTicked(Sent, frozen=True, tag="check_ticked"):
    """An item of a checklist was done; ``by`` names who said so, '' where unknown."""

    block: str
    check: str
    by: str = ""


class CheckCleared(Sent, frozen=True, tag="check_cleared"):
    """A ticked item was found not to be done after all."""

    block: str
    check: str
    by: str = ""


class AddCheck(SignedBy, frozen=True):
    """Put an item of one's own on a block's checklist; ``role`` is whose it is."""

    block: str
    text: str
    role: str | None = None


class RemoveCheck(Struct, frozen=True):
    """Take an item of one's own off a checklist."""

    block: str
    check: str


class GiveReason(Struct, frozen=True):
    """Say why gates were passed, the last time that they were."""

    reason: str


class EndInterview(Struct, frozen=True):
    """End one interview in another way than by its running its course."""

    block: str
    outcome: Outcome


class ToggleCheck(SignedBy, frozen=True):
    """Tick an item of a checklist, or clear it where it is ticked; ``by`` names who does."""

    block: str
    check: str


CheckIntent = ToggleCheck | AddCheck | RemoveCheck | GiveReason | EndInterview
ChecklistEvent = CheckAdded | CheckRemoved | CheckTicked | CheckCleared
CheckEvent = ChecklistEvent | GateReasonGiven | OutcomeNoted


LONGEST, LONGEST_REASON = 200, 400
# How much of an item's text becomes its id.
_ID = 40


def decide_check(visit: Visit, intent: CheckIntent) -> Events:
    """Return what the intent brings about.

    Raises:
        Refusal: The rules do not allow it as things stand.
    """
    match intent:
        case ToggleCheck():
            return _toggle(visit, intent)
        case AddCheck():
            return (_add(visit, intent),)
        case RemoveCheck():
            return (_remove(visit, intent),)
        case GiveReason():
            return (_reason(visit, intent),)
        case EndInterview():
            return _end(visit, intent)


def _add(visit: Visit, intent: AddCheck) -> CheckAdded:
    block, text = known(visit, intent.block), one_line(intent.text)
    if not text:
        raise Refusal("check.empty")
    if len(text) > LONGEST:
        raise Refusal("check.long", longest=LONGEST)
    if any(check.text == text for check in block.checks):
        raise Refusal("check.there", title=block.title)
    if intent.role is not None and all(role.id != intent.role for role in visit.plan.roles):
        raise Refusal("role.unknown", role=intent.role)
    taken = (check.id for check in block.checks)
    check = Check(id=new_id(text[:_ID], taken, "punkt"), text=text, role=intent.role, own=True)
    return CheckAdded(block=block.id, check=check, by=intent.by)


def _remove(visit: Visit, intent: RemoveCheck) -> CheckRemoved:
    block = known(visit, intent.block)
    check = next((check for check in block.checks if check.id == intent.check), None)
    if check is None:
        raise Refusal("check.unknown", check=intent.check)
    if not check.own:
        raise Refusal("check.planned", check=check.text)
    if visit.done(block, check):
        raise Refusal("check.ticked", check=check.text)
    return CheckRemoved(block=block.id, check=check.id)


def _reason(visit: Visit, intent: GiveReason) -> GateReasonGiven:
    reason = one_line(intent.reason)
    if not visit.passages:
        raise Refusal("reason.no_gate")
    if not reason:
        raise Refusal("reason.empty")
    if len(reason) > LONGEST_REASON:
        raise Refusal("reason.long", longest=LONGEST_REASON)
    return GateReasonGiven(block=visit.passages[-1].block, reason=reason)


def _end(visit: Visit, intent: EndInterview) -> Events:
    """End the interview where it runs, skip it where it has not begun, and note the outcome."""
    block = known(visit, intent.block)
    run, noted = visit.run(block.id), OutcomeNoted(block.id, intent.outcome)
    if block.privacy is not Privacy.INTERVIEW:
        raise Refusal("outcome.no_interview", title=block.title)
    if visit.outcomes.get(block.id) is intent.outcome:
        raise Refusal("outcome.unchanged")
    if run.running:
        return (BlockEnded(block.id), noted)
    if run.ended is None and intent.outcome is Outcome.ENDED_EARLY:
        raise Refusal("block.not_running", title=block.title)
    return (BlockSkipped(block.id), noted) if run.waiting else (noted,)


def _toggle(visit: Visit, intent: ToggleCheck) -> Events:
    block = known(visit, intent.block)
    check = next((check for check in block.checks if check.id == intent.check), None)
    if check is None:
        raise Refusal("check.unknown", check=intent.check)
    event = CheckCleared if visit.done(block, check) else CheckTicked
    return (event(block=block.id, check=check.id, by=intent.by),)


def apply_check(visit: Visit, at: datetime, event: CheckEvent) -> Visit:
    """Return the visit after the event; of a block that is not there it changes no list."""
    match event:
        case GateReasonGiven():
            passages = tuple(
                replace(passage, reason=event.reason) if passage.block == event.block else passage
                for passage in visit.passages
            )
            return replace(visit, passages=passages)
        case OutcomeNoted():
            return replace(visit, outcomes={**visit.outcomes, event.block: event.outcome})
        case CheckTicked():
            ticked = (event.block, event.check)
            return replace(visit, ticks={**_without(visit, event), ticked: Tick(at, event.by)})
        case CheckCleared():
            return replace(visit, ticks=_without(visit, event))
        case _:
            return _listed(visit, event)


def _without(visit: Visit, event: CheckTicked | CheckCleared) -> dict[tuple[str, str], Tick]:
    item = (event.block, event.check)
    return {key: tick for key, tick in visit.ticks.items() if key != item}


def _listed(visit: Visit, event: CheckAdded | CheckRemoved) -> Visit:
    block = visit.block(event.block)
    if block is None:
        return visit
    match event:
        case CheckAdded():
            checks = (*block.checks, event.check)
        case CheckRemoved():
            checks = tuple(check for check in block.checks if check.id != event.check)
    return with_block(visit, block.id, checks=checks)

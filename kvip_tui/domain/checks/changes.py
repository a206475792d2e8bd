"""What happens when items are added or removed, a reason is given, or an interview is cut short."""

from kvip_tui.domain import base as ev
from kvip_tui.domain import check_events as ce
from kvip_tui.domain import check_intents as ci
from kvip_tui.domain.day.changes import known
from kvip_tui.domain.notes.reading import one_line
from kvip_tui.domain.refusal import Refusal
from kvip_tui.domain.state.people import new_id
from kvip_tui.domain.state.plan import Check, Privacy
from kvip_tui.domain.state.visit import Visit

Events = tuple[ev.AnyEvent, ...]
LONGEST, LONGEST_REASON = 200, 400
# How much of an item's text becomes its id.
_ID = 40


def decide_check(visit: Visit, intent: ci.CheckIntent) -> Events:
    """Return what the intent brings about.

    Raises:
        Refusal: The rules do not allow it as things stand.
    """
    match intent:
        case ci.AddCheck():
            return (_add(visit, intent),)
        case ci.RemoveCheck():
            return (_remove(visit, intent),)
        case ci.GiveReason():
            return (_reason(visit, intent),)
        case ci.EndInterview():
            return _end(visit, intent)


def _add(visit: Visit, intent: ci.AddCheck) -> ce.CheckAdded:
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
    return ce.CheckAdded(block=block.id, check=check, by=intent.by)


def _remove(visit: Visit, intent: ci.RemoveCheck) -> ce.CheckRemoved:
    block = known(visit, intent.block)
    check = next((check for check in block.checks if check.id == intent.check), None)
    if check is None:
        raise Refusal("check.unknown", check=intent.check)
    if not check.own:
        raise Refusal("check.planned", check=check.text)
    if visit.done(block, check):
        raise Refusal("check.ticked", check=check.text)
    return ce.CheckRemoved(block=block.id, check=check.id)


def _reason(visit: Visit, intent: ci.GiveReason) -> ce.GateReasonGiven:
    reason = one_line(intent.reason)
    if not visit.passages:
        raise Refusal("reason.no_gate")
    if not reason:
        raise Refusal("reason.empty")
    if len(reason) > LONGEST_REASON:
        raise Refusal("reason.long", longest=LONGEST_REASON)
    return ce.GateReasonGiven(block=visit.passages[-1].block, reason=reason)


def _end(visit: Visit, intent: ci.EndInterview) -> Events:
    """End the interview where it runs, skip it where it has not begun, and note the outcome."""
    block = known(visit, intent.block)
    run, noted = visit.run(block.id), ce.OutcomeNoted(block.id, intent.outcome)
    if block.privacy is not Privacy.INTERVIEW:
        raise Refusal("outcome.no_interview", title=block.title)
    if visit.outcomes.get(block.id) is intent.outcome:
        raise Refusal("outcome.unchanged")
    if run.running:
        return (ev.BlockEnded(block.id), noted)
    if run.ended is None and intent.outcome is ce.Outcome.ENDED_EARLY:
        raise Refusal("block.not_running", title=block.title)
    return (ev.BlockSkipped(block.id), noted) if run.waiting else (noted,)

"""Folds what happened to checklists, passed gates and interviews into the visit."""

from msgspec.structs import replace

from kvip_tui.domain import check_events as ce
from kvip_tui.domain.edit_fold import with_block
from kvip_tui.domain.state.visit import Visit


def apply_check(visit: Visit, event: ce.CheckEvent) -> Visit:
    """Return the visit after the event; of a block that is not there it does nothing."""
    match event:
        case ce.GateReasonGiven():
            passages = tuple(
                replace(passage, reason=event.reason) if passage.block == event.block else passage
                for passage in visit.passages
            )
            return replace(visit, passages=passages)
        case ce.OutcomeNoted():
            return replace(visit, outcomes={**visit.outcomes, event.block: event.outcome})
    block = visit.block(event.block)
    if block is None:
        return visit
    checks = block.checks
    match event:
        case ce.CheckAdded():
            checks = (*checks, event.check)
        case ce.CheckRemoved():
            checks = tuple(check for check in checks if check.id != event.check)
    return with_block(visit, block.id, checks=checks)

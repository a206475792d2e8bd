"""What can have happened to checklists, passed gates and interviews, beside ticks and times."""

from enum import StrEnum

from msgspec import Struct

from kvip_tui.domain.state.plan import Check


class Outcome(StrEnum):
    """How an interview ended, where it was not by running its course; why is never asked."""

    ENDED_EARLY = "ended_early"
    WITHDREW = "withdrew"


class _Change(Struct, frozen=True, tag_field="kind", tag=True):
    """Something that was changed."""


class CheckAdded(_Change, frozen=True, tag="check_added"):
    """An item of one's own was put on a block's checklist; ``by`` names who did, '' if unknown."""

    block: str
    check: Check
    by: str = ""


class CheckRemoved(_Change, frozen=True, tag="check_removed"):
    """An item of one's own that was not ticked was taken off again."""

    block: str
    check: str


class GateReasonGiven(_Change, frozen=True, tag="gate_reason_given"):
    """It was said, afterwards, why gates were passed when that block began."""

    block: str
    reason: str


class OutcomeNoted(_Change, frozen=True, tag="outcome_noted"):
    """An interview ended in another way than by running its course."""

    block: str
    outcome: Outcome


CheckEvent = CheckAdded | CheckRemoved | GateReasonGiven | OutcomeNoted

"""What a person asks for of checklists, passed gates and interviews."""

from msgspec import Struct

from kvip_tui.domain.check_events import Outcome


class AddCheck(Struct, frozen=True):
    """Put an item of one's own on a block's checklist; ``role`` is whose it is."""

    block: str
    text: str
    role: str | None = None
    by: str = ""


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


CheckIntent = AddCheck | RemoveCheck | GiveReason | EndInterview

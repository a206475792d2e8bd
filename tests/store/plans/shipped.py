"""The shipped plans, and parts of them, for tests."""

from kvip_tui.domain.state.plan import Block, Day, Plan
from kvip_tui.domain.text.clock import clock_text
from kvip_tui.store.plans.file import find_plan


def plan(plan_id: str) -> Plan:
    """Return a shipped plan."""
    return find_plan(plan_id, None)


def day(plan_id: str, day_id: str) -> Day:
    """Return a day of a shipped plan."""
    return next(day for day in plan(plan_id).days if day.id == day_id)


def block(plan_id: str, block_id: str) -> Block:
    """Return a block of a shipped plan."""
    return next(block for _, block in plan(plan_id).blocks() if block.id == block_id)


def clock(minutes: int | None) -> str:
    """Return a planned time as the sources write it."""
    assert minutes is not None
    return clock_text(minutes)


def texts(plan_id: str) -> list[str]:
    """Return every prompt and every item of a checklist."""
    return [text for _, b in plan(plan_id).blocks() for text in said(b)]


def said(b: Block) -> list[str]:
    """Return the prompts, the guide and the items of a block."""
    return [*b.prompts, *b.guide, *(check.text for check in b.checks)]


def words(plan_id: str, block_id: str) -> str:
    """Return everything that a block shows: title, room, roles, prompts and checklist."""
    shipped, b = plan(plan_id), block(plan_id, block_id)
    room = shipped.room(b.room)
    roles = [role.title for role in shipped.roles if role.id in b.roles]
    place = [room.title, room.url, room.meeting_id] if room else []
    return "\n".join([b.title, *place, *roles, *said(b)])

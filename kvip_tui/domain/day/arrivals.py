"""What comes next in the day, and whom it brings together: who comes to it, and who leaves."""

from collections.abc import Iterable
from datetime import datetime

from msgspec import Struct

from kvip_tui.domain.day.timeline import BlockView, DayView, State
from kvip_tui.domain.state.plan import Plan


class NextUp(Struct, frozen=True):
    """What comes next.

    Args:
        views: The block, or the members of a parallel group.
        at: When it begins as things stand; None where that is not known.
        present: The groups that are in it, in the plan's order; none where it names none.
        comes: Those of them that are not in the room now.
        leaves: The groups in the room now that are not in it.
    """

    views: tuple[BlockView, ...]
    at: datetime | None
    present: tuple[str, ...]
    comes: tuple[str, ...]
    leaves: tuple[str, ...]


def next_up(plan: Plan, day: DayView) -> NextUp | None:
    """Return what comes after what runs, or after the next block where nothing does.

    None where there is nothing more.
    """
    shown = day.running or day.upcoming
    ahead = day.upcoming if day.running else _after(day, shown)
    if not ahead:
        return None
    now, then = present(plan, shown), present(plan, ahead)
    known = bool(now and then)
    return NextUp(
        views=ahead,
        at=min((view.projected[0] for view in ahead if view.projected), default=None),
        present=then,
        comes=tuple(group for group in then if known and group not in now),
        leaves=tuple(group for group in now if known and group not in then),
    )


def present(plan: Plan, views: Iterable[BlockView]) -> tuple[str, ...]:
    """Return the groups that are in some blocks, in the plan's order; none where one names none."""
    blocks = [view.block for view in views]
    if not blocks or not all(block.present for block in blocks):
        return ()
    there = {group for block in blocks for group in block.present}
    return tuple(group.id for group in plan.groups if group.id in there)


def _after(day: DayView, shown: tuple[BlockView, ...]) -> tuple[BlockView, ...]:
    """Return the block, or the parallel group, that comes after those that are next."""
    ids = {view.block.id for view in shown}
    ahead = [view for view in day.blocks if view.projected and view.state is State.WAITING]
    later = [view for view in ahead if view.block.id not in ids]
    group = later[0].block.parallel if later else None
    return (
        tuple(later[:1]) if group is None else tuple(v for v in later if v.block.parallel == group)
    )

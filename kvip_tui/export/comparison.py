"""Planned against actual: what the plan said of each block, and what came of it."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from msgspec import Struct

from kvip_tui.domain.day.projection import Span, length
from kvip_tui.domain.day.timeline import BlockView, State, day_view
from kvip_tui.domain.floor.view import percentages
from kvip_tui.domain.state.floor import ZERO, up_to
from kvip_tui.domain.state.plan import Block, Day
from kvip_tui.domain.state.visit import Visit
from kvip_tui.i18n import marked as m

STATES: Final[dict[State, str]] = {
    State.WAITING: m("venter"),
    State.RUNNING: m("pågår"),
    State.PAUSED: m("klokka står"),
    State.DONE: m("avsluttet"),
    State.SKIPPED: m("droppet"),
}


class Comparison(Struct, frozen=True):
    """One block's plan and what came of it, None where there is nothing to say yet.

    Pauses, added time and overtime are three numbers and never merge.

    Args:
        block: The block.
        state: What it is doing.
        planned: Planned start and end, UTC.
        started: Actual start, UTC.
        ended: Actual end, UTC.
        planned_length: How long it was to last.
        active: How long it has run, pauses left out.
        paused: How long its clock has stood.
        added: What was added to its length, negative where it was made shorter.
        overtime: How long it has run past its time.
        start_deviation: How late it began, negative where it began early.
        end_deviation: How late it ended, negative where it ended early.
    """

    block: Block
    state: State
    planned: Span | None
    started: datetime | None
    ended: datetime | None
    planned_length: timedelta | None
    active: timedelta | None
    paused: timedelta | None
    added: timedelta | None
    overtime: timedelta | None
    start_deviation: timedelta | None
    end_deviation: timedelta | None


class GroupTalk(Struct, frozen=True):
    """A group's part of all talk on a day in whole per cent, and how often it had the floor."""

    group: str
    title: str
    percent: int
    turns: int


def compared(visit: Visit, day: Day, now: datetime) -> tuple[Comparison, ...]:
    """Return planned against actual for each block of a day, as it stands at *now*."""
    return compared_views(day_view(visit, day, now).blocks)


def compared_views(views: Iterable[BlockView]) -> tuple[Comparison, ...]:
    """Return planned against actual for blocks as they stand."""
    return tuple(_compared(view) for view in views)


def _compared(view: BlockView) -> Comparison:
    planned, begun = view.planned, view.started is not None
    return Comparison(
        block=view.block,
        state=view.state,
        planned=planned,
        started=view.started,
        ended=view.ended,
        planned_length=length(planned) if planned else None,
        active=view.elapsed if begun else None,
        paused=view.paused if begun else None,
        added=view.added if begun else None,
        overtime=view.overtime if begun else None,
        start_deviation=view.started - planned[0] if planned and view.started else None,
        end_deviation=view.ended - planned[1] if planned and view.ended else None,
    )


def group_talk(visit: Visit, day: Day, now: datetime) -> tuple[GroupTalk, ...]:
    """Return what each group has said on a day, in the plan's order; () where nobody has spoken.

    Time that nobody had the floor is nobody's, and is not part of the whole.
    """
    return group_talk_in(visit, day.blocks, now)


def group_talk_in(visit: Visit, blocks: Iterable[Block], now: datetime) -> tuple[GroupTalk, ...]:
    """Return the same of some blocks."""
    accounts = up_to(visit.floor, now).accounts
    spoken = {group.id: ZERO for group in visit.plan.groups}
    turns = dict.fromkeys(spoken, 0)
    groups = {person.id: person.group for person in visit.people}
    for block in blocks:
        people = accounts[block.id].people if block.id in accounts else {}
        for person, account in people.items():
            group = groups.get(person, "")
            spoken[group] = spoken.get(group, ZERO) + account.spoken
            turns[group] = turns.get(group, 0) + account.count
    if not any(spoken.values()):
        return ()
    return tuple(
        GroupTalk(group, visit.plan.group_title(group), percent, turns[group])
        for group, percent in zip(spoken, percentages(list(spoken.values())), strict=True)
    )

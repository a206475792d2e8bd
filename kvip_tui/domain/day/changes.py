"""What happens when somebody asks for a block to begin, end, pause or change."""

from datetime import datetime, timedelta

from kvip_tui.domain import base as ev
from kvip_tui.domain import intents as it
from kvip_tui.domain.day.gates import open_gates
from kvip_tui.domain.day.timeline import BlockView, current_day, day_view
from kvip_tui.domain.refusal import Refusal
from kvip_tui.domain.state.plan import Block, Day, Starts, segment_of
from kvip_tui.domain.state.visit import Visit

Events = tuple[ev.AnyEvent, ...]
ON_TIME = timedelta(minutes=1)
MOST_MINUTES = 12 * 60


def decide_block(visit: Visit, intent: it.BlockIntent, now: datetime) -> Events:
    """Return what the intent brings about.

    Raises:
        Refusal: The rules do not allow it as things stand.
    """
    match intent:
        case it.Next():
            return _next(visit, intent, now)
        case it.StartBlock():
            return _start(visit, intent)
        case it.EndBlock():
            return tuple(ev.BlockEnded(block.id) for block in _running(visit, intent.block))
        case it.AddTime():
            return _add(visit, intent, now)
        case it.Pause():
            going = [b for b in _running(visit, intent.block) if not visit.run(b.id).paused]
            return _each(going, ev.BlockPaused, "block.already_paused")
        case it.Resume():
            paused = [b for b in _running(visit, intent.block) if visit.run(b.id).paused]
            return _each(paused, ev.BlockResumed, "block.not_paused")
        case it.SkipBlock():
            return _skip(visit, known(visit, intent.block))
        case it.ToggleCheck():
            return _toggle(visit, intent)


def known(visit: Visit, block_id: str) -> Block:
    """Return the block with that id.

    Raises:
        Refusal: The plan has none.
    """
    block = visit.block(block_id)
    if block is None:
        raise Refusal("block.unknown", block=block_id)
    return block


def _running(visit: Visit, block_id: str | None) -> tuple[Block, ...]:
    """Return the block asked for, or all that run; refuses where nothing does."""
    if block_id is not None:
        block = known(visit, block_id)
        if not visit.run(block.id).running:
            raise Refusal("block.not_running", title=block.title)
        return (block,)
    if not visit.running():
        raise Refusal("block.none_running")
    return visit.running()


def _each(
    blocks: list[Block], event: type[ev.BlockPaused] | type[ev.BlockResumed], otherwise: str
) -> Events:
    if not blocks:
        raise Refusal(otherwise)
    return tuple(event(block.id) for block in blocks)


def _next(visit: Visit, intent: it.Next, now: datetime) -> Events:
    """End what runs and begin what is next, unless that is held for its time (rule 6)."""
    day = day_view(visit, _day_asked(visit, intent, now), now)
    upcoming, running = day.upcoming, day.running
    if not upcoming:
        if not running:
            raise Refusal("day.over")
        return tuple(ev.BlockEnded(v.block.id) for v in running)
    joins = any(_side_by_side(visit, v.block, upcoming[0].block) for v in running)
    ended = () if joins else tuple(ev.BlockEnded(v.block.id) for v in running)
    if ended and any(_early(view, now) for view in upcoming):
        return ended
    starting = tuple(v.block for v in upcoming)
    gates = _through_gates(visit, starting, intent)
    return (*ended, *gates, *(ev.BlockStarted(b.id) for b in starting))


def _day_asked(visit: Visit, intent: it.Next, now: datetime) -> Day:
    """Return the day to go on with; refuses where what runs is not in the one that was chosen."""
    day = visit.plan.day(intent.day)
    elsewhere = [block for block in visit.running() if day and block not in day.blocks]
    if elsewhere:
        raise Refusal("next.elsewhere", title=elsewhere[0].title)
    return day or current_day(visit, now)


def _early(view: BlockView, now: datetime) -> bool:
    """Whether a block that keeps its time is not due yet."""
    held = view.block.starts is not Starts.FOLLOWS
    return held and view.planned is not None and now < view.planned[0] - ON_TIME


def _start(visit: Visit, intent: it.StartBlock) -> Events:
    block = known(visit, intent.block)
    run = visit.run(block.id)
    if run.running:
        raise Refusal("block.already_running", title=block.title)
    if run.ended is not None:
        raise Refusal("block.already_ended", title=block.title)
    gates = _through_gates(visit, (block,), intent)
    ended = tuple(
        ev.BlockEnded(b.id) for b in visit.running() if not _side_by_side(visit, b, block)
    )
    return (*ended, *gates, ev.BlockStarted(block.id))


def _side_by_side(visit: Visit, one: Block, other: Block) -> bool:
    """Whether two blocks are members of one parallel group of one day."""
    day = visit.day_of(one.id)
    return day is not None and other in segment_of(day.blocks, one.id)


def _through_gates(
    visit: Visit, starting: tuple[Block, ...], intent: it.Next | it.StartBlock
) -> Events:
    """Return the record that gates were passed on purpose, if any are open; refuses otherwise."""
    gates = open_gates(visit, frozenset(block.id for block in starting))
    if not gates:
        return ()
    if not intent.anyway:
        texts = "; ".join(gate.check.text for gate in gates)
        raise Refusal("gate.open", title=starting[0].title, checks=texts, count=len(gates))
    checks = tuple((gate.block.id, gate.check.id) for gate in gates)
    return (ev.GatesPassed(block=starting[0].id, checks=checks, reason=intent.reason),)


def _add(visit: Visit, intent: it.AddTime, now: datetime) -> Events:
    blocks = _running(visit, intent.block)
    if intent.minutes == 0:
        raise Refusal("time.nothing")
    if abs(intent.minutes) > MOST_MINUTES:
        raise Refusal("time.too_much")
    by = timedelta(minutes=intent.minutes)
    day = day_view(visit, current_day(visit, now), now)
    for view in day.running:
        if view.block in blocks:
            check_added(view, by)
    return tuple(ev.TimeAdded(block=block.id, by=by) for block in blocks)


def check_added(view: BlockView, by: timedelta) -> None:
    """Check that a running block may be made so much longer, or shorter.

    Raises:
        Refusal: It has no length, or less time is left.
    """
    if view.remaining is None:
        raise Refusal("time.untimed", title=view.block.title)
    if by < timedelta(0) and view.remaining + by < timedelta(0):
        left = max(0, int(view.remaining.total_seconds() // 60))
        raise Refusal("time.too_little", title=view.block.title, minutes=left)


def _skip(visit: Visit, block: Block) -> Events:
    run = visit.run(block.id)
    if run.running:
        raise Refusal("skip.running", title=block.title)
    if not run.waiting:
        raise Refusal("skip.gone", title=block.title)
    return (ev.BlockSkipped(block.id),)


def _toggle(visit: Visit, intent: it.ToggleCheck) -> Events:
    block = known(visit, intent.block)
    check = next((check for check in block.checks if check.id == intent.check), None)
    if check is None:
        raise Refusal("check.unknown", check=intent.check)
    event = ev.CheckCleared if visit.done(block, check) else ev.CheckTicked
    return (event(block=block.id, check=check.id, by=intent.by),)

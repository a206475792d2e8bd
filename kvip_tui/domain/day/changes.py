"""Leading the day block by block: what may be asked, what can happen, and the rules."""

from datetime import datetime, timedelta

from msgspec import Struct
from msgspec.structs import replace

from kvip_tui.domain.base import Events, Refusal, Sent
from kvip_tui.domain.day.gates import Gate, GatesPassed, open_gates
from kvip_tui.domain.day.timeline import BlockView, DayView, current_day, day_view
from kvip_tui.domain.state.plan import Block, Day, segment_of
from kvip_tui.domain.state.visit import Pause, Run, Visit, known
from kvip_tui.domain.text.clock import clock_text
from kvip_tui.domain.text.legible import one_line


class BlockStarted(Sent, frozen=True, tag="block_started"):
    """A block began."""

    block: str


class BlockEnded(Sent, frozen=True, tag="block_ended"):
    """A running block ended."""

    block: str


class BlockPaused(Sent, frozen=True, tag="block_paused"):
    """A running block's clock was stopped."""

    block: str


class BlockResumed(Sent, frozen=True, tag="block_resumed"):
    """A paused block's clock went on."""

    block: str


class BlockSkipped(Sent, frozen=True, tag="block_skipped"):
    """A block that had not begun was left out."""

    block: str


class TimeAdded(Sent, frozen=True, tag="time_added"):
    """A running block was made longer, or shorter where ``by`` is negative."""

    block: str
    by: timedelta


class NextBlock(Struct, frozen=True):
    """End what is running and begin what is next; ``anyway`` passes open gates, and is early.

    ``day`` is the id of a day that was chosen in place of the current one.
    """

    anyway: bool = False
    reason: str = ""
    day: str | None = None


class StartBlock(Struct, frozen=True):
    """Begin that block now, ending what is running outside its parallel group."""

    block: str
    anyway: bool = False
    reason: str = ""


class EndBlock(Struct, frozen=True):
    """End that running block, or all that run where ``block`` is None."""

    block: str | None = None


class AddTime(Struct, frozen=True):
    """Make a running block longer, or shorter where ``minutes`` is negative."""

    minutes: int
    block: str | None = None


class PauseBlock(Struct, frozen=True):
    """Stop the clock of that running block, or of all."""

    block: str | None = None


class ResumeBlock(Struct, frozen=True):
    """Let the clock of that paused block, or of all, go on."""

    block: str | None = None


class SkipBlock(Struct, frozen=True):
    """Leave out a block that has not begun."""

    block: str


BlockEvent = BlockStarted | BlockEnded | BlockPaused | BlockResumed | BlockSkipped | TimeAdded
BlockIntent = NextBlock | StartBlock | EndBlock | AddTime | PauseBlock | ResumeBlock | SkipBlock


ON_TIME = timedelta(minutes=1)
MOST_MINUTES = 12 * 60
# What is done on purpose when it is asked for again, or «anyway».
ANYWAY = frozenset({"gate.open", "gate.early", "block.early"})


def decide_block(visit: Visit, intent: BlockIntent, now: datetime) -> Events:
    """Return what the intent brings about.

    Raises:
        Refusal: The rules do not allow it as things stand.
    """
    match intent:
        case NextBlock():
            return _next(visit, intent, now)
        case StartBlock():
            return _start(visit, intent, now)
        case EndBlock():
            return tuple(BlockEnded(block.id) for block in _running(visit, intent.block))
        case AddTime():
            return _add(visit, intent, now)
        case PauseBlock():
            going = [b for b in _running(visit, intent.block) if not visit.run(b.id).paused]
            return _each(going, BlockPaused, "block.already_paused")
        case ResumeBlock():
            paused = [b for b in _running(visit, intent.block) if visit.run(b.id).paused]
            return _each(paused, BlockResumed, "block.not_paused")
        case SkipBlock():
            return _skip(visit, known(visit, intent.block))


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
    blocks: list[Block], event: type[BlockPaused] | type[BlockResumed], otherwise: str
) -> Events:
    if not blocks:
        raise Refusal(otherwise)
    return tuple(event(block.id) for block in blocks)


def _next(visit: Visit, intent: NextBlock, now: datetime) -> Events:
    """End what runs and begin what is next, unless that is held for its time (rule 6)."""
    day = day_view(visit, _day_asked(visit, intent, now), now)
    upcoming, running = day.upcoming, day.running
    if not upcoming:
        if not running:
            raise Refusal("day.over")
        return tuple(BlockEnded(v.block.id) for v in running)
    joins = any(_side_by_side(visit, v.block, upcoming[0].block) for v in running)
    ended = () if joins else tuple(BlockEnded(v.block.id) for v in running)
    if ended and any(early(view, now) for view in upcoming):
        return ended
    starting = tuple(v.block for v in upcoming)
    gates = _let_begin(visit, day, starting, intent)
    return (*ended, *gates, *(BlockStarted(b.id) for b in starting))


def _day_asked(visit: Visit, intent: NextBlock, now: datetime) -> Day:
    """Return the day to go on with; refuses where what runs is not in the one that was chosen."""
    day = visit.plan.day(intent.day)
    elsewhere = [block for block in visit.running() if day and block not in day.blocks]
    if elsewhere:
        raise Refusal("next.elsewhere", title=elsewhere[0].title)
    return day or current_day(visit, now)


def early(view: BlockView, now: datetime) -> bool:
    """Return whether a block that keeps its time is not due yet."""
    return view.keeps_time and view.planned is not None and now < view.planned[0] - ON_TIME


def too_early(day: DayView, starting: tuple[Block, ...]) -> BlockView | None:
    """Return the first of the blocks *starting* that others come to and that is not due yet."""
    views = [view for view in day.blocks if view.block in starting and view.awaited]
    return next((view for view in views if early(view, day.now)), None)


def _start(visit: Visit, intent: StartBlock, now: datetime) -> Events:
    block = known(visit, intent.block)
    run = visit.run(block.id)
    if run.running:
        raise Refusal("block.already_running", title=block.title)
    if run.ended is not None:
        raise Refusal("block.already_ended", title=block.title)
    day = day_view(visit, visit.day_of(block.id) or current_day(visit, now), now)
    gates = _let_begin(visit, day, (block,), intent)
    ended = tuple(BlockEnded(b.id) for b in visit.running() if not _side_by_side(visit, b, block))
    return (*ended, *gates, BlockStarted(block.id))


def _side_by_side(visit: Visit, one: Block, other: Block) -> bool:
    """Whether two blocks are members of one parallel group of one day."""
    day = visit.day_of(one.id)
    return day is not None and other in segment_of(day.blocks, one.id)


def _let_begin(
    visit: Visit, day: DayView, starting: tuple[Block, ...], intent: NextBlock | StartBlock
) -> Events:
    """Return the record that gates were passed on purpose, if any are open.

    Raises:
        Refusal: Something must be in order first, or others come later, and it was not asked
            for ``anyway``.
    """
    gates = open_gates(visit, frozenset(block.id for block in starting))
    if not intent.anyway:
        _ask(too_early(day, starting), starting, gates)
    if not gates:
        return ()
    checks = tuple((gate.block.id, gate.check.id) for gate in gates)
    return (GatesPassed(block=starting[0].id, checks=checks, reason=one_line(intent.reason)),)


def _ask(view: BlockView | None, starting: tuple[Block, ...], gates: tuple[Gate, ...]) -> None:
    """Refuse what is to be done knowingly, all that there is to know at once."""
    texts = "; ".join(gate.check.text for gate in gates)
    if view is None or view.planned is None:
        if gates:
            raise Refusal("gate.open", title=starting[0].title, checks=texts, count=len(gates))
        return
    code, clock = "gate.early" if gates else "block.early", clock_text(view.block.start or 0)
    raise Refusal(code, title=view.block.title, clock=clock, checks=texts, count=len(gates))


def _add(visit: Visit, intent: AddTime, now: datetime) -> Events:
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
    return tuple(TimeAdded(block=block.id, by=by) for block in blocks)


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
    return (BlockSkipped(block.id),)


def apply_block(visit: Visit, at: datetime, event: BlockEvent) -> Visit:
    """Return the visit after something that happened to the run of a block."""
    runs = {**visit.runs, event.block: _run(visit.run(event.block), at, event)}
    return replace(visit, runs=runs)


def _run(run: Run, at: datetime, event: BlockEvent) -> Run:
    match event:
        case BlockStarted():
            return replace(run, started=at, ended=None, skipped=False)
        case BlockEnded():
            return replace(run, ended=at, pauses=_closed(run.pauses, at))
        case BlockPaused():
            return replace(run, pauses=(*run.pauses, Pause(start=at)))
        case BlockResumed():
            return replace(run, pauses=_closed(run.pauses, at))
        case BlockSkipped():
            return replace(run, skipped=True)
        case TimeAdded():
            return replace(run, added=run.added + event.by)


def _closed(pauses: tuple[Pause, ...], at: datetime) -> tuple[Pause, ...]:
    if not pauses or pauses[-1].end is not None:
        return pauses
    return (*pauses[:-1], replace(pauses[-1], end=at))

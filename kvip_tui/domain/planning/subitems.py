"""The sub-items of a block: whose turn it is, and whether one eats the time of the others.

What is left of the block when a sub-item begins is shared out over it and those still to come,
by their shares. So a sub-item that ended late makes those after it shorter, each in proportion.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from kvip_tui.domain.base import Refusal
from kvip_tui.domain.day.timeline import BlockView, State
from kvip_tui.domain.planning.vocabulary import BlockSplit, PartStarted, SplitBlock, StartPart
from kvip_tui.domain.state.floor import ZERO
from kvip_tui.domain.state.people import new_id
from kvip_tui.domain.state.plan import Block
from kvip_tui.domain.state.visit import Part, PartRun, Run, Split, Visit
from kvip_tui.domain.text.legible import one_line


class PartView(Struct, frozen=True):
    """A sub-item at one moment.

    Args:
        part: The sub-item.
        state: What it is doing.
        spent: How long it has had, pauses left out.
        given: How long it is to have in all, as things stand; None where it has ended or the
            block has no length.
    """

    part: Part
    state: State
    spent: timedelta
    given: timedelta | None

    @property
    def left(self) -> timedelta | None:
        """What is left of its time, negative where it takes that of others."""
        return None if self.given is None else self.given - self.spent


class SplitView(Struct, frozen=True):
    """A block's sub-items at one moment; ``rest`` is what is left for those that wait."""

    block: str
    parts: tuple[PartView, ...]
    rest: timedelta = ZERO

    @property
    def current(self) -> PartView | None:
        """The sub-item that goes on."""
        return next((p for p in self.parts if p.state in {State.RUNNING, State.PAUSED}), None)

    @property
    def waiting(self) -> tuple[PartView, ...]:
        """Those that have not begun."""
        return tuple(part for part in self.parts if part.state is State.WAITING)

    @property
    def eaten(self) -> timedelta:
        """How much of the others' time the current one has taken; zero where none wait."""
        left = self.current.left if self.current else None
        return max(ZERO, -left) if left is not None and self.waiting else ZERO


def split(visit: Visit, at: datetime, event: BlockSplit) -> Mapping[str, Split]:
    """Return the visit's splits after a block was split at *at*; one that runs begins at once."""
    others = {key: found for key, found in visit.splits.items() if key != event.block}
    if not event.parts:
        return others
    before, running = visit.splits.get(event.block), visit.run(event.block).running
    runs = _begun(before) if before is not None and running else ()
    ids, gone = [part.id for part in event.parts], {run.part for run in runs}
    if running and (not runs or runs[-1].part not in ids):
        fresh = next((part for part in ids if part not in gone), ids[0])
        runs = (*runs, PartRun(fresh, at))
    return {**others, event.block: Split(parts=event.parts, begun=runs)}


def begun(visit: Visit, at: datetime, event: PartStarted) -> Mapping[str, Split]:
    """Return the visit's splits after a sub-item began at *at*."""
    found = visit.splits.get(event.block)
    if found is None:
        return visit.splits
    runs = (*_begun(found), PartRun(event.part, at))
    return {**visit.splits, event.block: replace(found, begun=runs)}


def _begun(found: Split) -> tuple[PartRun, ...]:
    """Return the sub-items begun; the first begins with its block."""
    return found.begun or (PartRun(found.parts[0].id),)


def split_view(visit: Visit, view: BlockView, now: datetime) -> SplitView | None:
    """Return the sub-items of a block as they stand at *now*, or None where it has none."""
    found = visit.splits.get(view.block.id)
    if found is None:
        return None
    run = visit.run(view.block.id)
    turns = _turns(found, run, now)
    known = {part.id for part in found.parts}
    current = turns[-1][0] if turns and run.running and turns[-1][0] in known else None
    spent = dict.fromkeys(known, ZERO)
    for part, start, end in turns:
        spent[part] = spent.get(part, ZERO) + end - start
    given = _given(found, view, turns, spent, current)
    parts = tuple(
        PartView(part, _state(part, turns, current, view), spent[part.id], given.get(part.id))
        for part in found.parts
    )
    waiting = (given.get(p.part.id, ZERO) for p in parts if p.state is State.WAITING)
    return SplitView(block=view.block.id, parts=parts, rest=sum(waiting, ZERO))


Turns = list[tuple[str, timedelta, timedelta]]


def _turns(found: Split, run: Run, now: datetime) -> Turns:
    """Return when each sub-item was on, counted in the block's own time, pauses left out.

    One that began later than it is now, as a clock that was set back has it, begins now.
    """
    if run.started is None:
        return []
    until = run.ended or now
    marks = [run.started if mark.at is None else mark.at for mark in _begun(found)]
    times = [_active(run, min(mark, until)) for mark in (*marks, until)]
    turns: Turns = []
    for mark, (start, end) in zip(_begun(found), pairwise(times), strict=True):
        since = max(start, turns[-1][2]) if turns else start
        turns.append((mark.part, since, max(since, end)))
    return turns


def _active(run: Run, moment: datetime) -> timedelta:
    """Return how long a block had run at a moment, pauses left out."""
    if run.started is None:
        return ZERO
    until = min(moment, run.ended) if run.ended is not None else moment
    stood = replace(run, ended=until).paused_time(until)
    return max(ZERO, until - run.started - stood)


def _given(
    found: Split, view: BlockView, turns: Turns, spent: Mapping[str, timedelta], current: str | None
) -> dict[str, timedelta]:
    """Return how long the current sub-item, and each that waits, is to have in all."""
    if view.remaining is None or view.ended is not None:
        return {}
    whole = view.elapsed + view.remaining
    been = {part for part, _, _ in turns}
    waiting = [part for part in found.parts if part.id not in been]
    given: dict[str, timedelta] = {}
    pool = max(ZERO, whole - view.elapsed)
    for part in found.parts:
        if part.id == current:
            _part, since, _until = turns[-1]
            share = part.share / (part.share + sum(other.share for other in waiting))
            this_time = max(ZERO, whole - since) * share
            given[part.id] = spent[part.id] - (view.elapsed - since) + this_time
            pool = max(ZERO, pool - max(ZERO, given[part.id] - spent[part.id]))
    shares = sum(part.share for part in waiting)
    return given | {part.id: pool * part.share / shares for part in waiting}


def _state(part: Part, turns: Turns, current: str | None, view: BlockView) -> State:
    if part.id == current:
        return view.state
    return State.DONE if any(been == part.id for been, _, _ in turns) else State.WAITING


FEWEST, MOST = 2, 12
LONGEST_TITLE = 200
MOST_SHARES = 12 * 60


def decide_split(visit: Visit, block: Block, intent: SplitBlock) -> BlockSplit:
    """Return the split that is asked for; a sub-item that keeps its title keeps its id.

    Raises:
        Refusal: The block has ended, or the sub-items are not what a block can be split into.
    """
    if visit.run(block.id).ended is not None:
        raise Refusal("edit.ended", title=block.title)
    if not intent.parts:
        if block.id not in visit.splits:
            raise Refusal("part.whole", title=block.title)
        return BlockSplit(block=block.id, parts=())
    if not FEWEST <= len(intent.parts) <= MOST:
        raise Refusal("part.count", fewest=FEWEST, most=MOST)
    parts: list[Part] = []
    for words, share in intent.parts:
        title = checked_title(words)
        if not 1 <= share <= MOST_SHARES:
            raise Refusal("part.share", title=title)
        part_id = new_id(title, (part.id for part in parts), "del")
        parts.append(Part(id=part_id, title=title, share=share))
    event = BlockSplit(block=block.id, parts=tuple(parts))
    if block.id in visit.splits and visit.splits[block.id].parts == event.parts:
        raise Refusal("edit.unchanged")
    return event


def checked_title(words: str) -> str:
    """Return a title as it is kept: in one line, without control characters.

    Raises:
        Refusal: It is empty, or too long.
    """
    title = one_line(words)
    if not title:
        raise Refusal("edit.no_title")
    if len(title) > LONGEST_TITLE:
        raise Refusal("edit.long_title", longest=LONGEST_TITLE)
    return title


def decide_part(visit: Visit, intent: StartPart) -> PartStarted:
    """Return the beginning of the sub-item asked for, or of the next one.

    Raises:
        Refusal: There is none, or it is on already.
    """
    running = [b.id for b in visit.running() if b.id in visit.splits]
    if intent.block is not None:
        running = [block for block in running if block == intent.block]
    if not running:
        raise Refusal("part.none")
    block = running[0]
    found = visit.splits[block]
    begun = [run.part for run in found.begun] or [found.parts[0].id]
    ids = [part.id for part in found.parts]
    part = intent.part or _next(ids, begun)
    if part not in ids:
        raise Refusal("part.unknown", part=part)
    if part == begun[-1]:
        title = next(p.title for p in found.parts if p.id == part)
        raise Refusal("part.already", title=title)
    return PartStarted(block=block, part=part)


def _next(ids: list[str], begun: list[str]) -> str:
    """Return the first sub-item behind the present one that has not begun, else any."""
    present = ids.index(begun[-1]) if begun[-1] in ids else -1
    left = [part for part in (*ids[present + 1 :], *ids[: present + 1]) if part not in begun]
    if not left:
        raise Refusal("part.last")
    return left[0]

"""Counts the floor's time anew where a block began or ended at another time than was recorded.

Who spoke when stays what it is; which block a time belongs to follows from the blocks' actual
times, by the rules of the floor: the first one begun of the counted blocks that run. Who has the
floor, the speakers' list and the go-round are of the present and stay untouched.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from msgspec.structs import replace

from kvip_tui.domain.floor.accounts import BlockClock, shared_out
from kvip_tui.domain.log import Log
from kvip_tui.domain.state.floor import ZERO, Accounts, Floor, Stretch, Turn, up_to
from kvip_tui.domain.state.plan import Privacy
from kvip_tui.domain.state.visit import Run, Visit


def recounted(visit: Visit, at: datetime) -> Floor:
    """Return the floor of the visit with all its time shared out anew, up to *at*."""
    floor = up_to(visit.floor, at)
    began = _began(visit)
    running = tuple(block for block in began if block in floor.running)
    floor = replace(floor, running=running)
    times = _owned(visit, began, floor.settled)
    clocks = _clocks(times)
    pieces = list(_pieces(visit, floor, times, clocks))
    accounts = _accounts(clocks, pieces, floor.settled)
    holding = None if floor.holding is None else replace(pieces.pop(), end=None)
    stretches, mark = _present(floor, times)
    return replace(
        floor,
        holding=holding,
        turns=Log(pieces),
        stretches=Log(stretches),
        accounts=accounts,
        mark=mark,
    )


def _began(visit: Visit) -> list[str]:
    """Return the counted blocks that have begun, in the order in which they did."""
    counted = {b.id for _, b in visit.plan.blocks() if b.privacy is not Privacy.INTERVIEW}
    starts = [(run.started, block) for block, run in visit.runs.items() if run.started]
    return [block for _, block in sorted(starts, key=lambda pair: pair[0]) if block in counted]


def _owned(visit: Visit, began: Iterable[str], until: datetime) -> list[Stretch]:
    """Return the times that belong to blocks, in order: none overlap, pauses stand apart."""
    owned: list[Stretch] = []
    for block in began:
        run = visit.run(block)
        start, end = run.started or until, run.ended or until
        if owned:
            start = max(start, owned[-1].end)
        if start < end:
            owned += _with_pauses(block, run, start, end)
    return owned


def _with_pauses(block: str, run: Run, start: datetime, end: datetime) -> Iterator[Stretch]:
    for pause in run.pauses:
        stopped, went_on = max(start, pause.start), min(end, pause.end or end)
        if stopped >= went_on:
            continue
        if start < stopped:
            yield Stretch(block, start, stopped, paused=False)
        yield Stretch(block, stopped, went_on, paused=True)
        start = went_on
    if start < end:
        yield Stretch(block, start, end, paused=False)


class _Owners:
    """Whose each moment is: a block's, or nobody's."""

    def __init__(self, times: Iterable[Stretch]) -> None:
        self._changes: list[tuple[datetime, str | None]] = []
        for stretch in times:
            if self._changes and self._changes[-1][0] == stretch.start:
                self._changes.pop()
            if not self._changes or self._changes[-1][1] != stretch.block:
                self._changes.append((stretch.start, stretch.block))
            self._changes.append((stretch.end, None))
        self._moments = [moment for moment, _ in self._changes]

    def at(self, moment: datetime) -> str | None:
        """Return whose the time from a moment on is."""
        return self._after(bisect_right(self._moments, moment))

    def before(self, moment: datetime) -> str | None:
        """Return whose the time up to a moment is."""
        return self._after(bisect_left(self._moments, moment))

    def _after(self, changes: int) -> str | None:
        return self._changes[changes - 1][1] if changes else None

    def cut(self, start: datetime, end: datetime) -> Iterator[tuple[datetime, datetime]]:
        """Yield the parts of a time between which its owner changes."""
        for change in self._moments[bisect_right(self._moments, start) :]:
            if change >= end:
                break
            yield start, change
            start = change
        yield start, end


def _clocks(times: Iterable[Stretch]) -> dict[str, BlockClock]:
    clocks: dict[str, BlockClock] = {}
    for stretch in times:
        clocks.setdefault(stretch.block, BlockClock()).add(stretch)
    return clocks


def _pieces(
    visit: Visit, floor: Floor, times: list[Stretch], clocks: Mapping[str, BlockClock]
) -> Iterator[Turn]:
    """Yield the turns, each cut where the time passes to another block; the last may go on."""
    owners = _Owners(times)
    for turn in _apart(_whole(floor)):
        end = turn.end or floor.settled
        if turn.start >= end:  # later, where the clock was set back between two blocks
            moment = replace(turn, start=end, spoken=ZERO)
            block = floor.block if turn.end is None else _of_no_length(visit, moment, owners)
            yield replace(moment, block=block)
            continue
        piece = turn
        for first, last in owners.cut(turn.start, end):
            block = owners.at(first)
            piece = replace(piece, block=block, start=first, end=last, spoken=last - first)
            if block is not None:
                piece = replace(piece, spoken=clocks[block].spoken(piece, last))
            yield piece
            piece = replace(piece, before=ZERO, round=0, place=None)


def _of_no_length(visit: Visit, turn: Turn, owners: _Owners) -> str | None:
    """Return the block of a turn that began and ended at one moment: its own, if that ran then."""
    if turn.block is None and owners.before(turn.start) is None:
        return None
    run = visit.run(turn.block or "")
    if run.started is not None and run.started <= turn.start <= (run.ended or turn.start):
        return turn.block
    return owners.at(turn.start)


def _apart(turns: Iterable[Turn]) -> Iterator[Turn]:
    """Yield the turns, none begun before the last had ended: a clock may have been set back."""
    latest: datetime | None = None
    for turn in turns:
        if latest is not None and turn.start < latest:
            end = turn.end and max(turn.end, latest)
            yield replace(turn, start=latest, end=end)
            latest = end or latest
        else:
            yield turn
            latest = turn.end or latest


def _whole(floor: Floor) -> Iterator[Turn]:
    """Yield the turns, those joined that only the beginning or end of a block had cut."""
    before: Turn | None = None
    for turn in (*floor.turns, *([floor.holding] if floor.holding else [])):
        if before is not None and _continues(before, turn, floor.settled):
            before = replace(before, end=turn.end)
            continue
        if before is not None:
            yield before
        before = turn
    if before is not None:
        yield before


def _continues(before: Turn, turn: Turn, now: datetime) -> bool:
    """Return whether a turn is the one before it, cut where a block began or ended."""
    one = (before.person, before.kind, before.number) == (turn.person, turn.kind, turn.number)
    lasting = before.start != before.end and turn.start != (turn.end or now)
    return one and lasting and before.end == turn.start and before.block != turn.block


def _accounts(
    clocks: Mapping[str, BlockClock], pieces: list[Turn], now: datetime
) -> dict[str, Accounts]:
    blocks = dict.fromkeys([*clocks, *(p.block for p in pieces if p.block is not None)])
    turns: dict[str, list[Turn]] = {block: [] for block in blocks}
    for piece in pieces:
        if piece.block is not None:
            turns[piece.block].append(piece)
    return {
        block: Accounts(
            people=shared_out(turns[block], clock, now), ran=clock.ran, paused=clock.paused
        )
        for block, clock in ((block, clocks.get(block, BlockClock())) for block in blocks)
    }


def _present(floor: Floor, times: list[Stretch]) -> tuple[list[Stretch], datetime]:
    """Return the times without the one that goes on, and when that one began."""
    if times and floor.block is not None:
        last = times[-1]
        if (last.block, last.end, last.paused) == (floor.block, floor.settled, floor.paused):
            return times[:-1], last.start
    return times, floor.settled

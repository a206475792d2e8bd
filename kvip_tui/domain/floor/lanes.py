"""Who spoke when: the floor's time as spans that can be drawn, for a block or for a day."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta

from msgspec import Struct

from kvip_tui.domain.day.projection import Span, date_of, due, planned_spans
from kvip_tui.domain.floor.accounts import stretches_of
from kvip_tui.domain.floor.corrections import all_turns
from kvip_tui.domain.state.floor import ZERO, Stretch, Turn, TurnKind, up_to
from kvip_tui.domain.state.plan import Block, Day
from kvip_tui.domain.state.visit import Visit


class Talk(Struct, frozen=True):
    """A time in which somebody spoke, pauses left out."""

    person: str
    kind: TurnKind
    start: datetime
    end: datetime


class Lanes(Struct, frozen=True):
    """Who spoke when.

    Args:
        start: When what is drawn begins.
        end: When it ends, as planned or as things stand.
        now: Up to when there is anything to draw.
        blocks: The blocks that have begun, with their times.
        talks: What was said, in order.
        going: When a block's clock went.
        pauses: When it stood.
    """

    start: datetime
    end: datetime
    now: datetime
    blocks: tuple[tuple[str, Span], ...]
    talks: tuple[Talk, ...]
    going: tuple[Span, ...]
    pauses: tuple[Span, ...]

    def by(self, lanes: Mapping[str, str]) -> dict[str, list[Span]]:
        """Return the spans of each lane; *lanes* says in which a person's stand."""
        found: dict[str, list[Span]] = {lane: [] for lane in lanes.values()}
        for person, spans in self.by_person().items():
            if (lane := lanes.get(person)) is not None:
                found[lane] += spans
        return {lane: sorted(spans) for lane, spans in found.items()}

    def by_person(self) -> dict[str, list[Span]]:
        """Return the spans in which each person spoke."""
        found: dict[str, list[Span]] = {}
        for talk in self.talks:
            found.setdefault(talk.person, []).append((talk.start, talk.end))
        return found


def block_lanes(visit: Visit, block: Block, now: datetime) -> Lanes | None:
    """Return who spoke when in a block, or None where it has not begun."""
    day, run = visit.day_of(block.id), visit.run(block.id)
    if day is None or run.started is None:
        return None
    span = planned_spans(visit.plan, day, date_of(visit, day)).get(block.id)
    until = run.ended or (due(block, run, span, now) if span else now)
    return _lanes(visit, (block,), now, until)


def day_lanes(visit: Visit, day: Day, now: datetime) -> Lanes | None:
    """Return who spoke when on a day, or None where none of its blocks has begun."""
    spans = planned_spans(visit.plan, day, date_of(visit, day))
    return _lanes(visit, day.blocks, now, max((end for _, end in spans.values()), default=now))


def _lanes(visit: Visit, blocks: Iterable[Block], now: datetime, until: datetime) -> Lanes | None:
    floor = up_to(visit.floor, now)
    now = floor.settled if floor.block else now
    shown = [block for block in blocks if visit.run(block.id).started]
    stretches = [s for block in shown for s in stretches_of(floor, block.id)]
    if not stretches:
        return None
    stretches.sort(key=lambda stretch: stretch.start)
    ids = {block.id for block in shown}
    turns = [turn for turn in all_turns(floor) if turn.block in ids]
    pauses = tuple((s.start, s.end) for s in stretches if s.paused)
    end = max(stretch.end for stretch in stretches)
    return Lanes(
        start=stretches[0].start,
        end=max(until, end, stretches[0].start + timedelta(minutes=1)),
        now=max(now, end) if floor.block in ids else end,
        blocks=tuple((block, _whole(part)) for block, part in _by_block(stretches).items()),
        talks=tuple(talk for turn in turns for talk in _talks(turn, pauses, floor.settled)),
        going=tuple((s.start, s.end) for s in stretches if not s.paused),
        pauses=pauses,
    )


def _by_block(stretches: Iterable[Stretch]) -> dict[str, list[Stretch]]:
    found: dict[str, list[Stretch]] = {}
    for stretch in stretches:
        found.setdefault(stretch.block, []).append(stretch)
    return found


def _whole(stretches: list[Stretch]) -> Span:
    return stretches[0].start, stretches[-1].end


def _talks(turn: Turn, pauses: Iterable[Span], now: datetime) -> Iterator[Talk]:
    """Yield the parts of a turn between the pauses."""
    start, end = turn.start, turn.end or now
    for stopped, went_on in pauses:
        if went_on <= start or stopped >= end:
            continue
        if start < stopped:
            yield Talk(turn.person, turn.kind, start, stopped)
        start = went_on
    if start < end:
        yield Talk(turn.person, turn.kind, start, end)


def filled(spans: Iterable[Span], start: datetime, end: datetime, cells: int) -> list[float]:
    """Return how much of each of so many equal parts of a time the spans fill, from 0 to 1."""
    parts = [0.0] * cells
    size = (end - start) / max(1, cells)
    if size <= ZERO:
        return parts
    for span in spans:
        first, last = (span[0] - start) / size, (span[1] - start) / size
        first, last = max(0.0, first), min(last, float(cells))
        if first >= last:
            continue
        begun, ended = int(first), min(int(last), cells - 1)
        parts[begun] += min(last, begun + 1.0) - first
        for cell in range(begun + 1, ended):
            parts[cell] += 1.0
        if ended > begun:
            parts[ended] += last - ended
    return parts

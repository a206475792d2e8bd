"""How the floor follows what happens elsewhere: blocks that begin, stop or end, people who leave.

Time is settled when something happens, as in `turns`, which gives and takes the floor itself.
"""

from datetime import datetime

from msgspec.structs import replace

from kvip_tui.domain.day.changes import (
    BlockEnded,
    BlockEvent,
    BlockPaused,
    BlockResumed,
    BlockSkipped,
    BlockStarted,
    TimeAdded,
)
from kvip_tui.domain.people.changes import PeopleEvent, PersonRemoved, PresenceChanged
from kvip_tui.domain.state.floor import (
    ZERO,
    Floor,
    Round,
    Stretch,
    Turn,
    out_of_round,
    up_to,
    with_here,
    without,
)
from kvip_tui.domain.state.plan import Privacy
from kvip_tui.domain.state.visit import Visit


def follow_block(visit: Visit, at: datetime, event: BlockEvent) -> Floor:
    """Return the visit's floor after something that happened to a block; interviews have none."""
    match event:
        case BlockStarted():
            block = visit.block(event.block)
            counted = block is None or block.privacy is not Privacy.INTERVIEW
            return block_started(visit.floor, at, event.block, counted=counted)
        case BlockEnded():
            return block_ended(visit.floor, at, event.block)
        case BlockPaused():
            return clock_stopped(visit.floor, at, event.block)
        case BlockResumed():
            return clock_went_on(visit.floor, at, event.block)
        case BlockSkipped() | TimeAdded():
            return visit.floor


def follow_people(visit: Visit, at: datetime, event: PeopleEvent) -> Floor:
    """Return the visit's floor after a change of its people: who leaves holds it no longer."""
    match event:
        case PersonRemoved() | PresenceChanged(present=False):
            return person_left(visit.floor, at, event.person)
        case _:
            return visit.floor


def block_started(floor: Floor, at: datetime, block_id: str, *, counted: bool) -> Floor:
    """Return the floor after a block began; one that is not *counted* has no floor.

    Who speaks already speaks on, in a turn that is the block's, and who has asked already
    keeps the place.
    """
    floor = up_to(floor, at)
    if not counted:
        return floor if floor.block else _cleared(floor)
    if block_id in floor.running:
        return floor
    running = (*floor.running, block_id)
    if floor.block is not None:
        return replace(floor, running=running)
    turn, floor = floor.holding, released(floor)
    floor = replace(floor, running=running, settled=at, mark=at)
    if turn is None:
        return floor
    return begun(floor, replace(turn, block=block_id, start=at, spoken=ZERO, before=ZERO))


def block_ended(floor: Floor, at: datetime, block_id: str) -> Floor:
    """Return the floor after a block ended: what belonged to the block is over with it."""
    floor = _cut(up_to(floor, at))
    if floor.block == block_id:
        floor = _cleared(floor)
    running = tuple(other for other in floor.running if other != block_id)
    return replace(floor, running=running, stopped=floor.stopped - {block_id})


def clock_stopped(floor: Floor, at: datetime, block_id: str) -> Floor:
    """Return the floor after a block's clock was stopped."""
    floor = _cut(up_to(floor, at))
    return replace(floor, stopped=floor.stopped | ({block_id} & set(floor.running)))


def clock_went_on(floor: Floor, at: datetime, block_id: str) -> Floor:
    """Return the floor after a block's stopped clock went on."""
    floor = _cut(up_to(floor, at))
    return replace(floor, stopped=floor.stopped - {block_id})


def person_left(floor: Floor, at: datetime, person_id: str) -> Floor:
    """Return the floor without a person who left: turn over, off the list, out of the round."""
    floor = up_to(floor, at)
    if floor.holder == person_id:
        floor = released(floor)
    return asked_no_more(replace(floor, queue=without(floor.queue, person_id)), person_id)


def begun(floor: Floor, turn: Turn) -> Floor:
    """Return the floor with a turn that begins."""
    return with_here(replace(floor, holding=turn), floor.here().plus_turn(turn.person, turn.kind))


def released(floor: Floor) -> Floor:
    """Return the floor held by nobody: the turn that goes on is over."""
    if floor.holding is None:
        return floor
    turn = replace(floor.holding, end=floor.settled)
    return replace(floor, holding=None, turns=floor.turns.append(turn))


def _cleared(floor: Floor) -> Floor:
    return replace(
        released(floor),
        replies=None,
        queue=(),
        closed=False,
        round=None,
        round_done=False,
        silenced=frozenset(),
    )


def asked_no_more(floor: Floor, person: str) -> Floor:
    """Return the floor with a person out of the go-round."""
    return with_round(floor, out_of_round(floor.round, person))


def with_round(floor: Floor, round_: Round | None) -> Floor:
    """Return the floor with another go-round; None after one is one that is complete."""
    if floor.round is round_:
        return floor
    completed = floor.round is not None and round_ is None
    return replace(floor, round=round_, round_done=floor.round_done or completed)


def _cut(floor: Floor) -> Floor:
    """Return the floor with the stretch that goes on written down and another begun."""
    if floor.block is None:
        return floor
    stretch = Stretch(floor.block, floor.mark, floor.settled, floor.paused)
    return replace(floor, stretches=floor.stretches.append(stretch), mark=floor.settled)

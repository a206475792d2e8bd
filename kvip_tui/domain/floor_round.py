"""What the go-round has time for: the part of each who is still to speak in it."""

from datetime import datetime, timedelta

from kvip_tui.domain.day.projection import date_of, due, planned_spans
from kvip_tui.domain.floor.roster import roster
from kvip_tui.domain.floor.turns import Floor
from kvip_tui.domain.state.floor import ZERO
from kvip_tui.domain.state.visit import Visit


def in_round(floor: Floor) -> bool:
    """Return whether the turn that goes on is one of the present go-round, or of one just done."""
    turn = floor.holding
    return turn is not None and turn.round > 0 and turn.round == floor.rounds


def round_share(visit: Visit, floor: Floor, now: datetime) -> timedelta | None:
    """Return the time that each has in the go-round, of what is left of the block at *now*.

    Who speaks in it has a part too, of what was left when the turn began. None where nobody is
    left, nothing is, or the block has no length. *floor* is the visit's, settled.
    """
    here = {person.id for person in roster(visit)}
    waiting = sum(person in here for person in floor.round.to_ask) if floor.round else 0
    turn = floor.holding if in_round(floor) else None
    left = _left(visit, floor, now)
    if left is None or not waiting + bool(turn):
        return None
    if turn is not None:
        left += turn.before + turn.spoken
    return left / (waiting + bool(turn)) if left > ZERO else None


def _left(visit: Visit, floor: Floor, now: datetime) -> timedelta | None:
    block, day = visit.block(floor.block or ""), visit.day_of(floor.block or "")
    if block is None or day is None:
        return None
    span = planned_spans(visit.plan, day, date_of(visit, day)).get(block.id)
    return due(block, visit.run(block.id), span, now) - now if span else None

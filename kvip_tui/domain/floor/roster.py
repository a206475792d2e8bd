"""Who takes part: the roster of a block, the line in its order, who is asked in a round."""

from datetime import datetime

from kvip_tui.domain.base import Refusal
from kvip_tui.domain.day.projection import to_come
from kvip_tui.domain.state.floor import Queue, Request, TurnKind
from kvip_tui.domain.state.people import Person
from kvip_tui.domain.state.plan import Block
from kvip_tui.domain.state.visit import Visit


def roster(visit: Visit) -> tuple[Person, ...]:
    """Return who takes part now: those present whose group is in a block that runs.

    Between two blocks they are those of the ones that ended last and of the next. Before the first,
    or where a block names no groups, that is everybody present.
    """
    here = tuple(person for person in visit.people if person.present)
    blocks = visit.running() or _around_gap(visit)
    if not all(block.present for block in blocks):
        return here
    groups = {group for block in blocks for group in block.present}
    return tuple(person for person in here if not blocks or person.group in groups)


def _around_gap(visit: Visit) -> tuple[Block, ...]:
    """Return the blocks that ended last and those that come next; none before the first."""
    ended = {
        block.id: run.ended
        for _, block in visit.plan.blocks()
        if (run := visit.run(block.id)).ended is not None
    }
    if not ended:
        return ()
    last = max(ended.values())
    before = [block for _, block in visit.plan.blocks() if ended.get(block.id) == last]
    day = visit.day_of(before[-1].id)
    ahead = to_come(visit, day) if day is not None else []
    waiting = (tuple(b for b in segment if visit.run(b.id).waiting) for segment in ahead)
    return (*before, *next(filter(None, waiting), ()))


def line(visit: Visit) -> Queue:
    """Return the speakers' list: those on it who take part now, in their order."""
    taking_part = {person.id for person in roster(visit)}
    return tuple(request for request in visit.floor.queue if request.person in taking_part)


def asked_in_round(visit: Visit) -> str | None:
    """Return who is asked next in the go-round, or None where nobody is."""
    if visit.floor.round is None:
        return None
    taking_part = {person.id for person in roster(visit)}
    return next((p for p in visit.floor.round.to_ask if p in taking_part), None)


def next_in_line(visit: Visit) -> Request | None:
    """Return who gets the floor next.

    A go-round goes before the turns on the list, but not before order and replies.
    """
    head = next(iter(line(visit)), None)
    asked = asked_in_round(visit)
    if asked is not None and (head is None or head.turn is TurnKind.TURN):
        return Request(asked)
    return head


def known(visit: Visit, person_id: str) -> Person:
    """Return a person; refuses one that there is not."""
    person = visit.person(person_id)
    if person is None:
        raise Refusal("floor.unknown_person", person=person_id)
    return person


def taking_part(visit: Visit, person_id: str) -> Person:
    """Return a person who takes part now; refuses anybody else."""
    person = known(visit, person_id)
    if not person.present:
        raise Refusal("floor.away", name=person.name)
    if person not in roster(visit):
        raise Refusal("floor.not_in_block", name=person.name)
    return person


def holder_at(visit: Visit, moment: datetime) -> str | None:
    """Return who had the floor at a moment, or None."""
    now = visit.floor.holding
    if now is not None and now.start <= moment:
        return now.person
    for turn in reversed(visit.floor.turns):
        if turn.end is not None and turn.start <= moment < turn.end:
            return turn.person
        if turn.end is not None and turn.end <= moment:
            return None
    return None

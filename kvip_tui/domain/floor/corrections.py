"""Correcting the floor afterwards: another time, another name, no turn at all."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from msgspec import UNSET, Struct, UnsetType
from msgspec.structs import replace

from kvip_tui.domain.base import AnyEvent, Events, Refusal, Sent
from kvip_tui.domain.floor.accounts import BlockClock, shared_out, stretches_of
from kvip_tui.domain.floor.roster import holder_at, known, taking_part
from kvip_tui.domain.log import Log
from kvip_tui.domain.people.speaker import speaker
from kvip_tui.domain.state.floor import (
    NO_ACCOUNTS,
    ZERO,
    Floor,
    Queue,
    Round,
    Turn,
    TurnKind,
    answered,
    in_order,
    out_of_round,
    place_of,
    up_to,
)
from kvip_tui.domain.state.visit import Note, Visit


class HandoverMoved(Sent, frozen=True, tag="handover_moved"):
    """The floor was found to have changed hands last at another time than was recorded."""

    to: datetime


class TurnReassigned(Sent, frozen=True, tag="turn_reassigned"):
    """A turn, by its number in the visit, was found to have been another person's.

    ``made`` names the turn by the record that gave it, where several machines write the visit.
    """

    turn: int
    person: str
    made: str | UnsetType = UNSET


class TurnDeleted(Sent, frozen=True, tag="turn_deleted"):
    """A turn, by its number in the visit, was found not to have been one.

    ``made`` names the turn by the record that gave it, where several machines write the visit.
    """

    turn: int
    made: str | UnsetType = UNSET


class MoveHandover(Struct, frozen=True):
    """Move the last change of hands in time; back where ``by`` is negative."""

    by: timedelta


class HandoverAgo(Struct, frozen=True):
    """Say that the floor changed hands last that long ago."""

    ago: timedelta


class ReassignTurn(Struct, frozen=True):
    """Say whose a turn was; None is the one that goes on, else the last."""

    person: str
    turn: int | None = None


class DeleteTurn(Struct, frozen=True):
    """Say that a turn was none; None is the one that goes on, else the last."""

    turn: int | None = None


CorrectionIntent = MoveHandover | HandoverAgo | ReassignTurn | DeleteTurn


Correction = HandoverMoved | TurnReassigned | TurnDeleted


def corrected(visit: Visit, at: datetime, event: Correction) -> Visit:
    """Return the visit after a correction made at *at*, its notes with who then had the floor.

    A note that names somebody else than the turns did keeps the name: it was put there on purpose.
    """
    floor = up_to(visit.floor, at)
    start, end = _touched(floor, event)
    after = replace(visit, floor=apply_correction(floor, event))
    notes = visit.notes
    for place, note in enumerate(visit.notes):
        if start <= note.typed_at <= end:
            renamed = _renamed(note, visit, after)
            notes = notes if renamed is note else notes.replaced(place, renamed)
    return after if notes is visit.notes else replace(after, notes=notes)


def _touched(floor: Floor, event: Correction) -> tuple[datetime, datetime]:
    """Return the time in which a correction may change who had the floor."""
    if isinstance(event, HandoverMoved):
        found = handover(floor)
        return found[1:] if found else (floor.settled, floor.settled)
    pieces = [turn for turn in all_turns(floor) if turn.number == event.turn]
    start = min((turn.start for turn in pieces), default=floor.settled)
    return start, max((turn.end or floor.settled for turn in pieces), default=floor.settled)


def _renamed(note: Note, before: Visit, after: Visit) -> Note:
    was, holder = holder_at(before, note.typed_at), holder_at(after, note.typed_at)
    if note.holder != was or was == holder or speaker(note.text, after.people):
        return note
    return replace(note, holder=holder)


def apply_correction(floor: Floor, event: Correction) -> Floor:
    """Return the settled floor after a correction; of a turn there is not it changes nothing."""
    match event:
        case HandoverMoved():
            return _handover_moved(floor, event.to)
        case TurnReassigned():
            return _reassigned(floor, event.turn, event.person)
        case TurnDeleted():
            return _deleted(floor, event.turn)


def all_turns(floor: Floor) -> list[Turn]:
    """Return every turn of the visit, the one that goes on too."""
    return [*floor.turns, floor.holding] if floor.holding else [*floor.turns]


def last_turn(floor: Floor) -> Turn | None:
    """Return the turn that goes on, else the last of the block that runs, or None."""
    turn = floor.holding or (floor.turns[-1] if floor.turns else None)
    return turn if turn is not None and turn.block == floor.block else None


def handover(floor: Floor) -> tuple[datetime, datetime, datetime] | None:
    """Return when the floor changed hands last, and the bounds within which that can be moved.

    It changed hands when the turn that goes on began, else when the last one ended. None where
    nobody has had the floor in the block that runs. *floor* is settled.
    """
    turn = last_turn(floor)
    if turn is None:
        return None
    if turn.end is not None:
        return turn.end, turn.start, floor.settled
    return turn.start, _earliest(floor, turn), floor.settled


def _earliest(floor: Floor, turn: Turn) -> datetime:
    """Return when the turn that goes on can have begun at the earliest."""
    before = _before(floor, turn)
    if before is not None:
        return before.start
    if turn.block is not None:
        return min([s.start for s in stretches_of(floor, turn.block)][:1], default=turn.start)
    return (floor.turns[-1].end or turn.start) if floor.turns else turn.start


def _before(floor: Floor, turn: Turn) -> Turn | None:
    """Return the turn before the one that goes on, where it is of the same block."""
    before = floor.turns[-1] if floor.turns else None
    return before if before is not None and before.block == turn.block else None


def _handover_moved(floor: Floor, to: datetime) -> Floor:
    found = handover(floor)
    if found is None:
        return floor
    at, low, high = found
    to = max(low, min(to, high))
    turns, holding = [*floor.turns], floor.holding
    touched = [*turns[-1:], *([holding] if holding else [])]
    if holding is None:
        turns[-1] = replace(turns[-1], end=to)
    else:
        before = _before(floor, holding)
        if before is not None and before.end is not None and (before.end == at or before.end > to):
            turns[-1] = replace(before, end=to)
        holding = replace(holding, start=to)
    return _with_turns(floor, turns, holding, touched)


def _reassigned(floor: Floor, number: int, person: str) -> Floor:
    found = [turn for turn in all_turns(floor) if turn.number == number]
    if not found:
        return floor
    latest, turn = _latest(floor, number), found[-1]
    floor = _as_if_not_given(floor, turn)
    to_ask = floor.round.to_ask if floor.round and turn.kind is TurnKind.TURN else ()
    queue = answered(floor.queue, person, turn.kind)
    mine = replace(
        turn,
        person=person,
        round=floor.rounds if person in to_ask and (latest or turn.round) else 0,
        place=place_of(floor.queue, person) if latest and floor.queue != queue else None,
    )
    turns = [
        replace(t, person=mine.person, round=mine.round, place=mine.place)
        if t.number == number
        else t
        for t in all_turns(floor)
    ]
    floor = _with_turns(floor, *_parted(floor, turns), [*found, mine])
    return _taken(floor, mine)


def _deleted(floor: Floor, number: int) -> Floor:
    found = [turn for turn in all_turns(floor) if turn.number == number]
    if not found:
        return floor
    floor = _as_if_not_given(floor, found[-1])
    kept = [turn for turn in floor.turns if turn.number != number]
    holding = floor.holding if floor.holding and floor.holding.number != number else None
    floor = _with_turns(floor, kept, holding, found)
    return replace(floor, replies=_replies(floor))


def _latest(floor: Floor, number: int) -> bool:
    last = last_turn(floor)
    return last is not None and last.number == number


def _as_if_not_given(floor: Floor, turn: Turn) -> Floor:
    """Return the floor with the places back that the turn had cost a person, if they are free."""
    if turn.round and turn.round == floor.rounds and (floor.round or floor.round_done):
        floor = replace(floor, round=_back(floor.round, turn.person), round_done=False)
    if not _latest(floor, turn.number) or turn.place is None:
        return floor
    if floor.request(turn.person) is not None:
        return floor
    index, request = turn.place
    queue: Queue = (*floor.queue[:index], request, *floor.queue[index:])
    return replace(floor, queue=in_order(queue))


def _back(round_: Round | None, person: str) -> Round:
    if round_ is None:
        return Round((person,))
    if person in round_.to_ask:
        return round_
    return replace(round_, left=(person, *round_.left))


def _taken(floor: Floor, turn: Turn) -> Floor:
    """Return the floor without the places that a turn has cost its person."""
    if turn.place is not None:
        floor = replace(floor, queue=answered(floor.queue, turn.person, turn.kind))
    if turn.round and floor.round is not None:
        round_ = out_of_round(floor.round, turn.person)
        floor = replace(floor, round=round_, round_done=round_ is None)
    return floor


def _replies(floor: Floor) -> int | None:
    """Return how many replies the block's last turn has had, None where there was no turn."""
    here = [turn for turn in all_turns(floor) if turn.block == floor.block]
    last = max((turn.number for turn in here if turn.kind is TurnKind.TURN), default=0)
    replies = {t.number for t in here if t.kind is TurnKind.REPLY and t.number > last}
    return len(replies) if last or replies else None


def _parted(floor: Floor, turns: list[Turn]) -> tuple[list[Turn], Turn | None]:
    """Return the turns that have ended, and the one that goes on."""
    return (turns[:-1], turns[-1]) if floor.holding else (turns, None)


def _with_turns(
    floor: Floor, turns: list[Turn], holding: Turn | None, touched: Sequence[Turn]
) -> Floor:
    """Return the floor with these turns, and what follows from those that were *touched*."""
    changed = replace(floor, turns=Log(turns), holding=holding)
    for block in dict.fromkeys(turn.block for turn in touched):
        changed = _recounted(changed, block, touched)
    return changed


def _recounted(floor: Floor, block: str | None, touched: Sequence[Turn]) -> Floor:
    """Return the floor with a block's touched turns, and their people's accounts, counted anew.

    What others said is what it was: to count thousands of turns for one was felt.
    """
    now = floor.settled
    numbers, people = {turn.number for turn in touched}, {turn.person for turn in touched}
    clock = BlockClock(stretches_of(floor, block)) if block is not None else None

    def counted(turn: Turn) -> Turn:
        if turn.number not in numbers or turn.block != block:
            return turn
        length = clock.spoken(turn, now) if clock else (turn.end or now) - turn.start
        return replace(turn, spoken=length)

    turns = [counted(turn) for turn in floor.turns]
    holding = counted(floor.holding) if floor.holding else None
    floor = replace(floor, turns=Log(turns), holding=holding)
    if block is None or clock is None:
        return floor
    here = floor.accounts.get(block, NO_ACCOUNTS)
    theirs = (t for t in all_turns(floor) if t.person in people and t.block == block)
    accounts = {p: account for p, account in here.people.items() if p not in people}
    accounts |= shared_out(theirs, clock, now)
    return replace(floor, accounts={**floor.accounts, block: replace(here, people=accounts)})


def went_over(floor: Floor, ago: timedelta) -> HandoverMoved:
    """Return the event that moves the last change of hands on a settled floor to so long ago.

    Raises:
        Refusal: Nobody has had the floor, or it was not so long ago that who had it before got
            it, or that the block began.
    """
    found = handover(floor)
    if found is None:
        raise Refusal("floor.no_turn")
    _at, low, high = found
    if not ZERO <= ago <= high - low:
        raise Refusal("floor.too_long_ago", seconds=int((high - low) / timedelta(seconds=1)))
    return HandoverMoved(high - ago)


def decide_correction(visit: Visit, intent: CorrectionIntent, now: datetime) -> Events:
    """Return the event that *intent* brings about at *now*.

    Raises:
        Refusal: There is no such turn, or it cannot be moved or given to somebody like that.
    """
    match intent:
        case MoveHandover():
            return (_move_handover(up_to(visit.floor, now), intent),)
        case HandoverAgo():
            return (went_over(up_to(visit.floor, now), intent.ago),)
        case ReassignTurn():
            return (_reassign(visit, intent),)
        case DeleteTurn():
            return (TurnDeleted(_turn(visit, intent.turn).number),)


def _move_handover(floor: Floor, intent: MoveHandover) -> AnyEvent:
    found = handover(floor)
    if found is None:
        raise Refusal("floor.no_turn")
    at, low, high = found
    to = max(low, min(at + intent.by, high))
    if to == at:
        raise Refusal("floor.handover_stuck")
    return HandoverMoved(to)


def _reassign(visit: Visit, intent: ReassignTurn) -> AnyEvent:
    turn = _turn(visit, intent.turn)
    person = known(visit, intent.person)
    if turn.end is None:
        taking_part(visit, person.id)
    if turn.person == person.id:
        raise Refusal("floor.same_person", name=person.name)
    return TurnReassigned(turn=turn.number, person=person.id)


def _turn(visit: Visit, number: int | None) -> Turn:
    """Return the turn with that number, or for None the one that goes on, else the last."""
    if number is None:
        turn = last_turn(visit.floor)
        if turn is None:
            raise Refusal("floor.no_turn")
        return turn
    found = [turn for turn in all_turns(visit.floor) if turn.number == number]
    if not found:
        raise Refusal("floor.unknown_turn", number=number)
    return found[-1]

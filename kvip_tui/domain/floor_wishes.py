"""Decides what may be changed on the floor besides turns and hands: order, corrections, silence."""

from datetime import datetime

from kvip_tui.domain import base as ev
from kvip_tui.domain import floor_events as fe
from kvip_tui.domain import floor_intents as fi
from kvip_tui.domain.floor.corrections import all_turns, handover, last_turn
from kvip_tui.domain.floor.roster import known, line, taking_part, went_over
from kvip_tui.domain.floor.turns import Floor, up_to
from kvip_tui.domain.floor_line import moved
from kvip_tui.domain.refusal import Refusal
from kvip_tui.domain.state.floor import Turn
from kvip_tui.domain.state.visit import Visit

Events = tuple[ev.AnyEvent, ...]


def decide_wish(visit: Visit, wish: fi.FloorWish, now: datetime) -> Events:
    """Return the event that *wish* brings about at *now*.

    Raises:
        Refusal: The rules of the floor do not allow it as things stand.
    """
    match wish:
        case fi.ResumeTurn():
            return (_resume(visit),)
        case fi.MoveHand():
            return (_move_hand(visit, wish),)
        case fi.SilenceNudges():
            return (_silence(visit, wish),)
        case fi.MoveHandover():
            return (_move_handover(up_to(visit.floor, now), wish),)
        case fi.HandoverAgo():
            return (went_over(up_to(visit.floor, now), wish.ago),)
        case fi.ReassignTurn():
            return (_reassign(visit, wish),)
        case fi.DeleteTurn():
            return (fe.TurnDeleted(_turn(visit, wish.turn).number),)


def _resume(visit: Visit) -> ev.AnyEvent:
    turn = visit.floor.interrupted()
    if turn is None:
        raise Refusal("floor.not_interrupted")
    person = taking_part(visit, turn.person)
    if visit.floor.holder == person.id:
        raise Refusal("floor.already_holds", name=person.name)
    return ev.FloorGiven(person=person.id, resumed=True)


def _move_hand(visit: Visit, wish: fi.MoveHand) -> ev.AnyEvent:
    person, shown = known(visit, wish.person), line(visit)
    others = [request.person for request in shown if request.person != person.id]
    if len(others) == len(shown):
        raise Refusal("floor.not_on_list", name=person.name)
    place = max(0, wish.place - 1)
    before = others[place] if place < len(others) else None
    if moved(visit.floor.queue, person.id, before) == visit.floor.queue:
        raise Refusal("floor.not_moved", name=person.name)
    return fe.HandMoved(person=person.id, before=before)


def _silence(visit: Visit, wish: fi.SilenceNudges) -> ev.AnyEvent:
    fresh = tuple(p for p in wish.people if (wish.code, p) not in visit.floor.silenced)
    if not fresh or visit.floor.block is None:
        raise Refusal("floor.no_nudge")
    return fe.NudgesSilenced(code=wish.code, people=fresh)


def _move_handover(floor: Floor, wish: fi.MoveHandover) -> ev.AnyEvent:
    found = handover(floor)
    if found is None:
        raise Refusal("floor.no_turn")
    at, low, high = found
    to = max(low, min(at + wish.by, high))
    if to == at:
        raise Refusal("floor.handover_stuck")
    return fe.HandoverMoved(to)


def _reassign(visit: Visit, wish: fi.ReassignTurn) -> ev.AnyEvent:
    turn = _turn(visit, wish.turn)
    person = known(visit, wish.person)
    if turn.end is None:
        taking_part(visit, person.id)
    if turn.person == person.id:
        raise Refusal("floor.same_person", name=person.name)
    return fe.TurnReassigned(turn=turn.number, person=person.id)


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

"""Decides about the floor: who may have it, ask for it, and is next (DESIGN 3)."""

from datetime import datetime, timedelta

from kvip_tui.domain import base as ev
from kvip_tui.domain import floor_events as fe
from kvip_tui.domain import intents as it
from kvip_tui.domain.base import TurnKind
from kvip_tui.domain.floor.corrections import handover
from kvip_tui.domain.floor.turns import REPLIES_PER_TURN, Floor, apply_floor
from kvip_tui.domain.floor_line import Queue, Request
from kvip_tui.domain.refusal import Refusal
from kvip_tui.domain.state.floor import ZERO
from kvip_tui.domain.state.people import Person
from kvip_tui.domain.state.plan import Privacy
from kvip_tui.domain.state.visit import Visit

Events = tuple[ev.AnyEvent, ...]


def roster(visit: Visit) -> tuple[Person, ...]:
    """Return who takes part now: those present whose group is in a block that runs.

    Where nothing runs, or a running block names no groups, that is everybody present.
    """
    here = tuple(person for person in visit.people if person.present)
    running = visit.running()
    if not all(block.present for block in running):
        return here
    groups = {group for block in running for group in block.present}
    return tuple(person for person in here if not running or person.group in groups)


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


def decide_floor(visit: Visit, intent: it.FloorIntent, now: datetime) -> Events:
    """Return the event that *intent* brings about at *now*.

    Raises:
        Refusal: The rules of the floor do not allow it as things stand.
    """
    running = visit.running()
    if running and all(block.privacy is Privacy.INTERVIEW for block in running):
        raise Refusal("floor.interview")
    match intent:
        case it.GiveFloor():
            return _give(visit, intent, now)
        case it.RaiseHand():
            return (_raise_hand(visit, intent),)
        case it.LowerHand():
            return (_lower_hand(visit, intent),)
        case it.NextSpeaker():
            return (_next(visit),)
        case it.ReleaseFloor() | it.CloseList() | it.OpenList():
            return (_on_or_off(visit, intent),)
        case it.ToggleRound() | it.PassTurn():
            return (_round(visit, intent),)


def _give(visit: Visit, intent: it.GiveFloor, now: datetime) -> Events:
    person = taking_part(visit, intent.person)
    if visit.floor.holder == person.id:
        raise Refusal("floor.already_holds", name=person.name)
    if intent.turn is TurnKind.REPLY:
        _check_reply(visit, pending=0)
    given = ev.FloorGiven(person=person.id, turn=intent.turn)
    if not intent.ago:
        return (given,)
    return given, went_over(apply_floor(visit.floor, now, given), intent.ago)


def went_over(floor: Floor, ago: timedelta) -> fe.HandoverMoved:
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
    return fe.HandoverMoved(high - ago)


def _raise_hand(visit: Visit, intent: it.RaiseHand) -> ev.AnyEvent:
    person, floor = taking_part(visit, intent.person), visit.floor
    new, old = Request(person.id, intent.turn), floor.request(person.id)
    if old is not None and not new.outranks(old):
        raise Refusal("floor.already_on_list", name=person.name)
    if floor.closed and not intent.chair:
        raise Refusal("floor.list_closed", name=person.name)
    if intent.turn is TurnKind.REPLY:
        _check_reply(visit, pending=sum(r.turn is TurnKind.REPLY for r in floor.queue))
    return ev.HandRaised(person=person.id, turn=intent.turn)


def _lower_hand(visit: Visit, intent: it.LowerHand) -> ev.AnyEvent:
    person = known(visit, intent.person)
    if visit.floor.request(person.id) is None:
        raise Refusal("floor.not_on_list", name=person.name)
    return ev.HandLowered(person=person.id)


def _next(visit: Visit) -> ev.AnyEvent:
    request = next_in_line(visit)
    if request is None:
        raise Refusal("floor.list_empty")
    return ev.FloorGiven(person=request.person, turn=request.turn)


def _on_or_off(visit: Visit, intent: it.ReleaseFloor | it.CloseList | it.OpenList) -> ev.AnyEvent:
    floor = visit.floor
    match intent:
        case it.ReleaseFloor():
            if floor.holder is None:
                raise Refusal("floor.nobody_holds")
            return ev.FloorReleased()
        case it.CloseList():
            if floor.closed:
                raise Refusal("floor.already_closed")
            return ev.ListClosed()
        case it.OpenList():
            if not floor.closed:
                raise Refusal("floor.already_open")
            return ev.ListOpened()


def _round(visit: Visit, intent: it.ToggleRound | it.PassTurn) -> ev.AnyEvent:
    if isinstance(intent, it.PassTurn):
        if visit.floor.round is None:
            raise Refusal("floor.no_round")
        asked = asked_in_round(visit)
        if asked is None:
            raise Refusal("floor.no_one_left")
        return ev.RoundPassed(person=asked)
    if visit.floor.round is not None:
        return ev.RoundEnded()
    people = tuple(person.id for person in roster(visit))
    if not people:
        raise Refusal("floor.nobody_here")
    return ev.RoundStarted(people=people)


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


def _check_reply(visit: Visit, pending: int) -> None:
    """Refuse a reply where there is no turn to reply to, or its replies are taken or *pending*."""
    given = visit.floor.replies
    if given is None:
        raise Refusal("floor.no_reply")
    if given + pending >= REPLIES_PER_TURN:
        raise Refusal("floor.replies_used", most=REPLIES_PER_TURN)

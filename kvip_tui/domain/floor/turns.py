"""Giving the floor, raising hands, the round: intents, events, rules and fold.

Time is settled when something happens, so that an event costs the same after two thousand
turns as after twenty. A block's time belongs to whoever holds the floor, to nobody (silence
and free talk) or to a pause, and to one of them only. Where counted blocks run side by side
it belongs to the first one begun that still runs. What is said while no counted block runs
has a clock but no account. While a block runs, a clock that is set back stands still until it
has caught up.
"""

from datetime import datetime, timedelta

from msgspec import Struct
from msgspec.structs import replace

from kvip_tui.domain.base import AnyEvent, Events, Refusal, Sent
from kvip_tui.domain.floor.corrections import Correction, HandoverMoved, went_over
from kvip_tui.domain.floor.following import asked_no_more, begun, released, with_round
from kvip_tui.domain.floor.roster import (
    asked_in_round,
    known,
    line,
    next_in_line,
    roster,
    taking_part,
)
from kvip_tui.domain.state.floor import (
    ZERO,
    Floor,
    Request,
    Round,
    Turn,
    TurnKind,
    answered,
    moved,
    passing,
    place_of,
    replies_as_turns,
    up_to,
    with_here,
    with_request,
    without,
)
from kvip_tui.domain.state.plan import Privacy
from kvip_tui.domain.state.visit import Visit


class FloorGiven(Sent, frozen=True, tag="floor_given"):
    """A person got the floor, or went on with an interrupted turn; who held it no longer does."""

    person: str
    turn: TurnKind = TurnKind.TURN
    resumed: bool = False


class FloorReleased(Sent, frozen=True, tag="floor_released"):
    """Nobody has the floor any more: silence or free talk."""


class HandRaised(Sent, frozen=True, tag="hand_raised"):
    """A person asked for the floor."""

    person: str
    turn: TurnKind = TurnKind.TURN


class HandLowered(Sent, frozen=True, tag="hand_lowered"):
    """A person was taken off the speakers' list."""

    person: str


class ListClosed(Sent, frozen=True, tag="list_closed"):
    """The speakers' list was closed («strek»)."""


class ListOpened(Sent, frozen=True, tag="list_opened"):
    """The speakers' list was opened again."""


class RoundStarted(Sent, frozen=True, tag="round_started"):
    """A go-round of the people named began."""

    people: tuple[str, ...]


class RoundPassed(Sent, frozen=True, tag="round_passed"):
    """A person passed in the go-round and is asked again at its end."""

    person: str


class RoundEnded(Sent, frozen=True, tag="round_ended"):
    """The go-round was broken off before everybody had spoken."""


class HandMoved(Sent, frozen=True, tag="hand_moved"):
    """A person on the speakers' list was put before another one, or last where that is None."""

    person: str
    before: str | None = None


class NudgesSilenced(Sent, frozen=True, tag="nudges_silenced"):
    """Nudges of one ``code`` about these people were silenced for the running block."""

    code: str
    people: tuple[str, ...]


FloorStep = (
    FloorGiven
    | FloorReleased
    | HandRaised
    | HandLowered
    | HandMoved
    | ListClosed
    | ListOpened
    | RoundStarted
    | RoundPassed
    | RoundEnded
    | NudgesSilenced
)
FloorEvent = FloorStep | Correction


class ResumeTurn(Struct, frozen=True):
    """Give the floor back to whoever was interrupted by a reply or a practical remark."""


class MoveHand(Struct, frozen=True):
    """Move a person on the speakers' list to a place, counted from 1."""

    person: str
    place: int


class SilenceNudges(Struct, frozen=True):
    """Say no more of that code about these people in the running block."""

    code: str
    people: tuple[str, ...]


class GiveFloor(Struct, frozen=True):
    """Give a person the floor; ``ago`` is how long since it went over."""

    person: str
    turn: TurnKind = TurnKind.TURN
    ago: timedelta = timedelta(0)


class ReleaseFloor(Struct, frozen=True):
    """Take the floor back: nobody holds it."""


class TakeFloorBack(Struct, frozen=True):
    """Say that nobody has had the floor since a time, as when the machine slept."""

    since: datetime


class RaiseHands(Struct, frozen=True):
    """Put people on the speakers' list who stood on that of the block before."""

    requests: tuple[Request, ...]


class RaiseHand(Struct, frozen=True):
    """Put a person on the speakers' list; ``chair``: the leader does it after «strek»."""

    person: str
    turn: TurnKind = TurnKind.TURN
    chair: bool = False


class LowerHand(Struct, frozen=True):
    """Take a person off the speakers' list."""

    person: str


class NextSpeaker(Struct, frozen=True):
    """Give the floor to whoever is next in line."""


class CloseList(Struct, frozen=True):
    """Draw the line («strek»): nobody else may ask for the floor."""


class OpenList(Struct, frozen=True):
    """Open the speakers' list again."""


class ToggleRound(Struct, frozen=True):
    """Begin a go-round of everybody present, or break off the one that goes on."""


class PassTurn(Struct, frozen=True):
    """Whoever is asked in the go-round passes and is asked again at its end."""


SpeakingIntent = (
    GiveFloor
    | ReleaseFloor
    | TakeFloorBack
    | RaiseHand
    | RaiseHands
    | LowerHand
    | NextSpeaker
    | CloseList
    | OpenList
    | ToggleRound
    | PassTurn
)
FloorIntent = SpeakingIntent | ResumeTurn | MoveHand | SilenceNudges


REPLIES_PER_TURN = 2


def apply_floor(floor: Floor, at: datetime, event: FloorStep) -> Floor:
    """Return the floor after *event*, which happened at *at*."""
    floor = up_to(floor, at)
    match event:
        case FloorGiven():
            floor = _resumed(floor, event) if event.resumed else _given(floor, event)
        case FloorReleased():
            floor = released(floor)
        case HandRaised(person=person, turn=kind):
            queue = with_request(floor.queue, Request(person, kind), floor.heard)
            floor = replace(floor, queue=queue)
        case HandLowered(person=person):
            floor = replace(floor, queue=without(floor.queue, person))
        case HandMoved(person=person, before=before):
            floor = replace(floor, queue=moved(floor.queue, person, before))
        case ListClosed() | ListOpened():
            floor = replace(floor, closed=isinstance(event, ListClosed))
        case RoundStarted(people=people):
            round_ = Round(people) if people else None
            floor = replace(floor, round=round_, round_done=False, rounds=floor.rounds + 1)
        case RoundPassed(person=person):
            floor = with_round(floor, passing(floor.round, person))
        case RoundEnded():
            floor = replace(floor, round=None)
        case NudgesSilenced(code=code, people=people):
            floor = replace(floor, silenced=floor.silenced | {(code, p) for p in people})
    return floor


def _given(floor: Floor, event: FloorGiven) -> Floor:
    person, kind = event.person, event.turn
    takes_turn = kind is TurnKind.TURN
    queue = answered(floor.queue, person, kind)
    asked = takes_turn and floor.round is not None and person in floor.round.to_ask
    turn = Turn(
        person,
        kind,
        floor.block,
        floor.settled,
        number=floor.begun + 1,
        round=floor.rounds if asked else 0,
        place=None if queue == floor.queue else place_of(floor.queue, person),
    )
    replies, round_done = floor.replies, floor.round_done
    if takes_turn:
        replies, round_done = 0, False
    elif kind is TurnKind.REPLY:
        replies = (replies or 0) + 1
    floor = begun(released(floor), turn)
    if takes_turn or (kind is TurnKind.REPLY and replies == REPLIES_PER_TURN):
        queue = replies_as_turns(queue, floor.heard)
    floor = replace(floor, queue=queue, begun=turn.number, replies=replies, round_done=round_done)
    return asked_no_more(floor, person) if takes_turn else floor


def _resumed(floor: Floor, event: FloorGiven) -> Floor:
    """Return the floor with the interrupted turn going on; it is not counted once more."""
    turn = floor.interrupted()
    if turn is None or turn.person != event.person:
        return _given(floor, event)
    before = turn.before + turn.spoken
    again = replace(turn, start=floor.settled, end=None, spoken=ZERO, before=before)
    floor = replace(released(floor), holding=again)
    return with_here(floor, floor.here().plus_more(turn.person))


def decide_floor(visit: Visit, intent: FloorIntent, now: datetime) -> Events:
    """Return the event that *intent* brings about at *now*.

    Raises:
        Refusal: The rules of the floor do not allow it as things stand.
    """
    match intent:
        case ResumeTurn():
            return (_resume(visit),)
        case MoveHand():
            return (_move_hand(visit, intent),)
        case SilenceNudges():
            return (_silence(visit, intent),)
        case _:
            return _decide_speaking(visit, intent, now)


def _decide_speaking(visit: Visit, intent: SpeakingIntent, now: datetime) -> Events:
    """Decide who speaks and who asks to: nobody's turn is counted during the interviews."""
    running = visit.running()
    if running and all(block.privacy is Privacy.INTERVIEW for block in running):
        raise Refusal("floor.interview")
    match intent:
        case GiveFloor():
            return _give(visit, intent, now)
        case TakeFloorBack():
            return _take_back(visit, intent.since)
        case RaiseHand():
            return (_raise_hand(visit, intent),)
        case RaiseHands():
            return _raise_hands(visit, intent.requests)
        case LowerHand():
            return (_lower_hand(visit, intent),)
        case NextSpeaker():
            return (_next(visit),)
        case ReleaseFloor() | CloseList() | OpenList():
            return (_on_or_off(visit, intent),)
        case ToggleRound() | PassTurn():
            return (_round(visit, intent),)


def _give(visit: Visit, intent: GiveFloor, now: datetime) -> Events:
    person = taking_part(visit, intent.person)
    if visit.floor.holder == person.id:
        raise Refusal("floor.already_holds", name=person.name)
    if intent.turn is TurnKind.REPLY:
        _check_reply(visit, pending=0)
    given = FloorGiven(person=person.id, turn=intent.turn)
    if not intent.ago:
        return (given,)
    return given, went_over(apply_floor(visit.floor, now, given), intent.ago)


def _raise_hand(visit: Visit, intent: RaiseHand) -> AnyEvent:
    person, floor = taking_part(visit, intent.person), visit.floor
    new, old = Request(person.id, intent.turn), floor.request(person.id)
    if old is not None and not new.outranks(old):
        raise Refusal("floor.already_on_list", name=person.name)
    if floor.closed and not intent.chair:
        raise Refusal("floor.list_closed", name=person.name)
    if intent.turn is TurnKind.REPLY:
        _check_reply(visit, pending=sum(r.turn is TurnKind.REPLY for r in floor.queue))
    return HandRaised(person=person.id, turn=intent.turn)


def _raise_hands(visit: Visit, requests: tuple[Request, ...]) -> Events:
    here = {person.id for person in roster(visit) if person.present}
    on_list = {request.person for request in visit.floor.queue}
    wanted = [one for one in requests if one.person in here - on_list]
    if not wanted:
        raise Refusal("floor.list_empty")
    return tuple(HandRaised(person=one.person) for one in wanted)


def _take_back(visit: Visit, since: datetime) -> Events:
    holding = visit.floor.holding
    if holding is None:
        raise Refusal("floor.nobody_holds")
    return FloorReleased(), HandoverMoved(to=max(since, holding.start))


def _lower_hand(visit: Visit, intent: LowerHand) -> AnyEvent:
    person = known(visit, intent.person)
    if visit.floor.request(person.id) is None:
        raise Refusal("floor.not_on_list", name=person.name)
    return HandLowered(person=person.id)


def _next(visit: Visit) -> AnyEvent:
    request = next_in_line(visit)
    if request is None:
        raise Refusal("floor.list_empty")
    return FloorGiven(person=request.person, turn=request.turn)


def _on_or_off(visit: Visit, intent: ReleaseFloor | CloseList | OpenList) -> AnyEvent:
    floor = visit.floor
    match intent:
        case ReleaseFloor():
            if floor.holder is None:
                raise Refusal("floor.nobody_holds")
            return FloorReleased()
        case CloseList():
            if floor.closed:
                raise Refusal("floor.already_closed")
            return ListClosed()
        case OpenList():
            if not floor.closed:
                raise Refusal("floor.already_open")
            return ListOpened()


def _round(visit: Visit, intent: ToggleRound | PassTurn) -> AnyEvent:
    if isinstance(intent, PassTurn):
        if visit.floor.round is None:
            raise Refusal("floor.no_round")
        asked = asked_in_round(visit)
        if asked is None:
            raise Refusal("floor.no_one_left")
        return RoundPassed(person=asked)
    if visit.floor.round is not None:
        return RoundEnded()
    people = tuple(person.id for person in roster(visit))
    if not people:
        raise Refusal("floor.nobody_here")
    return RoundStarted(people=people)


def _check_reply(visit: Visit, pending: int) -> None:
    """Refuse a reply where there is no turn to reply to, or its replies are taken or *pending*."""
    given = visit.floor.replies
    if given is None:
        raise Refusal("floor.no_reply")
    if given + pending >= REPLIES_PER_TURN:
        raise Refusal("floor.replies_used", most=REPLIES_PER_TURN)


def _resume(visit: Visit) -> AnyEvent:
    turn = visit.floor.interrupted()
    if turn is None:
        raise Refusal("floor.not_interrupted")
    person = taking_part(visit, turn.person)
    if visit.floor.holder == person.id:
        raise Refusal("floor.already_holds", name=person.name)
    return FloorGiven(person=person.id, resumed=True)


def _move_hand(visit: Visit, intent: MoveHand) -> AnyEvent:
    person, shown = known(visit, intent.person), line(visit)
    others = [request.person for request in shown if request.person != person.id]
    if len(others) == len(shown):
        raise Refusal("floor.not_on_list", name=person.name)
    place = max(0, intent.place - 1)
    before = others[place] if place < len(others) else None
    if moved(visit.floor.queue, person.id, before) == visit.floor.queue:
        raise Refusal("floor.not_moved", name=person.name)
    return HandMoved(person=person.id, before=before)


def _silence(visit: Visit, intent: SilenceNudges) -> AnyEvent:
    fresh = tuple(p for p in intent.people if (intent.code, p) not in visit.floor.silenced)
    if not fresh or visit.floor.block is None:
        raise Refusal("floor.no_nudge")
    return NudgesSilenced(code=intent.code, people=fresh)

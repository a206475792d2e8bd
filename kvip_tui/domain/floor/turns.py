"""The floor as it stands and how it changes: who speaks, who waits, how long everybody spoke.

Time is settled when something happens, so that an event costs the same after two thousand
turns as after twenty. A block's time belongs to whoever holds the floor, to nobody (silence
and free talk) or to a pause, and to one of them only. Where counted blocks run side by side
it belongs to the first one begun that still runs. What is said while no counted block runs
has a clock but no account. While a block runs, a clock that is set back stands still until it
has caught up.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from itertools import chain

from msgspec import Struct
from msgspec.structs import replace

from kvip_tui.domain import base as ev
from kvip_tui.domain import floor_events as fe
from kvip_tui.domain.base import TurnKind
from kvip_tui.domain.floor_line import (
    Queue,
    Request,
    Round,
    answered,
    moved,
    out_of_round,
    passing,
    place_of,
    replies_as_turns,
    with_request,
    without,
)
from kvip_tui.domain.log import Log
from kvip_tui.domain.state.floor import NO_ACCOUNTS, ZERO, Accounts, Stretch, Turn

REPLIES_PER_TURN = 2
_NEVER = datetime.min.replace(tzinfo=UTC)


class Floor(Struct, frozen=True):
    """The state of the floor.

    Args:
        holding: The turn that goes on.
        replies: Replies given to the block's last turn, None where there was no turn yet.
        queue: The speakers' list, in the order in which they get the floor.
        closed: Whether the line is drawn.
        round: The go-round that goes on.
        round_done: Whether a go-round has been completed, until the next turn begins.
        rounds: How many go-rounds have begun.
        silenced: The nudges that are not to be shown in the block: codes and people.
        begun: How many turns have begun.
        turns: The turns that have ended.
        stretches: With the turns, what the accounts can be worked out from again.
        accounts: Block by block, where the time went.
        running: Counted blocks that run, in the order in which they began.
        stopped: Those of them whose clock stands.
        settled: The instant up to which time is accounted for.
        mark: When the stretch that goes on began.
    """

    holding: Turn | None = None
    replies: int | None = None
    queue: Queue = ()
    closed: bool = False
    round: Round | None = None
    round_done: bool = False
    rounds: int = 0
    silenced: frozenset[tuple[str, str]] = frozenset()
    begun: int = 0
    turns: Log[Turn] = Log()
    stretches: Log[Stretch] = Log()
    accounts: Mapping[str, Accounts] = {}
    running: tuple[str, ...] = ()
    stopped: frozenset[str] = frozenset()
    settled: datetime = _NEVER
    mark: datetime = _NEVER

    @property
    def holder(self) -> str | None:
        """The person who has the floor."""
        return self.holding.person if self.holding else None

    @property
    def block(self) -> str | None:
        """The block that time now belongs to."""
        return self.running[0] if self.running else None

    @property
    def paused(self) -> bool:
        """Whether the clock of that block stands."""
        return self.block in self.stopped

    def here(self) -> Accounts:
        """Return the accounts of the block that time now belongs to."""
        return self.accounts.get(self.block, NO_ACCOUNTS) if self.block else NO_ACCOUNTS

    def heard(self, person_id: str) -> bool:
        """Return whether a person has had a say in that block."""
        return self.here().person(person_id).heard

    def request(self, person_id: str) -> Request | None:
        """Return a person's place on the list, or None."""
        return next((request for request in self.queue if request.person == person_id), None)

    def interrupted(self) -> Turn | None:
        """Return the turn that a reply or a practical remark came into, or None."""
        after: Turn | None = None
        going_on = (self.holding,) if self.holding else ()
        for turn in chain(going_on, reversed(self.turns)):
            if turn.block != self.block or (after and turn.end != after.start):
                return None
            if turn.kind is TurnKind.TURN:
                return turn if after else None
            after = turn
        return None


def up_to(floor: Floor, at: datetime) -> Floor:
    """Return the floor with the time up to *at* settled."""
    if floor.block is None and floor.holding is None:
        return replace(floor, settled=at)
    span = at - floor.settled
    if span <= ZERO:
        return floor
    holding = floor.holding
    if holding and not floor.paused:
        holding = replace(holding, spoken=holding.spoken + span)
    here = floor.here()
    here = here.plus_pause(span) if floor.paused else here.plus_talk(floor.holder, span)
    return _with_here(replace(floor, settled=at, holding=holding), here)


def apply_floor(floor: Floor, at: datetime, event: ev.FloorStep) -> Floor:
    """Return the floor after *event*, which happened at *at*."""
    floor = up_to(floor, at)
    match event:
        case ev.FloorGiven():
            floor = _resumed(floor, event) if event.resumed else _given(floor, event)
        case ev.FloorReleased():
            floor = _released(floor)
        case ev.HandRaised(person=person, turn=kind):
            queue = with_request(floor.queue, Request(person, kind), floor.heard)
            floor = replace(floor, queue=queue)
        case ev.HandLowered(person=person):
            floor = replace(floor, queue=without(floor.queue, person))
        case fe.HandMoved(person=person, before=before):
            floor = replace(floor, queue=moved(floor.queue, person, before))
        case ev.ListClosed() | ev.ListOpened():
            floor = replace(floor, closed=isinstance(event, ev.ListClosed))
        case ev.RoundStarted(people=people):
            round_ = Round(people) if people else None
            floor = replace(floor, round=round_, round_done=False, rounds=floor.rounds + 1)
        case ev.RoundPassed(person=person):
            floor = _with_round(floor, passing(floor.round, person))
        case ev.RoundEnded():
            floor = replace(floor, round=None)
        case fe.NudgesSilenced(code=code, people=people):
            floor = replace(floor, silenced=floor.silenced | {(code, p) for p in people})
    return floor


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
    turn, floor = floor.holding, _released(floor)
    floor = replace(floor, running=running, settled=at, mark=at)
    if turn is None:
        return floor
    return _begun(floor, replace(turn, block=block_id, start=at, spoken=ZERO, before=ZERO))


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
        floor = _released(floor)
    return _asked_no_more(replace(floor, queue=without(floor.queue, person_id)), person_id)


def _given(floor: Floor, event: ev.FloorGiven) -> Floor:
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
    floor = _begun(_released(floor), turn)
    floor = replace(floor, queue=queue, begun=turn.number)
    if kind is TurnKind.ORDER:
        return floor
    if takes_turn:
        floor = _asked_no_more(replace(floor, replies=0, round_done=False), person)
    else:
        floor = replace(floor, replies=(floor.replies or 0) + 1)
    if takes_turn or floor.replies == REPLIES_PER_TURN:
        return replace(floor, queue=replies_as_turns(floor.queue, floor.heard))
    return floor


def _resumed(floor: Floor, event: ev.FloorGiven) -> Floor:
    """Return the floor with the interrupted turn going on; it is not counted once more."""
    turn = floor.interrupted()
    if turn is None or turn.person != event.person:
        return _given(floor, event)
    before = turn.before + turn.spoken
    again = replace(turn, start=floor.settled, end=None, spoken=ZERO, before=before)
    floor = replace(_released(floor), holding=again)
    return _with_here(floor, floor.here().plus_more(turn.person))


def _begun(floor: Floor, turn: Turn) -> Floor:
    return _with_here(replace(floor, holding=turn), floor.here().plus_turn(turn.person, turn.kind))


def _released(floor: Floor) -> Floor:
    if floor.holding is None:
        return floor
    turn = replace(floor.holding, end=floor.settled)
    return replace(floor, holding=None, turns=floor.turns.append(turn))


def _cleared(floor: Floor) -> Floor:
    return replace(
        _released(floor),
        replies=None,
        queue=(),
        closed=False,
        round=None,
        round_done=False,
        silenced=frozenset(),
    )


def _asked_no_more(floor: Floor, person: str) -> Floor:
    return _with_round(floor, out_of_round(floor.round, person))


def _with_round(floor: Floor, round_: Round | None) -> Floor:
    completed = floor.round is not None and round_ is None
    return replace(floor, round=round_, round_done=floor.round_done or completed)


def _with_here(floor: Floor, accounts: Accounts) -> Floor:
    """Return the floor with the running block's accounts changed; without a block, as it is."""
    if floor.block is None:
        return floor
    return replace(floor, accounts={**floor.accounts, floor.block: accounts})


def _cut(floor: Floor) -> Floor:
    """Return the floor with the stretch that goes on written down and another begun."""
    if floor.block is None:
        return floor
    stretch = Stretch(floor.block, floor.mark, floor.settled, floor.paused)
    return replace(floor, stretches=floor.stretches.append(stretch), mark=floor.settled)

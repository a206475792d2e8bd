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

from msgspec import Struct
from msgspec.structs import replace

from kvip_tui.domain import events as ev
from kvip_tui.domain.events import TurnKind
from kvip_tui.domain.floor_accounts import NO_ACCOUNTS, ZERO, Accounts, Stretch, Turn
from kvip_tui.domain.floor_line import (
    Queue,
    Request,
    Round,
    out_of_round,
    passing,
    replies_as_turns,
    with_request,
    without,
)
from kvip_tui.domain.log import Log

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


def apply_floor(floor: Floor, at: datetime, event: ev.FloorEvent) -> Floor:
    """Return the floor after *event*, which happened at *at*."""
    floor = up_to(floor, at)
    match event:
        case ev.FloorGiven(person=person, turn=kind):
            floor = _given(floor, person, kind)
        case ev.FloorReleased():
            floor = _released(floor)
        case ev.HandRaised(person=person, turn=kind):
            queue = with_request(floor.queue, Request(person, kind), floor.heard)
            floor = replace(floor, queue=queue)
        case ev.HandLowered(person=person):
            floor = replace(floor, queue=without(floor.queue, person))
        case ev.ListClosed() | ev.ListOpened():
            floor = replace(floor, closed=isinstance(event, ev.ListClosed))
        case ev.RoundStarted(people=people):
            floor = replace(floor, round=Round(people) if people else None)
        case ev.RoundPassed(person=person):
            floor = replace(floor, round=passing(floor.round, person))
        case ev.RoundEnded():
            floor = replace(floor, round=None)
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
    return _begun(floor, turn.person, turn.kind) if turn else floor


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


def _given(floor: Floor, person: str, kind: TurnKind) -> Floor:
    floor = _begun(_released(floor), person, kind)
    floor = replace(floor, queue=without(floor.queue, person))
    if kind is TurnKind.ORDER:
        return floor
    if kind is TurnKind.TURN:
        floor = replace(_asked_no_more(floor, person), replies=0)
    else:
        floor = replace(floor, replies=(floor.replies or 0) + 1)
    if kind is TurnKind.TURN or floor.replies == REPLIES_PER_TURN:
        return replace(floor, queue=replies_as_turns(floor.queue, floor.heard))
    return floor


def _begun(floor: Floor, person: str, kind: TurnKind) -> Floor:
    turn = Turn(person, kind, floor.block, start=floor.settled)
    return _with_here(replace(floor, holding=turn), floor.here().plus_turn(person, kind))


def _released(floor: Floor) -> Floor:
    if floor.holding is None:
        return floor
    turn = replace(floor.holding, end=floor.settled)
    return replace(floor, holding=None, turns=floor.turns.append(turn))


def _cleared(floor: Floor) -> Floor:
    return replace(_released(floor), replies=None, queue=(), closed=False, round=None)


def _asked_no_more(floor: Floor, person: str) -> Floor:
    return replace(floor, round=out_of_round(floor.round, person))


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

"""The floor as it stands: who holds it, who waits, and what each has spoken."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from itertools import chain

from msgspec import Struct
from msgspec.structs import replace

from kvip_tui.domain.log import Log


class TurnKind(StrEnum):
    """How somebody has, or asks for, the floor."""

    TURN = "innlegg"
    REPLY = "replikk"
    ORDER = "orden"


_NEVER = datetime.min.replace(tzinfo=UTC)


class Round(Struct, frozen=True):
    """A go-round: who has not been asked yet, and who passed and is asked once more."""

    left: tuple[str, ...]
    passed: tuple[str, ...] = ()

    @property
    def to_ask(self) -> tuple[str, ...]:
        """Everybody the round still waits for, in the order in which they are asked."""
        return self.left + self.passed


ZERO = timedelta(0)


class Account(Struct, frozen=True):
    """What one person said in one block; ``last`` is how far the block had run by then."""

    spoken: timedelta = ZERO
    turns: Mapping[TurnKind, int] = {}
    last: timedelta = ZERO

    @property
    def heard(self) -> bool:
        """Whether the person has had a say; a practical remark is none."""
        return TurnKind.TURN in self.turns or TurnKind.REPLY in self.turns

    @property
    def count(self) -> int:
        """How many times the person has had the floor."""
        return sum(self.turns.values())


class Accounts(Struct, frozen=True):
    """Where one block's time went; ``ran`` is without the time ``paused``."""

    people: Mapping[str, Account] = {}
    ran: timedelta = ZERO
    paused: timedelta = ZERO

    def person(self, person_id: str) -> Account:
        """Return a person's account, an empty one where there is none."""
        return self.people.get(person_id, NO_ACCOUNT)

    @property
    def talk(self) -> timedelta:
        """How long somebody has had the floor."""
        return sum((account.spoken for account in self.people.values()), ZERO)

    @property
    def free(self) -> timedelta:
        """How long nobody has had the floor."""
        return self.ran - self.talk

    def plus_pause(self, span: timedelta) -> "Accounts":
        """Return the accounts after a time in which the clock stood."""
        return replace(self, paused=self.paused + span)

    def plus_talk(self, holder: str | None, span: timedelta) -> "Accounts":
        """Return the accounts after a time in which *holder*, or nobody, had the floor."""
        ran = self.ran + span
        if holder is None:
            return replace(self, ran=ran)
        account = self.person(holder)
        account = replace(account, spoken=account.spoken + span, last=ran)
        return replace(self, ran=ran, people={**self.people, holder: account})

    def plus_turn(self, person_id: str, kind: TurnKind) -> "Accounts":
        """Return the accounts with one more turn of that kind begun."""
        account = self.person(person_id)
        turns = {**account.turns, kind: account.turns.get(kind, 0) + 1}
        account = replace(account, turns=turns, last=self.ran)
        return replace(self, people={**self.people, person_id: account})

    def plus_more(self, person_id: str) -> "Accounts":
        """Return the accounts with a turn that was interrupted taken up again."""
        account = replace(self.person(person_id), last=self.ran)
        return replace(self, people={**self.people, person_id: account})


class Stretch(Struct, frozen=True):
    """A time that belonged to a block, with its clock going, or stopped, all along.

    A block's accounts are its stretches shared out over its turns.
    """

    block: str
    start: datetime
    end: datetime
    paused: bool


class Request(Struct, frozen=True):
    """A place on the speakers' list."""

    person: str
    turn: TurnKind = TurnKind.TURN

    def outranks(self, other: "Request") -> bool:
        """Return whether a request of this kind goes before one of the other's kind."""
        return _RANK[self.turn] < _RANK[other.turn]


class Turn(Struct, frozen=True):
    """Somebody's time with the floor, in one block or (None) outside.

    A turn that was interrupted and taken up again, or that a block's beginning cut, is several
    of these with one number.

    Args:
        person: Who had the floor.
        kind: How.
        block: The block that the time belongs to.
        start: When it began.
        end: When it ended, None while it goes on.
        spoken: Its length without pauses; while it goes on, what has been settled of it.
        number: Which turn of the visit it is, counted from 1.
        before: What had been spoken of the turn before it was interrupted.
        round: The number of the go-round that it was a turn of, or 0.
        place: The person's place on the speakers' list, from 0, and what for; None: not on it.
        made: The machine and the record that gave it, where several machines write the visit.
    """

    person: str
    kind: TurnKind
    block: str | None
    start: datetime
    end: datetime | None = None
    spoken: timedelta = ZERO
    number: int = 0
    before: timedelta = ZERO
    round: int = 0
    place: tuple[int, Request] | None = None
    made: str = ""


Queue = tuple["Request", ...]


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
        return self.accounts.get(self.running[0], NO_ACCOUNTS) if self.running else NO_ACCOUNTS

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
    block, holding, accounts = floor.block, floor.holding, floor.accounts
    if block is None and holding is None:
        return replace(floor, settled=at)
    span = at - floor.settled
    if span <= ZERO:
        return floor
    paused = block in floor.stopped
    if holding and not paused:
        holding = replace(holding, spoken=holding.spoken + span)
    if block is not None:
        here = accounts.get(block, NO_ACCOUNTS)
        here = here.plus_pause(span) if paused else here.plus_talk(floor.holder, span)
        accounts = {**accounts, block: here}
    return replace(floor, settled=at, holding=holding, accounts=accounts)


def with_here(floor: Floor, accounts: Accounts) -> Floor:
    """Return the floor with the running block's accounts changed; without a block, as it is."""
    block = floor.block
    return floor if block is None else replace(floor, accounts={**floor.accounts, block: accounts})


NO_ACCOUNT = Account()
NO_ACCOUNTS = Accounts()


_RANK = {TurnKind.ORDER: 0, TurnKind.REPLY: 1, TurnKind.TURN: 2}


def without(queue: Queue, person: str) -> Queue:
    """Return the list without a person."""
    return tuple(request for request in queue if request.person != person)


def place_of(queue: Queue, person: str) -> tuple[int, Request] | None:
    """Return a person's place on the list, from 0, with what it is for; None: not on it."""
    return next(((i, r) for i, r in enumerate(queue) if r.person == person), None)


def moved(queue: Queue, person: str, before: str | None) -> Queue:
    """Return the list with a person put before another, or last for None; kinds keep their order.

    A person who is not on the list changes nothing.
    """
    found = place_of(queue, person)
    if found is None or person == before:
        return queue
    rest = without(queue, person)
    place = next((i for i, r in enumerate(rest) if r.person == before), len(rest))
    return in_order((*rest[:place], found[1], *rest[place:]))


def in_order(queue: Queue) -> Queue:
    """Return the list with order before replies and replies before turns, else as it is."""
    return tuple(sorted(queue, key=lambda request: _RANK[request.turn]))


def answered(queue: Queue, person: str, kind: TurnKind) -> Queue:
    """Return the list after a person got the floor; a short remark uses up no place for a turn."""
    if not queue:
        return queue
    found = place_of(queue, person)
    waits = found is not None and kind is not TurnKind.TURN and found[1].turn is not kind
    return queue if waits else without(queue, person)


def with_request(queue: Queue, new: Request, heard: Callable[[str], bool]) -> Queue:
    """Return the list with a request in its place; who asks twice keeps the better one.

    Order goes before replies and replies before turns; among turns, those not *heard* in the
    block go before the others, but nobody before the first one, who is announced already.
    """
    old = next((request for request in queue if request.person == new.person), None)
    if old is not None and not new.outranks(old):
        return queue
    queue = without(queue, new.person)
    first = next((other for other in queue if other.turn is TurnKind.TURN), None)
    late = new.turn is TurnKind.TURN and heard(new.person)

    def goes_after(other: Request) -> bool:
        if new.turn is not TurnKind.TURN or other.turn is not TurnKind.TURN:
            return not new.outranks(other)
        return late or other is first or not heard(other.person)

    place = max((i + 1 for i, other in enumerate(queue) if goes_after(other)), default=0)
    return (*queue[:place], new, *queue[place:])


def replies_as_turns(queue: Queue, heard: Callable[[str], bool]) -> Queue:
    """Return the list with its replies asking for turns, as there is nothing to reply to now."""
    late = [request for request in queue if request.turn is TurnKind.REPLY]
    if not late:
        return queue
    queue = tuple(request for request in queue if request.turn is not TurnKind.REPLY)
    for request in late:
        queue = with_request(queue, Request(request.person), heard)
    return queue


def out_of_round(round_: Round | None, person: str) -> Round | None:
    """Return the round without a person, or None where nobody is left to ask."""
    if round_ is None:
        return None
    left = tuple(other for other in round_.left if other != person)
    passed = tuple(other for other in round_.passed if other != person)
    return Round(left, passed) if left or passed else None


def passing(round_: Round | None, person: str) -> Round | None:
    """Return the round after a person passed: asked once more, and then no more."""
    rest = out_of_round(round_, person)
    if round_ is None or person not in round_.left:
        return rest
    return Round(rest.left, (*rest.passed, person)) if rest else Round((), (person,))

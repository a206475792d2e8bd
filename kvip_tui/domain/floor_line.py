"""The speakers' list and the go-round: who gets the floor after whom.

A list is kept in the order in which its people get the floor, so that a place once given
stays what it is and whoever has been announced as next is not overtaken by another turn.
"""

from collections.abc import Callable

from msgspec import Struct

from kvip_tui.domain.base import TurnKind

Queue = tuple["Request", ...]
_RANK = {TurnKind.ORDER: 0, TurnKind.REPLY: 1, TurnKind.TURN: 2}


class Request(Struct, frozen=True):
    """A place on the speakers' list."""

    person: str
    turn: TurnKind = TurnKind.TURN

    def outranks(self, other: "Request") -> bool:
        """Return whether a request of this kind goes before one of the other's kind."""
        return _RANK[self.turn] < _RANK[other.turn]


class Round(Struct, frozen=True):
    """A go-round: who has not been asked yet, and who passed and is asked once more."""

    left: tuple[str, ...]
    passed: tuple[str, ...] = ()

    @property
    def to_ask(self) -> tuple[str, ...]:
        """Everybody the round still waits for, in the order in which they are asked."""
        return self.left + self.passed


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

"""The accounts of the floor: where the time of each block went."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from msgspec import Struct
from msgspec.structs import replace

from kvip_tui.domain.base import TurnKind
from kvip_tui.domain.floor_line import Request

ZERO = timedelta(0)


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


class Stretch(Struct, frozen=True):
    """A time that belonged to a block, with its clock going, or stopped, all along.

    A block's accounts are its stretches shared out over its turns.
    """

    block: str
    start: datetime
    end: datetime
    paused: bool


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


NO_ACCOUNT = Account()


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


NO_ACCOUNTS = Accounts()

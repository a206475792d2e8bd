"""Nudges about the floor, never verdicts: who may be asked, and who has had more than a share."""

from collections.abc import Iterator
from datetime import timedelta

from msgspec import Struct

from kvip_tui.domain.people.roles import LEADER
from kvip_tui.domain.state.floor import ZERO, Accounts, Floor, TurnKind
from kvip_tui.domain.state.people import Person
from kvip_tui.domain.state.plan import USERS
from kvip_tui.domain.state.visit import Visit


class FloorLimits(Struct, frozen=True):
    """The thresholds of the floor; all of them are soft.

    Args:
        turn: How long a turn may last.
        reply: How long a reply may last.
        order: How long a practical remark may last.
        warning: The part of a limit after which the clock warns, from 0 to 1.
        unheard: How long a block has run before anybody counts as not heard.
        unheard_part: The part of its length that it has run by then, from 0 to 1.
        equal_shares: How many equal shares one person may have of a block's talk.
        leader_shares: How many of them the visit leader may have.
        much: How long somebody has spoken in a block before it can be too much.
        silence: How long a user representative may be silent.
    """

    turn: timedelta = timedelta(minutes=3)
    reply: timedelta = timedelta(minutes=1)
    order: timedelta = timedelta(minutes=1)
    warning: float = 0.75
    unheard: timedelta = timedelta(minutes=10)
    unheard_part: float = 0.5
    equal_shares: float = 2.0
    leader_shares: float = 1.5
    much: timedelta = timedelta(minutes=3)
    silence: timedelta = timedelta(minutes=20)

    def of_kind(self, kind: TurnKind) -> timedelta:
        """Return how long a turn of that kind may last."""
        by_kind = {TurnKind.TURN: self.turn, TurnKind.REPLY: self.reply}
        return by_kind.get(kind, self.order)


DEFAULT_LIMITS = FloorLimits()


class Nudge(Struct, frozen=True):
    """Something for the leader to see to.

    ``code`` is ``user_silent``, ``not_heard``, ``dominates`` or ``leader_talks``.
    """

    code: str
    person: str


def nudges(
    visit: Visit, floor: Floor, roster: tuple[Person, ...], limits: FloorLimits
) -> tuple[Nudge, ...]:
    """Return the nudges of the running block that have not been silenced.

    There are none until somebody has been heard in it: a break, or a block in which nobody
    passes the floor, says nothing about anybody. *floor* is settled up to now.
    """
    accounts = floor.here()
    if not any(account.heard for account in accounts.people.values()):
        return ()
    leader = visit.roles.get(LEADER)
    found = (
        *_silent_users(accounts, roster, limits),
        *(_not_heard(accounts, roster, leader) if _well_begun(visit, floor, limits) else ()),
        *_talks_much(accounts, roster, leader, limits),
    )
    return tuple(nudge for nudge in found if (nudge.code, nudge.person) not in floor.silenced)


def _silent_users(
    accounts: Accounts, roster: tuple[Person, ...], limits: FloorLimits
) -> Iterator[Nudge]:
    for person in roster:
        silent = accounts.ran - accounts.person(person.id).last
        if person.group == USERS and silent >= limits.silence:
            yield Nudge("user_silent", person.id)


def _well_begun(visit: Visit, floor: Floor, limits: FloorLimits) -> bool:
    """Return whether the block has run so long that everybody could have been heard."""
    block, ran = visit.block(floor.block or ""), floor.here().ran
    planned = ZERO
    if block is not None and block.start is not None and block.end is not None:
        planned = timedelta(minutes=block.end - block.start) + visit.run(block.id).added
    return ran >= limits.unheard and ran >= planned * limits.unheard_part


def _not_heard(
    accounts: Accounts, roster: tuple[Person, ...], leader: str | None
) -> Iterator[Nudge]:
    """The leader is heard all the time without giving herself the floor."""
    for person in roster:
        if person.id != leader and not accounts.person(person.id).heard:
            yield Nudge("not_heard", person.id)


def _talks_much(
    accounts: Accounts, roster: tuple[Person, ...], leader: str | None, limits: FloorLimits
) -> Iterator[Nudge]:
    talk, people = accounts.talk, max(1, len(roster))
    for person in roster:
        leads = person.id == leader
        shares = limits.leader_shares if leads else limits.equal_shares
        spoken = accounts.person(person.id).spoken
        if spoken > limits.much and spoken > talk / people * shares:
            yield Nudge("leader_talks" if leads else "dominates", person.id)

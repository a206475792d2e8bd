"""What is shown of the floor at one moment: clock, line, accounts, shares and nudges."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum

from msgspec import Struct

from kvip_tui.domain.events import TurnKind
from kvip_tui.domain.floor import Floor, up_to
from kvip_tui.domain.floor_accounts import ZERO, Accounts, Turn
from kvip_tui.domain.floor_line import Round
from kvip_tui.domain.floor_nudges import DEFAULT_LIMITS, FloorLimits, Nudge, nudges
from kvip_tui.domain.floor_rules import line, next_in_line, roster
from kvip_tui.domain.floor_shares import share
from kvip_tui.domain.roles import LEADER
from kvip_tui.domain.visit import Visit


class LimitState(StrEnum):
    """How a turn stands to the soft limit of its kind."""

    DEFAULT = "default"
    WARNING = "warning"
    OVER = "over"


class PersonShare(Struct, frozen=True):
    """One person's accounts.

    Args:
        person: The person's id.
        spoken: Time with the floor on the running day.
        turns: How many times the person had the floor on that day.
        by_kind: The same for each kind of turn there was.
        spoken_in_block: Time with the floor in the running block.
        heard: Whether the person has had a say in the running block.
        in_roster: Whether the person takes part now.
    """

    person: str
    spoken: timedelta
    turns: int
    by_kind: Mapping[TurnKind, int]
    spoken_in_block: timedelta
    heard: bool
    in_roster: bool


class GroupShare(Struct, frozen=True):
    """What a group has said on the running day; ``share`` is of all talk, from 0 to 1."""

    group: str
    spoken: timedelta
    share: float


class FloorView(Struct, frozen=True):
    """The floor as it is shown.

    Args:
        holder: Who has the floor.
        kind: How the holder has it.
        elapsed: How long the turn has lasted, pauses left out.
        limit: How the turn stands to its soft limit.
        next: Who gets the floor next.
        queue: Who is on the speakers' list and for what, in the order in which they get the floor.
        closed: Whether the line is drawn.
        round: The go-round that goes on.
        free: How long nobody has had the floor on the running day.
        people: Everybody of the visit, in the roster's order, absent ones too.
        groups: Every group, in the plan's order.
        leader_share: The visit leader's part of all talk on the running day, from 0 to 1.
        nudges: What the leader may want to act on.
    """

    holder: str | None
    kind: TurnKind | None
    elapsed: timedelta
    limit: LimitState
    next: str | None
    queue: tuple[tuple[str, TurnKind], ...]
    closed: bool
    round: Round | None
    free: timedelta
    people: tuple[PersonShare, ...]
    groups: tuple[GroupShare, ...]
    leader_share: float
    nudges: tuple[Nudge, ...]


def floor_view(visit: Visit, now: datetime, limits: FloorLimits = DEFAULT_LIMITS) -> FloorView:
    """Return the floor as it is shown at *now*.

    The running day is that of the block that runs, else of the one begun last; before the
    first block all sums are zero.
    """
    floor = up_to(visit.floor, now)
    day = [floor.accounts[block] for block in _blocks_of_day(visit) if block in floor.accounts]
    people = _people(visit, floor, day)
    talk = sum((person.spoken for person in people), ZERO)
    leader = visit.roles.get(LEADER)
    turn, request = floor.holding, next_in_line(visit)
    return FloorView(
        holder=floor.holder,
        kind=turn.kind if turn else None,
        elapsed=turn.spoken if turn else ZERO,
        limit=_limit(turn, limits),
        next=request.person if request else None,
        queue=tuple((place.person, place.turn) for place in line(visit)),
        closed=floor.closed,
        round=floor.round,
        free=sum((accounts.free for accounts in day), ZERO),
        people=people,
        groups=_groups(visit, people, talk),
        leader_share=share(sum((p.spoken for p in people if p.person == leader), ZERO), talk),
        nudges=nudges(visit, floor, roster(visit), limits),
    )


def _blocks_of_day(visit: Visit) -> tuple[str, ...]:
    """Return the blocks of the day whose block runs, or else was the last to begin."""
    running = visit.running()
    begun = [(run.started, block) for block, run in visit.runs.items() if run.started]
    if not begun:
        return ()
    day = visit.day_of(running[0].id if running else max(begun)[1])
    return tuple(block.id for block in day.blocks) if day else ()


def _limit(turn: Turn | None, limits: FloorLimits) -> LimitState:
    if turn is None:
        return LimitState.DEFAULT
    longest = limits.of_kind(turn.kind)
    if turn.spoken > longest:
        return LimitState.OVER
    return LimitState.WARNING if turn.spoken >= longest * limits.warning else LimitState.DEFAULT


def _people(visit: Visit, floor: Floor, day: list[Accounts]) -> tuple[PersonShare, ...]:
    spoken: dict[str, timedelta] = {}
    by_kind: dict[str, dict[TurnKind, int]] = {}
    for accounts in day:
        for person, account in accounts.people.items():
            spoken[person] = spoken.get(person, ZERO) + account.spoken
            counts = by_kind.setdefault(person, {})
            for kind, count in account.turns.items():
                counts[kind] = counts.get(kind, 0) + count
    taking_part = {person.id for person in roster(visit)}
    here = floor.here()
    return tuple(
        PersonShare(
            person=person.id,
            spoken=spoken.get(person.id, ZERO),
            turns=sum(by_kind.get(person.id, {}).values()),
            by_kind=by_kind.get(person.id, {}),
            spoken_in_block=here.person(person.id).spoken,
            heard=here.person(person.id).heard,
            in_roster=person.id in taking_part,
        )
        for person in visit.people
    )


def _groups(
    visit: Visit, people: tuple[PersonShare, ...], talk: timedelta
) -> tuple[GroupShare, ...]:
    """Return the groups of the plan, and then those that only people name."""
    spoken = {group.id: ZERO for group in visit.plan.groups}
    for person, shown in zip(visit.people, people, strict=True):
        spoken[person.group] = spoken.get(person.group, ZERO) + shown.spoken
    return tuple(GroupShare(group, part, share(part, talk)) for group, part in spoken.items())

"""What is shown of the floor at one moment: holder, line, accounts, shares and nudges."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from msgspec import Struct

from kvip_tui.domain.day.projection import date_of, due, planned_spans
from kvip_tui.domain.floor.nudges import DEFAULT_LIMITS, FloorLimits, Nudge, nudges
from kvip_tui.domain.floor.roster import line, next_in_line, roster
from kvip_tui.domain.people.roles import LEADER
from kvip_tui.domain.state.floor import ZERO, Accounts, Floor, Round, TurnKind, up_to
from kvip_tui.domain.state.visit import Visit


def in_round(floor: Floor) -> bool:
    """Return whether the turn that goes on is one of the present go-round, or of one just done."""
    turn = floor.holding
    return turn is not None and turn.round > 0 and turn.round == floor.rounds


def round_share(visit: Visit, floor: Floor, now: datetime) -> timedelta | None:
    """Return the time that each has in the go-round, of what is left of the block at *now*.

    Who speaks in it has a part too, of what was left when the turn began. None where nobody is
    left, nothing is, or the block has no length. *floor* is the visit's, settled.
    """
    here = {person.id for person in roster(visit)}
    waiting = sum(person in here for person in floor.round.to_ask) if floor.round else 0
    turn = floor.holding if in_round(floor) else None
    left = _left(visit, floor, now)
    if left is None or not waiting + bool(turn):
        return None
    if turn is not None:
        left += turn.before + turn.spoken
    return left / (waiting + bool(turn)) if left > ZERO else None


def _left(visit: Visit, floor: Floor, now: datetime) -> timedelta | None:
    block, day = visit.block(floor.block or ""), visit.day_of(floor.block or "")
    if block is None or day is None:
        return None
    span = planned_spans(visit.plan, day, date_of(visit, day)).get(block.id)
    return due(block, visit.run(block.id), span, now) - now if span else None


def share(part: timedelta, whole: timedelta) -> float:
    """Return a part as a number from 0 to 1; 0 where the whole is nothing."""
    return part / whole if whole else 0.0


def percentages(values: Sequence[timedelta]) -> list[int]:
    """Return the values as whole per cents that add up to 100, or all 0 where there is nothing.

    Each is rounded down, and what is missing goes to the largest remainders.
    """
    total = sum(values, ZERO)
    if not total:
        return [0] * len(values)
    parts = [divmod(100 * value, total) for value in values]
    whole = [int(part) for part, _ in parts]
    by_remainder = sorted(range(len(parts)), key=lambda i: parts[i][1], reverse=True)
    for i in by_remainder[: 100 - sum(whole)]:
        whole[i] += 1
    return whole


class LimitState(StrEnum):
    """How a turn stands to the soft limit of its kind."""

    DEFAULT = "default"
    WARNING = "warning"
    OVER = "over"


class Scope(StrEnum):
    """What sums are of."""

    BLOCK = "block"
    DAY = "day"


class PersonShare(Struct, frozen=True):
    """One person's accounts.

    Args:
        person: The person's id.
        spoken: Time with the floor on the running day.
        by_kind: How many times the person had the floor on that day, by kind of turn.
        spoken_in_block: Time with the floor in the running block.
        by_kind_in_block: How many times the person had the floor in it.
        heard: Whether the person has had a say in the running block.
        in_roster: Whether the person takes part now.
    """

    person: str
    spoken: timedelta
    by_kind: Mapping[TurnKind, int]
    spoken_in_block: timedelta
    by_kind_in_block: Mapping[TurnKind, int]
    heard: bool
    in_roster: bool

    @property
    def turns(self) -> int:
        """How many times the person had the floor on the running day."""
        return sum(self.by_kind.values())

    def time(self, scope: Scope) -> timedelta:
        """Return the time with the floor in the running block, or on the running day."""
        return self.spoken if scope is Scope.DAY else self.spoken_in_block

    def counts(self, scope: Scope) -> Mapping[TurnKind, int]:
        """Return how many turns of each kind there were in the block, or on the day."""
        return self.by_kind if scope is Scope.DAY else self.by_kind_in_block


class GroupShare(Struct, frozen=True):
    """What a group has said; ``share`` is of all talk, from 0 to 1."""

    group: str
    spoken: timedelta
    share: float
    turns: int


class Totals(Struct, frozen=True):
    """Where the time of the running block, or of the running day, went.

    Args:
        talk: How long somebody has had the floor.
        free: How long nobody has.
        paused: How long the clock has stood.
        groups: Every group, in the plan's order.
        leader: How long the visit leader has had the floor.
    """

    talk: timedelta
    free: timedelta
    paused: timedelta
    groups: tuple[GroupShare, ...]
    leader: timedelta


class FloorView(Struct, frozen=True):
    """The floor as it is shown.

    Args:
        holder: Who has the floor.
        kind: How the holder has it.
        elapsed: How long the turn has lasted, pauses left out.
        longest: Its soft limit.
        limit: How the turn stands to it.
        next: Who gets the floor next.
        interrupted: Who was interrupted and can go on.
        queue: Who is on the speakers' list and for what, in the order in which they get the floor.
        closed: Whether the line is drawn.
        round: The go-round that goes on.
        round_done: Whether one has just been completed.
        round_share: The time that each has in it.
        people: Everybody of the visit, in the roster's order, absent ones too.
        day: Where the time of the running day went.
        block: Where the time of the running block went.
        nudges: What the leader may want to act on.
    """

    holder: str | None
    kind: TurnKind | None
    elapsed: timedelta
    longest: timedelta | None
    limit: LimitState
    next: str | None
    interrupted: str | None
    queue: tuple[tuple[str, TurnKind], ...]
    closed: bool
    round: Round | None
    round_done: bool
    round_share: timedelta | None
    people: tuple[PersonShare, ...]
    day: Totals
    block: Totals
    nudges: tuple[Nudge, ...]

    def totals(self, scope: Scope) -> Totals:
        """Return where the time of the running block, or of the running day, went."""
        return self.day if scope is Scope.DAY else self.block


def floor_view(visit: Visit, now: datetime, limits: FloorLimits = DEFAULT_LIMITS) -> FloorView:
    """Return the floor as it is shown at *now*.

    The running day is that of the block that runs, else of the one begun last; before the
    first block all sums are zero.
    """
    floor = up_to(visit.floor, now)
    day = [floor.accounts[block] for block in _blocks_of_day(visit) if block in floor.accounts]
    here, sums = roster(visit), _sums(day)
    turn, request, cut = floor.holding, next_in_line(visit), floor.interrupted()
    each = round_share(visit, floor, now)
    longest = _longest(floor, limits, each)
    elapsed = turn.before + turn.spoken if turn else ZERO
    return FloorView(
        holder=floor.holder,
        kind=turn.kind if turn else None,
        elapsed=elapsed,
        longest=longest,
        limit=_limit(elapsed, longest, limits),
        next=request.person if request else None,
        interrupted=cut.person if cut and cut.person != floor.holder else None,
        queue=tuple((place.person, place.turn) for place in line(visit)),
        closed=floor.closed,
        round=floor.round,
        round_done=floor.round_done,
        round_share=each,
        people=_people(visit, floor.here(), sums, {person.id for person in here}),
        day=_totals(visit, day, sums),
        block=_totals(visit, [floor.here()], _sums([floor.here()])),
        nudges=nudges(visit, floor, here, limits),
    )


def _blocks_of_day(visit: Visit) -> tuple[str, ...]:
    """Return the blocks of the day whose block runs, or else was the last to begin."""
    running = visit.running()
    begun = [(run.started, block) for block, run in visit.runs.items() if run.started]
    if not begun:
        return ()
    day = visit.day_of(running[0].id if running else max(begun)[1])
    return tuple(block.id for block in day.blocks) if day else ()


def _longest(floor: Floor, limits: FloorLimits, each: timedelta | None) -> timedelta | None:
    if floor.holding is None:
        return None
    return each if each and in_round(floor) else limits.of_kind(floor.holding.kind)


def _limit(elapsed: timedelta, longest: timedelta | None, limits: FloorLimits) -> LimitState:
    if longest is None:
        return LimitState.DEFAULT
    if elapsed > longest:
        return LimitState.OVER
    return LimitState.WARNING if elapsed >= longest * limits.warning else LimitState.DEFAULT


class _Sum(Struct):
    """What one person said in several blocks."""

    spoken: timedelta = ZERO
    by_kind: dict[TurnKind, int] = {}

    @property
    def turns(self) -> int:
        """How many times the person had the floor."""
        return sum(self.by_kind.values())


_NOTHING: Final = _Sum()


def _sums(blocks: Iterable[Accounts]) -> dict[str, _Sum]:
    """Return what each who said anything in the blocks said in all of them, by person."""
    sums: dict[str, _Sum] = {}
    for accounts in blocks:
        for person, account in accounts.people.items():
            said = sums.get(person)
            if said is None:
                sums[person] = _Sum(account.spoken, {**account.turns})
                continue
            said.spoken += account.spoken
            for kind, count in account.turns.items():
                said.by_kind[kind] = said.by_kind.get(kind, 0) + count
    return sums


def _people(
    visit: Visit, block: Accounts, day: Mapping[str, _Sum], here: set[str]
) -> tuple[PersonShare, ...]:
    shares = []
    for person in visit.people:
        today, now = day.get(person.id, _NOTHING), block.person(person.id)
        shares.append(
            PersonShare(
                person=person.id,
                spoken=today.spoken,
                by_kind=today.by_kind,
                spoken_in_block=now.spoken,
                by_kind_in_block=now.turns,
                heard=now.heard,
                in_roster=person.id in here,
            )
        )
    return tuple(shares)


def _totals(visit: Visit, blocks: list[Accounts], sums: Mapping[str, _Sum]) -> Totals:
    talk = sum((said.spoken for said in sums.values()), ZERO)
    return Totals(
        talk=talk,
        free=sum((accounts.ran for accounts in blocks), ZERO) - talk,
        paused=sum((accounts.paused for accounts in blocks), ZERO),
        groups=_groups(visit, sums, talk),
        leader=sums.get(visit.roles.get(LEADER, ""), _NOTHING).spoken,
    )


def _groups(visit: Visit, sums: Mapping[str, _Sum], talk: timedelta) -> tuple[GroupShare, ...]:
    """Return the groups of the plan, and then those that only people name."""
    spoken = {group.id: ZERO for group in visit.plan.groups}
    turns = dict.fromkeys(spoken, 0)
    for person in visit.people:
        said = sums.get(person.id, _NOTHING)
        spoken[person.group] = spoken.get(person.group, ZERO) + said.spoken
        turns[person.group] = turns.get(person.group, 0) + said.turns
    return tuple(
        GroupShare(group, part, share(part, talk), turns.get(group, 0))
        for group, part in spoken.items()
    )

"""What holds for the floor whatever happens."""

from collections import Counter
from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from kvip_tui.domain.base import Refusal
from kvip_tui.domain.floor.turns import (
    GiveFloor,
    NextSpeaker,
    PassTurn,
    RaiseHand,
    ToggleRound,
)
from kvip_tui.domain.floor.view import percentages
from kvip_tui.domain.state.floor import NO_ACCOUNTS, ZERO, Floor, Stretch, Turn, TurnKind, up_to
from tests.domain.floor.histories import (
    COUNTED,
    PEOPLE,
    Step,
    each_block_once,
    histories,
    kinds,
    live,
    people,
    time_run,
)
from tests.domain.floor.meeting import (
    Meeting,
    seconds,
)


def overlap(turn: Turn, stretch: Stretch, now: datetime) -> timedelta:
    """Return how much of a stretch a turn took."""
    if turn.block != stretch.block or stretch.paused:
        return ZERO
    return max(ZERO, min(turn.end or now, stretch.end) - max(turn.start, stretch.start))


@given(histories)
@settings(deadline=None, max_examples=200)
def test_accounts_add_up_to_the_time_the_block_ran(steps: list[Step]) -> None:
    """All people, nobody and pauses have exactly that time, whatever the clock does."""
    meeting = live(steps)
    accounts = up_to(meeting.floor, meeting.now).accounts
    ran = time_run(steps)
    for block in COUNTED:
        of_block = accounts.get(block, NO_ACCOUNTS)
        assert of_block.talk + of_block.free + of_block.paused == ran.get(block, ZERO)
        assert min(of_block.free, of_block.talk, of_block.paused) >= ZERO
    assert set(accounts) <= COUNTED


def whole(floor: Floor) -> tuple[list[Turn], list[Stretch]]:
    """Return all turns and stretches, those that go on too."""
    turns = [*floor.turns, floor.holding] if floor.holding else [*floor.turns]
    if floor.block is None:
        return turns, [*floor.stretches]
    going_on = Stretch(floor.block, floor.mark, floor.settled, floor.paused)
    return turns, [*floor.stretches, going_on]


@given(histories.map(each_block_once))
@settings(deadline=None, max_examples=200)
def test_accounts_can_be_worked_out_from_turns_and_stretches(steps: list[Step]) -> None:
    """What a correction of a turn needs is all there."""
    meeting = live(steps)
    floor = up_to(meeting.floor, meeting.now)
    turns, stretches = whole(floor)
    spoken: Counter[tuple[str, str]] = Counter()
    for turn in turns:
        length = sum((overlap(turn, s, floor.settled) for s in stretches), ZERO)
        assert turn.block is None or turn.spoken == length
        if turn.block is not None:
            spoken[turn.block, turn.person] += round(length / seconds(1))
    settled = {
        (block, person): round(account.spoken / seconds(1))
        for block, accounts in floor.accounts.items()
        for person, account in accounts.people.items()
    }
    assert +spoken == {key: value for key, value in settled.items() if value}


@given(histories)
@settings(deadline=None, max_examples=200)
def test_nobody_is_twice_on_the_list_and_kinds_keep_their_order(steps: list[Step]) -> None:
    """Order, then replies, then turns; and a round never has anybody twice."""
    meeting = live(steps)
    queue = meeting.floor.queue
    assert len({request.person for request in queue}) == len(queue)
    ranks = [[TurnKind.ORDER, TurnKind.REPLY, TurnKind.TURN].index(r.turn) for r in queue]
    assert ranks == sorted(ranks)
    if meeting.floor.round:
        to_ask = meeting.floor.round.to_ask
        assert 0 < len(to_ask) == len(set(to_ask))


@given(st.lists(people, unique=True), st.lists(st.tuples(people, kinds), max_size=12))
@settings(deadline=None)
def test_the_announced_next_stays_next(
    heard: list[str], asking: list[tuple[str, TurnKind]]
) -> None:
    """Order and replies come in between, but no other turn overtakes the one announced."""
    meeting = Meeting(" ".join((*PEOPLE, "tx", "ty"))).heard([*heard, "tx"])
    meeting.do(GiveFloor("ty"), RaiseHand("tx"))
    for person, kind in asking:
        try:
            meeting.do(RaiseHand(person, kind))
        except Refusal:
            continue
    while (request := meeting.floor.queue[0]).turn is not TurnKind.TURN:
        meeting.do(NextSpeaker())
        assert meeting.floor.holder == request.person
    assert request.person == "tx"


@given(st.integers(1, 40), st.data())
@settings(deadline=None, max_examples=30)
def test_a_round_asks_everybody_and_nobody_speaks_twice(count: int, data: st.DataObject) -> None:
    """Who does not pass speaks once, who passes is asked once more."""
    names = [f"t{n}" for n in range(count)]
    meeting = Meeting(" ".join(names)).do(ToggleRound())
    speakers: Counter[str | None] = Counter()
    passes: Counter[str | None] = Counter()
    may_pass = data.draw(st.booleans())
    while meeting.floor.round:
        asked = meeting.view().next
        if may_pass and data.draw(st.booleans()):
            meeting.do(PassTurn())
            passes[asked] += 1
        else:
            meeting.do(NextSpeaker())
            speakers[meeting.floor.holder] += 1
    assert all(speakers[name] == 1 or passes[name] == 2 for name in names)
    assert max([*speakers.values(), *passes.values()]) <= 2
    assert may_pass or speakers == Counter(names)


@given(st.lists(st.integers(0, 10_000)))
def test_per_cents_add_up_to_a_hundred(values: list[int]) -> None:
    """Each is within one of its exact share."""
    shares = percentages([seconds(value) for value in values])
    total = sum(values)
    assert sum(shares) == (100 if total else 0)
    assert all(
        abs(share - 100 * value / total) < 1
        for share, value in zip(shares, values, strict=True)
        if total
    )

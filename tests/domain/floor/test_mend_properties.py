"""What holds for the floor whatever is put right afterwards, in whatever has happened."""

from collections import Counter
from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from kvip_tui.domain.base import AnyEvent
from kvip_tui.domain.floor.accounts import BlockClock, shared_out, stretches_of
from kvip_tui.domain.floor.corrections import HandoverMoved, TurnDeleted, TurnReassigned, all_turns
from kvip_tui.domain.floor.turns import FloorGiven, HandMoved, NudgesSilenced
from kvip_tui.domain.state.floor import NO_ACCOUNTS, ZERO, Floor, TurnKind, up_to
from tests.domain.floor.histories import (
    COUNTED,
    PEOPLE,
    Step,
    each_block_once,
    events,
    in_a_turn,
    live,
    people,
    spans,
    time_run,
)
from tests.domain.floor.meeting import START, Meeting, seconds

turns = st.integers(1, 12)
moments = st.integers(-60, 6000).map(lambda count: START + seconds(count))
corrections: st.SearchStrategy[AnyEvent] = st.one_of(
    st.builds(HandoverMoved, moments),
    st.builds(TurnReassigned, turns, people),
    st.builds(TurnDeleted, turns),
    st.builds(HandMoved, people, st.none() | people),
    st.builds(NudgesSilenced, st.just("not_heard"), people.map(lambda one: (one,))),
    st.builds(FloorGiven, people, st.just(TurnKind.TURN), st.just(value=True)),
)
histories = (
    st.lists(st.tuples(spans, events | corrections), max_size=40)
    .map(lambda steps: [*in_a_turn, *steps])
    .map(each_block_once)
)


def settled(meeting: Meeting) -> Floor:
    """Return the floor with its time counted up to now."""
    return up_to(meeting.floor, meeting.now)


@given(histories)
@settings(deadline=None, max_examples=200)
def test_accounts_add_up_to_the_time_the_block_ran(steps: list[Step]) -> None:
    """All people, nobody and pauses have exactly that time, whatever is put right."""
    accounts = settled(live(steps)).accounts
    ran = time_run(steps)
    for block in COUNTED:
        here = accounts.get(block, NO_ACCOUNTS)
        assert here.talk + here.free + here.paused == ran.get(block, ZERO)
        assert min(here.free, here.talk, here.paused, *(ZERO,)) >= ZERO
        assert all(account.spoken >= ZERO for account in here.people.values())


@given(histories)
@settings(deadline=None, max_examples=200)
def test_accounts_are_those_of_the_turns(steps: list[Step]) -> None:
    """Worked out from the turns there are, every account is what was counted on the way."""
    floor = settled(live(steps))
    for block in COUNTED & set(floor.accounts):
        clock = BlockClock(stretches_of(floor, block))
        of_block = [turn for turn in all_turns(floor) if turn.block == block]
        worked_out = shared_out(of_block, clock, floor.settled)
        counted = {p: a for p, a in floor.accounts[block].people.items() if a.turns}
        assert counted == worked_out
        assert floor.accounts[block].ran == clock.ran
        assert floor.accounts[block].paused == clock.paused


@given(histories)
@settings(deadline=None, max_examples=200)
def test_turns_follow_one_another(steps: list[Step]) -> None:
    """No two turns of a block overlap, and none ends before it begins."""
    floor = settled(live(steps))
    last: dict[str | None, datetime] = {}
    for turn in all_turns(floor):
        end = turn.end or floor.settled
        assert turn.start <= end
        if turn.block is not None:
            assert turn.start >= last.get(turn.block, turn.start)
            last[turn.block] = end


@given(histories)
@settings(deadline=None, max_examples=200)
def test_the_list_and_the_round_stay_in_order(steps: list[Step]) -> None:
    """Nobody is on the list twice or has two places in a round; kinds keep their order."""
    floor = live(steps).floor
    ranks = [[TurnKind.ORDER, TurnKind.REPLY, TurnKind.TURN].index(r.turn) for r in floor.queue]
    assert ranks == sorted(ranks)
    assert max(Counter(request.person for request in floor.queue).values(), default=1) == 1
    to_ask = floor.round.to_ask if floor.round else PEOPLE
    assert 0 < len(to_ask) == len(set(to_ask))


@given(histories, st.integers(0, 120))
@settings(deadline=None, max_examples=100)
def test_moving_the_change_of_hands_there_and_back_changes_nothing(
    steps: list[Step], back: int
) -> None:
    """Where a turn ended as the next began, moving it back and on again is no move at all."""
    meeting = live([*steps, (ZERO, FloorGiven("ta")), (seconds(200), FloorGiven("tb"))])
    meeting.after(seconds(50))
    before = settled(meeting)
    if before.holding is None or before.turns[-1].end != before.holding.start:
        return
    at = before.holding.start
    meeting.happens(HandoverMoved(at - timedelta(seconds=back)), HandoverMoved(at))
    assert settled(meeting) == before

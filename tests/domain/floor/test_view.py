"""What is shown of the floor: limits, sums of the day, shares and nudges."""

from datetime import timedelta

import pytest

from kvip_tui.domain.day.changes import (
    BlockEnded,
    BlockPaused,
    BlockResumed,
    BlockStarted,
    TimeAdded,
)
from kvip_tui.domain.floor.nudges import FloorLimits
from kvip_tui.domain.floor.turns import CloseList, GiveFloor, RaiseHand, ReleaseFloor, ToggleRound
from kvip_tui.domain.floor.view import (
    LimitState,
    Scope,
    floor_view,
    percentages,
)
from kvip_tui.domain.people.changes import PresenceChanged, RoleAssigned
from kvip_tui.domain.state.floor import ZERO, TurnKind
from kvip_tui.domain.state.plan import HOST, TEAM, USERS
from tests.domain.floor.meeting import FIRST, INTERVIEW, TALK, TEAM_ONLY, Meeting, minutes, seconds


def speak(meeting: Meeting, person: str, span: timedelta) -> Meeting:
    """Let a person have the floor for that long, and nobody after."""
    return meeting.do(GiveFloor(person)).after(span).do(ReleaseFloor())


def nudged(meeting: Meeting, code: str) -> list[str | None]:
    """Return whom nudges of that kind are about."""
    return [nudge.person for nudge in meeting.view().nudges if nudge.code == code]


@pytest.mark.parametrize(
    ("kind", "span", "state"),
    [
        (TurnKind.TURN, 134, LimitState.DEFAULT),
        (TurnKind.TURN, 135, LimitState.WARNING),
        (TurnKind.TURN, 180, LimitState.WARNING),
        (TurnKind.TURN, 181, LimitState.OVER),
        (TurnKind.REPLY, 44, LimitState.DEFAULT),
        (TurnKind.REPLY, 60, LimitState.WARNING),
        (TurnKind.REPLY, 61, LimitState.OVER),
        (TurnKind.ORDER, 45, LimitState.WARNING),
        (TurnKind.ORDER, 90, LimitState.OVER),
    ],
)
def test_each_kind_has_its_soft_limit(kind: TurnKind, span: int, state: LimitState) -> None:
    """The clock warns at three quarters and is over beyond the limit; the turn goes on."""
    meeting = Meeting("ta tb").heard(["tb"]).do(GiveFloor("ta", kind)).after(seconds(span))
    shown = meeting.view()
    assert (shown.holder, shown.kind, shown.limit) == ("ta", kind, state)
    assert shown.elapsed == seconds(span)


def test_limits_can_be_set() -> None:
    """The thresholds are the caller's."""
    meeting = Meeting("ta").do(GiveFloor("ta")).after(seconds(61))
    limits = FloorLimits(turn=minutes(1))
    assert floor_view(meeting.visit, meeting.now, limits).limit is LimitState.OVER


def test_a_free_floor_has_no_clock() -> None:
    """With nobody holding, there is no kind, no time and no limit."""
    shown = Meeting("ta").after(minutes(5)).view()
    assert (shown.holder, shown.kind, shown.elapsed) == (None, None, ZERO)
    assert (shown.limit, shown.next, shown.round) == (LimitState.DEFAULT, None, None)
    assert shown.day.free == minutes(5)


def test_the_next_and_the_list_are_shown() -> None:
    """The head of the list is next, in a go-round whoever is asked."""
    meeting = Meeting("ta tb tc").do(RaiseHand("tb"), RaiseHand("tc"), CloseList())
    shown = meeting.view()
    assert (shown.next, shown.closed) == ("tb", True)
    assert shown.queue == (("tb", TurnKind.TURN), ("tc", TurnKind.TURN))
    assert meeting.do(ToggleRound()).view().next == "ta"


def test_sums_are_of_the_day_and_of_the_block() -> None:
    """What was said in an earlier block of the day counts for the day alone."""
    meeting = speak(Meeting("ta tb"), "ta", minutes(2)).happens(BlockEnded(TALK))
    speak(meeting.happens(BlockStarted(FIRST)), "ta", minutes(1)).after(minutes(3))
    shown = meeting.view()
    ta, tb = shown.people
    assert ta.turns == 2
    assert (ta.counts(Scope.DAY), ta.counts(Scope.BLOCK)) == (
        {TurnKind.TURN: 2},
        {TurnKind.TURN: 1},
    )
    assert (ta.time(Scope.DAY), ta.time(Scope.BLOCK)) == (minutes(3), minutes(1))
    assert (tb.spoken, tb.turns, tb.heard) == (ZERO, 0, False)
    for scope, talk in ((Scope.DAY, minutes(3)), (Scope.BLOCK, minutes(1))):
        assert (shown.totals(scope).talk, shown.totals(scope).free) == (talk, minutes(3))


def test_another_days_talk_is_not_in_the_sums() -> None:
    """The test of the day before counts that day, and no longer when the day has begun."""
    meeting = speak(Meeting("ta", running="test"), "ta", minutes(2)).happens(BlockEnded("test"))
    assert meeting.view().people[0].spoken == minutes(2)
    meeting.after(timedelta(days=1)).happens(BlockStarted(TALK))
    assert meeting.view().people[0].spoken == ZERO


def test_turns_are_counted_by_kind() -> None:
    """A turn, a reply and a practical remark are three things."""
    meeting = Meeting("ta tb").do(GiveFloor("ta"), GiveFloor("tb", TurnKind.REPLY))
    meeting.do(GiveFloor("ta"), GiveFloor("tb", TurnKind.ORDER))
    ta, tb = meeting.view().people
    assert ta.by_kind == {TurnKind.TURN: 2}
    assert tb.by_kind == {TurnKind.REPLY: 1, TurnKind.ORDER: 1}


def test_groups_and_the_leader_have_their_shares_of_the_talk() -> None:
    """Silence is in nobody's share; absent people's talk stays in their group's."""
    meeting = Meeting("ta ha ua").happens(RoleAssigned("besoksleder", "ta"))
    speak(speak(meeting, "ta", minutes(1)), "ha", minutes(3)).after(minutes(10))
    meeting.happens(PresenceChanged("ha", present=False))
    shown = meeting.view()
    assert shown.day == shown.block
    assert [(g.group, g.spoken, g.share, g.turns) for g in shown.day.groups] == [
        (HOST, minutes(3), 0.75, 1),
        (TEAM, minutes(1), 0.25, 1),
        (USERS, ZERO, 0.0, 0),
    ]
    assert shown.day.leader == minutes(1)


def test_those_absent_or_not_in_the_block_are_shown_outside_the_roster() -> None:
    """They keep their accounts."""
    meeting = Meeting("ta tb ha", running=TEAM_ONLY)
    meeting.happens(PresenceChanged("tb", present=False))
    assert [p.in_roster for p in meeting.view().people] == [True, False, False]


def test_nothing_is_shown_before_there_is_anything() -> None:
    """A visit without people, blocks run or talk has empty accounts."""
    shown = Meeting("", running=None).view()
    assert (shown.people, shown.nudges) == ((), ())
    assert (shown.day.talk, shown.day.free, shown.day.paused, shown.day.leader) == (ZERO,) * 4


def test_who_has_not_been_heard_is_shown_from_the_middle_of_the_block() -> None:
    """After half of an hour's block; never the leader, and not those who are away."""
    meeting = Meeting("ta tb tc td").happens(RoleAssigned("besoksleder", "tc"))
    meeting.happens(PresenceChanged("td", present=False)).heard(["ta"])
    assert nudged(meeting.after(seconds(30 * 60 - 1)), "not_heard") == []
    assert nudged(meeting.after(seconds(1)), "not_heard") == ["tb"]


def test_added_time_puts_off_who_has_not_been_heard() -> None:
    """Half of the block is half of what it has become."""
    meeting = Meeting("ta tb").heard(["ta"]).happens(TimeAdded(TALK, minutes(10)))
    assert nudged(meeting.after(minutes(30)), "not_heard") == []
    assert nudged(meeting.after(minutes(5)), "not_heard") == ["tb"]


def test_a_block_without_length_nudges_after_ten_minutes() -> None:
    """An untimed block has no half."""
    meeting = Meeting("ta tb", running="test").heard(["ta"]).after(minutes(9))
    assert nudged(meeting, "not_heard") == []
    assert nudged(meeting.after(minutes(1)), "not_heard") == ["tb"]


def test_a_block_in_which_nobody_takes_the_floor_has_no_nudges() -> None:
    """A break says nothing about anybody, and an interview has no floor."""
    assert Meeting("ta ua").after(minutes(59)).view().nudges == ()
    assert Meeting("ta ua", running=INTERVIEW).after(minutes(59)).view().nudges == ()


def test_who_has_more_than_two_equal_shares_and_three_minutes_dominates() -> None:
    """Of four people, half of the talk is two equal shares."""
    meeting = speak(Meeting("ta tb tc td"), "ta", minutes(3))
    assert nudged(meeting, "dominates") == []
    speak(meeting, "tb", minutes(3))
    assert nudged(speak(meeting, "ta", seconds(1)), "dominates") == ["ta"]
    assert nudged(speak(meeting, "tb", seconds(1)), "dominates") == []


def test_the_leader_is_nudged_from_one_and_a_half_equal_shares() -> None:
    """She is told apart from the others: it is her own to see to."""
    meeting = Meeting("ta tb tc td").happens(RoleAssigned("besoksleder", "ta"))
    speak(speak(meeting, "ta", minutes(4)), "tb", minutes(6))
    assert nudged(meeting, "leader_talks") == ["ta"]
    assert nudged(meeting, "dominates") == ["tb"]


def test_a_silent_user_representative_is_shown_after_twenty_minutes() -> None:
    """Pauses do not count, and a word from her begins the time anew."""
    meeting = Meeting("ta ua").heard(["ta"]).after(minutes(15)).happens(BlockPaused(TALK))
    meeting.after(minutes(10)).happens(BlockResumed(TALK)).after(minutes(4))
    assert nudged(meeting, "user_silent") == []
    assert nudged(meeting.after(minutes(1)), "user_silent") == ["ua"]
    speak(meeting, "ua", minutes(2))
    assert nudged(meeting.after(minutes(19)), "user_silent") == []
    assert nudged(meeting.after(minutes(1)), "user_silent") == ["ua"]


@pytest.mark.parametrize(
    ("values", "shares"),
    [
        ([], []),
        ([0, 0], [0, 0]),
        ([5], [100]),
        ([1, 1, 1], [34, 33, 33]),
        ([61, 30, 0], [67, 33, 0]),
        ([1, 1, 1, 1, 1, 1, 1], [15, 15, 14, 14, 14, 14, 14]),
        ([1, 999], [0, 100]),
    ],
)
def test_per_cents_add_up(values: list[int], shares: list[int]) -> None:
    """Largest remainders make whole per cents sum to a hundred, or all are nothing."""
    assert percentages([seconds(value) for value in values]) == shares

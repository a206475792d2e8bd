"""The floor's state: turns, accounts, pauses, and what ends with a block."""

import pytest

from kvip_tui.domain.base import AnyEvent, Refusal
from kvip_tui.domain.day.changes import BlockEnded, BlockPaused, BlockResumed, BlockStarted
from kvip_tui.domain.floor.turns import (
    CloseList,
    FloorReleased,
    GiveFloor,
    HandLowered,
    RaiseHand,
    RaiseHands,
    ReleaseFloor,
    RoundEnded,
    RoundPassed,
    TakeFloorBack,
    ToggleRound,
)
from kvip_tui.domain.people.changes import PresenceChanged
from kvip_tui.domain.state.floor import ZERO, Floor, Request, Round, TurnKind
from tests.domain.floor.meeting import (
    FIRST,
    INTERVIEW,
    SECOND,
    START,
    TALK,
    Meeting,
    minutes,
    seconds,
)


def test_time_without_a_holder_is_nobodys() -> None:
    """A dominant 0–30 s, B 30–45 s, then nobody until 60 s: A 30, B 15, free 15."""
    meeting = Meeting("ta tb").do(GiveFloor("ta")).after(seconds(30)).do(GiveFloor("tb"))
    meeting.after(seconds(15)).do(ReleaseFloor()).after(seconds(15))
    assert meeting.spoken() == {"ta": 30, "tb": 15}
    assert meeting.view().day.free == seconds(15)


def test_a_pause_belongs_to_nobody() -> None:
    """Who speaks 0–120 s with the block paused 60–90 s has spoken 90 s."""
    meeting = Meeting("ta").do(GiveFloor("ta")).after(seconds(60))
    meeting.happens(BlockPaused(TALK)).after(seconds(30)).happens(BlockResumed(TALK))
    meeting.after(seconds(30)).do(ReleaseFloor())
    assert meeting.spoken() == {"ta": 90}
    assert meeting.floor.turns[-1].spoken == seconds(90)
    assert meeting.floor.accounts[TALK].paused == seconds(30)
    assert meeting.view().day.free == ZERO


def test_the_clock_of_a_turn_stands_while_the_block_is_paused() -> None:
    """Elapsed freezes with the block and goes on with it."""
    meeting = Meeting("ta").do(GiveFloor("ta")).after(seconds(10))
    meeting.happens(BlockPaused(TALK)).after(seconds(50))
    assert meeting.view().elapsed == seconds(10)
    meeting.happens(BlockResumed(TALK)).after(seconds(5))
    assert meeting.view().elapsed == seconds(15)


def test_the_stretches_of_a_block_say_when_its_clock_went() -> None:
    """A pause cuts the block's time in three."""
    meeting = Meeting("ta").after(seconds(60)).happens(BlockPaused(TALK)).after(seconds(30))
    meeting.happens(BlockResumed(TALK)).after(seconds(10)).happens(BlockEnded(TALK))
    lengths = [(s.end - s.start, s.paused) for s in meeting.floor.stretches]
    assert lengths == [(seconds(60), False), (seconds(30), True), (seconds(10), False)]


def test_a_hand_over_in_a_pause_counts_from_where_the_block_goes_on() -> None:
    """Who gets the floor while the block is paused has no time until it goes on."""
    meeting = Meeting("ta tb").do(GiveFloor("ta")).happens(BlockPaused(TALK))
    meeting.after(minutes(1)).do(GiveFloor("tb")).after(minutes(1))
    assert meeting.spoken() == {}
    meeting.happens(BlockResumed(TALK)).after(seconds(20))
    assert meeting.spoken() == {"tb": 20}


def test_what_belongs_to_a_block_ends_with_it() -> None:
    """The floor is released, the list emptied, the line lifted and the round over."""
    meeting = Meeting("ta tb tc").do(GiveFloor("ta"), RaiseHand("tb"), CloseList())
    meeting.do(ToggleRound()).after(seconds(10)).happens(BlockEnded(TALK))
    floor = meeting.floor
    assert (floor.holder, floor.queue, floor.closed, floor.round) == (None, (), False, None)
    assert floor.turns[-1].end == meeting.now


def test_to_have_spoken_starts_anew_with_each_block() -> None:
    """Who has been heard in one block has not been heard in the next."""
    meeting = Meeting("ta tb").heard(["ta"])
    assert meeting.floor.heard("ta")
    meeting.happens(BlockEnded(TALK), BlockStarted(FIRST))
    assert not meeting.floor.heard("ta")


def test_a_practical_remark_is_not_to_be_heard() -> None:
    """Order counts as a turn of its kind, not as having had a say."""
    meeting = Meeting("ta").do(GiveFloor("ta", TurnKind.ORDER))
    assert not meeting.floor.heard("ta")
    assert meeting.floor.here().person("ta").count == 1


def test_free_talk_before_the_first_block_has_a_clock_and_no_account() -> None:
    """The turn is shown and remembered, and counted to no block."""
    meeting = Meeting("ta", running=None).do(GiveFloor("ta")).after(seconds(40))
    assert meeting.view().elapsed == seconds(40)
    assert meeting.view().people[0].spoken == ZERO
    meeting.do(ReleaseFloor())
    assert (meeting.floor.turns[-1].block, meeting.floor.accounts) == (None, {})


def test_who_speaks_when_a_block_begins_speaks_on_in_it() -> None:
    """The turn goes on as one of the block's, and only from there it is counted."""
    meeting = Meeting("ta tb", running=None).do(GiveFloor("ta"), RaiseHand("tb"))
    meeting.after(seconds(40)).happens(BlockStarted(TALK)).after(seconds(20))
    assert meeting.floor.holder == "ta"
    assert meeting.spoken() == {"ta": 20}
    assert meeting.queue == ["tb"]


def test_an_interview_has_no_floor() -> None:
    """Its start takes the floor back, and its time is nobody's."""
    meeting = Meeting("ta tb", running=None).do(GiveFloor("ta"), RaiseHand("tb"))
    meeting.happens(BlockStarted(INTERVIEW)).after(minutes(10))
    assert (meeting.floor.holder, meeting.floor.queue) == (None, ())
    assert meeting.floor.accounts == {}


def test_the_time_of_parallel_blocks_belongs_to_the_first_begun_that_runs() -> None:
    """When it ends, its floor ends with it, and the next one's time begins."""
    meeting = Meeting("ta", running=FIRST).happens(BlockStarted(SECOND))
    meeting.do(GiveFloor("ta")).after(seconds(30)).happens(BlockPaused(SECOND))
    meeting.after(seconds(30)).happens(BlockResumed(SECOND), BlockEnded(FIRST))
    assert meeting.floor.holder is None
    meeting.do(GiveFloor("ta")).after(seconds(5)).do(ReleaseFloor())
    accounts = meeting.floor.accounts
    assert accounts[FIRST].person("ta").spoken == seconds(60)
    assert accounts[SECOND].person("ta").spoken == seconds(5)


def test_a_parallel_block_that_ends_leaves_the_floor_of_the_first_alone() -> None:
    """Only the block that time belongs to takes the floor with it."""
    meeting = Meeting("ta", running=FIRST).happens(BlockStarted(SECOND))
    meeting.do(GiveFloor("ta")).happens(BlockEnded(SECOND))
    assert meeting.floor.holder == "ta"


def test_who_leaves_ends_the_turn_and_gives_up_every_place() -> None:
    """The one who leaves no longer speaks, waits, or is asked in the round."""
    meeting = Meeting("ta tb").do(GiveFloor("ta"), RaiseHand("ta"), ToggleRound())
    meeting.after(seconds(10)).happens(PresenceChanged("ta", present=False))
    assert meeting.floor.holder is None
    assert meeting.floor.queue == ()
    assert meeting.floor.round == Round(("tb",))
    assert meeting.after(seconds(10)).spoken() == {"ta": 10}


def test_a_clock_set_back_counts_nothing_twice() -> None:
    """Time stands until the clock has caught up."""
    meeting = Meeting("ta tb").do(GiveFloor("ta")).after(seconds(60)).do(GiveFloor("tb"))
    meeting.after(seconds(-30)).do(GiveFloor("ta")).after(seconds(20))
    assert meeting.spoken() == {"ta": 60}
    assert meeting.after(seconds(20)).spoken() == {"ta": 70}


def test_a_new_block_counts_from_the_clock_as_it_is_set_then() -> None:
    """What a wrong clock did to one block, or to free talk, does nothing to the next."""
    meeting = Meeting("ta").after(minutes(90)).happens(BlockEnded(TALK)).do(GiveFloor("ta"))
    meeting.after(minutes(-60)).happens(BlockStarted(FIRST)).after(seconds(5))
    assert meeting.spoken() == {"ta": 5}


@pytest.mark.parametrize(
    "event",
    [
        FloorReleased(),
        HandLowered("nobody"),
        RoundPassed("nobody"),
        RoundEnded(),
        BlockEnded("nothing"),
        BlockPaused("nothing"),
        BlockResumed("nothing"),
        PresenceChanged("nobody", present=False),
    ],
)
def test_an_event_about_nothing_changes_nothing(event: AnyEvent) -> None:
    """A journal from elsewhere cannot upset the floor."""
    assert Meeting("ta", running=None).happens(event).floor == Floor(settled=START)


def test_an_earlier_floor_stays_what_it_was() -> None:
    """A fold from an older state, as undo makes it, does not see what happened after it."""
    meeting = Meeting("ta tb").do(GiveFloor("ta")).after(seconds(10))
    before, turns = meeting.visit, list(meeting.floor.turns)
    meeting.do(GiveFloor("tb")).after(seconds(10)).do(ReleaseFloor())
    assert list(before.floor.turns) == turns
    meeting.visit = before
    assert meeting.spoken() == {"ta": 20}


def test_the_floor_is_taken_back_since_a_time_that_was_lost() -> None:
    """What the machine slept through is nobody's; of nobody there is nothing to take back."""
    meeting = Meeting("ta tb").do(GiveFloor("ta")).after(seconds(30))
    asleep = meeting.now
    meeting.after(minutes(44)).do(TakeFloorBack(asleep))
    assert meeting.spoken() == {"ta": 30}
    assert meeting.floor.holder is None
    with pytest.raises(Refusal, match=r"floor\.nobody_holds"):
        meeting.do(TakeFloorBack(asleep))


def test_hands_of_the_block_before_are_carried_over_once() -> None:
    """Those who stand on the list already, or have left, are not put there."""
    meeting = Meeting("ta tb tc").do(RaiseHand("tb"))
    meeting.do(RaiseHands((Request("ta"), Request("tb"), Request("gone"))))
    assert [request.person for request in meeting.floor.queue] == ["tb", "ta"]
    with pytest.raises(Refusal, match=r"floor\.list_empty"):
        meeting.do(RaiseHands((Request("ta"), Request("tb"))))

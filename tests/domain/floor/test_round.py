"""What the go-round has time for, when it is complete, and what may come in between."""

from datetime import timedelta

import pytest

from kvip_tui.domain.base import Refusal
from kvip_tui.domain.day.changes import BlockEnded, BlockPaused, BlockStarted
from kvip_tui.domain.floor.nudges import DEFAULT_LIMITS
from kvip_tui.domain.floor.turns import (
    GiveFloor,
    NextSpeaker,
    PassTurn,
    ResumeTurn,
    SilenceNudges,
    ToggleRound,
)
from kvip_tui.domain.floor.view import LimitState
from kvip_tui.domain.people.changes import PresenceChanged
from kvip_tui.domain.state.floor import TurnKind
from tests.domain.floor.meeting import INTERVIEW, TALK, Meeting, minutes

# The block is planned from 10.00 to 11.00 local time, and the meeting begins then.
FOUR = "ta tb tc td"


def test_each_has_an_equal_part_of_what_is_left_of_the_block() -> None:
    """An hour for four is a quarter each; ten minutes of pause take nothing from it."""
    meeting = Meeting(FOUR).do(ToggleRound())
    assert meeting.view().round_share == minutes(15)
    meeting.after(minutes(20))
    assert meeting.view().round_share == minutes(10)
    meeting.happens(BlockPaused(TALK)).after(minutes(10))
    assert meeting.view().round_share == minutes(10)


def test_who_speaks_in_the_round_has_the_part_that_there_was() -> None:
    """It is the soft limit of the turn, to the last of them, and stands while it goes on."""
    meeting = Meeting(FOUR).do(ToggleRound(), NextSpeaker()).after(minutes(12))
    shown = meeting.view()
    assert (shown.round_share, shown.longest) == (minutes(15), minutes(15))
    assert shown.limit is LimitState.WARNING
    assert meeting.do(NextSpeaker()).view().longest == minutes(16)
    meeting.do(NextSpeaker(), NextSpeaker()).after(minutes(49))
    shown = meeting.view()
    assert (shown.round, shown.longest, shown.limit) == (None, minutes(48), LimitState.OVER)


def test_a_reply_pauses_the_round_and_uses_no_turn() -> None:
    """Its own limit counts, and the same people are left to ask."""
    meeting = Meeting(FOUR).do(ToggleRound(), NextSpeaker())
    meeting.do(GiveFloor("tb", TurnKind.REPLY))
    shown = meeting.view()
    assert shown.longest == DEFAULT_LIMITS.reply
    assert shown.round_share == minutes(20)
    assert (shown.next, shown.interrupted) == ("tb", "ta")
    assert meeting.do(ResumeTurn()).view().round_share == minutes(15)


def test_absent_people_have_no_part() -> None:
    """Who has left is not waited for."""
    meeting = Meeting(FOUR).do(ToggleRound())
    meeting.happens(PresenceChanged("td", present=False))
    assert meeting.view().round_share == minutes(20)


@pytest.mark.parametrize("late", [minutes(60), minutes(75)])
def test_nothing_is_promised_when_the_time_is_up(late: timedelta) -> None:
    """In overtime a turn has its ordinary limit."""
    meeting = Meeting(FOUR).after(late).do(ToggleRound(), NextSpeaker())
    assert meeting.view().round_share is None
    assert meeting.view().longest == DEFAULT_LIMITS.turn


def test_without_a_block_or_a_round_there_is_no_part() -> None:
    """A block without a length has none, nor has time that no block owns."""
    assert Meeting("ta").view().round_share is None
    assert Meeting("ta", running=None).do(ToggleRound()).view().round_share is None
    assert Meeting("ta", running="test").do(ToggleRound()).view().round_share is None
    assert Meeting("ta", running=INTERVIEW).view().round_share is None


def test_the_round_is_complete_when_nobody_is_left() -> None:
    """That is shown until the next turn begins; a reply is none."""
    meeting = Meeting("ta tb").do(ToggleRound(), NextSpeaker())
    assert not meeting.view().round_done
    meeting.do(NextSpeaker())
    assert (meeting.view().round, meeting.view().round_done) == (None, True)
    assert meeting.do(GiveFloor("ta", TurnKind.REPLY)).view().round_done
    assert not meeting.do(GiveFloor("tb")).view().round_done


def test_passing_twice_completes_the_round_too() -> None:
    """Who passes is asked once more, and no more."""
    meeting = Meeting("ta").do(ToggleRound(), PassTurn())
    assert meeting.view().next == "ta"
    assert meeting.do(PassTurn()).view().round_done


def test_a_round_that_is_broken_off_or_begun_anew_is_not_complete() -> None:
    """Nor is one whose block has ended."""
    meeting = Meeting("ta tb").do(ToggleRound(), ToggleRound())
    assert not meeting.view().round_done
    meeting.do(ToggleRound(), NextSpeaker(), NextSpeaker())
    assert meeting.view().round_done
    assert not meeting.do(ToggleRound()).view().round_done
    meeting.do(NextSpeaker(), NextSpeaker()).happens(BlockEnded(TALK))
    assert not meeting.view().round_done


def test_a_nudge_is_silenced_for_the_block() -> None:
    """About whom it was; others are still shown, and so is the next block's."""
    meeting = Meeting("ta tb tc").heard(["ta"]).after(minutes(31))
    assert [n.person for n in meeting.view().nudges] == ["tb", "tc"]
    meeting.do(SilenceNudges("not_heard", ("tb",)))
    assert [n.person for n in meeting.view().nudges] == ["tc"]
    meeting.happens(BlockEnded(TALK), BlockStarted("team")).heard(["ta"]).after(minutes(31))
    assert [n.person for n in meeting.view().nudges] == ["tb", "tc"]


def test_only_what_is_not_silent_is_silenced() -> None:
    """Twice the same, or with no block, is refused."""
    meeting = Meeting("ta tb").do(SilenceNudges("not_heard", ("tb",)))
    for refusing in (meeting, Meeting("ta tb", running=None)):
        with pytest.raises(Refusal, match="no_nudge"):
            refusing.do(SilenceNudges("not_heard", ("tb",)))

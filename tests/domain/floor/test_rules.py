"""Who gets the floor after whom, and what is refused."""

from collections.abc import Callable

import pytest

from kvip_tui.domain.base import Refusal
from kvip_tui.domain.day.changes import BlockEnded, BlockStarted
from kvip_tui.domain.floor.roster import next_in_line, roster
from kvip_tui.domain.floor.turns import (
    CloseList,
    FloorIntent,
    GiveFloor,
    LowerHand,
    NextSpeaker,
    OpenList,
    PassTurn,
    RaiseHand,
    ReleaseFloor,
    RoundStarted,
    ToggleRound,
)
from kvip_tui.domain.people.changes import PresenceChanged
from kvip_tui.domain.state.floor import Round, TurnKind
from kvip_tui.domain.state.plan import HOST, TEAM, USERS
from tests.builders import timetable, visit
from tests.domain.floor.meeting import INTERVIEW, TALK, TEAM_ONLY, Meeting, minutes

TURN, REPLY, ORDER = TurnKind.TURN, TurnKind.REPLY, TurnKind.ORDER


def refusal(meeting: Meeting, intent: FloorIntent) -> Refusal:
    """Return the refusal of *intent*; nothing has changed."""
    before = meeting.visit
    with pytest.raises(Refusal) as caught:
        meeting.do(intent)
    assert meeting.visit == before
    return caught.value


@pytest.mark.parametrize(
    ("queue", "new", "position"),
    [
        ("", "tf9", 1),
        ("tf1 tf2 tr1 tr2", "tf9", 3),
        ("tf1 tr1 tr2", "tr9", 4),
        ("tr1 tr2", "tf9", 2),
    ],
)
def test_those_not_heard_go_before_the_others(queue: str, new: str, position: int) -> None:
    """F (not heard in the block) goes before R (heard), but never before the one announced."""
    people = "tf1 tf2 tf9 tr1 tr2 tr9"
    meeting = Meeting(people).heard(name for name in people.split() if name[1] == "r")
    meeting.do(*(RaiseHand(name) for name in queue.split()), RaiseHand(new))
    assert meeting.queue.index(new) + 1 == position


def test_asking_again_keeps_the_place_and_the_leader_calls_anybody() -> None:
    """p2, p3, p1 asked: p2 asks again; p2 speaks; p1 is called out of turn; p3 still waits."""
    meeting = Meeting("tp1 tp2 tp3").do(*(RaiseHand(p) for p in ("tp2", "tp3", "tp1")))
    assert refusal(meeting, RaiseHand("tp2")).code == "floor.already_on_list"
    assert meeting.queue == ["tp2", "tp3", "tp1"]
    meeting.do(NextSpeaker())
    assert (meeting.floor.holder, meeting.queue) == ("tp2", ["tp3", "tp1"])
    meeting.do(GiveFloor("tp1"))
    assert (meeting.floor.holder, meeting.queue) == ("tp1", ["tp3"])


@pytest.mark.parametrize("kind", [REPLY, ORDER])
def test_a_short_remark_uses_up_no_place_for_a_turn(kind: TurnKind) -> None:
    """Who waits for a turn keeps the place; a place for such a remark is used up by it."""
    meeting = Meeting("ta tb tc").do(GiveFloor("ta"), RaiseHand("tb"), RaiseHand("tc"))
    assert meeting.do(GiveFloor("tb", kind)).queue == ["tb", "tc"]
    meeting.do(RaiseHand("tc", kind))
    assert meeting.do(NextSpeaker()).queue == ["tb"]
    assert meeting.do(GiveFloor("tb")).queue == []


def test_a_closed_list_refuses_people_but_not_the_leader() -> None:
    """Somebody asks: refused; the leader adds: accepted; the running turn ends: accepted."""
    meeting = Meeting("ta tb tc").do(GiveFloor("ta"), RaiseHand("tb"), CloseList())
    refused = refusal(meeting, RaiseHand("tc"))
    assert (refused.code, refused.params) == ("floor.list_closed", {"name": "Tc"})
    meeting.do(RaiseHand("tc", chair=True), ReleaseFloor())
    assert meeting.queue == ["tb", "tc"]
    assert meeting.do(NextSpeaker()).floor.holder == "tb"


def test_order_goes_before_replies_and_replies_before_turns() -> None:
    """Inside a kind, first come first served."""
    meeting = Meeting("ta tb tc td te tf").do(GiveFloor("ta"), RaiseHand("tb"))
    meeting.do(RaiseHand("tc", REPLY), RaiseHand("td", ORDER))
    meeting.do(RaiseHand("te", REPLY), RaiseHand("tf", ORDER))
    assert meeting.queue == ["td", "tf", "tc", "te", "tb"]
    assert meeting.do(NextSpeaker()).floor.holding is not None
    assert meeting.view().kind is ORDER


def test_who_asks_for_something_more_urgent_moves_up() -> None:
    """The better place replaces the old one, and a lesser one does not."""
    meeting = Meeting("ta tb").do(RaiseHand("ta"), RaiseHand("tb"))
    meeting.do(RaiseHand("tb", ORDER))
    assert meeting.queue == ["tb", "ta"]
    assert refusal(meeting, RaiseHand("tb")).code == "floor.already_on_list"


def test_a_turn_has_at_most_two_replies() -> None:
    """Waiting replies count too, a practical remark does not, and the next turn has two anew."""
    meeting = Meeting("ta tb tc td").do(GiveFloor("ta"), RaiseHand("tb", REPLY))
    meeting.do(GiveFloor("td", ORDER), RaiseHand("tc", REPLY))
    refused = refusal(meeting, RaiseHand("td", REPLY))
    assert (refused.code, refused.params) == ("floor.replies_used", {"most": 2})
    meeting.do(NextSpeaker(), NextSpeaker())
    assert refusal(meeting, GiveFloor("td", REPLY)).code == "floor.replies_used"
    assert meeting.do(GiveFloor("td"), GiveFloor("tb", REPLY)).floor.holder == "tb"


def test_a_reply_that_comes_too_late_waits_for_a_turn() -> None:
    """When the leader calls for another turn first, nobody loses the place on the list."""
    meeting = Meeting("ta tb tc td").do(GiveFloor("ta"), RaiseHand("tc"))
    meeting.do(RaiseHand("tb", REPLY), GiveFloor("td"))
    assert [(r.person, r.turn) for r in meeting.floor.queue] == [("tc", TURN), ("tb", TURN)]


def test_a_reply_waiting_when_both_are_given_waits_for_a_turn() -> None:
    """The leader may give the second reply to somebody who has not asked."""
    meeting = Meeting("ta tb tc td").do(GiveFloor("ta"), GiveFloor("tb", REPLY))
    meeting.do(RaiseHand("tc", REPLY), GiveFloor("td", REPLY))
    request = next_in_line(meeting.visit)
    assert request is not None
    assert (request.person, request.turn) == ("tc", TURN)


def closed(meeting: Meeting) -> Meeting:
    """Close the list."""
    return meeting.do(CloseList())


def away(meeting: Meeting) -> Meeting:
    """Let ta leave."""
    return meeting.happens(PresenceChanged("ta", present=False))


def holding(meeting: Meeting) -> Meeting:
    """Give ta the floor."""
    return meeting.do(GiveFloor("ta"))


def interviewing(meeting: Meeting) -> Meeting:
    """Begin the interview."""
    return meeting.happens(BlockEnded(TALK), BlockStarted(INTERVIEW))


def of_the_team(meeting: Meeting) -> Meeting:
    """Begin the team's own meeting."""
    return meeting.happens(BlockEnded(TALK), BlockStarted(TEAM_ONLY))


def empty(meeting: Meeting) -> Meeting:
    """Let everybody leave."""
    return meeting.happens(*(PresenceChanged(p.id, present=False) for p in meeting.visit.people))


def asking_who_is_away(meeting: Meeting) -> Meeting:
    """Begin a go-round before a block in which none of its people take part."""
    meeting.happens(BlockEnded(TALK), RoundStarted(("ha",)))
    return meeting.happens(BlockStarted(TEAM_ONLY))


def as_it_is(meeting: Meeting) -> Meeting:
    """Change nothing."""
    return meeting


@pytest.mark.parametrize(
    ("given", "intent", "code"),
    [
        (as_it_is, GiveFloor("nobody"), "floor.unknown_person"),
        (as_it_is, RaiseHand("nobody"), "floor.unknown_person"),
        (as_it_is, LowerHand("nobody"), "floor.unknown_person"),
        (as_it_is, LowerHand("ta"), "floor.not_on_list"),
        (as_it_is, ReleaseFloor(), "floor.nobody_holds"),
        (as_it_is, NextSpeaker(), "floor.list_empty"),
        (as_it_is, OpenList(), "floor.already_open"),
        (as_it_is, PassTurn(), "floor.no_round"),
        (as_it_is, GiveFloor("ta", REPLY), "floor.no_reply"),
        (as_it_is, RaiseHand("ta", REPLY), "floor.no_reply"),
        (closed, CloseList(), "floor.already_closed"),
        (away, GiveFloor("ta"), "floor.away"),
        (away, RaiseHand("ta"), "floor.away"),
        (of_the_team, GiveFloor("ha"), "floor.not_in_block"),
        (of_the_team, RaiseHand("ha", ORDER), "floor.not_in_block"),
        (holding, GiveFloor("ta"), "floor.already_holds"),
        (empty, ToggleRound(), "floor.nobody_here"),
        (asking_who_is_away, PassTurn(), "floor.no_one_left"),
        (interviewing, GiveFloor("ta"), "floor.interview"),
        (interviewing, ToggleRound(), "floor.interview"),
    ],
)
def test_what_cannot_be_done_is_refused(
    given: Callable[[Meeting], Meeting], intent: FloorIntent, code: str
) -> None:
    """Every refusal has its own reason and changes nothing."""
    assert refusal(given(Meeting("ta tb ha")), intent).code == code


def test_a_hand_comes_down_and_the_list_opens_again() -> None:
    """Who was taken off may ask again once the line is lifted."""
    meeting = Meeting("ta").do(RaiseHand("ta"), LowerHand("ta"), CloseList())
    assert meeting.queue == []
    assert meeting.do(OpenList(), RaiseHand("ta")).queue == ["ta"]


def test_the_roster_is_the_groups_of_what_runs() -> None:
    """Everybody present before the first block, and then the groups of all running blocks."""
    meeting = Meeting("ta ua ha hb", running=None).happens(PresenceChanged("hb", present=False))
    assert [p.id for p in roster(meeting.visit)] == ["ta", "ua", "ha"]
    meeting.happens(BlockStarted(TEAM_ONLY))
    assert [p.id for p in roster(meeting.visit)] == ["ta", "ua"]
    meeting.happens(BlockStarted(TALK))
    assert [p.id for p in roster(meeting.visit)] == ["ta", "ua", "ha"]


@pytest.mark.parametrize(
    ("begun", "ended", "here"),
    [
        ("", "", "anne berit fatima henrik"),
        ("team", "team", "anne berit fatima henrik"),
        ("oppstart", "oppstart", "anne berit fatima henrik"),
        ("intervju", "intervju", "anne fatima henrik"),
        ("pause", "pause", "anne fatima henrik"),
    ],
)
def test_between_two_blocks_those_of_both_take_part(begun: str, ended: str, here: str) -> None:
    """Who comes next is let in; the host who has left is not back while nothing runs."""
    all_three, own = (HOST, TEAM, USERS), (TEAM, USERS)
    blocks = timetable(
        "Team 08:30-09:00, Oppstart> -11:30, Intervju> -13:00, Pause> -13:15",
        team={"present": own},
        oppstart={"present": all_three},
        intervju={"present": own},
        pause={"present": own},
    )
    built = visit(blocks)
    if begun:
        built.started(begun, "09:00").happened("09:10", BlockEnded(ended))
    assert " ".join(sorted(person.id for person in roster(built.visit))) == here


def test_who_does_not_take_part_in_a_block_is_passed_over() -> None:
    """A place on the list from before the block counts only for those who are in it."""
    meeting = Meeting("ha ta", running=None).do(RaiseHand("ha"), RaiseHand("ta"))
    meeting.happens(BlockStarted(TEAM_ONLY))
    assert meeting.do(NextSpeaker()).floor.holder == "ta"


def test_those_who_pass_are_asked_once_more_at_the_end() -> None:
    """A second pass is the last, and the round is complete when nobody is left."""
    meeting = Meeting("ta tb tc").do(ToggleRound(), PassTurn(), NextSpeaker())
    assert (meeting.floor.holder, meeting.floor.round) == ("tb", Round(("tc",), ("ta",)))
    meeting.do(PassTurn())
    assert meeting.floor.round == Round((), ("ta", "tc"))
    meeting.do(PassTurn())
    assert meeting.floor.round == Round((), ("tc",))
    after = meeting.after(minutes(1)).do(NextSpeaker()).floor
    assert (after.holder, after.round) == ("tc", None)


def test_a_round_of_one_who_passes_asks_once_more() -> None:
    """The only one asked has a second chance too."""
    meeting = Meeting("ta").do(ToggleRound(), PassTurn())
    assert meeting.floor.round == Round((), ("ta",))
    assert meeting.do(PassTurn()).floor.round is None


def test_a_round_waits_for_order_and_replies_but_not_for_turns() -> None:
    """Who asks for a turn waits till the round is over; a reply is no turn of the round."""
    meeting = Meeting("ta tb tc").do(ToggleRound(), NextSpeaker())
    meeting.do(RaiseHand("ta"), RaiseHand("tc", REPLY), NextSpeaker())
    assert (meeting.floor.holder, meeting.floor.round) == ("tc", Round(("tb", "tc")))
    assert meeting.do(NextSpeaker()).floor.holder == "tb"
    after = meeting.do(NextSpeaker(), NextSpeaker()).floor
    assert (after.holder, after.round) == ("ta", None)


def test_a_round_can_be_broken_off() -> None:
    """The same command begins and ends it."""
    meeting = Meeting("ta tb").do(ToggleRound())
    assert meeting.floor.round == Round(("ta", "tb"))
    assert meeting.do(ToggleRound()).floor.round is None

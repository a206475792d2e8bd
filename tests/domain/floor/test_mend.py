"""What is put right afterwards: whose a turn was, when the floor went over, whether it did."""

import pytest

from kvip_tui.domain.base import Refusal
from kvip_tui.domain.day.changes import BlockEnded, BlockPaused, BlockResumed, BlockStarted
from kvip_tui.domain.floor.corrections import (
    CorrectionIntent,
    DeleteTurn,
    HandoverAgo,
    MoveHandover,
    ReassignTurn,
)
from kvip_tui.domain.floor.turns import (
    FloorIntent,
    GiveFloor,
    MoveHand,
    NextSpeaker,
    RaiseHand,
    ReleaseFloor,
    ResumeTurn,
    ToggleRound,
)
from kvip_tui.domain.notes.vocabulary import NoteAdded
from kvip_tui.domain.people.changes import PresenceChanged
from kvip_tui.domain.state.floor import Request, Round, TurnKind
from kvip_tui.domain.state.plan import Privacy
from tests.domain.floor.meeting import INTERVIEW, TALK, TEAM_ONLY, Meeting, minutes, seconds

REPLY, ORDER = TurnKind.REPLY, TurnKind.ORDER


def two_turns() -> Meeting:
    """Return a meeting in which ta spoke for a minute, and tb has done so for two."""
    meeting = Meeting("ta tb tc").do(GiveFloor("ta")).after(minutes(1))
    return meeting.do(GiveFloor("tb")).after(minutes(2))


def refused(
    meeting: Meeting, intent: FloorIntent | CorrectionIntent
) -> tuple[str, dict[str, object]]:
    """Return the code and parameters with which something is refused; nothing changes."""
    before = meeting.visit
    with pytest.raises(Refusal) as caught:
        meeting.do(intent)
    assert meeting.visit == before
    return caught.value.code, caught.value.params


def free(meeting: Meeting) -> float:
    """Return the seconds that nobody has had the floor in the running block."""
    return meeting.view().block.free.total_seconds()


def test_the_floor_went_over_half_a_minute_ago() -> None:
    """«ordet gikk over for 30 s siden»: the time since then is the new holder's."""
    meeting = two_turns().do(HandoverAgo(seconds(30)))
    assert meeting.spoken() == {"ta": 150, "tb": 30}
    assert meeting.view().elapsed == seconds(30)
    assert meeting.after(seconds(10)).spoken() == {"ta": 150, "tb": 40}


def test_the_floor_is_given_as_of_a_moment_ago() -> None:
    """«ordet NAVN for 30 s siden» gives the floor and moves the time, as one command."""
    meeting = two_turns().do(GiveFloor("tc", ago=seconds(30)))
    assert meeting.spoken() == {"ta": 60, "tb": 90, "tc": 30}
    assert meeting.floor.holder == "tc"


def test_a_free_floor_went_over_earlier() -> None:
    """Of what was silence, the new holder gets what was spoken; before that it stays silence."""
    meeting = Meeting("ta").after(minutes(2)).do(GiveFloor("ta", ago=seconds(45)))
    assert (meeting.spoken(), free(meeting)) == ({"ta": 45}, 75)


def test_the_floor_was_free_earlier() -> None:
    """After Space it is the end of the last turn that moves, both ways."""
    meeting = two_turns().do(ReleaseFloor()).after(minutes(1))
    meeting.do(MoveHandover(seconds(-20)))
    assert (meeting.spoken(), free(meeting)) == ({"ta": 60, "tb": 100}, 80)
    meeting.do(MoveHandover(seconds(50)))
    assert (meeting.spoken(), free(meeting)) == ({"ta": 60, "tb": 150}, 30)


def test_the_change_of_hands_moves_step_by_step_within_its_bounds() -> None:
    """Back to where the one before began, on to now, and no further."""
    meeting = two_turns().do(MoveHandover(seconds(-10)), MoveHandover(seconds(-10)))
    assert meeting.spoken() == {"ta": 40, "tb": 140}
    meeting.do(MoveHandover(minutes(-5)))
    assert meeting.spoken() == {"tb": 180}
    assert refused(meeting, MoveHandover(seconds(-1))) == ("floor.handover_stuck", {})
    assert meeting.do(MoveHandover(minutes(9))).spoken() == {"ta": 180}


def test_a_turn_that_ended_before_the_silence_is_cut_only_where_it_must_be() -> None:
    """Moving back over a silence takes from it first, then from the turn before."""
    meeting = Meeting("ta tb").do(GiveFloor("ta")).after(seconds(60)).do(ReleaseFloor())
    meeting.after(seconds(60)).do(GiveFloor("tb")).do(MoveHandover(seconds(-30)))
    assert (meeting.spoken(), free(meeting)) == ({"ta": 60, "tb": 30}, 30)
    meeting.do(MoveHandover(seconds(-50)))
    assert (meeting.spoken(), free(meeting)) == ({"ta": 40, "tb": 80}, 0)


def test_the_block_is_the_bound_of_its_first_turn() -> None:
    """Nobody had the floor of a block before it began."""
    meeting = Meeting("ta", running=None).after(minutes(9)).happens(BlockStarted(TALK))
    meeting.after(seconds(40)).do(GiveFloor("ta"))
    assert refused(meeting, HandoverAgo(seconds(41))) == (
        "floor.too_long_ago",
        {"seconds": 40},
    )
    assert refused(meeting, GiveFloor("ta")) == ("floor.already_holds", {"name": "Ta"})
    assert meeting.do(HandoverAgo(seconds(40))).spoken() == {"ta": 40}


def test_a_pause_is_nobodys_when_the_change_of_hands_is_moved_over_it() -> None:
    """The clock stood for a minute: that minute is in no account before or after."""
    meeting = Meeting("ta tb").do(GiveFloor("ta")).after(minutes(1))
    meeting.happens(BlockPaused(TALK)).after(minutes(1)).happens(BlockResumed(TALK))
    meeting.after(minutes(1)).do(GiveFloor("tb")).after(minutes(1))
    assert meeting.do(HandoverAgo(seconds(170))).spoken() == {"ta": 60, "tb": 120}
    assert meeting.view().block.paused == minutes(1)


def test_nothing_to_move() -> None:
    """Where nobody has had the floor in the block there is no change of hands."""
    meeting = two_turns().happens(BlockEnded(TALK), BlockStarted(TEAM_ONLY))
    assert refused(meeting, MoveHandover(seconds(-5))) == ("floor.no_turn", {})
    assert refused(meeting, DeleteTurn()) == ("floor.no_turn", {})
    assert refused(meeting, ReassignTurn("ta")) == ("floor.no_turn", {})


def test_a_wrong_name_is_put_right() -> None:
    """The turn that goes on is another's from its beginning, and counts as theirs alone."""
    meeting = two_turns().do(ReassignTurn("tc")).after(minutes(1))
    assert meeting.spoken() == {"ta": 60, "tc": 180}
    shown = {p.person: (p.turns, p.heard) for p in meeting.view().people}
    assert shown == {"ta": (1, True), "tb": (0, False), "tc": (1, True)}
    assert refused(meeting, ReassignTurn("tc")) == ("floor.same_person", {"name": "Tc"})


def test_an_old_turn_is_put_right_by_its_number() -> None:
    """Turns are counted from 1; one that there is not is refused."""
    meeting = two_turns().happens(BlockEnded(TALK), BlockStarted(TEAM_ONLY))
    meeting.do(ReassignTurn("tc", turn=1))
    spoken = {p.person: p.spoken for p in meeting.view().people}
    assert spoken == {"ta": minutes(0), "tb": minutes(2), "tc": minutes(1)}
    assert refused(meeting, ReassignTurn("ta", turn=7)) == ("floor.unknown_turn", {"number": 7})


def test_a_turn_that_was_none_is_free_time() -> None:
    """The turn that goes on: nobody has the floor, nor had since it began; an old one likewise."""
    meeting = two_turns().do(DeleteTurn()).after(seconds(30))
    assert (meeting.floor.holder, meeting.spoken(), free(meeting)) == (None, {"ta": 60}, 150)
    assert meeting.do(DeleteTurn(turn=1)).spoken() == {}
    assert [p.turns for p in meeting.view().people] == [0, 0, 0]


def test_numbers_of_turns_stay_when_others_are_deleted() -> None:
    """What was the third turn is the third still."""
    meeting = two_turns().do(GiveFloor("tc"), DeleteTurn(turn=1))
    meeting.do(ReassignTurn("ta", turn=3))
    assert meeting.floor.holder == "ta"


def test_who_was_named_by_mistake_gets_the_place_on_the_list_back() -> None:
    """And who really speaks is taken off it."""
    meeting = Meeting("ta tb tc").do(*(RaiseHand(p) for p in ("ta", "tb", "tc")))
    meeting.do(GiveFloor("tb"), ReassignTurn("tc"))
    assert meeting.queue == ["ta", "tb"]
    assert meeting.do(DeleteTurn()).queue == ["ta", "tb", "tc"]


def test_who_was_named_by_mistake_is_asked_in_the_round_again() -> None:
    """Also where the mistake completed the round; who really spoke has had the turn."""
    meeting = Meeting("ta tb").do(ToggleRound(), GiveFloor("ta"), ReassignTurn("tb"))
    assert meeting.floor.round == Round(("ta",))
    meeting.do(GiveFloor("ta"))
    assert meeting.view().round_done
    meeting.do(DeleteTurn())
    assert (meeting.floor.round, meeting.view().round_done) == (Round(("ta",)), False)


def test_a_reply_that_was_none_leaves_room_for_another() -> None:
    """Two replies a turn; a deleted one is not counted."""
    meeting = Meeting("ta tb tc").do(GiveFloor("ta"), GiveFloor("tb", REPLY))
    meeting.do(GiveFloor("tc", REPLY), DeleteTurn(), GiveFloor("tc", REPLY))
    assert refused(meeting, GiveFloor("tb", REPLY))[0] == "floor.replies_used"


def test_the_notes_follow_a_corrected_turn() -> None:
    """A note names who then had the floor; one that names somebody else on purpose is left."""
    meeting = Meeting("ta tb tc").do(GiveFloor("ta")).after(seconds(10))
    for holder in ("ta", "tc"):
        meeting.happens(NoteAdded("Ja", meeting.now, Privacy.PLENUM, (TALK,), holder))
    meeting.after(seconds(10)).do(ReassignTurn("tb"))
    assert [note.holder for note in meeting.visit.notes] == ["tb", "tc"]
    meeting.do(GiveFloor("tc", ago=seconds(15)))
    assert [note.holder for note in meeting.visit.notes] == ["tc", "tc"]
    meeting.do(DeleteTurn())
    assert [note.holder for note in meeting.visit.notes] == [None, None]


def test_a_turn_is_taken_up_again_after_an_interruption() -> None:
    """The floor goes back to who was interrupted; the turn counts once and its clock goes on."""
    meeting = two_turns().do(RaiseHand("tb"), GiveFloor("tc", ORDER)).after(seconds(20))
    assert meeting.view().interrupted == "tb"
    meeting.do(ResumeTurn()).after(seconds(30))
    shown = meeting.view()
    assert (shown.holder, shown.kind, shown.elapsed) == ("tb", TurnKind.TURN, seconds(150))
    assert (shown.people[1].turns, shown.interrupted) == (1, None)
    assert meeting.queue == ["tb"]
    assert meeting.spoken() == {"ta": 60, "tb": 150, "tc": 20}
    assert refused(meeting, ResumeTurn()) == ("floor.not_interrupted", {})


def test_a_turn_is_taken_up_again_after_the_replies_to_it() -> None:
    """The replies given stay counted, and a correction is of the whole turn."""
    meeting = two_turns().do(GiveFloor("ta", REPLY), GiveFloor("tc", REPLY))
    meeting.do(ReleaseFloor(), ResumeTurn()).after(seconds(5))
    assert refused(meeting, GiveFloor("ta", REPLY))[0] == "floor.replies_used"
    meeting.do(ReassignTurn("tc"))
    assert meeting.spoken() == {"ta": 60, "tc": 125}
    assert meeting.view().people[2].by_kind == {TurnKind.TURN: 1, REPLY: 1}


def test_nobody_is_interrupted_by_a_turn_or_a_silence() -> None:
    """A turn that ended, or after which the floor was free, was not interrupted."""
    assert refused(two_turns(), ResumeTurn()) == ("floor.not_interrupted", {})
    meeting = two_turns().do(ReleaseFloor()).after(seconds(1)).do(GiveFloor("tc", ORDER))
    assert refused(meeting, ResumeTurn()) == ("floor.not_interrupted", {})


def test_who_has_left_does_not_go_on() -> None:
    """The interrupted speaker must take part still."""
    meeting = two_turns().do(GiveFloor("tc", ORDER))
    meeting.happens(PresenceChanged("tb", present=False))
    assert refused(meeting, ResumeTurn()) == ("floor.away", {"name": "Tb"})


def test_the_list_is_put_in_another_order() -> None:
    """A place is counted from 1 among those shown; beyond the end is last."""
    meeting = Meeting("ta tb tc").do(*(RaiseHand(p) for p in ("ta", "tb", "tc")))
    assert meeting.do(MoveHand("tc", place=1)).queue == ["tc", "ta", "tb"]
    assert meeting.do(MoveHand("tc", place=2)).queue == ["ta", "tc", "tb"]
    assert meeting.do(MoveHand("ta", place=99)).queue == ["tc", "tb", "ta"]
    assert refused(meeting, MoveHand("ta", place=3)) == ("floor.not_moved", {"name": "Ta"})
    meeting.do(NextSpeaker())
    assert refused(meeting, MoveHand("tc", place=1)) == ("floor.not_on_list", {"name": "Tc"})


def test_no_turn_is_moved_before_replies_and_order() -> None:
    """The leader's order is of those who ask for the same."""
    meeting = Meeting("ta tb tc td").do(GiveFloor("ta"), RaiseHand("tb"), RaiseHand("td"))
    meeting.do(RaiseHand("tc", REPLY))
    assert meeting.do(MoveHand("td", place=1)).queue == ["tc", "td", "tb"]
    assert refused(meeting, MoveHand("td", place=1)) == ("floor.not_moved", {"name": "Td"})


def test_a_place_among_those_shown_skips_who_is_not_in_the_block() -> None:
    """Somebody who asked and has left with her group stays where she was."""
    meeting = Meeting("ta hb tc", running=None)
    meeting.do(*(RaiseHand(p) for p in ("ta", "hb", "tc"))).happens(BlockStarted(TEAM_ONLY))
    assert meeting.queue == ["ta", "tc"]
    meeting.do(MoveHand("tc", place=1))
    assert meeting.floor.queue == (Request("tc"), Request("ta"), Request("hb"))


def test_corrections_are_allowed_while_an_interview_runs() -> None:
    """What is put right is of an earlier block, which has its accounts."""
    meeting = two_turns().happens(BlockEnded(TALK), BlockStarted(INTERVIEW))
    meeting.do(ReassignTurn("tc", turn=2))
    assert meeting.view().people[2].spoken == minutes(2)

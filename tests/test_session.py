"""The session: the one door to the journal, insisting on gates, and what is never written."""

from datetime import timedelta

import msgspec
import pytest

from kvip_tui.clock import RehearsalClock
from kvip_tui.domain.base import Record, Refusal
from kvip_tui.domain.checks.changes import ToggleCheck
from kvip_tui.domain.day.changes import (
    AddTime,
    BlockStarted,
    EndBlock,
    NextBlock,
    ResumeBlock,
    StartBlock,
)
from kvip_tui.domain.day.gates import GatesPassed
from kvip_tui.domain.floor.turns import GiveFloor, ReleaseFloor
from kvip_tui.domain.history import Intent, Redo, Undo
from kvip_tui.domain.notes.vocabulary import AddNote, NoteAdded
from kvip_tui.domain.planning.vocabulary import RemoveBlock
from kvip_tui.domain.state.plan import Privacy
from kvip_tui.errors import UserError
from tests.sessions import TimedSession, interviewing, scene


def test_what_is_done_is_kept_and_then_shown() -> None:
    """One command is one record, stamped by the session's clock."""
    desk = TimedSession()
    assert desk.do(NextBlock(), "09:01") == (BlockStarted("a"),)
    assert desk.keeper.records[-1] == Record(2, desk.built.at("09:01"), (BlockStarted("a"),))
    assert desk.session.visit.run("a").running


def test_what_cannot_be_kept_has_not_happened() -> None:
    """A full disk leaves the visit as it was, and the next try may succeed."""
    desk = TimedSession()
    desk.keeper.obstacle = UserError("Disken er full.")
    before = desk.session.visit
    with pytest.raises(UserError):
        desk.do(NextBlock(), "09:00")
    assert desk.session.visit == before
    desk.keeper.obstacle = None
    assert desk.do(NextBlock(), "09:00") == (BlockStarted("a"),)


@pytest.mark.parametrize("intent", [NextBlock(), Undo(), ReleaseFloor()])
def test_a_reader_changes_nothing(intent: Intent) -> None:
    """Whatever is asked for, also a note of an interview."""
    desk = TimedSession(scene().started("i1", "09:30"), writer=False)
    assert not desk.session.writer
    assert desk.refused(intent, "09:31") == "session.read_only"
    assert desk.refused(AddNote("x", desk.session.now()), "09:32") == "session.read_only"
    assert desk.session.whispers == ()


def test_a_reader_follows_and_takes_over() -> None:
    """What another process writes is taken in; when it has ended, its pen too."""
    desk = TimedSession(writer=False)
    assert not desk.session.refresh()
    desk.keeper.arrived = desk.built.started("a", "09:00").records[-1:]
    assert desk.session.refresh()
    assert desk.session.history == desk.built.history
    desk.keeper.free = True
    assert desk.session.refresh()
    assert desk.session.writer
    assert not desk.session.refresh()


def test_a_journal_that_was_replaced_is_read_anew() -> None:
    """Not added to what was known before."""
    desk = TimedSession(scene().started("a", "09:00").added("a", 5, "09:01"), writer=False)
    other = scene().started("a", "09:03")
    desk.keeper.records = other.records
    desk.keeper.arrived = []
    desk.keeper.generation += 1
    assert desk.session.refresh()
    assert desk.session.history == other.history


@pytest.mark.parametrize("intent", [NextBlock(), StartBlock("i1")])
def test_asking_again_within_a_minute_passes_open_gates(intent: Intent) -> None:
    """The first time is refused; the second is recorded as done on purpose."""
    desk = TimedSession(scene().ran("a", "09:00", "09:30"))
    assert desk.refused(intent, "09:30") == "gate.open"
    passed, *started = desk.do(intent, "09:31")
    assert passed == GatesPassed(block="i1", checks=(("a", "samtykke"),))
    assert started[0] == BlockStarted("i1")


def test_asking_again_later_is_asking_for_the_first_time() -> None:
    """After more than a minute the leader may have forgotten."""
    desk = TimedSession(scene().ran("a", "09:00", "09:30"))
    assert desk.refused(NextBlock(), "09:30") == "gate.open"
    assert desk.refused(NextBlock(), "09:31:01") == "gate.open"
    assert desk.do(NextBlock(), "09:32")


def test_a_rehearsal_that_runs_fast_leaves_people_their_minute() -> None:
    """At sixty times the speed an hour of the day is that minute."""
    built = scene().ran("a", "09:00", "09:30")
    session = built.session("09:30")
    assert isinstance(session.clock, RehearsalClock)
    session.clock.speed = 60
    with pytest.raises(Refusal, match=r"gate\.open"):
        session.do(NextBlock())
    session.clock.set(built.at("10:15"))
    assert session.do(NextBlock())


def test_asking_for_something_else_in_between_is_not_insisting() -> None:
    """Another block, another command, or a refusal of another kind."""
    desk = TimedSession(scene().ran("a", "09:00", "09:30"))
    assert desk.refused(StartBlock("i1"), "09:30") == "gate.open"
    assert desk.refused(StartBlock("i2"), "09:30:05") == "gate.open"
    assert desk.refused(StartBlock("i1"), "09:30:10") == "gate.open"
    desk.do(GiveFloor("anne"), "09:30:15")
    assert desk.refused(StartBlock("i1"), "09:30:20") == "gate.open"
    assert desk.refused(ResumeBlock(), "09:30:25") == "block.none_running"
    assert desk.refused(StartBlock("i1"), "09:30:30") == "gate.open"


def test_passing_a_gate_is_undone_with_the_start() -> None:
    """After the undo the gate is open again."""
    desk = interviewing()
    desk.do(Undo(), "09:31")
    assert desk.refused(NextBlock(), "09:35") == "gate.open"


def test_a_note_of_an_interview_is_never_kept() -> None:
    """It stays in memory: the keeper has not seen a word of it."""
    desk = interviewing()
    kept = len(desk.keeper.records)
    (event,) = desk.note("hemmelig ord", "09:40")
    assert isinstance(event, NoteAdded)
    assert [note.text for note in desk.session.whispers] == ["hemmelig ord"]
    assert len(desk.keeper.records) == kept
    assert b"hemmelig" not in msgspec.json.encode(desk.keeper.records)
    assert not desk.session.visit.notes


def test_a_note_after_an_interview_is_still_the_interviews() -> None:
    """Between the interviews and the next block nothing is written either."""
    desk = interviewing()
    desk.do(EndBlock(), "10:00")
    desk.note("ettertanke", "10:02")
    assert [note.text for note in desk.session.whispers] == ["ettertanke"]


def test_notes_of_other_blocks_are_kept() -> None:
    """In plenum, and in the team's pause after the interviews."""
    desk = TimedSession()
    desk.do(NextBlock(), "09:00")
    desk.note("sagt", "09:10")
    after = interviewing()
    after.do(NextBlock(), "10:00")
    after.note("team", "10:05")
    assert [note.privacy for note in desk.session.visit.notes] == [Privacy.PLENUM]
    assert [note.privacy for note in after.session.visit.notes] == [Privacy.TEAM]


def test_an_empty_note_of_an_interview_is_refused_as_any_other() -> None:
    """The rules of notes hold in memory too."""
    assert interviewing().refused(AddNote(" ", scene().at("09:40")), "09:40") == "note.empty"


def test_undo_takes_back_the_last_note_of_an_interview_first() -> None:
    """Then what was done before it; the note leaves no trace."""
    desk = interviewing()
    desk.note("en", "09:40")
    desk.note("to", "09:41")
    desk.do(Undo(), "09:42")
    assert [note.text for note in desk.session.whispers] == ["en"]
    desk.do(AddTime(5), "09:43")
    desk.do(Undo(), "09:44")
    assert desk.session.visit.run("i1").added == timedelta(0)
    desk.do(Undo(), "09:45")
    assert desk.session.whispers == ()
    desk.do(Undo(), "09:46")
    assert not desk.session.visit.running()


def test_the_interviews_notes_are_wiped_when_the_closing_meeting_ends() -> None:
    """Not at the pause's end, but at the end of the team's last meeting."""
    desk = interviewing()
    desk.note("husk", "09:40")
    desk.do(NextBlock(), "10:00")
    desk.do(NextBlock(), "10:15")
    assert desk.session.whispers
    desk.session.careful = True
    with pytest.raises(Refusal) as caught:
        desk.do(EndBlock(), "11:00")
    assert (caught.value.code, caught.value.params) == ("whispers.wiped", {"count": 1})
    assert desk.session.whispers
    desk.do(EndBlock(), "11:00")
    assert desk.session.whispers == ()
    with pytest.raises(Refusal, match=r"^note\.closed$"):
        desk.note("kom på noe mer", "09:50")


def test_a_redone_end_of_the_closing_meeting_wipes_too() -> None:
    """However the meeting came to its end."""
    desk = interviewing()
    for clock in ("10:00", "10:15", "11:00"):
        desk.do(NextBlock(), clock)
    for clock in ("11:01", "11:02", "11:03"):
        desk.do(Undo(), clock)
    desk.note("husk", "11:04")
    for clock in ("11:05", "11:06"):
        desk.do(Redo(), clock)
    assert desk.session.whispers
    desk.do(Redo(), "11:07")
    assert desk.session.whispers == ()


def test_whatever_ends_the_closing_meeting_asks_before_it_wipes() -> None:
    """To do it again, and to take the meeting out of the plan when the pause before it is over."""
    desk = interviewing()
    for clock in ("10:00", "10:15", "11:00"):
        desk.do(NextBlock(), clock)
    desk.session.careful = True
    desk.do(Undo(), "11:01")
    desk.note("husk", "09:45")
    assert desk.refused(Redo(), "11:03") == "whispers.wiped"
    desk.do(Redo(), "11:03")
    assert desk.session.whispers == ()
    other = interviewing()
    other.note("husk", "09:40")
    other.session.careful = True
    other.do(NextBlock(), "10:00")
    other.do(EndBlock(), "10:15")
    assert other.refused(RemoveBlock("slutt"), "10:16") == "whispers.wiped"
    assert len(other.session.whispers) == 1


def test_forgetting_wipes_the_interviews_notes() -> None:
    """As when the program closes."""
    desk = interviewing()
    desk.note("husk", "09:40")
    desk.session.forget()
    assert desk.session.whispers == ()


def test_notes_and_ticks_are_signed_by_who_sits_at_the_machine() -> None:
    """Author and machine come by themselves; another author is kept for the next time."""
    desk = TimedSession()
    kept: list[str] = []
    desk.session.use_author("Anne Aas", "sekretaer-7f", kept.append)
    desk.note("Godt oppmøte", "09:01")
    desk.session.choose_author("Henrik Bø")
    desk.do(ToggleCheck(block="a", check="samtykke"), "09:02")
    [note], visit = desk.session.visit.notes, desk.session.visit
    assert (note.author, note.machine, note.id) == ("Anne Aas", "sekretaer-7f", "sekretaer-7f.2")
    assert visit.ticks["a", "samtykke"].by == "Henrik Bø"
    assert kept == ["Henrik Bø"]

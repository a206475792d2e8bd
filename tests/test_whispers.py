"""The notes of the interviews: changed like any others, and never on disk."""

from datetime import datetime

import msgspec
import pytest

from kvip_tui.domain import base as ev
from kvip_tui.domain import intents as it
from kvip_tui.domain import note_intents as ni
from kvip_tui.domain import report_intents as ri
from kvip_tui.domain.refusal import Refusal
from kvip_tui.domain.state.plan import Privacy
from tests.test_session import Desk, interviewing

WORD = "hemmelig"


class Room(Desk):
    """A session in an interview."""

    def whispers(self) -> list[str]:
        """Return the texts in memory."""
        return [note.text for note in self.session.whispers]

    def id(self, text: str) -> str:
        """Return the id of the note in memory that begins so."""
        return next(note.id for note in self.session.whispers if note.text.startswith(text))


def room(*texts: str) -> Room:
    """Return a session with notes of an interview, a minute between them, from 09:40."""
    desk = interviewing()
    made = Room(desk.built)
    made.keeper, made.clock, made.session = desk.keeper, desk.clock, desk.session
    for minute, text in enumerate(texts, 40):
        made.note(f"{WORD} {text}", f"09:{minute}")
    return made


def test_all_that_can_be_done_with_a_note_is_done_in_memory() -> None:
    """Edit, split, join, move, mark and delete, each taken back and done again, without a trace."""
    desk = room("en to", "tre")
    kept = list(desk.keeper.records)
    moved: datetime = desk.built.at("09:10")
    steps: list[it.Intent] = [
        ni.EditNote(desk.id(f"{WORD} en"), f"{WORD} fire fem"),
        ni.MarkNote(desk.id(f"{WORD} en"), said=False),
        ni.MoveNote(desk.id(f"{WORD} en"), to=moved),
        ni.MoveNote(desk.id(f"{WORD} en"), block="p"),
        ni.SplitNote(desk.id(f"{WORD} en"), len(WORD) + 6),
        ni.JoinNotes((desk.id(f"{WORD} en"), desk.id(f"{WORD} tre"))),
        ni.DeleteNote(desk.id(f"{WORD} en")),
    ]
    states = [desk.session.whispers]
    for intent in steps:
        desk.do(intent, "09:50")
        states.append(desk.session.whispers)
        assert {note.privacy for note in desk.session.whispers} == {Privacy.INTERVIEW}
    assert [note.text for note in states[1]] == [f"{WORD} fire fem", f"{WORD} tre"]
    assert (states[3][0].typed_at, states[3][0].blocks) == (moved, ("a",))
    assert states[4][0].blocks == ("p",)
    assert [note.number for note in states[5]] == ["d1", "d2", "d7"]
    assert [note.text for note in states[6]] == [f"{WORD} fire\n{WORD} tre", "fem"]
    assert [note.text for note in states[7]] == ["fem"]
    for state in reversed(states[:-1]):
        assert desk.do(it.Undo(), "09:51") == (ev.Undone(record=0),)
        assert desk.session.whispers == state
    for state in states[1:]:
        assert desk.do(it.Redo(), "09:52") == (ev.Redone(record=0),)
        assert desk.session.whispers == state
    assert desk.keeper.records == kept
    assert WORD.encode() not in msgspec.json.encode(desk.keeper.records)


def test_their_undo_stands_in_line_with_the_journals() -> None:
    """What was done last is taken back first, wherever it is kept, and done again last."""
    desk = room("en")
    desk.do(it.AddTime(5), "09:45")
    desk.note("to", "09:46")
    added = desk.session.visit
    for whispers, same in ((1, True), (1, False), (0, False)):
        desk.do(it.Undo(), "09:47")
        assert (len(desk.whispers()), desk.session.visit == added) == (whispers, same)
    for whispers, same in ((1, False), (1, True), (2, True)):
        desk.do(it.Redo(), "09:48")
        assert (len(desk.whispers()), desk.session.visit == added) == (whispers, same)


def test_what_was_taken_back_is_gone_when_something_else_is_done() -> None:
    """In memory or in the journal."""
    desk = room("en")
    desk.do(it.Undo(), "09:45")
    desk.do(it.AddTime(5), "09:46")
    desk.do(it.Undo(), "09:47")
    desk.do(it.Redo(), "09:48")
    assert desk.whispers() == []
    assert desk.refused(it.Redo(), "09:49") == "redo.nothing"
    desk.note("to", "09:50")
    desk.do(it.Undo(), "09:51")
    desk.note("tre", "09:52")
    assert desk.refused(it.Redo(), "09:53") == "redo.nothing"


def test_what_is_in_memory_and_what_is_on_disk_are_never_joined() -> None:
    """Nor does one become the other: not raised, not lowered, not promoted, not moved."""
    desk = room("en")
    whisper = desk.id(WORD)
    desk.do(it.Next(), "10:00")
    desk.note("teamets", "10:01")
    [stored] = desk.session.visit.notes
    assert desk.refused(ni.JoinNotes((whisper, stored.id)), "10:02") == "note.mixed"
    assert desk.refused(ni.RaiseNote(whisper), "10:02") == "note.not_stricter"
    assert desk.refused(ni.PromoteImpression(whisper, "anne"), "10:02") == "note.not_impression"
    assert desk.refused(ni.RaiseNote(stored.id, Privacy.INTERVIEW), "10:02") == "note.on_disk"
    assert desk.refused(ni.MoveNote(stored.id, block="i1"), "10:02") == "note.on_disk"
    report = ri.PromoteNotes((stored.id, whisper), "styrker")
    assert desk.refused(report, "10:02") == "report.interview"


def test_wiping_leaves_nothing_to_take_back() -> None:
    """Not what there was, not what had been deleted or undone."""
    desk = room("en", "to")
    desk.do(ni.DeleteNote(desk.id(f"{WORD} en")), "09:45")
    desk.session.forget()
    assert desk.whispers() == []
    desk.do(it.Undo(), "09:46")
    assert desk.whispers() == []
    with pytest.raises(Refusal):
        desk.do(ni.DeleteNote("minne.2"), "09:47")


def test_a_closing_meeting_that_is_skipped_wipes_as_one_that_ends() -> None:
    """What was the team's last before it is over; asked about first, and only where it is."""
    desk = room("en")
    desk.do(it.Next(), "10:00")
    desk.session.careful = True
    desk.do(it.SkipBlock("slutt"), "10:05")
    assert desk.session.whispers
    desk.do(it.Undo(), "10:06")
    desk.do(it.EndBlock(), "10:15")
    assert desk.refused(it.SkipBlock("slutt"), "10:16") == "whispers.wiped"
    desk.do(it.SkipBlock("slutt"), "10:16")
    assert desk.session.whispers == ()

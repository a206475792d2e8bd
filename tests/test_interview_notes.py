"""The notes of the interviews: changed like any others, and never on disk."""

from datetime import datetime

import msgspec
import pytest

from kvip_tui.domain.base import Redone, Refusal, Undone
from kvip_tui.domain.day.changes import AddTime, EndBlock, NextBlock, SkipBlock
from kvip_tui.domain.history import Intent, Redo, Undo
from kvip_tui.domain.notes.vocabulary import (
    DeleteNote,
    EditNote,
    JoinNotes,
    MarkNote,
    MoveNote,
    PromoteImpression,
    RaiseNote,
    SplitNote,
)
from kvip_tui.domain.report.points import PromoteNotes
from kvip_tui.domain.state.plan import Privacy
from tests.sessions import TimedSession, interviewing

WORD = "hemmelig"


class Room(TimedSession):
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
    steps: list[Intent] = [
        EditNote(desk.id(f"{WORD} en"), f"{WORD} fire fem"),
        MarkNote(desk.id(f"{WORD} en"), said=False),
        MoveNote(desk.id(f"{WORD} en"), to=moved),
        MoveNote(desk.id(f"{WORD} en"), block="p"),
        SplitNote(desk.id(f"{WORD} en"), len(WORD) + 6),
        JoinNotes((desk.id(f"{WORD} en"), desk.id(f"{WORD} tre"))),
        DeleteNote(desk.id(f"{WORD} en")),
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
        assert desk.do(Undo(), "09:51") == (Undone(record=0),)
        assert desk.session.whispers == state
    for state in states[1:]:
        assert desk.do(Redo(), "09:52") == (Redone(record=0),)
        assert desk.session.whispers == state
    assert desk.keeper.records == kept
    assert WORD.encode() not in msgspec.json.encode(desk.keeper.records)


def test_their_undo_stands_in_line_with_the_journals() -> None:
    """What was done last is taken back first, wherever it is kept, and done again last."""
    desk = room("en")
    desk.do(AddTime(5), "09:45")
    desk.note("to", "09:46")
    added = desk.session.visit
    for whispers, same in ((1, True), (1, False), (0, False)):
        desk.do(Undo(), "09:47")
        assert (len(desk.whispers()), desk.session.visit == added) == (whispers, same)
    for whispers, same in ((1, False), (1, True), (2, True)):
        desk.do(Redo(), "09:48")
        assert (len(desk.whispers()), desk.session.visit == added) == (whispers, same)


def test_what_was_taken_back_is_gone_when_something_else_is_done() -> None:
    """In memory or in the journal."""
    desk = room("en")
    desk.do(Undo(), "09:45")
    desk.do(AddTime(5), "09:46")
    desk.do(Undo(), "09:47")
    desk.do(Redo(), "09:48")
    assert desk.whispers() == []
    assert desk.refused(Redo(), "09:49") == "redo.nothing"
    desk.note("to", "09:50")
    desk.do(Undo(), "09:51")
    desk.note("tre", "09:52")
    assert desk.refused(Redo(), "09:53") == "redo.nothing"


def test_what_is_in_memory_and_what_is_on_disk_are_never_joined() -> None:
    """Nor does one become the other: not raised, not lowered, not promoted, not moved."""
    desk = room("en")
    whisper = desk.id(WORD)
    desk.do(NextBlock(), "10:00")
    desk.note("teamets", "10:01")
    [stored] = desk.session.visit.notes
    assert desk.refused(JoinNotes((whisper, stored.id)), "10:02") == "note.mixed"
    assert desk.refused(RaiseNote(whisper), "10:02") == "note.not_stricter"
    assert desk.refused(PromoteImpression(whisper, "anne"), "10:02") == "note.not_impression"
    assert desk.refused(RaiseNote(stored.id, Privacy.INTERVIEW), "10:02") == "note.on_disk"
    assert desk.refused(MoveNote(stored.id, block="i1"), "10:02") == "note.on_disk"
    report = PromoteNotes((stored.id, whisper), "styrker")
    assert desk.refused(report, "10:02") == "report.interview"


def test_wiping_leaves_nothing_to_take_back() -> None:
    """Not what there was, not what had been deleted or undone."""
    desk = room("en", "to")
    desk.do(DeleteNote(desk.id(f"{WORD} en")), "09:45")
    desk.session.forget()
    assert desk.whispers() == []
    desk.do(Undo(), "09:46")
    assert desk.whispers() == []
    with pytest.raises(Refusal):
        desk.do(DeleteNote("minne.2"), "09:47")


def test_a_closing_meeting_that_is_skipped_wipes_as_one_that_ends() -> None:
    """What was the team's last before it is over; asked about first, and only where it is."""
    desk = room("en")
    desk.do(NextBlock(), "10:00")
    desk.session.careful = True
    desk.do(SkipBlock("slutt"), "10:05")
    assert desk.session.whispers
    desk.do(Undo(), "10:06")
    desk.do(EndBlock(), "10:15")
    assert desk.refused(SkipBlock("slutt"), "10:16") == "whispers.wiped"
    desk.do(SkipBlock("slutt"), "10:16")
    assert desk.session.whispers == ()

"""Whatever is done with notes, in whatever order: what always holds."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from kvip_tui.domain.base import Refusal
from kvip_tui.domain.history import Intent, Redo, Undo, replay
from kvip_tui.domain.notes.reading import strictest
from kvip_tui.domain.notes.vocabulary import (
    AddNote,
    DeleteNote,
    EditNote,
    JoinNotes,
    MoveNote,
    PromoteImpression,
    RaiseNote,
    SplitNote,
)
from kvip_tui.domain.state.plan import Privacy
from kvip_tui.domain.state.visit import Note
from kvip_tui.store import codec
from tests.domain.notes.pad import Pad, closing

Draw = Any
TEXTS = st.text(alphabet="ab #@\n\u202e\x1b[é", min_size=1, max_size=12)


@st.composite
def wishes(draw: Draw, notes: list[Note]) -> Intent:
    """Return something asked of some notes."""
    note = draw(st.sampled_from(notes)) if notes else None
    if note is None or draw(st.integers(0, 4)) == 0:
        return AddNote(draw(TEXTS), closing().at("13:20"), impression=draw(st.booleans()))
    kind = draw(st.integers(0, 8))
    return (
        EditNote(note.id, draw(TEXTS)),
        DeleteNote(note.id),
        MoveNote(note.id, block=draw(st.sampled_from(["plenum", "lunsj", "i1", "slutt"]))),
        MoveNote(note.id, to=closing().at(draw(st.sampled_from(["08:00", "09:30", "12:30"])))),
        SplitNote(note.id, draw(st.integers(0, 12)), machine=note.machine),
        JoinNotes((note.id, draw(st.sampled_from(notes)).id)),
        RaiseNote(note.id, draw(st.sampled_from([None, *Privacy]))),
        PromoteImpression(note.id, "anne"),
        draw(st.sampled_from([Undo(), Redo()])),
    )[kind]


def carried_out(built: Pad, intent: Intent) -> bool:
    """Carry out an intent, and return whether it was allowed."""
    try:
        built.do(intent, "13:30")
    except Refusal:
        return False
    return True


def check_step(intent: Intent, before: dict[str, Note], after: dict[str, Note]) -> None:
    """Check that no class went down, no text was lost, and nobody became an interview's."""
    for note_id, note in after.items():
        was = before.get(note_id)
        if was is None or isinstance(intent, Undo | Redo):
            continue
        promoted = isinstance(intent, PromoteImpression)
        assert promoted or strictest(note.privacy, was.privacy) is note.privacy
        assert {version.text for version in was.versions} <= {v.text for v in note.versions}
    assert all(note.privacy is not Privacy.INTERVIEW for note in after.values())


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_whatever_is_done_no_class_goes_down_and_nothing_is_lost(data: st.DataObject) -> None:
    """Ids stay unique, what is written is clean, and a replay of the journal is the same visit."""
    built = closing()
    for _step in range(data.draw(st.integers(1, 12))):
        before = {note.id: note for note in built.visit.notes}
        intent = data.draw(wishes(list(built.visit.notes)))
        if carried_out(built, intent):
            notes = {note.id: note for note in built.visit.notes}
            assert len(notes) == len(built.visit.notes)
            check_step(intent, before, notes)
    assert not any(sign in note.text for note in built.visit.notes for sign in "\x1b\u202e")
    lines = [codec.encode(record) for record in built.records]
    assert replay(codec.decode(line[:-1]) for line in lines).visit == built.visit

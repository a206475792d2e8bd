"""A note that is changed in the pad: its text anew, or the place where it is cut in two."""

from collections.abc import Callable, Sequence
from datetime import datetime

from kvip_tui.domain.history import Intent
from kvip_tui.domain.notes.vocabulary import EditNote, SplitNote
from kvip_tui.domain.state.plan import Privacy
from kvip_tui.domain.state.visit import Note, Visit
from kvip_tui.i18n import _
from kvip_tui.session import Session
from kvip_tui.ui.day.widgets.notes import NoteLine


class PadEdit(NoteLine):
    """Where a stored note is changed: Enter does it, Escape leaves the note as it was."""

    def __init__(self, words: Callable[[], Sequence[str]]) -> None:
        super().__init__("pad-edit", words)
        self.display = False
        self.note: Note | None = None
        self._cut = False

    def change(self, note: Note, *, cut: bool) -> None:
        """Let a note be changed, or cut in two."""
        self.note, self._cut = note, cut
        self.read_only = cut
        self.restore(note.text, note.typed_at)
        self.said = note.said
        self.least = note.privacy
        self.secret = note.privacy is Privacy.INTERVIEW
        self.display = True

    def close(self) -> None:
        """Be out of sight, with nothing of the note left."""
        # Not removed: Textual may draw once more what is being removed, and no text area can be.
        self.display, self.note = False, None
        super().empty()

    @property
    def hint(self) -> str:
        """Which keys do what here."""
        if self._cut:
            return _("Sett markøren der det andre notatet begynner · Enter deler · Esc angrer")
        return _("Enter lagrer · Ctrl+J ny linje · Esc lar notatet stå som det var")

    @property
    def unchanged(self) -> bool:
        """Whether there is nothing to be stored."""
        return self.note is None or (not self._cut and self.text == self.note.text)

    def began(self, now: datetime) -> None:
        """Leave the stamp: it is of when the note was begun."""

    def privacy(self, visit: Visit, now: datetime) -> Privacy:
        """Return the class of the note."""
        return self.note.privacy if self.note else super().privacy(visit, now)

    def wish(self, now: datetime, because: str = "") -> Intent:
        """Return what is asked for: another text, or two notes."""
        if self.note is None:
            return super().wish(now, because)
        if self._cut:
            row, column = self.cursor_location
            place = column + sum(len(line) + 1 for line in self.note.text.split("\n")[:row])
            return SplitNote(note=self.note.id, place=place)
        return EditNote(note=self.note.id, text=self.text, because=because)

    def guard(self, session: Session) -> None:
        """Be done where an interview's note has been wiped from memory."""
        changed = self.note
        if changed and self.secret and all(note.id != changed.id for note in session.whispers):
            self.empty()

    def empty(self) -> None:
        """Be done: the note is stored."""
        self.post_message(self.Left(self))

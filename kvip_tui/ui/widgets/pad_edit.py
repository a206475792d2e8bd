"""A note that is changed in the pad: its text anew, or the place where it is cut in two."""

from collections.abc import Callable, Sequence
from datetime import datetime

from msgspec.structs import replace

from kvip_tui.domain import intents as it
from kvip_tui.domain import note_intents as ni
from kvip_tui.domain.plan import Privacy
from kvip_tui.domain.visit import Note, Visit
from kvip_tui.i18n import _
from kvip_tui.session import Session
from kvip_tui.ui.widgets.notes import NoteLine


class PadEdit(NoteLine):
    """Where a stored note is changed: Enter does it, Escape leaves the note as it was."""

    def __init__(self, note: Note, words: Callable[[], Sequence[str]], *, cut: bool) -> None:
        super().__init__("pad-edit", words)
        self.note, self._cut = note, cut
        self.read_only = cut
        self.restore(note.text, note.typed_at)
        self.said = note.said
        self.least = note.privacy
        self.secret = note.privacy is Privacy.INTERVIEW

    @property
    def hint(self) -> str:
        """Which keys do what here."""
        if self._cut:
            return _("Sett markøren der det andre notatet begynner · Enter deler · Esc angrer")
        return _("Enter lagrer · Ctrl+J ny linje · Esc lar notatet stå som det var")

    @property
    def unchanged(self) -> bool:
        """Whether there is nothing to be stored."""
        return not self._cut and self.text == self.note.text

    def began(self, now: datetime) -> None:
        """Leave the stamp: it is of when the note was begun."""

    def privacy(self, visit: Visit, now: datetime) -> Privacy:
        """Return the class of the note."""
        del visit, now
        return self.note.privacy

    def wish(self, now: datetime, because: str = "") -> it.Intent:
        """Return what is asked for: another text, or two notes."""
        del now
        if self._cut:
            row, column = self.cursor_location
            place = column + sum(len(line) + 1 for line in self.note.text.split("\n")[:row])
            return ni.SplitNote(note=self.note.id, place=place)
        return ni.EditNote(note=self.note.id, text=self.text, because=because)

    def guard(self, session: Session) -> None:
        """Be done where an interview's note has been wiped from memory."""
        if self.secret and all(note.id != self.note.id for note in session.whispers):
            self.empty()

    def let_go(self) -> None:
        """Keep no text: the app holds on to a text area that has been removed."""
        self.note = replace(self.note, text="", earlier=())
        self.text = ""

    def empty(self) -> None:
        """Be done: the note is stored."""
        super().empty()
        self.post_message(self.Left(self))

"""Sees to it that what is being typed survives a crash."""

from collections.abc import Iterable
from datetime import datetime

from kvip_tui.session import Session
from kvip_tui.store.drafts.note import Draft, Typed
from kvip_tui.ui.day.widgets.notes import NoteLine


class NoteKeeper:
    """Saves the text of the note line beside the journal, at most once a second.

    What is typed during an interview is never saved: it lives in memory only (DESIGN 5).

    Attributes:
        line: Where new notes are typed.
    """

    def __init__(self, session: Session, draft: Draft, line: NoteLine) -> None:
        self._session = session
        self._draft = draft
        self.line = line
        self._saved: Typed | None = None

    def restore(self) -> datetime | None:
        """Put back the text of a session that ended in the middle; returns when it was begun."""
        if self.line.text or not self._session.writer:
            return None
        found = self._draft.load()
        if found is None:
            return None
        self.line.restore(found.text, found.typed_at)
        self.line.said, self.line.impression = found.said, found.impression
        self.line.least = found.least
        self._saved = found
        return found.typed_at

    def save(self, lines: Iterable[NoteLine]) -> None:
        """Save what is typed in a line, where it has changed since it was last saved.

        A note that is being changed has its old text in the journal, so a new one comes first.
        """
        written = (self.line, *(line for line in lines if line is not self.line))
        typed = next(filter(None, map(_typed, written)), None)
        if typed == self._saved or not self._session.writer:
            return
        if typed is None:
            self._draft.clear()
        else:
            self._draft.save(typed)
        self._saved = typed


def _typed(line: NoteLine) -> Typed | None:
    """Return what would be lost of a line, None for nothing that may be saved."""
    if line.unchanged or line.read_only or line.typed_at is None or line.secret:
        return None
    return Typed(line.text, line.typed_at, line.said, line.impression, line.least)

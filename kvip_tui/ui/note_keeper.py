"""Sees to it that what is being typed survives a crash."""

from datetime import datetime

from kvip_tui.session import Session
from kvip_tui.store.draft import Draft, Typed
from kvip_tui.ui.widgets.notes import NoteLine


class NoteKeeper:
    """Saves the text of the note line beside the journal, at most once a second.

    What is typed during an interview is never saved: it lives in memory only (DESIGN 5).
    """

    def __init__(self, session: Session, draft: Draft, line: NoteLine) -> None:
        self._session = session
        self._draft = draft
        self._line = line
        self._saved: Typed | None = None

    def restore(self) -> datetime | None:
        """Put back the text of a session that ended in the middle; returns when it was begun."""
        if self._line.text or not self._session.writer:
            return None
        found = self._draft.load()
        if found is None:
            return None
        self._line.restore(found.text, found.typed_at)
        self._line.said, self._line.impression = found.said, found.impression
        self._saved = found
        return found.typed_at

    def save(self) -> None:
        """Save the text where it has changed since it was last saved."""
        typed = self._typed()
        if typed == self._saved or not self._session.writer:
            return
        if typed is None:
            self._draft.clear()
        else:
            self._draft.save(typed)
        self._saved = typed

    def _typed(self) -> Typed | None:
        """Return what would be lost, None for nothing that may be saved."""
        line = self._line
        if line.unchanged or line.typed_at is None or line.secret:
            return None
        return Typed(line.text, line.typed_at, line.said, line.impression)

"""Sees to it that what is being typed survives a crash."""

from datetime import datetime

from kvip_tui.domain.notes import privacy_at
from kvip_tui.domain.plan import Privacy
from kvip_tui.session import Session
from kvip_tui.store.draft import Draft
from kvip_tui.ui.widgets.notes import NoteLine


class NoteKeeper:
    """Saves the text of the note line beside the journal, at most once a second.

    What is typed during an interview is never saved: it lives in memory only (DESIGN 5).
    """

    def __init__(self, session: Session, draft: Draft, line: NoteLine) -> None:
        self._session = session
        self._draft = draft
        self._line = line
        self._saved = ""

    def restore(self) -> datetime | None:
        """Put back the text of a session that ended in the middle; returns when it was begun."""
        if self._line.text or not self._session.writer:
            return None
        found = self._draft.load()
        if found is None:
            return None
        text, typed_at = found
        self._line.restore(text, typed_at)
        self._saved = text
        return typed_at

    def _guard(self) -> None:
        """Remember that a text is an interview's, and wipe it with the interviews' notes."""
        line, visit = self._line, self._session.visit
        if line.typed_at is not None and privacy_at(visit, line.typed_at) is Privacy.INTERVIEW:
            line.secret = True
        if line.secret and self._session.closed:
            line.empty()

    def save(self) -> None:
        """Save the text where it has changed since it was last saved."""
        self._guard()
        text, typed_at = self._line.text, self._line.typed_at
        if text == self._saved or not self._session.writer:
            return
        if not text.strip() or typed_at is None or self._line.secret:
            self._draft.clear()
        else:
            self._draft.save(text, typed_at)
        self._saved = text

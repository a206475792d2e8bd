"""Texts of notes that are not stored and not in the line: stopped ones, and unfinished ones."""

from collections.abc import Iterable
from typing import NamedTuple

from msgspec import structs

from kvip_tui.domain.notes.reading import strictest
from kvip_tui.domain.notes.vocabulary import AddNote
from kvip_tui.domain.privacy.check import Finding
from kvip_tui.domain.state.plan import Privacy
from kvip_tui.session import Session
from kvip_tui.store.drafts.note import Draft, Typed, with_aside


class Unstored(NamedTuple):
    """A text that waits beside the line: what it would be stored as, and what stops it.

    ``secret``: it is an interview's, which is in memory only.
    """

    typed: Typed
    secret: bool = False
    stops: tuple[Finding, ...] = ()

    def taken_up(self, session: Session) -> Typed:
        """Return the text as it is stored now.

        Where an interview has run since, nobody wrote on it in there: it is the team's, of now.
        """
        typed = self.typed
        if self.secret or session.interviewing:
            return typed
        if session.privacy_at(typed.typed_at) is not Privacy.INTERVIEW:
            return typed
        least = strictest(typed.least, Privacy.TEAM)
        return structs.replace(typed, typed_at=session.now(), least=least)


def intent_of(typed: Typed, *, secret: bool, because: str = "") -> AddNote:
    """Return what is asked for when a text is to be stored as a new note."""
    return AddNote(
        text=typed.text,
        typed_at=typed.typed_at,
        said=typed.said and not typed.impression,
        interview=secret,
        impression=typed.impression,
        because=because,
        least=typed.least,
    )


class SetAside:
    """Keeps those texts, the newest on top; none leaves but stored, fetched or thrown away."""

    def __init__(self) -> None:
        self._texts: list[Unstored] = []

    def __len__(self) -> int:
        return len(self._texts)

    @property
    def top(self) -> Unstored | None:
        """The text that the keys are about, or None."""
        return self._texts[-1] if self._texts else None

    @property
    def secrets(self) -> int:
        """How many of them are interviews'."""
        return sum(one.secret for one in self._texts)

    @property
    def savable(self) -> tuple[Typed, ...]:
        """Those that may be on disk, the oldest first."""
        return tuple(one.typed for one in self._texts if not one.secret)

    def put(self, text: Unstored) -> None:
        """Keep a text."""
        self._texts.append(text)

    def take(self) -> Unstored | None:
        """Return the text on top, which is no longer kept here."""
        return self._texts.pop() if self._texts else None

    def wipe(self) -> None:
        """Let go of the texts of interviews."""
        self._texts = [one for one in self._texts if not one.secret]


class DraftKeeper:
    """Saves what is typed and not stored beside the journal, at most once a second.

    What is typed during an interview is never saved: it lives in memory only (DESIGN 5).
    """

    def __init__(self, session: Session, draft: Draft, aside: SetAside) -> None:
        self._session = session
        self._draft = draft
        self._aside = aside
        self._saved: Typed | None = None

    def restore(self) -> bool:
        """Set aside what a window that ended was writing; returns whether there was anything."""
        found = self._draft.load() if self._session.writer else None
        if found is None:
            return False
        before = len(self._aside)
        for typed in (*found.aside, found.alone):
            if typed.text.strip():
                self._aside.put(Unstored(typed))
        self._saved = found
        return len(self._aside) > before

    def save(self, lines: Iterable[Typed | None]) -> None:
        """Save what is typed in the first of some lines, and what is set aside, where it is new.

        A note that is being changed has its old text in the journal, so a new one comes first.
        """
        typed = with_aside(next(filter(None, lines), None), self._aside.savable)
        if typed == self._saved or not self._session.writer:
            return
        if typed is None:
            self._draft.clear()
        else:
            self._draft.save(typed)
        self._saved = typed

"""Carries out what the words about notes ask of the session: to store, and to answer the check."""

import re

from msgspec.structs import replace

from kvip_tui.commands.base import Answer, Now
from kvip_tui.domain.base import Refusal
from kvip_tui.domain.day.timeline import current_day
from kvip_tui.domain.history import Intent
from kvip_tui.domain.names import Names
from kvip_tui.domain.notes.balance import balance
from kvip_tui.domain.notes.vocabulary import AddNote, EditNote, JoinNotes
from kvip_tui.domain.state.visit import Note
from kvip_tui.i18n import _, ngettext
from kvip_tui.session import Session
from kvip_tui.texts import formats
from kvip_tui.texts import notes as texts_notes

_BECAUSE = re.compile(r"fordi\s+(.+)", re.IGNORECASE | re.DOTALL)


def stopped(now: Now) -> bool:
    """Return whether a text stands in its line because the privacy check stopped it."""
    return now.stopped


def held(now: Now) -> bool:
    """Return whether there is a text that the privacy check stopped."""
    return now.stopped or now.session.held is not None


def names(session: Session) -> Names:
    """Return what words can name at the moment, the interviews' notes too."""
    return Names(session.visit, session.now(), session.chosen, session.whispers)


def named(session: Session, text: str) -> Note:
    """Return the note that words name by its number or id.

    Raises:
        Refusal: There is none.
    """
    known = names(session)
    note_id = known.note(text)
    return next(note for note in known.notes if note.id == note_id)


def written(*, said: bool = True, impression: bool = False) -> Answer:
    """Return the maker of «notat TEKST», «tanke TEKST» or «inntrykk TEKST», begun this moment."""
    return lambda session, text: AddNote(
        text=text, typed_at=session.now(), said=said, impression=impression
    )


def kept(session: Session, text: str) -> Intent:
    """Make «behold fordi …» of the text that the privacy check stopped."""
    match session.held:
        case AddNote() | EditNote() | JoinNotes():
            found = _BECAUSE.fullmatch(text)
            if found is None:
                raise Refusal("line.missing", word="behold", takes=_("fordi …"))
            return replace(session.held, because=found[1])
        case _:
            raise Refusal("privacy.nothing")


def cleared(session: Session, text: str) -> Intent:
    """Make «fjern funn» of the text that the privacy check stopped."""
    from kvip_tui.privacy_check import removed  # noqa: PLC0415 - 5 ms before the first picture

    match session.held:
        case AddNote() | EditNote():
            roster = [person.name for person in session.visit.people]
            left = removed(session.held.text, roster)
            if not left:
                raise Refusal("privacy.all")
            return replace(session.held, text=left)
        case JoinNotes():
            raise Refusal("privacy.in_notes")
        case _:
            raise Refusal("privacy.nothing")


def wiped(session: Session, text: str) -> str:
    """Wipe the interviews' notes from memory at once, and say how many they were."""
    count = len(session.whispers)
    session.forget()
    text = ngettext(
        "{count} notat fra intervjuene er visket ut",
        "{count} notater fra intervjuene er visket ut",
        count,
    )
    return text.format(count=count)


def versions(session: Session, text: str) -> str:
    """Return the texts that a note has had, the oldest first, with who wrote them and when."""
    note, zone = named(session, text), session.visit.plan.timezone
    return "\n".join(texts_notes.version(version, zone) for version in note.versions)


def balanced(session: Session, text: str) -> str:
    """Return what the notes are about so far, in one line."""
    return texts_notes.balance(balance(session.visit))


def found(session: Session, text: str) -> str:
    """Look at the day of a note, and return in which block and when it was written."""
    note, visit = named(session, text), session.visit
    day = next(filter(None, map(visit.day_of, note.blocks)), current_day(visit, note.typed_at))
    session.choose_day(day.id)
    titles = [block.title for block in map(visit.block, note.blocks) if block]
    return _("Notat {number}: {clock}, {blocks}").format(
        number=note.number,
        clock=formats.clock(note.typed_at, visit.plan.timezone),
        blocks=", ".join(titles) or _("utenom blokkene"),
    )

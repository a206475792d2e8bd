"""Carries out what is asked for, in words or by a key, and says in a line what happened."""

from kvip_tui.commands.arguments import names
from kvip_tui.commands.base import Command
from kvip_tui.domain.base import Events, Redone, Refusal, Undone
from kvip_tui.domain.day.changes import NextBlock
from kvip_tui.domain.day.timeline import current_day, day_view
from kvip_tui.domain.history import Intent, Redo, Undo, next_undone
from kvip_tui.domain.notes.vocabulary import NoteAdded, NoteEdited, NotesJoined
from kvip_tui.i18n import _
from kvip_tui.session import Session
from kvip_tui.texts import checks as texts_checks
from kvip_tui.texts import guests as texts_guests
from kvip_tui.texts import said as texts

# What is said of an interview's note taken back and done again, of which there is no record.
IN_MEMORY = ((Undone(record=0),), (Redone(record=0),))


def carry_out(session: Session, command: Command, rest: str) -> str:
    """Carry out a command on the session and return what happened, in a line.

    Raises:
        Refusal: The words name nothing, or the rules do not allow it.
        UserError: What happened could not be kept; nothing has changed.
    """
    if command.answer is not None:
        asked = command.answer(session, rest)
    elif command.make is not None:
        asked = command.make(names(session), rest)
    else:
        raise Refusal("line.unknown", word=command.word or command.id)
    return asked if isinstance(asked, str) else answer(session, asked)


def answer(session: Session, intent: Intent, *, firm: bool = False) -> str:
    """Carry out an intent and return what happened, in a line; *firm* as `Session.do` has it.

    Raises:
        Refusal: The rules do not allow it.
        UserError: What happened could not be kept; nothing has changed.
    """
    history = session.history
    last = next_undone(history)
    undone = history.undone[-1].events if history.undone else ()
    before = session.visit
    events = session.do(intent, firm=firm)
    happened = texts.happened(before, events)
    if session.book is not None and (trouble := session.book.take_notice()):
        happened = f"{happened} · {trouble}"
    match intent:
        case Undo() | Redo() if events in IN_MEMORY:
            return happened
        case Undo():
            return _("Angret: {what}").format(
                what=texts.happened(history.visit, last.events if last else ())
            )
        case Redo():
            return _("Gjort om: {what}").format(what=texts.happened(session.visit, undone))
        case _:
            seen = _looked_at(session, events)
            waits = _waits(session, intent, events)
            said = (texts_checks.asked_why(events), happened, waits, seen)
            return " · ".join(filter(None, said))


def _waits(session: Session, intent: Intent, events: Events) -> str:
    """Return what «Neste» waits for, where it ended what ran and began nothing; '' else."""
    visit, now = session.visit, session.now()
    if not isinstance(intent, NextBlock):
        return ""
    day = day_view(visit, current_day(visit, now), now)
    return texts_guests.waited_for(visit, events, day)


def _looked_at(session: Session, events: Events) -> str:
    """Return what is to be looked at in a note that was stored, by its short names; '' nothing."""
    texts = [
        event.text if isinstance(event, NoteAdded) else event.written.text
        for event in events
        if isinstance(event, NoteAdded | NoteEdited | NotesJoined)
    ]
    if not texts:
        return ""
    from kvip_tui import privacy_check as check  # noqa: PLC0415 - 5 ms before the first picture

    ours = check.names(session.visit), check.own(session.visit)
    titles = [check.title(one) for text in texts for one in check.look(text, *ours)]
    if not titles:
        return ""
    return _("se på: {titles}").format(titles=", ".join(dict.fromkeys(titles)))

"""The notes in plain text: a line each, with the number by which it is changed."""

from collections.abc import Iterator

from kvip_tui.domain.notes.numbers import Numbers, numbers
from kvip_tui.domain.notes.search import NoteSearch, note_filter
from kvip_tui.domain.notes.unsaid import count_unsaid, unsaid
from kvip_tui.domain.people.speaker import words_said
from kvip_tui.domain.state.visit import Note, Telling, Visit
from kvip_tui.i18n import _, ngettext
from kvip_tui.session import Session
from kvip_tui.texts import floor as texts_floor
from kvip_tui.texts import formats
from kvip_tui.texts import notes as texts_notes
from kvip_tui.texts import said as texts


def plain_notes(session: Session, wanted: str, *, secret: bool) -> list[str]:
    """Return the notes that fit a filter by when their typing began, with how many there are.

    The interviews' notes are among them only where *secret* says that nobody but the people at
    this terminal will read the lines: what is written here may end in a file.
    """
    visit = session.visit
    notes = [*visit.notes, *(session.whispers if secret else ())]
    notes.sort(key=lambda note: (note.typed_at, note.n, note.part))
    found = NoteSearch().found(visit, notes, note_filter(visit, wanted))
    count = ngettext("{found} av {total} notat", "{found} av {total} notater", len(notes))
    called = numbers(visit, session.history.machine)
    lines = [_line(note, visit, called) for note in found]
    return [*lines, count.format(found=len(found), total=len(notes)), *_withheld(session, secret)]


def _withheld(session: Session, secret: bool) -> Iterator[str]:
    hidden = 0 if secret else len(session.whispers)
    if hidden:
        text = ngettext(
            "{count} intervjunotat vises bare i et terminalvindu",
            "{count} intervjunotater vises bare i et terminalvindu",
            hidden,
        )
        yield text.format(count=hidden)


def _line(note: Note, visit: Visit, called: Numbers) -> str:
    text = " / ".join(words_said(note.text, visit.people).split("\n"))
    if note.holder is not None:
        named = _("{name}: {text}")
        text = named.format(name=texts_floor.name(visit, note.holder), text=text)
    if not note.said:
        text = _("{text} (egen tanke)").format(text=text)
    if note.edited_at is not None:
        text = _("{text} (endret)").format(text=text)
    return _("{number} {clock} {letter} {text}").format(
        number=called.of(note),
        clock=formats.clock(note.typed_at, visit.plan.timezone),
        letter=texts.privacy(note.privacy)[0],
        text=text,
    )


def plain_unsaid(session: Session) -> Iterator[str]:
    """Yield what the host has not heard under the report's headings, and how much that is."""
    visit = session.visit
    called = numbers(visit, session.history.machine)
    for one in unsaid(visit):
        yield f"{texts_notes.heading(one)}:"
        for note in one.notes:
            line = _line(note, visit, called)
            is_next = note.telling is Telling.NEXT
            yield _("{text} (neste å si)").format(text=line) if is_next else line
    yield texts_notes.not_said(count_unsaid(visit)) or _("Alt som er notert, er sagt til verten.")

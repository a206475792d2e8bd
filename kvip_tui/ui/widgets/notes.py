"""The notes that were written, and the line in which the next one is."""

from dataclasses import dataclass
from datetime import datetime

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import TextArea

from kvip_tui import formats, texts
from kvip_tui.domain.visit import Note
from kvip_tui.i18n import _
from kvip_tui.texts_floor import first_name
from kvip_tui.ui.glance import Glance
from kvip_tui.ui.widgets.details import wrapped
from kvip_tui.ui.widgets.lines import Lines

SHOWN = 300


class NotesTail(Lines):
    """Shows the latest notes, a row each."""

    def __init__(self, rows: int) -> None:
        super().__init__(id="notes-tail")
        self._most = rows

    def show_glance(self, glance: Glance, whispers: tuple[Note, ...]) -> None:
        """Show the latest notes, those of the interviews too."""
        latest = [*glance.visit.notes[-self._most :], *whispers[-self._most :]]
        latest.sort(key=lambda note: note.typed_at)
        rows = [note_row(note, glance) for note in latest[-self._most :]]
        self.show([Content("")] * (self._most - len(rows)) + rows)


class NotesPanel(VerticalScroll, can_focus=False):
    """Shows all notes, the latest last."""

    def __init__(self) -> None:
        super().__init__(id="notes")

    def compose(self) -> ComposeResult:
        """Lay out the rows."""
        yield Lines(id="note-rows")

    def show_glance(self, glance: Glance, whispers: tuple[Note, ...]) -> None:
        """Show the notes that there are, each whole."""
        latest = sorted([*glance.visit.notes[-SHOWN:], *whispers], key=lambda note: note.typed_at)
        lines = self.query_one(Lines)
        width = max(20, self.scrollable_content_region.width)
        before = len(lines.rows)
        lines.show(
            [row for note in latest for row in note_rows(note, glance, width)]
            or [Content.styled(_("Ingen notater ennå. Trykk Enter og skriv."), "$text-muted")]
        )
        if len(lines.rows) != before:
            self.scroll_end(animate=False)

    def clear(self) -> None:
        """Show nothing: what is wiped from memory must not stand on out of sight."""
        self.query_one(Lines).show([])


def note_rows(note: Note, glance: Glance, width: int) -> list[Content]:
    """Return a note in as many rows as it needs, those after the first indented."""
    stamp, text = _parts(note, glance)
    first, *rest = wrapped(text, max(10, width - stamp.cell_length), "", "")
    indent = Content(" " * stamp.cell_length)
    return [stamp.append(first), *(indent.append(line) for line in rest)]


def note_row(note: Note, glance: Glance) -> Content:
    """Return a note in one row: its time, who had the floor, and its text."""
    stamp, text = _parts(note, glance)
    return stamp.append(text)


def _parts(note: Note, glance: Glance) -> tuple[Content, str]:
    """Return the time and class of a note, and who had the floor with what was written."""
    holder = glance.visit.person(note.holder)
    text = " ".join(note.text.split())
    if holder is not None:
        text = _("{name}: {text}").format(name=first_name(holder), text=text)
    if not note.said:
        text = _("{text} (egen tanke)").format(text=text)
    letter = texts.privacy(note.privacy)[0]
    stamp = Content.assemble(
        (f" {formats.clock(note.typed_at, glance.zone)} ", "$text-muted"),
        (f"{letter} " if letter != "P" else "", "$text-warning"),
    )
    return stamp, text


class NoteLine(TextArea):
    """Where a note is typed: Enter stores it, Ctrl+J breaks the line, Escape leaves it standing."""

    BINDINGS = [
        Binding("enter", "store", show=False, priority=True),
        Binding("ctrl+j", "break_line", show=False, priority=True),
        Binding("escape", "leave", show=False, priority=True),
    ]

    @dataclass
    class Stored(Message):
        """A text is ready to be stored; empty where there was nothing to store."""

        text: str
        typed_at: datetime | None

    @dataclass
    class Left(Message):
        """The line was left without storing."""

    def __init__(self) -> None:
        super().__init__(
            id="note-line",
            compact=True,
            soft_wrap=True,
            tab_behavior="focus",
            show_line_numbers=False,
            placeholder=_("skriv notat …"),
        )
        self.cursor_blink = False
        self.typed_at: datetime | None = None
        self.secret = False

    def began(self, now: datetime) -> None:
        """Remember when the typing of this text began; an emptied line begins anew."""
        if not self.text:
            self.typed_at = None
        elif self.typed_at is None:
            self.typed_at = now

    def restore(self, text: str, typed_at: datetime) -> None:
        """Put back a text that was being typed when the program ended."""
        self.typed_at = typed_at
        self.text = text
        self.move_cursor(self.document.end)

    def empty(self) -> None:
        """Make room for the next note."""
        self.text = ""
        self.typed_at = None
        self.secret = False

    def action_store(self) -> None:
        """Hand the text over; it stays in the line until it is safely kept."""
        self.post_message(self.Stored(self.text, self.typed_at))

    def action_break_line(self) -> None:
        """Begin a new line within the note."""
        self.insert("\n")

    def action_leave(self) -> None:
        """Give the keys back to the day; the text stays."""
        self.post_message(self.Left())

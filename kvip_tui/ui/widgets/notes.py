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
from kvip_tui.ui.glance import Glance
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
        """Show the notes that there are."""
        latest = sorted([*glance.visit.notes[-SHOWN:], *whispers], key=lambda note: note.typed_at)
        lines = self.query_one(Lines)
        before = len(lines.rows)
        lines.show(
            [note_row(note, glance) for note in latest]
            or [Content.styled(_("Ingen notater ennå. Trykk Enter og skriv."), "$text-muted")]
        )
        if len(lines.rows) != before:
            self.scroll_end(animate=False)


def note_row(note: Note, glance: Glance) -> Content:
    """Return a note in one row: its time, who had the floor, and its text."""
    holder = glance.visit.person(note.holder)
    text = " ".join(note.text.split("\n"))
    quoted = _("{name}: {text}").format(name=holder.name.split()[0], text=text) if holder else text
    thought = "" if note.said else _(" (egen tanke)")
    letter = texts.privacy(note.privacy)[0]
    return Content.assemble(
        (f" {formats.clock(note.typed_at, glance.zone)} ", "$text-muted"),
        (f"{letter} " if letter != "P" else "", "$text-warning"),
        quoted,
        (thought, "$text-muted"),
    )


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

    def action_store(self) -> None:
        """Hand the text over; it stays in the line until it is safely kept."""
        self.post_message(self.Stored(self.text, self.typed_at))

    def action_break_line(self) -> None:
        """Begin a new line within the note."""
        self.insert("\n")

    def action_leave(self) -> None:
        """Give the keys back to the day; the text stays."""
        self.post_message(self.Left())

"""The list of the pad: of ten thousand notes only the rows on the screen are drawn."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from kvip_tui.commands.base import Bar, Command
from kvip_tui.commands.notes import EDIT_NOTE
from kvip_tui.commands.table import BY_ID, keys_in_bar
from kvip_tui.domain.state.visit import Note
from kvip_tui.ui.day.widgets.notes.rows import NOTHING, Around, list_row

# Single letters among them, which mean this only while the list has the focus.
KEYS = keys_in_bar(Bar.NOTES)
_MOVES = {"up": -1, "down": 1, "home": -(10**9), "end": 10**9}
_PAGES = {"pageup": -1, "pagedown": 1}
# What tells a note from every other, the number first, which is quicker to compare.
Name = tuple[int, str]


def _bindings() -> list[BindingType]:
    found = [Binding(key, f"ask('{command.id}')", show=False) for key, command in KEYS.items()]
    moves = [Binding(key, f"move({step})", show=False) for key, step in _MOVES.items()]
    pages = [Binding(key, f"turn({n})", show=False) for key, n in _PAGES.items()]
    return [*found, *moves, *pages]


class PadList(ScrollView, can_focus=True):
    """Shows notes, a row each, and one of them as chosen."""

    DEFAULT_CSS = """
    PadList { height: 1fr; overflow-x: hidden; scrollbar-size-vertical: 1; }
    """
    BINDINGS = _bindings()

    @dataclass
    class Chosen(Message):
        """Another note was chosen."""

    @dataclass
    class Asked(Message):
        """Something is to be done with the note chosen."""

        command: Command

    def __init__(self) -> None:
        super().__init__(id="pad-list")
        self._notes: Sequence[Note] = ()
        self._around = NOTHING
        self._at = 0
        self._missed: Name | None = None

    @property
    def chosen(self) -> Note | None:
        """The note that is chosen, None where there is none."""
        return self._notes[self._at] if self._notes else None

    @property
    def next(self) -> Note | None:
        """The note after the chosen one, or None."""
        return self._notes[self._at + 1] if self._at + 1 < len(self._notes) else None

    def show_notes(self, notes: Sequence[Note], known: Around) -> None:
        """Show notes; what was chosen stays so, or else the place; of new ones it is the last.

        What was chosen when it went, as a deleted note does, is chosen again if it comes back.
        """
        before = _name(self.chosen)
        here, back = _place(notes, before), _place(notes, self._missed)
        if back is not None:
            self._at, self._missed = back, None
        elif here is not None or before is None:
            self._at = len(notes) - 1 if here is None else here
        else:
            if notes and self._missed is None:
                self._missed = before
            self._at = max(0, min(self._at, len(notes) - 1))
        self._notes, self._around = notes, known
        self.virtual_size = Size(self.size.width, len(notes))
        self.refresh()
        self.call_after_refresh(self._show_chosen)

    def choose(self, at: int) -> None:
        """Choose the note in a row, the nearest one where there is no such row."""
        self._missed = None
        at = max(0, min(at, len(self._notes) - 1))
        if at != self._at and self._notes:
            before, self._at = self._at, at
            self.refresh_lines(before, 1)
            self.refresh_lines(at, 1)
            self.post_message(self.Chosen())
        self._show_chosen()

    def _show_chosen(self) -> None:
        self.scroll_to_region(Region(0, self._at, 1, 1), animate=False, force=True)

    def action_move(self, step: int) -> None:
        """Choose another note, so many rows down."""
        self.choose(self._at + step)

    def action_turn(self, pages: int) -> None:
        """Choose a note a page away."""
        self.choose(self._at + pages * max(1, self.size.height - 1))

    def action_ask(self, command: str) -> None:
        """Ask for something to be done with the note chosen: what a command is called."""
        self.post_message(self.Asked(BY_ID[command]))

    def on_click(self, event: events.Click) -> None:
        """Choose the note that was clicked; a second click changes it."""
        at = self.scroll_offset.y + event.y
        if at < len(self._notes):
            self.choose(at)
            if event.chain > 1:
                self.post_message(self.Asked(EDIT_NOTE))

    def render_line(self, y: int) -> Strip:
        """Return one row of the screen."""
        at, width = self.scroll_offset.y + y, self.scrollable_content_region.width
        if at >= len(self._notes) or width <= 2:
            return Strip.blank(self.size.width, self.visual_style.rich_style)
        chosen = at == self._at
        row = list_row(self._notes[at], self._around, width - 2)
        drawn = Content.assemble((">" if chosen else " ", "bold $text-accent"), " ", row)
        drawn = drawn.stylize("reverse") if chosen and self.has_focus else drawn
        return Visual.to_strips(self, drawn, width, 1, self.visual_style, pad=True)[0]


def _name(note: Note | None) -> Name | None:
    return (note.n, note.id) if note else None


def _place(notes: Sequence[Note], wanted: Name | None) -> int | None:
    """Return where a note stands, changed or not, or None."""
    if wanted is None:
        return None
    n, note_id = wanted
    return next((i for i, note in enumerate(notes) if note.n == n and note.id == note_id), None)

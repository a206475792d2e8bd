"""A list in a panel that is worked in by cursor, number or mouse, without any focus."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from textual import on
from textual.content import Content
from textual.geometry import Region
from textual.widget import Widget

from kvip_tui.domain.history import Intent
from kvip_tui.ui.day.widgets.command_line import CommandLine
from kvip_tui.ui.panels.base import Cover
from kvip_tui.ui.widgets.details import wrapped
from kvip_tui.ui.widgets.lines import Lines, sides

# How many entries have a number to be picked by.
NUMBERED = 9
DIGITS = "123456789"
# The commands whose keys such a list reads itself: Enter and Space.
LIST_KEYS = frozenset({"enter", "space"})


@dataclass(frozen=True)
class Opening:
    """What an entry does that needs words of one's own: it opens the command line with these."""

    beginning: str


@dataclass(frozen=True)
class Folding:
    """What the heading of a folded part of the list does: it shows or hides that part."""

    part: str


Act = Intent | Opening | Folding


@dataclass(frozen=True)
class Entry:
    """An entry: its text, what it is told apart by, and what picking it does, None for nothing.

    ``aside`` stands at the right where there is room, else below; ``style`` is the text's.
    """

    text: str
    key: str = ""
    act: Act | None = None
    box: str = ""
    aside: str = ""
    style: str = ""


class PickList(Lines):
    """Shows entries; picking one by cursor, number or mouse is told at once to whoever has it."""

    def __init__(self, picked: Callable[[Entry], None]) -> None:
        super().__init__()
        self._picked = picked
        self._entries: list[Entry] = []
        self._row_entries: list[int] = []
        self._cursor = ""

    @property
    def choices(self) -> list[Entry]:
        """The entries that can be picked."""
        return [entry for entry in self._entries if entry.act is not None]

    @property
    def current(self) -> Entry | None:
        """The entry that the cursor stands on."""
        found = (entry for entry in self.choices if entry.key == self._cursor)
        return next(found, None) or next(iter(self.choices), None)

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show these entries; the cursor stays where it is, or goes to what is near."""
        here = [entry.key for entry in self.choices]
        self._entries = list(entries)
        left = {entry.key for entry in self.choices}
        if self._cursor not in left:
            place = here.index(self._cursor) if self._cursor in here else 0
            after = (key for key in (*here[place:], *reversed(here[:place])) if key in left)
            self._cursor = next(after, "")
        width = max(20, self.size.width)
        rows: list[Content] = []
        self._row_entries = []
        numbers = {entry.key: i for i, entry in enumerate(self.choices[:NUMBERED], 1)}
        current = self.current
        for index, entry in enumerate(self._entries):
            found = entry_rows(entry, numbers.get(entry.key), width, here=entry is current)
            rows += found
            self._row_entries += [index] * len(found)
        self.show(rows)

    def move(self, step: int) -> None:
        """Let the cursor go on by so many entries."""
        keys = [entry.key for entry in self.choices]
        current = self.current
        if current is not None:
            place = min(len(keys) - 1, max(0, keys.index(current.key) + step))
            self.stand_on(keys[place])

    def pick(self, number: int | None = None) -> None:
        """Pick the entry of that number, or the one that the cursor stands on."""
        entry = self.current
        if number is not None:
            entry = self.choices[number - 1] if number <= len(self.choices) else None
        if entry is not None:
            self._pick(entry)

    def _pick(self, entry: Entry) -> None:
        self._cursor = entry.key
        self._picked(entry)

    def stand_on(self, key: str) -> None:
        """Let the cursor stand on an entry, where it is there."""
        self._cursor = key
        self.show_entries(self._entries)
        self._reveal()

    def take_key(self, key: str, character: str) -> bool:
        """Move the cursor, or pick; returns whether the key does that."""
        match key:
            case "up" | "down":
                self.move(1 if key == "down" else -1)
            case "enter" | "space":
                self.pick()
            case _ if len(character) == 1 and character in DIGITS:
                self.pick(int(character))
            case _:
                return False
        return True

    def _reveal(self) -> None:
        """Have it scrolled so that the cursor is seen."""
        current = self.current
        index = self._entries.index(current) if current else 0
        rows = [row for row, entry in enumerate(self._row_entries) if entry == index]
        if rows and isinstance(self.parent, Widget):
            first = 0 if current is next(iter(self.choices), None) else rows[0]
            region = Region(0, first, 1, rows[-1] - first + 1)
            self.parent.scroll_to_region(region, animate=False)

    @on(Lines.Picked)
    def _clicked(self, event: Lines.Picked) -> None:
        event.stop()
        entry = self._entries[self._row_entries[event.row]]
        if entry.act is not None:
            self._pick(entry)


def carry_out(panel: Cover, act: Act | None, fold: Callable[[str], None]) -> None:
    """Do what an entry of a panel's list is for; *fold* shows or hides a part of the list."""
    match act:
        case None:
            pass
        case Opening():
            panel.screen.query_one(CommandLine).open(act.beginning)
        case Folding():
            fold(act.part)
            panel.day.paint()
        case _:
            panel.day.ask(act)


# A list is shown anew each second, and wrapping it takes 6 ms where nothing has changed.
@lru_cache(maxsize=512)
def entry_rows(entry: Entry, number: int | None, width: int, *, here: bool) -> list[Content]:
    """Return an entry's rows: cursor, number and box before the text, what is aside behind it."""
    if entry.act is None and not entry.box:
        lines = wrapped(entry.text, width, "", "") if entry.text else [""]
        return _with_aside([Content.styled(line, entry.style) for line in lines], entry, width, 2)
    sign = ">" if here else " "
    first = f"{sign}{number or ' '} {entry.box}{' ' if entry.box else ''}"
    lines = wrapped(entry.text, width, first, " " * len(first))
    style = f"{entry.style} reverse".strip() if here else entry.style
    rows = [Content.styled(line, style) for line in lines]
    return _with_aside(rows, entry, width, len(first))


def _with_aside(rows: list[Content], entry: Entry, width: int, indent: int) -> list[Content]:
    """Return the rows with what is aside at the end of the last, or in a row of its own."""
    if not entry.aside:
        return rows
    aside = Content.styled(entry.aside, "$text-muted")
    if rows[-1].cell_length + aside.cell_length + 2 <= width:
        return [*rows[:-1], sides(rows[-1], aside, width)]
    below = wrapped(entry.aside, width, " " * indent, " " * indent)
    return [*rows, *(Content.styled(line, "$text-muted") for line in below)]

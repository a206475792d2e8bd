"""A long list with a cursor: only the rows that are on screen are ever made."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from kvip_tui.ui.widgets.lines import Lines

# What stands before each row: the cursor where the list has the focus or not, a mark, or nothing.
HERE, ALSO_HERE, MARKED, GUTTER = "▶", "›", "+", 2
Draw = Callable[[str], Sequence[Content]]


class LongList(ScrollView, can_focus=True):
    """Shows entries, of one row each or more; arrows and clicks choose one, Space marks some."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(-1)", show=False),
        Binding("down", "step(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home", "end(0)", show=False),
        Binding("end", "end(-1)", show=False),
        Binding("space", "mark", show=False),
        Binding("enter", "open", show=False),
    ]

    @dataclass
    class Moved(Message):
        """The cursor stands on another entry."""

        entries: "LongList"

        @property
        def control(self) -> "LongList":
            """The list."""
            return self.entries

    @dataclass
    class Clicked(Message):
        """The entry that the cursor stands on now was clicked."""

        entries: "LongList"

        @property
        def control(self) -> "LongList":
            """The list."""
            return self.entries

    @dataclass
    class Opened(Message):
        """The entry under the cursor was chosen, by Enter or by a second click."""

        entries: "LongList"

        @property
        def control(self) -> "LongList":
            """The list."""
            return self.entries

    def __init__(self, id: str, *, marks: bool = True) -> None:  # noqa: A002 - as every widget's
        super().__init__(id=id)
        self._marks = marks
        self.keys: Sequence[str] = ()
        self.marked: tuple[str, ...] = ()
        self._cursor = self._width = 0
        self._unseen = False
        self._heights: Sequence[int] | None = None
        self._tops: list[int] = []
        self._rows: Callable[[str], tuple[Content, ...]] = lambda _key: ()

    @property
    def room(self) -> int:
        """How many cells there are for a row."""
        return max(8, self.scrollable_content_region.width - GUTTER)

    @property
    def current(self) -> str | None:
        """The key of the entry under the cursor, or None for an empty list."""
        return self.keys[self._cursor] if self._cursor < len(self.keys) else None

    def show(self, keys: Sequence[str], draw: Draw, heights: Sequence[int] | None = None) -> None:
        """Show entries in place of those before; the cursor stays with its entry where it can.

        Args:
            keys: What tells the entries apart.
            draw: Makes the rows of an entry, fitted to `room`; asked only for what is on screen.
            heights: How many rows each entry has; one each where it is None.
        """
        before = self.current
        self._unseen = not self.size.width
        self.keys, self._heights = keys, heights
        self._rows = lru_cache(maxsize=512)(lambda key: tuple(draw(key)))
        self._tops = list(accumulate(heights or (), initial=0))
        self.marked = tuple(key for key in self.marked if key in keys) if self.marked else ()
        if before is None or self._cursor >= len(keys) or keys[self._cursor] != before:
            self._cursor = self._place(before)
        self.virtual_size = Size(self.size.width, self._top(len(keys)))
        self.refresh()

    def move_to(self, key: str | None) -> bool:
        """Put the cursor on an entry and show it; returns whether there is such an entry."""
        if key is None or key not in self.keys:
            return False
        self._go(self.keys.index(key))
        return True

    def unmark(self) -> None:
        """Take all marks away."""
        self.marked = ()
        self.refresh()

    def chosen(self) -> tuple[str, ...]:
        """Return the entries that are marked, in order, else the one under the cursor."""
        if self.marked:
            return tuple(key for key in self.keys if key in set(self.marked))
        return () if self.current is None else (self.current,)

    def _place(self, key: str | None) -> int:
        if key is not None and key in self.keys:
            return self.keys.index(key)
        return min(self._cursor, max(0, len(self.keys) - 1))

    def _top(self, index: int) -> int:
        return index if self._heights is None else self._tops[index]

    def _height(self, index: int) -> int:
        return 1 if self._heights is None else self._heights[index]

    def _at(self, y: int) -> int:
        """Return the number of the entry that has a row."""
        return y if self._heights is None else bisect_right(self._tops, y) - 1

    def _go(self, index: int) -> None:
        index = min(max(0, index), len(self.keys) - 1)
        if index < 0:
            return
        before, self._cursor = self._cursor, index
        top, height = self._top(index), self._height(index)
        shown = Region(0, top, max(1, self.size.width), min(height, max(1, self.size.height)))
        self.scroll_to_region(shown, animate=False, force=True)
        if before != index:
            self._repaint(before)
            self._repaint(index)
            self.post_message(self.Moved(self))

    def _repaint(self, index: int) -> None:
        if index < len(self.keys):
            self.refresh_lines(self._top(index), self._height(index))

    def action_step(self, step: int) -> None:
        """Go on to the next entry, or back to the one before."""
        self._go(self._cursor + step)

    def action_page(self, pages: int) -> None:
        """Go a screenful on, within an entry that is taller than the screen too."""
        if not self.keys:
            return
        page = pages * max(1, self.size.height - 1)
        y = min(max(0, self._top(self._cursor) + page), self._top(len(self.keys)) - 1)
        if self._at(y) == self._cursor:
            self.scroll_relative(y=page, animate=False, force=True)
        else:
            self._go(self._at(y))

    def action_end(self, end: int) -> None:
        """Go to the first entry or to the last."""
        self._go(end % max(1, len(self.keys)))

    def action_mark(self) -> None:
        """Mark the entry under the cursor, or unmark it, and go on to the next."""
        if (key := self.current) is not None and self._marks:
            others = tuple(marked for marked in self.marked if marked != key)
            self.marked = others if key in self.marked else (*others, key)
            self.refresh()
            self.action_step(1)

    def action_open(self) -> None:
        """Choose the entry under the cursor."""
        if self.current is not None:
            self.post_message(self.Opened(self))

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on what was clicked; a click on what it stands on chooses that."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        index = self._at(offset.y + self.scroll_offset.y)
        if not 0 <= index < len(self.keys):
            return
        if index == self._cursor and event.chain > 1:
            self.action_open()
        else:
            self._go(index)
            self.post_message(self.Clicked(self))

    def on_resize(self, event: events.Resize) -> None:
        """Ask for rows that fit where the width has changed."""
        if event.size.width != self._width:
            self._width = event.size.width
            self.post_message(Lines.Reflowed())

    def on_show(self) -> None:
        """Ask for rows that fit where these were made while there was no width to fit them to."""
        if self._unseen:
            self.post_message(Lines.Reflowed())

    def on_focus(self) -> None:
        """Show the cursor as one that keys move."""
        self.refresh()

    def on_blur(self) -> None:
        """Show the cursor as one that keys do not move."""
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Return one row of the screen."""
        width, style = self.scrollable_content_region.width, self.visual_style
        row = y + self.scroll_offset.y
        index = self._at(row) if row < self._top(len(self.keys)) else len(self.keys)
        if width <= GUTTER or not 0 <= index < len(self.keys):
            return Strip.blank(max(0, width), style.rich_style)
        key, line = self.keys[index], row - self._top(index)
        rows = self._rows(key)
        content = rows[line] if line < len(rows) else Content("")
        here = index == self._cursor
        sign = " " if line else self._sign(key, here=here)
        text = Content.assemble((f"{sign} ", "bold"), content)
        if here and self.has_focus:
            text = text.stylize_before("on $panel").stylize("bold")
        strips = Visual.to_strips(self, text.truncate(width, pad=True), width, 1, style, pad=True)
        return strips[0] if strips else Strip.blank(width, style.rich_style)

    def _sign(self, key: str, *, here: bool) -> str:
        if here:
            return HERE if self.has_focus else ALSO_HERE
        return MARKED if key in self.marked else " "

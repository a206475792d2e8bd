"""A block of text rows that repaints only the rows that changed, and how rows are fitted."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Generic, TypeVar

from textual import events
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip
from textual.visual import Visual
from textual.widget import Widget

T = TypeVar("T")
# What stands around letters that run from right to left: a terminal may place such a row itself.
ISOLATED = "\u2068"
# So many cells beside a change are painted with it: a mark may have moved over to its letter.
BESIDE = 2
# So many letters of what differs, and the sign of the cut, are enough to tell two titles apart.
CLUE = 3


class Lines(Widget):
    """Shows rows of text; a clock that ticks in one of them costs one row, not the whole."""

    DEFAULT_CSS = """
    Lines { height: auto; width: 1fr; text-wrap: nowrap; text-overflow: ellipsis; }
    """

    @dataclass
    class Picked(Message):
        """A cell was clicked, counted from 0; ``other`` with the right button or with Shift."""

        lines: "Lines"
        row: int
        x: int = 0
        other: bool = False

        @property
        def control(self) -> "Lines":
            """The widget whose row it was."""
            return self.lines

    @dataclass
    class Reflowed(Message):
        """The width has changed, so rows that were fitted to it must be made anew."""

        def can_replace(self, message: Message) -> bool:
            """Let the last of several stand for all."""
            return isinstance(message, Lines.Reflowed)

    # Whether it is repainted a moment after all else that has changed. What is repainted together
    # is drawn as one rectangle: with a row at the foot of the screen that would be all of it.
    later = False

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self._rows: tuple[Content, ...] = ()
        self._width = 0
        self._unseen = False

    @property
    def rows(self) -> tuple[Content, ...]:
        """The rows as they are shown."""
        return self._rows

    def show(self, rows: Sequence[Content]) -> None:
        """Show these rows, repainting those that differ from what stands there."""
        before, self._rows = self._rows, tuple(rows)
        self._unseen = not self.size.width
        if len(before) != len(self._rows):
            self.refresh(layout=True)
            return
        width = max(1, self.size.width)
        changed = [
            Region(0, y, width, 1) if part is None else Region(part[0], y, part[1] - part[0], 1)
            for y, (old, new) in enumerate(zip(before, self._rows, strict=True))
            if old is not new and not old.is_same(new)
            for part in (changed_cells(old, new, width),)
        ]
        if changed and self.later:
            self.call_after_refresh(self.refresh, *changed)
        elif changed:
            self.refresh(*changed)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return a line for each row."""
        return len(self._rows)

    def render_line(self, y: int) -> Strip:
        """Return one row of the screen."""
        width = self.size.width
        if y >= len(self._rows) or width <= 0:
            return Strip.blank(width, self.visual_style.rich_style)
        strips = Visual.to_strips(self, self._rows[y], width, 1, self.visual_style, pad=True)
        return strips[0] if strips else Strip.blank(width, self.visual_style.rich_style)

    def on_resize(self, event: events.Resize) -> None:
        """Ask for rows that fit where the width has changed."""
        if event.size.width != self._width:
            self._width = event.size.width
            self.post_message(self.Reflowed())

    def on_show(self) -> None:
        """Ask for rows that fit where these were made while there was no width to fit them to."""
        if self._unseen:
            self.post_message(self.Reflowed())

    def on_click(self, event: events.Click) -> None:
        """Say which row was clicked."""
        if 0 <= event.y < len(self._rows):
            other = event.button > 1 or event.shift
            self.post_message(self.Picked(self, event.y, event.x, other))


class Kept:
    """A cache of rows, each made anew only when what it is made of has changed."""

    def __init__(self) -> None:
        self._rows: dict[str, tuple[tuple[object, ...], Content]] = {}

    def row(self, name: str, of: tuple[object, ...], make: Callable[[], Content]) -> Content:
        """Return the row of that name, as it is if it was made *of* the same the last time."""
        found = self._rows.get(name)
        if found is None or found[0] != of:
            found = self._rows[name] = of, make()
        return found[1]


class Last(Generic[T]):
    """What was made last: it is made anew only when what it is made of has changed."""

    def __init__(self) -> None:
        self._found: tuple[tuple[object, ...], T] | None = None

    def get(self, of: tuple[object, ...], make: Callable[[], T]) -> T:
        """Return it, as it is if it was made *of* the same the last time."""
        if self._found is None or self._found[0] != of:
            self._found = of, make()
        return self._found[1]


def changed_cells(old: Content, new: Content, width: int) -> tuple[int, int] | None:
    """Return the cells from and up to which two rows of *width* differ; None for the whole row.

    In a clock that ticks that is a cell or two, and so much less for the terminal to take in.
    """
    before, after = old.plain, new.plain
    if old.spans != new.spans or len(before) != len(after) or ISOLATED in after:
        return None
    if max(old.cell_length, new.cell_length) > width or old.cell_length != new.cell_length:
        return None
    same = [one == other for one, other in zip(before, after, strict=True)]
    start, end = same.index(False), len(same) - same[::-1].index(False)
    first, last = Content(after[:start]).cell_length, Content(after[:end]).cell_length
    return max(0, first - BESIDE), min(width, last + BESIDE)


def sides(left: Content, right: Content, width: int) -> Content:
    """Return two texts at the ends of a row; the left gives way where both do not fit."""
    room = width - right.cell_length
    if room < 1:
        return left.truncate(max(1, width), ellipsis=True)
    cut = left.truncate(room - 1, ellipsis=True) if left.cell_length >= room else left
    return cut.pad_right(room - cut.cell_length).append(right)


def told_apart(title: str, others: Iterable[str], width: int) -> Content:
    """Return a title cut to *width*: at its end, or before it where another reads alike so far.

    «Intervju med én pasient» beside «Intervju med én pårørende» becomes «Intervju… pasient», and
    «…pasient» or «…pasie…» where there is less room.
    """
    whole = Content(title)
    if whole.cell_length <= width:
        return whole
    cut = whole.truncate(max(1, width), ellipsis=True)
    shared = max((_shared(title, other) for other in others if other != title), default=0)
    word = title.rfind(" ", 0, shared) + 1
    end = title[word:]
    room = width - Content(end).cell_length - 1
    if not word or shared + CLUE < len(cut.plain):
        return cut
    if room <= 0:
        return Content(f"…{end}").truncate(max(1, width), ellipsis=True)
    return whole.truncate(room, ellipsis=True).append(f" {end}")


def _shared(one: str, other: str) -> int:
    """Return how many characters two texts begin with that are the same."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))

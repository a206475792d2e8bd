"""A screen that draws and sends no more than the cells that have changed.

The framework draws all widgets anew that share a clip with what has changed, and sends each row of
it from the left edge of its widget on. Where a second changes three figures far apart, that is most
of the screen: two thirds of what a day at rest costs. Here only what has changed is drawn and sent.
"""

from collections.abc import Collection, Iterable, Iterator
from typing import Protocol, TypeVar

from rich.console import Console, ConsoleOptions, RenderResult
from rich.control import Control
from textual._compositor import CompositorUpdate
from textual.geometry import Region
from textual.screen import Screen
from textual.strip import Strip

Result = TypeVar("Result")
# In a row: from which cell on, up to which, in cells of the screen.
Gap = tuple[int, int]


class Drawn(Protocol):
    """What draws itself: a widget."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the lines of a part of it."""


# What is seen, the foremost first: where it stands, and how much of that can be seen.
Seen = Collection[tuple[Drawn, tuple[Region, Region]]]


class Cells(CompositorUpdate):
    """Pieces of rows, each with the cell that it begins at."""

    def __init__(self, pieces: Iterable[tuple[int, int, Strip]]) -> None:
        self.pieces = tuple(pieces)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the same for a console."""
        for x, y, strip in self.pieces:
            yield Control.move_to(x, y)
            yield from strip

    def render_segments(self, console: Console) -> str:
        """Return what is written to the terminal."""
        return "".join(
            f"\x1b[{y + 1};{x + 1}H{strip.render(console)}" for x, y, strip in self.pieces
        )


def pieces(seen: Seen, regions: Iterable[Region]) -> Iterator[tuple[int, int, Strip]]:
    """Yield what stands in some rectangles, from the foremost widget at each cell."""
    for region in regions:
        whole: tuple[Gap, ...] = ((region.x, region.right),)
        gaps = dict.fromkeys(region.line_range, whole)
        for widget, (place, clip) in seen:
            part = place.intersection(clip).intersection(region)
            if part and any(gaps[y] for y in part.line_range):
                yield from _drawn(widget, place, part, gaps)


def _drawn(
    widget: Drawn, place: Region, part: Region, gaps: dict[int, tuple[Gap, ...]]
) -> Iterator[tuple[int, int, Strip]]:
    """Yield what a widget has for the gaps in its part, which it fills."""
    lines = widget.render_lines(Region(0, part.y - place.y, place.width, part.height))
    for y, line in zip(part.line_range, lines, strict=False):
        left: list[Gap] = []
        for start, end in gaps[y]:
            first, last = max(start, part.x), min(end, part.right)
            if first >= last:
                left.append((start, end))
                continue
            yield first, y, line.crop(first - place.x, last - place.x)
            left += [gap for gap in ((start, first), (last, end)) if gap[0] < gap[1]]
        gaps[y] = tuple(left)


class SparingScreen(Screen[Result]):
    """A screen on which little changes at a time, in several places."""

    def _compositor_refresh(self) -> None:
        """Draw what has changed and nothing else; where that is all of it, as any screen does."""
        compositor, app = self._compositor, self.app
        dirty = compositor._dirty_regions
        if app.is_inline or self is not app.screen or self.size.region in dirty:
            super()._compositor_refresh()
            return
        regions, seen = sorted(dirty), compositor.visible_widgets.items()
        dirty.clear()
        if regions:
            app._display(self, Cells(pieces(seen, regions)))
        self._dirty_widgets.clear()

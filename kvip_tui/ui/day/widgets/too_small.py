"""What stands in place of every screen while the window is too small for it."""

from typing import Protocol, runtime_checkable

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.geometry import Size
from textual.screen import ModalScreen
from textual.widgets import Static

from kvip_tui.domain.day.timeline import BlockView
from kvip_tui.i18n import _
from kvip_tui.snapshot import Glance
from kvip_tui.ui.day.widgets.block import digits, next_rows, phase
from kvip_tui.ui.widgets.big_clock import BigClock
from kvip_tui.ui.widgets.lines import Lines, told_apart

LEAST = Size(60, 15)
# How many rows stand below the clock: what it means, what is next, how large the window must be.
BELOW = 4
# A wall of screens in the smallest letters; drawing takes memory and time for every place.
MOST = Size(1000, 300)


def fits(size: Size) -> bool:
    """Return whether the screens can be shown in a window of that size."""
    return size.width >= LEAST.width and size.height >= LEAST.height


def bounded(event: events.Resize) -> events.Resize:
    """Return a change of size, no larger than a window can be: some reports are made up."""
    size, most = event.size, MOST
    if size.width <= most.width and size.height <= most.height:
        return event
    size = Size(min(size.width, most.width), min(size.height, most.height))
    return events.Resize(size, size)


@runtime_checkable
class Day(Protocol):
    """A screen of the day, whose clock is shown while there is no room for the rest of it."""

    @property
    def glance(self) -> Glance:
        """What there is to show now."""


class TooSmall(ModalScreen[None]):
    """Shows what is left of what runs, what is next, and how large the window must be for more.

    What it covers goes on and takes no keys.
    """

    DEFAULT_CSS = """
    TooSmall {
        background: $background;
        align: center middle;
        overflow: hidden;
        & > Static { width: 100%; height: auto; text-align: center; color: $foreground; }
        & > Lines { width: 100%; }
        & > #small-next { margin-bottom: 1; }
    }
    """

    def compose(self) -> ComposeResult:
        """Lay out the clock above the sentence."""
        yield Lines(id="small-title")
        yield BigClock(id="small-clock")
        yield Lines(id="small-word")
        yield Lines(id="small-next")
        yield Static(self._sentence())

    def on_mount(self) -> None:
        """Keep the clock current."""
        self._show_clock()
        self.set_interval(1.0, self._show_clock)

    def on_resize(self) -> None:
        """Say how large the window is now."""
        if not self.children:
            return
        self.query_one(Static).update(self._sentence())
        self._show_clock()

    def _show_clock(self) -> None:
        """Show the clock of the day beneath; nothing where it is another screen."""
        # Taken away before it was laid out: the window grew at once, or the program is left.
        if not self.children:
            return
        day = self.app.screen_stack[-2] if len(self.app.screen_stack) > 1 else None
        if not isinstance(day, Day):
            return
        now = day.glance
        views = now.current.running or now.current.upcoming[:1]
        if not views:
            return
        width, height = self.app.size
        ahead = next_rows(now, width, roomy=False)
        room = height - len(views) - BELOW
        if room < 1:
            # What is left says more than what is next.
            ahead, room = [], max(0, room + 1)
        meant = next((view for view in views if view.block.id == now.group), views[0])
        titles = [told_apart(meant.block.title, now.current.titles, width)]
        if len(views) > 1:
            titles = [_named(view, now, width, marked=view is meant) for view in views]
            widest = max(title.cell_length for title in titles)
            titles = [title.pad_right(widest - title.cell_length) for title in titles]
        self.query_one(BigClock).show_clock(digits(meant, now), width, room)
        word, sign, style = phase(meant, now)
        said = Content.styled(f"{sign} {word}".strip(), style).truncate(width, ellipsis=True)
        self.query_one("#small-title", Lines).show([_middle(title, width) for title in titles])
        self.query_one("#small-word", Lines).show([_middle(said, width)])
        self.query_one("#small-next", Lines).show([_middle(row, width) for row in ahead])

    def _sentence(self) -> Content:
        said = _("Vinduet er for lite ({width}×{height}): gjør det minst {wide}×{high}.")
        size = self.app.size
        return Content(
            said.format(width=size.width, height=size.height, wide=LEAST.width, high=LEAST.height)
        )


def _named(view: BlockView, glance: Glance, width: int, *, marked: bool) -> Content:
    """Return one of several blocks with what is left of it, and a mark where it is the clock's."""
    left = Content.assemble(f"{'▸' if marked else ' '} ", (digits(view, glance), "bold"), "  ")
    room = width - left.cell_length
    return left + told_apart(view.block.title, glance.current.titles, room)


def _middle(text: Content, width: int) -> Content:
    return Content(" " * max(0, (width - text.cell_length) // 2)) + text

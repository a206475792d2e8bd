"""What stands in place of every screen while the window is too small for it."""

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.geometry import Size
from textual.screen import ModalScreen
from textual.widgets import Static

from kvip_tui.i18n import _

LEAST = Size(60, 15)
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


class TooSmall(ModalScreen[None]):
    """Says how large the window must be; what it covers goes on and takes no keys."""

    DEFAULT_CSS = """
    TooSmall {
        background: $background;
        align: center middle;
        overflow: hidden;
        & > Static { width: 100%; height: auto; text-align: center; color: $foreground; }
    }
    """

    def compose(self) -> ComposeResult:
        """Lay out the sentence."""
        yield Static(self._sentence())

    def on_resize(self) -> None:
        """Say how large the window is now."""
        self.query_one(Static).update(self._sentence())

    def _sentence(self) -> Content:
        said = _("Vinduet er for lite ({width}×{height}): gjør det minst {wide}×{high}.")
        size = self.app.size
        return Content(
            said.format(width=size.width, height=size.height, wide=LEAST.width, high=LEAST.height)
        )

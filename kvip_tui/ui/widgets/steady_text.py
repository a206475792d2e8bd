"""Text areas that survive the taking back of many lines."""

from typing import TYPE_CHECKING

from textual.geometry import Offset
from textual.widgets import TextArea

# To a type checker what the mixin is mixed into; else it would be one more class in each chain.
if TYPE_CHECKING:
    _Mixed = TextArea
else:
    _Mixed = object


class Steady(_Mixed):
    """Lets the scroll bar of a text area go with the lines that needed it."""

    def scroll_cursor_visible(self, center: bool = False, animate: bool = False) -> Offset:
        """Scroll to the cursor, where its line is there.

        In the middle of an edit that takes lines away it may not be: the cursor is moved behind
        that, and a scroll bar that is no longer needed asks for it before.
        """
        if self.cursor_location[0] >= self.document.line_count:
            return Offset()
        return super().scroll_cursor_visible(center, animate)


class SteadyText(Steady, TextArea):
    """A text area in which as much can be pasted and taken back as one likes."""

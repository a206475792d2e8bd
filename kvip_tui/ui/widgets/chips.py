"""Short texts side by side in as many rows as they need, each to be clicked."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.message import Message

from kvip_tui.ui.widgets.lines import Lines

GAP = 2


class Chips(Lines):
    """Shows chips; a click on one says which."""

    @dataclass
    class Chosen(Message):
        """A chip was clicked."""

        chips: "Chips"
        chip: str

        @property
        def control(self) -> "Chips":
            """The widget whose chip it was."""
            return self.chips

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - as every widget's
        super().__init__(id=id)
        self._spans: list[tuple[int, int, int, str]] = []

    def show_chips(self, chips: Sequence[tuple[str, Content]], width: int) -> None:
        """Show chips, each with what it is called when it is clicked."""
        rows, self._spans = chip_rows(chips, width)
        self.show(rows)

    def on_click(self, event: events.Click) -> None:
        """Say which chip was clicked."""
        for row, start, end, chip in self._spans:
            if event.y == row and start <= event.x < end:
                self.post_message(self.Chosen(self, chip))


def keyed(key: str, text: str) -> Content:
    """Return what a key does, the key before it as on a keyboard."""
    return Content.assemble((f"[{key}] ", "bold $text-accent"), text)


def chip_rows(
    chips: Sequence[tuple[str, Content]], width: int
) -> tuple[list[Content], list[tuple[int, int, int, str]]]:
    """Return the rows, and of each chip the row, where it begins and ends, and what it is called.

    A chip wider than a row is cut.
    """
    rows: list[Content] = [Content("")]
    spans = []
    for chip, whole in chips:
        text = whole.truncate(max(1, width), ellipsis=True)
        gap = GAP if rows[-1].cell_length else 0
        if gap and rows[-1].cell_length + gap + text.cell_length > width:
            rows.append(Content(""))
            gap = 0
        start = rows[-1].cell_length + gap
        rows[-1] = rows[-1] + Content(" " * gap) + text
        spans.append((len(rows) - 1, start, start + text.cell_length, chip))
    return rows, spans

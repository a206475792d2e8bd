"""The large clock: figures of filled cells, 3, 5, 7 or 9 rows high, for the board and the day."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from rich.segment import Segment
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

SIZES: Final = (9, 7, 5, 3)
# The figures of ten minutes and more, with the colon.
LEAST: Final = 5
# How many columns a figure takes, and how many cells its strokes are wide, by rows.
WIDTHS: Final = {3: 4, 5: 6, 7: 8, 9: 11}
STROKES: Final = {3: 1, 5: 2, 7: 2, 9: 3}
# The strokes of a figure: top, upper left and right, middle, lower left and right, bottom.
STROKES_OF: Final = {
    "0": "tlrLRb",
    "2": "trmLb",
    "3": "trmRb",
    "4": "lrmR",
    "5": "tlmRb",
    "6": "tlmLRb",
    "7": "trR",
    "8": "tlrmLRb",
    "9": "tlrmRb",
    "−": "m",
}
# Two half cells, the upper and the lower one, as one character.
HALVES: Final = {(True, True): "█", (True, False): "▀", (False, True): "▄", (False, False): " "}


def drawable(text: str) -> bool:
    """Return whether every character of a clock has a figure."""
    return bool(text) and all(char in STROKES_OF or char in "1:" for char in text)


def width_of(text: str, rows: int) -> int:
    """Return how many columns a clock takes at a size, with a blank column between figures."""
    return sum(_columns(char, rows) for char in text) + len(text) - 1


def size_for(text: str, width: int, height: int) -> int:
    """Return the largest size at which a clock fits; 1 for plain text, 0 where nothing fits.

    The last ten minutes are no larger than those before: it does not grow under the eye.
    """
    if drawable(text):
        for rows in SIZES:
            if rows <= height and width_of(text.rjust(LEAST, "0"), rows) <= width:
                return rows
    return 1 if height >= 1 else 0


def clock_rows(text: str, rows: int) -> list[str]:
    """Return a clock as *rows* lines of equal width; *rows* is what `size_for` answered."""
    if rows <= 1:
        return [text][:rows]
    figures = [figure(char, rows) for char in text]
    return [" ".join(parts) for parts in zip(*figures, strict=True)]


@lru_cache(maxsize=64)
def figure(char: str, rows: int) -> tuple[str, ...]:
    """Return one character of a clock as lines of filled cells."""
    width, height, stroke = _columns(char, rows), 2 * rows, STROKES[rows]
    if char == ":":
        filled = _dots(width, height, stroke)
    elif char == "1":
        filled = _one(width, height, stroke)
    else:
        filled = _strokes(STROKES_OF[char], width, height, stroke)
    return tuple(
        "".join(HALVES[(x, y) in filled, (x, y + 1) in filled] for x in range(width))
        for y in range(0, height, 2)
    )


def _columns(char: str, rows: int) -> int:
    return STROKES[rows] if char == ":" else WIDTHS[rows]


@lru_cache(maxsize=128)
def difference(old: str, new: str, rows: int) -> Region:
    """Return the part of a figure's place in which another of equal width differs from it."""
    pairs = list(zip(figure(old, rows), figure(new, rows), strict=True))
    lines = [y for y, (one, other) in enumerate(pairs) if one != other]
    columns = [
        x for one, other in pairs for x, (a, b) in enumerate(zip(one, other, strict=True)) if a != b
    ]
    left, top = min(columns), min(lines)
    return Region(left, top, max(columns) + 1 - left, max(lines) + 1 - top)


Cells = frozenset[tuple[int, int]]


def _box(left: int, top: int, right: int, bottom: int) -> set[tuple[int, int]]:
    return {(x, y) for x in range(left, right) for y in range(top, bottom)}


def _strokes(names: Iterable[str], width: int, height: int, stroke: int) -> Cells:
    """Return the half cells of a figure that is made of upright and level strokes."""
    middle = (height - stroke) // 2
    right = width - stroke
    boxes = {
        "t": (0, 0, width, stroke),
        "m": (0, middle, width, middle + stroke),
        "b": (0, height - stroke, width, height),
        "l": (0, 0, stroke, middle + stroke),
        "r": (right, 0, width, middle + stroke),
        "L": (0, middle, stroke, height),
        "R": (right, middle, width, height),
    }
    return frozenset(cell for name in names for cell in _box(*boxes[name]))


def _one(width: int, height: int, stroke: int) -> Cells:
    """Return the half cells of a one: a stem with a flag, on a foot."""
    stem = (width - stroke) // 2
    return frozenset(
        _box(stem, 0, stem + stroke, height)
        | _box(max(0, stem - stroke), 0, stem, stroke)
        | _box(stem - stroke, height - stroke, stem + 2 * stroke, height)
    )


def _dots(width: int, height: int, stroke: int) -> Cells:
    """Return the half cells of a colon."""
    upper, lower = height // 3, height - height // 3
    return frozenset(
        _box(0, upper - stroke // 2, width, upper - stroke // 2 + stroke)
        | _box(0, lower - (stroke + 1) // 2, width, lower - (stroke + 1) // 2 + stroke)
    )


class BigClock(Widget):
    """Shows a clock in the middle of its width; a figure that stays is not painted again."""

    DEFAULT_CSS = "BigClock { width: 1fr; height: auto; text-style: bold; }"

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self._text, self._rows = "", 0
        self._lines: list[str] = []

    @property
    def text(self) -> str:
        """What the clock says."""
        return self._text

    def show_clock(self, text: str, width: int, height: int) -> int:
        """Show a clock as large as there is room for, and return how many rows it takes."""
        rows = size_for(text, width, height) if text else 0
        before, self._text = self._text, text
        if (rows, len(text)) != (self._rows, len(before)):
            self._rows, self._lines = rows, clock_rows(text, rows)
            self.refresh(layout=True)
        elif text != before:
            self._lines = clock_rows(text, rows)
            self.refresh(*self._changed(before))
        return rows

    def _changed(self, before: str) -> list[Region]:
        """Return where the figures stand that are others than before."""
        left = (self.size.width - len(self._lines[0])) // 2 if self._lines else 0
        if self._rows <= 1:
            return [Region(max(0, left), 0, len(self._text), self._rows)]
        found = []
        for old, new in zip(before, self._text, strict=True):
            if _columns(old, self._rows) != _columns(new, self._rows):
                return []
            if old != new:
                found.append(difference(old, new, self._rows).translate((left, 0)))
            left += _columns(new, self._rows) + 1
        return found

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many rows the clock takes."""
        return self._rows

    def render_line(self, y: int) -> Strip:
        """Return one row of the clock."""
        width, style = self.size.width, self.visual_style.rich_style
        if y >= len(self._lines) or width <= 0:
            return Strip.blank(width, style)
        return Strip([Segment(_centred(self._lines[y], width), style)], width)


def _centred(line: str, width: int) -> str:
    left = max(0, (width - len(line)) // 2)
    return f"{' ' * left}{line}".ljust(width)[:width]

"""What goes where on the day screen, and at which size: pure functions of cells and counts."""

from collections.abc import Sequence
from enum import Enum, auto
from typing import Final

from msgspec import Struct

# The narrowest cell for a name, and for a name with a time beside it.
NAMED: Final = 12
TIMED: Final = 19
# How many rows stand above the people, by the least height of a panel that has so many.
HEADS: Final = ((24, 6), (14, 5), (0, 3))
# The columns of a row that has a bar: its name at least, the place on the list, the bar, the time.
LEAST_NAME: Final = 8
PLACE: Final = 3
LEAST_BAR: Final = 8
TIME: Final = 8
# A key has a letter, or two where there are more people than letters, and a blank.
KEY: Final = 2
# The sizes of a large clock, and the least height of a panel in which it is a large one.
CLOCKS: Final = (9, 7, 5, 3)
CLOCK_FROM: Final = 8
# The smallest large clock of one of several blocks: its rows, its columns with hours, and the
# least room for the name beside it.
LISTED_ROWS: Final = 3
WITH_HOURS: Final = 28
LISTED_NAME: Final = 12
# In a panel of fewer rows what belongs together stands in one row.
ROOMY: Final = 18


class Grid(Struct, frozen=True):
    """How people stand in columns: each column is filled before the next one begins.

    Args:
        columns: How many there are.
        height: How many rows they take.
        width: How many cells each person has, the blank before the next column among them.
    """

    columns: int
    height: int
    width: int

    def place(self, x: int, y: int, people: int) -> int | None:
        """Return the number of the person who stands at a cell, or None for nobody."""
        if not 0 <= y < self.height or x < 0:
            return None
        column = min(x // self.width, self.columns - 1)
        number = column * self.height + y
        return number if number < people else None


def grid(people: int, room: int, width: int) -> Grid:
    """Return the fewest columns in which so many people have room; at least a name is legible."""
    most = max(1, width // NAMED)
    columns = next((n for n in range(1, most) if people <= n * room), most)
    height = -(-people // columns)
    return Grid(columns=columns, height=height, width=max(1, width // columns))


def head_height(height: int) -> int:
    """Return how many rows a panel of that height keeps above its people, whatever they say.

    It is the same from second to second, so that no name moves under the eye.
    """
    return next(rows for least, rows in HEADS if height >= least)


def shared(wanted: Sequence[int], room: int) -> list[int]:
    """Return how many rows each of several texts gets, in the order of their weight.

    Each that wants any has one before another has two; where there is no room, the last go without.
    """
    given = [0] * len(wanted)
    left = room
    for number, rows in enumerate(wanted):
        if rows and left:
            given[number], left = 1, left - 1
    for number, rows in enumerate(wanted):
        if given[number]:
            more = min(left, rows - given[number])
            given[number], left = given[number] + more, left - more
    return given


class PersonRow(Struct, frozen=True):
    """The widths of a person's columns in a row of its own; together they fill it."""

    key: int
    name: int
    place: int
    bar: int
    time: int


def person_row(width: int, key: int = KEY) -> PersonRow:
    """Return the columns of a person's row, the same for everybody in it.

    The bar has what the name leaves of two parts in five; where there is no room for one, there is
    none.
    """
    left = max(1, width - key - PLACE - TIME)
    bar = left * 3 // 5 if left - left * 3 // 5 >= LEAST_NAME else 0
    bar = bar if bar >= LEAST_BAR else 0
    return PersonRow(key=key, name=left - bar, place=PLACE, bar=bar, time=TIME)


def bar_length(part: float, room: int) -> int:
    """Return how many half cells of a bar are full: none only where there is nothing at all."""
    halves = round(2 * room * min(1.0, max(0.0, part)))
    return max(1, halves) if part > 0 and room else halves


def clock_rows(height: int, needed: int) -> int:
    """Return how many rows the clock may take in a panel where others need so many.

    It is as large as they leave room for, and in any but the lowest panel a large one.
    """
    if height < CLOCK_FROM:
        return 1
    room = max(min(CLOCKS), height - needed)
    return next(rows for rows in CLOCKS if rows <= room)


class Listed(Enum):
    """How several blocks share a panel: side by side, or below each other, with a large clock."""

    NO = auto()
    SMALL = auto()
    LARGE = auto()


def listed(blocks: int, width: int, height: int) -> Listed:
    """Return how so many blocks share a panel of that size: it does not change with the clock.

    Side by side each has room for a large clock with hours; below each other they leave a third.
    """
    if blocks < 2 or width // blocks >= WITH_HOURS:
        return Listed.NO
    fits = width - WITH_HOURS - 2 >= LISTED_NAME and blocks * LISTED_ROWS <= height * 2 // 3
    return Listed.LARGE if fits else Listed.SMALL

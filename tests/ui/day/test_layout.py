"""What goes where on the day screen: tables, and what holds for any size."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvip_tui.ui.day import layout

PEOPLE = st.integers(1, 60)
WIDTHS = st.integers(12, 200)
ROOMS = st.integers(1, 60)


@pytest.mark.parametrize(
    ("people", "room", "width", "columns", "height"),
    [
        (9, 14, 40, 1, 9),
        (14, 14, 40, 1, 14),
        (15, 14, 40, 2, 8),
        (40, 14, 40, 3, 14),
        (12, 2, 78, 6, 2),
        (12, 6, 56, 2, 6),
        (90, 14, 40, 3, 30),
    ],
)
def test_people_stand_in_as_few_columns_as_hold_them(
    people: int, room: int, width: int, columns: int, height: int
) -> None:
    """Where even the narrowest columns do not, the rows go on below."""
    found = layout.grid(people, room, width)
    assert (found.columns, found.height) == (columns, height)


@given(PEOPLE, ROOMS, WIDTHS)
def test_everybody_has_one_place_of_their_own(people: int, room: int, width: int) -> None:
    """Each place is somebody's, in order down the columns, and no row is wider than there is."""
    found = layout.grid(people, room, width)
    assert found.columns * found.width <= width
    assert found.columns == 1 or found.width >= layout.NAMED
    cells = ((x * found.width, y) for x in range(found.columns) for y in range(found.height))
    places = [found.place(x, y, people) for x, y in cells]
    assert [place for place in places if place is not None] == list(range(people))
    assert found.place(0, found.height, people) is None


@given(PEOPLE, st.integers(3, 60), WIDTHS)
def test_a_panel_keeps_its_places_whatever_its_head_says(
    people: int, height: int, width: int
) -> None:
    """The rows above the people depend on nothing but the height; at least a row is theirs."""
    head = layout.head_height(height)
    assert 3 <= head <= max(3, height // 2)
    assert layout.grid(people, height - head, width).columns >= 1


@pytest.mark.parametrize(
    ("wanted", "room", "given_rows"),
    [
        ([1, 0, 1], 4, [1, 0, 1]),
        ([3, 2, 1], 4, [2, 1, 1]),
        ([3, 0, 0], 2, [2, 0, 0]),
        ([1, 4, 1], 4, [1, 2, 1]),
        ([2, 2, 2], 2, [1, 1, 0]),
        ([], 3, []),
    ],
)
def test_rows_are_shared(wanted: list[int], room: int, given_rows: list[int]) -> None:
    """Everybody has one first, then the first as many as they want."""
    assert layout.shared(wanted, room) == given_rows


@given(st.lists(st.integers(0, 9), max_size=6), st.integers(0, 20))
def test_no_row_is_left_over_while_somebody_wants_one(wanted: list[int], room: int) -> None:
    """Nobody gets more than they want, nor all together more than there is."""
    found = layout.shared(wanted, room)
    assert sum(found) == min(room, sum(wanted))
    assert all(0 <= rows <= most for rows, most in zip(found, wanted, strict=True))


@given(st.integers(16, 200), st.integers(2, 3))
def test_the_columns_of_a_person_fill_the_row(width: int, key: int) -> None:
    """They are the same for everybody, so that bars and times stand under each other."""
    found = layout.person_row(width, key)
    assert found.key + found.name + found.place + found.bar + found.time == width
    assert found.bar == 0 or (found.bar >= layout.LEAST_BAR and found.name >= layout.LEAST_NAME)


@given(st.floats(0, 1), st.floats(0, 1), st.integers(1, 60))
def test_who_has_spoken_longer_has_no_shorter_bar(one: float, other: float, room: int) -> None:
    """The longest fills the room; a bar is empty only for who has not spoken at all."""
    low, high = sorted((one, other))
    assert layout.bar_length(low, room) <= layout.bar_length(high, room) <= 2 * room
    assert layout.bar_length(1.0, room) == 2 * room
    assert (layout.bar_length(low, room) == 0) == (low == 0)


@pytest.mark.parametrize(
    ("height", "needed", "rows"),
    [(29, 14, 9), (29, 21, 7), (29, 24, 5), (29, 40, 3), (12, 9, 3), (8, 30, 3), (7, 1, 1)],
)
def test_the_clock_takes_what_others_leave(height: int, needed: int, rows: int) -> None:
    """It is a large one in any panel but the lowest."""
    assert layout.clock_rows(height, needed) == rows


@given(st.integers(1, 80), st.integers(0, 80))
def test_a_larger_panel_has_no_smaller_clock(height: int, needed: int) -> None:
    """And it never takes a row that something else needs, unless it is at its smallest."""
    rows = layout.clock_rows(height, needed)
    assert rows <= layout.clock_rows(height + 1, needed)
    assert rows <= 3 or rows + needed <= height


@pytest.mark.parametrize(
    ("blocks", "width", "height", "listed"),
    [
        (1, 20, 10, layout.Listed.NO),
        (2, 60, 12, layout.Listed.NO),
        (2, 50, 30, layout.Listed.LARGE),
        (2, 44, 12, layout.Listed.LARGE),
        (2, 44, 8, layout.Listed.SMALL),
        (2, 25, 30, layout.Listed.SMALL),
        (3, 50, 30, layout.Listed.LARGE),
        (3, 60, 12, layout.Listed.SMALL),
        (4, 90, 30, layout.Listed.LARGE),
    ],
)
def test_several_blocks_have_large_clocks_where_those_fit(
    blocks: int, width: int, height: int, listed: layout.Listed
) -> None:
    """Side by side, else below each other with their names beside, else a row each."""
    assert layout.listed(blocks, width, height) is listed

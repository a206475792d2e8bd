"""The large clock: every size and figure fills its place, and no two look alike."""

from itertools import combinations

import pytest
from textual.app import App, ComposeResult

from kvip_tui.ui.widgets.big_clock import (
    SIZES,
    BigClock,
    clock_rows,
    difference,
    drawable,
    figure,
    size_for,
    width_of,
)

CHARACTERS = "0123456789−:"


@pytest.mark.parametrize("rows", SIZES)
def test_a_clock_is_a_rectangle_of_its_size(rows: int) -> None:
    """Every row is as wide as the clock says it is, at every size."""
    for text in ("37:53", "1:45:00", "−02:10", CHARACTERS):
        drawn = clock_rows(text, rows)
        assert len(drawn) == rows
        assert {len(line) for line in drawn} == {width_of(text, rows)}
        assert set("".join(drawn)) <= set("█▀▄ ")


@pytest.mark.parametrize("rows", SIZES)
def test_no_two_figures_look_alike(rows: int) -> None:
    """Each can be told from every other, and none is empty."""
    for one, other in combinations(CHARACTERS, 2):
        assert figure(one, rows) != figure(other, rows), (one, other)
        assert "".join(figure(one, rows)).strip()


@pytest.mark.parametrize("rows", SIZES)
def test_figures_are_of_one_width_so_that_the_clock_stands_still(rows: int) -> None:
    """A second that passes moves nothing."""
    assert len({width_of(f"0{digit}:00", rows) for digit in "0123456789"}) == 1


@pytest.mark.parametrize("rows", SIZES)
def test_what_is_painted_anew_is_all_that_differs(rows: int) -> None:
    """Outside the part that is named, two figures are the same."""
    for old, new in combinations("0123456789−", 2):
        part = difference(old, new, rows)
        for y, (one, other) in enumerate(zip(figure(old, rows), figure(new, rows), strict=True)):
            for x, (a, b) in enumerate(zip(one, other, strict=True)):
                assert a == b or part.contains(x, y), (old, new, x, y)


@pytest.mark.parametrize(
    ("width", "height", "rows"),
    [
        (36, 3, 3),
        (36, 9, 5),
        (200, 4, 3),
        (200, 8, 7),
        (200, 30, 9),
        (8, 9, 1),
        (36, 2, 1),
        (9, 0, 0),
    ],
)
def test_the_largest_size_that_fits_is_taken(width: int, height: int, rows: int) -> None:
    """Width and height both count; where no figure fits, the clock is written as text."""
    assert size_for("37:53", width, height) == rows


def test_what_has_no_figures_is_written_as_text() -> None:
    """A clock in words is still a clock."""
    assert not any(map(drawable, ("37 min", "")))
    assert clock_rows("37 min", size_for("37 min", 80, 9)) == ["37 min"]


class Painted(App[None]):
    """An app with nothing but a clock."""

    def compose(self) -> ComposeResult:
        """Lay out the clock."""
        yield BigClock()


async def test_a_second_repaints_only_the_figure_that_changed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What a tick asks to have painted is no wider than a figure and what stands by it."""
    regions = []
    app = Painted()
    async with app.run_test(size=(80, 20)) as pilot:
        clock = app.query_one(BigClock)
        clock.show_clock("37:53", 80, 9)
        await pilot.pause()
        monkeypatch.setattr(clock, "refresh", lambda *found, **_more: regions.extend(found))
        clock.show_clock("37:52", 80, 9)
    assert regions
    assert max(region.width for region in regions) <= 11

"""How somebody's row is written, at any width."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from kvip_tui.domain.floor.view import PersonShare
from kvip_tui.ui.day import layout
from kvip_tui.ui.day.widgets.floor_rows import Shown, fitted_name
from kvip_tui.ui.day.widgets.people import people_rows
from kvip_tui.ui.widgets.lines import Kept


def shown(name: str, *, represents: bool) -> Shown:
    """Return somebody without a turn, as a row shows them."""
    nothing = timedelta(0)
    share = PersonShare("p1", nothing, {}, nothing, {}, heard=False, in_roster=True)
    return Shown("p1", "f", name, represents, share, nothing, "", "", holds=False)


@pytest.mark.parametrize(
    ("name", "represents", "width", "drawn"),
    [
        ("Fatima", True, 10, "Fatima ◆  "),
        ("Fatima Ali", True, 9, "Fatima… ◆"),
        ("Fatima Ali", True, 12, "Fatima Ali ◆"),
        ("Fatima Ali", False, 10, "Fatima Ali"),
        ("Fatima Ali", False, 8, "Fatima …"),
        ("Fatima Ali", True, 2, "F…"),
    ],
)
def test_what_is_cut_is_the_name_and_never_its_sign(
    name: str, represents: bool, width: int, drawn: str
) -> None:
    """A user representative is told from the others in the narrowest column too."""
    assert fitted_name(shown(name, represents=represents), width).plain == drawn.ljust(width)


SAYING = st.tuples(st.integers(0, 9000), st.sampled_from(["", "lenge stille"]), st.booleans())


@settings(max_examples=60)
@given(
    st.lists(SAYING, min_size=1, max_size=16),
    st.integers(3, 20),
    st.integers(20, 120),
    st.integers(0, 15),
)
def test_nobody_moves_and_the_longest_talker_has_the_longest_bar(
    spoken: list[tuple[int, str, bool]], room: int, width: int, holder: int
) -> None:
    """Whatever is said of them: each letter stands where it stood when nobody had spoken."""
    grid = layout.grid(len(spoken), room, width)
    letters = "abcdefghijklmnop"[: len(spoken)]
    silent = [replace(shown("Per Nordmann", represents=False), id=key, key=key) for key in letters]
    talked = [
        replace(
            one, time=timedelta(seconds=time), sign=sign, place="12↩" * listed, holds=n == holder
        )
        for n, (one, (time, sign, listed)) in enumerate(zip(silent, spoken, strict=True))
    ]
    before, after = (
        [row.plain for row in people_rows(people, grid, width, Kept())]
        for people in (silent, talked)
    )
    assert [row[:2] for row in before] == [row[:2] for row in after]
    for number, key in enumerate(letters):
        x, y = number // grid.height * grid.width, number % grid.height
        assert before[y][x] == after[y][x] == key
    if grid.columns == 1:
        bars = [row.count("█") * 2 + row.count("▌") for row in after]
        longest = max(time for time, _sign, _listed in spoken)
        assert all(
            bar == max(bars)
            for bar, (time, _sign, _listed) in zip(bars, spoken, strict=True)
            if time == longest
        )
        assert len({len(row) for row in after}) == 1

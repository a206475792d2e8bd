"""How minutes are divided between those who can give them (DESIGN 2, rule 8; VECTORS)."""

from datetime import timedelta
from fractions import Fraction
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvip_tui.domain.catchup.share import Giver, divide, most, proportional
from tests.builders import minutes

FREE = 10_000


def clock(span: timedelta) -> str:
    """Return a length as minutes and seconds, cut."""
    whole, rest = divmod(span // timedelta(seconds=1), 60)
    return f"{whole}:{rest:02}"


@pytest.mark.parametrize(
    ("late", "lengths", "left"),
    [(10, (15, 30, 3), "11:52"), (5, (30, 3), "25:27"), (1, (3,), "2:00")],
)
def test_what_is_left_of_the_first_before_rounding(
    late: int, lengths: tuple[int, ...], left: str
) -> None:
    """Blocks of 15, 30 and 3 min all give in proportion: 10, 5 or 1 min late, at each block."""
    parts = proportional(late, [minutes(length) for length in lengths])
    whole = sum(lengths) * minutes(1) // timedelta.resolution
    exact = [count + Fraction(rest, whole) for count, rest in parts]
    assert sum(exact) == late
    assert clock(minutes(lengths[0]) - timedelta(minutes=float(exact[0]))) == left


@pytest.mark.parametrize(
    ("late", "lengths", "taken"),
    [
        (10, (15, 30, 3), [3, 6, 1]),
        (5, (30, 3), [5, 0]),
        (1, (3,), [1]),
        (5, (30, 30), [3, 2]),
        (3, (10, 10), [2, 1]),
        (0, (10, 10), [0, 0]),
    ],
)
def test_whole_minutes_go_to_the_largest_remainders(
    late: int, lengths: tuple[int, ...], taken: list[int]
) -> None:
    """What rounding leaves over goes to those whose share was cut most, the first among equals."""
    givers = [Giver(weight=minutes(length), room=length, ceiling=FREE) for length in lengths]
    assert divide(late, givers) == taken


def test_of_equal_remainders_one_that_gives_already_gives_more() -> None:
    """Of 2 min from 30, 10 and 10 min — 1.2, 0.4 and 0.4 — only two blocks are shortened."""
    givers = [Giver(weight=minutes(w), room=w, ceiling=FREE) for w in (10, 30, 10)]
    assert divide(2, givers) == [1, 1, 0]
    halves = [Giver(weight=minutes(w), room=w, ceiling=FREE) for w in (10, 30)]
    assert divide(2, halves) == [0, 2]


def test_nobody_gives_more_than_its_room() -> None:
    """What the long one cannot give falls to the others, in proportion to their length."""
    givers = [
        Giver(weight=minutes(w), room=r, ceiling=FREE) for w, r in ((60, 2), (20, 9), (10, 9))
    ]
    assert divide(8, givers) == [2, 4, 2]
    assert divide(99, givers) == [2, 9, 9]


def test_what_slack_swallows_is_not_asked_for() -> None:
    """Of what the first two give, only 3 min would be felt: the last gives the rest."""
    givers = [
        Giver(weight=minutes(30), room=20, ceiling=3),
        Giver(weight=minutes(30), room=20, ceiling=3),
        Giver(weight=minutes(10), room=9, ceiling=FREE),
    ]
    assert divide(10, givers) == [2, 1, 7]


@st.composite
def able(draw: st.DrawFn) -> list[Giver]:
    """Draw givers with rooms within their weights and ceilings that never fall."""
    ceilings = sorted(draw(st.lists(st.integers(0, 60), min_size=1, max_size=6)))
    found = []
    for ceiling in ceilings:
        seconds = draw(st.integers(1, 3600))
        room = draw(st.integers(0, seconds // 60))
        found.append(Giver(weight=timedelta(seconds=seconds), room=room, ceiling=ceiling))
    return found


@given(able(), st.integers(0, 200))
def test_the_parts_are_whole_and_add_up(givers: list[Giver], asked: int) -> None:
    """All that is asked for is given, or all there is; no room and no ceiling is passed."""
    taken = divide(asked, givers)
    assert sum(taken) == min(asked, most(givers))
    assert all(0 <= part <= giver.room for part, giver in zip(taken, givers, strict=True))
    totals = accumulate(taken)
    assert all(total <= giver.ceiling for total, giver in zip(totals, givers, strict=True))

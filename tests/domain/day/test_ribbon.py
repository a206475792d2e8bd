"""The day as a ribbon: a table, and what holds for any day, moment and height."""

from datetime import timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kvip_tui.domain.day.changes import BlockEnded, BlockSkipped, BlockStarted
from kvip_tui.domain.day.ribbon import Planned, Row, Spent, proportional, ribbon, stretches
from kvip_tui.domain.day.timeline import current_day, day_view
from tests.builders import VisitBuilder, minutes, visit

DAY = (
    "A 09:00-09:30, B> -09:45, C> -11:30, D> -12:00, E⚑|x 12:00-13:00, F⚑|x 12:00-13:00, G> -14:00"
)
SIGNS = dict(zip(Spent, "#=!-. ", strict=True))
PLANS = dict(zip(Planned, " |+*_", strict=True))


def drawn(rows: tuple[Row, ...]) -> str:
    """Return a ribbon in a word a row: the plan, the time, the title, and now."""
    return " ".join(
        PLANS[row.planned]
        + SIGNS[row.spent]
        + (row.view.block.id if row.view and row.named else "")
        + ("<" if row.now else "")
        for row in rows
    )


def late() -> VisitBuilder:
    """Return the day, the third block begun ten minutes late."""
    return visit(DAY).ran("a", "09:00", "09:35").ran("b", "09:35", "09:55").started("c", "09:55")


@pytest.mark.parametrize(
    ("built", "clock", "height", "said"),
    [
        (visit(DAY), "08:00", 6, ""),
        (
            visit(DAY),
            "09:00",
            20,
            "+.a< |. +.b +.c |. |. |. |. |. |. +.d |. *.e |.f |. |. +.g |. |. _.",
        ),
        (
            late(),
            "10:55",
            20,
            "+#a +# +#b |=c |= |= |= |-< |- +- |.d *. |.e |.f |. +. |.g |. |. _.",
        ),
    ],
)
def test_a_day_as_a_ribbon(built: VisitBuilder, clock: str, height: int, said: str) -> None:
    """Each title once, rows in proportion, planned beginnings where they fall, and now."""
    assert drawn(ribbon(built.day(clock), height)) == said


STEP = st.tuples(
    st.sampled_from("abcdefg"), st.sampled_from(["start", "end", "skip"]), st.integers(1, 90)
)


@settings(max_examples=30)
@example([("b", "start", 2)], 12, -1)
@given(st.lists(STEP, max_size=6), st.integers(0, 40), st.integers(-120, 300))
def test_any_day_fills_its_rows(steps: list[tuple[str, str, int]], height: int, wait: int) -> None:
    """All the height or nothing; titles once and in order; time runs on; at most one now."""
    built, passed = visit(DAY), 0
    events = {"start": BlockStarted, "end": BlockEnded, "skip": BlockSkipped}
    for block, what, pause in steps:
        passed += pause
        run = built.visit.run(block)
        fits = run.running if what == "end" else run.waiting
        if fits:
            clock = f"{9 + passed // 60:02}:{passed % 60:02}"
            built.happened(clock, events[what](block))
    now = built.at("09:00") + minutes(passed + max(wait, -60))
    day = day_view(built.visit, current_day(built.visit, now), now)
    rows = ribbon(day, height)
    if not rows:
        assert height < 7 * 1.6 + 2
        return
    assert len(rows) == height
    assert [row.view.block.id for row in rows if row.view and row.named] == list("abcdefg")
    assert sum(row.now for row in rows) <= 1
    assert not day.running or any(row.now for row in rows)
    assert all(row.start <= row.end for row in rows)


@given(st.lists(st.integers(0, 300), min_size=1, max_size=12), st.integers(0, 40))
def test_rows_are_in_proportion(lengths: list[int], spare: int) -> None:
    """Each has a row, all rows are given, and who lasts longer has no fewer."""
    lasts, least = [minutes(length) for length in lengths], [1] * len(lengths)
    rows = proportional(lasts, least, len(lengths) + spare)
    assert sum(rows) == len(lengths) + spare
    assert min(rows) >= 1
    pairs = sorted(zip(lengths, rows, strict=True))
    assert all(one[1] <= other[1] for one in pairs for other in pairs if one[0] < other[0])


def test_the_stretches_of_a_day_meet() -> None:
    """What belongs to no block stands between those that do, however late they are."""
    found = stretches(late().day("10:55"))
    assert [first.end for first in found[:-1]] == [later.start for later in found[1:]]
    assert sum((part.end - part.start for part in found), timedelta()) == minutes(310)

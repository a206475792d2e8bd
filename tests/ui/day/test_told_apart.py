"""Titles that begin alike can be told apart wherever the screen has to cut them."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kvip_tui.domain.state.plan import Room
from kvip_tui.ui.widgets.big_clock import BigClock
from kvip_tui.ui.widgets.lines import Lines, told_apart
from tests.builders import timetable, visit
from tests.ui.days import DayApp, text

PATIENT, NEXT_OF_KIN = "Intervju med én pasient", "Intervju med én pårørende"
CARD_HEAD = "BlockCard .card-head"
TITLES = (PATIENT, NEXT_OF_KIN, "Pause", "Planlegging av dagen", "Lunsj")


@pytest.mark.parametrize(
    ("title", "width", "shown"),
    [
        (PATIENT, 23, PATIENT),
        (PATIENT, 22, "Intervju med én pasie…"),
        (PATIENT, 20, "Intervju me… pasient"),
        (PATIENT, 10, "I… pasient"),
        (PATIENT, 8, "…pasient"),
        (NEXT_OF_KIN, 12, "I… pårørende"),
        (NEXT_OF_KIN, 10, "…pårørende"),
        (NEXT_OF_KIN, 9, "…pårøren…"),
        ("Planlegging av dagen", 8, "Planleg…"),
        ("Planlegging av dagen", 3, "Pl…"),
        ("Pause", 5, "Pause"),
    ],
)
def test_what_differs_stays_in_sight(title: str, width: int, shown: str) -> None:
    """The end gives way, unless another title reads the same up to there."""
    assert told_apart(title, TITLES, width).plain == shown


@settings(max_examples=60)
@given(st.lists(st.text("ab 漢", max_size=12), min_size=1, max_size=4), st.integers(-2, 14))
def test_no_title_is_wider_than_its_room(titles: list[str], width: int) -> None:
    """Whatever the titles are, wide letters too; one column is the least."""
    for title in titles:
        assert told_apart(title, titles, width).cell_length <= max(1, width)


@pytest.mark.parametrize("size", [(140, 40), (100, 30), (80, 24)])
async def test_two_interviews_are_told_apart_everywhere(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    """On the timeline, on their cards, in the line of clocks, and in the names of their rooms."""
    long = "Whereby eller et annet sensitivt rom hos Norsk Helsenett"
    rooms = tuple(Room(id=i, title=f"{long} ({i})", sensitive=True) for i in ("p", "n"))
    p, n = ({"title": t, "room": r} for t, r in ((PATIENT, "p"), (NEXT_OF_KIN, "n")))
    built = visit(timetable("P|g 12:00-13:00, N|g 12:00-13:00", p=p, n=n), rooms=rooms)
    built.started("p", "12:00").started("n", "12:00")
    day = DayApp(tmp_path, built, "12:59")
    async with day.app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.pause()
        screen = pilot.app.screen
        heads = [row.plain for head in screen.query(CARD_HEAD).results(Lines) for row in head.rows]
        clocks = text(screen, "#clock-line") if size == (80, 24) else "pasi pårø"
        for rows in (text(screen, "#timeline"), " ".join(heads), clocks):
            assert "pasi" in rows
            assert "pår" in rows
        # Side by side or below each other, each clock is a large one, and each has its room.
        beside = [clock.size.height for clock in screen.query(BigClock) if clock.display]
        drawn = [
            sum("█" in row.plain for row in head.rows)
            for head in screen.query(CARD_HEAD).results(Lines)
        ]
        assert [one + other for one, other in zip(beside, drawn, strict=True)] == [3, 3]
        named = text(screen, "#details") + " ".join(heads)
        assert "(p)" in named
        assert "(n)" in named

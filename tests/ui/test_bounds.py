"""What no terminal has, and what comes too late, does nothing."""

from pathlib import Path

import pytest
from textual import events
from textual.geometry import Size

from kvip_tui.ui.day.widgets.too_small import MOST, TooSmall, bounded
from tests.ui.doors import at_day, at_start, shown


@pytest.mark.parametrize(
    ("size", "taken"),
    [
        (Size(140, 40), Size(140, 40)),
        (MOST, MOST),
        (Size(20_000, 20_000), MOST),
        (Size(3_000, 30), Size(MOST.width, 30)),
        (Size(80, 3_000), Size(80, MOST.height)),
    ],
)
def test_a_window_is_no_larger_than_a_wall_of_screens(size: Size, taken: Size) -> None:
    """A report of a size that is made up would take all memory."""
    event = events.Resize(size, size)
    assert bounded(event).size == taken
    assert (bounded(event) is event) == (size == taken)


async def test_a_made_up_size_is_survived_and_left(data: Path) -> None:
    """The screen is drawn as large as it can be, and small again afterwards."""
    async with shown(at_start(data)) as pilot:
        size = Size(20_000, 20_000)
        pilot.app.post_message(events.Resize(size, size))
        await pilot.pause(0.1)
        assert pilot.app.size == MOST
        await pilot.resize_terminal(100, 30)
        assert pilot.app.size == Size(100, 30)


async def test_keys_pressed_after_leaving_do_nothing(data: Path) -> None:
    """A person goes on typing while the program ends; it ends all the same."""
    async with shown(at_day(data)) as pilot:
        pilot.app.post_message(events.Key("ctrl+q", None))
        for key in ("a", "enter", "f8", "n"):
            pilot.app.post_message(events.Key(key, key if len(key) == 1 else None))
        pilot.app.post_message(events.Paste("tekst"))
        await pilot.pause()
    assert pilot.app.return_code in {0, None}


async def test_a_window_that_is_small_for_no_time_ends_nothing(data: Path) -> None:
    """It is small and large again, or left, before the cover is laid out."""
    async with shown(at_day(data)) as pilot:
        pilot.app.post_message(events.Resize(Size(10, 3), Size(10, 3)))
        pilot.app.post_message(events.Resize(Size(140, 40), Size(140, 40)))
        await pilot.pause()
        pilot.app.push_screen(TooSmall())
        pilot.app.exit()

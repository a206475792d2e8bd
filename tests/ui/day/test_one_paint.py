"""What an event changes is shown once, by every part of the screen, from one snapshot."""

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from kvip_tui.domain.notes.vocabulary import AddNote
from kvip_tui.ui.day.day_face import DayFace
from kvip_tui.ui.day.edit_dock import EditDock
from kvip_tui.ui.day.note_area import NoteArea
from kvip_tui.ui.day.panel_stack import PanelStack
from kvip_tui.ui.day.screen import DayScreen
from kvip_tui.ui.panels.base import Sight
from tests.builders import VisitBuilder
from tests.ui.days import DayApp, small_day
from tests.ui.doors import day_of

Opened = Callable[..., DayApp]
# So many times in a row nothing must have been painted before anything is counted.
QUIET = 5
TICK = DayScreen.tick
PARTS = (DayFace, EditDock, PanelStack, NoteArea)
Shown = dict[type, list[Sight]]


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> Shown:
    """Return what each part of the screen has been shown, kept up to date."""
    found: Shown = {part: [] for part in PARTS}

    def watch(part: type) -> None:
        show: Callable[..., None] = part.show_sight  # type: ignore[attr-defined]

        def watched(self: object, sight: Sight, **more: bool) -> None:
            found[part].append(sight)
            show(self, sight, **more)

        monkeypatch.setattr(part, "show_sight", watched)

    for part in PARTS:
        watch(part)
    # The clock's own paint would come between, whenever the machine is slow enough.
    monkeypatch.setattr(DayScreen, "tick", DayScreen.paint)
    return found


async def settle(pilot: Pilot[None], shown: Shown) -> None:
    """Let what has begun come to its end, and count from there."""
    quiet = 0
    while quiet < QUIET:
        for sights in shown.values():
            sights.clear()
        await pilot.pause(0.02)
        quiet = 0 if any(shown.values()) else quiet + 1


async def paints(day: DayApp, shown: Shown, before: tuple[str, ...], key: str) -> int:
    """Press keys, and return how often the screen is painted for the last of them."""
    async with day.app.run_test(size=(140, 40)) as pilot:
        await pilot.press(*before)
        await settle(pilot, shown)
        await pilot.press(key)
        await pilot.pause()
        first, *others = ([id(sight) for sight in sights] for sights in shown.values())
        assert all(seen == first for seen in others), "the parts are shown one snapshot"
        return len(first)


@pytest.mark.parametrize(
    ("before", "key"),
    [
        ((), "b"),
        (("a", "b"), "a"),
        ((), "B"),
        (("b",), "space"),
        ((), "full_stop"),
        ((), "asterisk"),
        ((), "w"),
        ((), "0"),
        ((), "comma"),
        (("comma",), "b"),
        (("comma",), "escape"),
        (("plus",), "ctrl+z"),
        ((), "plus"),
        ((), "f7"),
        ((), "f8"),
        ((), "1"),
        ((), "9"),
        ((), "down"),
        (("down",), "escape"),
        ((), "percent_sign"),
        (("question_mark",), "1"),
        (("f4",), "b"),
        (("ctrl+k",), "b"),
        (("f4",), "down"),
        (("f3",), "b"),
        ((), "enter"),
        (("enter",), "escape"),
        (("colon",), "escape"),
        (("ctrl+e",), "down"),
        ((), "f2"),
        (("f3",), "f3"),
    ],
)
async def test_a_key_paints_once(
    opened: Opened, shown: Shown, before: tuple[str, ...], key: str
) -> None:
    """Whatever it does, says and closes on the way."""
    assert await paints(opened("09:10", begun="oppstart"), shown, before, key) == 1


@pytest.mark.parametrize(
    ("before", "key"),
    [
        (("enter",), "x"),
        (("enter", "x"), "ctrl+j"),
        (("colon",), "n"),
    ],
)
async def test_what_is_typed_paints_nothing(
    opened: Opened, shown: Shown, before: tuple[str, ...], key: str
) -> None:
    """A letter is drawn by its field alone."""
    assert await paints(opened("09:10", begun="oppstart"), shown, before, key) == 0


async def test_a_note_paints_once(opened: Opened, shown: Shown) -> None:
    """It is stored, said, shown below the day, and gone from its line and the draft."""
    day = opened("09:10", begun="oppstart")
    assert await paints(day, shown, ("enter", *"hei"), "enter") == 1
    assert day.session.visit.notes[-1].text == "hei"


async def test_the_second_paints_once(opened: Opened, shown: Shown) -> None:
    """However much of it is new: a note of somebody else's, a phase, a sentence."""
    day = opened("09:10", begun="oppstart")
    async with day.app.run_test(size=(140, 40)) as pilot:
        await settle(pilot, shown)
        day.session.do(AddNote("ny", day.session.now()))
        day.pass_time(16)
        TICK(day_of(pilot))
        await pilot.pause()
        assert [len(sights) for sights in shown.values()] == [1] * len(PARTS)


async def test_what_is_asked_for_often_is_painted_once(tmp_path: Path, shown: Shown) -> None:
    """All that is asked for while one event is dealt with is one paint."""
    built: VisitBuilder = small_day()
    day = DayApp(tmp_path, built.started("oppstart", "09:00"), "09:10")
    async with day.app.run_test(size=(140, 40)) as pilot:
        await settle(pilot, shown)
        for _again in range(3):
            day_of(pilot).paint()
        await pilot.pause()
        assert [len(sights) for sights in shown.values()] == [1] * len(PARTS)

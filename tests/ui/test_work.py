"""How much the screen does: counted, not timed, so that it is the same on every machine."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from textual.screen import Screen
from textual.widget import Widget

from kvip_tui.domain.base import AnyEvent
from kvip_tui.domain.checks.changes import CheckTicked
from kvip_tui.domain.day.changes import BlockPaused, TimeAdded
from kvip_tui.domain.floor.nudges import DEFAULT_LIMITS
from kvip_tui.domain.floor.turns import GiveFloor
from kvip_tui.domain.floor.view import floor_view
from kvip_tui.domain.people.changes import PresenceChanged, RoleAssigned
from kvip_tui.snapshot import glance
from tests.ui.day.floors import MEDIUM, WIDE
from tests.ui.days import DayApp, small_day, text
from tests.ui.doors import day_of

Opened = Callable[..., DayApp]
Asked = dict[str, int]


@contextmanager
def counted(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Asked, list[object]]]:
    """Count the rows that each widget is asked to paint anew, and what is laid out."""
    rows: Asked = {}
    layouts: list[object] = []
    refresh, lay_out = Widget.refresh, Screen._refresh_layout

    def refreshed(self: Widget, *regions: object, layout: bool = False, **more: bool) -> Widget:
        rows[self.id or ""] = rows.get(self.id or "", 0) + len(regions)
        if layout:
            layouts.append(self)
        return refresh(self, *regions, layout=layout, **more)  # type: ignore[arg-type]

    def laid_out(self: Screen[object], *how: object, **more: object) -> None:
        layouts.append(self)
        lay_out(self, *how, **more)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(Widget, "refresh", refreshed)
        patch.setattr(Screen, "_refresh_layout", laid_out)
        yield rows, layouts


@pytest.mark.parametrize("size", [WIDE, MEDIUM])
async def test_a_hand_over_repaints_a_few_rows(
    opened: Opened, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    """The holder's row, the two people's and the sentence about it; nothing is laid out anew."""
    day = opened("09:10", begun="oppstart")
    async with day.app.run_test(size=size) as pilot:
        await pilot.press("a", "b", "a")
        await pilot.pause()
        with counted(monkeypatch) as (rows, layouts):
            await pilot.press("b")
            await pilot.pause()
        assert rows == {"floor-now": 1, "floor-people": rows["floor-people"], "message": 1}
        assert rows["floor-people"] <= 2
        assert layouts == []


async def test_a_second_repaints_clocks_only(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What tells the time is painted anew, and where nothing has changed nothing is."""
    day = opened("09:10", begun="oppstart")
    async with day.app.run_test(size=WIDE) as pilot:
        await pilot.press("b")
        await pilot.pause()
        with counted(monkeypatch) as (rows, layouts):
            day_of(pilot).tick()
            await pilot.pause()
            assert rows == {}
            day.pass_time(1 / 60)
            day_of(pilot).tick()
            await pilot.pause()
        assert set(rows) <= {"headline", "floor-now", "floor-people", "floor-groups", ""}
        assert {"headline", "floor-now"} <= set(rows)
        assert layouts == []


async def test_the_day_under_a_panel_is_not_painted(opened: Opened) -> None:
    """It is brought up to date when it is seen again."""
    day = opened("09:10", begun="oppstart")
    async with day.app.run_test(size=WIDE) as pilot:
        await pilot.press("f3", "b")
        await pilot.pause()
        assert "Berit" not in text(pilot.app.screen, "#floor-now")
        await pilot.press("f3")
        await pilot.pause()
        assert "Berit" in text(pilot.app.screen, "#floor-now")


OTHER_EVENTS: tuple[AnyEvent, ...] = (
    TimeAdded("team", timedelta(minutes=1)),
    BlockPaused("team"),
    CheckTicked("oppstart", "regler"),
    PresenceChanged("anne", present=False),
    RoleAssigned("sekretaer", "anne"),
)


@pytest.mark.parametrize("event", OTHER_EVENTS, ids=lambda event: type(event).__name__)
def test_what_changes_the_day_is_worked_out_anew(event: AnyEvent) -> None:
    """Only while nothing but the floor changes within a second is the rest of a glance kept."""
    built = small_day().started("team", "08:30")
    before = glance(built.visit, built.at("08:40"), writer=True, rehearsing=False)
    built.happened("08:40", event)
    assert before.renewed(built.visit, built.at("08:40"), DEFAULT_LIMITS) is None


def test_a_hand_over_leaves_the_rest_of_a_glance_as_it_was() -> None:
    """The floor is that of the moment; a second later all is worked out anew."""
    built = small_day().started("team", "08:30")
    now = built.at("08:40")
    before = glance(built.visit, now, writer=True, rehearsing=False)
    assert before.renewed(built.visit, now, DEFAULT_LIMITS) is before
    built.do(GiveFloor("anne"), "08:40")
    soon = now + timedelta(milliseconds=900)
    after = before.renewed(built.visit, soon, DEFAULT_LIMITS)
    assert after is not None
    assert after.floor == floor_view(built.visit, soon)
    assert (after.visit, after.now) == (built.visit, soon)
    assert after.same_but_floor(before)
    later = now + timedelta(seconds=1)
    assert before.renewed(built.visit, later, DEFAULT_LIMITS) is None
    assert after.renewed(built.visit, later, DEFAULT_LIMITS) is None

"""Everything the day screen shows at one moment, worked out once a tick."""

from datetime import datetime

from msgspec import Struct

from kvip_tui.domain.floor_view import FloorView, floor_view
from kvip_tui.domain.gates import Item, shown_items
from kvip_tui.domain.timeline import DayView, current_day, day_view
from kvip_tui.domain.visit import Visit


class Glance(Struct, frozen=True):
    """A visit at one moment: its day, its floor and the checklist to show."""

    visit: Visit
    now: datetime
    day: DayView
    floor: FloorView
    items: tuple[Item, ...]
    writer: bool = True
    rehearsing: bool = False

    @property
    def zone(self) -> str:
        """The name of the visit's time zone."""
        return self.visit.plan.timezone


def glance(visit: Visit, now: datetime, *, writer: bool, rehearsing: bool) -> Glance:
    """Return what there is to show of the visit at *now*."""
    day = day_view(visit, current_day(visit, now), now)
    return Glance(
        visit=visit,
        now=now,
        day=day,
        floor=floor_view(visit, now),
        items=shown_items(visit, day),
        writer=writer,
        rehearsing=rehearsing,
    )

"""Everything the day screen shows at one moment, worked out once a tick and where it changes."""

from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from kvip_tui.domain.card.tips import Tip, tip
from kvip_tui.domain.catchup.planner import Catchup, catch_up
from kvip_tui.domain.checks.shown import Item, shown_items
from kvip_tui.domain.day.timeline import DayView, current_day, day_view
from kvip_tui.domain.floor.nudges import DEFAULT_LIMITS, FloorLimits
from kvip_tui.domain.floor.view import FloorView, floor_view
from kvip_tui.domain.notes.numbers import Numbers, numbers
from kvip_tui.domain.state.plan import Day
from kvip_tui.domain.state.visit import Visit
from kvip_tui.store.shipped.tips import shipped_tips


class Glance(Struct, frozen=True):
    """A visit at one moment: the day looked at and its checklist, and what is going on now.

    ``author`` is the name of whoever sits at this ``machine``, ``group`` the one chosen of several
    blocks that run; ``current`` is the day of now, which
    ``catchup`` and ``tip`` are about. ``stood_at`` is since when nothing has come of who holds the
    clock, None where it can.
    """

    visit: Visit
    now: datetime
    day: DayView
    current: DayView
    floor: FloorView
    items: tuple[Item, ...]
    catchup: Catchup = Catchup()
    writer: bool = True
    rehearsing: bool = False
    author: str = ""
    machine: str = ""
    group: str | None = None
    stood_at: datetime | None = None
    tip: Tip | None = None

    @property
    def elsewhere(self) -> bool:
        """Whether another day than the current one is looked at."""
        return self.day.day.id != self.current.day.id

    @property
    def zone(self) -> str:
        """The name of the visit's time zone."""
        return self.visit.plan.timezone

    @property
    def numbers(self) -> Numbers:
        """What notes are called here."""
        return numbers(self.visit, self.machine)

    @property
    def to_the_minute(self) -> tuple[object, ...]:
        """What there is to show in times of day: it changes with a minute, not with a second."""
        views = tuple((v.state, *map(_minute, v.projected or ())) for v in self.day.blocks)
        return self.visit, self.day.day, self.elsewhere, _minute(self.now), views

    def same_but_floor(self, before: "Glance | None") -> bool:
        """Return whether there is nothing new to show since *before* but the floor."""
        return before is not None and self.day is before.day and self.current is before.current

    def renewed(self, visit: Visit, now: datetime, limits: FloorLimits) -> "Glance | None":
        """Return what there is to show a moment later, or None where it must be worked out anew.

        Within a second, which is all that clocks on screen tell apart, nothing is worked out again
        of what has not changed: when the floor is handed over, that is all but the floor.
        """
        if visit is self.visit and _second(now) == _second(self.now):
            return self
        if _second(now) != _second(self.now) or not _same_but_floor(visit, self.visit):
            return None
        return replace(self, visit=visit, now=now, floor=floor_view(visit, now, limits))


OTHERS = tuple(name for name in Visit.__struct_fields__ if name != "floor")


def _same_but_floor(visit: Visit, before: Visit) -> bool:
    return all(getattr(visit, name) is getattr(before, name) for name in OTHERS)


def _minute(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)


def _second(moment: datetime) -> datetime:
    return moment.replace(microsecond=0)


def glance(
    visit: Visit,
    now: datetime,
    *,
    writer: bool,
    rehearsing: bool,
    chosen: Day | None = None,
    looked_at: str | None = None,
    limits: FloorLimits = DEFAULT_LIMITS,
) -> Glance:
    """Return what there is to show of the visit at *now*.

    Args:
        visit: The visit.
        now: The moment.
        writer: Whether the visit may be changed here.
        rehearsing: Whether the clock is a rehearsal's.
        chosen: The day looked at in place of the current one.
        looked_at: The id of the block looked at in place of what is now.
        limits: The thresholds of the floor.
    """
    current = day_view(visit, current_day(visit, now), now)
    day = day_view(visit, chosen, now) if chosen else current
    floor, catchup = floor_view(visit, now, limits), catch_up(visit, current)
    return Glance(
        visit=visit,
        now=now,
        day=day,
        current=current,
        floor=floor,
        items=shown_items(visit, day, _block_shown(day, looked_at)),
        catchup=catchup,
        writer=writer,
        rehearsing=rehearsing,
        tip=None if chosen or catchup.delays else tip(shipped_tips(), visit, current, floor, now),
    )


def _block_shown(day: DayView, looked_at: str | None) -> str | None:
    """Return the block whose checklist is shown; of a day without a timetable it is always one."""
    if looked_at and day.view(looked_at):
        return looked_at
    first = (day.running or day.upcoming or day.blocks)[:1]
    return first[0].block.id if first and day.day.untimed else None

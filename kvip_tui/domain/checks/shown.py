"""The checklist to show: of what is now, and what earlier blocks and days left undone (DESIGN 4).

Open gates go along until what they hold back has begun. Everything else left on earlier days with
a timetable stands in the day's first block, after its own items, and is then left in peace.
"""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from msgspec import Struct

from kvip_tui.domain.day.gates import held_back
from kvip_tui.domain.day.projection import date_of, instant
from kvip_tui.domain.day.timeline import BlockView, DayView
from kvip_tui.domain.people.roles import LEADER
from kvip_tui.domain.state.plan import Block, Check, Day
from kvip_tui.domain.state.visit import Tick, Visit
from kvip_tui.domain.text.words import plain


class Item(Struct, frozen=True):
    """An item of the checklist shown now; ``carried`` says that it stands on an earlier block."""

    block: Block
    check: Check
    done: bool
    carried: bool = False


def shown_items(visit: Visit, day: DayView, looked_at: str | None = None) -> tuple[Item, ...]:
    """Return the checklist to show: of what runs, is next or was last, then what is carried.

    A block looked at out of its turn shows its own items, as does one of several side by side,
    and a day without a timetable those of all its blocks. A carried item that is ticked stays
    shown until the next block begins, so that nothing moves under the leader's fingers.
    """
    current = day.running or day.upcoming or day.blocks[-1:]
    ids = {view.block.id for view in current}
    if looked_at is not None and (day.day.untimed or looked_at not in ids):
        view = day.view(looked_at)
        return _own(visit, (view,)) if view else ()
    if day.day.untimed:
        return _own(visit, day.blocks)
    meant = tuple(view for view in current if view.block.id == looked_at) or current
    return (*_own(visit, meant), *_carried(visit, day, ids))


def _own(visit: Visit, views: tuple[BlockView, ...]) -> tuple[Item, ...]:
    return tuple(
        Item(block=view.block, check=check, done=visit.done(view.block, check))
        for view in views
        for check in view.block.checks
    )


def _carried(visit: Visit, day: DayView, ids: set[str]) -> tuple[Item, ...]:
    """Return the open gates of earlier blocks, then the other items of earlier days."""
    since = _since(visit, day)
    held = held_back(visit.plan)
    listed = [block for block in _before(visit, ids) if block.checks]
    holding = [b for b in listed if any(visit.run(other).waiting for other in held[b.id])]
    gates = _still_open(visit, holding, since, gates=True)
    return (*gates, *_still_open(visit, _left_behind(visit, day, ids), since, gates=False))


def _still_open(visit: Visit, blocks: list[Block], since: datetime, *, gates: bool) -> list[Item]:
    """Return the items of *blocks*, gates or others, that are undone or were done *since* then."""
    found: list[Item] = []
    for block in blocks:
        for check in block.checks:
            key = (block.id, check.id)
            tick = visit.ticks.get(key)
            wanted = key not in visit.passed if tick is None else tick.at >= since
            if check.gate == gates and wanted:
                found.append(Item(block=block, check=check, done=bool(tick), carried=True))
    return found


def _since(visit: Visit, day: DayView) -> datetime:
    """Return since when a tick is too fresh to vanish: the latest beginning or end of a block."""
    running = [view.started for view in day.running if view.started]
    if running:
        return min(running)
    runs = visit.runs.values()
    changes = [moment for run in runs for moment in (run.started, run.ended) if moment]
    midnight = instant(date_of(visit, day.day), 0, ZoneInfo(visit.plan.timezone))
    # What was ticked in the moment in which its block ended, was ticked in that block.
    return max((moment + timedelta.resolution for moment in changes), default=midnight)


def _before(visit: Visit, ids: set[str]) -> list[Block]:
    """Return the blocks before the first of those with the given ids; none where there is none."""
    blocks = [block for _, block in visit.plan.blocks()]
    first = next((i for i, block in enumerate(blocks) if block.id in ids), 0)
    return blocks[:first]


def _left_behind(visit: Visit, day: DayView, ids: set[str]) -> list[Block]:
    """Return the blocks of earlier days with a timetable; none once the first block is past."""
    if not ids or any(view.started and view.block.id not in ids for view in day.blocks):
        return []
    earlier = (d for d in visit.plan.days if not d.untimed and d.offset < day.day.offset)
    return [block for d in sorted(earlier, key=lambda d: d.offset) for block in d.blocks]


class Standing(Struct, frozen=True):
    """An item, where it stands, and its tick, if any.

    ``gate``: it is a gate that nobody has passed; with no tick it is still open.
    """

    day: Day
    block: Block
    check: Check
    tick: Tick | None = None
    gate: bool = False


def standings(visit: Visit, roles: frozenset[str] | None = None) -> tuple[Standing, ...]:
    """Return the items in the order of days and blocks; with *roles* only what is theirs to do."""
    found: list[Standing] = []
    for day in sorted(visit.plan.days, key=lambda day: day.offset):
        for block in day.blocks:
            found += [
                Standing(
                    day=day,
                    block=block,
                    check=check,
                    tick=visit.ticks.get((block.id, check.id)),
                    gate=check.gate and (block.id, check.id) not in visit.passed,
                )
                for check in block.checks
                if roles is None or check.role in roles
            ]
    return tuple(found)


def roles_of(visit: Visit, name: str) -> frozenset[str]:
    """Return the roles of whoever is called that; the leader's where nobody says who sits here."""
    ids = {person.id for person in visit.people if plain(person.name) == plain(name)}
    held = frozenset(role for role, person in visit.roles.items() if person in ids)
    return held if name else frozenset({LEADER})


def holder_of(visit: Visit, role_id: str) -> tuple[str, str]:
    """Return the title of a role, and the name of who has it, '' for nobody."""
    title = next((role.title for role in visit.plan.roles if role.id == role_id), role_id)
    person = visit.person(visit.roles.get(role_id))
    return title, person.name if person else ""

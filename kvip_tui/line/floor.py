"""The floor in plain text: the list, the nudges, everybody's share, and the turns by number."""

from collections.abc import Iterator
from datetime import datetime

from kvip_tui.domain.floor.corrections import all_turns
from kvip_tui.domain.floor.nudges import FloorLimits
from kvip_tui.domain.floor.view import FloorView, floor_view, percentages
from kvip_tui.domain.state.visit import Visit
from kvip_tui.i18n import _
from kvip_tui.texts import floor as texts_floor
from kvip_tui.texts import formats


def plain_floor(visit: Visit, now: datetime, limits: FloorLimits) -> list[str]:
    """Return how the floor stands as lines; shares are of the day, turns of the running block."""
    view = floor_view(visit, now, limits)
    lines = [
        _holder(view, visit),
        _queue(view, visit),
        texts_floor.round_line(view, visit),
        *texts_floor.nudge_lines(visit, view.nudges),
        *_groups(view, visit),
        *_people(view, visit),
        *_turns(visit, now),
    ]
    return [line for line in lines if line]


def _holder(view: FloorView, visit: Visit) -> str:
    if view.holder is None or view.kind is None or view.longest is None:
        return _("Ingen har ordet, ledig i alt {time}").format(
            time=formats.talk_time(view.day.free)
        )
    return _("{name} har ordet: {kind}, {time} av {longest}").format(
        name=texts_floor.name(visit, view.holder),
        kind=texts_floor.kind(view.kind),
        time=formats.talk_time(view.elapsed),
        longest=formats.talk_time(texts_floor.rounded(view.longest)),
    )


def _queue(view: FloorView, visit: Visit) -> str:
    label = _("Taleliste (strek)") if view.closed else _("Taleliste")
    names = [
        _("{n} {name}, {kind}").format(
            n=number, name=texts_floor.name(visit, person), kind=texts_floor.kind(kind)
        )
        for number, (person, kind) in enumerate(view.queue, 1)
    ]
    listed = "; ".join(names) or _("tom")
    return _("{label}: {names}").format(label=label, names=listed)


def _groups(view: FloorView, visit: Visit) -> Iterator[str]:
    parts = percentages([group.spoken for group in view.day.groups])
    for group, percent in zip(view.day.groups, parts, strict=True):
        yield _("{group}: {percent} %, {time}, {times}").format(
            group=visit.plan.group_title(group.group),
            percent=percent,
            time=formats.talk_time(group.spoken),
            times=texts_floor.times(group.turns),
        )


def _people(view: FloorView, visit: Visit) -> Iterator[str]:
    letters = {person.id: person.letter for person in visit.people}
    for person in view.people:
        if person.in_roster:
            yield _("{letter} {name}: {time}, {times}, i blokka {block}").format(
                letter=letters[person.person],
                name=texts_floor.name(visit, person.person),
                time=formats.talk_time(person.spoken),
                times=texts_floor.times(person.turns),
                block=formats.talk_time(person.spoken_in_block),
            )


def _turns(visit: Visit, now: datetime) -> Iterator[str]:
    """Yield the turns of the running block, with the numbers by which they are corrected."""
    zone = visit.plan.timezone
    for turn in all_turns(visit.floor):
        if turn.block == visit.floor.block:
            yield _("Tur {number}: {clock} {name}, {kind}").format(
                number=turn.number,
                clock=formats.clock(turn.start, zone, seconds=True),
                name=texts_floor.name(visit, turn.person),
                kind=texts_floor.kind(turn.kind),
            )

"""Where a visit stands, as the JSON of scripts and as plain text (DESIGN 9)."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from kvip_tui import formats, texts
from kvip_tui.domain.carry import Item, shown_items
from kvip_tui.domain.floor_view import FloorView, floor_view
from kvip_tui.domain.gates import progress
from kvip_tui.domain.roles import role_problems
from kvip_tui.domain.timeline import BlockView, State, current_day, day_view
from kvip_tui.domain.visit import Visit
from kvip_tui.i18n import _

Json = dict[str, Any]


def _iso(instant: datetime | None, zone: ZoneInfo) -> str | None:
    if instant is None:
        return None
    local = instant.astimezone(zone)
    return local.isoformat(timespec="milliseconds" if local.microsecond else "seconds")


def _whole(span: timedelta | None) -> int | None:
    return None if span is None else formats.seconds(span)


def status(visit: Visit, now: datetime, *, writer: bool) -> Json:
    """Return the status of the day that *now* falls on; seconds are integers."""
    day = day_view(visit, current_day(visit, now), now)
    zone = ZoneInfo(visit.plan.timezone)
    return {
        "visit": visit.id,
        "title": visit.title,
        "now": _iso(now, zone),
        "day": day.day.id,
        "behind_s": formats.seconds(day.behind),
        "behind_text": formats.behind(day.behind),
        "day_end": {
            "planned": _iso(day.planned_end, zone),
            "projected": _iso(day.projected_end, zone),
        },
        "running": [view.block.id for view in day.running],
        "blocks": [_block(visit, view, zone) for view in day.blocks],
        "catchup": [],
        "floor": _floor(visit, floor_view(visit, now)),
        "roles": [
            {"id": role.id, "title": role.title, "person": visit.roles.get(role.id)}
            for role in visit.plan.roles
        ],
        "role_problems": [
            {"code": problem.code, "text": texts.role_problem(problem)}
            for problem in role_problems(visit)
        ],
        "notes": {"total": len(visit.notes), "by_tag": _by_tag(visit)},
        "writer": writer,
    }


def _block(visit: Visit, view: BlockView, zone: ZoneInfo) -> Json:
    done, total, gates = progress(visit, view.block)
    planned = view.planned or (None, None)
    projected = view.projected or (view.started, view.ended)
    return {
        "id": view.block.id,
        "title": view.block.title,
        "state": view.state.value,
        "phase": view.phase.value if view.phase else None,
        "planned_start": _iso(planned[0], zone),
        "planned_end": _iso(planned[1], zone),
        "actual_start": _iso(view.started, zone),
        "actual_end": _iso(view.ended, zone),
        "projected_start": _iso(projected[0], zone),
        "projected_end": _iso(projected[1], zone),
        "remaining_s": None if view.remaining is None else formats.left(view.remaining),
        "elapsed_s": _whole(view.elapsed),
        "added_s": _whole(view.added),
        "paused_s": _whole(view.paused),
        "overtime_s": _whole(view.overtime),
        "inferred": view.block.inferred,
        "checks": {"done": done, "total": total, "gates_open": gates},
    }


def _floor(visit: Visit, view: FloorView) -> Json:
    return {
        "holder": view.holder,
        "kind": view.kind.value if view.kind else None,
        "elapsed_s": _whole(view.elapsed),
        "next": view.next,
        "queue": [{"person": person, "kind": kind.value} for person, kind in view.queue],
        "closed": view.closed,
        "round": None
        if view.round is None
        else {"left": list(view.round.left), "passed": list(view.round.passed)},
        "free_s": _whole(view.free),
        "people": [
            {
                "id": person.id,
                "name": person.name,
                "group": person.group,
                "present": person.present,
                "spoken_s": _whole(share.spoken),
                "turns": share.turns,
                "spoken_in_block_s": _whole(share.spoken_in_block),
            }
            for person, share in zip(visit.people, view.people, strict=True)
        ],
        "groups": [
            {"id": group.group, "spoken_s": _whole(group.spoken), "share": round(group.share, 4)}
            for group in view.groups
        ],
        "nudges": [{"code": nudge.code, "person": nudge.person} for nudge in view.nudges],
    }


def _by_tag(visit: Visit) -> dict[str, int]:
    counts: dict[str, int] = {}
    for note in visit.notes:
        for tag in note.tags:
            counts[tag] = counts.get(tag, 0) + 1
    return dict(sorted(counts.items()))


def plain_status(visit: Visit, now: datetime) -> list[str]:
    """Return where the day stands as lines of plain text, for a screen reader or a glance."""
    day = day_view(visit, current_day(visit, now), now)
    zone = visit.plan.timezone
    lines = [
        f"{visit.title} · {day.day.title}",
        f"{formats.clock(now, zone, seconds=True)} · {formats.headline(day, zone)}",
    ]
    lines += [_running_line(view, zone) for view in day.running]
    if day.upcoming:
        titles = " + ".join(view.block.title for view in day.upcoming)
        projected = day.upcoming[0].projected
        start = formats.clock(projected[0], zone) if projected else ""
        lines.append(_("Neste: {start} {title}").format(start=start, title=titles))
    holder = visit.person(visit.floor.holder)
    if holder is not None:
        lines.append(_("{name} har ordet").format(name=holder.name))
    lines += [_item_line(i, item) for i, item in enumerate(shown_items(visit, day), 1)]
    return [line.strip() for line in lines]


def _item_line(number: int, item: Item) -> str:
    mark = "x" if item.done else " "
    gate = _("(må være i orden)") if item.check.gate else ""
    return f"{number} [{mark}] {item.check.text} {gate}"


def _running_line(view: BlockView, zone: str) -> str:
    if view.remaining is None:
        return _("Pågår: {title}").format(title=view.block.title)
    template = (
        _("Pågår: {title}, {left} over tida")
        if view.overtime
        else _("Pause i klokka: {title}, {left} igjen")
        if view.state is State.PAUSED
        else _("Pågår: {title}, {left} igjen")
    )
    left = formats.countdown(abs(formats.left(view.remaining)))
    return template.format(title=view.block.title, left=left)

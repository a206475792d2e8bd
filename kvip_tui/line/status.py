"""Where a visit stands, as the JSON of scripts and as plain text (DESIGN 9)."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from kvip_tui.domain.catchup.planner import Catchup, Proposal, catch_up
from kvip_tui.domain.checks.shown import Item, shown_items, standings
from kvip_tui.domain.day.gates import progress
from kvip_tui.domain.day.projection import date_of
from kvip_tui.domain.day.timeline import BlockView, DayView, State, current_day, day_view
from kvip_tui.domain.floor.nudges import DEFAULT_LIMITS, FloorLimits
from kvip_tui.domain.floor.view import FloorView, floor_view
from kvip_tui.domain.notes.unsaid import to_tell, unsaid
from kvip_tui.domain.people.roles import role_problems, vacant
from kvip_tui.domain.planning.subitems import split_view
from kvip_tui.domain.sharing.travels import SHOWN
from kvip_tui.domain.state.plan import HOST, Day
from kvip_tui.domain.state.visit import Note, Visit
from kvip_tui.i18n import _, ngettext
from kvip_tui.line.checks import plain_interview, plain_tip
from kvip_tui.session import Session
from kvip_tui.texts import catchup as texts_catchup
from kvip_tui.texts import checks as texts_checks
from kvip_tui.texts import formats
from kvip_tui.texts import notes as texts_notes
from kvip_tui.texts import people as texts_people
from kvip_tui.texts import planning as texts_planning

Json = dict[str, Any]


def _iso(instant: datetime | None, zone: ZoneInfo) -> str | None:
    if instant is None:
        return None
    local = instant.astimezone(zone)
    return local.isoformat(timespec="milliseconds" if local.microsecond else "seconds")


def _whole(span: timedelta | None) -> int | None:
    return None if span is None else formats.seconds(span)


def status(
    visit: Visit,
    now: datetime,
    *,
    writer: bool,
    limits: FloorLimits = DEFAULT_LIMITS,
    session: Session | None = None,
) -> Json:
    """Return the status of the day that *now* falls on; seconds are integers.

    What was never ended is measured at the last thing that was done, and ``never_ended`` says so.
    """
    at = session.sums_at(now) if session is not None else now
    day = day_view(visit, current_day(visit, at), at)
    zone, running = ZoneInfo(visit.plan.timezone), [view.block.id for view in day.running]
    found = catch_up(visit, day)
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
        "running": running,
        "blocks": [_block(visit, view, zone) for view in day.blocks],
        "catchup": [_proposal(visit, way, zone) for way in found.proposals],
        "floor": _floor(visit, floor_view(visit, at, limits)),
        **_roles(visit, zone),
        "checks": _checks(visit),
        "notes": {"total": len(shown := _shown(visit)), "by_tag": _by_tag(shown)},
        "writer": writer,
        **_machines(visit, session, now),
        **_others(visit, day, found, zone),
        **({"never_ended": {"blocks": running, "ends": _iso(at, zone)}} if at != now else {}),
    }


def _machines(visit: Visit, session: Session | None, now: datetime) -> Json:
    """Return who holds the clock, what is known of each machine, and the notes that stay here."""
    shared, circle = visit.shared, session.circle if session else None
    here = sum(note.privacy not in SHOWN for note in visit.notes)
    here += len(session.whispers) if session else 0
    me = circle.machine if circle else ""
    heard, counts = (circle.heard(), circle.counts()) if circle else ({}, {})
    machines = []
    for machine in sorted({*(shared.mates if shared else ()), *heard, *counts} - {me}):
        seen = heard.get(machine)
        received = counts.get(machine, 0)
        machines.append(
            {
                "id": machine,
                "person": shared.person(machine) if shared else machine,
                "seen_s": None if seen is None else max(0, _whole(now - seen.since) or 0),
                "records": max(received, seen.seen.records) if seen else received,
                "received": received,
            }
        )
    holder = shared.holder if shared else me
    return {
        "clock": {"machine": holder, "mine": shared is None or holder == me},
        "machines": machines,
        "notes_here": here,
    }


def _roles(visit: Visit, zone: ZoneInfo) -> Json:
    """Return who has which role, what is against it, and who has had which."""
    return {
        "roles": [
            {"id": role.id, "title": role.title, "person": visit.roles.get(role.id)}
            for role in visit.plan.roles
        ],
        "role_problems": [
            {"code": problem.code, "text": texts_people.role_problem(problem)}
            for problem in role_problems(visit)
        ],
        "role_history": _role_history(visit, zone),
    }


def _role_history(visit: Visit, zone: ZoneInfo) -> list[Json]:
    """Return who has had which role, in the order in which they got it."""
    return [
        {
            "role": term.role,
            "person": term.person,
            "since": _iso(term.since, zone),
            "until": _iso(term.until, zone),
        }
        for term in visit.role_terms
    ]


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
        "outcome": visit.outcomes.get(view.block.id),
    }


def _others(visit: Visit, day: DayView, found: Catchup, zone: ZoneInfo) -> Json:
    """Return what others come to, who leaves when, what of it is in danger, and what is unsaid."""
    return {
        "awaited": [view.block.id for view in day.blocks if view.awaited],
        "leaving": _leaving(day, zone),
        "delays": _delays(found, zone),
        "unsaid": _unsaid(visit),
    }


def _leaving(day: DayView, zone: ZoneInfo) -> list[Json]:
    """Return who is still to leave, when, and how much too long what they are in will last."""
    return [
        {
            "groups": [group.id for group in one.groups],
            "at": _iso(one.at, zone),
            "block": one.block,
            "late_s": _whole(one.late),
        }
        for one in day.departures
    ]


def _delays(found: Catchup, zone: ZoneInfo) -> list[Json]:
    """Return what is in danger: to begin, to be over when some leave, to last, to end in time."""
    return [
        {
            "danger": delay.danger.value,
            "block": delay.block,
            "at": _iso(delay.at, zone),
            "late_s": _whole(delay.by),
        }
        for delay in found.delays
    ]


def _checks(visit: Visit) -> Json:
    """Return the checklists of all days: how far they have come, and what is open."""
    items = standings(visit)
    return {
        "done": sum(item.tick is not None for item in items),
        "total": len(items),
        "gates_open": sum(item.gate and item.tick is None for item in items),
        "open": [
            {
                "block": item.block.id,
                "check": item.check.id,
                "text": item.check.text,
                "gate": item.check.gate,
                "own": item.check.own,
                "role": item.check.role,
                "person": visit.roles.get(item.check.role) if item.check.role else None,
            }
            for item in items
            if item.tick is None
        ],
    }


def _proposal(visit: Visit, way: Proposal, zone: ZoneInfo) -> Json:
    return {
        "text": texts_catchup.proposal(visit, way),
        "minutes": {block: -minutes for block, minutes in way.minutes},
        "day_end": _iso(way.day_end, zone),
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
        "free_s": _whole(view.day.free),
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
            if not person.removed or share.turns
        ],
        "groups": [
            {"id": group.group, "spoken_s": _whole(group.spoken), "share": round(group.share, 4)}
            for group in view.day.groups
        ],
        "nudges": [{"code": nudge.code, "person": nudge.person} for nudge in view.nudges],
    }


def _unsaid(visit: Visit) -> Json:
    """Return how much the host has not heard, by the report's sections, '' for none."""
    sections = {one.section.id if one.section else "": len(one.notes) for one in unsaid(visit)}
    return {"total": sum(sections.values()), "by_section": sections}


def _shown(visit: Visit) -> list[Note]:
    """Return the notes that every machine of the visit has: all where one writes it alone."""
    return [n for n in visit.notes if visit.shared is None or n.privacy in SHOWN]


def _by_tag(notes: list[Note]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for note in notes:
        for tag in note.tags:
            counts[tag] = counts.get(tag, 0) + 1
    return dict(sorted(counts.items()))


def plain_status(
    visit: Visit, now: datetime, chosen: Day | None = None, sums_at: datetime | None = None
) -> list[str]:
    """Return where the day stands as lines of plain text, for a screen reader or a glance.

    What runs and how late it is are said in any case; what is next, and the checklist, are those
    of the day that was chosen, if any. What was never ended is measured at *sums_at*.
    """
    at = sums_at or now
    day = day_view(visit, chosen or current_day(visit, at), at)
    lines = _standing(visit, now, chosen, at)
    return [*lines, *filter(None, _checklist(visit, day, shown_items(visit, day)))]


def short_status(
    visit: Visit, now: datetime, chosen: Day | None = None, sums_at: datetime | None = None
) -> list[str]:
    """Return the same as `plain_status`, but of the checklist only how much is done."""
    at = sums_at or now
    day = day_view(visit, chosen or current_day(visit, at), at)
    return [*_standing(visit, now, chosen, at), *_counted(shown_items(visit, day))]


def _standing(visit: Visit, now: datetime, chosen: Day | None, at: datetime) -> list[str]:
    current = day_view(visit, current_day(visit, at), at)
    day = day_view(visit, chosen, at) if chosen else current
    zone = visit.plan.timezone
    lines = [
        f"{visit.title} · {day.day.title}",
        f"{formats.clock(now, zone, seconds=True)} · {formats.headline(current, zone)}",
        texts_planning.never_ended(visit, at) if at != now else "",
    ]
    for view in current.running:
        split = split_view(visit, view, at)
        lines += [running_line(view, zone), *(texts_planning.part_lines(split) if split else [])]
        lines += plain_interview(visit, view.block)
    lines += _next(day, zone, current=day is current)
    lines += plain_to_tell(visit, current)
    holder = visit.person(visit.floor.holder)
    lines.append(_("{name} har ordet").format(name=holder.name) if holder else "")
    if empty := texts_people.vacancies(len(vacant(visit))):
        lines.append(_("{vacancies}, se «roller».").format(vacancies=empty))
    if (found := catch_up(visit, current)).delays:
        lines += texts_catchup.endangered(visit, current, found)
    if found.proposals:
        saying = _("Innhenting: {proposals}, se «innhenting».")
        lines.append(saying.format(proposals=texts_catchup.counted(found)))
    if day is current and not found.delays:
        lines += plain_tip(visit, current, at)
    return [line.strip() for line in lines if line]


def _counted(items: tuple[Item, ...]) -> list[str]:
    """Return how much of a checklist is done, nothing where there is none."""
    if not items:
        return []
    done = sum(item.done for item in items)
    gates = sum(item.check.gate and not item.done for item in items)
    said = _("Sjekkliste: {done} av {total} krysset av; «status alt» viser den.")
    more = ngettext("{n} av dem må være i orden først.", "{n} av dem må være i orden først.", gates)
    counted = said.format(done=done, total=len(items))
    return [f"{counted} {more.format(n=gates)}" if gates else counted]


def _next(day: DayView, zone: str, *, current: bool) -> Iterator[str]:
    """Yield what is next and when, on another day than the current as planned."""
    if day.upcoming:
        titles = " + ".join(view.block.title for view in day.upcoming)
        span = day.upcoming[0].projected if current else day.upcoming[0].planned
        start = formats.clock(span[0], zone) if span else ""
        said = _("Neste: {start} {title}") if start else _("Neste: {title}")
        yield said.format(start=start, title=titles)


def plain_to_tell(visit: Visit, day: DayView) -> Iterator[str]:
    """Yield what the host is to be told next, while she is there."""
    if any(HOST in view.block.present for view in day.running):
        yield from (texts_notes.to_say(note) for note in to_tell(visit))


def _checklist(visit: Visit, day: DayView, items: tuple[Item, ...]) -> Iterator[str]:
    """Yield the items with their numbers, under the blocks that they are from where it matters."""
    before: Item | None = None
    for number, item in enumerate(items, 1):
        yield texts_checks.origin(item, before)
        if day.day.untimed and (before is None or before.block.id != item.block.id):
            yield f"{item.block.title}:"
        yield f"{number} [{'x' if item.done else ' '}] {_item(visit, item)}"
        before = item


def _item(visit: Visit, item: Item) -> str:
    parts = (texts_checks.item(item), texts_checks.whose(visit, item.check))
    return " · ".join(filter(None, parts))


def plain_days(visit: Visit, now: datetime, chosen: Day | None) -> list[str]:
    """Return the days of the plan as lines, the one looked at marked, with their checklists."""
    shown = chosen or current_day(visit, now)
    lines = []
    for day in sorted(visit.plan.days, key=lambda day: day.offset):
        counts = [progress(visit, block)[:2] for block in day.blocks]
        lines.append(
            _("{mark} {id}: {title}, {date}, {done} av {total} krysset av").format(
                mark=">" if day == shown else " ",
                id=day.id,
                title=day.title,
                date=formats.date_text(date_of(visit, day)),
                done=sum(done for done, _total in counts),
                total=sum(total for _done, total in counts),
            )
        )
    return lines


def running_line(view: BlockView, zone: str) -> str:
    """Return what runs and what is left of it, or how much over its time it is."""
    if view.remaining is None:
        return _("Pågår: {title}").format(title=view.block.title)
    template = (
        _("Pågår: {title}, {left} over tida")
        if view.overtime
        else _("Pause i klokka: {title}, {left} igjen")
        if view.state is State.PAUSED
        else _("Pågår: {title}, {left} igjen")
    )
    left = formats.to_the_second(abs(formats.left(view.remaining)))
    return template.format(title=view.block.title, left=left)

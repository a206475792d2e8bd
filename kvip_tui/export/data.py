"""A visit as JSON for other programs: the plan, what came of it, and what was recorded.

Keys are English and are only ever added to while ``schema`` stays the same. Instants are UTC as
in the journal, names that end in ``_s`` whole seconds. ``left_out`` names what never leaves the
program in this file: the floor's events and with them each person's speaking time, notes of
interviews, impressions, deleted notes and what notes said before they were changed, the leader's
card with what it has of a dilemma, commands that were taken back, and kinds of event that a newer
version has recorded.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final

import msgspec

from kvip_tui.domain.base import Record
from kvip_tui.domain.day.lost_time import never_ended
from kvip_tui.domain.day.projection import date_of
from kvip_tui.domain.notes.numbers import ALONE, Numbers, marked
from kvip_tui.domain.state.plan import Day
from kvip_tui.domain.state.visit import Note, Visit
from kvip_tui.export.comparison import Comparison, compared, group_talk
from kvip_tui.export.material import (
    LEFT_OUT,
    Passing,
    exported_notes,
    exported_records,
    passings,
    reckoned,
)
from kvip_tui.export.speaking import PersonTalk, person_talk
from kvip_tui.store import codec
from kvip_tui.texts import formats

Json = dict[str, Any]
FORMAT: Final = "kvip-visit"
SCHEMA: Final = 1


def visit_json(
    visit: Visit, records: Sequence[Record], now: datetime, *, speaking_times: bool = False
) -> str:
    """Return the whole visit as JSON, indented, in the same order every time.

    With *speaking_times* each day has ``floor_people``: what each person said on it.
    """
    document = _document(visit, records, now)
    now = reckoned(visit, records, now)
    if speaking_times:
        for shown, day in zip(document["days"], visit.plan.days, strict=True):
            shown["floor_people"] = [_person_talk(talk) for talk in person_talk(visit, day, now)]
    encoded = msgspec.json.encode(document)
    return msgspec.json.format(encoded, indent=2).decode() + "\n"


def _document(visit: Visit, records: Sequence[Record], now: datetime) -> Json:
    return {
        "format": FORMAT,
        "schema": SCHEMA,
        "written_at": codec.instant(now),
        "left_out": list(LEFT_OUT),
        "visit": {
            "id": visit.id,
            "title": visit.title,
            "host": visit.host,
            "date": visit.date.isoformat(),
            "timezone": visit.plan.timezone,
            "rehearsal": visit.rehearsal,
        },
        "plan": msgspec.to_builtins(visit.plan),
        **_forgotten(visit, records, now),
        "days": [_day(visit, day, reckoned(visit, records, now)) for day in visit.plan.days],
        "people": _people(visit),
        "roles": [
            {"id": role.id, "title": role.title, "person": visit.roles.get(role.id)}
            for role in visit.plan.roles
        ],
        "ticks": _ticks(visit),
        "gates_passed": [_passing(passing) for passing in passings(records)],
        "notes": [note_json(note, marked(visit)) for note in exported_notes(visit)],
        "records": [_record(record) for record in exported_records(visit, records)],
    }


def _forgotten(visit: Visit, records: Sequence[Record], now: datetime) -> Json:
    """Return which blocks nobody ended, where there are any, and when they are taken as ended."""
    if not never_ended(visit, records[-1].at, now):
        return {}
    blocks = [block.id for block in visit.running()]
    return {"never_ended": {"blocks": blocks, "ends": codec.instant(records[-1].at)}}


def _day(visit: Visit, day: Day, now: datetime) -> Json:
    return {
        "id": day.id,
        "title": day.title,
        "date": date_of(visit, day).isoformat(),
        "blocks": [_block(visit, row) for row in compared(visit, day, now)],
        "floor_groups": [
            {"id": talk.group, "title": talk.title, "percent": talk.percent, "turns": talk.turns}
            for talk in group_talk(visit, day, now)
        ],
    }


def _person_talk(talk: PersonTalk) -> Json:
    return {
        "id": talk.person,
        "spoken_s": formats.seconds(talk.spoken),
        "percent": talk.percent,
        "turns": talk.turns,
    }


def _block(visit: Visit, row: Comparison) -> Json:
    planned = row.planned or (None, None)
    return {
        "id": row.block.id,
        "title": row.block.title,
        "state": row.state.value,
        "outcome": visit.outcomes.get(row.block.id),
        "planned_start": _instant(planned[0]),
        "planned_end": _instant(planned[1]),
        "actual_start": _instant(row.started),
        "actual_end": _instant(row.ended),
        "planned_s": _seconds(row.planned_length),
        "active_s": _seconds(row.active),
        "paused_s": _seconds(row.paused),
        "added_s": _seconds(row.added),
        "overtime_s": _seconds(row.overtime),
        "start_deviation_s": _seconds(row.start_deviation),
        "end_deviation_s": _seconds(row.end_deviation),
    }


def _people(visit: Visit) -> list[Json]:
    return [
        {
            "id": person.id,
            "name": person.name,
            "group": person.group,
            "title": person.title,
            "present": person.present,
            "removed": person.removed,
        }
        for person in visit.people
    ]


def _ticks(visit: Visit) -> list[Json]:
    return [
        {"block": block.id, "check": check.id, "at": codec.instant(tick.at), "by": tick.by}
        for _, block in visit.plan.blocks()
        for check in block.checks
        if (tick := visit.ticks.get((block.id, check.id))) is not None
    ]


def _passing(passing: Passing) -> Json:
    return {
        "at": codec.instant(passing.at),
        "block": passing.gates.block,
        "checks": [{"block": block, "check": check} for block, check in passing.gates.checks],
        "reason": passing.gates.reason,
    }


def _record(record: Record) -> Json:
    """Return a record; of a visit of several machines with whose it is."""
    whose = {"machine": record.machine} if record.machine else {}
    return {**codec.document(record), **whose}


def note_json(note: Note, called: Numbers = ALONE) -> Json:
    """Return a note; earlier texts and why it was kept are not told.

    In a visit of several machines ``number`` is what people call it.
    """
    return {
        "id": note.id,
        "n": note.n,
        "typed_at": codec.instant(note.typed_at),
        "at": codec.instant(note.at),
        "privacy": note.privacy.value,
        "blocks": list(note.blocks),
        "holder": note.holder,
        "author": note.author,
        "said": note.said,
        "tags": list(note.tags),
        "mentions": list(note.mentions),
        "text": note.text,
        **({"number": called.of(note)} if called.marks else {}),
    }


def _instant(moment: datetime | None) -> str | None:
    return None if moment is None else codec.instant(moment)


def _seconds(span: timedelta | None) -> int | None:
    return None if span is None else formats.seconds(span)

"""Writes a plan as the file that it can be read from again (DESIGN 13)."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from kvip_tui.domain.state.plan import (
    DEFAULT_GROUPS,
    Block,
    Check,
    Day,
    Ends,
    Group,
    Phrase,
    Plan,
    Privacy,
    Role,
    Room,
)
from kvip_tui.domain.text.clock import clock_text
from kvip_tui.errors import UserError
from kvip_tui.i18n import _
from kvip_tui.paths import make_private
from kvip_tui.store.atomic import write_atomic, write_error
from kvip_tui.store.plans.file import load_plan

Pairs = Mapping[str, Any]
_DELETE: Final = "\x7f"


def keep_plan(folder: Path, plan: Plan, *, force: bool = False) -> Path:
    """Write a plan among the user's own, and return its file.

    Raises:
        UserError: There is one of that id already, or it cannot be written.
    """
    path = folder / f"{plan.id}.toml"
    if path.exists() and not force:
        text = _("{path} finnes fra før; skriv --force for å erstatte den.")
        raise UserError(text.format(path=path))
    text = plan_text(plan)
    load_plan(text, path.name)
    try:
        make_private(folder)
    except OSError as error:
        raise write_error(path, error) from error
    write_atomic(path, text)
    return path


def plan_text(plan: Plan) -> str:
    """Return a plan as TOML; what says nothing beyond the usual is left out.

    Its form of the report is named, so that a form of the program's own is found again.
    """
    lines = [
        *_pairs(
            {
                "id": plan.id,
                "title": plan.title,
                "timezone": plan.timezone,
                "report": plan.report.id if plan.report else None,
                "language": plan.language,
                "warning": f"{plan.warning}m",
                "danger": f"{plan.danger}m",
            }
        )
    ]
    if plan.groups != DEFAULT_GROUPS:
        lines += _tables("group", map(_group, plan.groups))
    lines += _tables("room", map(_room, plan.rooms))
    lines += _tables("role", map(_role, plan.roles))
    for day in plan.days:
        lines += _day(day)
    lines += _tables("text", map(_phrase, plan.phrases or ()))
    return "\n".join(lines) + "\n"


def _pairs(pairs: Pairs) -> Iterator[str]:
    """Yield the keys that say something, with what they say."""
    for key, value in pairs.items():
        if value is not None and value != "" and value is not False and value != []:
            yield f"{key} = {_value(value)}"


def _value(value: Any) -> str:
    """Return a value as TOML writes it; its strings are JSON's but for one sign."""
    return json.dumps(value, ensure_ascii=False).replace(_DELETE, "\\u007f")


def _tables(name: str, tables: Iterator[Pairs]) -> list[str]:
    return [line for table in tables for line in ("", f"[[{name}]]", *_pairs(table))]


def _group(group: Group) -> Pairs:
    return {"id": group.id, "title": group.title, "leaves": _clock(group.leaves)}


def _room(room: Room) -> Pairs:
    return {
        "id": room.id,
        "title": room.title,
        "url": room.url,
        "meeting_id": room.meeting_id,
        "sensitive": room.sensitive,
    }


def _role(role: Role) -> Pairs:
    return {"id": role.id, "title": role.title}


def _phrase(phrase: Phrase) -> Pairs:
    return {"nb": phrase.nb, "nn": phrase.nn, "en": phrase.en}


def _day(day: Day) -> Iterator[str]:
    yield from ("", "[[day]]")
    yield from _pairs(
        {
            "id": day.id,
            "title": day.title,
            "offset": day.offset or None,
            "untimed": day.untimed,
            "inferred": day.inferred,
        }
    )
    for block in day.blocks:
        yield from ("", "[[day.block]]")
        yield from _pairs(_block(block))
        yield from _tables("day.block.check", map(_check, block.checks))


def _block(block: Block) -> Pairs:
    timed = block.start is not None and block.end is not None
    return {
        "id": block.id,
        "title": block.title,
        "start": _clock(block.start),
        "duration": (block.end or 0) - (block.start or 0) if timed else None,
        "starts": str(block.starts) if timed else None,
        "ends": str(block.ends) if block.ends is not Ends.DURATION else None,
        "min": block.min,
        "changeover": block.changeover or None,
        "parallel": block.parallel,
        "present": list(block.present),
        "class": str(block.privacy) if block.privacy is not Privacy.PLENUM else None,
        "room": block.room,
        "prompts": list(block.prompts),
        "roles": list(block.roles),
        "inferred": block.inferred,
        "guide": list(block.guide),
        "leaves": _clock(block.leaves),
    }


def _check(check: Check) -> Pairs:
    return {
        "id": check.id,
        "text": check.text,
        "gate": check.gate,
        "role": check.role,
        "chosen": list(check.chosen or ()),
    }


def _clock(minutes: object) -> str | None:
    return clock_text(minutes) if isinstance(minutes, int) else None

"""The fields in which a block is changed: what stands in each, and what a change of it means."""

from dataclasses import dataclass
from datetime import timedelta

from kvip_tui.commands.base import Command
from kvip_tui.commands.planning import (
    ADD_BLOCK,
    APPOINTMENT,
    BEGAN,
    ENDED,
    FIXED,
    LENGTH,
    LOOSE,
    SPLIT,
    TITLE,
)
from kvip_tui.domain.day.timeline import BlockView, State
from kvip_tui.domain.state.plan import Starts
from kvip_tui.domain.text.clock import clock_text
from kvip_tui.domain.text.words import plain
from kvip_tui.i18n import _
from kvip_tui.i18n import marked as m
from kvip_tui.snapshot import Glance
from kvip_tui.texts import formats

MINUTE = timedelta(minutes=1)
# What may stand before a time of day in the field of the planned start, and the command it is.
RULES = {"fast": FIXED, "avtale": APPOINTMENT}
WORDS = {Starts.FIXED: "fast", Starts.APPOINTMENT: "avtale"}
FOLLOWS = m("løs")


@dataclass(frozen=True)
class Field:
    """A field's label and its hint while it is empty."""

    label: str
    hint: str = ""


@dataclass(frozen=True)
class FieldChange:
    """What a changed field asks for: a command, and its words."""

    field: str
    command: Command
    words: str


FIELDS = {
    "title": Field(m("Tittel")),
    "length": Field(m("Lengde"), m("30m, 1t15")),
    "start": Field(m("Planlagt"), m("løs, fast 12.00, avtale 12.00")),
    "began": Field(m("Begynte"), m("09.04")),
    "ended": Field(m("Sluttet"), m("09.31")),
    "parts": Field(m("Delt i"), m("Tema A 40, Tema B 30")),
    "new": Field(m("Ny etter"), m("Kaffe, 10m")),
}
# The command whose words are a block and what is typed in the field.
TIMES = {"length": LENGTH, "began": BEGAN, "ended": ENDED}
ROWS = (("title",), ("length", "start"), ("began", "ended"), ("parts",), ("new",))


def held(glance: Glance, view: BlockView) -> dict[str, str]:
    """Return what stands in the fields of a block; those that cannot be changed are left out."""
    ended, waiting = view.state is State.DONE, view.state is State.WAITING
    found = {"new": ""}
    if not ended:
        found |= {"title": view.block.title, "parts": _parts(glance, view)}
    if not ended and view.planned and view.state is not State.SKIPPED:
        found["length"] = formats.minutes(_lasts(view))
    if waiting and view.planned:
        found["start"] = _start(view)
    if view.started:
        found["began"] = formats.clock(view.started, glance.zone)
    if view.ended:
        found["ended"] = formats.clock(view.ended, glance.zone)
    return found


def _lasts(view: BlockView) -> timedelta:
    """Return how long a block is to last in all."""
    if view.started and view.remaining is not None:
        return view.elapsed + view.remaining
    return view.planned[1] - view.planned[0] + view.added if view.planned else timedelta(0)


def _start(view: BlockView) -> str:
    word = WORDS.get(view.block.starts)
    return f"{word} {clock_text(view.block.start or 0)}" if word else _(FOLLOWS)


def _parts(glance: Glance, view: BlockView) -> str:
    split = glance.visit.splits.get(view.block.id)
    return ", ".join(f"{part.title} {part.share}" for part in split.parts) if split else ""


def change_of(field: str, block: str, typed: str) -> FieldChange:
    """Return what a changed field of a block asks for."""
    text = " ".join(typed.split())
    match field:
        case "title":
            return FieldChange(field, TITLE, f"{block}: {text}")
        case "start":
            return _start_change(block, text)
        case "parts":
            return FieldChange(field, SPLIT, f"{block}: {text or 'ingen'}")
        case "new":
            return FieldChange(field, ADD_BLOCK, f"{text} etter {block}")
        case _:
            return FieldChange(field, TIMES[field], f"{block} {text}")


def _start_change(block: str, text: str) -> FieldChange:
    """Return the change of a planned start: a rule, a time of day, or both."""
    word, _blank, clock = text.partition(" ")
    if plain(word) == plain(FOLLOWS):
        return FieldChange("start", LOOSE, block)
    if plain(word) in RULES:
        return FieldChange("start", RULES[plain(word)], f"{block} {clock}".strip())
    return FieldChange("start", FIXED, f"{block} {text}")

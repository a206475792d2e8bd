"""Turns the words that stand after a command into what is asked for.

Every function raises Refusal where the words name nothing, or more than one thing.
"""

from kvip_tui.commands.base import Make
from kvip_tui.domain.base import Refusal
from kvip_tui.domain.catchup.planner import ApplyCatchup
from kvip_tui.domain.checks.changes import ToggleCheck
from kvip_tui.domain.day.changes import (
    AddTime,
    EndBlock,
    NextBlock,
    PauseBlock,
    ResumeBlock,
    SkipBlock,
    StartBlock,
)
from kvip_tui.domain.history import Intent
from kvip_tui.domain.names import Names
from kvip_tui.domain.people.changes import AssignRole, RemovePerson, SetPresence
from kvip_tui.domain.text.words import plain

ANYWAY = "likevel"


def _anyway(text: str) -> tuple[str, bool, str]:
    """Split «X likevel fordi …» into X, whether gates are passed on purpose, and the reason."""
    words = text.split()
    cut = next((i for i, word in enumerate(words) if plain(word) == ANYWAY), None)
    if cut is None:
        return text, False, ""
    reason = words[cut + 1 :]
    if reason and plain(reason[0]) == "fordi":
        reason = reason[1:]
    return " ".join(words[:cut]), True, " ".join(reason)


def alone(intent: Intent) -> Make:
    """Return the maker of an intent that takes no words."""
    return lambda names, text: intent


def to_running(kind: type[EndBlock] | type[PauseBlock] | type[ResumeBlock]) -> Make:
    """Return the maker of an intent for a running block, or for all that run."""
    return lambda names, text: kind(names.running(text))


def next_block(names: Names, text: str) -> Intent:
    """Make «neste [likevel [fordi …]]»."""
    rest, anyway, reason = _anyway(text)
    if rest:
        raise Refusal("line.superfluous", word="neste")
    day = names.chosen.id if names.chosen else None
    return NextBlock(anyway=anyway, reason=reason, day=day)


def start_block(names: Names, text: str) -> Intent:
    """Make «start BLOKK [likevel [fordi …]]»."""
    block, anyway, reason = _anyway(text)
    return StartBlock(block=names.block(block), anyway=anyway, reason=reason)


def skip_block(names: Names, text: str) -> Intent:
    """Make «hopp BLOKK»."""
    return SkipBlock(names.block(text))


def add_time(sign: int) -> Make:
    """Return the maker of «+N [BLOKK]», or of «-N [BLOKK]» where *sign* is negative."""

    def make(names: Names, text: str) -> Intent:
        minutes, _blank, block = text.partition(" ")
        number = int(minutes[:6]) if minutes.isdecimal() else 0
        return AddTime(minutes=sign * number, block=names.running(block.strip()))

    return make


def apply_catchup(names: Names, text: str) -> Intent:
    """Make «innhenting N»."""
    if not text.isdecimal():
        raise Refusal("catchup.no_number", text=text[:40])
    return ApplyCatchup(number=int(text[:6]))


def toggle_check(names: Names, text: str) -> Intent:
    """Make «kryss PUNKT»."""
    block, check = names.item(text)
    return ToggleCheck(block=block, check=check)


def assign_role(names: Names, text: str) -> Intent:
    """Make «rolle ROLLE NAVN»."""
    role, person = names.role_and_person(text)
    return AssignRole(role=role, person=person)


def set_presence(*, present: bool) -> Make:
    """Return the maker of «her NAVN», or of «borte NAVN»."""
    return lambda names, text: SetPresence(person=names.person(text), present=present)


def remove_person(names: Names, text: str) -> Intent:
    """Make «fjern person NAVN»."""
    return RemovePerson(names.person(text))

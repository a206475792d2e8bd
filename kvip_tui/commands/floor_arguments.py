"""Turns the words that stand after a command of the floor into what is asked for.

Every function raises Refusal where the words name nothing, or more than one thing.
"""

import re
from datetime import timedelta

from kvip_tui.commands.arguments import Make
from kvip_tui.domain.base import Refusal
from kvip_tui.domain.floor.corrections import DeleteTurn, HandoverAgo, ReassignTurn
from kvip_tui.domain.floor.turns import GiveFloor, LowerHand, MoveHand, RaiseHand
from kvip_tui.domain.history import Intent
from kvip_tui.domain.names import Names
from kvip_tui.domain.state.floor import TurnKind

STEP = timedelta(seconds=10)
_SPAN = r"(\d{1,5}) ?(s|sek|sekund|sekunder|m|min|minutt|minutter)?"
_AGO = re.compile(rf"(?:for )?{_SPAN}(?: sid[ea]n)?", re.IGNORECASE)
_NAME_AGO = re.compile(rf"(.+?) for {_SPAN} sid[ea]n", re.IGNORECASE)
_NUMBERED = re.compile(r"(\d{1,6}) (.+)")
_PLACED = re.compile(r"(.+) (\d{1,4})")


def give_floor(turn: TurnKind) -> Make:
    """Return the maker of «ordet NAVN [for N s siden]», or of another kind of turn."""

    def make(names: Names, text: str) -> Intent:
        dated = _NAME_AGO.fullmatch(text)
        if dated is None:
            return GiveFloor(person=names.person(text), turn=turn)
        return GiveFloor(person=names.person(dated[1]), turn=turn, ago=_span(dated[2], dated[3]))

    return make


def raise_hand(turn: TurnKind) -> Make:
    """Return the maker of «hånd NAVN», or of a hand for another kind of turn."""
    return lambda names, text: RaiseHand(person=names.person(text), turn=turn)


def lower_hand(names: Names, text: str) -> Intent:
    """Make «ned NAVN»."""
    return LowerHand(person=names.person(text))


def move_hand(names: Names, text: str) -> Intent:
    """Make «plass NAVN N»; without a number it is the first place."""
    placed = _PLACED.fullmatch(text)
    if placed is None:
        return MoveHand(person=names.person(text), place=1)
    return MoveHand(person=names.person(placed[1]), place=int(placed[2]))


def went_over(names: Names, text: str) -> Intent:
    """Make «ordet gikk over for N s siden»."""
    found = _AGO.fullmatch(text)
    if found is None:
        raise Refusal("floor.no_span", text=text[:40])
    return HandoverAgo(_span(found[1], found[2]))


def reassign_turn(names: Names, text: str) -> Intent:
    """Make «rett [TUR] NAVN»."""
    numbered = _NUMBERED.fullmatch(text)
    if numbered is None:
        return ReassignTurn(person=names.person(text))
    return ReassignTurn(person=names.person(numbered[2]), turn=int(numbered[1]))


def delete_turn(names: Names, text: str) -> Intent:
    """Make «slett tur [TUR]»."""
    if not text:
        return DeleteTurn()
    if not text.isdecimal():
        raise Refusal("floor.no_number", text=text[:40])
    return DeleteTurn(turn=int(text[:6]))


def _span(count: str, unit: str | None) -> timedelta:
    minutes = (unit or "s").casefold().startswith("m")
    return timedelta(minutes=int(count)) if minutes else timedelta(seconds=int(count))

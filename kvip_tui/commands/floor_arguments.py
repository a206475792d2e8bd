"""Turns the words that stand after a command of the floor into what is asked for.

Every function raises Refusal where the words name nothing, or more than one thing.
"""

import re
from collections.abc import Callable
from datetime import timedelta

from kvip_tui.commands.base import Aim, Make
from kvip_tui.domain.base import Refusal
from kvip_tui.domain.floor.corrections import DeleteTurn, HandoverAgo, ReassignTurn
from kvip_tui.domain.floor.roster import line
from kvip_tui.domain.floor.turns import GiveFloor, LowerHand, MoveHand, RaiseHand
from kvip_tui.domain.history import Intent
from kvip_tui.domain.names import Names
from kvip_tui.domain.state.floor import TurnKind
from kvip_tui.domain.state.visit import Visit
from kvip_tui.i18n import marked as _

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


def _give(visit: Visit, person: str, hand: bool) -> Intent:
    if not hand:
        return GiveFloor(person)
    if visit.floor.request(person) is not None:
        return LowerHand(person)
    return RaiseHand(person, TurnKind.TURN, chair=True)


def _turn(kind: TurnKind) -> Callable[[Visit, str, bool], Intent]:
    def asks(visit: Visit, person: str, hand: bool) -> Intent:
        del visit
        return RaiseHand(person, kind, chair=True) if hand else GiveFloor(person, kind)

    return asks


def _forward(visit: Visit, person: str, hand: bool) -> Intent:
    del hand
    shown = [request.person for request in line(visit)]
    place = shown.index(person) if person in shown else 0
    return MoveHand(person, place=max(1, place))


def _correct(visit: Visit, person: str, hand: bool) -> Intent:
    del visit, hand
    return ReassignTurn(person)


GIVE = Aim(
    _("Gi ordet: trykk bokstaven, eller en annen av erteposens taster. Esc avbryter."), _give
)
REPLY = Aim(_("Replikk: trykk bokstaven, med Shift på lista. Esc avbryter."), _turn(TurnKind.REPLY))
ORDER = Aim(
    _("Til orden: trykk bokstaven, med Shift på lista. Esc avbryter."), _turn(TurnKind.ORDER)
)
FORWARD = Aim(_("Fram på lista: trykk bokstaven. Esc avbryter."), _forward)
CORRECT = Aim(
    _("Rett navnet: trykk bokstaven til den som har eller hadde ordet. Esc avbryter."), _correct
)

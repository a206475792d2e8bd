"""What a letter means on the day screen, and what was pressed before it to mean something else."""

from enum import StrEnum

from kvip_tui.domain.floor.corrections import ReassignTurn
from kvip_tui.domain.floor.roster import line
from kvip_tui.domain.floor.turns import GiveFloor, LowerHand, MoveHand, RaiseHand
from kvip_tui.domain.history import Intent
from kvip_tui.domain.people.changes import SetPresence
from kvip_tui.domain.state.floor import TurnKind
from kvip_tui.domain.state.people import Person
from kvip_tui.domain.state.visit import Visit
from kvip_tui.i18n import marked as m


class Aim(StrEnum):
    """What the next letter is for; each value is the id of the command that begins it."""

    FLOOR = "give"
    REPLY = "reply"
    ORDER = "order"
    CORRECT = "correct"
    FORWARD = "move_hand"
    PRESENCE = "presence"


HINTS: dict[Aim, str] = {
    Aim.FLOOR: m("Gi ordet: trykk bokstaven, eller en annen av erteposens taster. Esc avbryter."),
    Aim.REPLY: m("Replikk: trykk bokstaven, med Shift på lista. Esc avbryter."),
    Aim.ORDER: m("Til orden: trykk bokstaven, med Shift på lista. Esc avbryter."),
    Aim.CORRECT: m("Rett navnet: trykk bokstaven til den som har eller hadde ordet. Esc avbryter."),
    Aim.FORWARD: m("Fram på lista: trykk bokstaven. Esc avbryter."),
    Aim.PRESENCE: m("Her eller borte: trykk bokstaven. Esc avbryter."),
}
KINDS = {Aim.REPLY: TurnKind.REPLY, Aim.ORDER: TurnKind.ORDER}


def person_with(visit: Visit, key: str) -> Person | None:
    """Return the person for whom *key* is pressed, or None."""
    return next((person for person in visit.people if person.letter == key), None)


def asked(visit: Visit, aim: Aim, person: str, *, hand: bool) -> Intent:
    """Return what naming a person asks for; *hand* is about the speakers' list."""
    match aim:
        case Aim.CORRECT:
            return ReassignTurn(person)
        case Aim.FORWARD:
            shown = [request.person for request in line(visit)]
            place = shown.index(person) if person in shown else 0
            return MoveHand(person, place=max(1, place))
        case Aim.PRESENCE:
            known = visit.person(person)
            return SetPresence(person, present=not (known and known.present))
    kind = KINDS.get(aim, TurnKind.TURN)
    if not hand:
        return GiveFloor(person, kind)
    if aim is Aim.FLOOR and visit.floor.request(person) is not None:
        return LowerHand(person)
    return RaiseHand(person, kind, chair=True)

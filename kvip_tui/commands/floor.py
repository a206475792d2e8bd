"""The commands of «erteposen», how their words are read, and what the next letter may be for."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Final

import msgspec

from kvip_tui.commands.arguments import a_person, alone, own_words
from kvip_tui.commands.base import Aim, Bar, Command, InBar, Make, Section, Typing
from kvip_tui.domain.base import Refusal
from kvip_tui.domain.floor.corrections import DeleteTurn, HandoverAgo, MoveHandover, ReassignTurn
from kvip_tui.domain.floor.roster import line
from kvip_tui.domain.floor.turns import (
    CloseList,
    GiveFloor,
    LowerHand,
    MoveHand,
    NextSpeaker,
    OpenList,
    PassTurn,
    RaiseHand,
    ReleaseFloor,
    ResumeTurn,
    SilenceNudges,
    ToggleRound,
)
from kvip_tui.domain.floor.view import floor_view
from kvip_tui.domain.history import Intent
from kvip_tui.domain.names import Names
from kvip_tui.domain.state.floor import TurnKind
from kvip_tui.domain.state.visit import Visit
from kvip_tui.domain.text.words import beginning
from kvip_tui.i18n import _
from kvip_tui.i18n import marked as m
from kvip_tui.session import Session
from kvip_tui.settings import FloorSettings
from kvip_tui.texts import floor as texts_floor

STEP = timedelta(seconds=10)
_SPAN = r"(\d{1,5}) ?(s|sek|sekund|sekunder|m|min|minutt|minutter)?"
_AGO = re.compile(rf"(?:for )?{_SPAN}(?: sid[ea]n)?", re.IGNORECASE)
_NAME_AGO = re.compile(rf"(.+?) for {_SPAN} sid[ea]n", re.IGNORECASE)
_NUMBERED = re.compile(r"(\d{1,6}) (.+)")
_PLACED = re.compile(r"(.+) (\d{1,4})")


def _give_floor(turn: TurnKind) -> Make:
    """Return the maker of «ordet NAVN [for N s siden]», or of another kind of turn."""

    def make(names: Names, text: str) -> Intent:
        dated = _NAME_AGO.fullmatch(text)
        if dated is None:
            return GiveFloor(person=names.person(text), turn=turn)
        return GiveFloor(person=names.person(dated[1]), turn=turn, ago=_span(dated[2], dated[3]))

    return make


def _raise_hand(turn: TurnKind) -> Make:
    """Return the maker of «hånd NAVN», or of a hand for another kind of turn."""
    return lambda names, text: RaiseHand(person=names.person(text), turn=turn)


def _lower_hand(names: Names, text: str) -> Intent:
    """Make «ned NAVN»."""
    return LowerHand(person=names.person(text))


def _move_hand(names: Names, text: str) -> Intent:
    """Make «plass NAVN N»; without a number it is the first place."""
    placed = _PLACED.fullmatch(text)
    if placed is None:
        return MoveHand(person=names.person(text), place=1)
    return MoveHand(person=names.person(placed[1]), place=int(placed[2]))


def _went_over(names: Names, text: str) -> Intent:
    """Make «ordet gikk over for N s siden»."""
    found = _AGO.fullmatch(text)
    if found is None:
        raise Refusal("floor.no_span", text=text[:40])
    return HandoverAgo(_span(found[1], found[2]))


def _reassign_turn(names: Names, text: str) -> Intent:
    """Make «rett [TUR] NAVN»."""
    numbered = _NUMBERED.fullmatch(text)
    if numbered is None:
        return ReassignTurn(person=names.person(text))
    return ReassignTurn(person=names.person(numbered[2]), turn=int(numbered[1]))


def _delete_turn(names: Names, text: str) -> Intent:
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
    m("Gi ordet: trykk bokstaven, eller en annen av erteposens taster. Esc avbryter."), _give
)
REPLY = Aim(m("Replikk: trykk bokstaven, med Shift på lista. Esc avbryter."), _turn(TurnKind.REPLY))
ORDER = Aim(
    m("Til orden: trykk bokstaven, med Shift på lista. Esc avbryter."), _turn(TurnKind.ORDER)
)
FORWARD = Aim(m("Fram på lista: trykk bokstaven. Esc avbryter."), _forward)
CORRECT = Aim(
    m("Rett navnet: trykk bokstaven til den som har eller hadde ordet. Esc avbryter."), _correct
)


# What each limit is called, and the field that holds it.
LIMITS: Final = {
    m("innlegg"): "turn",
    m("replikk"): "reply",
    m("orden"): "order",
    m("uhørt"): "unheard",
    m("stille"): "silence",
    m("mye"): "much",
    m("andel"): "equal_shares",
    m("lederandel"): "leader_shares",
}


def _hush(session: Session, text: str) -> SilenceNudges:
    """Make «demp [NAVN]»: what there is to nudge about first, or what there is about a person."""
    visit, now = session.visit, session.now()
    nudges = floor_view(visit, now, session.limits).nudges
    if text:
        person = Names(visit, now).person(text)
        nudges = tuple(nudge for nudge in nudges if nudge.person == person)
    for code, people in texts_floor.by_code(nudges):
        return SilenceNudges(code=code, people=people)
    raise Refusal("floor.no_nudge")


def _limits(session: Session, text: str) -> str:
    """Carry out «grense HVA TALL», and say how the limits are.

    Raises:
        Refusal: There is no such limit, or it cannot be that.
        UserError: It could not be kept for the next time.
    """
    chosen = session.floor_settings
    if text:
        chosen = _changed(chosen, text)
        session.choose_floor(chosen)
    listed = " · ".join(
        _("{name} {number}").format(name=_(name), number=_number(getattr(chosen, field)))
        for name, field in LIMITS.items()
    )
    return _("Grenser i minutter, de to siste i like andeler: {limits}").format(limits=listed)


def _changed(chosen: FloorSettings, text: str) -> FloorSettings:
    name, _blank, number = text.rpartition(" ")
    found = beginning(name, {**LIMITS, **{_(key): field for key, field in LIMITS.items()}})
    if len(found) != 1:
        raise Refusal("limits.unknown", names=", ".join(map(_, LIMITS)))
    try:
        fields = {**msgspec.to_builtins(chosen), found[0]: float(number.replace(",", "."))}
        return msgspec.convert(fields, FloorSettings)
    except (ValueError, msgspec.ValidationError) as error:
        raise Refusal("limits.bad", text=number[:20]) from error


def _number(value: float) -> str:
    return f"{value:g}".replace(".", ",")


_F = Section.FLOOR


# A command an entry, its words for people on the first line: this reads best as a table.
# fmt: off
FLOOR: tuple[Command, ...] = (
    Command("floor", _F, m("Gi ordet"), m("Bokstaven foran navnet gir ordet; «0a» er 0, så a."),
            keys="a–å", word="ordet", takes=a_person(_give_floor(TurnKind.TURN)),
            spoken=m("Gi noen ordet; «for 30 s siden» etter navnet gir det fra da av.")),
    Command("give", _F, m("Gi ordet nå"), m("Neste tast går til erteposen, også midt i et notat."),
            keys="ctrl+g", aim=GIVE, typing=Typing.YES),
    Command("reply", _F, m("Replikk"), m("Gi ordet til en kort replikk: tasten, så bokstaven."),
            keys="comma", word="replikk", takes=a_person(_give_floor(TurnKind.REPLY)), aim=REPLY,
            bars=(InBar(Bar.FLOOR, 20),), spoken=m("Gi ordet til en kort replikk.")),
    Command("order", _F, m("Til orden"), m("Gi ordet til orden eller noe praktisk."),
            keys="semicolon", word="orden", takes=a_person(_give_floor(TurnKind.ORDER)), aim=ORDER,
            bars=(InBar(Bar.FLOOR, 30),)),
    RESUME_TURN := Command("resume_turn", _F, m("Ta opp igjen"),
            m("Gi ordet tilbake til den som ble avbrutt."),
            keys="backspace", word="ta opp igjen", takes=alone(ResumeTurn()),
            when=lambda now: bool(now.glance.floor.interrupted) or None,
            bars=(InBar(Bar.FLOOR, 40),)),
    RELEASE := Command("release", _F, m("Ledig"), m("Ta erteposen tilbake: ingen har ordet."),
            keys="space", word="ledig", takes=alone(ReleaseFloor()), footer=8,
            when=lambda now: bool(now.glance.floor.holder) or None,
            bars=(InBar(Bar.FLOOR, 12, footer=0),)),
    Command("hand", _F, m("Tegne seg"), m("Shift og bokstaven: på talelista, og av igjen."),
            keys="A–Å", word="hånd", takes=a_person(_raise_hand(TurnKind.TURN)),
            spoken=m("Sett en person på talelista.")),
    Command("hand_reply", _F, m("Tegne seg til replikk"), m("Sett en person på lista til replikk."),
            word="hånd replikk", takes=a_person(_raise_hand(TurnKind.REPLY))),
    Command("hand_order", _F, m("Tegne seg til orden"), m("Sett en person på lista til orden."),
            word="hånd orden", takes=a_person(_raise_hand(TurnKind.ORDER))),
    Command("lower", _F, m("Ta av lista"), m("Stryk en person fra talelista."),
            word="ned", takes=a_person(_lower_hand)),
    Command("move_hand", _F, m("Fram på lista"), m("Flytt en person fram på lista, ett hakk."),
            repeats=True, keys="less_than_sign",
            word="plass", takes=own_words(m("NAVN NUMMER"), _move_hand),
            aim=FORWARD, bars=(InBar(Bar.FLOOR, 120),),
            spoken=m("Flytt en person til en plass på talelista, ellers til den første.")),
    NEXT_SPEAKER := Command("next_speaker", _F, m("Neste taler"),
            m("Gi ordet til den som står først på lista."),
            keys="full_stop", word="neste taler", takes=alone(NextSpeaker()), footer=9,
            when=lambda now: bool(now.glance.floor.next) or None,
            bars=(InBar(Bar.FLOOR, 14, footer=0),)),
    Command("close_list", _F, m("Strek"), m("Sett strek: ingen flere kan tegne seg."),
            keys="vertical_line", word="strek", takes=alone(CloseList()),
            when=lambda now: not now.glance.floor.closed, bars=(InBar(Bar.FLOOR, 70),)),
    Command("open_list", _F, m("Åpne lista"), m("Ta bort streken."),
            keys="vertical_line", word="åpne", takes=alone(OpenList()),
            when=lambda now: now.glance.floor.closed, bars=(InBar(Bar.FLOOR, 80),)),
    Command("round", _F, m("Runde"), m("Begynn en runde der alle får ordet, eller bryt den av."),
            keys="asterisk", word="runde", takes=alone(ToggleRound()),
            bars=(InBar(Bar.FLOOR, 50),)),
    Command("pass", _F, m("Pass"), m("Den som står for tur i runden, står over."),
            keys="slash", word="pass", takes=alone(PassTurn()),
            when=lambda now: bool(now.glance.floor.round) or None, bars=(InBar(Bar.FLOOR, 60),)),
    Command("correct", _F, m("Rett navnet"), m("Den som har ordet, er en annen; «rett 12 Kari»."),
            keys="equals_sign", word="rett", takes=a_person(_reassign_turn), aim=CORRECT,
            bars=(InBar(Bar.FLOOR, 90),)),
    Command("earlier", _F, m("Tidligere"), m("Ordet gikk over ti sekunder tidligere."),
            repeats=True, keys="left_parenthesis", takes=alone(MoveHandover(-STEP)),
            bars=(InBar(Bar.FLOOR, 100),)),
    Command("later", _F, m("Senere"), m("Ordet gikk over ti sekunder senere."),
            repeats=True, keys="right_parenthesis", takes=alone(MoveHandover(STEP)),
            bars=(InBar(Bar.FLOOR, 110),)),
    Command("went_over", _F, m("Ordet gikk over"), m("Si hvor lenge siden ordet gikk over."),
            word="ordet gikk over", takes=own_words(m("N s siden"), _went_over)),
    Command("delete_turn", _F, m("Slett tur"),
            m("Den siste turen, eller den du nevner, skal ikke telle."),
            word="slett tur", takes=own_words(m("[TUR]"), _delete_turn)),
    HUSH := Command("hush", _F, m("Demp"), m("Ikke si mer om det i denne blokka."),
            keys="exclamation_mark", word="demp", takes=own_words(m("[NAVN]")), answer=_hush,
            when=lambda now: bool(now.glance.floor.nudges) or None, bars=(InBar(Bar.FLOOR, 130),)),
    Command("limits", _F, m("Grenser"), m("Se når erteposen minner om noe; «grense innlegg 4»."),
            word="grense", takes=own_words(m("[HVA TALL]")), answer=_limits),
)
# fmt: on

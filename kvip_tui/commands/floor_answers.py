"""Carries out what needs more than the visit: to silence nudges, and to see and set the limits."""

from typing import Final

import msgspec

from kvip_tui.domain.base import Refusal
from kvip_tui.domain.floor.turns import SilenceNudges
from kvip_tui.domain.floor.view import floor_view
from kvip_tui.domain.names import Names
from kvip_tui.domain.text.words import beginning
from kvip_tui.i18n import _
from kvip_tui.i18n import marked as m
from kvip_tui.session import Session
from kvip_tui.settings import FloorSettings
from kvip_tui.texts import floor as texts_floor

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


def hush(session: Session, text: str) -> SilenceNudges:
    """Make «demp [NAVN]»: what there is to nudge about first, or what there is about a person."""
    visit, now = session.visit, session.now()
    nudges = floor_view(visit, now, session.limits).nudges
    if text:
        person = Names(visit, now).person(text)
        nudges = tuple(nudge for nudge in nudges if nudge.person == person)
    for code, people in texts_floor.by_code(nudges):
        return SilenceNudges(code=code, people=people)
    raise Refusal("floor.no_nudge")


def limits(session: Session, text: str) -> str:
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

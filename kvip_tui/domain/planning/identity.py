"""Whose visit it is, and when: what may be asked, what happens, the rule and the fold (DESIGN 13).

The id stays, so that files, receipts and what others were told still name the visit.
"""

from datetime import date
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from kvip_tui.domain.base import Refusal, Sent
from kvip_tui.domain.state.visit import Visit
from kvip_tui.domain.text.legible import clean

LONGEST_HOST: Final = 100


class VisitRenamed(Sent, frozen=True, tag="visit_renamed"):
    """The visit got another host, or another date, or both; each is what holds now."""

    host: str
    date: date


class RenameVisit(Struct, frozen=True):
    """Say that the visit is to another host, or on another date; None leaves what holds."""

    host: str | None = None
    on: date | None = None


def checked_host(text: str) -> str:
    """Return a host's name as it is kept.

    Raises:
        Refusal: It is empty or too long.
    """
    name = " ".join(clean(text).split())
    if not name:
        raise Refusal("visit.no_host")
    if len(name) > LONGEST_HOST:
        raise Refusal("visit.long_host", longest=LONGEST_HOST)
    return name


def decide_identity(visit: Visit, intent: RenameVisit) -> VisitRenamed:
    """Return what the intent brings about.

    Raises:
        Refusal: Nothing would change; the host has no name; or the date would move what has
            happened on it.
    """
    host = visit.host if intent.host is None else checked_host(intent.host)
    on = visit.date if intent.on is None else intent.on
    if (host, on) == (visit.host, visit.date):
        raise Refusal("edit.unchanged")
    if on != visit.date and lived(visit):
        raise Refusal("visit.lived", date=visit.date)
    return VisitRenamed(host=host, date=on)


def lived(visit: Visit) -> bool:
    """Return whether anything has happened that has its time on the visit's date."""
    return bool(visit.runs or visit.notes or visit.floor.turns or visit.floor.holding)


def apply_identity(visit: Visit, event: VisitRenamed) -> Visit:
    """Return the visit with its host and its date."""
    return replace(visit, host=event.host, date=event.date)

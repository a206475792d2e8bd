"""Tells the leader, once, of what she must not miss."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from typing import Final

from kvip_tui.commands.keymap import key_text
from kvip_tui.commands.telling import SHOW_UNSAID
from kvip_tui.domain.day.departures import Departure
from kvip_tui.domain.day.projection import length
from kvip_tui.domain.day.signals import Kind, Signal, Told, look
from kvip_tui.domain.day.timeline import BlockView
from kvip_tui.domain.notes.unsaid import count_unsaid
from kvip_tui.domain.state.plan import HOST
from kvip_tui.errors import UserError
from kvip_tui.i18n import _
from kvip_tui.settings import Signals
from kvip_tui.snapshot import Glance
from kvip_tui.store.announced import ToldFile
from kvip_tui.texts import catchup as texts_catchup
from kvip_tui.texts import formats
from kvip_tui.texts import guests as texts_guests
from kvip_tui.texts import notes as texts_notes

WANTED_BY: Final = {
    Kind.WARNING: "phases",
    Kind.DANGER: "phases",
    Kind.OVERTIME: "phases",
    Kind.ROOM: "rooms",
    Kind.APPOINTMENT: "appointments",
    Kind.LEAVING: "appointments",
    Kind.OVERSTAY: "appointments",
    Kind.SHORT: "appointments",
}


class Signaller:
    """Looks at each second's glance for what has not been told yet.

    Args:
        wanted: Says what the person wants to be told of.
        file: Where what was told survives a restart; None: it does not.
        words: Whether a word leads to what is spoken of, in place of a key.
    """

    def __init__(
        self,
        wanted: Callable[[], Signals] = Signals,
        file: ToldFile | None = None,
        *,
        words: bool = False,
    ) -> None:
        self._words = words
        self._wanted = wanted
        self._file = file
        self._told: Told = file.load() if file else frozenset()

    def due(self, glance: Glance) -> str:
        """Return what is to be told now, in a line; '' for nothing."""
        told, fresh = look(self._told, glance.visit.plan, glance.current)
        if told != self._told:
            self._told = told
            self._keep(glance.writer)
        wanted = self._wanted()
        return " · ".join(
            sentence(signal, glance, words=self._words)
            for signal in fresh
            if getattr(wanted, WANTED_BY[signal.kind])
        )

    def _keep(self, writer: bool) -> None:
        """Keep what was told; where that fails, a restart tells it again and no harm is done."""
        if self._file is not None and writer:
            with suppress(UserError):
                self._file.save(self._told)


def sentence(signal: Signal, glance: Glance, *, words: bool = False) -> str:
    """Return what a signal says."""
    view = glance.current.view(signal.block)
    if view is None:
        return ""
    title = view.block.title
    match signal.kind:
        case Kind.WARNING | Kind.DANGER:
            rest = formats.minutes_left(view.remaining or timedelta(0))
            return _("{title}: {left} igjen").format(title=title, left=rest)
        case Kind.OVERTIME:
            return _("{title} er over tida").format(title=title)
        case Kind.ROOM:
            return _room(glance)
        case Kind.APPOINTMENT:
            return _appointment(view, glance)
        case Kind.LEAVING | Kind.OVERSTAY:
            return _departure(signal, glance, words=words)
        case Kind.SHORT:
            left = length(view.projected) if view.projected else timedelta(0)
            return _("{title} får slik det ligger an bare {left}").format(
                title=title, left=formats.minutes(left)
            )


def _room(glance: Glance) -> str:
    """Return who moves where, of all that begins next."""
    names = []
    for view in glance.current.upcoming:
        room = glance.visit.plan.room(view.block.room)
        said = _("{title} i {room}") if room else "{title}"
        names.append(said.format(title=view.block.title, room=room.title if room else ""))
    start = glance.current.upcoming[0].projected
    wait = start[0] - glance.now if start else timedelta(0)
    if wait < timedelta(seconds=1):
        return _("Neste nå: {blocks}").format(blocks=" + ".join(names))
    said = _("Om {wait}: {blocks}")
    return said.format(wait=formats.minutes_left(wait), blocks=" + ".join(names))


def _appointment(view: BlockView, glance: Glance) -> str:
    planned, projected = view.planned, view.projected
    return _("{title} er avtalt {planned}, men begynner slik det ligger an {projected}").format(
        title=view.block.title,
        planned=formats.clock(planned[0] if planned else None, glance.zone),
        projected=formats.clock(projected[0] if projected else None, glance.zone),
    )


def _departure(signal: Signal, glance: Glance, *, words: bool) -> str:
    """Return who leaves when, and where what they are in lasts longer, until when."""
    for one in glance.current.departures:
        if one.block == signal.block:
            leaves = texts_guests.capital(formats.leaves(one, glance.zone))
            if signal.kind is Kind.OVERSTAY:
                return _("{leaves}, men {title} ligger an til å vare til {clock}").format(
                    leaves=leaves,
                    title=texts_catchup.title(glance.visit, one.block),
                    clock=formats.clock(one.until, glance.zone),
                )
            wait = one.at - glance.now
            if wait > timedelta(0):
                left = formats.minutes_left(wait)
                leaves = _("{leaves}, om {wait}").format(leaves=leaves, wait=left)
            return " · ".join(filter(None, (leaves, _unsaid(one, glance, words=words))))
    return ""


def _unsaid(one: Departure, glance: Glance, *, words: bool) -> str:
    """Return how much the host who leaves has not heard, and what shows it; '' else."""
    said = texts_notes.not_said(count_unsaid(glance.visit))
    hosts = any(group.id == HOST for group in one.groups)
    door = f"«{SHOW_UNSAID.word}»" if words else f"[{key_text(SHOW_UNSAID)}]"
    return f"{said} {door}" if said and hosts else ""

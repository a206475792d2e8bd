"""Planned against actual as rows of a table and as bars of plain characters.

A bar is one row of characters, readable without colour and in any font that is evenly spaced:
what was used of the planned time, what was not, added time, overtime and pauses, on one scale for
the whole day. The mark shows where the planned length ends.
"""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Final

from kvip_tui.domain.day.timeline import State
from kvip_tui.export.comparison import STATES, Comparison
from kvip_tui.i18n import _
from kvip_tui.i18n import marked as m
from kvip_tui.texts import formats

USED: Final = "▇"
UNUSED: Final = "·"
ADDED: Final = "+"
OVER: Final = "!"
PAUSED: Final = ":"
MARK: Final = "│"
LEGEND: Final = (
    (USED, m("brukt")),
    (UNUSED, m("ikke brukt")),
    (ADDED, m("lagt til")),
    (OVER, m("over tida")),
    (PAUSED, m("pause")),
    (MARK, m("planlagt slutt")),
)
# What the mark and the rounding of the parts of a bar can add to its length.
_MORE: Final = 4
_ZERO: Final = timedelta(0)
_SHOWN: Final = timedelta(seconds=30)
_MINUTE: Final = timedelta(minutes=1)


def longest(rows: Iterable[Comparison]) -> timedelta:
    """Return the length that the whole width of a picture of these rows stands for."""
    return max((sum(_parts(row), _ZERO) for row in rows), default=_ZERO)


def bar(row: Comparison, whole: timedelta, width: int) -> str:
    """Return a block's bar, at most *width* characters, which stand for *whole*."""

    def cells(span: timedelta) -> int:
        if span < _SHOWN or not whole:
            return 0
        return max(1, round(span / whole * max(1, width - _MORE)))

    used, unused, added, over, paused = _parts(row)
    inside = (USED * cells(used)).ljust(cells(used + unused), UNUSED)
    mark = MARK if row.planned_length is not None else ""
    outside = ADDED * cells(added) + OVER * cells(over) + PAUSED * cells(paused)
    return f"{inside}{mark}{outside}"[:width]


def _parts(row: Comparison) -> tuple[timedelta, ...]:
    """Return what was used of the plan and what was not, added time used, overtime and pauses."""
    active = _or_zero(row.active)
    over = min(_or_zero(row.overtime), active)
    planned = active if row.planned_length is None else row.planned_length
    used = min(active - over, planned)
    return used, planned - used, active - over - used, over, _or_zero(row.paused)


def legend() -> str:
    """Return what the characters of a bar stand for."""
    return "  ".join(f"{sign} {_(text)}" for sign, text in LEGEND)


def outcome(row: Comparison) -> str:
    """Return how long a block became and was to be, or what became of it instead."""
    planned, active = row.planned_length, row.active
    if row.state is State.SKIPPED:
        return _(STATES[State.SKIPPED])
    if active is not None and planned is not None:
        both = _("{active} av {planned} min")
        return both.format(active=active // _MINUTE, planned=planned // _MINUTE)
    only = active if planned is None else planned
    return "" if only is None else _("{n} min").format(n=only // _MINUTE)


def totals(rows: Sequence[Comparison]) -> str:
    """Return a day's pauses, added time and overtime, which never merge."""
    named = (
        (_("pause {length}"), [row.paused for row in rows]),
        (_("lagt til {length}"), [row.added for row in rows]),
        (_("over tida {length}"), [row.overtime for row in rows]),
    )
    return " · ".join(
        text.format(length=formats.length(sum(map(_or_zero, spans), _ZERO)))
        for text, spans in named
    )


def _or_zero(span: timedelta | None) -> timedelta:
    return span or _ZERO

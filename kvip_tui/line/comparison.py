"""Planned against actual in words, a line for each block, for a screen reader."""

from datetime import datetime, timedelta

from kvip_tui.domain.day.timeline import current_day, day_view
from kvip_tui.domain.state.plan import Day
from kvip_tui.domain.state.visit import Visit
from kvip_tui.export.comparison import STATES, Comparison, compared_views
from kvip_tui.export.picture import totals
from kvip_tui.i18n import _
from kvip_tui.texts import formats

MINUTE = timedelta(minutes=1)


def plain_comparison(visit: Visit, now: datetime, chosen: Day | None = None) -> list[str]:
    """Return how the current day became against its plan, or another that was chosen.

    *now* is the instant that sums are made up at.
    """
    day = day_view(visit, chosen or current_day(visit, now), now)
    rows = compared_views(day.blocks)
    zone = visit.plan.timezone
    return [day.day.title, *(_line(row, zone) for row in rows), totals(rows)]


def _line(row: Comparison, zone: str) -> str:
    parts = [_planned(row, zone), _actual(row, zone), *_extra(row), *_deviations(row)]
    text = ", ".join(filter(None, parts))
    return _("{title}: {text}").format(title=row.block.title, text=text)


def _planned(row: Comparison, zone: str) -> str:
    if row.planned is None:
        return ""
    start, end = (formats.clock(moment, zone) for moment in row.planned)
    return _("planlagt {start}–{end}").format(start=start, end=end)


def _actual(row: Comparison, zone: str) -> str:
    start, end = formats.clock(row.started, zone), formats.clock(row.ended, zone)
    if row.ended is not None:
        return _("faktisk {start}–{end}").format(start=start, end=end)
    state = _(STATES[row.state])
    return _("{state} fra {start}").format(state=state, start=start) if start else state


def _extra(row: Comparison) -> list[str]:
    named = (
        (_("pause {length}"), row.paused),
        (_("lagt til {length}"), row.added),
        (_("over tida {length}"), row.overtime),
    )
    return [
        text.format(length=formats.length(span))
        for text, span in named
        if span and abs(span) >= MINUTE
    ]


def _deviations(row: Comparison) -> list[str]:
    named = ((_("begynte {when}"), row.start_deviation), (_("sluttet {when}"), row.end_deviation))
    return [text.format(when=formats.behind(span)) for text, span in named if span is not None]

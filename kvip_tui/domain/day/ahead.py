"""Where a rehearsal goes on from, so that what happens next is seen to come."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from kvip_tui.domain.day.timeline import DayView, State

# So much before it happens: when the two minutes' notice of a room or an appointment is given.
SEEN_COMING: Final = timedelta(minutes=2)


def next_stop(day: DayView) -> datetime | None:
    """Return the moment to go on from: two minutes before the next change, or the change itself.

    A change is that a block begins or ends as projected, or that some leave. None where nothing is
    to come.
    """
    changes = [moment for moment in _changes(day) if moment > day.now]
    if not changes:
        return None
    coming = min(changes)
    return coming - SEEN_COMING if coming - SEEN_COMING > day.now else coming


def _changes(day: DayView) -> Iterator[datetime]:
    for view in day.blocks:
        if view.projected is None or view.state in {State.DONE, State.SKIPPED}:
            continue
        yield from view.projected
    yield from (one.at for one in day.departures)

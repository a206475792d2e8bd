"""What a key asks before it leaves a block: a slip of the finger must not pass a meeting."""

from datetime import timedelta

from kvip_tui.domain.base import Refusal
from kvip_tui.domain.day.changes import early
from kvip_tui.domain.day.gates import is_open_gate, open_gates
from kvip_tui.domain.day.timeline import DayView
from kvip_tui.domain.state.visit import Visit

YOUNGEST = timedelta(minutes=1)


def leaving(visit: Visit, day: DayView) -> Refusal | None:
    """Return what is asked before what runs is left for what comes next; None: nothing.

    It is asked about a block that is not a minute old, and about gates of it that are open. What
    is asked anyway, before those who are invited are met, is not asked twice.
    """
    coming = frozenset(view.block.id for view in day.upcoming)
    begins = not any(early(view, day.now) for view in day.upcoming)
    if not day.running or (begins and open_gates(visit, coming)):
        return None
    young = [view for view in day.running if view.elapsed + view.paused < YOUNGEST]
    if young:
        seconds = int((young[0].elapsed + young[0].paused) / timedelta(seconds=1))
        return Refusal("next.young", title=young[0].block.title, seconds=seconds)
    gates = [
        (view.block, check)
        for view in day.running
        for check in view.block.checks
        if is_open_gate(visit, view.block, check)
    ]
    if not gates:
        return None
    texts = "; ".join(check.text for _block, check in gates)
    return Refusal("next.gates", title=gates[0][0].title, checks=texts, count=len(gates))

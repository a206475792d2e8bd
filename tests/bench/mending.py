"""What a long day costs when something is put right: taken back, carried out again, corrected."""

from datetime import timedelta
from pathlib import Path
from statistics import median

from kvip_tui.clock import RehearsalClock
from kvip_tui.domain.floor.corrections import MoveHandover, ReassignTurn
from kvip_tui.domain.floor.turns import GiveFloor
from kvip_tui.domain.history import Intent, Redo, Undo
from kvip_tui.session import Session
from kvip_tui.store.library import Library
from kvip_tui.visits.open import open_visit
from tests.bench import visits
from tests.bench.figures import Figure
from tests.bench.storing import took

TIMES = 15
LONGEST_MS = 16


def mending(folder: Path, events: int) -> list[Figure]:
    """Measure what puts something right in a day of so many events, with what is put on disk."""
    made, _now = visits.long_day(folder, events)
    opened = open_visit(Library(folder), made)
    try:
        return [
            Figure(f"{what} at {events:,} events", median(times), "ms", bar=LONGEST_MS)
            for what, times in _mended(opened.session).items()
        ]
    finally:
        opened.close()


def _mended(session: Session) -> dict[str, list[float]]:
    """Return how long each kind took, time after time."""
    floor = session.visit.floor
    old, holder = floor.turns[len(floor.turns) // 2], floor.holder
    anybody, somebody = [p.id for p in session.visit.people if p.id not in {old.person, holder}][:2]
    clock = RehearsalClock(session.history.done[-1].at, 0)
    session.clock = clock
    times: dict[str, list[float]] = {}
    for time in range(TIMES):
        clock.set(clock.now() + timedelta(seconds=20))
        person = (anybody, somebody)[time % 2]
        steps: dict[str, Intent] = {
            "a hand-over": GiveFloor(person),
            "moving the hand-over": MoveHandover(timedelta(seconds=-1)),
            "correcting an old turn": ReassignTurn(person, old.number),
            "correcting the turn that goes on": ReassignTurn(old.person),
            "undo": Undo(),
            "redo": Redo(),
        }
        for name, intent in steps.items():
            times.setdefault(name, []).append(took(lambda one=intent: session.do(one)))  # type: ignore[misc]
    return times

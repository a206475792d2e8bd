"""Measures a hand-over of the floor early and late in a day of 40 people and 2 000 turns.

Run with ``python -m tests.bench.floor``. A hand-over is what follows a letter: the rules, the event
folded, the view worked out and the rows of the panel made; then the same with every other panel of
the day. What a correction and the full view cost has no bar: they are of all turns there are.
"""

import asyncio
import sys
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from itertools import cycle
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from kvip_tui.domain.base import Record
from kvip_tui.domain.floor.corrections import ReassignTurn
from kvip_tui.domain.floor.turns import GiveFloor
from kvip_tui.domain.floor.view import Scope
from kvip_tui.domain.history import History, Intent, advance, decide
from kvip_tui.domain.state.people import LETTERS
from kvip_tui.snapshot import glance
from kvip_tui.ui.day.layout import grid
from kvip_tui.ui.day.screen import DayScreen
from kvip_tui.ui.day.widgets import floor as panel
from kvip_tui.ui.day.widgets.floor_rows import head, shown_people
from kvip_tui.ui.day.widgets.people import people_rows
from kvip_tui.ui.panels.floor import Board
from kvip_tui.ui.widgets.lines import Kept
from tests.bench.figures import Figure, percentile, ratio, table
from tests.builders import VisitBuilder, visit
from tests.ui.day.floors import crowd
from tests.ui.days import DayApp

PEOPLE, FEW, MANY, RUNS, KEYS = 40, 20, 2000, 60, 80
TURN = timedelta(seconds=14)
WIDTH, LONGEST_MS, MOST = 40, 16.0, 1.25
ROOM, HEAD = 14, 4


def after(turns: int) -> VisitBuilder:
    """Return a visit in which so many turns have been taken in one block, by everybody in turn."""
    people = crowd(f"Person {number}" for number in range(PEOPLE))
    built = visit("A 08:00-16:00", people=people).started("a", "08:00")
    ids = cycle([person.id for person in people])
    for number in range(turns):
        give = GiveFloor(next(ids))
        record = _record(built.history, give, built.at("08:00") + number * TURN)
        built.records.append(record)
        built.history = advance(built.history, record)
    return built


def _record(history: History, intent: Intent, at: datetime) -> Record:
    return Record(len(history.done) + 2, at, decide(history, intent, at))


def handing_over(built: VisitBuilder) -> Callable[[], object]:
    """Return what follows a letter, up to the rows of the panel."""
    history, now = built.history, _now(built)
    person = next(p for p in built.visit.people if p.id != built.visit.floor.holder)

    def act() -> object:
        after_it = advance(history, _record(history, GiveFloor(person.id), now))
        shown = glance(after_it.visit, now, writer=True, rehearsing=False)
        people = shown_people(shown, Scope.DAY)
        rows = people_rows(people, grid(len(people), ROOM, WIDTH), WIDTH, Kept())
        return head(shown, WIDTH, HEAD), rows, panel.group_rows(shown, Scope.DAY, WIDTH)

    return act


def correcting(built: VisitBuilder) -> Callable[[], object]:
    """Return what follows the correction of the turn that goes on."""
    history, now = built.history, _now(built)
    person = next(p for p in built.visit.people if p.id != built.visit.floor.holder)
    return lambda: advance(history, _record(history, ReassignTurn(person.id), now))


def drawing(built: VisitBuilder) -> Callable[[], object]:
    """Return what the full view costs each second."""
    shown = glance(built.visit, _now(built), writer=True, rehearsing=False)

    def act() -> object:
        board = Board(shown, Scope.BLOCK, 136)
        return board.head(HEAD), board.axis(), board.persons(), board.sums(), board.latest()

    return act


def _now(built: VisitBuilder) -> datetime:
    last = built.visit.floor.holding
    assert last is not None
    return last.start + TURN


def milliseconds(act: Callable[[], object]) -> float:
    """Return what one run takes."""
    began = perf_counter()
    act()
    return (perf_counter() - began) * 1000


def on_screen(turns: int) -> list[float]:
    """Return what each of some hand-overs takes until every panel has its new rows."""
    built = after(turns)

    async def hand_over() -> list[float]:
        with TemporaryDirectory(prefix="kvip-bench-") as folder:
            day = DayApp(Path(folder), built, "08:00")
            day.session.clock.set(_now(built))  # type: ignore[attr-defined]
            async with day.app.run_test(size=(140, 40)) as pilot:
                await pilot.pause()
                screen, times = pilot.app.screen, []
                assert isinstance(screen, DayScreen)
                for letter in (LETTERS[9:] * KEYS)[:KEYS]:
                    began = perf_counter()
                    screen.floor.press(letter)
                    screen.tick()
                    times.append((perf_counter() - began) * 1000)
                    await pilot.pause()
                return times

    return asyncio.run(hand_over())


def figures() -> Iterator[Figure]:
    """Measure everything."""
    few, many = after(FEW), after(MANY)
    for what, made, bar in (
        ("hand-over, rules to rows of the panel", handing_over, MOST),
        ("correction of the turn that goes on", correcting, None),
        ("the full view's rows", drawing, None),
    ):
        late, early = made(many), made(few)
        pairs = [(milliseconds(late), milliseconds(early)) for _run in range(RUNS)]
        ours, baseline = zip(*pairs, strict=True)
        yield ratio(f"{what}, turn {MANY} ÷ {FEW}", ours, baseline, bar, note="ms")
    early_keys, late_keys = on_screen(FEW), on_screen(MANY)
    yield Figure(
        name=f"letter to new rows in every panel, turn {MANY} ÷ {FEW}",
        value=median(late_keys) / median(early_keys),
        bar=MOST,
        ours=median(late_keys),
        baseline=median(early_keys),
        note="ms",
    )
    slowest = percentile(late_keys, 95)
    yield Figure(f"the same at turn {MANY}, p95", value=slowest, unit="ms", bar=LONGEST_MS)


if __name__ == "__main__":
    measured = list(figures())
    sys.stdout.write(f"{table(measured)}\n")
    sys.exit(int(any(figure.passed is False for figure in measured)))

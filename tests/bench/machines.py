"""What the records of five machines cost: all of them again, and one that comes at a tick."""

from datetime import UTC, date, datetime, timedelta
from statistics import median

from kvip_tui.domain.base import AnyEvent, Record
from kvip_tui.domain.day.changes import BlockStarted
from kvip_tui.domain.floor.turns import FloorGiven
from kvip_tui.domain.history import History, VisitCreated, received, replay_shared
from kvip_tui.domain.notes.vocabulary import NoteAdded
from kvip_tui.domain.people.changes import newcomers
from kvip_tui.domain.sharing.changes import Joined
from kvip_tui.domain.sharing.clock import clocked, milliseconds
from kvip_tui.domain.state.people import PersonLine
from kvip_tui.domain.state.plan import Privacy
from kvip_tui.store.plans.file import find_plan
from tests.bench.figures import Figure
from tests.bench.storing import took

MACHINES = "abcde"
RECORDS = 10_000
TICKS = 60
AT = datetime(2021, 3, 16, 8, tzinfo=UTC)
LATER = AT + timedelta(days=1)
PLAN = find_plan("kvip-digital", None)
PEOPLE = newcomers([PersonLine("Anne Lie", "besoksteam"), PersonLine("Berit Moe", "vertsenhet")])


def stream(machine: str) -> list[Record]:
    """Return one machine's day: notes and turns, and the block that runs."""
    first: AnyEvent = Joined(uid="u", machine=machine, person=machine, mark=machine)
    if machine == MACHINES[0]:
        first = VisitCreated("v", "t", "h", date(2021, 3, 16), PLAN, PEOPLE)
    running = next(block.id for _day, block in PLAN.blocks() if block.present)
    records = [Record(1, AT, (first,)), Record(2, AT, (BlockStarted(running),))]
    for n in range(3, RECORDS + 1):
        at = AT + timedelta(seconds=2 * n, milliseconds=ord(machine))
        note = NoteAdded(f"notat {n} #styrke", at, Privacy.TEAM, machine=machine)
        records.append(Record(n, at, (note if n % 3 else FloorGiven(PEOPLE[n % 2].id),)))
    return records


def together() -> list[Figure]:
    """Measure what is felt of the other machines at the leader's."""
    own = stream(MACHINES[0])
    others = [r for name in MACHINES[1:] for r in clocked(stream(name), name)]
    made: list[History] = []
    again = took(lambda: made.append(replay_shared(own, MACHINES[0], others, LATER)))
    return [
        Figure("five machines of 10,000 records joined again", again, "ms", bar=1500),
        _ticking(made[0], "the newest of all", 0),
        _ticking(made[0], "20 s late", 20_000),
    ]


def _ticking(history: History, how: str, late: int) -> Figure:
    times = []
    for n in range(TICKS):
        clock = (milliseconds(LATER) - late + n, 1)
        note = NoteAdded("ny", LATER, Privacy.TEAM, machine="b")
        record = Record(RECORDS + late + n, LATER, (note,), clock, "b")
        times.append(took(lambda one=record: received(history, [one], LATER)))  # type: ignore[misc]
    return Figure(f"a record of another machine, {how}", median(times), "ms", bar=2)

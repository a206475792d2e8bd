"""What the records of five machines cost: all of them again, and one that comes at a tick."""

import tracemalloc
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median

from msgspec.structs import replace

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
from kvip_tui.sharing.files import StreamFile
from kvip_tui.sharing.stream import KIND, Header
from kvip_tui.store.library import Library
from kvip_tui.store.plans.file import find_plan
from kvip_tui.visits.create import create, visit_of
from kvip_tui.visits.exchange import share
from kvip_tui.visits.open import open_visit
from tests.bench.figures import Figure
from tests.bench.storing import took

MACHINES = "abcde"
RECORDS = 10_000
TICKS = 60
POLLS = 2000
# What the measuring itself leaves behind.
LEFT = 4096
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


def polling(folder: Path) -> list[Figure]:
    """Measure what it costs to ask for what has come, where nothing has, and what grows by it."""
    library = Library(folder / "leder")
    made = create(library, visit_of(PLAN, date(2021, 3, 16), "BUP", []), AT)[0]
    (folder / "Felles").mkdir()
    opened = open_visit(library, made, clock="09.00", speed="0")
    shared = share(opened, folder / "Felles")
    for machine in MACHINES[1:]:
        header = Header(KIND, opened.circle.uid, machine)
        file = StreamFile(shared / f"journal-{machine}.jsonl", header)
        file.hold([replace(r, machine=machine) for r in clocked(stream(machine), machine)])
    post = opened.circle.post
    assert post is not None
    taken = took(post.round) + took(opened.session.refresh)
    assert sum(opened.circle.counts().values()) == RECORDS * (len(MACHINES) - 1)
    times = [took(opened.session.refresh) for _n in range(POLLS)]
    rounds = [took(post.round) for _n in range(POLLS // 10)]
    tracemalloc.start()
    grown = []
    for _n in range(2):
        for _poll in range(POLLS // 10):
            post.round()
            opened.session.refresh()
        grown.append(tracemalloc.get_traced_memory()[0])
    tracemalloc.stop()
    opened.close()
    return [
        Figure("four machines of 10,000 records fetched from a share", taken, "ms"),
        Figure("a poll for what has come, where nothing has", median(times), "ms", bar=2),
        Figure("a look at the share by the worker, where nothing is new", median(rounds), "ms"),
        Figure(
            f"bytes that {POLLS // 10} more looks and polls leave behind",
            max(0, grown[1] - grown[0]),
            "bytes",
            bar=LEFT,
        ),
    ]


def _ticking(history: History, how: str, late: int) -> Figure:
    times = []
    for n in range(TICKS):
        clock = (milliseconds(LATER) - late + n, 1)
        note = NoteAdded("ny", LATER, Privacy.TEAM, machine="b")
        record = Record(RECORDS + late + n, LATER, (note,), clock, "b")
        times.append(took(lambda one=record: received(history, [one], LATER)))  # type: ignore[misc]
    return Figure(f"a record of another machine, {how}", median(times), "ms", bar=2)

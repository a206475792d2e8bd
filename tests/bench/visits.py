"""The visits that are measured: the demo's, one of 10 000 events, a huge one, and a crowd."""

from datetime import UTC, date, datetime, timedelta
from itertools import cycle
from pathlib import Path
from zoneinfo import ZoneInfo

from kvip_tui.domain.base import AnyEvent, Record
from kvip_tui.domain.day.changes import BlockEnded, BlockStarted
from kvip_tui.domain.day.projection import instant
from kvip_tui.domain.floor.turns import FloorGiven, GiveFloor
from kvip_tui.domain.history import History, Intent, VisitCreated, advance, begin, decide, replay
from kvip_tui.domain.notes.vocabulary import AddNote
from kvip_tui.domain.state.people import Person, PersonLine
from kvip_tui.domain.state.plan import HOST, TEAM, USERS, Block, Day, Plan, Privacy, Starts
from kvip_tui.store import codec
from kvip_tui.store.library import Library, VisitFolder
from kvip_tui.store.plans.file import find_plan
from kvip_tui.visits.create import visit_of
from kvip_tui.visits.demo import make_demo

AT, EVENTS = datetime(2021, 3, 16, 9, tzinfo=UTC), (FloorGiven("ingrid-nes"),)
BLOCKS, PEOPLE, TURNS = 200, 40, 2000
# So that most blocks have run when all turns are taken, and the day has been late since it began.
TURNS_A_BLOCK, TURN, LATE = 11, timedelta(seconds=38), timedelta(minutes=40)
NOTE_EVERY = 7
SHORTEST = 3


def demo(data: Path) -> tuple[VisitFolder, str]:
    """Make the demo's visit in a data folder; returns it and the time of day to look at."""
    return make_demo(Library(data))


def demos(data: Path, number: int) -> None:
    """Make so many visits in a data folder, all like the demo's."""
    folder, _clock = demo(data)
    [journal] = folder.path.glob("journal-*.jsonl")
    for n in range(1, number):
        other = folder.path.with_name(f"{folder.path.name}-{n}")
        other.mkdir()
        (other / journal.name).write_bytes(journal.read_bytes())


def long_day(data: Path, events: int) -> tuple[VisitFolder, str]:
    """Make the demo's visit with so many records, more turns and notes in what is left of it."""
    library = Library(data)
    folder, clock = make_demo(library)
    with library.open(folder) as journal:
        journal.extend([(r.at, r.events) for r in _more(replay(journal.records), events)])
    return folder, clock


def crowd(data: Path, turns: int) -> tuple[VisitFolder, str]:
    """Make a visit of 40 people who have taken so many turns in the first plenary block."""
    library, plan = Library(data), find_plan("kvip-digital", None)
    names = ["Anne Lie", "Berit Moe", *(f"Person {n}" for n in range(PEOPLE - 2))]
    people = [PersonLine(name, (HOST, TEAM, USERS)[n % 3]) for n, name in enumerate(names)]
    event = visit_of(plan, AT.date(), "Vert", people, rehearsal=True)
    folder = library.create(event, AT - timedelta(hours=1))
    block = next(b.id for _, b in plan.blocks() if b.privacy is Privacy.PLENUM and b.start)
    everybody = cycle([person.id for person in event.people])
    given = ((FloorGiven(next(everybody)),) for _turn in range(turns))
    with library.open(folder) as journal:
        moments = (AT + timedelta(seconds=n) for n in range(turns + 1))
        journal.extend(list(zip(moments, [(BlockStarted(block),), *given], strict=True)))
    zone = ZoneInfo(plan.timezone)
    return folder, f"{(AT + timedelta(seconds=turns + 30)).astimezone(zone):%H.%M.%S}"


def journal(folder: Path, events: int) -> Path:
    """Write a journal of so many records, all but the first alike; returns its path."""
    made, _clock = make_demo(Library(folder))
    [path] = made.path.glob("journal-*.jsonl")
    lines = path.read_bytes().splitlines(keepends=True)[:1]
    lines += [codec.encode(Record(n, AT, EVENTS)) for n in range(2, events + 1)]
    path.write_bytes(b"".join(lines))
    return path


def _more(history: History, events: int) -> list[Record]:
    """Return the records that fill a day up: turns handed on, and a note now and then."""
    last = history.done[-1]
    people = cycle([person.id for person in history.visit.people])
    records: list[Record] = []
    for n in range(last.n + 1, events + 1):
        at = last.at + timedelta(milliseconds=n - last.n)
        note = AddNote(text=f"Sagt som nummer {n} #erfaring", typed_at=at)
        holder = history.visit.floor.holder
        speaker = next(person for person in people if person != holder)
        intent: Intent = note if n % NOTE_EVERY == 0 else GiveFloor(person=speaker)
        records.append(Record(n, at, decide(history, intent, at)))
        history = advance(history, records[-1])
    return records


def huge(turns: int, blocks: int = BLOCKS) -> tuple[History, datetime]:
    """Return a visit with many blocks, 40 people and so many turns, and the moment after them."""
    groups = cycle([HOST, TEAM, USERS])
    people = tuple(
        Person(id=f"p{n}", name=f"Person {n}", group=next(groups)) for n in range(PEOPLE)
    )
    made = tuple(_block(n, last=n == blocks - 1) for n in range(blocks))
    plan = Plan(id="stor", title="Stor", days=(Day(id="dagen", title="Dagen", blocks=made),))
    created = VisitCreated("besok", "Besøk", "Vert", date(2021, 3, 16), plan, people)
    at = instant(created.date, 0, ZoneInfo(plan.timezone)) + LATE
    history = begin(Record(1, at, (created,)))
    for n in range(turns):
        block, turn = divmod(n, TURNS_A_BLOCK)
        given: tuple[AnyEvent, ...] = (FloorGiven(f"p{n % PEOPLE}"),)
        events = given if turn else (*_begun(block), *given)
        history = advance(history, Record(n + 2, at, events))
        at += TURN
    return history, at


def _block(n: int, *, last: bool) -> Block:
    """Return a block of seven minutes that may give four; the last is an appointment."""
    starts = Starts.APPOINTMENT if last else Starts.FOLLOWS
    return Block(
        id=f"b{n}", title=f"Blokk {n}", start=n * 7, end=n * 7 + 7, min=SHORTEST, starts=starts
    )


def _begun(block: int) -> tuple[AnyEvent, ...]:
    """Return the events by which the block of that number begins, the one before it ending."""
    ended = (BlockEnded(f"b{block - 1}"),) if block else ()
    return (*ended, BlockStarted(f"b{block}"))

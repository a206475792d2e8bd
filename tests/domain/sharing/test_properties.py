"""Several machines write one visit: whatever the order of arrival, all come to the same."""

from datetime import datetime, timedelta
from itertools import chain
from typing import Any

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from kvip_tui.domain.base import Record, Refusal
from kvip_tui.domain.floor.view import floor_view
from kvip_tui.domain.history import (
    History,
    Intent,
    advance,
    decide,
    received,
    replay_shared,
    travels,
)
from kvip_tui.domain.notes.vocabulary import AddNote, DeleteNote, EditNote, MarkNote
from kvip_tui.domain.sharing.changes import (
    ClockOffset,
    GiveClock,
    Joined,
    SetOffset,
    TakeClock,
    UseOverruled,
)
from kvip_tui.domain.sharing.clock import clocked
from kvip_tui.domain.sharing.order import in_force, key
from kvip_tui.domain.sharing.travels import Outgoing
from kvip_tui.domain.state.shared import ZERO, mark_of
from kvip_tui.domain.state.visit import Visit
from kvip_tui.line.status import status
from tests.domain.any_visit import INTENTS, START, days

NAMES = ("a", "b", "c")
NOTES = st.builds(lambda m, n: f"{m}.{n}", st.sampled_from(NAMES), st.integers(1, 9))
SHARING: st.SearchStrategy[Intent] = st.one_of(
    st.just(TakeClock()),
    st.builds(GiveClock, st.sampled_from(NAMES)),
    st.just(UseOverruled()),
    st.builds(SetOffset, st.sampled_from(NAMES), st.integers(-9, 9).map(lambda m: timedelta(0, m))),
    st.builds(AddNote, st.text("abc", min_size=1, max_size=3), st.just(START)),
    st.builds(EditNote, NOTES, st.text("def", min_size=1, max_size=3)),
    st.builds(DeleteNote, NOTES),
    st.builds(MarkNote, NOTES, st.booleans()),
)
# A step: which machine, what it is asked, how long after the step before; or who hears of whom.
STEPS = st.lists(
    st.tuples(st.sampled_from(NAMES), INTENTS | SHARING, st.integers(-5, 90))
    | st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES), st.integers(1, 6)),
    max_size=40,
)


class Machine:
    """One machine: its own records, and what has come of the others'."""

    def __init__(self, name: str, first: Record) -> None:
        self.name = name
        self.own = [first]
        self.others: dict[tuple[str, int], Record] = {}
        self.history: History | None = None

    def hear(self, records: list[Record], now: datetime) -> None:
        """Take in what came of other machines."""
        self.others |= {(record.machine, record.n): record for record in records}
        if self.history is None:
            if any(record.machine == "a" and record.n == 1 for record in records):
                self.history = replay_shared(self.own, self.name, self.others.values(), now)
        else:
            self.history = received(self.history, records, now)

    def do(self, intent: Intent, now: datetime) -> None:
        """Carry out an intent, if the rules allow it."""
        if self.history is None:
            return
        if hasattr(intent, "machine"):
            intent = replace(intent, machine=self.name)
        n = len(self.own) + 1
        try:
            events = decide(self.history, intent, now, n)
        except Refusal:
            return
        record = Record(n, now, events, self.history.clock_for(now, n))
        self.own.append(record)
        self.history = advance(self.history, record)

    def stream(self) -> list[Record]:
        """Return its records as they reach the others."""
        return list(clocked(self.own, self.name))


def play(first: Record, steps: list[Any]) -> tuple[dict[str, Machine], datetime]:
    """Return the machines after they did and heard what the steps say."""
    machines = {"a": Machine("a", first)}
    for name in NAMES[1:]:
        joined = Joined(uid="u", machine=name, person=name.upper(), mark=mark_of(name))
        machines[name] = Machine(name, Record(1, START, (joined,)))
    machines["a"].hear([], START)
    machines["a"].history = replay_shared([first], "a", [], START)
    heard = {(to, of): 0 for to in NAMES for of in NAMES if to != of}
    now = START
    for who, what, count in steps:
        if isinstance(what, str):
            if who != what:
                upto = heard[who, what] + count
                fresh = machines[what].stream()[heard[who, what] : upto]
                heard[who, what] += len(fresh)
                machines[who].hear(fresh, now)
            continue
        now += timedelta(seconds=count)
        machines[who].do(what, now)
    return machines, now


def status_of(visit: Visit, now: datetime) -> bytes:
    """Return what a script is told of a visit, less what is each machine's own."""
    said = status(visit, now, writer=False)
    own = ("writer", "machines", "clock", "notes_here")
    return msgspec.json.encode({key: value for key, value in said.items() if key not in own})


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=150)
@given(days(), STEPS, st.randoms(use_true_random=False))
def test_all_machines_come_to_the_same(built: Any, steps: list[Any], chance: Any) -> None:
    """Arrival in any order, in batches, some of it twice, and what was undone: equal in the end."""
    machines, now = play(built.records[0], steps)
    streams = {name: machine.stream() for name, machine in machines.items()}
    for name, machine in machines.items():
        rest = list(chain(*(s for other, s in streams.items() if other != name)))
        chance.shuffle(rest)
        rest += rest[: chance.randint(0, 3)]
        size = chance.randint(1, 90)
        if machine.history is None:
            machine.hear(rest, now)
        for start in range(0, len(rest), size):
            machine.hear(rest[start : start + size], now)
    visit, *others = (machine.history.visit for machine in machines.values() if machine.history)
    assert len(others) == len(NAMES) - 1
    assert all(other == visit for other in others)
    assert {status_of(other, now) for other in others} == {status_of(visit, now)}
    every = list(chain(*streams.values()))
    again = replay_shared(machines["b"].own, "b", [r for r in every if r.machine != "b"], now)
    assert again.visit == visit
    assert again.done == (machines["b"].history or again).done
    order = [key(r) for r in in_force(every) if (r.machine, r.n) != ("a", 1)]
    assert again.merged is not None
    assert [key(r) for r in again.merged.order] == order
    for accounts in visit.floor.accounts.values():
        assert accounts.talk <= accounts.ran
        assert accounts.ran >= ZERO <= accounts.paused
    floor_view(visit, now)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=80)
@given(days(), STEPS)
def test_what_is_read_again_is_what_stood(built: Any, steps: list[Any]) -> None:
    """A machine that is started anew comes to what it had; its own undo goes on where it was."""
    machines, now = play(built.records[0], steps)
    for machine in machines.values():
        if machine.history is not None:
            again = replay_shared(machine.own, machine.name, machine.others.values(), now)
            assert again.visit == machine.history.visit
            assert (again.done, again.undone) == (machine.history.done, machine.history.undone)
            assert (again.last, again.seen) == (machine.history.last, machine.history.seen)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=80)
@given(days(), STEPS)
def test_a_machine_is_never_set_back_by_itself(built: Any, steps: list[Any]) -> None:
    """What a machine does comes after all it had seen, wherever the clocks stand."""
    machines, _now = play(built.records[0], steps)
    for machine in machines.values():
        keys = [key(record) for record in machine.stream()]
        assert keys == sorted(keys)
        assert len(set(keys)) == len(keys)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=60)
@given(days(), STEPS)
def test_what_travels_is_folded_by_the_same_rules(built: Any, steps: list[Any]) -> None:
    """What leaves a machine, each event by its own word, never fails in the others' fold."""
    machines, now = play(built.records[0], steps)
    maker = machines["a"].history
    assert maker is not None
    leaving = Outgoing("a", travels)
    sent = [out for r in machines["a"].stream() if (out := leaving.of(r, maker.visit))]
    heard = replay_shared(machines["b"].own[:1], "b", sent, now).visit
    assert heard.support is None
    assert heard.dilemmas == ()
    offsets = [e for r in sent for e in r.events if isinstance(e, ClockOffset)]
    assert len(heard.shared.offsets if heard.shared else ()) <= len(offsets) + len(NAMES)

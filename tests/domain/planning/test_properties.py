"""What holds however the running day is changed: any edits, valid or not, among any commands."""

from datetime import datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kvip_tui.domain.base import Record, Refusal
from kvip_tui.domain.day.changes import (
    EndBlock,
    NextBlock,
    PauseBlock,
    ResumeBlock,
    SkipBlock,
    StartBlock,
)
from kvip_tui.domain.day.timeline import day_view
from kvip_tui.domain.floor.turns import GiveFloor
from kvip_tui.domain.history import Intent, Redo, Undo, advance, decide, replay
from kvip_tui.domain.planning.subitems import split_view
from kvip_tui.domain.planning.vocabulary import (
    AddBlock,
    ChangeLength,
    ChangeStart,
    MoveBlock,
    MoveEnd,
    MoveStart,
    RemoveBlock,
    RenameBlock,
    RestoreBlock,
    SplitBlock,
    StartPart,
)
from kvip_tui.domain.state.floor import ZERO, up_to
from kvip_tui.domain.state.plan import Starts, segment_of
from kvip_tui.domain.state.visit import Visit
from kvip_tui.store.codec import decode, encode
from tests.builders import VisitBuilder
from tests.domain.any_visit import INTENTS, START, check_projection, check_undo, days

BLOCK_IDS = st.sampled_from(["b0", "b1", "b2", "b3", "b4", "ny", "ny-2", "nei"])
TITLES = st.sampled_from(["Ny", "Ny [red]", "b1", "", "x" * 201, "\x1b[2J"])
MINUTES = st.integers(1, 60) | st.integers(-5, 100) | st.integers()
CLOCKS = st.none() | st.integers(500, 900)
PARTS = st.lists(st.tuples(st.sampled_from(["En", "To", "Tre"]), st.integers(0, 60)), max_size=4)
EDITS: st.SearchStrategy[Intent] = st.one_of(
    st.builds(RenameBlock, BLOCK_IDS, TITLES),
    st.builds(ChangeLength, BLOCK_IDS, MINUTES),
    st.builds(ChangeStart, BLOCK_IDS, st.sampled_from(list(Starts)), CLOCKS),
    st.builds(AddBlock, TITLES, MINUTES, st.none() | BLOCK_IDS),
    st.builds(RemoveBlock, BLOCK_IDS),
    st.builds(RestoreBlock, BLOCK_IDS),
    st.builds(MoveBlock, BLOCK_IDS, BLOCK_IDS, st.booleans()),
    st.builds(SplitBlock, BLOCK_IDS, PARTS.map(tuple)),
    st.builds(StartPart, st.sampled_from(["", "en", "to"])),
)
RUNNING: st.SearchStrategy[Intent] = st.one_of(
    st.just(NextBlock(anyway=True)),
    st.just(NextBlock(anyway=True)),
    st.builds(StartBlock, BLOCK_IDS, st.just(value=True)),
    st.builds(SkipBlock, BLOCK_IDS),
    st.builds(GiveFloor, st.sampled_from(["anne", "fatima"])),
    st.sampled_from([EndBlock(), PauseBlock(), ResumeBlock(), Undo(), Redo()]),
)
# A move in time is so many seconds before the moment it is asked for.
MOVED: list[type[MoveStart] | type[MoveEnd]] = [MoveStart, MoveEnd]
MOVES = st.tuples(st.sampled_from(MOVED), BLOCK_IDS, st.integers(-60, 1200))
Step = Intent | tuple[type[MoveStart] | type[MoveEnd], str, int]
KINDS: list[st.SearchStrategy[Step]] = [EDITS, EDITS, RUNNING, MOVES, INTENTS]
STEPS = st.lists(
    st.tuples(
        st.sampled_from(KINDS).flatmap(lambda kind: kind),
        st.integers(0, 900) | st.integers(-300, 300),
    ),
    min_size=15,
    max_size=40,
)


def intent_of(step: Step, now: datetime) -> Intent:
    """Return what a step asks for at a moment."""
    if not isinstance(step, tuple):
        return step
    kind, block, ago = step
    return kind(block, now - timedelta(seconds=ago))


def check_plan(visit: Visit, before: Visit) -> None:
    """Assert that every id is there once, and that no block that has begun has been touched."""
    ids = [block.id for _, block in visit.plan.blocks()]
    assert len(ids) == len(set(ids))
    assert not set(ids) & set(visit.removed)
    assert {block.id for _, block in before.plan.blocks()} <= {*ids, *visit.removed}
    for day in visit.plan.days:
        assert day.blocks
        for block in day.blocks:
            assert (block.start is None) == (block.end is None)
            assert block.start is None or block.end is None or 0 <= block.start <= block.end
            assert len({b.parallel for b in segment_of(day.blocks, block.id)}) == 1
    for _, block in before.plan.blocks():
        if before.run(block.id).started is not None:
            now = visit.block(block.id)
            assert now is not None
            assert (now.start, now.end, now.starts) == (block.start, block.end, block.starts)


def check_order(visit: Visit, before: Visit) -> None:
    """Assert that what has begun stands where it stood, and nothing was put before it."""
    for day, was in zip(visit.plan.days, before.plan.days, strict=True):
        begun = [b.id for b in was.blocks if before.run(b.id).started is not None]
        assert [b.id for b in day.blocks if b.id in begun] == begun
        old = {block.id for block in was.blocks}
        last = max((i for i, b in enumerate(day.blocks) if b.id in begun), default=0)
        assert all(block.id in old for block in day.blocks[:last])


def check_accounts(visit: Visit) -> None:
    """Assert that no account holds more than its block ran."""
    for accounts in visit.floor.accounts.values():
        assert min(accounts.free, accounts.talk, accounts.paused) >= ZERO
        assert accounts.talk + accounts.free == accounts.ran


def check_parts(visit: Visit, now: datetime) -> None:
    """Assert that sub-items never share more than there is."""
    for day in visit.plan.days:
        for view in day_view(visit, day, now).blocks:
            found = split_view(visit, view, now)
            if found is None:
                continue
            spent = sum((part.spent for part in found.parts), ZERO)
            assert spent <= view.elapsed
            assert all(part.spent >= ZERO for part in found.parts)
            if view.remaining is not None:
                rounded = timedelta(microseconds=len(found.parts))
                assert found.rest <= max(ZERO, view.remaining) + rounded


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(built=days(), steps=STEPS)
def test_whatever_is_changed_the_day_adds_up(
    built: VisitBuilder, steps: list[tuple[Step, int]]
) -> None:
    """Projections, plan, order, accounts, folding, undo and refusals hold after every change."""
    history, records, now = built.history, list(built.records), START
    for step, seconds in steps:
        now += timedelta(seconds=seconds)
        intent = intent_of(step, now)
        before = history.visit
        try:
            events = decide(history, intent, now)
        except Refusal:
            assert history.visit == before
            continue
        assert events
        record = Record(len(records) + 1, now, events)
        assert decode(encode(record)[:-1]).events == events
        records.append(record)
        history = advance(history, record)
        check_projection(history.visit, now)
        check_accounts(history.visit)
        check_parts(history.visit, now)
        if not isinstance(intent, Undo | Redo):
            check_undo(history, before, record, now)
            check_plan(history.visit, before)
            check_order(history.visit, before)
    assert replay(records) == history
    up_to(history.visit.floor, now + timedelta(hours=1))

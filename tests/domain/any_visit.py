"""Any visit and anything asked of it, and what always holds of a visit."""

from datetime import UTC, datetime, timedelta
from itertools import combinations
from typing import Any

from hypothesis import strategies as st

from kvip_tui.domain.base import Record
from kvip_tui.domain.board.changes import WriteOnBoard
from kvip_tui.domain.card.changes import NoteSupport, RaiseDilemma, ShareDilemma, ToggleStep
from kvip_tui.domain.catchup.planner import ApplyCatchup
from kvip_tui.domain.checks.changes import (
    AddCheck,
    EndInterview,
    GiveReason,
    RemoveCheck,
    ToggleCheck,
)
from kvip_tui.domain.day.changes import (
    AddTime,
    EndBlock,
    NextBlock,
    PauseBlock,
    ResumeBlock,
    SkipBlock,
    StartBlock,
)
from kvip_tui.domain.day.timeline import BlockView, DayView, State, day_view
from kvip_tui.domain.floor.corrections import DeleteTurn, HandoverAgo, MoveHandover, ReassignTurn
from kvip_tui.domain.floor.turns import (
    CloseList,
    GiveFloor,
    LowerHand,
    MoveHand,
    NextSpeaker,
    OpenList,
    PassTurn,
    RaiseHand,
    ReleaseFloor,
    ResumeTurn,
    SilenceNudges,
    ToggleRound,
)
from kvip_tui.domain.history import History, Intent, Redo, Undo, advance, decide
from kvip_tui.domain.notes.vocabulary import AddNote
from kvip_tui.domain.people.changes import (
    AddPeople,
    AddPerson,
    AssignRole,
    EditPerson,
    FillRoles,
    RemovePerson,
    SetPresence,
)
from kvip_tui.domain.state.dilemma import Variant
from kvip_tui.domain.state.floor import TurnKind
from kvip_tui.domain.state.people import PersonLine
from kvip_tui.domain.state.plan import (
    HOST,
    TEAM,
    USERS,
    Block,
    Check,
    Day,
    Ends,
    Privacy,
    Starts,
    segment_of,
)
from kvip_tui.domain.state.visit import Outcome, Visit
from tests.builders import PEOPLE, VisitBuilder, visit_of_days

START = datetime(2021, 3, 16, 8, tzinfo=UTC)
CHECKS = (Check(id="port", text="Port", gate=True), Check(id="punkt", text="Punkt"))
BLOCK_IDS = st.sampled_from(["b0", "b1", "b2", "b3", "b4", "b5", "nei"])
SOMETIMES = st.none() | BLOCK_IDS
PEOPLE_IDS = st.sampled_from([*(person.id for person in PEOPLE), "nei"])
TURNS = st.sampled_from(list(TurnKind))
TURN_NUMBERS = st.none() | st.integers(0, 5)
SPANS = st.integers(-60, 120).map(lambda count: timedelta(seconds=count))
INSTANTS = st.integers(-60, 600).map(lambda count: START + timedelta(minutes=count))
INTENTS: st.SearchStrategy[Intent] = st.one_of(
    st.builds(NextBlock, st.booleans(), st.just("")),
    st.builds(NextBlock, st.just(True), st.text(max_size=3)),
    st.builds(StartBlock, BLOCK_IDS, st.booleans()),
    st.builds(EndBlock, SOMETIMES),
    st.builds(AddTime, st.integers(-30, 30) | st.integers(), SOMETIMES),
    st.builds(PauseBlock, SOMETIMES),
    st.builds(ResumeBlock, SOMETIMES),
    st.builds(SkipBlock, BLOCK_IDS),
    st.builds(ApplyCatchup, st.integers(-1, 4)),
    st.builds(ToggleCheck, BLOCK_IDS, st.sampled_from(["port", "punkt", "nei"])),
    st.builds(AddPerson, st.text(max_size=8), st.sampled_from([HOST, TEAM, USERS])),
    st.builds(SetPresence, PEOPLE_IDS, st.booleans()),
    st.builds(AssignRole, st.sampled_from(["sekretaer", "nei"]), st.none() | PEOPLE_IDS),
    st.builds(RemovePerson, PEOPLE_IDS),
    st.builds(EditPerson, PEOPLE_IDS, st.none() | st.text(max_size=8)),
    st.builds(GiveFloor, PEOPLE_IDS, TURNS, SPANS | st.just(timedelta(0))),
    st.builds(RaiseHand, PEOPLE_IDS, TURNS, st.booleans()),
    st.builds(LowerHand, PEOPLE_IDS),
    st.builds(MoveHand, PEOPLE_IDS, st.integers(0, 5)),
    st.builds(SilenceNudges, st.just("not_heard"), PEOPLE_IDS.map(lambda one: (one,))),
    st.builds(MoveHandover, SPANS),
    st.builds(HandoverAgo, SPANS),
    st.builds(ReassignTurn, PEOPLE_IDS, TURN_NUMBERS),
    st.builds(DeleteTurn, TURN_NUMBERS),
    st.sampled_from(
        [
            ReleaseFloor(),
            NextSpeaker(),
            CloseList(),
            OpenList(),
            ToggleRound(),
            PassTurn(),
            ResumeTurn(),
            FillRoles(),
            AddPeople((PersonLine("Siri", HOST), PersonLine("Siri", USERS))),
        ]
    ),
    st.builds(AddCheck, BLOCK_IDS, st.text(max_size=3)),
    st.builds(RemoveCheck, BLOCK_IDS, st.sampled_from(["port", "punkt", "nei"])),
    st.builds(GiveReason, st.text(max_size=3)),
    st.builds(EndInterview, BLOCK_IDS, st.sampled_from(list(Outcome))),
    st.builds(WriteOnBoard, st.text(max_size=2)),
    st.builds(NoteSupport, st.text(max_size=2)),
    st.builds(RaiseDilemma, st.sampled_from(list(Variant))),
    st.builds(ToggleStep, st.integers(0, 6), st.none() | st.integers(0, 2)),
    st.builds(ShareDilemma, PEOPLE_IDS),
    st.builds(AddNote, st.text(max_size=5), INSTANTS, st.text(max_size=3), st.booleans()),
    st.sampled_from([Undo(), Redo()]),
)


@st.composite
def blocks(draw: st.DrawFn) -> tuple[Block, ...]:
    """Draw a day's blocks: contiguous or with gaps, with every kind of start and end."""
    clock, made = 9 * 60, list[Block]()
    for number in range(draw(st.integers(1, 6))):
        clock += draw(st.sampled_from([0, 0, 0, 10]))
        group = draw(st.sampled_from([None, None, "g", "h"]))
        joins = group is not None and bool(made) and made[-1].parallel == group
        start = made[-1].start if joins else clock
        end = (start or 0) + draw(st.integers(0, 4)) * 15
        fields: dict[str, Any] = {
            "starts": draw(st.sampled_from(list(Starts))),
            "ends": draw(st.sampled_from(list(Ends))),
            "changeover": draw(st.sampled_from([0, 0, 5])),
            "min": draw(st.sampled_from([None, 0])),
            "privacy": draw(st.sampled_from(list(Privacy))),
            "checks": draw(st.sampled_from([(), CHECKS])),
            "present": draw(st.sampled_from([(), (TEAM, USERS)])),
        }
        clock = max(clock, end)
        name = f"b{number}"
        made.append(Block(id=name, title=name, start=start, end=end, parallel=group, **fields))
    return tuple(made)


@st.composite
def days(draw: st.DrawFn) -> VisitBuilder:
    """Draw a visit, in an ordinary day or in one of those whose clock changes."""
    day = Day(id="dag", title="Dag", blocks=draw(blocks()))
    on = draw(st.sampled_from([(2021, 3, 16), (2021, 3, 28), (2021, 10, 31)]))
    return visit_of_days(day, on=datetime(*on, tzinfo=UTC).date())


def overlapping(day: DayView) -> list[tuple[str, str]]:
    """Return the blocks of different segments whose projected times overlap."""
    shown = [(view.block, view.projected) for view in day.blocks if view.projected]
    return [
        (one.id, other.id)
        for (one, a), (other, b) in combinations(shown, 2)
        if other not in segment_of(day.day.blocks, one.id) and a[0] < b[1] and b[0] < a[1]
    ]


def jumped_past(day: DayView, view: BlockView) -> bool:
    """Return whether a block waits although one of a later segment has begun."""
    later = day.blocks[day.blocks.index(view) + 1 :]
    group = segment_of(day.day.blocks, view.block.id)
    begun = any(other.started and other.block not in group for other in later)
    running = any(other.block in group for other in day.running)
    return view.state is State.WAITING and begun and not running


def check_projection(visit: Visit, now: datetime) -> None:
    """Assert what holds of every projection."""
    day = day_view(visit, visit.plan.days[0], now)
    assert overlapping(day) == []
    for view in day.blocks:
        gone = view.state in {State.DONE, State.SKIPPED} or jumped_past(day, view)
        assert (view.projected is None) == gone
        assert (view.phase is not None) == (view.state in {State.RUNNING, State.PAUSED})
        assert min(view.elapsed, view.paused, view.overtime) >= timedelta(0)
        if view.projected is None or view.planned is None:
            continue
        assert view.projected[0] <= view.projected[1]
        if view.state is State.WAITING:
            assert view.projected[0] >= now
            assert view.block.starts is Starts.FOLLOWS or view.projected[0] >= view.planned[0]


def check_undo(history: History, before: Visit, record: Record, now: datetime) -> None:
    """Assert that the last command can be taken back and carried out again exactly."""
    undone = advance(history, Record(record.n + 1, now, decide(history, Undo(), now)))
    assert undone.visit == before
    redone = advance(undone, Record(record.n + 2, now, decide(undone, Redo(), now)))
    assert redone.visit == history.visit
    assert redone.done == history.done


# Mostly forwards, now and then back, as a clock does that is set.
STEPS = st.lists(
    st.tuples(INTENTS, st.integers(0, 900) | st.integers(-1800, 1800)), min_size=1, max_size=25
)

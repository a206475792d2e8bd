"""Anything that can happen to the floor, and how long its blocks ran meanwhile."""

from datetime import timedelta

from hypothesis import strategies as st

from kvip_tui.domain.base import AnyEvent
from kvip_tui.domain.day.changes import BlockEnded, BlockPaused, BlockResumed, BlockStarted
from kvip_tui.domain.floor.turns import (
    FloorGiven,
    FloorReleased,
    HandLowered,
    HandRaised,
    ListClosed,
    RoundPassed,
    RoundStarted,
)
from kvip_tui.domain.people.changes import PresenceChanged
from kvip_tui.domain.state.floor import ZERO, TurnKind
from tests.domain.floor.meeting import (
    FIRST,
    INTERVIEW,
    SECOND,
    START,
    TALK,
    TEAM_ONLY,
    Meeting,
    seconds,
)

PEOPLE = ("ta", "tb", "ha", "ua")
BLOCKS = (TALK, TEAM_ONLY, FIRST, SECOND, INTERVIEW)
COUNTED = set(BLOCKS) - {INTERVIEW}
Step = tuple[timedelta, AnyEvent]
people = st.sampled_from(PEOPLE)
blocks = st.sampled_from(BLOCKS)
kinds = st.sampled_from(TurnKind)
events: st.SearchStrategy[AnyEvent] = st.one_of(
    st.builds(FloorGiven, people, kinds),
    st.just(FloorReleased()),
    st.builds(HandRaised, people, kinds),
    st.builds(HandLowered, people),
    st.just(ListClosed()),
    st.builds(RoundStarted, st.just(PEOPLE)),
    st.builds(RoundPassed, people),
    st.builds(BlockStarted, blocks),
    st.builds(BlockEnded, blocks),
    st.builds(BlockPaused, st.just(TALK) | blocks),
    st.builds(BlockResumed, st.just(TALK) | blocks),
    st.builds(PresenceChanged, people, present=st.just(value=False)),
)
spans = st.integers(-90, 240).map(seconds)
steps_of_it = st.lists(st.tuples(spans, events), max_size=40)
in_a_turn: list[Step] = [(ZERO, BlockStarted(TALK)), (seconds(9), FloorGiven("ta"))]
histories = steps_of_it | steps_of_it.map(lambda steps: [*in_a_turn, *steps])


def each_block_once(steps: list[Step]) -> list[Step]:
    """Return the history without blocks that begin again."""
    begun: set[str] = set()
    kept: list[Step] = []
    for span, event in steps:
        if isinstance(event, BlockStarted):
            if event.block in begun:
                continue
            begun.add(event.block)
        kept.append((span, event))
    return kept


def live(steps: list[Step]) -> Meeting:
    """Return a meeting in which that happened."""
    meeting = Meeting(" ".join(PEOPLE), running=None)
    for span, event in steps:
        meeting.after(span).happens(event)
    return meeting


def time_run(steps: list[Step]) -> dict[str, timedelta]:
    """Return how long each block ran as the first of those running, by a clock never set back."""
    ran: dict[str, timedelta] = {}
    running: list[str] = []
    clock = at = START
    for span, event in [*steps, (ZERO, FloorReleased())]:
        at += span
        if running:
            ran[running[0]] = ran.get(running[0], ZERO) + max(ZERO, at - clock)
            clock = max(clock, at)
        if isinstance(event, BlockStarted) and event.block in COUNTED - set(running):
            clock = clock if running else at
            running.append(event.block)
        if isinstance(event, BlockEnded) and event.block in running:
            running.remove(event.block)
    return ran

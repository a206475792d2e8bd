"""Where a block began or ended at another time, the floor's time is counted anew and adds up."""

from datetime import datetime, timedelta
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from kvip_tui.domain.base import Refusal
from kvip_tui.domain.day.changes import EndBlock, NextBlock, PauseBlock, ResumeBlock, StartBlock
from kvip_tui.domain.floor.turns import GiveFloor, ReleaseFloor
from kvip_tui.domain.history import Intent, Undo
from kvip_tui.domain.people.changes import SetPresence
from kvip_tui.domain.planning.floor_recount import recounted
from kvip_tui.domain.planning.vocabulary import MoveEnd, MoveStart
from kvip_tui.domain.state.floor import NO_ACCOUNTS, ZERO, Accounts, Floor, Turn, up_to
from kvip_tui.domain.state.plan import TEAM, USERS, Privacy
from kvip_tui.domain.state.visit import Visit
from tests.builders import VisitBuilder, minutes, timetable, visit

BLOCKS = ("a", "b", "c1", "c2", "i", "d")
PEOPLE = ("anne", "berit", "fatima")


def scene() -> VisitBuilder:
    """Return a day with a parallel group and an interview."""
    return visit(
        timetable(
            "A 09:00-09:30, B> -10:00, C1|c> -10:30, C2|c> 10:00-10:40, I⚑ 11:00-11:30, D> -12:00",
            b={"present": (TEAM, USERS)},
            i={"privacy": Privacy.INTERVIEW},
        )
    )


def accounts(built: VisitBuilder, clock: str, block: str) -> Accounts:
    """Return a block's accounts at a time of day."""
    return up_to(built.visit.floor, built.at(clock)).accounts.get(block, NO_ACCOUNTS)


def in_minutes(found: Accounts) -> tuple[dict[str, float], float, float]:
    """Return what everybody said, what nobody did, and the pauses."""
    people = {who: account.spoken / minutes(1) for who, account in found.people.items()}
    return people, found.free / minutes(1), found.paused / minutes(1)


def test_time_that_goes_to_another_block_goes_with_who_spoke() -> None:
    """Anne spoke at five past; the block that began at four past has the later part of it."""
    built = scene().started("a", "09:00").do(GiveFloor("anne"), "09:01")
    built.do(NextBlock(), "09:06").do(GiveFloor("fatima"), "09:08")
    built.do(MoveStart("b", built.at("09:04")), "09:10")
    assert in_minutes(accounts(built, "09:10", "a")) == ({"anne": 3}, 1, 0)
    assert in_minutes(accounts(built, "09:10", "b")) == ({"anne": 2, "fatima": 2}, 2, 0)
    assert built.visit.floor.holder == "fatima"


def test_time_between_blocks_belongs_to_none() -> None:
    """What was said before a block had begun is nobody's account, and comes back with its time."""
    built = scene().ran("a", "09:00", "09:05").started("b", "09:05")
    built.do(GiveFloor("anne"), "09:06").do(ReleaseFloor(), "09:10")
    built.do(MoveStart("b", built.at("09:08")), "09:12")
    assert in_minutes(accounts(built, "09:12", "b")) == ({"anne": 2}, 2, 0)
    built.do(MoveStart("b", built.at("09:05")), "09:12")
    assert in_minutes(accounts(built, "09:12", "b")) == ({"anne": 4}, 3, 0)
    assert accounts(built, "09:12", "b").person("anne").count == 1


def test_a_clock_that_was_set_back_between_two_blocks_takes_no_time_from_anybody() -> None:
    """A turn that began later than the moment it is counted at has lasted no time, not less."""
    built = scene().started("a", "09:00").do(GiveFloor("anne"), "09:23")
    built.do(NextBlock(), "09:21").do(GiveFloor("fatima"), "09:20")
    built.do(MoveEnd("a", built.at("09:17")), "09:19").do(NextBlock(), "09:18")
    built.do(MoveStart("b", built.at("09:17") - minutes(0.5)), "09:25")
    assert in_minutes(accounts(built, "09:25", "a")) == ({}, 16.5, 0)
    assert in_minutes(accounts(built, "09:25", "b")) == ({}, 1.5, 0)
    assert in_minutes(accounts(built, "09:25", "c1")) == ({"anne": 0, "fatima": 0}, 7, 0)


def test_a_pause_counts_as_far_as_the_block_ran() -> None:
    """A start moved into a pause leaves its rest, a start moved back brings the whole back."""
    built = scene().started("a", "09:00").paused("a", "09:04").resumed("a", "09:10")
    built.do(MoveStart("a", built.at("09:07")), "09:12")
    assert in_minutes(accounts(built, "09:12", "a")) == ({}, 2, 3)
    assert built.visit.run("a").paused_time(built.at("09:12")) == minutes(3)
    built.do(MoveStart("a", built.at("09:01")), "09:12")
    assert in_minutes(accounts(built, "09:12", "a")) == ({}, 5, 6)


def test_a_paused_block_stays_paused() -> None:
    """The clock that stands goes on standing after its block's start was moved."""
    built = scene().started("a", "09:00").paused("a", "09:04")
    built.do(MoveStart("a", built.at("09:02")), "09:06").resumed("a", "09:09")
    assert in_minutes(accounts(built, "09:12", "a")) == ({}, 5, 5)


def test_the_first_begun_of_blocks_side_by_side_has_the_time() -> None:
    """A start moved before that of the other member takes the time over, and the talk with it."""
    built = scene().started("c1", "10:00").do(GiveFloor("anne"), "10:01").started("c2", "10:02")
    built.do(MoveStart("c2", built.at("09:58")), "10:05")
    assert in_minutes(accounts(built, "10:05", "c2")) == ({"anne": 4}, 3, 0)
    assert accounts(built, "10:05", "c1") == NO_ACCOUNTS
    assert built.visit.floor.block == "c2"


RUNNING: st.SearchStrategy[Intent] = st.one_of(
    st.builds(NextBlock, st.just(True)),
    st.builds(StartBlock, st.sampled_from(BLOCKS), st.just(True)),
    st.builds(EndBlock, st.none() | st.sampled_from(BLOCKS)),
    st.builds(PauseBlock),
    st.builds(ResumeBlock),
    st.builds(GiveFloor, st.sampled_from(PEOPLE)),
    st.builds(GiveFloor, st.sampled_from(PEOPLE)),
    st.just(ReleaseFloor()),
    st.builds(SetPresence, st.sampled_from(PEOPLE), st.booleans()),
    st.just(Undo()),
)
MOVES = st.tuples(
    st.sampled_from([MoveStart, MoveEnd]), st.sampled_from(BLOCKS), st.integers(0, 900)
)
STEPS = st.lists(st.tuples(RUNNING | MOVES, st.integers(0, 240)), max_size=30)
Step = tuple[Intent | tuple[type[MoveStart], str, int], int]


class Lived:
    """A day in which those steps were taken; those refused are left out."""

    def __init__(self, steps: list[Step]) -> None:
        self.built = scene()
        self.now = self.built.at("09:00")
        self.moved = False
        for step, seconds in steps:
            self.now += timedelta(seconds=seconds)
            self.take(step)

    @property
    def visit(self) -> Visit:
        """The visit as it stands."""
        return self.built.visit

    @property
    def floor(self) -> Floor:
        """The floor as it stands now."""
        return up_to(self.visit.floor, self.now)

    def take(self, step: Intent | tuple[type[MoveStart], str, int]) -> None:
        """Take a step, if the rules allow it."""
        if isinstance(step, tuple):
            kind, block, ago = step
            step = kind(block, self.now - timedelta(seconds=ago))
            self.moved = True
        clock = f"{self.now.astimezone(self.built.zone):%H:%M:%S}"
        try:
            self.built.do(step, clock)
        except Refusal:
            return


def whole(floor: Floor, now: datetime) -> list[Turn]:
    """Return all turns, the one that goes on as far as now."""
    going_on = floor.holding
    return [*floor.turns, *([replace(going_on, end=now)] if going_on else [])]


def expected(lived: Lived) -> dict[str, tuple[timedelta, timedelta, dict[str, timedelta]]]:
    """Return for each block its time going, its time standing and who spoke, moment by moment."""
    visit, now, floor = lived.visit, lived.now, lived.floor
    counted = [b.id for _, b in visit.plan.blocks() if b.privacy is not Privacy.INTERVIEW]
    runs = {block: visit.run(block) for block in visit.runs if block in counted}
    spans = {b: (run.started, run.ended or now) for b, run in runs.items() if run.started}
    turns = whole(floor, now)
    pauses = [(b, p.start, p.end or now) for b in spans for p in runs[b].pauses]
    marks = {m for span in spans.values() for m in span}
    marks |= {m for _, *ends in pauses for m in ends} | {t.start for t in turns}
    marks |= {t.end for t in turns if t.end}
    ordered = sorted(marks)
    found: dict[str, tuple[timedelta, timedelta, dict[str, timedelta]]] = {}
    for start, end in pairwise(ordered):
        here = [b for b, span in spans.items() if span[0] <= start and end <= span[1]]
        if not here:
            continue
        owner = min(here, key=lambda block: spans[block][0])
        going, standing, people = found.get(owner, (ZERO, ZERO, {}))
        if any(b == owner and s <= start and end <= e for b, s, e in pauses):
            found[owner] = (going, standing + end - start, people)
            continue
        for turn in turns:
            if turn.start <= start and turn.end and end <= turn.end:
                spoken = people.get(turn.person, ZERO) + end - start
                people = {**people, turn.person: spoken}
        found[owner] = (going + end - start, standing, people)
    return found


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=STEPS)
def test_everybody_nobody_and_pauses_have_the_time_that_the_blocks_ran(steps: list[Step]) -> None:
    """Whatever is moved, each moment of a block belongs to one account, and to the right one."""
    lived = Lived(steps)
    wanted = expected(lived)
    for block, found in lived.floor.accounts.items():
        ran, paused, people = wanted.get(block, (ZERO, ZERO, {}))
        assert found.talk + found.free + found.paused == ran + paused
        assert (found.ran, found.paused) == (ran, paused)
        assert {p: a.spoken for p, a in found.people.items() if a.spoken} == people
        assert found.free >= ZERO
    assert {b for b, (ran, paused, _) in wanted.items() if ran + paused} <= set(
        lived.floor.accounts
    )


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=STEPS)
def test_counting_anew_changes_nothing_where_nothing_was_moved(steps: list[Step]) -> None:
    """What is settled as the day goes is what the blocks' times and the turns come to."""
    lived = Lived(steps)
    anew, floor = recounted(lived.visit, lived.now), lived.floor
    assert {k: v for k, v in anew.accounts.items() if v != NO_ACCOUNTS} == {
        k: v for k, v in floor.accounts.items() if v != NO_ACCOUNTS
    }
    assert anew.turns == floor.turns
    assert anew.holding == floor.holding
    assert anew.running == floor.running

"""What the board shows in every state of the day, and what it never does (DESIGN 12)."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from kvip_tui.domain.base import Record, Refusal
from kvip_tui.domain.board.shown import Ahead, Board, Scene, board, is_break, later
from kvip_tui.domain.day.timeline import Phase
from kvip_tui.domain.floor.turns import GiveFloor, RaiseHand
from kvip_tui.domain.history import History, Intent, advance, decide
from kvip_tui.domain.log import Log
from kvip_tui.domain.state.floor import Floor
from kvip_tui.domain.state.plan import Block, Privacy
from kvip_tui.domain.state.report import Report
from kvip_tui.domain.state.visit import Visit
from tests.builders import VisitBuilder, minutes, timetable, visit
from tests.domain.any_visit import START, STEPS, days

DAY = (
    "Oppstart 09:00-09:30, Pause> -09:45, Drøfting> -11:30, "
    "I1|g⚑ 12:00-13:00, I2|g⚑ 12:00-13:00, Slutt 13:15-14:00"
)


def a_day() -> VisitBuilder:
    """Return a day with a break, a gap and two interviews side by side."""
    interview = {"privacy": Privacy.INTERVIEW}
    return visit(timetable(DAY, i1=interview, i2=interview))


def seen(built: VisitBuilder, clock: str, *, names: bool = False) -> Board:
    """Return the board at a time of day."""
    return board(built.visit, built.at(clock), names=names)


def test_before_the_day_the_board_counts_down_to_its_beginning() -> None:
    """What comes first stands there with how long it is until it begins."""
    built = a_day()
    assert seen(built, "08:50") == Board(
        scene=Scene.WAITING,
        titles=("Oppstart",),
        left=minutes(10),
        until=built.at("09:00"),
        ahead=Ahead(("Oppstart",), built.at("09:00")),
        steady=True,
    )


def test_a_block_that_should_have_begun_has_no_clock() -> None:
    """Nobody is shown how long the leader has waited."""
    shown = seen(a_day(), "09:04")
    assert (shown.scene, shown.left, shown.until) == (Scene.WAITING, None, None)


@pytest.mark.parametrize(
    ("clock", "phase", "left"),
    [
        ("09:10", Phase.DEFAULT, 20),
        ("09:25", Phase.WARNING, 5),
        ("09:29", Phase.DANGER, 1),
        ("09:32", Phase.OVERTIME, -2),
    ],
)
def test_a_running_block_has_its_clock_and_its_phase(clock: str, phase: Phase, left: int) -> None:
    """The clock and the phase are those of the day; the end is known until it is passed."""
    built = a_day().started("oppstart", "09:00")
    shown = seen(built, clock)
    assert (shown.scene, shown.phase, shown.left) == (Scene.RUNNING, phase, minutes(left))
    assert shown.until == (built.at("09:30") if left > 0 else None)
    assert shown.ahead == Ahead(("Pause",), max(built.at("09:30"), built.at(clock)))


def test_the_bar_follows_the_time_that_has_passed() -> None:
    """It begins at nothing, is half at half time, and stays full in overtime."""
    built = a_day().started("oppstart", "09:00")
    spent = [seen(built, clock).spent for clock in ("09:00", "09:15", "09:30", "09:40")]
    assert spent == [0.0, 0.5, 1.0, 1.0]


def test_a_stopped_clock_hurries_nobody() -> None:
    """While the clock stands there is no phase, and what is left stays."""
    built = a_day().started("oppstart", "09:00").paused("oppstart", "09:26")
    shown = seen(built, "09:40")
    assert (shown.paused, shown.phase, shown.left) == (True, None, minutes(4))


def test_a_break_is_told_from_its_title() -> None:
    """The board of a break says until when; a meeting over lunch is no break."""
    built = a_day().ran("oppstart", "09:00", "09:30").started("pause", "09:30")
    shown = seen(built, "09:32")
    assert (shown.scene, shown.until) == (Scene.BREAK, built.at("09:45"))
    for title in ("Pause", "Lunsj", "Kaffepause", "Lunch", "Coffee break", "PAUSE (10 min)"):
        assert is_break(Block(id="x", title=title)), title
    for title in ("Besøkslunsj med testing", "Pausering", "Drøfting før pausen", "Breakout rooms"):
        assert not is_break(Block(id="x", title=title)), title


def test_interviews_show_only_when_the_others_meet_again() -> None:
    """No phase, no bar, and the time until what comes after them."""
    built = a_day().started("i1", "12:00").started("i2", "12:00")
    shown = seen(built, "12:58")
    assert (shown.scene, shown.phase, shown.spent) == (Scene.INTERVIEW, None, None)
    assert (shown.left, shown.until) == (minutes(17), built.at("13:15"))
    late = seen(built, "13:20")
    assert (late.scene, late.left, late.until) == (Scene.INTERVIEW, None, None)


def test_what_goes_on_beside_an_interview_is_what_is_shown() -> None:
    """Those who sit in the common room see their own block."""
    side = "Intervju|g 12:00-13:00, Samtale|g 12:00-12:30, Slutt 13:00-14:00"
    built = visit(timetable(side, intervju={"privacy": Privacy.INTERVIEW}))
    built.started("intervju", "12:00").started("samtale", "12:00")
    shown = seen(built, "12:10")
    assert (shown.scene, shown.titles, shown.left) == (Scene.RUNNING, ("Samtale",), minutes(20))


def test_of_two_side_by_side_the_longer_has_the_clock() -> None:
    """What comes next waits for the last of them."""
    built = visit("A|g 09:00-09:30, B|g 09:00-10:00, C 10:00-11:00")
    built.started("a", "09:00").started("b", "09:00")
    shown = seen(built, "09:10")
    assert (shown.titles, shown.left) == (("A", "B"), minutes(50))


def test_coming_interviews_are_known_as_such() -> None:
    """Two interviews that begin together are one thing to those who wait."""
    built = a_day().ran("oppstart", "09:00", "09:30").ran("pause", "09:30", "09:45")
    ahead = seen(built.ran("drøfting", "09:45", "11:30"), "11:40").ahead
    assert ahead == Ahead(("I1", "I2"), built.at("12:00"), interview=True)


def test_a_day_that_is_over_says_so() -> None:
    """When nothing is left there is no clock."""
    built = visit("A 09:00-09:30").ran("a", "09:00", "09:25")
    assert seen(built, "09:26") == Board(scene=Scene.OVER)


def test_people_are_named_only_when_asked_for_and_never_in_breaks_or_interviews() -> None:
    """The speakers' list is the leader's choice."""
    built = a_day().started("oppstart", "09:00")
    built.do(GiveFloor("anne"), "09:05").do(RaiseHand("berit"), "09:06")
    asked = seen(built, "09:07", names=True)
    assert (asked.holder, asked.queue) == ("anne", ("berit",))
    unasked = seen(built, "09:07")
    assert (unasked.holder, unasked.queue) == (None, ())
    built.ended("oppstart", "09:30").started("pause", "09:30")
    built.do(RaiseHand("berit"), "09:31")
    assert seen(built, "09:32", names=True).queue == ()


def stripped(shown: Visit) -> Visit:
    """Return a visit of which nothing is left but the plan and when its blocks ran."""
    return replace(
        shown,
        host="",
        title="",
        people=(),
        ticks={},
        passed=frozenset(),
        passages=(),
        outcomes={},
        support=None,
        dilemmas=(),
        roles={},
        role_terms=(),
        notes=Log(),
        floor=Floor(),
        report=Report(),
        focus_areas=(),
    )


def played(built: VisitBuilder, steps: list[tuple[Intent, int]]) -> list[tuple[Visit, int]]:
    """Return the visit after each step that was allowed, with the seconds since the start."""
    history: History = built.history
    n, passed, found = 1, 0, []
    for intent, seconds in steps:
        passed += seconds
        now = START + timedelta(seconds=passed)
        try:
            events = decide(history, intent, now)
        except Refusal:
            continue
        n += 1
        history = advance(history, Record(n, now, events))
        found.append((history.visit, passed))
    return found


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(built=days(), steps=STEPS, waits=st.lists(st.integers(0, 1500), min_size=3, max_size=3))
def test_a_board_that_only_ticks_is_what_it_would_be_if_worked_out_anew(
    built: VisitBuilder, steps: list[tuple[Intent, int]], waits: list[int]
) -> None:
    """The short way is never another way."""
    for visit_, passed in [(built.visit, 0), *played(built, steps)]:
        now = START + timedelta(seconds=passed)
        shown = board(visit_, now)
        for wait in (1, *waits):
            span = timedelta(seconds=wait)
            found = later(shown, visit_.plan, span)
            assert found is None or found == board(visit_, now + span)


def test_a_second_in_the_middle_of_a_block_takes_the_short_way() -> None:
    """And a change of phase, a pause and overtime do not."""
    built = a_day().started("oppstart", "09:00")
    plan = built.visit.plan
    assert later(seen(built, "09:10"), plan, timedelta(seconds=1)) == seen(built, "09:10:01")
    assert later(seen(built, "09:24:59"), plan, timedelta(seconds=1)) is None
    assert later(seen(built, "09:31"), plan, timedelta(seconds=1)) is None
    beside = visit("A|g 09:00-10:00, B|g 09:00-10:00").started("a", "09:00")
    assert later(seen(beside, "09:10"), plan, timedelta(seconds=1)) is None
    built.paused("oppstart", "09:12")
    assert later(seen(built, "09:13"), plan, timedelta(seconds=1)) is None


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(built=days(), steps=STEPS)
def test_the_board_knows_nothing_but_the_plan_and_the_clock(
    built: VisitBuilder, steps: list[tuple[Intent, int]]
) -> None:
    """Whatever happens, people, notes, shares, roles and ticks change nothing on the board."""
    for shown, passed in played(built, steps):
        now = START + timedelta(seconds=passed)
        assert board(shown, now) == board(stripped(shown), now)
        assert board(shown, now).queue == ()

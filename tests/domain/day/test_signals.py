"""What the leader is told of once, whatever the clock and the machine do."""

from hypothesis import given
from hypothesis import strategies as st

from kvip_tui.domain.day.signals import Kind, Signal, Told, look
from kvip_tui.domain.day.timeline import day_view
from kvip_tui.domain.state.plan import Block, Day
from tests.builders import VisitBuilder, minutes, timetable, visit, visit_of_days

NOTHING: Told = frozenset()
BLOCKS = timetable(
    "A 09:00-09:30, B> -10:00, L!> -10:30, I1|g⚑ 10:30-11:00, I2|g⚑ 10:30-11:00, C> -11:30",
    a={"room": "join"},
    b={"room": "join"},
    i1={"room": "p"},
    i2={"room": "q"},
    c={"room": "join"},
)


def scene() -> VisitBuilder:
    """Return a day with two rooms and two appointments side by side."""
    return visit(BLOCKS)


class Watch:
    """Looks at a visit again and again, as a window does."""

    def __init__(self, built: VisitBuilder) -> None:
        self.built = built
        self.told: Told = NOTHING

    def at(self, clock: str) -> list[str]:
        """Return what is told at a time, as «kind block»."""
        visit_now, day = self.built.visit, self.built.day(clock)
        self.told, fresh = look(self.told, visit_now.plan, day)
        return [f"{signal.kind} {signal.block}" for signal in fresh]


def test_each_phase_is_told_once() -> None:
    """At 5 minutes, at 1 minute, and when the time is up; between them nothing."""
    watch = Watch(scene().started("a", "09:00"))
    assert watch.at("09:24:59") == []
    assert watch.at("09:25") == ["warning a"]
    assert watch.at("09:26") == []
    assert watch.at("09:29") == ["danger a"]
    assert watch.at("09:30") == []
    assert watch.at("09:30:01") == ["overtime a"]
    assert watch.at("09:31") == []


def test_the_thresholds_are_the_plan_s() -> None:
    """A plan that warns at 10 minutes is obeyed."""
    watch = Watch(visit(BLOCKS, warning=10, danger=3).started("a", "09:00"))
    assert watch.at("09:20") == ["warning a"]
    assert watch.at("09:27") == ["danger a"]


def test_a_machine_that_slept_tells_what_holds_when_it_wakes() -> None:
    """Not the phases that went by, and none of them later."""
    watch = Watch(scene().started("a", "09:00"))
    assert watch.at("09:10") == []
    assert watch.at("09:40") == ["overtime a"]
    assert watch.at("09:41") == []


def test_a_restart_neither_repeats_nor_loses() -> None:
    """What was told before is kept; what became true meanwhile is told."""
    built = scene().started("a", "09:00")
    before = Watch(built)
    assert before.at("09:25") == ["warning a"]
    after = Watch(built)
    after.told = before.told
    assert after.at("09:26") == []
    later = Watch(built)
    later.told = before.told
    assert later.at("09:29:30") == ["danger a"]


def test_a_clock_that_flickers_repeats_nothing() -> None:
    """A second back and forth over the threshold is told once."""
    watch = Watch(scene().started("a", "09:00"))
    told = [watch.at(clock) for clock in ("09:25", "09:24:59", "09:25", "09:24:55", "09:25:01")]
    assert told == [["warning a"], [], [], [], []]


def test_a_clock_that_was_wrong_loses_nothing() -> None:
    """It ran ahead and was set right: when the time has really come, it is told."""
    watch = Watch(scene().started("a", "09:00"))
    assert watch.at("09:27") == ["warning a"]
    assert watch.at("09:10") == []
    assert watch.at("09:25") == ["warning a"]


def test_added_time_arms_the_phases_again() -> None:
    """Going back to an earlier phase is quiet; its end is told anew (DESIGN 2, rule 6)."""
    built = scene().started("a", "09:00")
    watch = Watch(built)
    assert watch.at("09:31") == ["overtime a"]
    built.added("a", 10, "09:31")
    assert watch.at("09:31") == []
    assert watch.at("09:35") == ["warning a"]
    assert watch.at("09:39") == ["danger a"]
    assert watch.at("09:41") == ["overtime a"]


def test_more_time_inside_a_phase_is_quiet() -> None:
    """At 4 minutes left one more minute is still the warning that was told."""
    built = scene().started("a", "09:00")
    watch = Watch(built)
    assert watch.at("09:25") == ["warning a"]
    built.added("a", 0.5, "09:25:30")
    assert watch.at("09:25:30") == []
    assert watch.at("09:26") == []


def test_a_pause_is_quiet() -> None:
    """The phases wait with the clock."""
    built = scene().started("a", "09:00").paused("a", "09:24")
    watch = Watch(built)
    assert watch.at("09:40") == []
    built.resumed("a", "09:44")
    assert watch.at("09:44:59") == []
    assert watch.at("09:45") == ["warning a"]


def test_an_undone_end_repeats_nothing() -> None:
    """The block runs again in the phase that was told."""
    built = scene().started("a", "09:00")
    watch = Watch(built)
    assert watch.at("09:31") == ["overtime a"]
    ended = VisitBuilder(built.visit.plan, built.on, built.visit.people)
    ended.started("a", "09:00").ended("a", "09:31")
    _told, fresh = look(watch.told, built.visit.plan, ended.day("09:31:10"))
    assert fresh == ()
    assert watch.at("09:31:20") == []


def test_two_minutes_before_another_room_is_told() -> None:
    """For both interviews at once; a block in the same room is no change."""
    built = scene().ran("a", "09:00", "09:30").started("b", "09:30")
    watch = Watch(built)
    assert watch.at("09:30:30") == []
    watch.at("09:59")
    built.ended("b", "10:00").started("l", "10:00")
    assert watch.at("10:27:59") == ["warning l"]
    assert watch.at("10:28") == ["room i1"]
    assert watch.at("10:29") == ["danger l"]


def test_the_first_room_of_the_day_is_told_too() -> None:
    """Two minutes before the day begins, and once."""
    watch = Watch(scene())
    assert watch.at("08:57") == []
    assert watch.at("08:58") == ["room a"]
    assert watch.at("09:01") == []


def test_a_room_that_moves_away_is_told_again_when_it_comes() -> None:
    """The leader gave the block before it ten minutes more."""
    blocks = timetable("A 09:00-09:30, B> -10:00", a={"room": "x"}, b={"room": "y"})
    built = visit(blocks).started("a", "09:00")
    watch = Watch(built)
    assert watch.at("09:28") == ["warning a", "room b"]
    built.added("a", 10, "09:28")
    assert watch.at("09:28:01") == []
    assert watch.at("09:38") == ["warning a", "room b"]


def test_an_appointment_in_danger_is_told_beyond_two_minutes() -> None:
    """The two side by side are one, and what is caught up may be in danger again."""
    built = scene().ran("a", "09:00", "09:30").started("b", "09:30")
    watch = Watch(built)
    assert watch.at("09:31") == []
    built.added("b", 32, "09:31")
    assert watch.at("09:31") == []
    built.added("b", 1, "09:32")
    assert watch.at("09:32") == ["appointment i1"]
    assert watch.at("09:33") == []
    built.added("b", -10, "09:33")
    assert watch.at("09:33") == []
    built.added("b", 10, "09:34")
    assert watch.at("09:34") == ["appointment i1"]


def test_a_day_that_passed_unused_has_nothing_to_tell() -> None:
    """A visit that is opened weeks later is quiet."""
    assert Watch(scene()).at("40:00") == []


def test_a_checklist_has_no_phases() -> None:
    """What runs without a timetable is never late."""
    bare = Day(id="d", title="D", untimed=True, blocks=(Block(id="x", title="X"),))
    assert Watch(visit_of_days(bare).started("x", "09:00")).at("12:00") == []


@given(st.lists(st.integers(0, 200), max_size=12).map(sorted), st.booleans())
def test_nothing_is_told_twice_or_lost_however_often_one_looks(
    seconds: list[int], restarts: bool
) -> None:
    """What has been told at the end is the same for every way of looking, each thing once."""
    built = scene().started("a", "09:00")
    plan, start = built.visit.plan, built.at("09:28")
    told: Told = frozenset({Signal(Kind.WARNING, "a")}) if restarts else NOTHING
    once = told
    heard: list[Signal] = []
    for second in [*seconds, 200]:
        moment = start + minutes(second / 60)
        told, fresh = look(told, plan, day_view(built.visit, plan.days[0], moment))
        heard += fresh
    end = day_view(built.visit, plan.days[0], start + minutes(200 / 60))
    assert told == look(once, plan, end)[0]
    assert len(heard) == len(set(heard))
    assert heard[-1] == Signal(Kind.OVERTIME, "a")

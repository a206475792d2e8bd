"""How a late day can catch up: what is proposed, when, and what comes of it (DESIGN 2, rule 8)."""

from typing import Any

import pytest

from kvip_tui.domain.base import Refusal
from kvip_tui.domain.catchup.planner import ApplyCatchup, Catchup, CatchupApplied, catch_up
from kvip_tui.domain.catchup.ways import Danger
from kvip_tui.domain.history import Undo
from kvip_tui.domain.state.plan import HOST, TEAM, Group
from tests.builders import VisitBuilder, minutes, timetable, visit

THREE = "A 09:00-09:15, B> -09:45, C> -09:48"
APPOINTED = "A 09:00-10:00, P> -10:15, I⚑ 10:15-11:00, S> -11:30"
LUNCH = "D 09:45-11:30, L!> -12:00, I|g⚑ 12:00-13:00, J|g⚑ 12:00-13:00, P> -13:15, S> -14:15"


def given(day: str, **least: int) -> VisitBuilder:
    """Return a visit of a day; *least* are the shortest lengths of those that may give."""
    more: dict[str, Any] = {block: {"min": count} for block, count in least.items()}
    return visit(timetable(day, **more))


def found(scene: VisitBuilder, clock: str) -> Catchup:
    """Return what there is to catch up."""
    return catch_up(scene.visit, scene.day(clock))


def ways(scene: VisitBuilder, clock: str) -> list[dict[str, int]]:
    """Return the minutes that each proposal takes from each block."""
    return [dict(way.minutes) for way in found(scene, clock).proposals]


def late(scene: VisitBuilder, clock: str) -> dict[str | None, str]:
    """Return what is going to be passed, and when it is going to be."""
    return {delay.block: scene.clock(delay.at) for delay in found(scene, clock).delays}


@pytest.mark.parametrize(
    ("began", "proposed"),
    [
        ("09:00", []),
        ("08:50", []),
        ("09:02", []),
        ("09:02:01", [{"b": 3}, {"a": 1, "b": 2}, {}]),
        ("09:10", [{"b": 10}, {"a": 3, "b": 6, "c": 1}, {}]),
    ],
)
def test_all_three_blocks_give_in_proportion(began: str, proposed: list[dict[str, int]]) -> None:
    """Up to two minutes are passed in silence; from there on one block, or all, or a later end."""
    scene = given(THREE, a=0, b=0, c=0).started("a", began)
    assert ways(scene, began) == proposed


def test_five_late_at_the_second_block() -> None:
    """Of 30 and 3 min the long one gives all five: the share of the other rounds to nothing."""
    scene = given(THREE, a=0, b=0, c=0).ran("a", "09:00", "09:20").started("b", "09:20")
    assert ways(scene, "09:20") == [{"b": 5}, {}]


def test_two_late_at_the_last_block_is_silence() -> None:
    """The day's end is passed by two minutes and no more."""
    scene = given(THREE, a=0, b=0, c=0).ran("a", "09:00", "09:20").ran("b", "09:20", "09:47")
    assert found(scene.started("c", "09:47"), "09:47") == Catchup()


def test_a_block_without_a_shortest_length_does_not_give() -> None:
    """Only B says how short it may be, and gives what it can; the rest of the delay remains."""
    scene = given(THREE, b=24).started("a", "09:10")
    first, later = found(scene, "09:10").proposals
    assert first.minutes == (("b", 6),)
    assert first.accepts == first.day_end == scene.at("09:52")
    assert (later.minutes, later.accepts) == ((), scene.at("09:58"))


def test_of_two_groups_that_leave_one_block_the_first_decides() -> None:
    """So much is to be caught up as lets both go in time, and it is told once."""
    groups = (Group(id=HOST, title="Vert", leaves=570), Group(id=TEAM, title="Team", leaves=575))
    blocks = timetable("A 09:00-09:30", a={"present": (HOST, TEAM), "min": 10})
    scene = visit(blocks, groups=groups).started("a", "09:10")
    leaving = [one for one in found(scene, "09:10").delays if one.danger is Danger.LEAVING]
    assert [(one.block, one.by) for one in leaving] == [("a", minutes(10))]
    assert {"a": 10} in ways(scene, "09:10")


def test_where_nothing_can_give_the_day_ends_later() -> None:
    """The only proposal is the later end."""
    scene = given(THREE).started("a", "09:10")
    [way] = found(scene, "09:10").proposals
    assert (way.minutes, way.accepts, way.day_end) == ((), scene.at("09:58"), scene.at("09:58"))


def test_a_running_block_keeps_what_has_passed() -> None:
    """B may be 5 min long and has run 26 of 30: four minutes are left to give."""
    scene = (
        given(THREE, b=5).ran("a", "09:00", "09:20").started("b", "09:20").added("b", 3, "09:30")
    )
    assert ways(scene, "09:46") == [{"b": 7}, {}]
    assert ways(scene, "09:49") == [{"b": 4}, {}]
    assert ways(scene, "09:53") == [{}]


def test_a_pause_is_not_part_of_the_length() -> None:
    """B stood for ten minutes; of its 30 it keeps 25, however long it takes."""
    scene = given("B 09:00-09:30", b=25).started("b", "09:00")
    scene.paused("b", "09:05").resumed("b", "09:15")
    assert ways(scene, "09:16") == [{"b": 5}, {}]


def test_what_gives_stands_before_what_is_in_danger() -> None:
    """P and A can save the interview, S cannot; then the day ends in time too."""
    scene = given(APPOINTED, a=40, p=5, s=0).started("a", "09:10")
    assert late(scene, "09:10") == {"i": "10:25", None: "11:40"}
    assert ways(scene, "09:10") == [{"a": 10}, {"p": 10}, {"a": 8, "p": 2}]


def test_the_best_that_can_be_reached_is_proposed() -> None:
    """Before the interview there are 6 min to take, after it the day's end is brought back."""
    scene = given(APPOINTED, a=56, p=13, s=10).started("a", "09:10")
    [way] = found(scene, "09:10").proposals
    assert way.minutes == (("a", 4), ("p", 2), ("s", 4))
    assert [(d.block, scene.clock(d.at)) for d in way.passed] == [("i", "10:19")]
    assert (way.accepts, scene.clock(way.day_end)) == (None, "11:30")


def test_an_appointment_that_nothing_can_bring_back_is_lost() -> None:
    """Nothing before the interview can give; the day's end can still be saved."""
    scene = given(APPOINTED, s=10).started("a", "09:10")
    assert [delay.block for delay in found(scene, "09:10").lost] == ["i"]
    assert ways(scene, "09:10") == [{"s": 10}, {}]


def test_an_appointment_that_is_lost_and_a_day_that_ends_in_time() -> None:
    """There is something to say and nothing to propose."""
    scene = given(f"{APPOINTED}, T@ 12:00-12:30", s=10).started("a", "09:10")
    catchup = found(scene, "09:10")
    assert (catchup.proposals, [d.block for d in catchup.lost]) == ((), ["i"])


def test_appointments_give_nothing() -> None:
    """Others have set that time aside, even where the plan says how short it may be."""
    scene = given("A 09:00-10:00, I⚑ -11:00, S> -11:30", i=10, s=25).ran("a", "09:00", "10:10")
    scene.started("i", "10:10")
    assert ways(scene, "10:20") == [{"s": 5}, {}]


def test_slack_is_used_before_anything_is_taken() -> None:
    """Ten minutes of gap before the interview: only what is beyond them is taken."""
    scene = given("A 09:00-09:30, I⚑ 09:40-10:00", a=10).started("a", "09:10")
    assert found(scene, "09:10") == Catchup()
    scene = given("A 09:00-09:30, I⚑ 09:40-10:00", a=10).started("a", "09:14")
    assert ways(scene, "09:14") == [{"a": 4}]


def test_what_slack_would_swallow_is_not_taken() -> None:
    """A can give, but C keeps its time; C was made longer, so C gives it back."""
    scene = given("A 09:00-09:30, C@ 09:40-10:10, I⚑ -11:00", a=10, c=20).started("a", "09:00")
    scene.happened("09:00", CatchupApplied("dagen", (("c", minutes(8)),)))
    assert late(scene, "09:00") == {"i": "10:18", None: "11:08"}
    assert ways(scene, "09:00") == [{"c": 8}]


def test_a_little_slack_swallows_a_little() -> None:
    """C begins 3 min late and is 8 min too long: no more than three are taken before it."""
    scene = given("A 09:00-09:30, C@ 09:40-10:10, I⚑ -11:00", a=0, c=28).started("a", "09:13")
    scene.happened("09:13", CatchupApplied("dagen", (("c", minutes(8)),)))
    assert late(scene, "09:13") == {"i": "10:21", None: "11:11"}
    assert ways(scene, "09:13") == [{"a": 3, "c": 8}]


def test_a_changeover_is_kept() -> None:
    """Five minutes before the interview stay free: A gives as if it began that much earlier."""
    blocks = timetable("A 09:00-09:30, I⚑ 09:40-10:00", a={"min": 10}, i={"changeover": 5})
    assert ways(visit(blocks).started("a", "09:14"), "09:14") == [{"a": 9}]


@pytest.mark.parametrize(
    ("began", "lacking", "proposed"),
    [
        ("09:55", None, []),
        ("09:57", None, []),
        ("09:58", 3, [{"d": 3}]),
        ("10:15", 20, [{"d": 20}]),
    ],
)
def test_lunch_absorbs_down_to_its_shortest_length(
    began: str, lacking: int | None, proposed: list[dict[str, int]]
) -> None:
    """A lunch of 20 min is nobody's delay; one that lacks more than two is one of its own."""
    scene = given(LUNCH, d=75, l=20, p=10).started("d", began)
    short = [(delay.what, delay.by) for delay in found(scene, began).delays]
    assert short == ([((Danger.SHORT, "l"), minutes(lacking))] if lacking else [])
    assert ways(scene, began) == proposed


def test_a_lunch_that_delay_has_eaten_gets_its_shortest_length_first() -> None:
    """Best for everybody is a lunch of 20 min; enough for the interviews would be 5 min."""
    scene = given(LUNCH, d=75, l=20, p=10).started("d", "10:20")
    first, second = found(scene, "10:20").proposals
    assert (first.minutes, second.minutes) == ((("d", 25),), (("d", 5),))
    assert [block.minutes for block in (*first.squeezed, *second.squeezed)] == [20, 0]


def test_a_fixed_end_swallows_what_is_taken_before_it() -> None:
    """L ends 5 min late, C is 8 min too long: more than five before L is for the sake of L."""
    day = "A 09:00-09:30, L!> -09:40, C> -10:10, I⚑ -11:00"
    taken = CatchupApplied("dagen", (("c", minutes(8)),))
    scene = given(day, a=0, c=28).started("a", "09:15").happened("09:15", taken)
    assert ways(scene, "09:15") == [{"a": 5, "c": 8}]
    scene = given(day, a=0, c=28, l=5).started("a", "09:15").happened("09:15", taken)
    assert ways(scene, "09:15") == [{"a": 10, "c": 8}, {"a": 5, "c": 8}]


def test_what_cannot_be_given_back_to_a_lunch_is_not_taken_for_it() -> None:
    """Lunch begins 25 min after its end: the discussion can bring it ten nearer, and no minute."""
    scene = given("D 10:00-11:30, L!> -12:00, I|g⚑ 12:00-13:00", d=80, l=20).started("d", "10:55")
    assert ways(scene, "10:55") == [{"d": 10}]
    scene = given("D 10:00-11:30, L!> -12:00, C 12:00-12:20, I⚑ -13:00", d=80, l=20, c=5)
    assert ways(scene.started("d", "10:42"), "10:42") == [{"c": 12}, {"d": 10, "c": 2}]


def test_what_runs_can_be_left_in_peace() -> None:
    """Where one and all reach as far, a third way takes only from what is still to come."""
    day = "A 09:00-10:00, B> -10:30, C> -11:00, I⚑ -12:00, T@ 13:00-14:00"
    scene = given(day, a=0, b=0, c=0).started("a", "09:12")
    assert ways(scene, "09:12") == [{"a": 12}, {"b": 6, "c": 6}, {"a": 6, "b": 3, "c": 3}]


def test_as_few_as_possible_give_where_one_cannot() -> None:
    """No block can give 12 min alone; the two that can give most do."""
    day = "A 09:00-10:00, B> -10:30, C> -11:00, I⚑ -12:00, T@ 13:00-14:00"
    scene = given(day, a=55, b=22, c=22).started("a", "09:12")
    assert ways(scene, "09:12") == [{"b": 6, "c": 6}, {"a": 5, "b": 4, "c": 3}]


def test_what_runs_side_by_side_is_shortened_together() -> None:
    """G and H end together; H is shortened by what it lasts longer than G would then."""
    day = "A 09:00-09:10, G|g> -09:40, H|g 09:10-09:35, S> 09:40-10:00"
    scene = given(day, g=10, h=10).started("a", "09:08")
    assert ways(scene, "09:08") == [{"g": 8, "h": 3}, {}]
    scene = given(day, g=10).started("a", "09:08")
    assert ways(scene, "09:08") == [{"g": 5}, {}]


def test_one_with_a_fixed_end_keeps_what_runs_beside_it_as_it_is() -> None:
    """H ends at its time, whatever G gives."""
    day = "A 09:00-09:10, G|g> -09:40, H|g! 09:10-09:35, S> 09:40-10:00"
    assert ways(given(day, g=10, h=10).started("a", "09:08"), "09:08") == [{}]


def test_of_two_appointments_side_by_side_the_later_decides() -> None:
    """I and J begin together, at 10.05: more than the ten minutes to then would be in vain."""
    scene = given("A 09:00-10:00, I|g⚑ 10:00-10:55, J|g⚑ 10:05-11:00", a=0).started("a", "09:15")
    assert ways(scene, "09:15") == [{"a": 10}]
    [way] = found(scene, "09:15").proposals
    assert [(d.block, d.by) for d in way.passed] == [("i", minutes(5))]


def test_before_the_day_has_begun_it_is_late_too() -> None:
    """At 09:10 nobody has begun; after the planned end nobody is going to."""
    scene = given(THREE, a=0, b=0, c=0)
    assert ways(scene, "09:10") == [{"b": 10}, {"a": 3, "b": 6, "c": 1}, {}]
    assert found(scene, "09:48") == Catchup()


def test_a_day_without_a_timetable_or_that_is_over_has_nothing_to_catch_up() -> None:
    """There is no time to pass."""
    scene = given("A 09:00-09:30").ran("a", "09:00", "09:50")
    assert found(scene, "10:00") == Catchup()


def test_an_applied_proposal_is_one_event_and_one_undo() -> None:
    """The minutes become added time, the day is in time again, and undo puts all back."""
    scene = given(THREE, a=0, b=0, c=0).started("a", "09:10")
    before = scene.visit
    scene.do(ApplyCatchup(2), "09:10")
    assert scene.records[-1].events == (
        CatchupApplied("dagen", (("a", -minutes(3)), ("b", -minutes(6)), ("c", -minutes(1)))),
    )
    assert scene.spans("09:10") == {"a": "09:10-09:22", "b": "09:22-09:46", "c": "09:46-09:48"}
    assert found(scene, "09:10") == Catchup()
    assert [view.added for view in scene.day("09:10").blocks] == [
        -minutes(3),
        -minutes(6),
        -minutes(1),
    ]
    assert scene.do(Undo(), "09:10").visit == before


def test_a_later_end_is_accepted_until_it_is_passed_too() -> None:
    """«slutt 09.58» is silence up to 10.00, and brings proposals back to 09.58 after that."""
    scene = given(THREE, c=0).started("a", "09:10").do(ApplyCatchup(2), "09:10")
    assert scene.visit.day_ends == {"dagen": scene.at("09:58")}
    assert found(scene.added("a", 2, "09:11"), "09:11") == Catchup()
    assert ways(scene.added("a", 1, "09:12"), "09:12") == [{"c": 3}, {}]
    assert late(scene, "09:12") == {None: "10:01"}


def test_a_later_end_stays_accepted() -> None:
    """What is taken afterwards does not take that back."""
    scene = given(THREE, c=0).started("a", "09:10").do(ApplyCatchup(2), "09:10")
    scene.added("a", 3, "09:12").do(ApplyCatchup(1), "09:12")
    assert scene.visit.day_ends == {"dagen": scene.at("09:58")}


def test_a_partial_proposal_takes_the_later_end_with_it() -> None:
    """What cannot be caught up is accepted in the same breath."""
    scene = given(THREE, b=24).started("a", "09:10").do(ApplyCatchup(1), "09:10")
    assert scene.visit.day_ends == {"dagen": scene.at("09:52")}
    assert found(scene, "09:10") == Catchup()


@pytest.mark.parametrize(
    ("began", "number", "code"),
    [("09:00", 1, "none"), ("09:10", 0, "unknown"), ("09:10", 4, "unknown")],
)
def test_what_is_not_proposed_cannot_be_applied(began: str, number: int, code: str) -> None:
    """There is nothing to catch up, or no proposal of that number."""
    scene = given(THREE, a=0, b=0, c=0).started("a", began)
    with pytest.raises(Refusal) as refused:
        scene.answer(ApplyCatchup(number), began)
    assert refused.value.code == f"catchup.{code}"


def test_who_runs_beside_those_who_leave_costs_nothing_before() -> None:
    """What comes first gives what the leaving is late, however long the other lasts."""
    blocks = timetable(
        "A 09:00-09:10, B|g> -09:15, C|g> -09:25",
        a={"min": 0}, b={"present": (TEAM,), "leaves": 9 * 60 + 15},
    )  # fmt: skip
    scene = visit(blocks).started("a", "09:05")
    assert {"a": 5} in ways(scene, "09:05")

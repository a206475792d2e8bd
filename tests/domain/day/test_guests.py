"""Others' time: who comes at a time of their own, who leaves, and what that asks of the day."""

import pytest

from kvip_tui.domain.base import Refusal
from kvip_tui.domain.catchup.planner import catch_up
from kvip_tui.domain.catchup.ways import Danger
from kvip_tui.domain.day.changes import BlockEnded, NextBlock, StartBlock
from kvip_tui.domain.day.guests import arriving, expected
from kvip_tui.domain.day.signals import look
from kvip_tui.domain.state.plan import DEFAULT_GROUPS, HOST, TEAM, USERS, Block, Day, Group
from kvip_tui.texts import formats
from tests.builders import DATE, VisitBuilder, minutes, timetable, visit, visit_of_days
from tests.store.plans.shipped import plan

ZONE = "Europe/Oslo"
DISCUSSED = "drofting"


def digital() -> VisitBuilder:
    """Return a digital visit as the shipped plan has it."""
    return VisitBuilder(plan("kvip-digital"), DATE, ())


def discussing(added: int = 0) -> VisitBuilder:
    """Return one whose discussion began in time, and was made longer."""
    built = digital().ran("teamets-mote", "08:30", "09:00").ran("oppstart", "09:00", "09:30")
    built.ran("pause-formiddag", "09:30", "09:45").started(DISCUSSED, "09:45")
    return built.added(DISCUSSED, added, "09:45") if added else built


def asked(built: VisitBuilder, intent: NextBlock | StartBlock, clock: str) -> str:
    """Return the code of what is asked, '' where it is done."""
    try:
        built.answer(intent, clock)
    except Refusal as refusal:
        return refusal.code
    return ""


def day(*present: tuple[str, ...]) -> Day:
    """Return a day of blocks an hour long in which those groups are there."""
    blocks = tuple(
        Block(id=str(i), title=str(i), start=60 * i, end=60 * i + 60, present=groups)
        for i, groups in enumerate(present, 1)
    )
    return Day(id="dag", title="Dag", blocks=blocks)


@pytest.mark.parametrize(
    ("present", "coming"),
    [
        (((TEAM,), (TEAM, HOST)), {"2": (HOST,)}),
        (((TEAM, HOST), (TEAM,), (USERS, HOST)), {"3": (USERS, HOST)}),
        (((TEAM, HOST), (), (TEAM, HOST)), {}),
        (((), (TEAM,), (TEAM,)), {}),
        (((HOST,),), {}),
    ],
)
def test_who_comes_was_not_in_what_is_before(
    present: tuple[tuple[str, ...], ...], coming: dict[str, tuple[str, ...]]
) -> None:
    """A day begins for all with its first block; a pause that names nobody changes nothing."""
    assert arriving(day(*present)) == coming


def test_groups_that_met_apart_do_not_come_for_what_is_next() -> None:
    """Side by side all were there; the shipped workshop has nobody who comes or leaves."""
    workshop = VisitBuilder(plan("innomed-workshop"), DATE, ())
    assert expected(workshop.visit.plan.days[0]) == frozenset()
    assert workshop.day("09:00").departures == ()


@pytest.mark.parametrize(
    ("plan_id", "awaited", "leaving"),
    [
        (
            "kvip-digital",
            {"oppstart", "intervju-pasient", "intervju-parorende"},
            [("vertsenhet", "11:30", DISCUSSED)],
        ),
        (
            "kvip-fysisk",
            {"fokusgruppe-ansatte", "fokusgruppe-pasienter", "fokusgruppe-parorende"}
            | {"oppsummering"},
            [("vertsenhet", "11:30", "mote-ledelse")],
        ),
        ("innomed-webinar", set(), []),
    ],
)
def test_the_shipped_plans_know_whose_time_it_is(
    plan_id: str, awaited: set[str], leaving: list[tuple[str, str, str]]
) -> None:
    """The host comes at nine and leaves at half past eleven; interviews are for a time."""
    built = VisitBuilder(plan(plan_id), DATE, ())
    found = built.day("08:00")
    assert {view.block.id for view in found.blocks if view.awaited} == awaited
    assert leaving == [
        (one.groups[0].id, built.clock(one.at), one.block) for one in found.departures
    ]


def test_a_team_meeting_that_ends_early_leaves_the_host_her_time() -> None:
    """08.52: «Neste» ends the meeting and waits; once more asks; and once more begins knowingly."""
    built = digital().started("teamets-mote", "08:30")
    assert built.answer(NextBlock(anyway=True), "08:52") == (BlockEnded("teamets-mote"),)
    built.ended("teamets-mote", "08:52")
    assert built.starts("08:52")["oppstart"] == "09:00"
    for intent in (NextBlock(), StartBlock("oppstart")):
        assert asked(built, intent, "08:52") == "block.early"
        assert asked(built, intent, "08:59") == ""
    assert asked(built, StartBlock("oppstart", anyway=True), "08:52") == ""
    assert asked(built, StartBlock("pause-formiddag"), "08:52") == ""


def test_gates_and_the_time_are_asked_about_at_once() -> None:
    """What is passed knowingly is known: both stand in one question."""
    built = discussing().ended(DISCUSSED, "11:20")
    assert asked(built, StartBlock("intervju-pasient"), "11:21") == "gate.early"
    assert asked(built, StartBlock("intervju-pasient"), "11:59:30") == "gate.open"


def test_a_discussion_that_is_dragged_out_keeps_the_host() -> None:
    """To 11.44: 14 minutes too long for the host, and a lunch four minutes below its shortest."""
    built = discussing(added=14)
    found = catch_up(built.visit, built.day("10:30"))
    assert [(d.danger, d.block, d.by) for d in found.delays] == [
        (Danger.SHORT, "lunsj", minutes(4)),
        (Danger.LEAVING, DISCUSSED, minutes(14)),
    ]
    assert [dict(way.minutes) for way in found.proposals] == [{DISCUSSED: 14}]
    built.added(DISCUSSED, -14, "10:30")
    assert catch_up(built.visit, built.day("10:30")).delays == ()


def test_what_is_past_mending_is_said_to_be() -> None:
    """At 11.44 the time is gone; once it has ended nobody is kept, and the lunch tells its lack."""
    built = discussing()
    found = catch_up(built.visit, built.day("11:44"))
    assert {d.danger for d in found.lost} == {Danger.LEAVING, Danger.SHORT}
    built.ran(DISCUSSED, "09:45", "11:44").started("lunsj", "11:44")
    after = built.day("11:45")
    assert (after.departures, after.behind) == ((), minutes(4))
    assert built.starts("11:45")["intervju-pasient"] == "12:00"


@pytest.mark.parametrize(
    ("clock", "line"),
    [
        ("11:10", "i rute · slutt ca. 14.15"),
        ("11:15", "i rute · verten går 11.30 · om 15 min"),
        ("11:27:30", "i rute · verten går 11.30 · om 3 min"),
        ("11:32", "2 min etter plan · verten skulle gå 11.30"),
    ],
)
def test_the_line_of_the_day_says_who_leaves(clock: str, line: str) -> None:
    """From a quarter of an hour before, and until what they are in is over."""
    assert formats.headline(discussing().day(clock), ZONE) == line


def test_it_is_told_once_ahead_and_once_where_it_fails() -> None:
    """Ten minutes before they leave; when what they are in lasts too long; when lunch does not."""
    built = discussing()
    told, fresh = look(frozenset(), built.visit.plan, built.day("11:19"))
    assert not fresh
    told, fresh = look(told, built.visit.plan, built.day("11:20"))
    assert [(s.kind, s.block) for s in fresh] == [("leaving", DISCUSSED)]
    built.added(DISCUSSED, 14, "11:20")
    told, fresh = look(told, built.visit.plan, built.day("11:21"))
    assert [(s.kind, s.block) for s in fresh] == [("overstay", DISCUSSED), ("short", "lunsj")]
    assert look(told, built.visit.plan, built.day("11:22"))[1] == ()


def test_a_team_meeting_that_drags_is_late_for_the_host() -> None:
    """She waits from nine: that is said as for an interview."""
    built = digital().started("teamets-mote", "08:30").added("teamets-mote", 10, "08:40")
    [delay, *_rest] = catch_up(built.visit, built.day("08:45")).delays
    assert (delay.danger, delay.block, delay.by) == (Danger.START, "oppstart", minutes(10))


@pytest.mark.parametrize(
    ("skipped", "open_until"),
    [([], "d"), (["d"], "c"), (["c", "d"], None)],
)
def test_a_group_leaves_what_it_is_still_in(skipped: list[str], open_until: str | None) -> None:
    """A block's word goes before the group's own; what is skipped keeps nobody."""
    here = {"present": (HOST, TEAM)}
    blocks = timetable(
        "A 09:00-09:30, B> -10:00, C> -10:30, D> -11:00, E> -11:30",
        a=here, b={"present": (TEAM,)}, c=here, d={**here, "leaves": 660}, e={"present": (TEAM,)},
    )  # fmt: skip
    groups = (Group(id=HOST, title="Vert", leaves=700), *DEFAULT_GROUPS[1:])
    built = visit(blocks, groups=groups).ran("a", "09:00", "09:30").started("b", "09:30")
    for block in skipped:
        built.skipped(block, "09:31")
    found = built.day("09:32").departures
    assert [(one.block, built.clock(one.at)) for one in found] == (
        [(open_until, "11:00")] if open_until else []
    )


def test_a_group_s_own_time_is_of_the_visit_s_day() -> None:
    """The same group on the day before is not hurried."""
    groups = (Group(id=HOST, title="Vert", leaves=600),)
    here = timetable("A 09:00-09:30", a={"present": (HOST,)})
    lunch = timetable("B 11:00-12:00", b={"present": (HOST,)})
    before = Day(id="for", title="Før", blocks=lunch, offset=-1)
    built = visit_of_days(before, Day(id="dagen", title="Dagen", blocks=here), groups=groups)
    assert [one.block for one in built.day("09:00").departures] == ["a"]
    assert [one.block for one in built.day("-10:00").departures] == []

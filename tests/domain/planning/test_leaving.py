"""Until when a group is there is changed on the day: the rule, what it moves, and its refusals."""

from datetime import timedelta

import pytest

from kvip_tui.domain.base import Refusal
from kvip_tui.domain.catchup.planner import catch_up
from kvip_tui.domain.history import Undo
from kvip_tui.domain.names import Names
from kvip_tui.domain.planning.leaving import ChangeLeaving
from kvip_tui.domain.state.plan import DEFAULT_GROUPS, HOST, TEAM, USERS, Group
from tests.builders import VisitBuilder, timetable, visit

DAY = "Team 08:30-09:00, Start> -10:00, Drofting> -11:30, Lunsj> -12:00, Slutt> -12:30"
ALL, OURS = (HOST, TEAM, USERS), (TEAM, USERS)


def scene(*, own: bool = False) -> VisitBuilder:
    """Return a day on which the host is there from nine to half past eleven.

    With *own* it is the group that says so, not the block.
    """
    blocks = timetable(
        DAY,
        team={"present": OURS},
        start={"present": ALL},
        drofting={"present": ALL, **({} if own else {"leaves": 690})},
        lunsj={"present": OURS},
        slutt={"present": OURS},
    )
    host = Group(id=HOST, title="Vertsenhet", **({"leaves": 690} if own else {}))
    return visit(blocks, groups=(host, *DEFAULT_GROUPS[1:])).started("start", "09:00")


def goes(built: VisitBuilder, clock: str) -> list[tuple[str, str, timedelta]]:
    """Return which groups leave, when, and how much longer they are needed."""
    return [
        (one.groups[0].id, built.clock(one.at), one.late) for one in built.day(clock).departures
    ]


@pytest.mark.parametrize("own", [False, True])
@pytest.mark.parametrize(
    ("leaves", "expected"),
    [
        (11 * 60 + 45, [(HOST, "11:45", timedelta(0))]),
        (11 * 60, [(HOST, "11:00", timedelta(minutes=30))]),
        (None, []),
    ],
)
def test_what_is_said_holds_at_once(
    own: bool, leaves: int | None, expected: list[tuple[str, str, timedelta]]
) -> None:
    """It counts in what is endangered as what the plan said; undone, that holds again."""
    built = scene(own=own).do(ChangeLeaving(HOST, leaves), "09:10")
    assert goes(built, "09:11") == expected
    endangered = bool(catch_up(built.visit, built.day("09:11")).delays)
    assert endangered == any(late for _group, _at, late in expected)
    assert goes(built.do(Undo(), "09:12"), "09:13") == [(HOST, "11:30", timedelta(0))]


def test_whoever_was_to_stay_can_leave_too() -> None:
    """A group that the plan says nothing of; with it goes who is in the same to the end."""
    built = scene().do(ChangeLeaving(USERS, 12 * 60 + 15), "09:10")
    [_host, team] = built.day("09:11").departures
    assert [group.id for group in team.groups] == [TEAM, USERS]
    assert (built.clock(team.at), team.late) == ("12:15", timedelta(minutes=15))


@pytest.mark.parametrize(
    ("group", "leaves", "clock", "code"),
    [
        (HOST, 690, "09:10", "edit.unchanged"),
        (USERS, None, "09:10", "edit.unchanged"),
        (HOST, 9 * 60, "09:10", "edit.start_past"),
        ("gjester", 700, "09:10", "leaving.gone"),
    ],
)
def test_what_cannot_be_is_refused(group: str, leaves: int | None, clock: str, code: str) -> None:
    """A time that has passed, what is so already, and who takes part in nothing."""
    with pytest.raises(Refusal) as refused:
        scene().do(ChangeLeaving(group, leaves), clock)
    assert refused.value.code == code


def test_nobody_leaves_before_what_they_are_in_begins() -> None:
    """And who has been is gone."""
    waiting = visit(timetable("A 09:00-09:30, B> -10:00", a={"present": OURS}, b={"present": ALL}))
    with pytest.raises(Refusal, match=r"leaving\.before"):
        waiting.started("a", "09:00").do(ChangeLeaving(HOST, 9 * 60 + 20), "09:05")
    over = (
        scene().ended("start", "10:00").ran("drofting", "10:00", "11:30").started("lunsj", "11:30")
    )
    with pytest.raises(Refusal, match=r"leaving\.gone"):
        over.do(ChangeLeaving(HOST, 12 * 60), "11:40")


@pytest.mark.parametrize(
    ("text", "group"),
    [("vert", HOST), ("Verten", HOST), ("vertsenhet", HOST), ("besøks", TEAM), ("bruker", USERS)],
)
def test_groups_are_named_as_people_name_them(text: str, group: str) -> None:
    """By the beginning of their title; the host is «verten» too."""
    built = scene()
    assert Names(built.visit, built.at("09:10")).group(text) == group

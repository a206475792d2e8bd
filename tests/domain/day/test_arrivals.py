"""What comes next, and who comes to it or leaves."""

import pytest

from kvip_tui.domain.day.arrivals import next_up
from kvip_tui.domain.people.changes import RoleAssigned
from kvip_tui.domain.people.roles import due
from kvip_tui.domain.state.plan import HOST, TEAM, USERS
from kvip_tui.texts.arrivals import company, title
from tests.builders import VisitBuilder, timetable, visit

ALL, OWN = (HOST, TEAM, USERS), (TEAM, USERS)
DAY = (
    "Team 08:30-09:00, Oppstart> -11:30, Lunsj> -12:00, "
    "I1⚑|x 12:00-13:00, I2⚑|x 12:00-13:00, Slutt> -14:00"
)


def a_day() -> VisitBuilder:
    """Return a day that the host comes to and leaves, with two interviews side by side."""
    return visit(
        timetable(
            DAY,
            team={"present": OWN},
            oppstart={"present": ALL, "roles": ("besoksleder",)},
            lunsj={"present": OWN},
            i1={"present": OWN, "roles": ("besoksleder", "sekretaer")},
            i2={"present": OWN},
        )
    )


@pytest.mark.parametrize(
    ("begun", "clock", "said"),
    [
        ("", "08:00", "09.00 Oppstart: vertsenhet kommer · med alle"),
        ("team", "08:40", "09.10 Oppstart: vertsenhet kommer · med alle"),
        ("oppstart", "09:05", "11.35 Lunsj: vertsenhet går · med besøksteam, brukerrepresentanter"),
        ("lunsj", "11:30", "12.00 I1 + I2: med besøksteam, brukerrepresentanter"),
        ("i1", "12:00", "12.00 I2: med besøksteam, brukerrepresentanter"),
        ("slutt", "13:00", ""),
    ],
)
def test_what_comes_next_and_who_comes(begun: str, clock: str, said: str) -> None:
    """By what runs, or by what is next where nothing does; a block without groups says nothing."""
    built = a_day()
    if begun:
        built.started(begun, clock)
    following = next_up(built.visit.plan, built.day(clock))
    found = ""
    if following is not None and following.at is not None:
        local = following.at.astimezone(built.zone).strftime("%H.%M")
        found = f"{local} {title(following)}: {company(built.visit.plan, following)}"
    assert found == said


def test_the_last_block_says_nothing_of_groups_that_it_does_not_name() -> None:
    """Nobody comes or leaves where one of the two does not say who is there."""
    built = a_day().started("i1", "12:00").started("i2", "12:00")
    following = next_up(built.visit.plan, built.day("12:10"))
    assert following is not None
    assert (title(following), company(built.visit.plan, following)) == ("Slutt", "")


@pytest.mark.parametrize(
    ("running", "ahead", "filled", "found"),
    [
        ("", "i1", "besoksleder sekretaer chatansvarlig", "besoksleder sekretaer"),
        ("oppstart", "i1", "besoksleder sekretaer chatansvarlig", "sekretaer"),
        ("oppstart", "lunsj", "besoksleder sekretaer chatansvarlig", ""),
        ("oppstart", "lunsj", "besoksleder sekretaer", "chatansvarlig"),
    ],
)
def test_roles_to_look_at_are_vacant_or_soon_to_begin(
    running: str, ahead: str, filled: str, found: str
) -> None:
    """What has begun already needs no look."""
    built = a_day()
    built.happened("08:00", *(RoleAssigned(role, "anne") for role in filled.split()))
    blocks = [
        tuple(block for _day, block in built.visit.plan.blocks() if block.id in ids.split())
        for ids in (running, ahead)
    ]
    assert " ".join(role.id for role in due(built.visit, *blocks)) == found

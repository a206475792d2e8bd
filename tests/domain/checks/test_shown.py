"""The checklist shown: of what is now, and what is carried from earlier blocks and days."""

from typing import Any

import pytest

from kvip_tui.domain.checks.shown import Item, shown_items
from kvip_tui.domain.day.changes import NextBlock
from kvip_tui.domain.day.timeline import day_view
from kvip_tui.domain.state.plan import Block, Check, Day, Privacy
from tests.builders import VisitBuilder, timetable, visit, visit_of_days

GATE = Check(id="samtykke", text="Samtykker er signert", gate=True)
ITEM = Check(id="regler", text="Møteregler", gate=False)
SOUND = Check(id="lyd", text="Lyd og bilde", gate=True)
HELLO = Check(id="hils", text="Alle har hilst")
ROOMS = Check(id="rom", text="Rommene er satt opp")
INTERVIEW: dict[str, Any] = {"privacy": Privacy.INTERVIEW}
BLOCKS = timetable(
    "A 09:00-09:30, B> -10:00, I1|g 10:00-11:00, I2|g 10:00-11:00, C> -11:30",
    a={"checks": (ITEM, GATE)},
    i1=INTERVIEW,
    i2=INTERVIEW,
)
PREPARE = Day(
    id="for",
    title="Forberedelser",
    offset=-7,
    untimed=True,
    blocks=(
        Block(id="p", title="P", checks=(Check(id="lest", text="Lest"),)),
        Block(id="q", title="Q", checks=(Check(id="sendt", text="Sendt"),)),
    ),
)
LUNCH = Day(
    id="lunsj",
    title="Dagen før",
    offset=-1,
    blocks=timetable("T 11:30-12:30", t={"checks": (SOUND, HELLO, ROOMS)}),
)
VISIT = Day(id="dagen", title="Dagen", blocks=BLOCKS)
EARLIER = ("lyd", "hils", "rom")
# 11.30, 12.00 and 12.30 of the day before, counted from midnight.
BEGAN, NOON, ENDED = "-13:30", "-12:00", "-12:30"


def one_day() -> VisitBuilder:
    """Return a visit of one day with a gate before its interviews."""
    return visit(BLOCKS)


def two_days() -> VisitBuilder:
    """Return a visit with a checklist, a day before with three items, and the day."""
    return visit_of_days(PREPARE, LUNCH, VISIT)


def items(built: VisitBuilder, clock: str, looked_at: str | None = None) -> tuple[Item, ...]:
    """Return the checklist of the visit's current day."""
    return shown_items(built.visit, built.day(clock), looked_at)


def shown(built: VisitBuilder, clock: str) -> list[tuple[str, bool, bool]]:
    """Return the items shown: the check, whether it is done, whether it is carried."""
    return [(item.check.id, item.done, item.carried) for item in items(built, clock)]


def carried(built: VisitBuilder, clock: str) -> list[str]:
    """Return the carried items that are shown undone."""
    return [item.check.id for item in items(built, clock) if item.carried and not item.done]


def test_the_checklist_shown_is_that_of_what_runs_or_comes() -> None:
    """Before the day that is the first block's."""
    expected = [("regler", False, False), ("samtykke", False, False)]
    assert shown(one_day(), "08:00") == expected
    assert shown(one_day().started("a", "09:00"), "09:00") == expected


def test_open_gates_of_earlier_blocks_are_carried_along() -> None:
    """Only gates, only until what they hold back has begun."""
    built = one_day().ran("a", "09:00", "09:30").started("b", "09:30")
    assert shown(built, "09:30") == [("samtykke", False, True)]
    built.do(NextBlock(anyway=True), "10:00")
    assert shown(built, "10:00") == []


@pytest.mark.parametrize("running", [True, False])
def test_a_carried_gate_stays_in_its_place_when_ticked(running: bool) -> None:
    """It is shown ticked until the next block begins, be it between two blocks or in one."""
    built = one_day().ran("a", "09:00", "09:30")
    if running:
        built.started("b", "09:30")
    built.ticked("a", "samtykke", "09:40")
    assert shown(built, "09:41") == [("samtykke", True, True)]


@pytest.mark.parametrize("started", [True, False])
def test_all_that_was_left_the_day_before_stands_after_the_first_block_s_own(started: bool) -> None:
    """The gates come first; each says which block it is from; checklists of no day are left."""
    built = two_days()
    if started:
        built.started("a", "09:00")
    found = items(built, "08:50" if not started else "09:01")
    assert [item.check.id for item in found] == ["regler", "samtykke", *EARLIER]
    assert {item.block.id for item in found if item.carried} == {"t"}


def test_what_was_ticked_the_day_before_is_not_carried() -> None:
    """The next morning only the rest is there."""
    built = two_days().started("t", BEGAN).ticked("t", "hils", NOON)
    built.ticked("t", "lyd", NOON).ended("t", ENDED)
    assert carried(built, "08:00") == ["rom"]
    assert [item.check.id for item in items(built, "08:00")] == ["regler", "samtykke", "rom"]


def test_nothing_moves_when_a_carried_item_is_ticked() -> None:
    """It keeps its number until the next block begins, also before the day's first has."""
    built = two_days().ticked("t", "lyd", "08:10").ticked("t", "hils", "08:11")
    assert [item.check.id for item in items(built, "08:12")][2:] == list(EARLIER)
    assert carried(built, "08:12") == ["rom"]
    built.started("a", "09:00")
    assert [item.check.id for item in items(built, "09:00")][2:] == ["rom"]


def test_after_the_first_block_only_gates_go_along() -> None:
    """The day is not flooded with what can wait."""
    built = two_days().ran("a", "09:00", "09:30").started("b", "09:30")
    assert carried(built, "09:31") == ["lyd", "samtykke"]


def test_the_first_block_is_the_one_that_is_first_begun() -> None:
    """Where the team's meeting is left out, the next one takes over what is carried."""
    built = two_days().skipped("a", "08:50")
    assert carried(built, "08:51") == ["lyd", "samtykke", "hils", "rom"]
    assert carried(two_days().started("b", "09:10"), "09:11") == ["lyd", "samtykke", "hils", "rom"]


def test_a_block_looked_at_shows_its_own_items() -> None:
    """Ahead or behind, without what is carried; what is now shows what it does anyway."""
    built = two_days().started("b", "09:30")
    assert [item.check.id for item in items(built, "09:31", "a")] == ["regler", "samtykke"]
    assert items(built, "09:31", "b") == items(built, "09:31")
    assert items(built, "09:31", "nei") == ()


def test_a_day_without_a_timetable_shows_all_its_blocks_or_the_one_looked_at() -> None:
    """It is one long checklist, and nothing is carried into it."""
    built = two_days()
    day = day_view(built.visit, PREPARE, built.at("08:00"))
    assert [item.check.id for item in shown_items(built.visit, day)] == ["lest", "sendt"]
    assert [item.check.id for item in shown_items(built.visit, day, "q")] == ["sendt"]


def test_a_day_that_is_over_shows_its_last_checklist() -> None:
    """What was forgotten in the last block can be ticked after it."""
    built = two_days().ran("t", BEGAN, ENDED)
    day = day_view(built.visit, LUNCH, built.at("08:00"))
    assert [item.check.id for item in shown_items(built.visit, day)] == list(EARLIER)


def test_what_is_ticked_as_its_block_ends_is_ticked_in_it() -> None:
    """The next morning it is not there."""
    built = two_days().started("t", BEGAN).ticked("t", "hils", ENDED).ended("t", ENDED)
    assert carried(built, "08:00") == ["lyd", "rom"]
    assert all(item.check.id != "hils" for item in items(built, "08:00"))

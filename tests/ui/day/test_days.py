"""Looking at another day of the visit, and ticking what is there."""

from pathlib import Path

from kvip_tui.domain.checks.changes import CheckTicked
from kvip_tui.domain.state.plan import Block, Check, Day
from tests.builders import VisitBuilder, timetable, visit_of_days
from tests.ui.days import DayApp, said, text

READ = tuple(Check(id=f"p{number}", text=f"Punkt {number}") for number in range(1, 13))
PREPARE = Day(
    id="forberedelser",
    title="[b]Forberedelser",
    offset=-7,
    untimed=True,
    blocks=(
        Block(id="vert", title="Vertens", checks=(Check(id="v", text="Vertens punkt"),)),
        Block(id="leder", title="Lederens", checks=READ),
    ),
)
LUNCH = Day(
    id="lunsj",
    title="Dagen før",
    offset=-1,
    blocks=timetable(
        "Lunsj 11:30-12:30", lunsj={"checks": (Check(id="lyd", text="Lyd og bilde"),)}
    ),
)
VISIT = Day(id="dagen", title="Dagen", blocks=timetable("Team 08:30-09:00, Oppstart> -09:30"))


def scene() -> VisitBuilder:
    """Return a visit of three days whose first meeting runs."""
    return visit_of_days(PREPARE, LUNCH, VISIT).started("team", "08:30")


def panel(app: DayApp, selector: str) -> str:
    """Return what a panel says."""
    return text(app.app.screen, selector)


async def test_left_and_right_go_from_day_to_day(tmp_path: Path) -> None:
    """The title says which day it is; the headline and the clock stay with what runs."""
    day = DayApp(tmp_path, scene(), "08:40")
    async with day.app.run_test(size=(140, 40)) as pilot:
        left = pilot.app.screen.query_one("#left")
        await pilot.press("left")
        assert left.border_title == "Dagen før"
        assert "15. mars 2021" in str(left.border_subtitle)
        assert "11.30 Lunsj" in panel(day, "#timeline")
        assert "i rute · slutt ca. 09.30" in panel(day, "#headline")
        await pilot.press("left")
        assert "Vertens" in panel(day, "#timeline")
        await pilot.press("left")
        assert said(pilot) == "! Det er ingen dag før denne i planen; «dag» viser dem som finnes."
        await pilot.press("right", "right")
        assert left.border_title == "Dagen"
        assert "Team" in panel(day, "#timeline")


async def test_escape_goes_back_to_now(tmp_path: Path) -> None:
    """From however far away."""
    day = DayApp(tmp_path, scene(), "08:40")
    async with day.app.run_test() as pilot:
        await pilot.press("left", "left", "escape")
        assert day.session.chosen is None
        assert pilot.app.screen.query_one("#block").border_title == "Nå"


async def test_a_title_shows_as_typed(tmp_path: Path) -> None:
    """Markup in the name of a day is only letters."""
    day = DayApp(tmp_path, scene(), "08:40")
    async with day.app.run_test() as pilot:
        await pilot.press("left", "left")
        title = pilot.app.screen.query_one("#left")._border_title
        assert title is not None
        assert title.plain == "[b]Forberedelser"


async def test_the_number_ticks_what_is_shown(tmp_path: Path) -> None:
    """On the chosen day, in the block that is looked at, and the list stays."""
    day = DayApp(tmp_path, scene(), "08:40")
    async with day.app.run_test(size=(140, 40)) as pilot:
        await pilot.press("left", "1")
        assert day.keeper.records[-1].events == (CheckTicked("lunsj", "lyd"),)
        await pilot.press("left", "1")
        assert day.keeper.records[-1].events == (CheckTicked("vert", "v"),)
        await pilot.press("down", "3")
        assert day.keeper.records[-1].events == (CheckTicked("leder", "p3"),)
        assert "☑ Punkt 3" in panel(day, "#details")
        assert "1 av 12 krysset av" in text(pilot.app.screen, "BlockCard .card-foot")


async def test_the_tenth_item_is_ticked_in_words(tmp_path: Path) -> None:
    """There are only nine digits; the command line counts as the screen does."""
    day = DayApp(tmp_path, scene(), "08:40")
    async with day.app.run_test(size=(140, 40)) as pilot:
        await pilot.press("left", "left", "down", "colon", *"kryss 12", "enter")
        assert day.keeper.records[-1].events == (CheckTicked("leder", "p12"),)
        await pilot.press("down", "colon", *"kryss 13", "enter")
        assert said(pilot) == "! Det er ikke noe punkt 13."


async def test_what_runs_is_not_ended_from_another_day(tmp_path: Path) -> None:
    """F8 is refused with its reason; back on the day it works."""
    day = DayApp(tmp_path, scene(), "08:40")
    async with day.app.run_test() as pilot:
        await pilot.press("left", "f8")
        assert said(pilot).startswith("! «Team» pågår en annen dag")
        await pilot.press("escape", "f8")
        assert day.session.visit.run("oppstart").running


async def test_a_word_chooses_a_day(tmp_path: Path) -> None:
    """And the answer says which."""
    day = DayApp(tmp_path, scene(), "08:40")
    async with day.app.run_test() as pilot:
        await pilot.press("colon", *"dag lunsj", "enter")
        assert said(pilot) == "Viser Dagen før, man. 15. mars 2021"
        await pilot.press("colon", *"dag jul", "enter")
        assert said(pilot).startswith("! Ingen dag i planen heter")


async def test_what_was_left_the_day_before_is_there_in_the_morning(tmp_path: Path) -> None:
    """It says where it is from, and is ticked by its number."""
    day = DayApp(tmp_path, scene(), "08:40")
    async with day.app.run_test(size=(140, 40)) as pilot:
        assert "Fra Lunsj:\n1 ☐ Lyd og bilde" in panel(day, "#details")
        await pilot.press("1")
        assert day.keeper.records[-1].events == (CheckTicked("lunsj", "lyd"),)
        assert "Fra Lunsj:\n1 ☑ Lyd og bilde" in panel(day, "#details")

"""Groups that meet side by side: one is chosen, and the keys are about it."""

import asyncio
from pathlib import Path

import pytest

from kvip_tui.domain.state.plan import Check, Privacy, Room
from kvip_tui.ui.widgets.lines import Lines
from tests.builders import VisitBuilder, minutes, timetable, visit
from tests.ui.days import DayApp, said, text


def apart() -> VisitBuilder:
    """Return a workshop in which two groups meet, each with its own checklist and facilitator."""
    blocks = timetable(
        "Kommunene|g 09:00-10:30, Helseforetakene|g 09:00-10:30, Plenum> -11:00",
        kommunene={
            "title": "Behovskartlegging i gruppe: kommunene",
            "roles": ("besoksleder",),
            "checks": (Check(id="tall", text="Se på tall"),),
            "prompts": ("Begynn med pause",),
        },
        helseforetakene={
            "title": "Behovskartlegging i gruppe: helseforetakene",
            "roles": ("sekretaer",),
            "checks": (Check(id="kart", text="Lag aktørkart"),),
            "prompts": ("Bli værende i rommet",),
        },
        plenum={"privacy": Privacy.TEAM},
    )
    return visit(blocks).started("kommunene", "09:00").started("helseforetakene", "09:00")


@pytest.mark.parametrize("size", [(140, 40), (80, 24)])
async def test_the_chosen_group_is_shown_and_meant(tmp_path: Path, size: tuple[int, int]) -> None:
    """Its checklist, prompts and facilitator; «+» and F9 act on it alone, and all is one undo."""
    day = DayApp(tmp_path, apart(), "09:20")
    async with day.app.run_test(size=size) as pilot:
        await pilot.press("underscore", "underscore")
        await pilot.pause()
        assert said(pilot).strip() == "Valgt: Behovskartlegging i gruppe: helseforetakene"
        details = text(pilot.app.screen, "#details")
        assert "Lag aktørkart" in details
        assert "Se på tall" not in details
        assert "Begynn med pause" not in details
        heads = pilot.app.screen.query(".card-head").results(Lines)
        cards = [" ".join(row.plain for row in head.rows) for head in heads]
        assert "▸" not in cards[0]
        assert "▸" in cards[1]
        assert "kommunene" in cards[0]
        assert "helse" in cards[1]
        await pilot.press("plus", "greater_than_sign")
        visit_now = day.session.visit
        assert visit_now.run("kommunene").added == minutes(0)
        assert visit_now.run("helseforetakene").added == minutes(6)
        await pilot.press("f9")
        assert [block.id for block in day.session.visit.running()] == ["kommunene"]


@pytest.mark.parametrize("size", [(140, 40), (100, 30), (80, 24), (60, 20)])
async def test_what_only_one_group_has_stands_under_its_name(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    """Its facilitator, items and prompts, in the order of the numbers that tick them."""
    day = DayApp(tmp_path, apart(), "09:20")
    async with day.app.run_test(size=size) as pilot:
        await pilot.pause()
        details = " ".join(text(pilot.app.screen, "#details").split())
        order = ["kommun", "1 ☐ Se på tall", "Begynn med pause", "helse", "2 ☐ Lag aktørkart"]
        places = [details.index(words) for words in order]
        assert places == sorted(places)
        await pilot.press("2")
        assert ("helseforetakene", "kart") in day.session.visit.ticks


async def test_the_room_that_is_opened_is_that_of_the_chosen_group(tmp_path: Path) -> None:
    """Without a choice it is that of the first."""
    rooms = tuple(Room(id=i, title=i, url=f"https://{i}.example/") for i in ("ett", "to"))
    blocks = timetable("A|g 09:00-10:30, B|g 09:00-10:30", a={"room": "ett"}, b={"room": "to"})
    built = visit(blocks, rooms=rooms).started("a", "09:00").started("b", "09:00")
    day = DayApp(tmp_path, built, "09:20")
    async with day.app.run_test(size=(80, 24)) as pilot:
        for wanted in ("ett", "to"):
            await pilot.press("ctrl+l")
            await pilot.pause()
            assert f"https://{wanted}.example/" in said(pilot)
            await pilot.press("underscore", "underscore")


async def test_ending_several_asks_where_none_is_chosen(tmp_path: Path) -> None:
    """The first press says what it would end; the second ends them all."""
    day = DayApp(tmp_path, apart(), "09:20")
    async with day.app.run_test(size=(100, 30)) as pilot:
        await pilot.press("f9")
        await pilot.pause()
        assert "Velg én med «_»" in " ".join(said(pilot).split())
        assert len(day.session.visit.running()) == 2
        await asyncio.sleep(0.9)
        await pilot.press("f9")
        assert day.session.visit.running() == ()


@pytest.mark.parametrize(
    ("size", "shown"), [((80, 24), "▶ i gang · +6"), ((140, 40), "▶ igjen · i gang · +6")]
)
async def test_time_that_was_given_to_one_group_is_seen(
    tmp_path: Path, size: tuple[int, int], shown: str
) -> None:
    """With its sign where there is no room for words; the other group has none."""
    day = DayApp(tmp_path, apart().added("kommunene", 6, "09:10"), "10:20")
    async with day.app.run_test(size=size) as pilot:
        await pilot.pause()
        heads = pilot.app.screen.query("BlockCard .card-head").results(Lines)
        mine, other = (" ".join(row.plain for row in head.rows) for head in heads)
        assert shown in mine
        assert "+6" not in other
        assert "lagt til" not in other

"""Groups that meet side by side: one is chosen, and the keys are about it."""

import asyncio
from pathlib import Path

import pytest

from kvip_tui.domain.state.plan import Check, Privacy
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

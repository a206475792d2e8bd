"""What the host has not heard, marked by one key each while she is still there."""

from pathlib import Path

import pytest

from kvip_tui.domain.notes.vocabulary import AddNote
from kvip_tui.domain.state.plan import HOST, TEAM, Privacy
from kvip_tui.domain.state.visit import Telling
from tests.builders import VisitBuilder, timetable, visit
from tests.reports import FORM
from tests.ui.days import DayApp, said, text


def discussing() -> VisitBuilder:
    """Return a discussion that the host leaves at ten, with two notes of the team's meeting."""
    built = visit(
        timetable(
            "Team 08:30-09:00, Drofting> -10:00, Lunsj> -10:30",
            team={"privacy": Privacy.TEAM, "present": (TEAM,)},
            drofting={"present": (HOST, TEAM), "leaves": 600},
            lunsj={"privacy": Privacy.TEAM, "present": (TEAM,)},
        ),
        report=FORM,
    ).started("team", "08:30")
    for words in ("Få senger #utfordring", "Spør om nattevakt"):
        built.do(AddNote(words, built.at("08:40"), author="Henrik Bø"), "08:40")
    return built.ended("team", "09:00").started("drofting", "09:00")


@pytest.mark.parametrize("size", [(140, 40), (80, 24)])
async def test_one_key_marks_it_as_said_or_as_the_next(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    """The quiet line says so ten minutes before; what is marked stays till the panel is closed."""
    day = DayApp(tmp_path, discussing(), "09:50")
    async with day.app.run_test(size=size) as pilot:
        await pilot.pause(1.1)
        told = 'Verten går 10.00, om 10 min · 2 notater er ikke sagt til verten ["]'
        assert told in said(pilot)
        await pilot.press("quotation_mark")
        await pilot.pause()
        shown = text(pilot.app.screen, "#unsaid Lines")
        assert "Utfordringer" in shown
        assert ">1 ☐ Få senger" in shown
        await pilot.press("enter", "down", "space")
        first, second = day.session.visit.notes
        assert (first.telling, second.telling) == (Telling.TOLD, Telling.NEXT)
        shown = text(pilot.app.screen, "#unsaid Lines")
        assert "1 ☑ Få senger" in shown
        assert ">2 ▸ Spør om nattevakt" in shown
        await pilot.press("escape")
        await pilot.pause()
        assert "Si til verten: Spør om nattevakt" in text(pilot.app.screen, "#details")
        await pilot.press("quotation_mark")
        await pilot.pause()
        assert "Få senger" not in text(pilot.app.screen, "#unsaid Lines")

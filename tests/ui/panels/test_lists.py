"""The open items and the leader's card, worked in by keys and mouse while the day goes on."""

from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace
from textual.pilot import Pilot

from kvip_tui.domain.checks.changes import AddCheck, CheckAdded, CheckRemoved
from kvip_tui.domain.people.changes import RoleAssigned
from kvip_tui.domain.state.dilemma import Step
from kvip_tui.domain.state.plan import Check, Privacy
from kvip_tui.domain.state.visit import Outcome
from kvip_tui.ui.panels.checks import ChecksPanel
from kvip_tui.ui.widgets.lines import Lines
from tests.builders import timetable, visit
from tests.ui.days import CONSENT, RULES, DayApp, offered, said, small_day, text

Opened = Callable[..., DayApp]
SIZES = [(140, 40), (100, 30), (80, 24)]
GUIDE = "Den som vil, kan trekke seg når som helst"


@pytest.fixture
def day(tmp_path: Path) -> DayApp:
    """Return a day with items of the leader's and the secretary's, and two interviews."""
    leads = replace(CONSENT, role="besoksleder")
    writes = Check(id="utstyr", text="Utstyret er prøvd", role="sekretaer")
    interview = {"privacy": Privacy.INTERVIEW, "guide": (GUIDE,), "roles": ("sekretaer",)}
    blocks = timetable(
        "Team 08:30-09:00, Oppstart> -09:30, I1|g⚑ 10:00-11:00, I2|g⚑ 10:00-11:00",
        team={"checks": (writes,)},
        oppstart={"checks": (RULES, leads)},
        i1=interview,
        i2=interview,
    )
    built = visit(blocks).happened("08:00", RoleAssigned("sekretaer", "anne"))
    return DayApp(
        tmp_path, built.ran("team", "08:30", "09:00").started("oppstart", "09:00"), "09:10"
    )


def listed(pilot: Pilot[None], panel: str = "#checks") -> str:
    """Return what a list says."""
    return text(pilot.app.screen, f"{panel} Lines")


@pytest.mark.parametrize("size", SIZES)
async def test_the_open_items_are_ticked_by_number_cursor_and_mouse(
    day: DayApp, size: tuple[int, int]
) -> None:
    """Gates first; what is ticked stays where it is until the list is opened again."""
    day.session.use_author("Anne Aas", "m")
    async with day.app.run_test(size=size) as pilot:
        await pilot.press("question_mark")
        await pilot.pause()
        assert "3 åpne punkter, 1 må være i orden" in listed(pilot)
        assert ">1 ☐ ! Samtykker er signert" in listed(pilot)
        await pilot.press("down", "enter", "3")
        assert "2 ☑ Utstyret er prøvd" in " ".join(listed(pilot).split())
        assert "krysset av 09.10 av Anne Aas" in listed(pilot)
        assert set(day.session.visit.ticks) == {("team", "utstyr"), ("oppstart", "regler")}
        await pilot.press("b", "up", "up", "space")
        assert day.session.visit.floor.holding.person == "berit"  # type: ignore[union-attr]
        assert ("oppstart", "samtykker") in day.session.visit.ticks
        lines = pilot.app.screen.query_one("#checks Lines", Lines)
        row = next(i for i, r in enumerate(lines.rows) if "Møteregler" in r.plain)
        await pilot.click(lines, offset=(4, row))
        assert ("oppstart", "regler") not in day.session.visit.ticks
        day.pass_time(1)
        await pilot.press("escape", "question_mark")
        await pilot.pause()
        assert "Utstyret" not in listed(pilot)
        assert "▸ 2 krysset av" in listed(pilot)
        await pilot.press("down", "enter")
        assert "Utstyret" in listed(pilot)


async def test_the_list_can_be_somebodys(day: DayApp) -> None:
    """By a key in turn, or in words; words that name nobody leave it as it is."""
    day.session.use_author("Anne Aas", "m")
    async with day.app.run_test(size=(100, 30)) as pilot:
        await pilot.press("question_mark", "percent_sign")
        panel = pilot.app.screen.query_one(ChecksPanel)
        assert "mine" in str(panel.border_title)
        assert "Utstyret" in listed(pilot)
        assert "Samtykker" not in listed(pilot)
        assert "Anne" not in listed(pilot)
        await pilot.press("percent_sign")
        assert str(panel.border_title).endswith("· Besøksleder: ledig")
        assert "Samtykker" in listed(pilot)
        await pilot.press("colon", *"punkter alle", "enter")
        await pilot.pause()
        assert "3 åpne punkter" in listed(pilot)
        assert "Sekretær: Anne" in listed(pilot)
        await pilot.press("colon", *"punkter rar", "enter")
        assert said(pilot).startswith("! ")
        await pilot.press("escape", "colon", *"punkter sekr", "enter")
        await pilot.pause()
        assert "1 åpent punkt" in listed(pilot)


async def test_an_item_of_ones_own_comes_and_goes(day: DayApp) -> None:
    """Its key opens the line with the beginning; Delete takes what the cursor stands on."""
    async with day.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ampersand", *"Ring verten", "enter")
        await pilot.pause()
        assert "3 ☐ Ring verten" in text(pilot.app.screen, "#details")
        assert isinstance(day.keeper.records[-1].events[0], CheckAdded)
        await pilot.press("question_mark", "down", "down", "down")
        await pilot.press("delete")
        assert isinstance(day.keeper.records[-1].events[0], CheckRemoved)
        await pilot.press("delete")
        assert "står i dagsplanen" in said(pilot)


async def test_the_card_helps_remembers_and_keeps_a_dilemma_wordless(day: DayApp) -> None:
    """Its key works in a note too; parts fold; entering help opens the line; steps are ticked."""
    async with day.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "x", "ctrl+k")
        await pilot.pause()
        assert "Ikke ført ennå" in listed(pilot, "#card")
        await pilot.press("1", *"Drift, 8-15, 555 12 345", "enter")
        await pilot.pause()
        assert "Drift · 8-15 · 555 12 345" in listed(pilot, "#card")
        assert "Besøksdagen: 0 av 1" in listed(pilot, "#card")
        await pilot.press("down", "enter")
        assert "Skriv aldri noe om saken" in listed(pilot, "#card")
        await pilot.press("down", "enter")
        await pilot.pause()
        assert said(pilot) == "Ført på lederkortet"
        assert "1. Bekymring, ført 09.10" in listed(pilot, "#card")
        await pilot.press("enter")
        assert list(day.session.visit.dilemmas[0].taken) == [Step.TEAM_FIRST]
        await pilot.press("escape", "colon", *"dilemma", "enter")
        await pilot.pause()
        assert "☑ Drøftes internt" in listed(pilot, "#card")


async def test_the_day_shows_whose_an_item_is_and_who_interviews(day: DayApp) -> None:
    """One's own items need no name; a gate leaves its mark on the timeline, an outcome its word."""
    async with day.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        screen = pilot.app.screen
        assert "0/2!" in text(screen, "#timeline")
        await pilot.press("up")
        assert "Utstyret er prøvd · Sekretær: Anne Aas" in " ".join(
            text(screen, "#details").split()
        )
        await pilot.press("escape", "colon", *"start i1", "enter", "colon", *"start i1", "enter")
        assert said(pilot).startswith("Hvorfor? Skriv «:grunn …»")
        details = text(screen, "#details")
        assert "I1: Anne Aas" in details
        assert "For dere som intervjuer" in details
        assert GUIDE in " ".join(details.split())
        await pilot.press("colon", *"grunn papir", "enter")
        assert said(pilot).startswith("! Under intervjuet lagres bare notater")
        await pilot.press("colon", *"grunn papir", "enter", "ctrl+e")
        assert day.session.visit.passages[-1].reason == "papir"
        await pilot.click("#do-withdrew")
        await pilot.pause()
        assert day.session.visit.outcomes == {"i1": Outcome.WITHDREW}
        assert "trakk seg" in text(screen, "#timeline")


def test_the_palette_offers_the_outcomes_of_interviews_only() -> None:
    """Who has not begun cannot have ended early; own items can be removed."""
    built = small_day().do(AddCheck("team", "Ring verten"), "08:00")
    offers = set(offered(built, "08:10"))
    assert {"Trakk seg: Intervju", "Fjern punkt: Ring verten", "Lederkortet"} <= offers
    assert not {"Trakk seg: Team", "Avsluttet tidlig: Intervju", "Grunn"} & offers
    assert "Avsluttet tidlig: Intervju" in offered(built.started("intervju", "10:00"), "10:10")


async def test_the_tip_of_the_moment_stands_on_the_quiet_line(opened: Opened) -> None:
    """Until something is said, and never beside what is late."""
    day = opened("09:10", begun="oppstart")
    async with day.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert said(pilot) == "Pass på tida: ta igjen litt nå, heller enn alt til slutt."
        await pilot.press("1")
        assert said(pilot) == "Krysset av: Møteregler er gjennomgått"

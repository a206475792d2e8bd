"""The day screen: one key does one thing, and the screen says where the day stands."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kvip_tui.domain.base import Record
from kvip_tui.domain.day.changes import BlockEnded, BlockStarted
from kvip_tui.domain.day.gates import GatesPassed
from kvip_tui.ui.day import actions as day_acts
from kvip_tui.ui.day.widgets.block import BlockCard
from kvip_tui.ui.widgets.big_clock import BigClock
from tests.builders import VisitBuilder, visit
from tests.ui.days import DayApp, said, small_day, text

Opened = Callable[..., DayApp]
SIZES = [(140, 40), (100, 30), (80, 24)]


def consent_missing() -> VisitBuilder:
    """Return the small day with the pause running just before the interview."""
    builder = small_day().ran("team", "08:30", "09:00").ran("oppstart", "09:00", "09:30")
    return builder.started("pause", "09:30")


@pytest.mark.parametrize("size", SIZES)
async def test_the_headline_says_where_the_day_stands(
    opened: Opened, size: tuple[int, int]
) -> None:
    """The clock, how far behind in words, and the day's end stand on top at every width."""
    day = opened("08:37", begun="team")
    async with day.app.run_test(size=size) as pilot:
        await pilot.pause()
        line = text(pilot.app.screen, "#headline")
    assert "08.37.00" in line
    assert "7 min etter plan · slutt ca. 11.00" in line


async def test_next_ends_what_runs_and_begins_the_next(opened: Opened) -> None:
    """F8 is one command with two events."""
    day = opened("09:00", begun="team")
    day.pass_time(2)
    async with day.app.run_test() as pilot:
        await pilot.press("f8")
        assert said(pilot) == "Team er avsluttet · Oppstart er i gang"
    assert day.keeper.records[-1].events == (BlockEnded("team"), BlockStarted("oppstart"))


async def test_the_same_key_pauses_and_goes_on(opened: Opened) -> None:
    """F7 stops the clock of what runs, and lets it go again."""
    day = opened("09:00", begun="team")
    async with day.app.run_test() as pilot:
        await pilot.press("f7")
        assert day.session.visit.run("team").paused
        assert "Fortsett" in text(pilot.app.screen, "#keybar")
        await pilot.press("f7")
        assert not day.session.visit.run("team").paused


async def test_plus_and_minus_change_the_length(opened: Opened) -> None:
    """Two plus and one minus make the block one minute longer."""
    day = opened("08:30", begun="team")
    async with day.app.run_test() as pilot:
        await pilot.press("plus", "plus", "minus")
        assert day.session.visit.run("team").added.total_seconds() == 60
        assert pilot.app.screen.query(BigClock).first().text == "31:00"


async def test_a_letter_gives_the_floor_and_a_capital_signs_up(opened: Opened) -> None:
    """A letter gives the floor, Shift puts on the list and takes off it, space takes it back."""
    day = opened("09:00", begun="oppstart")
    async with day.app.run_test() as pilot:
        await pilot.press("b", "F", "A")
        assert day.session.visit.floor.holder == "berit"
        assert [request.person for request in day.session.visit.floor.queue] == ["fatima", "anne"]
        await pilot.press("F", "space")
        assert [request.person for request in day.session.visit.floor.queue] == ["anne"]
        assert day.session.visit.floor.holder is None
        await pilot.press("full_stop")
        assert day.session.visit.floor.holder == "anne"


async def test_a_letter_that_nobody_has_is_answered(opened: Opened) -> None:
    """A wrong letter changes nothing and says so."""
    day = opened("09:00", begun="oppstart")
    async with day.app.run_test() as pilot:
        before = len(day.keeper.records)
        await pilot.press("q")
        assert said(pilot) == "! Ingen har q foran navnet."
    assert len(day.keeper.records) == before


async def test_a_digit_ticks_and_clears(opened: Opened) -> None:
    """The digit before an item ticks it; once more clears it."""
    day = opened("09:00", begun="oppstart")
    async with day.app.run_test() as pilot:
        await pilot.press("1")
        assert ("oppstart", "regler") in day.session.visit.ticks
        assert "1 ☑ Møteregler" in text(pilot.app.screen, "#details")
        await pilot.press("1")
        assert not day.session.visit.ticks
        await pilot.press("9")
        assert said(pilot) == "! Det er ikke noe punkt 9."


async def test_an_open_gate_is_passed_only_on_purpose(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first F8 names what is missing, a bounce is nothing, another F8 starts all the same."""
    # However slow the machine is, the second press comes at once.
    monkeypatch.setattr(day_acts, "BOUNCE", 3600)
    day = DayApp(tmp_path, consent_missing(), "09:59")
    async with day.app.run_test() as pilot:
        await pilot.press("f8")
        assert "Samtykker er signert" in said(pilot)
        await pilot.press("f8")
        assert day.session.visit.run("pause").running
        monkeypatch.setattr(day_acts, "BOUNCE", 0)
        await pilot.press("f8")
        assert day.session.visit.run("intervju").running
    assert isinstance(day.keeper.records[-1].events[1], GatesPassed)


async def test_undo_says_what_it_took_back(opened: Opened) -> None:
    """Ctrl+Z takes back the last command and names it; Ctrl+Y brings it back."""
    day = opened("09:00", begun="team")
    async with day.app.run_test() as pilot:
        await pilot.press("plus", "ctrl+z")
        assert said(pilot) == "Angret: Team fikk 1 min til"
        assert not day.session.visit.run("team").added
        await pilot.press("ctrl+y")
        assert said(pilot) == "Gjort om: Team fikk 1 min til"
        assert day.session.visit.run("team").added


async def test_the_command_line_takes_every_word(opened: Opened) -> None:
    """A colon opens the line; what is typed there is the line mode's tongue."""
    day = opened("09:00", begun="team")
    async with day.app.run_test() as pilot:
        await pilot.press("colon", *"hopp pause", "enter")
        assert day.session.visit.run("pause").skipped
        await pilot.press("colon", *"tull", "enter")
        assert said(pilot) == "! Ukjent kommando «tull»; «hjelp» viser alle."
        await pilot.press("b")
        assert day.session.visit.floor.holder is None


async def test_the_room_without_a_link_says_so(opened: Opened) -> None:
    """A block without a room has nothing to open; one with a link is copied."""
    day = opened("08:30", begun="team")
    async with day.app.run_test() as pilot:
        await pilot.press("ctrl+o")
        assert said(pilot) == "! Denne blokka har ikke noe møterom."
        day.pass_time(2)
        await pilot.press("f8", "ctrl+l")
        assert said(pilot) == "Lenka er kopiert: https://join.example/"
        assert pilot.app.clipboard == "https://join.example/"


async def test_looking_ahead_changes_nothing(opened: Opened) -> None:
    """The arrows show another block; the next command returns to what is now."""
    day = opened("08:40", begun="team")
    async with day.app.run_test() as pilot:
        before = len(day.keeper.records)
        await pilot.press("down")
        assert "Møteregler" in text(pilot.app.screen, "#details")
        await pilot.press("up")
        assert "Møteregler" not in text(pilot.app.screen, "#details")
        assert len(day.keeper.records) == before


async def test_each_parallel_block_has_its_own_clock(tmp_path: Path) -> None:
    """Two interviews side by side show two clocks, and one may end before the other."""
    builder = visit("I1|g 12:00-13:00, I2|g 12:00-13:00, Pause> -13:15").started("i1", "12:00")
    day = DayApp(tmp_path, builder.started("i2", "12:05"), "12:30")
    async with day.app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        cards = [card for card in pilot.app.screen.query(BlockCard) if card.display]
        assert [card.query_one(BigClock).text for card in cards] == ["30:00", "35:00"]
        await pilot.press("colon", *"slutt i1", "enter")
        await pilot.pause()
        cards = [card for card in pilot.app.screen.query(BlockCard) if card.display]
        assert [card.query_one(BigClock).text for card in cards] == ["35:00"]


@pytest.mark.parametrize(
    ("minutes", "word"),
    [(0, "i gang"), (26, "snart slutt"), (29.5, "straks slutt"), (31, "over tida")],
)
async def test_the_phase_is_said_in_words(opened: Opened, minutes: float, word: str) -> None:
    """No colour carries the phase alone."""
    day = opened("08:30", begun="team")
    day.pass_time(minutes)
    async with day.app.run_test(size=(140, 40)) as pilot:
        await pilot.pause()
        assert word in text(pilot.app.screen, ".card-foot")


async def test_reading_only_follows_and_refuses(opened: Opened) -> None:
    """A second window shows what the first does, and says why a key does nothing."""
    day = opened("08:30", begun="team")
    day.keeper.writer = False
    async with day.app.run_test(size=(140, 40)) as pilot:
        await pilot.press("f8")
        assert "BARE LESING" in text(pilot.app.screen, "#headline")
        assert said(pilot).startswith("! Besøket er åpent for lesing")
        record = Record(len(day.keeper.records) + 1, day.session.now(), (BlockEnded("team"),))
        day.keeper.arrived.append(record)
        pilot.app.screen.tick()  # type: ignore[attr-defined]
        assert day.session.visit.run("team").ended


@pytest.mark.parametrize("key", ["f2", "f3", "f4", "f5"])
async def test_a_narrow_screen_shows_one_panel_and_the_clock(opened: Opened, key: str) -> None:
    """At 80×24 each key shows its panel, with the block's clock above it."""
    panels = {"f2": "#left", "f3": "#floor-board", "f4": "#role-board", "f5": "#pad"}
    day = opened("08:30", begun="team")
    day.pass_time(10)
    async with day.app.run_test(size=(80, 24)) as pilot:
        await pilot.press(key)
        await pilot.pause()
        found = [pilot.app.screen.query(panel) for panel in panels.values()]
        shown = {f"#{panel.id}" for query in found for panel in query if panel.region.area}
        assert shown == {panels[key]}
        assert "20:00" in text(pilot.app.screen, "#clock-line")


async def test_clicks_do_what_keys_do(opened: Opened) -> None:
    """A person, an item and a key of the bottom line can be clicked."""
    day = opened("09:00", begun="oppstart")
    day.pass_time(2)
    async with day.app.run_test(size=(140, 40)) as pilot:
        await pilot.pause()
        await pilot.click("#floor-people", offset=(3, 1))
        assert day.session.visit.floor.holder == "berit"
        rows = text(pilot.app.screen, "#details").split("\n")
        row = next(i for i, line in enumerate(rows) if "Møteregler" in line)
        await pilot.click("#details", offset=(3, row))
        assert ("oppstart", "regler") in day.session.visit.ticks
        await pilot.press("2")
        await pilot.click("#keybar", offset=(3, 0))
        await pilot.pause()
        assert day.session.visit.run("oppstart").ended


@pytest.mark.parametrize(("size", "rows"), [((80, 24), 7), ((140, 40), 7), ((200, 64), 9)])
async def test_the_clock_is_as_large_as_the_screen_allows(
    opened: Opened, size: tuple[int, int], rows: int
) -> None:
    """It is the board's own clock, in as many rows as leave room for the rest."""
    day = opened("08:37", begun="team")
    async with day.app.run_test(size=size) as pilot:
        await pilot.pause()
        clock = pilot.app.screen.query_one(BigClock)
        assert clock.size.height == rows
        assert "█" in clock.render_line(0).text

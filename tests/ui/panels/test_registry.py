"""The panels that cover the day: what holds for every one of them, and what one may do."""

from collections.abc import Callable

import pytest
from textual.app import ComposeResult
from textual.widgets import Input

from kvip_tui.commands.table import BY_ID, COMMANDS
from kvip_tui.domain.day.changes import BlockEnded, EndBlock
from kvip_tui.domain.floor.view import Scope
from kvip_tui.ui.panels.base import Cover, Sight
from kvip_tui.ui.panels.registry import COVERS, KINDS, CoverKind
from tests.ui.days import DayApp, text
from tests.ui.doors import day_of

Opened = Callable[..., DayApp]
SIZES = [(140, 40), (100, 30), (80, 24)]


class Probe(Cover):
    """A panel that remembers what it was told and asked, and has a line to type in."""

    own_keys = frozenset({"enter"})

    def __init__(self) -> None:
        super().__init__(id="probe")
        self.told: list[Sight] = []
        self.asked: list[str] = []
        self.forgotten = 0

    def compose(self) -> ComposeResult:
        """Lay out the line."""
        yield Input(id="probe-line")

    def show_sight(self, sight: Sight) -> None:
        """Remember what there was to show."""
        self.told.append(sight)

    def take_key(self, key: str, character: str) -> bool:
        """End the block on Enter, and take a."""
        self.asked.append(key)
        return character == "a" or (key == "enter" and self.day.ask(EndBlock("oppstart")))

    def closed(self) -> None:
        """Count the times."""
        self.forgotten += 1


@pytest.fixture
def probed(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> DayApp:
    """Return a day whose key for the notes opens the probe instead."""
    monkeypatch.setitem(COVERS, "show_notes", CoverKind("show_notes", Probe, "Prøve {day}"))
    return opened("09:10", begun="oppstart")


@pytest.mark.parametrize("size", SIZES)
async def test_each_is_made_when_first_shown_and_closed_by_what_opened_it(
    opened: Opened, size: tuple[int, int]
) -> None:
    """None is there at the start; each has a title, leaves the clock on top, and takes its turn."""
    day = opened("08:50", begun="team")
    day.pass_time(60)
    async with day.app.run_test(size=size) as pilot:
        await pilot.pause()
        screen = day_of(pilot)
        assert not screen.query(Cover)
        for kind in KINDS:
            key = BY_ID[kind.command].keys
            await pilot.press(key)
            await pilot.pause()
            assert screen.panels.shown is not None
            assert [c for c in screen.query(Cover) if c.is_on_screen] == [screen.panels.shown]
            assert screen.panels.shown.border_title
            assert not screen.query_one("#block").is_on_screen
            assert screen.query_one("#left").is_on_screen is (kind.beside and size[0] >= 100)
            assert screen.query_one("#clock-line").is_on_screen
            await pilot.press(key)
            await pilot.pause()
            assert screen.panels.shown is None
            assert not any(cover.is_on_screen for cover in screen.query(Cover))
            assert screen.query_one("#left").is_on_screen
        for kind in KINDS:
            await pilot.press(BY_ID[kind.command].keys)
        assert [c for c in screen.query(Cover) if c.display] == [screen.panels.shown]
        assert len(screen.query(Cover)) == len(KINDS)


async def test_one_is_told_what_there_is_to_see_only_while_it_is_shown(probed: DayApp) -> None:
    """Each change reaches it at once; when it is closed it is told to forget, and nothing more."""
    async with probed.app.run_test(size=(140, 40)) as pilot:
        screen = day_of(pilot)
        await pilot.press("f5")
        await pilot.pause()
        probe = screen.query_one(Probe)
        assert probe.border_title == "Prøve Dagen"
        await pilot.press("b", "%")
        assert probe.told[-1].glance.visit.floor.holder == "berit"
        assert probe.told[-1].scope is Scope.BLOCK
        await pilot.press("f5")
        told = len(probe.told)
        await pilot.press("f", "f3", "f3")
        assert (len(probe.told), probe.forgotten) == (told, 1)
        await pilot.press("f5")
        await pilot.pause()
        assert probe.told[-1].glance.visit.floor.holder == "fatima"
        assert list(screen.query(Probe)) == [probe]


async def test_one_takes_keys_before_the_day(probed: DayApp) -> None:
    """Its own keys reach it, Enter too; others, and a letter that is waited for, are the day's."""
    async with probed.app.run_test(size=(140, 40)) as pilot:
        await pilot.press("f5", "a", "b")
        probe = day_of(pilot).query_one(Probe)
        assert probe.asked == ["a", "b"]
        assert probed.session.visit.floor.holder == "berit"
        await pilot.press("comma", "a")
        assert probe.asked == ["a", "b"]
        assert probed.session.visit.floor.holder == "anne"
        await pilot.press("enter")
        assert probed.keeper.records[-1].events == (BlockEnded("oppstart"),)
        await pilot.press("escape", "enter", "a")
        assert probe.asked[2:] == ["enter", "escape"]
        assert day_of(pilot).query_one("#note-line").has_focus


async def test_a_line_in_one_can_be_typed_in(probed: DayApp) -> None:
    """Letters type, the keys of commands still open and close, and Escape gives the day back."""
    async with probed.app.run_test(size=(140, 40)) as pilot:
        screen = day_of(pilot)
        await pilot.press("f5")
        screen.query_one("#probe-line").focus()
        await pilot.press("a", "b", "1")
        assert screen.query_one("#probe-line", Input).value == "ab1"
        assert probed.session.visit.floor.holder is None
        await pilot.press("escape")
        assert screen.panels.shown is None
        await pilot.press("b")
        assert probed.session.visit.floor.holder == "berit"
        assert "Berit" in text(pilot.app.screen, "#floor-now")


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.command)
def test_what_a_panel_reads_itself_are_keys_of_commands(kind: CoverKind) -> None:
    """Anything else would come to it in any case, or is no key at all."""
    assert kind.make().own_keys <= {key for command in COMMANDS for key in command.key_names}

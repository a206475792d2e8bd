"""What reaches through from a field, and Tab in every field."""

from pathlib import Path

import pytest
from textual.widgets import Input, TextArea

from kvip_tui.commands.keymap import FUNCTION_KEYS, MEANT_IN_FIELDS, keys_of
from kvip_tui.commands.table import BY_ID, COMMANDS
from kvip_tui.ui.day.widgets.notes.line import NoteLine
from tests.ui.doors import at_day, day_of, shown

WIDE = (140, 40)
# The keys that open each field there is on the day.
FIELDS = {
    "notat": ("enter",),
    "kommando": ("colon",),
    "endre": ("f8", "ctrl+e"),
    "folk": ("ctrl+a",),
    "notatsøk": ("f5", "slash"),
    "notatendring": ("enter", "x", "enter", "f5", "enter"),
    "rapportpunkt": ("f6", "right", "n"),
    "rapporttekst": ("f6", "enter", "home", "enter"),
}
# The chords that are meant to reach the day from a field: none of them changes the visit.
EVERYWHERE = {"ctrl+g", "ctrl+k", "ctrl+t", "ctrl+b", "ctrl+o", "ctrl+r", "ctrl+q"}
IN_NOTES = {"ctrl+s", "ctrl+f"}


@pytest.mark.parametrize("field", FIELDS)
async def test_no_chord_reaches_through_that_is_not_on_the_list(data: Path, field: str) -> None:
    """Every binding of every command is tried in every field."""
    async with shown(at_day(data), WIDE) as pilot:
        await pilot.press(*FIELDS[field])
        await pilot.pause()
        day = day_of(pilot)
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert isinstance(day.focused, Input | TextArea)
        reached = {
            (command.id, key)
            for command in COMMANDS
            for key in keys_of(command)
            if day.check_action("command", (command.id, key))
        }
        keys = {key for _command, key in reached} - set(FUNCTION_KEYS)
        allowed = EVERYWHERE | (IN_NOTES if isinstance(day.focused, NoteLine) else set())
        assert keys <= allowed | {"colon"}
        assert ("colon" in keys) == (field == "notat")
        chords = [(name, key) for name, key in reached if "+" in key]
        assert [one for one in chords if BY_ID[one[0]].changes] == []
        assert set() == MEANT_IN_FIELDS


async def test_tab_goes_to_the_next_field_of_a_block(data: Path) -> None:
    """What is typed before Tab and after it stands in two fields, and round they go."""
    async with shown(at_day(data), WIDE) as pilot:
        await pilot.press("f8", "ctrl+e")
        await pilot.pause()
        day = day_of(pilot)
        first = day.focused
        assert isinstance(first, Input)
        first.value = ""
        await pilot.press("4", "5", "tab", "x", "shift+tab", "end", "6")
        assert first.value == "456"
        others = [field.value for field in day.query("EditField").results(Input)]
        assert sum("x" in value for value in others) == 1
        for _ in range(20):
            await pilot.press("tab")
            focused = day.focused
            assert focused is not None
            assert focused.query_ancestor("EditPanel") is not None

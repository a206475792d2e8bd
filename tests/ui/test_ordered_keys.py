"""Typed order is stored order, in every field, in bursts and after stalls."""

import asyncio
import time
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from textual import events, on
from textual.app import ComposeResult
from textual.widgets import Input, TextArea

from kvip_tui.ui.ordered_keys import KeysInOrder
from kvip_tui.ui.panels.people.field import PeopleField
from kvip_tui.ui.widgets.marked_text import MarkedText
from tests.ui.days import said
from tests.ui.doors import at_day, day_of, shown
from tests.ui.line_editor import EDITING, typed

KEYS = st.lists(st.sampled_from([*"abc åø", *EDITING, "backspace"]), max_size=25)
# How long the app stands still, in ms, at every so manieth change of a field.
STALLS = st.sampled_from([0, 0, 0, 30, 300])


class Fields(KeysInOrder):
    """An app with one field of each kind, which stands still now and then."""

    def __init__(self, kind: type[Input | TextArea]) -> None:
        super().__init__()
        self.kind = kind
        self.stall = 0
        self.changes = 0

    def compose(self) -> ComposeResult:
        """Show the field."""
        yield self.kind()

    @on(Input.Changed)
    @on(TextArea.Changed)
    def _stand_still(self) -> None:
        self.changes += 1
        if self.changes % 4 == 0:
            time.sleep(self.stall / 1000)

    def press(self, key: str) -> None:
        """Let a key come in, as from a terminal."""
        event = events.Key("space" if key == " " else key, key if len(key) == 1 else None)
        event.set_sender(self)
        self.post_message(event)


async def stands(kind: type[Input | TextArea], chunks: list[list[str]], stall: int) -> str:
    """Return what stands in a field after keys that came in chunks."""
    app = Fields(kind)
    async with app.run_test() as pilot:
        app.stall = stall
        for chunk in chunks:
            for key in chunk:
                app.press(key)
            await asyncio.sleep(0)
        await pilot.pause()
        field = app.query_one(kind)
        return field.value if isinstance(field, Input) else field.text


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    kind=st.sampled_from([Input, MarkedText, PeopleField]),
    chunks=st.lists(KEYS, min_size=1, max_size=4),
    stall=STALLS,
)
def test_letters_and_editing_keys_act_in_the_order_typed(
    kind: type[Input | TextArea], chunks: list[list[str]], stall: int
) -> None:
    """Any sequence, in any chunks and stalls, gives what a plain line editor gives."""
    found = asyncio.run(stands(kind, chunks, stall))
    assert found == typed([key for chunk in chunks for key in chunk])


async def test_a_chord_does_what_a_function_key_does(data: Path) -> None:
    """Ctrl+U and 8 go on to the next block, from the day and from a note; nothing is written."""
    async with shown(at_day(data), (140, 40)) as pilot:
        await pilot.press("ctrl+u")
        assert said(pilot).startswith("^U: 1 Hjelp")
        await pilot.press("8")
        assert len(day_of(pilot).session.visit.running()) == 1
        await pilot.press("enter", "a", "ctrl+u", "7", "b")
        line = day_of(pilot).query_one("#note-line", TextArea)
        assert line.text == "ab"
        (block,) = day_of(pilot).session.visit.running()
        assert day_of(pilot).session.visit.run(block.id).paused


async def test_the_chord_is_no_trap(data: Path) -> None:
    """Another key behind it is itself, and twice it clears the line as it does elsewhere."""
    async with shown(at_day(data), (140, 40)) as pilot:
        await pilot.press("enter", "a", "b", "ctrl+u", "c")
        line = day_of(pilot).query_one("#note-line", TextArea)
        assert line.text == "abc"
        await pilot.press("ctrl+u", "ctrl+u")
        assert line.text == ""

"""Fields of several lines: many of them are taken away at once, and nothing ends."""

from pathlib import Path

import pytest
from textual.app import App, ComposeResult
from textual.widgets import TextArea

from kvip_tui.ui.panels.people.field import PeopleField
from kvip_tui.ui.start.new_visit import NewVisitScreen
from kvip_tui.ui.widgets.marked_text import MarkedText
from kvip_tui.ui.widgets.steady_text import SteadyText
from tests.ui.doors import at_start, shown

LONG = "\n".join(["Berit Moe, enhetsleder, vert"] * 20)


class Small(App[None]):
    """An app with a field that is lower than what is pasted into it."""

    CSS = "TextArea { height: 4; }"

    def __init__(self, kind: type[TextArea]) -> None:
        super().__init__()
        self.kind = kind

    def compose(self) -> ComposeResult:
        """Show the field."""
        yield self.kind()


@pytest.mark.parametrize("kind", [SteadyText, MarkedText, PeopleField])
async def test_a_long_paste_is_taken_back_and_made_again(kind: type[TextArea]) -> None:
    """The scroll bar goes with the lines while the cursor still stands in one of them."""
    async with Small(kind).run_test(size=(40, 10)) as pilot:
        field = pilot.app.query_one(kind)
        field.insert("først")
        field.history.checkpoint()
        field.insert(f"\n{LONG}")
        await pilot.pause()
        field.undo()
        await pilot.pause()
        assert (field.text, field.cursor_location) == ("først", (0, 5))
        field.redo()
        await pilot.pause()
        field.select_all()
        field.delete(*field.selection)
        await pilot.pause()
        assert field.text == ""
        field.undo()
        await pilot.pause()
        assert field.text == f"først\n{LONG}"


async def test_the_form_of_a_new_visit_has_such_a_field(data: Path) -> None:
    """A list is pasted there, too."""
    async with shown(at_start(data)) as pilot:
        await pilot.press("n")
        await pilot.pause()
        assert isinstance(pilot.app.screen, NewVisitScreen)
        assert isinstance(pilot.app.screen.query_one(TextArea), SteadyText)

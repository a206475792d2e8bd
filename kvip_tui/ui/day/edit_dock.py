"""Where the plan is changed while the day runs: a panel at its foot, opened and closed by a key."""

from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.widget import AwaitMount

from kvip_tui.ui.day.actions import Actions
from kvip_tui.ui.day.outlook import Outlook
from kvip_tui.ui.panels.base import Sight

if TYPE_CHECKING:
    from kvip_tui.ui.day.widgets.edit import EditPanel


class EditDock(Vertical, can_focus=False):
    """Holds the panel in which a block is changed, and does what is asked for in it."""

    DEFAULT_CSS = "EditDock { height: auto; }"

    def __init__(self, outlook: Outlook, actions: Actions) -> None:
        super().__init__()
        self._outlook = outlook
        self._actions = actions
        self._panel: EditPanel | None = None

    def open(self) -> AwaitMount | None:
        """Open the panel for the block that is looked at, or else runs, or is next.

        What is returned is there when the panel is, so that no key overtakes it.
        """
        from kvip_tui.ui.day.widgets.edit import EditPanel  # noqa: PLC0415 - 5 ms, and the day is shown first

        block = self._outlook.here
        if self._panel is not None or block is None:
            return None
        self._panel = EditPanel(self._outlook.glance, block)
        return self.mount(self._panel)

    def show_sight(self, sight: Sight) -> None:
        """Show the block that is being changed as it stands."""
        if self._panel is not None and self._panel.is_mounted:
            self._panel.show_glance(sight.glance)

    def turn_to(self, block: str) -> None:
        """Change another block, where one is being changed."""
        if self._panel is not None:
            self._panel.turn_to(block)

    def on_edit_panel_closed(self) -> None:
        """Close the panel and give the keys back to the day."""
        self.screen.set_focus(None)
        if self._panel is not None:
            self._panel.remove()
        self._panel = self._outlook.looked_at = None
        self._actions.paint()

    def on_edit_panel_changed(self, event: "EditPanel.Changed") -> None:
        """Carry out what was changed, as far as the rules allow it."""
        if self._panel is None:
            return
        for change in event.changes:
            if not self._actions.carry_out(change.command, change.words):
                break
            self._panel.settle(change.field)
        self._outlook.look_at(self._panel.block)

    def on_edit_panel_asked(self, event: "EditPanel.Asked") -> None:
        """Do something with the block, and stay with it."""
        self._actions.ask(event.intent)
        if self._panel is not None:
            self._outlook.look_at(self._panel.block)

    def on_edit_panel_turned(self, event: "EditPanel.Turned") -> None:
        """Go on to another block of the day."""
        if self._panel is not None:
            block = self._outlook.beside(self._panel.block, event.step)
            self._panel.turn_to(block)
            self._outlook.look_at(block)
            self._actions.paint()

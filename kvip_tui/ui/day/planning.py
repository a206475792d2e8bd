"""Changing blocks on the day screen: the panel at its foot, opened and closed by one key."""

from typing import TYPE_CHECKING

from textual.widget import AwaitMount

from kvip_tui.commands.table import BY_ID
from kvip_tui.snapshot import Glance
from kvip_tui.ui.day.floor_keys_mixin import DayFloor
from kvip_tui.ui.day.widgets.timeline import Timeline

if TYPE_CHECKING:
    from kvip_tui.ui.day.widgets.edit import EditPanel


class DayEdit(DayFloor):
    """A day whose blocks can be changed while it runs."""

    _editing: "EditPanel | None" = None

    def edit_block(self) -> AwaitMount | None:
        """Open the panel for the block that is looked at, or else runs, or is next.

        What is returned is there when the panel is, so that no key overtakes it.
        """
        from kvip_tui.ui.day.widgets.edit import EditPanel  # noqa: PLC0415 - 5 ms, and the day is shown first

        if self._editing is not None:
            return None
        now = self.glance
        there = now.day.running or now.day.upcoming or now.day.blocks[-1:]
        self._editing = EditPanel(now, self.looked_at or there[0].block.id)
        mounting = self.mount(self._editing, before="#notes-tail")
        self.call_after_refresh(self.paint)
        return mounting

    def paint(self, now: Glance | None = None) -> None:
        """Bring every panel that is shown up to date, that of the changes too."""
        now = now or self.glance
        super().paint(now)
        if self._editing is not None and self._editing.is_mounted:
            self._editing.show_glance(now)

    def _look(self, block: str) -> None:
        """Look at the block that is being changed."""
        running = {view.block.id for view in self.glance.day.running}
        self.looked_at = None if block in running else block
        self.paint()

    def on_edit_panel_closed(self) -> None:
        """Close the panel and give the keys back to the day."""
        self.set_focus(None)
        if self._editing is not None:
            self._editing.remove()
        self._editing = self.looked_at = None
        self.paint()

    def on_edit_panel_wished(self, event: "EditPanel.Wished") -> None:
        """Carry out what was changed, as far as the rules allow it."""
        if self._editing is None:
            return
        for wish in event.wishes:
            if not self.carry_out(BY_ID[wish.command], wish.words):
                break
            self._editing.settle(wish.field)
        self._look(self._editing.block)

    def on_edit_panel_asked(self, event: "EditPanel.Asked") -> None:
        """Do something with the block, and stay with it."""
        self.ask(event.intent)
        if self._editing is not None:
            self._look(self._editing.block)

    def on_edit_panel_turned(self, event: "EditPanel.Turned") -> None:
        """Go on to another block of the day."""
        ids = [view.block.id for view in self.glance.day.blocks]
        if self._editing is not None and self._editing.block in ids:
            index = ids.index(self._editing.block) + event.step
            self._turn_to(ids[min(len(ids) - 1, max(0, index))])

    def on_timeline_block_picked(self, event: Timeline.BlockPicked) -> None:
        """Change the block that was clicked, where one is being changed."""
        self._turn_to(event.block)

    def _turn_to(self, block: str) -> None:
        if self._editing is not None:
            self._editing.turn_to(block)
            self._look(block)

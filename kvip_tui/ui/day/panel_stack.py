"""The panels that cover the day: opened and closed by one key, and made when first shown."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from textual.screen import Screen
from textual.widget import AwaitMount, Widget

from kvip_tui.commands.table import Command
from kvip_tui.domain.base import Refusal
from kvip_tui.i18n import _
from kvip_tui.session import Session
from kvip_tui.ui.day.actions import Actions
from kvip_tui.ui.day.outlook import Outlook
from kvip_tui.ui.day.widgets.notes.line import NoteLine
from kvip_tui.ui.panels.base import Cover, Sight
from kvip_tui.ui.panels.registry import COVERS


class PanelStack:
    """The panels that have been made; one at a time covers the day, which goes on under it."""

    def __init__(
        self, screen: Screen[Any], session: Session, outlook: Outlook, actions: Actions
    ) -> None:
        self._screen = screen
        self._session = session
        self._outlook = outlook
        self._actions = actions
        self._top = ""
        self._made: Mapping[str, Cover] = MappingProxyType({})

    @property
    def shown(self) -> Cover | None:
        """The panel that covers the day, or None."""
        return self._made.get(self._top)

    @property
    def topic(self) -> str:
        """What the help calls the panel that covers the day, '' for none."""
        return self._top.removeprefix("show_")

    @property
    def hides_day(self) -> bool:
        """Whether the day's own panels are out of sight, and need not be kept current."""
        return self.shown is not None and not COVERS[self._top].beside

    @property
    def footer(self) -> tuple[Command, ...]:
        """The commands of the bottom line where the panel has its own, else none."""
        return (self.shown.keys or COVERS[self._top].footer) if self.shown else ()

    @property
    def note_lines(self) -> tuple[NoteLine, ...]:
        """Where notes are typed in the panels."""
        made = (cover for cover in self._made.values() if cover.is_mounted)
        return tuple(line for cover in made for line in cover.query(NoteLine))

    def _toggle(self, command: str) -> AwaitMount | None:
        """Open the panel of a command, or close it where it is shown.

        What is returned is there when the panel is, so that no key overtakes it.
        """
        if command == self._top:
            self._screen.set_focus(None)
            self.close()
            return None
        if why := COVERS[command].refusal(self._outlook.glance):
            self._actions.refuse(Refusal(why))
            return None
        self._screen.set_focus(None)
        self.put_away()
        return self._put_on_top(command)

    def _put_on_top(self, command: str) -> AwaitMount | None:
        """Let a panel cover the day; it is made where it never was."""
        kind = COVERS[command]
        self._top = command
        self._screen.add_class("-covered")
        self._screen.set_class(kind.beside, "-beside")
        self._screen.set_class(kind.whole, "-whole")
        if (cover := self.shown) is not None:
            cover.display = True
            cover.enter()
            self._screen.call_after_refresh(self._actions.paint)
            return None
        cover = kind.make()
        self._made = {**self._made, command: cover}
        return self._screen.query_one("#columns").mount(cover, before="#right")

    def open(self, command: str, words: str) -> AwaitMount | None:
        """Open the panel of a command, or close it, with what stood after the command's word.

        What is returned is there when the panel is, so that no key overtakes it.
        """
        mounting = None
        if words == "" or command != self._top:
            mounting = self._toggle(command)
        if words and self.shown is not None and self._top == command:
            try:
                self.shown.hear(words, self._session)
            except Refusal as refusal:
                self._actions.refuse(refusal)
            self._screen.call_after_refresh(self._actions.paint)
        return mounting

    def put_away(self) -> None:
        """Take away the panel that covers the day."""
        if (cover := self.shown) is not None:
            self._top = ""
            self._screen.remove_class("-covered", "-beside", "-whole")
            cover.display = False
            cover.closed()

    def close(self) -> None:
        """Show the day again, which has to be given room first where a panel covers it."""
        if self.shown is None:
            self._actions.paint()
        else:
            self.put_away()
            self._screen.call_after_refresh(self._actions.paint)

    def show_sight(self, sight: Sight) -> None:
        """Bring the panel that is shown up to date."""
        cover = self.shown
        # Before it has room, rows would be cut to no width and be seen like that for a moment.
        if cover is not None and cover.is_mounted and cover.size.width:
            cover.show_title(_(COVERS[self._top].title).format(day=sight.glance.day.day.title))
            cover.show_sight(sight)

    def wipe(self) -> None:
        """Let every panel, shown or not, let go of what may be an interview's."""
        for cover in self._made.values():
            if cover.is_mounted:
                cover.wipe()

    def holds(self, widget: Widget) -> bool:
        """Return whether a widget belongs to the panel that is shown."""
        return self.shown is not None and widget in self.shown.walk_children()

    def owns_key(self, command: Command) -> bool:
        """Return whether the panel that is shown reads the keys of a command itself."""
        return self.shown is not None and not self.shown.own_keys.isdisjoint(command.key_names)

    def take_command(self, command: Command) -> bool:
        """Let the panel that is shown carry out a command its own way; returns whether it did."""
        return self.shown is not None and self.shown.take_command(command)

    def take_key(self, key: str, character: str) -> bool:
        """Offer a key to the panel that is shown, and return whether it was taken.

        What has the focus in the panel has had the key already; Escape closes the panel all the
        same.
        """
        if self.shown is None:
            return False
        if (focused := self._screen.focused) is None:
            return self.shown.take_key(key, character)
        if taken := key == "escape" and self.holds(focused):
            self._screen.set_focus(None)
            self.close()
        return taken

"""The people of earlier visits, to be picked: those whose name begins as what is typed."""

from collections.abc import Iterable
from dataclasses import dataclass

from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from kvip_tui.domain.state.people import PersonLine
from kvip_tui.domain.state.plan import Plan
from kvip_tui.domain.text.words import beginning
from kvip_tui.i18n import _
from kvip_tui.texts import people as texts_people


class BookList(OptionList):
    """Lists people of the address book; Enter or a click picks one, Delete removes one."""

    BINDINGS = [Binding("delete", "drop", show=False)]

    @dataclass
    class Picked(Message):
        """Somebody was picked."""

        line: PersonLine

    @dataclass
    class Dropped(Message):
        """Somebody is to be removed from the address book."""

        line: PersonLine

    def __init__(self) -> None:
        super().__init__(compact=True)
        self._offered: list[PersonLine] = []
        self.border_title = _("Fra adresseboka: Enter legger til, Del sletter")
        self.display = False

    def offer(self, lines: Iterable[PersonLine], plan: Plan, typed: str) -> None:
        """Offer those of *lines* whose name begins as *typed*, all where that is ''."""
        found = list(lines)
        if typed.strip():
            found = beginning(typed, [(line.name, line) for line in found])
        if found == self._offered:
            return
        self._offered = found
        self.clear_options()
        self.add_options(Option(Content(texts_people.described(plan, line))) for line in found)
        self.display = bool(found)
        if self.has_focus and found:
            self.highlighted = 0

    @property
    def only(self) -> PersonLine | None:
        """The one who is offered, where it is one only."""
        return self._offered[0] if len(self._offered) == 1 else None

    def on_focus(self) -> None:
        """Highlight the first entry."""
        if self.highlighted is None:
            self.highlighted = 0

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Report who was picked."""
        event.stop()
        self.post_message(self.Picked(self._offered[event.option_index]))

    def action_drop(self) -> None:
        """Report who is to be removed."""
        if self.highlighted is not None:
            self.post_message(self.Dropped(self._offered[self.highlighted]))

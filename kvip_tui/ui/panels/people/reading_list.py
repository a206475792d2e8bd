"""How each line of a pasted list was read, before anybody of it is added."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from time import monotonic

from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from kvip_tui.domain.state.people import Person, Reading
from kvip_tui.domain.state.plan import Plan
from kvip_tui.texts import people as texts_people
from kvip_tui.ui.day.actions import BOUNCE


class ReadingList(OptionList):
    """Lists the lines, each with who it names or why it names nobody; Enter adds, Escape goes back.

    An Enter that has only bounced, or is held since the list was handed over, adds nobody.
    """

    BINDINGS = [
        Binding("enter", "add", show=False, priority=True),
        Binding("escape", "leave", show=False, priority=True),
    ]

    @dataclass
    class Approved(Message):
        """Those who could be read are to be added."""

        readings: Sequence[Reading]

    class Left(Message):
        """Nobody is to be added; the text stands as it was."""

    def __init__(self) -> None:
        super().__init__(compact=True)
        self._readings: Sequence[Reading] = ()
        self._pressed = 0.0
        self.display = False

    def show(self, readings: Sequence[Reading], plan: Plan, roster: Iterable[Person] = ()) -> None:
        """Show how a list was read."""
        self._readings, self._pressed = readings, monotonic()
        self.clear_options()
        said = texts_people.readings(plan, readings, roster)
        self.add_options(
            Option(Content.styled(row, "bold $text-error" if reading.why else ""))
            for reading, row in zip(readings, said, strict=True)
        )
        self.border_title = texts_people.approval(readings)
        self.highlighted = 0

    def action_add(self) -> None:
        """Say that those who could be read are to be added."""
        now, before = monotonic(), self._pressed
        self._pressed = now
        if now - before >= BOUNCE:
            self.post_message(self.Approved(self._readings))

    def action_leave(self) -> None:
        """Say that nobody is to be added."""
        self.post_message(self.Left())

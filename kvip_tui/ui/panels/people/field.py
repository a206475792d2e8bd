"""The field in which people are typed or pasted."""

from dataclasses import dataclass

from textual.binding import Binding
from textual.message import Message
from textual.widgets import TextArea
from textual.widgets.text_area import Location

from kvip_tui.domain.people.changes import strangers
from kvip_tui.domain.state.visit import Visit
from kvip_tui.errors import UserError
from kvip_tui.i18n import _
from kvip_tui.store.peoplefile import people_in
from kvip_tui.texts import people as texts_people


class PeopleField(TextArea):
    """Takes a person a line, or a file's name; Enter hands them over, Ctrl+J breaks the line."""

    BINDINGS = [
        Binding("enter", "give", show=False, priority=True),
        Binding("ctrl+j", "break_line", show=False, priority=True),
    ]

    @dataclass
    class Given(Message):
        """What stands in the field is to be used; it stays there until it has been."""

        text: str

    def __init__(self) -> None:
        super().__init__(
            id="people-field",
            compact=True,
            tab_behavior="focus",
            show_line_numbers=False,
            placeholder=_("Berit Moe, enhetsleder, vert"),
        )
        self.cursor_blink = False

    def get_cursor_line_start_location(self, smart_home: bool = False) -> Location:
        """Return where the line begins: its first column, as in any other field."""
        return super().get_cursor_line_start_location(smart_home=False)

    def action_give(self) -> None:
        """Hand over what stands in the field."""
        self.post_message(self.Given(self.text))

    def action_break_line(self) -> None:
        """Begin a new line."""
        self.insert("\n")


def understood(visit: Visit, text: str) -> str:
    """Return how a list is understood: counted by group, or what is wrong with it."""
    try:
        lines = tuple(people_in(text, visit.plan.groups))
    except UserError as error:
        return error.message
    said = texts_people.counted(lines, visit.plan)
    known = len(lines) - len(strangers(visit, lines))
    return _("{count}; {n} er med fra før").format(count=said, n=known) if known else said

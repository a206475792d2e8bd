"""The field in which people are typed or pasted."""

from dataclasses import dataclass

from textual.binding import Binding
from textual.message import Message
from textual.widgets import TextArea

from kvip_tui.i18n import _


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

    def action_give(self) -> None:
        """Hand over what stands in the field."""
        self.post_message(self.Given(self.text))

    def action_break_line(self) -> None:
        """Begin a new line."""
        self.insert("\n")

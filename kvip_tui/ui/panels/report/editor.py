"""Where something of the report is written: a few fields at the foot of the middle column."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Label

from kvip_tui.domain.privacy.check import Finding
from kvip_tui.i18n import _
from kvip_tui.store.drafts.report import Typed
from kvip_tui.ui.panels.report.sheets import Blank, Sheet
from kvip_tui.ui.widgets.marked_text import MarkedText

# So long nothing must have been typed before what was written in a text is stored.
PAUSE = 5.0


class LongField(MarkedText):
    """A field of several lines, in which what may give somebody away is marked."""

    def __init__(self, blank: Blank) -> None:
        super().__init__(
            blank.value,
            id=f"sheet-{blank.name}",
            compact=True,
            soft_wrap=True,
            tab_behavior="focus",
            show_line_numbers=False,
        )
        self.cursor_blink = False
        self.match_cursor_bracket = False

    def on_mount(self) -> None:
        """Put the cursor behind the text."""
        self.move_cursor(self.document.end)


class ShortField(Input):
    """A field of one line."""

    def __init__(self, blank: Blank) -> None:
        super().__init__(
            blank.value, id=f"sheet-{blank.name}", compact=True, placeholder=_(blank.hint)
        )
        self.cursor_blink = False


class ReportEditor(Vertical, can_focus=False):
    """Shows fields to fill in; Enter asks for them to be stored, Escape leaves them.

    In a text that is written freely Enter begins a new line, and Escape stores.
    """

    BINDINGS = [
        Binding("enter", "store", show=False, priority=True),
        Binding("ctrl+j", "break_line", show=False, priority=True),
        Binding("escape", "leave", show=False, priority=True),
        Binding("tab", "turn(1)", show=False, priority=True),
        Binding("shift+tab", "turn(-1)", show=False, priority=True),
    ]

    @dataclass
    class Stored(Message):
        """What was filled in is to be stored, and the fields are to be closed."""

        typed: Typed

    @dataclass
    class Left(Message):
        """The fields are to be closed; what was typed is kept as a draft."""

    def __init__(self, sheet: Sheet, typed: Typed | None = None) -> None:
        super().__init__(id="report-editor", classes="-prose" if sheet.prose else "")
        self.sheet = sheet
        self._first = typed.values if typed else {}
        self._stored = {blank.name: blank.value for blank in sheet.blanks}
        self._seen = self._stored
        self._since = time.monotonic()

    def compose(self) -> ComposeResult:
        """Lay out the fields, each behind its label."""
        for blank in self.sheet.blanks:
            with Horizontal(classes="sheet-row -long" if blank.long else "sheet-row"):
                if blank.label:
                    yield Label(Content(_(blank.label)), classes="sheet-label")
                yield LongField(blank) if blank.long else ShortField(blank)

    def on_mount(self) -> None:
        """Restore what was typed before, and focus the first field."""
        self.border_title = Content(self.sheet.title)
        for field in self.query(LongField):
            field.text = self._first.get(_name(field), field.text)
            field.move_cursor(field.document.end)
        for line in self.query(ShortField):
            line.value = self._first.get(_name(line), line.value)
        self._seen = self._values
        self.focus_field()

    def focus_field(self) -> None:
        """Focus the first empty field, or else the first."""
        values = self._values
        name = next((b.name for b in self.sheet.blanks if not values[b.name]), None)
        self.screen.set_focus(self.query_one(f"#sheet-{name or self.sheet.blanks[0].name}"))

    @property
    def hint(self) -> str:
        """Which keys do what here."""
        if self.sheet.prose:
            return _("Esc lagrer og lukker; en pause lagrer også.")
        return _("Enter lagrer, Tab går videre, Esc går ut.")

    @property
    def typed(self) -> Typed:
        """What stands in the fields."""
        return Typed(self.sheet.place, self._values, self._stored)

    @property
    def _values(self) -> dict[str, str]:
        found = {_name(field): field.text for field in self.query(LongField)}
        return found | {_name(field): field.value for field in self.query(ShortField)}

    @property
    def changed(self) -> bool:
        """Whether something else stands in the fields than what is stored."""
        return self._values != self._stored

    @property
    def rests(self) -> bool:
        """Whether what was typed has stood for a while; to be asked each second."""
        now, values = time.monotonic(), self._values
        if values != self._seen:
            self._seen, self._since = values, now
        return now - self._since >= PAUSE

    def mark(self, look: Callable[[str], Iterable[Finding]]) -> None:
        """Mark what *look* finds in the texts; to be asked each second."""
        for field in self.query(LongField):
            field.mark(look(field.text))

    def settle(self) -> None:
        """Remember that what stands in the fields has been stored."""
        self._stored = self._values

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let Enter begin a new line in a text that is written freely."""
        return not (self.sheet.prose and action in {"store", "break_line"})

    def action_store(self) -> None:
        """Ask for what was filled in."""
        self.post_message(self.Stored(self.typed))

    def action_break_line(self) -> None:
        """Begin a new line in a field that has several."""
        if isinstance(field := self.screen.focused, LongField):
            field.insert("\n")

    def action_turn(self, step: int) -> None:
        """Go to the next field, or the one before, round and round."""
        turn = self.screen.focus_next if step > 0 else self.screen.focus_previous
        turn("#report-editor LongField, #report-editor ShortField")

    def action_leave(self) -> None:
        """Close the fields; a text that is written freely is stored first."""
        stores = self.sheet.prose and self.changed
        self.post_message(self.Stored(self.typed) if stores else self.Left())


def _name(field: LongField | ShortField) -> str:
    """Return the name of a field."""
    return (field.id or "").removeprefix("sheet-")

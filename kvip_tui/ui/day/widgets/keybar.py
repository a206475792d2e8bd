"""The bottom line: what one key does now."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from kvip_tui.commands.table import COMMANDS, Command
from kvip_tui.i18n import _
from kvip_tui.ui.keymap import key_text
from kvip_tui.ui.widgets.lines import Lines

FOOTER = tuple(command for command in COMMANDS if command.footer)
# Commands, and of each whether it can be done now or only stands there greyed.
Offered = tuple[tuple[Command, bool | None], ...]
# The cells from and up to which each command stands in a row.
Spans = list[tuple[int, int, Command]]


class KeyBar(Lines):
    """Shows the keys that fit, greyed where they would be refused; a click is a key press."""

    @dataclass
    class Chosen(Message):
        """A command was clicked."""

        command: Command

    later = True

    def __init__(self) -> None:
        super().__init__(id="keybar")
        self._spans: Spans = []
        self._shown: tuple[Offered, int] = ((), 0)

    def show_commands(
        self, possible: Callable[[Command], bool | None], commands: Sequence[Command] = FOOTER
    ) -> None:
        """Show commands; *possible* says True, None for greyed, False for hidden."""
        offered = tuple((c, ok) for c in commands if (ok := possible(c)) is not False)
        width = self.size.width or 80
        if (offered, width) != self._shown:
            self._shown = (offered, width)
            row, self._spans = key_row(offered, width)
            self.show([row])

    def on_click(self, event: events.Click) -> None:
        """Say which command was clicked."""
        choose(self, self._spans, event.x)


def choose(row: Widget, spans: Spans, x: int) -> None:
    """Let a row of commands say which of them was clicked, if one was."""
    for start, end, command in spans:
        if start <= x < end:
            row.post_message(KeyBar.Chosen(command))


def key_row(offered: Offered, width: int) -> tuple[Content, Spans]:
    """Return the row of keys that fit in *width*, and where each command stands in it.

    Where not all fit, those of the lowest rank give way, and of one rank the last.
    """
    texts = {c.id: _words(c) for c, _ok in offered}
    lengths = {k: Content("".join(v)).cell_length for k, v in texts.items()}
    kept: set[str] = set()
    for command, _ok in sorted(offered, key=lambda pair: pair[0].footer):
        if sum(lengths[k] for k in kept) + lengths[command.id] <= width:
            kept.add(command.id)
    spans: Spans = []
    row, at = Content(""), 0
    for command, ok in offered:
        if command.id not in kept:
            continue
        (key, label), size = texts[command.id], lengths[command.id]
        styles = ("bold $text-accent", "") if ok else ("$text-disabled", "$text-disabled")
        row = row + Content.assemble((key, styles[0]), (label, styles[1]))
        spans.append((at, at + size, command))
        at += size
    return row, spans


def _words(command: Command) -> tuple[str, str]:
    """Return a command's key and label; a label that begins with a sign that is the key has it."""
    key, label = key_text(command), _(command.label)
    if label.startswith(key) and not key.isalpha():
        return f" {key}", f"{label.removeprefix(key)} "
    return f" {key}", f" {label} "

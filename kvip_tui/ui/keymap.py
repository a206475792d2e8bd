"""The keys of the command table as Textual binds them and as people read them."""

from textual.binding import Binding, BindingType

from kvip_tui.commands.table import COMMANDS, Command
from kvip_tui.i18n import _
from kvip_tui.i18n import marked as m

NAMES = {
    "plus": "+",
    "ampersand": "&",
    "question_mark": "?",
    "greater_than_sign": ">",
    "minus": "−",
    "full_stop": ".",
    "colon": ":",
    "apostrophe": "'",
    "comma": ",",
    "semicolon": ";",
    "equals_sign": "=",
    "asterisk": "*",
    "slash": "/",
    "vertical_line": "|",
    "exclamation_mark": "!",
    "percent_sign": "%",
    "less_than_sign": "<",
    "left_parenthesis": "(",
    "right_parenthesis": ")",
    "backspace": m("Tilbaketast"),
    "space": m("Mellomrom"),
    "enter": "Enter",
    "escape": "Esc",
    "tab": "Tab",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "delete": "Del",
    "left": "←",
    "right": "→",
}
# Several characters stand for a range of keys, which the day screen reads itself.
RANGES = "–"


def bindings() -> list[BindingType]:
    """Return a binding for each command that has a key of its own.

    Function keys and chords work while a note is being typed; single characters do not.
    """
    return [
        Binding(
            key,
            f"command('{command.id}')",
            command.label,
            id=f"{command.id}-{key}",
            show=False,
            priority=True,
        )
        for command in COMMANDS
        for key in command.keys.split(",")
        if key and RANGES not in key
    ]


def key_text(command: Command) -> str:
    """Return the first key of a command as it is printed, or '' where it has none."""
    return printed(command.keys.split(",")[0])


def printed(key: str) -> str:
    """Return a key as it is printed: «F8», «^Z», «Mellomrom»."""
    if key.startswith("ctrl+"):
        return f"^{key.removeprefix('ctrl+').upper()}"
    if key in NAMES:
        return _(NAMES[key])
    return key.upper() if key[:1] == "f" and key[1:].isdecimal() else key

"""The keys of the command table as Textual binds them and as people read them."""

from textual.binding import Binding, BindingType

from kvip_tui.commands import COMMANDS, Command
from kvip_tui.i18n import _
from kvip_tui.i18n import marked as m

NAMES = {
    "plus": "+",
    "minus": "−",
    "full_stop": ".",
    "colon": ":",
    "space": m("Mellomrom"),
    "enter": "Enter",
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
            priority=_always(key),
        )
        for command in COMMANDS
        for key in command.keys.split(",")
        if key and RANGES not in key
    ]


def _always(key: str) -> bool:
    """Whether a key reaches its command even from the note line, which has its own undo."""
    return (key[0] == "f" and key[1:].isdecimal()) or key in {"ctrl+n", "ctrl+o", "ctrl+q"}


def key_text(command: Command) -> str:
    """Return the first key of a command as it is printed: «F8», «^Z», «Mellomrom»; '' for none."""
    key = command.keys.split(",")[0]
    if key.startswith("ctrl+"):
        return f"^{key.removeprefix('ctrl+').upper()}"
    if key in NAMES:
        return _(NAMES[key])
    return key.upper() if key[:1] == "f" and key[1:].isdecimal() else key

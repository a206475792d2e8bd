"""The keys of the command table as Textual binds them and as people read them."""

from typing import Any

from textual.binding import Binding, BindingType
from textual.screen import Screen

from kvip_tui.commands.base import Command
from kvip_tui.commands.keymap import RANGES, key_text, keys_of, printed
from kvip_tui.commands.table import COMMANDS

__all__ = ["RANGES", "bindings", "key_text", "printed", "rebind"]


def bindings() -> list[BindingType]:
    """Return a binding for each command that has a key of its own.

    Function keys and chords work while a note is being typed; single characters do not.
    """
    return [
        _binding(command, key)
        for command in COMMANDS
        for key in command.keys.split(",")
        if key and RANGES not in key
    ]


def action(command: Command, key: str) -> str:
    """Return the action that a command's key is bound to."""
    return f"command('{command.id}', '{key}')"


def _binding(command: Command, key: str) -> Binding:
    name = f"{command.id}-{key}"
    return Binding(key, action(command, key), command.label, id=name, show=False, priority=True)


def rebind(screen: Screen[Any]) -> None:
    """Give a screen that has `bindings` the keys that are in force."""
    keys = screen._bindings.key_to_bindings
    for key, bound in list(keys.items()):
        keys[key] = [one for one in bound if not one.action.startswith("command(")]
    for command in COMMANDS:
        for key in keys_of(command):
            if RANGES not in key:
                keys.setdefault(key, []).append(_binding(command, key))
    for key in [key for key, bound in keys.items() if not bound]:
        del keys[key]

"""The keys of the pad: single letters, which mean this only while its list has the focus."""

from dataclasses import replace

from kvip_tui.commands.table import BY_ID, Command
from kvip_tui.commands.writing import FIND
from kvip_tui.i18n import marked as m

# What a key there asks for of the note chosen, and what the bottom line calls it; those that stand
# first give way last.
_KEYS: tuple[tuple[str, Command, str], ...] = (
    ("f5", BY_ID["show_notes"], m("Lukk")),
    ("enter", BY_ID["edit_note"], m("endre")),
    ("slash", FIND, m("finn")),
    ("delete,backspace", BY_ID["delete_note"], m("slett")),
    ("ctrl+z", BY_ID["undo"], m("angre")),
    ("g", BY_ID["jump"], m("gå til")),
    ("t", BY_ID["said"], m("sagt/tanke")),
    ("m", BY_ID["move_note"], m("flytt")),
    ("s", BY_ID["split_note"], m("del")),
    ("j", BY_ID["join_notes"], m("slå sammen")),
    ("k", BY_ID["raise_note"], m("hev")),
    ("l", BY_ID["lift"], m("løft")),
    ("i", BY_ID["promote"], m("løft inntrykk")),
    ("h", BY_ID["versions"], m("utgaver")),
)
PAD_FOOTER: tuple[Command, ...] = tuple(
    replace(command, keys=key, label=label, footer=rank)
    for rank, (key, command, label) in enumerate(_KEYS, start=1)
)
# The day reads the others itself.
PAD_KEYS = {
    key: command.id for key, command, _label in _KEYS if command.id not in {"show_notes", "undo"}
}

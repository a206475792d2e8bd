"""What «kvip keys» prints: every command that has a key, and which keys are one's own."""

from collections.abc import Iterator, Mapping

from kvip_tui.commands.base import Command, Section
from kvip_tui.commands.keymap import (
    CHORD,
    chord_text,
    keys_of,
    own_keys,
    printed,
    use_keys,
)
from kvip_tui.commands.table import COMMANDS
from kvip_tui.commands.terminals import here, taken
from kvip_tui.i18n import _
from kvip_tui.settings import FILE
from kvip_tui.texts.formats import columns


def key_lines(
    own: Mapping[str, str], environment: Mapping[str, str], platform: str
) -> tuple[list[str], tuple[str, ...]]:
    """Return the lines to print, and what is to be said of keys that cannot be used."""
    problems = use_keys(own)
    places = here(environment, platform)
    lines: list[str] = []
    for section in Section:
        commands = [c for c in COMMANDS if c.section is section and keys_of(c)]
        if commands:
            rows = [(_keys(command), _does(command)) for command in commands]
            lines += [_(section.value), *columns(rows), ""]
    said = _("{chord} og et siffer er det samme som F-tasten: {chord} 8 er F8, også i et notat.")
    lines.append(said.format(chord=printed(CHORD)))
    lines += [*_kept(places), _howto()]
    return lines, problems


def _keys(command: Command) -> str:
    return "  ".join(filter(None, (*map(printed, keys_of(command)), chord_text(command))))


def _does(command: Command) -> str:
    word = f" · {command.word}" if command.word else ""
    own = _(" (din egen tast)") if own_keys(command) else ""
    return f"{_(command.label)}{word}: {_(command.help)}{own}"


def _kept(places: set[str]) -> Iterator[str]:
    """Yield what the terminal that this is keeps for itself."""
    keys = dict.fromkeys(key for command in COMMANDS for key in keys_of(command))
    for key in keys:
        if why := taken(key, places):
            yield _("{key}: {why}").format(key=printed(key), why=why)


def _howto() -> str:
    """Return how keys are changed."""
    said = _(
        'Egne taster står i {file}, som "keys": {{"neste": "F12, ^N"}}; på skjermen byttes de '
        "med «Bytt en tast» i Ctrl+P."
    )
    return said.format(file=FILE)

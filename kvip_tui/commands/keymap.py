"""The keys in force: those of the table of commands, and those that somebody has chosen instead."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from kvip_tui.commands.base import Command
from kvip_tui.commands.table import BY_ID, COMMANDS
from kvip_tui.domain.base import Refusal
from kvip_tui.domain.text.words import plain
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
    "dollar_sign": "$",
    "at": "@",
    "number_sign": "#",
    "quotation_mark": '"',
    "underscore": "_",
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
    "insert": "Ins",
    "home": "Home",
    "end": "End",
    "left": "←",
    "right": "→",
    "up": "↑",
    "down": "↓",
}
# Several characters stand for a range of keys, which the day screen reads itself.
RANGES = "–"
# Beside each function key: this, and its digit. It passes every terminal, and works in notes too.
CHORD = "ctrl+u"
FUNCTION_KEYS = tuple(f"f{n}" for n in range(1, 13))
# What writes, moves the cursor, copies and pastes is what it is everywhere.
FIXED = frozenset(
    {"enter", "escape", "tab", "shift+tab", "up", "down", "pageup", "pagedown", "home", "end"}
    | {f"ctrl+{letter}" for letter in "cvpjmihu"}
)
# Chords that change the visit, and are meant to from where something is typed.
MEANT_IN_FIELDS: frozenset[str] = frozenset()
_HELD = {"ctrl": "ctrl", "strg": "ctrl", "control": "ctrl", "alt": "alt", "shift": "shift"}
_RENAMED = {
    "solidus": "slash",
    "reverse_solidus": "backslash",
    "commercial_at": "at",
    "hyphen_minus": "minus",
    "plus_sign": "plus",
    "low_line": "underscore",
    "minus_sign": "minus",
}


class KeysInForce(Struct, frozen=True):
    """Which keys each command has, and what is to be said of those that could not be used."""

    keys: Mapping[str, tuple[str, ...]]
    problems: tuple[str, ...] = ()


def defaults(commands: Iterable[Command] = COMMANDS) -> dict[str, tuple[str, ...]]:
    """Return the keys that the table of commands gives."""
    return {command.id: tuple(filter(None, command.keys.split(","))) for command in commands}


def key_named(text: str) -> str | None:
    """Return the name that Textual has for a key as people write it: «F8», «^N», «Ctrl+Å», «+»."""
    text = text.strip()
    if len(text) > 1 and text.startswith("^"):
        text = f"ctrl+{text[1:]}"
    *held, last = text.split("+") if len(text) > 1 and not text.endswith("+") else [text]
    modifiers = [_HELD.get(plain(word)) for word in held]
    key = _bare_key(last)
    if key is None or None in modifiers:
        return None
    return "+".join([*sorted(filter(None, modifiers)), key.lower() if modifiers else key])


def _bare_key(text: str) -> str | None:
    wanted = plain(text)
    for key, name in NAMES.items():
        if text == name or (len(name) > 1 and wanted in {plain(name), plain(_(name)), key}):
            return key
    if wanted in FUNCTION_KEYS:
        return wanted
    if len(text) != 1 or not text.isprintable():
        return None
    if text.isalnum():
        return text
    name = unicodedata.name(text, "").lower().replace("-", "_").replace(" ", "_")
    return _RENAMED.get(name, name) or None


def assigned(own: Mapping[str, str], commands: Sequence[Command] = COMMANDS) -> KeysInForce:
    """Return the keys in force where *own* gives commands other keys: «"neste": "F12, ^N"».

    A command is named by its id, its word or its label. What cannot be used is said, and leaves
    that command the keys that it had.
    """
    known = {plain(name): c for c in commands for name in (c.label, c.word, c.id) if name}
    problems: list[str] = []
    wanted: dict[str, tuple[str, ...]] = {}
    for name, written in own.items():
        command = known.get(plain(name))
        if command is None:
            problems.append(_("Taster: «{name}» er ingen kommando.").format(name=name[:40]))
            continue
        keys, problem = _read(command, written)
        problems += [problem] if problem else []
        if not problem:
            wanted[command.id] = keys
    while (clash := _clash(wanted, commands)) is not None:
        command, key, other = clash
        del wanted[command.id]
        said = _("Taster: {key} er allerede «{other}»; «{command}» beholder {kept}.")
        problems.append(
            said.format(
                key=printed(key),
                other=_(other.label),
                command=_(command.label),
                kept=" ".join(map(printed, defaults(commands)[command.id])) or "–",
            )
        )
    return KeysInForce({**defaults(commands), **wanted}, tuple(problems))


def _read(command: Command, written: str) -> tuple[tuple[str, ...], str]:
    """Return the keys that are written for a command, and what is wrong with them, '' if nothing.

    A comma parts keys; a comma alone is the key.
    """
    parts = [written.strip()] if written.strip() == "," else written.split(",")
    keys: list[str] = []
    if RANGES in command.keys:
        said = _("Taster: «{command}» har bokstaver eller sifre, som ikke kan byttes.")
        return (), said.format(command=_(command.label))
    for part in filter(None, (part.strip() for part in parts)):
        key = key_named(part)
        if key is None:
            said = _(
                "Taster: «{key}» for «{command}» er ingen tast; skriv for eksempel F8 eller ^N."
            )
            return (), said.format(key=part[:20], command=_(command.label))
        if key in FIXED or (len(key) == 1 and key.isalnum()):
            said = _("Taster: {key} betyr noe annet overalt, og kan ikke være «{command}».")
            return (), said.format(key=printed(key), command=_(command.label))
        keys.append(key)
    return tuple(dict.fromkeys(keys)), ""


def _clash(
    wanted: Mapping[str, tuple[str, ...]], commands: Sequence[Command]
) -> tuple[Command, str, Command] | None:
    """Return the first command whose chosen key is another's, the key, and the other; or None."""
    keys = {**defaults(commands), **wanted}
    by_id = {command.id: command for command in commands}
    for chosen in wanted:
        for other in commands:
            if other.id == chosen or partners(by_id[chosen], other):
                continue
            shared = [key for key in keys[chosen] if key in keys[other.id]]
            if shared:
                return by_id[chosen], shared[0], other
    return None


def partners(one: Command, other: Command) -> bool:
    """Return whether two commands share a key because only one of them makes sense at a time."""
    return bool(one.keys) and one.keys == other.keys


_in_force = KeysInForce(defaults())


def use_keys(own: Mapping[str, str]) -> tuple[str, ...]:
    """Let the keys that somebody has chosen be in force; returns what there is to say of them."""
    global _in_force  # noqa: PLW0603 - as the language is, one for the whole program
    _in_force = assigned(own)
    return _in_force.problems


def keys_of(command: Command) -> tuple[str, ...]:
    """Return the keys of a command that are in force; a panel's own are what they are."""
    if BY_ID.get(command.id) is not command:
        return defaults([command])[command.id]
    return _in_force.keys[command.id]


def own_keys(command: Command) -> bool:
    """Return whether a command has other keys than the table gives it."""
    return keys_of(command) != defaults([command])[command.id]


_kept: frozenset[str] = frozenset()


def use_terminal(kept: Iterable[str]) -> None:
    """Let the keys that the terminal keeps for itself be known: their chords are shown instead."""
    global _kept  # noqa: PLW0603 - as the keys in force, one for the whole program
    _kept = frozenset(kept)


def key_text(command: Command) -> str:
    """Return the first key of a command as it is printed, or '' where it has none.

    Where the terminal keeps that key for itself, it is the chord that does the same.
    """
    first = next(iter(keys_of(command)), "")
    if first in _kept and first in FUNCTION_KEYS[:9]:
        return chord_text(command)
    return printed(first)


def key_or_word(command: Command) -> str:
    """Return the first key of a command as it is printed, or its word where it has no key."""
    return key_text(command) or (f":{command.word}" if command.word else "")


def with_key(refusal: Refusal) -> Refusal:
    """Return a refusal with the keys of the commands that it names as a way on."""
    keys = {
        name: key_or_word(value)
        for name, value in refusal.params.items()
        if isinstance(value, Command)
    }
    return Refusal(refusal.code, **{**refusal.params, **keys}) if keys else refusal


def in_force(text: str) -> str:
    """Return what a page of help calls a key: the one that its command has been given instead.

    Letters and signs stay as they are: in a page they may stand for something else.
    """
    key = key_named(text)
    if key is None or not (key in FUNCTION_KEYS or "+" in key):
        return text
    chosen = (c for c in COMMANDS if own_keys(c) and key in defaults([c])[c.id])
    return next(map(key_or_word, chosen), text)


def chord_text(command: Command) -> str:
    """Return what does the same as the function key of a command, or '': «^U 8»."""
    keys = [key for key in keys_of(command) if key in FUNCTION_KEYS[:9]]
    return f"{printed(CHORD)} {keys[0][1:]}" if keys else ""


def chord_sentence() -> str:
    """Return which commands the digits behind the chord stand for."""
    named = {chord_text(c)[-1:]: _(c.label) for c in reversed(COMMANDS) if chord_text(c)}
    said = ", ".join(f"{digit} {named[digit]}" for digit in sorted(named))
    return f"{printed(CHORD)}: {said}"


def reaches_fields(command: Command, key: str) -> bool:
    """Return whether a key reaches its command while something is being typed.

    A function key does where the command says so, and a chord where it changes nothing: Ctrl+N in
    a field is the habit of another program.
    """
    if not command.while_typing:
        return False
    if key in FUNCTION_KEYS:
        return True
    chord = "+" in key or key == "tab"
    return chord and (not command.changes or command.id in MEANT_IN_FIELDS)


def printed(key: str) -> str:
    """Return a key as it is printed: «F8», «^Z», «Mellomrom»."""
    if key.startswith("ctrl+") and len(key) == len("ctrl+x"):
        return f"^{key.removeprefix('ctrl+').upper()}"
    *held, last = key.split("+")
    if held:
        return "+".join([*(word.capitalize() for word in held), printed(last)])
    if key in NAMES:
        return _(NAMES[key])
    return key.upper() if key in FUNCTION_KEYS else key


def by_key(key: str) -> tuple[Command, ...]:
    """Return the commands that a key stands for, two where they are partners."""
    return tuple(BY_ID[name] for name, keys in _in_force.keys.items() if key in keys)

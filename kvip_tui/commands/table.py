"""The one table of what a person can do: keys, footer, palette, line mode and help read it.

Its rows stand in the modules beside this one, each with its feature.
"""

from collections import Counter
from functools import cache

from msgspec.structs import replace

from kvip_tui.commands.base import Bar, Command, Section
from kvip_tui.commands.board import BOARD
from kvip_tui.commands.card import CARD
from kvip_tui.commands.checks import CHECKS, PASSAGES
from kvip_tui.commands.day import DAY, HISTORY, LONGER, SHORTER
from kvip_tui.commands.floor import FLOOR
from kvip_tui.commands.identity import IDENTITY
from kvip_tui.commands.language import LANGUAGE
from kvip_tui.commands.notes import IN_PANELS, NOTES
from kvip_tui.commands.people import PEOPLE
from kvip_tui.commands.planning import EDIT
from kvip_tui.commands.preferences import PREFERENCES
from kvip_tui.commands.rehearsal import REHEARSAL
from kvip_tui.commands.report import REPORT
from kvip_tui.commands.review import REVIEW
from kvip_tui.commands.sharing import SHARING
from kvip_tui.commands.telling import TELLING
from kvip_tui.commands.view import VIEW
from kvip_tui.domain.base import Refusal
from kvip_tui.domain.text.legible import clean
from kvip_tui.domain.text.words import plain
from kvip_tui.i18n import _

__all__ = ["BY_ID", "COMMANDS", "SHARING_A_KEY", "Command", "Section", "by_word", "in_bar"]

COMMANDS: tuple[Command, ...] = (
    *(*DAY, *PASSAGES, *HISTORY, *EDIT, *IDENTITY, *LANGUAGE, *FLOOR, *CHECKS, *CARD, *NOTES),
    *(*TELLING, *PEOPLE, *REPORT, *REVIEW, *SHARING, *VIEW, *PREFERENCES, *REHEARSAL, *BOARD),
)
BY_ID = {command.id: command for command in (*COMMANDS, *IN_PANELS)}
_USES = Counter(key for command in COMMANDS for key in command.keys.split(",") if key)
# Of those with one key between them, one at a time can be given.
SHARING_A_KEY = frozenset(
    command.id for command in COMMANDS if any(_USES[key] > 1 for key in command.keys.split(","))
)
MOST_WORDS = max(len(command.word.split()) for command in COMMANDS)


@cache
def in_bar(bar: Bar) -> tuple[Command, ...]:
    """Return the commands of a row of keys in their order, each as it stands there."""
    there = [
        (place, command) for command in BY_ID.values() for place in command.bars if place.bar is bar
    ]
    return tuple(
        replace(
            command,
            keys=place.keys or command.keys,
            label=place.label or command.label,
            footer=command.footer if place.footer is None else place.footer,
        )
        for place, command in sorted(there, key=lambda pair: pair[0].rank)
    )


def keys_in_bar(bar: Bar) -> dict[str, Command]:
    """Return what the keys do that commands have in a row of keys only."""
    return {
        key: command
        for command in BY_ID.values()
        for place in command.bars
        if place.bar is bar
        for key in replace(command, keys=place.keys).key_names
    }


def understood(line: str) -> tuple[Command, str]:
    """Return the command that *line* names and what stands after its word.

    The colon that opens the command line on the screen may stand before it.

    Raises:
        Refusal: No command begins like that, or something is missing or too much after it.
    """
    line = clean(line).removeprefix(":").lstrip()
    found = by_word(line)
    if found is None:
        raise Refusal("line.unknown", word=line[:40])
    command, rest = found
    if command.takes.needed and not rest:
        raise Refusal("line.missing", word=command.word, takes=_(command.takes.hint))
    if rest and not command.takes.allowed:
        raise Refusal("line.superfluous", word=command.word)
    return command, rest


def by_word(line: str) -> tuple[Command, str] | None:
    """Return the command that a line of words names and what stands after it, or None.

    Case and accents are forgiven; of words that begin alike the longest counts.
    """
    text = line.strip()
    if text[:1] in "+-−" and text[1:].lstrip()[:1].isdecimal():
        return LONGER if text[0] == "+" else SHORTER, text[1:].strip()
    spoken = [plain(word) for word in text.split(maxsplit=MOST_WORDS)[:MOST_WORDS]]
    for words, command in _spoken():
        if spoken[: len(words)] == words:
            return command, " ".join(text.split(maxsplit=len(words))[len(words) :])
    return None


@cache
def _spoken() -> list[tuple[list[str], Command]]:
    """Return the commands that have words, those of most words first."""
    found = [([plain(word) for word in c.word.split()], c) for c in COMMANDS if c.word]
    return sorted(found, key=lambda pair: -len(pair[0]))

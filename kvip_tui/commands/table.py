"""The one table of what a person can do: keys, footer, palette, line mode and help read it.

Its rows stand by section in the modules beside this one.
"""

from collections import Counter
from functools import cache

from kvip_tui.commands.base import BLOCK, MAYBE_BLOCK, NAME, Command, Section
from kvip_tui.commands.day import DAY, EDIT
from kvip_tui.commands.floor import FLOOR
from kvip_tui.commands.notes import NOTES
from kvip_tui.commands.people import PEOPLE
from kvip_tui.commands.report import REPORT
from kvip_tui.commands.view import VIEW
from kvip_tui.commands.writing import IN_PANELS, WRITING
from kvip_tui.domain.text.words import plain

__all__ = ["BLOCK", "BY_ID", "COMMANDS", "MAYBE_BLOCK", "NAME", "Command", "Section", "by_word"]

COMMANDS: tuple[Command, ...] = (*DAY, *EDIT, *FLOOR, *NOTES, *WRITING, *PEOPLE, *REPORT, *VIEW)
BY_ID = {command.id: command for command in (*COMMANDS, *IN_PANELS)}
_USES = Counter(key for command in COMMANDS for key in command.keys.split(",") if key)
# Of those with one key between them, one at a time can be given.
SHARING_A_KEY = frozenset(
    command.id for command in COMMANDS if any(_USES[key] > 1 for key in command.keys.split(","))
)
MOST_WORDS = max(len(command.word.split()) for command in COMMANDS)


def by_word(line: str) -> tuple[Command, str] | None:
    """Return the command that a line of words names and what stands after it, or None.

    Case and accents are forgiven; of words that begin alike the longest counts.
    """
    text = line.strip()
    if text[:1] in "+-−" and text[1:].lstrip()[:1].isdecimal():
        return BY_ID["longer" if text[0] == "+" else "shorter"], text[1:].strip()
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

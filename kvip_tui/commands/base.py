"""What a command is: its key, its word, what may follow, and what it asks for."""

from dataclasses import dataclass
from enum import StrEnum

from kvip_tui.commands.arguments import Make
from kvip_tui.i18n import marked as _


class Section(StrEnum):
    """The headings that commands stand under in help and README."""

    DAY = _("Dagen")
    EDIT = _("Endre dagen")
    FLOOR = _("Erteposen")
    NOTES = _("Notater og sjekklister")
    PEOPLE = _("Personer og roller")
    REPORT = _("Rapporten")
    VIEW = _("Skjermen")


@dataclass(frozen=True)
class Command:
    """Something a person can do.

    ``keys`` are Textual's key names, joined by commas; ``word`` is the line mode's word, ``takes``
    what stands after it; ``make`` turns that into an intent, and is None for what only concerns
    the screen or the session. ``footer`` is its rank in the bottom line, 1 the last to give
    way, 0 not shown. ``label`` and ``help`` are bokmål, translated where shown.
    """

    id: str
    section: Section
    label: str
    help: str
    keys: str = ""
    word: str = ""
    takes: str = ""
    make: Make | None = None
    footer: int = 0


BLOCK, MAYBE_BLOCK, NAME = _("BLOKK"), _("[BLOKK]"), _("NAVN")

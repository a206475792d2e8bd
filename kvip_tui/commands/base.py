"""What a command is: its key, its word, what may follow, and what it asks for and shows."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, StrEnum, auto

from msgspec import Struct

from kvip_tui.domain.history import Intent
from kvip_tui.domain.names import Names
from kvip_tui.domain.state.visit import Visit
from kvip_tui.i18n import marked as _
from kvip_tui.session import Session
from kvip_tui.snapshot import Glance

# Turns words into an intent; raises Refusal where they name nothing, or more than one thing.
Make = Callable[[Names, str], Intent]
# The same for what needs more than the visit, or only answers with what there is to say.
Answer = Callable[[Session, str], Intent | str]


class Section(StrEnum):
    """The headings that commands stand under in help and README."""

    DAY = _("Dagen")
    EDIT = _("Endre dagen")
    FLOOR = _("Erteposen")
    NOTES = _("Notater og sjekklister")
    PEOPLE = _("Personer og roller")
    REPORT = _("Rapporten")
    VIEW = _("Skjermen")


class Panel(StrEnum):
    """The panels that cover the day; `ui/panels/registry.py` has a row that makes each."""

    FLOOR = "show_floor"
    NOTES = "show_notes"
    REPORT = "show_report"
    ROLES = "show_roles"
    PEOPLE = "show_people"
    COMPARISON = "show_comparison"
    CATCHUP = "catchup"
    CHECKS = "show_checks"
    CARD = "show_card"


class Act(Enum):
    """What the day screen does itself for a command's key, or where it says so for its words."""

    DAY = auto()
    EDIT = auto()
    LINE = auto()
    ROOM = auto()
    COPY_ROOM = auto()
    SCOPE = auto()
    HELP = auto()
    QUIT = auto()
    NOTE = auto()
    THOUGHT = auto()
    IMPRESSION = auto()
    STRIKE = auto()
    REWRITE = auto()
    KEEP = auto()
    # For the words only: an item by its number on the screen, a note's block, the day in a line.
    TICK = auto()
    JUMP = auto()
    STATUS = auto()
    WIPE = auto()


class Typing(Enum):
    """Whether a command's key works while something is being typed."""

    NO = auto()
    YES = auto()
    IN_NOTES = auto()
    WHILE_EMPTY = auto()


class Now(Struct, frozen=True):
    """What decides whether a command can be given.

    ``stopped`` says that a text stands in its line because the privacy check stopped it.
    """

    glance: Glance
    session: Session
    stopped: bool = False


def always(now: Now) -> bool | None:
    """Let a command be given at any time."""
    del now
    return True


@dataclass(frozen=True)
class Aim:
    """What the next letter is for: ``hint`` is said about it, bokmål, translated where shown.

    ``asks`` returns what naming a person by the id asks for; a capital letter, True, is about the
    speakers' list.
    """

    hint: str
    asks: Callable[[Visit, str, bool], Intent]


@dataclass(frozen=True)
class Command:
    """Something a person can do: all that is known of it, wherever it is offered.

    Attributes:
        id: What it is called in the program.
        section: The heading it stands under.
        label: What it is called, in bokmål, translated where shown, as is ``help``.
        help: What it does, a sentence.
        keys: Textual's names of its keys, joined by commas.
        word: The line mode's word.
        takes: What stands after the word, in brackets where it may be left out.
        make: Turns that into an intent; None for what the visit alone does not decide.
        answer: What it does instead with those words and the session, or None.
        footer: Its rank in the bottom line, 1 the last to give way, 0 not shown.
        when: Whether it can be given: None for what would be refused, False for what to hide.
        screen: What the day screen does itself.
        aim: What its key makes of the next letter.
        panel: The panel that its key opens and closes, and its word alone opens.
        place: Where in the panel it leads: such a key does not close it.
        typing: Whether its key works while something is typed.
        key_words: What its key stands for of the words after ``word``.
        once: Whether a key that has only bounced, or is held, must not give it again.
    """

    id: str
    section: Section
    label: str
    help: str
    keys: str = ""
    word: str = ""
    takes: str = ""
    make: Make | None = None
    answer: Answer | None = None
    footer: int = 0
    when: Callable[[Now], bool | None] = always
    screen: Act | None = None
    aim: Aim | None = None
    panel: Panel | None = None
    place: str = ""
    typing: Typing = Typing.NO
    key_words: str = ""
    once: bool = False

    @property
    def needs_words(self) -> bool:
        """Whether something must stand after its word."""
        return bool(self.takes) and not self.takes.startswith("[")

    @property
    def takes_effect(self) -> bool:
        """Whether its words can be carried out, and do not only show something."""
        return self.make is not None or self.answer is not None

    @property
    def while_typing(self) -> bool:
        """Whether its key works even from where a note is typed, which has its own undo."""
        return self.typing in {Typing.YES, Typing.IN_NOTES}

    @property
    def changes(self) -> bool:
        """Whether its key, or its word alone, asks for a change of the visit."""
        return self.make is not None and self.panel is None

    def shows(self, words: str) -> bool:
        """Return whether it only shows something where these words stand after its word."""
        return not (words and self.takes_effect)

    def possible(self, now: Now) -> bool | None:
        """Return True for what can be done, None for what would be refused, False for what to hide.

        Of two that share a key, as «Pause» and «Fortsett», the one that makes no sense is hidden.
        In a window that only reads, what would change the visit is refused.
        """
        found = self.when(now)
        return found if now.glance.writer or not self.changes or found is False else None


BLOCK, MAYBE_BLOCK, NAME = _("BLOKK"), _("[BLOKK]"), _("NAVN")
# The place in the panel of people where one joins.
JOIN = "@join"

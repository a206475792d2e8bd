"""What a command is: its key, its word, what may follow, and what it asks for and shows."""

from collections.abc import Callable, Sequence
from enum import Enum, StrEnum, auto

from msgspec import Struct

from kvip_tui.domain.base import Refusal
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
    SHARING = _("Flere maskiner")
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
    UNSAID = "show_unsaid"


class Page(Enum):
    """What line mode shows for a command; `line/pages.py` has its lines."""

    STATUS = auto()
    DAYS = auto()
    CATCHUP = auto()
    COMPARISON = auto()
    PEOPLE = auto()
    ROLES = auto()
    FLOOR = auto()
    CHECKS = auto()
    CARD = auto()
    SUPPORT = auto()
    DILEMMAS = auto()
    NOTES = auto()
    UNSAID = auto()
    REPORT = auto()
    CONCERNS = auto()
    REVIEW = auto()
    RECEIVED = auto()
    REMARKS = auto()
    HELP = auto()
    TIME = auto()
    TIMES = auto()
    ROOM = auto()
    PROMPTS = auto()
    BOARD = auto()


class Bar(Enum):
    """The rows of keys that are not the day's: of panels, and of texts that are not stored."""

    FLOOR = auto()
    NOTES = auto()
    REPORT = auto()
    ROLES = auto()
    PEOPLE = auto()
    LISTS = auto()
    STOPPED = auto()
    UNFINISHED = auto()


# The bottom lines of panels in which nothing has a key of its own.
PANELS = (Bar.FLOOR, Bar.REPORT, Bar.ROLES, Bar.PEOPLE, Bar.LISTS)


class Act(Enum):
    """What a screen does itself for a command's key, or where it says so for its words."""

    DAY = auto()
    EDIT = auto()
    LINE = auto()
    ROOM = auto()
    COPY_ROOM = auto()
    SCOPE = auto()
    HELP = auto()
    BOARD = auto()
    QUIT = auto()
    NOTE = auto()
    THOUGHT = auto()
    IMPRESSION = auto()
    STRIKE = auto()
    REWRITE = auto()
    KEEP = auto()
    DROP = auto()
    # In the panel of notes only, with the note chosen there.
    FIND = auto()
    CHANGE = auto()
    CUT = auto()
    JOIN = auto()
    TURN_SAID = auto()
    VERSIONS = auto()
    # For the words only: an item by its number on the screen, a note's block, the day in a line.
    TICK = auto()
    JUMP = auto()
    STATUS = auto()
    WIPE = auto()


# Keys of these only begin to write.
WRITING = {Act.NOTE, Act.THOUGHT, Act.IMPRESSION}


class Typing(Enum):
    """Whether a command's key works while something is being typed."""

    NO = auto()
    YES = auto()
    IN_NOTES = auto()
    WHILE_EMPTY = auto()


class Now(Struct, frozen=True):
    """What decides whether a command can be given.

    ``stopped`` says that there is a text that the privacy check stopped, ``aside`` that there is
    one, stopped or unfinished, beside the line of notes.
    """

    glance: Glance
    session: Session
    stopped: bool = False
    aside: bool = False


def always(now: Now) -> bool | None:
    """Let a command be given at any time."""
    del now
    return True


def nothing_asked(glance: Glance) -> Refusal | None:
    """Ask nothing."""
    del glance
    return None


class Choice(Struct, frozen=True):
    """What could stand after a command's word: ``rest``, '' for the word alone.

    ``name`` is what the command would be about; ``title`` the whole of what is offered, where that
    is not the command's label and the name; ``intent`` what it asks for, where words could name
    another just as well.
    """

    rest: str
    name: str = ""
    title: str = ""
    intent: Intent | None = None


ALONE = Choice("")


class Argument(Struct, frozen=True):
    """What stands after a command's word: how it is read, and what it could be at the moment.

    Attributes:
        hint: What it is called, bokmål, in brackets where it may be left out.
        make: Turns it into an intent; None for what the visit alone does not decide.
        choices: Returns what it could be now, whether or not the rules allow it; None where only
            words of one's own will do.
        of_note: Returns what is asked for where a note is all that is named, by its id.
        label: What the command is called in front of a choice, where not as usual.
        more: Whether something may stand there that the hint leaves out.
    """

    hint: str = ""
    make: Make | None = None
    choices: Callable[[Now], Sequence[Choice]] | None = None
    of_note: Callable[[str], Intent] | None = None
    label: str = ""
    more: bool = False

    @property
    def needed(self) -> bool:
        """Whether something must stand there."""
        return bool(self.hint) and not self.hint.startswith("[")

    @property
    def allowed(self) -> bool:
        """Whether something may stand there."""
        return bool(self.hint) or self.more


NOTHING = Argument()


class InBar(Struct, frozen=True):
    """Where a command stands in a row of keys: those of lower rank first.

    ``keys`` and ``label`` are its own there, '' for the usual ones, as is ``footer`` for None.
    """

    bar: Bar
    rank: int
    keys: str = ""
    label: str = ""
    footer: int | None = None


class Aim(Struct, frozen=True):
    """What the next letter is for: ``hint`` is said about it, bokmål, translated where shown.

    ``asks`` returns what naming a person by the id asks for; a capital letter, True, is about the
    speakers' list.
    """

    hint: str
    asks: Callable[[Visit, str, bool], Intent]


class Command(Struct, frozen=True):
    """Something a person can do: all that is known of it, wherever it is offered.

    Attributes:
        id: What it is called in the program.
        section: The heading it stands under.
        label: What it is called, in bokmål, translated where shown, as is ``help``.
        help: What it does, a sentence.
        spoken: The same of its word, where what its key does is another thing; else ''.
        keys: Textual's names of its keys, joined by commas.
        word: The line mode's word.
        takes: What stands after the word, and how that becomes an intent.
        answer: What is done instead with those words and the session, or None.
        footer: Its rank in the bottom line, 1 the last to give way, 0 not shown.
        when: Whether it can be given: None for what would be refused, False for what to hide.
        screen: What the day screen does itself.
        aim: What its key makes of the next letter.
        panel: The panel that its key opens and closes, and its word alone opens.
        place: Where in the panel it leads: such a key does not close it.
        typing: Whether its key works while something is typed.
        key_words: What its key stands for of the words after ``word``.
        once: Whether a key that has only bounced, or is held, must not answer what was asked.
        page: What line mode shows.
        bars: The other rows of keys in which it stands.
        listed: Whether the palette offers it.
        quotes: Whether its answer repeats a note, which an interview's only is on a screen.
        asks: What its key asks before it does anything, None for nothing.
        also: Other words that people look for it by, bokmål.
        repeats: Whether each press of its key counts, also of one that is held.
    """

    id: str
    section: Section
    label: str
    help: str
    keys: str = ""
    word: str = ""
    takes: Argument = NOTHING
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
    page: Page | None = None
    bars: tuple[InBar, ...] = ()
    listed: bool = True
    quotes: bool = False
    asks: Callable[[Glance], Refusal | None] = nothing_asked
    repeats: bool = False
    also: str = ""
    spoken: str = ""

    @property
    def key_names(self) -> tuple[str, ...]:
        """Its keys, each by Textual's name."""
        return tuple(key for key in self.keys.split(",") if key)

    @property
    def make(self) -> Make | None:
        """What turns the words after its own into an intent."""
        return self.takes.make

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
        return self.make is not None and self.panel is None and self.screen not in WRITING

    @property
    def begins_line(self) -> bool:
        """Whether the palette begins its words, where it offers nothing that could stand there."""
        if self.takes.needed and not self.keys:
            return True
        return self.make is not None and self.screen not in WRITING

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

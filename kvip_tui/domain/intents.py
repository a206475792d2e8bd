"""What a person asks for; the rules decide what, if anything, then happens."""

from datetime import datetime, timedelta

from msgspec import Struct

from kvip_tui.domain.base import TurnKind
from kvip_tui.domain.card_intents import CardIntent
from kvip_tui.domain.check_intents import CheckIntent
from kvip_tui.domain.edit_intents import EditIntent
from kvip_tui.domain.floor_intents import FloorWish
from kvip_tui.domain.note_intents import NoteIntent
from kvip_tui.domain.people_intents import PeopleWish
from kvip_tui.domain.report_intents import ReportIntent
from kvip_tui.domain.state.plan import Privacy


class Next(Struct, frozen=True):
    """End what is running and begin what is next; ``anyway`` passes open gates.

    ``day`` is the id of a day that was chosen in place of the current one.
    """

    anyway: bool = False
    reason: str = ""
    day: str | None = None


class StartBlock(Struct, frozen=True):
    """Begin that block now, ending what is running outside its parallel group."""

    block: str
    anyway: bool = False
    reason: str = ""


class EndBlock(Struct, frozen=True):
    """End that running block, or all that run where ``block`` is None."""

    block: str | None = None


class AddTime(Struct, frozen=True):
    """Make a running block longer, or shorter where ``minutes`` is negative."""

    minutes: int
    block: str | None = None


class ApplyCatchup(Struct, frozen=True):
    """Apply the proposal to catch up that has that number, counted from 1."""

    number: int


class Pause(Struct, frozen=True):
    """Stop the clock of that running block, or of all."""

    block: str | None = None


class Resume(Struct, frozen=True):
    """Let the clock of that paused block, or of all, go on."""

    block: str | None = None


class SkipBlock(Struct, frozen=True):
    """Leave out a block that has not begun."""

    block: str


class ToggleCheck(Struct, frozen=True):
    """Tick an item of a checklist, or clear it where it is ticked; ``by`` names who does."""

    block: str
    check: str
    by: str = ""


class AddPerson(Struct, frozen=True):
    """Add somebody to the roster."""

    name: str
    group: str
    title: str = ""


class SetPresence(Struct, frozen=True):
    """Mark somebody as here or away."""

    person: str
    present: bool


class AssignRole(Struct, frozen=True):
    """Give a role to a person, or make it vacant where ``person`` is None."""

    role: str
    person: str | None


class GiveFloor(Struct, frozen=True):
    """Give a person the floor; ``ago`` is how long since it went over."""

    person: str
    turn: TurnKind = TurnKind.TURN
    ago: timedelta = timedelta(0)


class ReleaseFloor(Struct, frozen=True):
    """Take the floor back: nobody holds it."""


class RaiseHand(Struct, frozen=True):
    """Put a person on the speakers' list; ``chair``: the leader does it after «strek»."""

    person: str
    turn: TurnKind = TurnKind.TURN
    chair: bool = False


class LowerHand(Struct, frozen=True):
    """Take a person off the speakers' list."""

    person: str


class NextSpeaker(Struct, frozen=True):
    """Give the floor to whoever is next in line."""


class CloseList(Struct, frozen=True):
    """Draw the line («strek»): nobody else may ask for the floor."""


class OpenList(Struct, frozen=True):
    """Open the speakers' list again."""


class ToggleRound(Struct, frozen=True):
    """Begin a go-round of everybody present, or break off the one that goes on."""


class PassTurn(Struct, frozen=True):
    """Whoever is asked in the go-round passes and is asked again at its end."""


class AddNote(Struct, frozen=True):
    """Store a note whose typing began at ``typed_at``; ``said`` is False for one's own thought.

    ``interview`` says that it was written during an interview, whatever ran when it was begun;
    ``impression`` that it is one; its class is no less strict than ``least``. ``because`` is why a
    text that the privacy check objects to is to be kept as it is.
    """

    text: str
    typed_at: datetime
    author: str = ""
    said: bool = True
    interview: bool = False
    machine: str = ""
    impression: bool = False
    because: str = ""
    least: Privacy = Privacy.PLENUM


class Undo(Struct, frozen=True):
    """Take back the last command in force."""


class Redo(Struct, frozen=True):
    """Carry out again the command that was last taken back."""


FloorIntent = (
    GiveFloor
    | ReleaseFloor
    | RaiseHand
    | LowerHand
    | NextSpeaker
    | CloseList
    | OpenList
    | ToggleRound
    | PassTurn
)
BlockIntent = Next | StartBlock | EndBlock | AddTime | Pause | Resume | SkipBlock | ToggleCheck
PeopleIntent = AddPerson | SetPresence | AssignRole
VisitIntent = (
    BlockIntent
    | ApplyCatchup
    | EditIntent
    | CheckIntent
    | CardIntent
    | FloorIntent
    | FloorWish
    | PeopleIntent
    | PeopleWish
    | AddNote
    | ReportIntent
    | NoteIntent
)
Intent = VisitIntent | Undo | Redo

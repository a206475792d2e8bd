"""Notes: what may be asked of them, and what can happen to them.

``by`` is the name of who asks, or did it.
"""

from datetime import datetime
from typing import Self

from msgspec import UNSET, Struct, UnsetType
from msgspec.structs import replace

from kvip_tui.domain.base import OfNotes, Sent, Signed, SignedBy, Stays
from kvip_tui.domain.state.plan import Privacy
from kvip_tui.domain.state.visit import Telling


class NoteAdded(OfNotes, frozen=True, tag="note_added"):
    """A note was stored, stamped with the moment its typing began.

    ``because`` is why it was kept against the privacy check's advice. ``outside`` is set where an
    interview ran that its writer, at another place, had said to be in none of.
    """

    text: str
    typed_at: datetime
    privacy: Privacy
    blocks: tuple[str, ...] = ()
    holder: str | None = None
    author: str = ""
    said: bool = True
    tags: tuple[str, ...] = ()
    machine: str = ""
    mentions: tuple[str, ...] = ()
    because: str = ""
    outside: bool | UnsetType = UNSET


class Written(Struct, frozen=True):
    """A text, and what was found in it: its tags, and the ids of the people named with @."""

    text: str
    tags: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()


class NoteEdited(OfNotes, frozen=True, tag="note_edited"):
    """A note got another text; ``because`` is why it was kept against the check's advice.

    ``versions`` is how many texts it had had by then, unset in a visit of one machine.
    """

    note: str
    written: Written
    by: str = ""
    because: str = ""
    versions: int | UnsetType = UNSET


class NoteDeleted(OfNotes, frozen=True, tag="note_deleted"):
    """A note was taken away."""

    note: str
    by: str = ""


class NoteMoved(OfNotes, frozen=True, tag="note_moved"):
    """A note was found to belong to other blocks, or to another time."""

    note: str
    blocks: tuple[str, ...]
    typed_at: datetime
    holder: str | None
    privacy: Privacy
    by: str = ""


class NoteSplit(OfNotes, frozen=True, tag="note_split"):
    """A note was cut in two: ``rest`` became a note of its own, stored by ``machine``."""

    note: str
    kept: Written
    rest: Written
    by: str = ""
    machine: str = ""


class NotesJoined(OfNotes, frozen=True, tag="notes_joined"):
    """Notes became one: the first of them, with the text of all and the strictest class."""

    notes: tuple[str, ...]
    written: Written
    blocks: tuple[str, ...]
    privacy: Privacy
    said: bool
    by: str = ""
    because: str = ""


class NoteMarked(OfNotes, frozen=True, tag="note_marked"):
    """A note was found to have been said in the meeting, or to be its author's own thought."""

    note: str
    said: bool
    by: str = ""


class SpeakerNamed(OfNotes, frozen=True, tag="speaker_named"):
    """It was said who said what a note says; None: nobody, or it is not known."""

    note: str
    holder: str | None
    by: str = ""


class NoteTold(OfNotes, frozen=True, tag="note_told"):
    """The host was told what a note says; or is to be told next, or was not told after all."""

    note: str
    telling: Telling
    by: str = ""


class NoteRaised(OfNotes, frozen=True, tag="note_raised"):
    """A note got a stricter class."""

    note: str
    privacy: Privacy
    by: str = ""


class ImpressionPromoted(OfNotes, frozen=True, tag="impression_promoted"):
    """An impression became the team's to use: it passed the check, and ``second`` agreed.

    ``second`` is the id of a person on the list other than the author.
    """

    note: str
    second: str
    by: str = ""


class FocusAreasSet(Sent, frozen=True, tag="focus_areas_set"):
    """The ward's focus areas were entered, in place of those entered before."""

    areas: tuple[str, ...]


class TypedInInterview(Stays, frozen=True, tag="typed_in_interview"):
    """What its record stores was typed while an interview ran, and stored knowingly.

    Such a record never travels to another machine.
    """


class AddNote(Signed, frozen=True):
    """Store a note whose typing began at ``typed_at``; ``said`` is False for one's own thought.

    ``interview`` says that it was written during an interview, whatever ran when it was begun;
    ``impression`` that it is one; its class is no less strict than ``least``. ``because`` is why a
    text that the privacy check objects to is to be kept as it is. ``within`` is the interview whose
    note it is, where several run; ``outside`` says that its writer is in none.
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
    within: str | None = None
    outside: bool = False

    def signed(self, author: str, machine: str) -> Self:
        """Return it with who writes it, and on which machine."""
        return self if self.author else replace(self, author=author, machine=machine)


class OnNote(SignedBy, frozen=True):
    """Asks for something to be done with a note, an interview's too."""

    note: str


class EditNote(OnNote, frozen=True):
    """Give a note another text; ``because`` is why it is kept against the check's advice."""

    text: str
    because: str = ""


class DeleteNote(OnNote, frozen=True):
    """Take a note away."""


class MoveNote(OnNote, frozen=True):
    """Say that a note belongs to a block, or else to the moment ``to``."""

    block: str | None = None
    to: datetime | None = None


class SplitNote(OnNote, frozen=True):
    """Cut a note in two, before the sign of its text that has that number, counted from 0."""

    place: int
    machine: str = ""

    def signed(self, author: str, machine: str) -> Self:
        """Return it with who asks, and on which machine the rest becomes a note."""
        return self if self.by else replace(self, by=author, machine=machine)


class JoinNotes(SignedBy, frozen=True):
    """Make one note of several; the one that was begun first stays."""

    notes: tuple[str, ...]
    because: str = ""


class MarkNote(OnNote, frozen=True):
    """Say whether a note was said in the meeting, or is its author's own thought."""

    said: bool


class NameSpeaker(OnNote, frozen=True):
    """Say who said what a note says; None: nobody, or it is not known."""

    person: str | None


class TellNote(OnNote, frozen=True):
    """Say that the host was told what a note says, is to be told next, or was not told."""

    telling: Telling = Telling.TOLD


class RaiseNote(OnNote, frozen=True):
    """Give a note a stricter class, the next one where ``privacy`` is None."""

    privacy: Privacy | None = None


class PromoteImpression(OnNote, frozen=True):
    """Let the team use an impression, since the person ``second`` agrees."""

    second: str


class SetFocusAreas(Struct, frozen=True):
    """Enter the ward's focus areas, in place of those entered before."""

    areas: tuple[str, ...]


ChangeNote = (
    EditNote
    | DeleteNote
    | MoveNote
    | SplitNote
    | JoinNotes
    | MarkNote
    | NameSpeaker
    | TellNote
    | RaiseNote
    | PromoteImpression
)
NoteIntent = AddNote | ChangeNote | SetFocusAreas

NoteUpdate = (
    NoteEdited | NoteMoved | NoteMarked | SpeakerNamed | NoteTold | NoteRaised | ImpressionPromoted
)
NoteChange = NoteUpdate | NoteDeleted | NoteSplit | NotesJoined
NoteEvent = NoteAdded | NoteChange | FocusAreasSet

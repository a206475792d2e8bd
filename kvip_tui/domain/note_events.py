"""What can have happened to a note after it was stored."""

from datetime import datetime

from msgspec import Struct

from kvip_tui.domain.state.plan import Privacy


class _Change(Struct, frozen=True, tag_field="kind", tag=True):
    """Something that was done with notes."""


class Written(Struct, frozen=True):
    """A text, and what was found in it: its tags, and the ids of the people named with @."""

    text: str
    tags: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()


class NoteEdited(_Change, frozen=True, tag="note_edited"):
    """A note got another text; ``because`` is why it was kept against the check's advice."""

    note: str
    written: Written
    by: str = ""
    because: str = ""


class NoteDeleted(_Change, frozen=True, tag="note_deleted"):
    """A note was taken away."""

    note: str
    by: str = ""


class NoteMoved(_Change, frozen=True, tag="note_moved"):
    """A note was found to belong to other blocks, or to another time."""

    note: str
    blocks: tuple[str, ...]
    typed_at: datetime
    holder: str | None
    privacy: Privacy
    by: str = ""


class NoteSplit(_Change, frozen=True, tag="note_split"):
    """A note was cut in two: ``rest`` became a note of its own, stored by ``machine``."""

    note: str
    kept: Written
    rest: Written
    by: str = ""
    machine: str = ""


class NotesJoined(_Change, frozen=True, tag="notes_joined"):
    """Notes became one: the first of them, with the text of all and the strictest class."""

    notes: tuple[str, ...]
    written: Written
    blocks: tuple[str, ...]
    privacy: Privacy
    said: bool
    by: str = ""
    because: str = ""


class NoteMarked(_Change, frozen=True, tag="note_marked"):
    """A note was found to have been said in the meeting, or to be its author's own thought."""

    note: str
    said: bool
    by: str = ""


class NoteRaised(_Change, frozen=True, tag="note_raised"):
    """A note got a stricter class."""

    note: str
    privacy: Privacy
    by: str = ""


class ImpressionPromoted(_Change, frozen=True, tag="impression_promoted"):
    """An impression became the team's to use: it passed the check, and ``second`` agreed.

    ``second`` is the id of a person on the list other than the author.
    """

    note: str
    second: str
    by: str = ""


class FocusAreasSet(_Change, frozen=True, tag="focus_areas_set"):
    """The ward's focus areas were entered, in place of those entered before."""

    areas: tuple[str, ...]


NoteChange = (
    NoteEdited
    | NoteDeleted
    | NoteMoved
    | NoteSplit
    | NotesJoined
    | NoteMarked
    | NoteRaised
    | ImpressionPromoted
)
NoteEvent = NoteChange | FocusAreasSet

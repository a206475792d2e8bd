"""What a person asks to have done with notes; ``by`` is the name of who asks."""

from datetime import datetime

from msgspec import Struct

from kvip_tui.domain.state.plan import Privacy


class EditNote(Struct, frozen=True):
    """Give a note another text; ``because`` is why it is kept against the check's advice."""

    note: str
    text: str
    by: str = ""
    because: str = ""


class DeleteNote(Struct, frozen=True):
    """Take a note away."""

    note: str
    by: str = ""


class MoveNote(Struct, frozen=True):
    """Say that a note belongs to a block, or else to the moment ``to``."""

    note: str
    block: str | None = None
    to: datetime | None = None
    by: str = ""


class SplitNote(Struct, frozen=True):
    """Cut a note in two, before the sign of its text that has that number, counted from 0."""

    note: str
    place: int
    by: str = ""
    machine: str = ""


class JoinNotes(Struct, frozen=True):
    """Make one note of several; the one that was begun first stays."""

    notes: tuple[str, ...]
    by: str = ""
    because: str = ""


class MarkNote(Struct, frozen=True):
    """Say whether a note was said in the meeting, or is its author's own thought."""

    note: str
    said: bool
    by: str = ""


class RaiseNote(Struct, frozen=True):
    """Give a note a stricter class, the next one where ``privacy`` is None."""

    note: str
    privacy: Privacy | None = None
    by: str = ""


class PromoteImpression(Struct, frozen=True):
    """Let the team use an impression, since the person ``second`` agrees."""

    note: str
    second: str
    by: str = ""


class SetFocusAreas(Struct, frozen=True):
    """Enter the ward's focus areas, in place of those entered before."""

    areas: tuple[str, ...]


NoteIntent = (
    EditNote
    | DeleteNote
    | MoveNote
    | SplitNote
    | JoinNotes
    | MarkNote
    | RaiseNote
    | PromoteImpression
    | SetFocusAreas
)

"""What a person asks to have done to the report."""

from datetime import date

from msgspec import Struct

from kvip_tui.domain.state.form import Form
from kvip_tui.domain.state.report import Aspect, Feedback, FollowUp, Step


class ChooseForm(Struct, frozen=True):
    """Give the report other sections."""

    form: Form


class WriteProse(Struct, frozen=True):
    """Write the prose of a section anew; empty lines part its paragraphs, '' takes it away."""

    section: str
    text: str


class PromoteNotes(Struct, frozen=True):
    """Make one point of notes, by id; in the notes' own words where ``text`` is empty.

    ``section`` is where their tags say where it is empty. ``machine`` is where it is done.
    """

    notes: tuple[str, ...]
    section: str = ""
    text: str = ""
    machine: str = ""


class AddPoint(Struct, frozen=True):
    """Put a point without a source last in a section."""

    section: str
    text: str
    machine: str = ""


class RewordPoint(Struct, frozen=True):
    """Give a point other words."""

    point: str
    text: str


class AddSources(Struct, frozen=True):
    """Take more notes, by id, as sources of a point."""

    point: str
    notes: tuple[str, ...]


class MergePoints(Struct, frozen=True):
    """Make points one, the first of them; in the words of all where ``text`` is empty."""

    points: tuple[str, ...]
    text: str = ""


class MovePoint(Struct, frozen=True):
    """Put a point at a place of a section, counted from 1; last where ``place`` is None."""

    point: str
    section: str
    place: int | None = None


class RemovePoint(Struct, frozen=True):
    """Take a point out of the report."""

    point: str


class DetailPoint(Struct, frozen=True):
    """Say something of a point beside its text; None leaves that as it is."""

    point: str
    topic: str | None = None
    who: str | None = None
    due: str | None = None
    status: FollowUp | None = None
    aspect: Aspect | None = None


class ClearPoints(Struct, frozen=True):
    """Say who of the host was told of points beforehand, on what day, and how."""

    points: tuple[str, ...]
    who: str
    on: date
    how: str


class DateReview(Struct, frozen=True):
    """Say on what day a step of the review was taken; None: it was not after all."""

    step: Step
    on: date | None


class WriteFeedback(Struct, frozen=True):
    """Write the answer to a question of a feedback anew; '' takes it away."""

    to: Feedback
    question: str
    text: str


class ReceiveNotes(Struct, frozen=True):
    """Say that a person's notes have come in, or that they have not after all."""

    person: str
    received: bool = True


PointIntent = (
    PromoteNotes
    | AddPoint
    | RewordPoint
    | AddSources
    | MergePoints
    | MovePoint
    | RemovePoint
    | DetailPoint
    | ClearPoints
)
ReportIntent = ChooseForm | WriteProse | PointIntent | DateReview | WriteFeedback | ReceiveNotes

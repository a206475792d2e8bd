"""What can have happened to the report."""

from datetime import date

from msgspec import Struct

from kvip_tui.domain.state.form import Form
from kvip_tui.domain.state.report import Aspect, Feedback, FollowUp, Step


class _Report(Struct, frozen=True, tag_field="kind", tag=True):
    """Something that happened to the report."""


class FormChosen(_Report, frozen=True, tag="form_chosen"):
    """The report got other sections than the plan gave it."""

    form: Form


class ProseWritten(_Report, frozen=True, tag="prose_written"):
    """The prose of a section was written anew; '' took it away."""

    section: str
    text: str


class PointAdded(_Report, frozen=True, tag="point_added"):
    """A point was put last in a section, from notes (``sources``, by id) or from none."""

    point: str
    section: str
    text: str
    sources: tuple[str, ...] = ()
    topic: str = ""


class PointReworded(_Report, frozen=True, tag="point_reworded"):
    """A point got other words; its sources stayed."""

    point: str
    text: str


class SourcesAdded(_Report, frozen=True, tag="sources_added"):
    """More notes were taken as sources of a point."""

    point: str
    sources: tuple[str, ...]


class PointsMerged(_Report, frozen=True, tag="points_merged"):
    """Points were made one: ``into`` stayed, with the text and the sources of all."""

    into: str
    points: tuple[str, ...]
    text: str


class PointMoved(_Report, frozen=True, tag="point_moved"):
    """A point was put behind the point ``after`` of a section, or first where that is None."""

    point: str
    section: str
    after: str | None = None


class PointRemoved(_Report, frozen=True, tag="point_removed"):
    """A point was taken out of the report; its notes stayed."""

    point: str


class PointDetailed(_Report, frozen=True, tag="point_detailed"):
    """Something was said of a point beside its text; None: that stayed as it was."""

    point: str
    topic: str | None = None
    who: str | None = None
    due: str | None = None
    status: FollowUp | None = None
    aspect: Aspect | None = None


class PointsCleared(_Report, frozen=True, tag="points_cleared"):
    """The host was told beforehand of points: ``who`` of it, on what day, and how."""

    points: tuple[str, ...]
    who: str
    on: date
    how: str


class ReviewDated(_Report, frozen=True, tag="review_dated"):
    """A step of the review was taken on a day, or, for None, was not taken after all."""

    step: Step
    on: date | None


class FeedbackWritten(_Report, frozen=True, tag="feedback_written"):
    """An answer to a question of a feedback was written anew; '' took it away."""

    to: Feedback
    question: str
    text: str


class NotesReceived(_Report, frozen=True, tag="notes_received"):
    """A person's notes came in, or, where not ``received``, had not after all."""

    person: str
    received: bool = True


PointEvent = (
    PointAdded
    | PointReworded
    | SourcesAdded
    | PointsMerged
    | PointMoved
    | PointRemoved
    | PointDetailed
    | PointsCleared
)
ReportEvent = FormChosen | ProseWritten | PointEvent | ReviewDated | FeedbackWritten | NotesReceived


def words_of(event: object) -> tuple[str, ...]:
    """Return what an event puts into the report in people's own words; nothing for any other."""
    match event:
        case ProseWritten() | PointAdded() | PointReworded() | PointsMerged():
            return (event.text,)
        case PointDetailed():
            return tuple(filter(None, (event.topic, event.who, event.due)))
        case FeedbackWritten():
            return (event.text,)
        case _:
            return ()

"""The report as it stands: points, prose, and who has reviewed it."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from msgspec import Struct

from kvip_tui.domain.state.form import Form


class FollowUp(StrEnum):
    """What became of a finding of last year's report."""

    MET = "met"
    PARTLY = "partly"
    NOT_MET = "not_met"


class Aspect(StrEnum):
    """What a point says of a focus area."""

    DISCUSSED = "discussed"
    EXPERIENCE = "experience"
    IDEA = "idea"


class Step(StrEnum):
    """A step of the review, in the order in which they are taken."""

    TEAM = "team"
    HOST = "host"
    NETWORK = "network"
    APPROVED = "approved"


class Feedback(StrEnum):
    """Whom a document of its own goes to; nothing of it ever stands in the report."""

    NETWORK = "network"
    LEADER = "leader"


class Clearance(Struct, frozen=True):
    """Who of the host was told of a point beforehand, on what day, and how."""

    who: str
    on: date
    how: str


class Point(Struct, frozen=True):
    """A point of the report; in a section of measures it is a measure, ``text`` its proposal.

    Args:
        id: What events call it.
        section: The section that it stands in.
        text: What it says.
        sources: The ids of the notes that it was made from, also of those deleted since.
        topic: Its focus area, or a measure's theme.
        who: Who is to carry a measure out.
        due: When a measure is to be carried out, in words.
        status: What became of a finding of last year's.
        aspect: What it says of its focus area.
        clearance: Set once the host was told of what was never said while it was present.
    """

    id: str
    section: str
    text: str
    sources: tuple[str, ...] = ()
    topic: str = ""
    who: str = ""
    due: str = ""
    status: FollowUp | None = None
    aspect: Aspect | None = None
    clearance: Clearance | None = None


class Report(Struct, frozen=True):
    """What has been written; order among the points of a section is that of ``points``.

    ``form`` replaces the plan's where it was chosen. ``made`` counts the points ever made.
    ``prose`` is by section, ``reviewed`` has the day of each step taken, ``received`` the people
    whose notes have come in, ``answers`` what was written to whom on which question.
    """

    form: Form | None = None
    points: tuple[Point, ...] = ()
    made: int = 0
    prose: Mapping[str, str] = {}
    reviewed: Mapping[Step, date] = {}
    received: frozenset[str] = frozenset()
    answers: Mapping[tuple[Feedback, str], str] = {}

    def point(self, point_id: str) -> Point | None:
        """Return the point with that id, or None."""
        return next((point for point in self.points if point.id == point_id), None)

    def of(self, section_id: str) -> tuple[Point, ...]:
        """Return the points of a section, in order."""
        return tuple(point for point in self.points if point.section == section_id)

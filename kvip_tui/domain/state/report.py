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


class Remarked(StrEnum):
    """What somebody who has read the report wants done with it."""

    COMMENT = "comment"
    EDIT = "edit"
    ADDITION = "addition"
    REMOVAL = "removal"
    MOVE = "move"


class Verdict(StrEnum):
    """What became of a remark."""

    TAKEN = "taken"
    DECLINED = "declined"


class Remark(Struct, frozen=True, omit_defaults=True):
    """What one person says of one place in a report that came back.

    Args:
        id: Tells it from all others; the same remark in the same document has the same.
        sort: What is wanted.
        by: Who says it, '' where the document does not tell.
        point: The point that it is about, '' for none.
        section: The section that it is about, or is to stand in; '' where that cannot be told.
        part: What of the point is about: «text», «topic», «who», «due»; or «prose».
        text: What is said, of a comment or an addition.
        quote: The words that a comment is about.
        was: The words as they were sent, of an edit or a removal.
        wanted: The words that are wanted in their place.
        answers: The remark that it answers, '' for none.
        behind: The point that something is to stand behind, '' for the beginning.
    """

    id: str
    sort: Remarked
    by: str = ""
    point: str = ""
    section: str = ""
    part: str = ""
    text: str = ""
    quote: str = ""
    was: str = ""
    wanted: str = ""
    answers: str = ""
    behind: str = ""

    @property
    def placed(self) -> bool:
        """Whether its place in the report was found."""
        return bool(self.point or self.section)


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


class Sending(Struct, frozen=True):
    """A report that somebody was sent: to whom, on what day, and what stood in it then."""

    recipient: str
    on: date
    points: tuple[Point, ...]
    prose: Mapping[str, str]


class Report(Struct, frozen=True):
    """What has been written; order among the points of a section is that of ``points``.

    ``form`` replaces the plan's where it was chosen. ``made`` counts the points ever made.
    ``prose`` is by section, ``reviewed`` has the day of each step taken, ``received`` the people
    whose notes have come in, ``answers`` what was written to whom on which question. ``sent`` has
    who was sent it, the last one last, ``remarks`` what came back, ``verdicts`` its outcome.
    """

    form: Form | None = None
    points: tuple[Point, ...] = ()
    made: int = 0
    prose: Mapping[str, str] = {}
    reviewed: Mapping[Step, date] = {}
    received: frozenset[str] = frozenset()
    answers: Mapping[tuple[Feedback, str], str] = {}
    sent: tuple[Sending, ...] = ()
    remarks: tuple[Remark, ...] = ()
    verdicts: Mapping[str, Verdict] = {}

    def point(self, point_id: str) -> Point | None:
        """Return the point with that id, or None."""
        return next((point for point in self.points if point.id == point_id), None)

    def remark(self, remark_id: str) -> Remark | None:
        """Return the remark with that id, or None."""
        return next((remark for remark in self.remarks if remark.id == remark_id), None)

    @property
    def open_remarks(self) -> tuple[Remark, ...]:
        """The remarks that nobody has taken over or declined yet."""
        return tuple(remark for remark in self.remarks if remark.id not in self.verdicts)

    def of(self, section_id: str) -> tuple[Point, ...]:
        """Return the points of a section, in order."""
        return tuple(point for point in self.points if point.section == section_id)

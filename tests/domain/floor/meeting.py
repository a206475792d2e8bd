"""A meeting to try the rules of the floor in: a visit, a clock, and what is said to them."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from kvip_tui.domain.base import AnyEvent
from kvip_tui.domain.day.changes import BlockStarted
from kvip_tui.domain.floor.corrections import CorrectionIntent, decide_correction
from kvip_tui.domain.floor.roster import line
from kvip_tui.domain.floor.turns import FloorIntent, GiveFloor, ReleaseFloor, decide_floor
from kvip_tui.domain.floor.view import FloorView, floor_view
from kvip_tui.domain.history import VisitCreated, apply_event, created
from kvip_tui.domain.state.floor import Floor
from kvip_tui.domain.state.people import Person
from kvip_tui.domain.state.plan import HOST, TEAM, USERS, Block, Day, Plan, Privacy
from kvip_tui.domain.state.visit import Visit

START = datetime(2021, 3, 16, 9, tzinfo=UTC)
GROUPS = {"h": HOST, "t": TEAM, "u": USERS}
TALK, TEAM_ONLY, FIRST, SECOND, INTERVIEW = "talk", "team", "first", "second", "interview"
PLAN = Plan(
    id="plan",
    title="Plan",
    days=(
        Day(id="before", title="Før", offset=-1, blocks=(Block(id="test", title="Test"),)),
        Day(
            id="day",
            title="Dagen",
            blocks=(
                Block(id=TALK, title="Drøfting", start=600, end=660),
                Block(id=TEAM_ONLY, title="Team", start=660, end=690, present=(TEAM, USERS)),
                Block(id=FIRST, title="Gruppe 1", start=690, end=720, parallel="groups"),
                Block(id=SECOND, title="Gruppe 2", start=690, end=720, parallel="groups"),
                Block(
                    id=INTERVIEW, title="Intervju", start=720, end=780, privacy=Privacy.INTERVIEW
                ),
            ),
        ),
    ),
)


def minutes(count: float) -> timedelta:
    """Return a length of *count* minutes."""
    return timedelta(minutes=count)


def seconds(count: float) -> timedelta:
    """Return a length of *count* seconds."""
    return timedelta(seconds=count)


class Meeting:
    """People named by one word each (h…, t…, u… for their group) who meet at nine."""

    def __init__(self, people: str, running: str | None = TALK) -> None:
        self.now = START
        roster = tuple(
            Person(id=name, name=name.title(), group=GROUPS[name[0]]) for name in people.split()
        )
        first = VisitCreated("visit", "Besøk", "Vert", date(2021, 3, 16), PLAN, roster)
        self.visit: Visit = created(first)
        if running:
            self.happens(BlockStarted(running))

    @property
    def floor(self) -> Floor:
        """The floor as it was settled last."""
        return self.visit.floor

    @property
    def queue(self) -> list[str]:
        """Who is on the list, in their order."""
        return [request.person for request in line(self.visit)]

    def after(self, span: timedelta) -> "Meeting":
        """Let time pass."""
        self.now += span
        return self

    def happens(self, *events: AnyEvent) -> "Meeting":
        """Let events happen now."""
        for event in events:
            self.visit = apply_event(self.visit, 1, self.now, event)
        return self

    def do(self, *intents: FloorIntent | CorrectionIntent) -> "Meeting":
        """Carry out what is asked for now; a refusal is raised."""
        for intent in intents:
            if isinstance(intent, CorrectionIntent):
                self.happens(*decide_correction(self.visit, intent, self.now))
            else:
                self.happens(*decide_floor(self.visit, intent, self.now))
        return self

    def heard(self, people: Iterable[str]) -> "Meeting":
        """Let everybody named have a say, and the floor be free again."""
        for person in people:
            self.do(GiveFloor(person), ReleaseFloor())
        return self

    def view(self) -> FloorView:
        """Return what is shown now."""
        return floor_view(self.visit, self.now)

    def spoken(self) -> dict[str, float]:
        """Return the seconds that everybody who has spoken has in the running block."""
        shown = self.view().people
        return {p.person: p.spoken_in_block.total_seconds() for p in shown if p.spoken_in_block}

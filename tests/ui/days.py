"""A small visit day on screen, on a clock that stands still, over a keeper in memory."""

from datetime import timedelta
from pathlib import Path

from textual.app import App
from textual.pilot import Pilot
from textual.screen import Screen

from kvip_tui.clock import RehearsalClock
from kvip_tui.domain.base import AnyEvent
from kvip_tui.domain.state.plan import TEAM, USERS, Check, Privacy, Room
from kvip_tui.session import Session
from kvip_tui.store.drafts.note import Draft
from kvip_tui.ui.app import KvipApp
from kvip_tui.ui.day.screen import DayScreen
from kvip_tui.ui.palette.entries import day_entries
from kvip_tui.ui.widgets.lines import Lines
from tests.builders import FakeKeeper, VisitBuilder, timetable, visit
from tests.reports import FORM

TIMETABLE = "Team 08:30-09:00, Oppstart> -09:30, Pause> -09:45, Intervju⚑ 10:00-11:00"
CONSENT = Check(id="samtykker", text="Samtykker er signert", gate=True)
RULES = Check(id="regler", text="Møteregler er gjennomgått")
JOIN = Room(id="join", title="Join", url="https://join.example/", meeting_id="7")


def small_day() -> VisitBuilder:
    """Return a visit with a checklist, a gate, a room, an interview and a report."""
    blocks = timetable(
        TIMETABLE,
        team={"privacy": Privacy.TEAM, "present": (TEAM, USERS)},
        oppstart={"checks": (RULES, CONSENT), "room": "join", "prompts": ("Hils på alle",)},
        intervju={"privacy": Privacy.INTERVIEW, "present": (TEAM,)},
    )
    return visit(blocks, rooms=(JOIN,), report=FORM)


class Bare(App[None]):
    """An app that shows one screen and nothing else."""

    CSS_PATH = KvipApp.CSS_PATH

    def __init__(self, first: DayScreen) -> None:
        super().__init__()
        self._first = first

    def on_mount(self) -> None:
        """Show the screen."""
        self.push_screen(self._first)


class DayApp:
    """The app on a small day; what was kept and the session are there to be asked."""

    def __init__(self, folder: Path, builder: VisitBuilder, clock: str) -> None:
        self.keeper = FakeKeeper(builder.records)
        self.draft = Draft(folder, "prove")
        self.session: Session = builder.session(clock, self.keeper)
        self.app = Bare(DayScreen(self.session, self.draft))

    def pass_time(self, minutes: float) -> None:
        """Let the rehearsal clock go on."""
        clock = self.session.clock
        assert isinstance(clock, RehearsalClock)
        clock.set(clock.now() + timedelta(minutes=minutes))


def text(screen: Screen[object], selector: str) -> str:
    """Return what the rows of a widget say, a line each."""
    return "\n".join(row.plain.rstrip() for row in screen.query_one(selector, Lines).rows)


def happened(day: DayApp) -> list[AnyEvent]:
    """Return what the last command brought about."""
    return list(day.keeper.records[-1].events)


async def click_chip(pilot: Pilot[None], selector: str, label: str) -> None:
    """Click the chip that says so, once it stands where it is to be."""
    for _ in range(20):
        await pilot.pause()
        rows = text(pilot.app.screen, selector).splitlines()
        place = next(((row.index(label), y) for y, row in enumerate(rows) if label in row), None)
        if place and pilot.app.screen.query_one(selector).region.height == len(rows):
            await pilot.click(selector, offset=place)
            return
    raise AssertionError(label)


def said(pilot: Pilot[None]) -> str:
    """Return what the quiet line says."""
    return text(pilot.app.screen, "#message").strip()


def closing_day() -> VisitBuilder:
    """Return a day whose interview is over and whose closing meeting of the team runs."""
    blocks = timetable(
        "Møte 09:00-10:00, Intervju⚑ 10:00-11:00, Slutt> -12:00",
        intervju={"privacy": Privacy.INTERVIEW},
        slutt={"privacy": Privacy.TEAM},
    )
    day = visit(blocks).ran("mote", "09:00", "10:00").ran("intervju", "10:00", "11:00")
    return day.started("slutt", "11:00")


def offered(builder: VisitBuilder, clock: str, *, writer: bool = True) -> list[str]:
    """Return the titles of what is offered on a day, in order."""
    session = builder.session(clock, FakeKeeper(builder.records, writer=writer))
    return [entry.title for entry in day_entries(DayScreen(session, Draft(Path(), "x")))]

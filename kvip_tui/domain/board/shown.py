"""What participants may see of a day on a shared screen (DESIGN 12)."""

import re
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from kvip_tui.domain.day.timeline import (
    BlockView,
    DayView,
    Phase,
    State,
    current_day,
    day_view,
    phase_of,
)
from kvip_tui.domain.floor.roster import line
from kvip_tui.domain.state.floor import ZERO
from kvip_tui.domain.state.plan import Block, Plan, Privacy
from kvip_tui.domain.state.visit import Visit

# A plan does not say that a block is a break; its title does, in any of the three languages.
_BREAK: Final = re.compile(
    r"(\w*pause|lunsj|kaffe|middag|(\w+ )?break|(coffee|tea)( break)?|lunch|dinner)\b",
    re.IGNORECASE,
)


class Scene(StrEnum):
    """What the board is about."""

    UNTIMED = "untimed"
    WAITING = "waiting"
    RUNNING = "running"
    BREAK = "break"
    INTERVIEW = "interview"
    OVER = "over"


class Ahead(Struct, frozen=True):
    """What begins next, and when; ``interview`` stands for titles that need not be read out."""

    titles: tuple[str, ...]
    at: datetime | None
    interview: bool = False


class Board(Struct, frozen=True):
    """What stands on the board at one moment.

    Args:
        scene: What it is about.
        titles: The blocks that run, or that come next where none does.
        phase: How near its end the running block is; None where nobody is to be hurried.
        paused: Whether the clock stands.
        left: What the large clock shows; negative in overtime, None for no clock.
        whole: How long it takes in all, as far as is known; None for no bar.
        until: When it is expected to end or, before it begins, to begin; None where it is due.
        ahead: What comes after it, None where nothing does.
        holder: Who has the floor, where names are asked for.
        queue: Who is on the speakers' list, in order, where names are asked for.
        message: What the leader wants everybody to read, '' for nothing.
        steady: Whether only the clock changes as time passes, until it comes to another phase.
    """

    scene: Scene
    titles: tuple[str, ...] = ()
    phase: Phase | None = None
    paused: bool = False
    left: timedelta | None = None
    whole: timedelta | None = None
    until: datetime | None = None
    ahead: Ahead | None = None
    holder: str | None = None
    queue: tuple[str, ...] = ()
    message: str = ""
    steady: bool = False

    @property
    def spent(self) -> float | None:
        """How much of the time has passed, from 0 to 1; None for no bar."""
        if self.whole is None or self.left is None:
            return None
        return 1 - max(ZERO, self.left) / self.whole if self.whole else 1.0


def is_break(block: Block) -> bool:
    """Return whether people may leave the screen while a block runs."""
    return block.privacy is not Privacy.INTERVIEW and bool(_BREAK.match(block.title))


def board(visit: Visit, now: datetime, *, names: bool = False) -> Board:
    """Return what participants may see at *now*; who speaks and wants to only for *names*."""
    day = day_view(visit, current_day(visit, now), now)
    shown = _shown(visit, day, names=names)
    steady = shown.steady and _behind(visit, now)
    return replace(shown, message=visit.message, steady=steady)


def _behind(visit: Visit, now: datetime) -> bool:
    """Return whether all that has happened lies behind *now*: a clock may have been set back."""
    return all(
        moment is None or moment <= now
        for run in visit.runs.values()
        for moment in (run.started, run.ended, *(p.end or p.start for p in run.pauses))
    )


def later(shown: Board, plan: Plan, passed: timedelta) -> Board | None:
    """Return the board of the same visit a while later, None where it must be worked out anew.

    A clock that ticks asks for it each second, and little else changes from one to the next.
    """
    if not shown.steady or shown.left is None or shown.until is None or passed < ZERO:
        return None
    left = shown.left - passed
    if shown.ahead and shown.ahead.at and shown.ahead.at <= shown.until - left:
        return None  # what waits to join what runs begins now at the earliest, whenever that is
    if shown.phase is None:
        return replace(shown, left=left) if left > ZERO else None
    phase = phase_of(left, timedelta(minutes=plan.warning), timedelta(minutes=plan.danger))
    return replace(shown, left=left) if phase is shown.phase else None


def _shown(visit: Visit, day: DayView, *, names: bool) -> Board:
    if not day.running:
        return _between(day)
    common = [view for view in day.running if view.block.privacy is not Privacy.INTERVIEW]
    if not common:
        return _interview(day)
    return _running(visit, day, common, names=names)


def _running(visit: Visit, day: DayView, views: list[BlockView], *, names: bool) -> Board:
    """Return the board of what goes on in the common room; what ends last decides the clock."""
    lasting = max(views, key=lambda view: view.remaining or ZERO)
    pause = all(is_break(view.block) for view in views)
    paused = lasting.state is State.PAUSED
    late = bool(lasting.overtime)
    shown = names and not pause
    return Board(
        scene=Scene.BREAK if pause else Scene.RUNNING,
        titles=tuple(view.block.title for view in views),
        phase=None if paused else lasting.phase,
        paused=paused,
        left=lasting.remaining,
        whole=lasting.elapsed + max(ZERO, lasting.remaining or ZERO),
        until=None if late or lasting.projected is None else lasting.projected[1],
        ahead=_ahead(day),
        holder=visit.floor.holder if shown else None,
        queue=tuple(place.person for place in line(visit)) if shown else (),
        steady=len(day.running) == 1 and not paused and not late,
    )


def _interview(day: DayView) -> Board:
    """Return the board of those who wait: nobody in an interview is to be hurried."""
    back = max((view.projected[1] for view in day.running if view.projected), default=None)
    begins = [view.projected[0] for view in day.upcoming if view.projected]
    back = max([back, min(begins)]) if back and begins else back
    left = None if back is None else back - day.now
    due = left is None or left <= ZERO
    return Board(
        scene=Scene.INTERVIEW,
        titles=tuple(view.block.title for view in day.running),
        left=None if due else left,
        until=None if due else back,
        ahead=_ahead(day),
    )


def _between(day: DayView) -> Board:
    """Return the board while nothing runs."""
    if day.over:
        return Board(scene=Scene.OVER)
    titles = tuple(view.block.title for view in day.upcoming)
    begins = min((view.projected[0] for view in day.upcoming if view.projected), default=None)
    if day.day.untimed or begins is None:
        return Board(scene=Scene.UNTIMED, titles=titles)
    wait = begins - day.now
    return Board(
        scene=Scene.WAITING,
        titles=titles,
        left=wait if wait > ZERO else None,
        until=begins if wait > ZERO else None,
        ahead=Ahead(titles, begins, _interviews(day.upcoming)),
        steady=wait > ZERO,
    )


def _ahead(day: DayView) -> Ahead | None:
    if not day.upcoming:
        return None
    begins = [view.projected[0] for view in day.upcoming if view.projected]
    titles = tuple(view.block.title for view in day.upcoming)
    return Ahead(titles, min(begins, default=None), _interviews(day.upcoming))


def _interviews(views: tuple[BlockView, ...]) -> bool:
    return bool(views) and all(view.block.privacy is Privacy.INTERVIEW for view in views)

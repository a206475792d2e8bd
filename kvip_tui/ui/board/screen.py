"""The board as a screen: it follows a visit and can do nothing to it."""

import time
from collections.abc import Callable
from datetime import datetime
from typing import Final, NamedTuple

from msgspec.structs import replace
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.screen import Screen
from textual.timer import Timer

from kvip_tui.clock import RehearsalClock
from kvip_tui.commands.board import SHOW_BOARD
from kvip_tui.commands.keymap import keys_of
from kvip_tui.domain.board.shown import Board, board, later
from kvip_tui.domain.day.timeline import Phase
from kvip_tui.domain.state.visit import Visit
from kvip_tui.session import Session
from kvip_tui.texts.board import BoardText, board_text, window_title
from kvip_tui.ui.board.layout import Scale, board_rows
from kvip_tui.ui.widgets.big_clock import BigClock
from kvip_tui.ui.widgets.lines import Lines

SHORTEST: Final = 0.25
# In seconds: the same key again sooner than this is one press.
BOUNCE: Final = 0.4
# Seconds behind the clock's own at which a tick is right, and too late.
PAST: Final = 0.005
LATEST: Final = 0.25


class Seen(NamedTuple):
    """A board that was worked out, and of what."""

    visit: Visit
    names: bool
    at: datetime
    board: Board


class BoardScreen(Screen[None]):
    """Shows participants what goes on and how long is left, and nothing else of the visit.

    Args:
        session: The visit, which something else keeps up to date unless it is to be followed.
        names: Whether it is shown who has the floor and who waits for it.
        follow: Whether to look each second for what others have written.
        titled: Is told what the title of the window should say, None: nobody wants to know.
    """

    AUTO_FOCUS = ""
    # It leaves out what there is no room for, so nothing needs to cover it in a small window.
    any_size = True
    BINDINGS = [
        Binding("escape", "leave", show=False),
        Binding("n,N", "names", show=False),
    ]
    DEFAULT_CSS = """
    BoardScreen { overflow: hidden hidden; }
    BoardScreen.-warning { background: $warning; color: $background; }
    BoardScreen.-over { background: $error; color: $background; }
    """

    def __init__(
        self,
        session: Session,
        *,
        names: bool = False,
        follow: bool = False,
        titled: Callable[[str], None] | None = None,
    ) -> None:
        super().__init__()
        self._session, self._titled = session, titled
        self._names, self._follow = names, follow
        # What stands around the clock, which is all that changes from second to second.
        self._around: tuple[BoardText, Scale] | None = None
        self._room = 0
        # The key that showed the board has just been pressed; held down it goes back no more.
        self._pressed = time.monotonic()
        self._seen: Seen | None = None
        self._ticker: Timer | None = None

    def compose(self) -> ComposeResult:
        """Lay out the large clock between the rows above and below it."""
        yield Lines(id="board-head")
        yield BigClock(id="board-clock")
        yield Lines(id="board-foot")

    def on_mount(self) -> None:
        """Show the moment, and keep it current."""
        self._in_step()

    def on_resize(self) -> None:
        """Fit the board to the window."""
        self.paint()

    def _in_step(self) -> None:
        """Tick with the clock from its next second on, by one timer for all of them."""
        if self._ticker is not None:
            self._ticker.stop()
            self._ticker = None
        self.tick()
        self.set_timer(self._until_next() + PAST, self._begin)

    def _begin(self) -> None:
        self.tick()
        self._ticker = self.set_interval(max(SHORTEST, 1.0 / (self._speed or 1.0)), self.tick)

    @property
    def _speed(self) -> float:
        clock = self._session.clock
        return clock.speed if isinstance(clock, RehearsalClock) else 1.0

    def _until_next(self) -> float:
        """Return how many seconds of the machine's there are to the clock's next one."""
        spent = self._session.now().microsecond / 1_000_000
        return min(1.0, max(0.0, (1.0 - spent) / (self._speed or 1.0)))

    def tick(self) -> None:
        """Show the present second; where the clock has been set or slept, get into step again."""
        if self._follow:
            self._session.refresh()
        self.paint()
        late = self._session.now().microsecond / 1_000_000
        if self._ticker is not None and self._speed == 1.0 and late > LATEST:
            self._in_step()

    def on_key(self, event: events.Key) -> None:
        """Go back by the key that shows the board, whichever that is."""
        if event.key not in keys_of(SHOW_BOARD):
            return
        event.stop()
        before, self._pressed = self._pressed, time.monotonic()
        if self._pressed - before >= BOUNCE:
            self.action_leave()

    def action_leave(self) -> None:
        """Go back to the day that the board covers; in a window of its own there is none."""
        if not self._follow:
            self.dismiss()

    def action_names(self) -> None:
        """Show who speaks and who wants to, or show it no more."""
        self._names = not self._names
        self.paint()

    def paint(self) -> None:
        """Show the visit as it stands; what stands already is not painted again."""
        session = self._session
        visit, now = session.visit, session.now()
        shown = self._board(visit, now)
        practice = visit.rehearsal or isinstance(session.clock, RehearsalClock)
        text, scale = board_text(shown, visit, now), self._scale(shown, practice=practice)
        if not scale.width:
            return
        if self._titled is not None:
            self._titled(window_title(shown))
        around = replace(text, clock=str(len(text.clock))), scale
        if around != self._around:
            self._around, rows = around, board_rows(text, scale)
            self._room = rows.clock
            self.set_class(shown.phase in {Phase.WARNING, Phase.DANGER}, "-warning")
            self.set_class(shown.phase is Phase.OVERTIME, "-over")
            self.query_one("#board-head", Lines).show(rows.head)
            self.query_one("#board-foot", Lines).show(rows.foot)
        self.query_one(BigClock).show_clock(text.clock, scale.width, self._room)

    def _board(self, visit: Visit, now: datetime) -> Board:
        """Return the board, worked out anew only where more than its clock may have changed."""
        seen = self._seen
        found = None
        if seen is not None and seen.visit is visit and seen.names == self._names:
            found = later(seen.board, visit.plan, now - seen.at)
        if found is None:
            found = board(visit, now, names=self._names)
            self._seen = Seen(visit, self._names, now, found)
        return found

    def _scale(self, shown: Board, *, practice: bool) -> Scale:
        """Return the size, and how far the bar has come in columns that can be told apart."""
        width, height = self.size
        spent = None if shown.spent is None else round(shown.spent * width) / max(1, width)
        return Scale(width, height, spent, shown.phase, practice)

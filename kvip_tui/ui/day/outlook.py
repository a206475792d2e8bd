"""What this window looks at of the visit, and the one snapshot of it that all parts are shown."""

from datetime import datetime

from msgspec.structs import replace

from kvip_tui.clock import RehearsalClock
from kvip_tui.domain.day.timeline import current_day
from kvip_tui.domain.floor.view import Scope
from kvip_tui.domain.names import chosen_of
from kvip_tui.session import Session
from kvip_tui.sharing.company import stood_at
from kvip_tui.snapshot import Glance, glance
from kvip_tui.ui.panels.base import Sight


class Outlook:
    """A window's own choice of what to see; nothing that has happened depends on it.

    Attributes:
        looked_at: The id of the block looked at in place of what is now, or None.
        scope: Whether the talk of the block or of the day is shown.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self.looked_at: str | None = None
        self.scope = Scope.DAY
        self._glance: Glance | None = None
        self._asked: tuple[object, ...] = ()

    @property
    def glance(self) -> Glance:
        """What there is to show now, worked out anew only where something is new."""
        session = self._session
        asked = (
            *(session.writer, session.clock, session.chosen, self.looked_at),
            *(session.limits, session.author, session.group, self._stood_at()),
        )
        visit, now = session.visit, session.now()
        found = None
        if self._glance is not None and asked == self._asked:
            found = self._glance.renewed(visit, now, session.limits)
        self._glance, self._asked = found or self._fresh(now), asked
        return self._glance

    @property
    def sight(self) -> Sight:
        """What every part of the screen is shown."""
        return Sight(self.glance, self.scope, self.looked_at, self._session.whispers)

    def _fresh(self, now: datetime) -> Glance:
        session = self._session
        group = chosen_of(session.group, [block.id for block in session.visit.running()])
        found = glance(
            session.visit,
            now,
            writer=session.writer,
            rehearsing=isinstance(session.clock, RehearsalClock),
            chosen=session.chosen,
            looked_at=self.looked_at or group,
            limits=session.limits,
        )
        return replace(
            found,
            author=session.author,
            machine=session.history.machine,
            group=group,
            stood_at=self._stood_at(),
        )

    def _stood_at(self) -> datetime | None:
        return stood_at(self._session.circle, self._session.visit)

    def look_at(self, block: str | None) -> None:
        """Look at a block ahead of its time, or at what is now for None."""
        running = {view.block.id for view in self.glance.day.running}
        self.looked_at = None if block in running else block

    def look_at_moment(self, block: str | None, moment: datetime) -> None:
        """Look at a block, of whatever day, or else at the day of a moment."""
        visit = self._session.visit
        day = visit.day_of(block) if block else None
        self._session.choose_day((day or current_day(visit, moment)).id)
        self.look_at(block)

    def browse(self, step: int) -> None:
        """Look at the next or the previous block of the day."""
        if (here := self.here) is not None:
            self.look_at(self.beside(here, step))

    @property
    def here(self) -> str | None:
        """The id of the block looked at, or else of what runs, is next, or was last."""
        day = self.glance.day
        there = day.running or day.upcoming or day.blocks[-1:]
        return self.looked_at or (there[0].block.id if there else None)

    def beside(self, block: str, step: int) -> str:
        """Return the block that stands so many further on in the day; its ends are not passed."""
        ids = [view.block.id for view in self.glance.day.blocks]
        if block not in ids:
            return block
        return ids[min(len(ids) - 1, max(0, ids.index(block) + step))]

    def turn_scope(self) -> None:
        """Show the talk of the day instead of the block's, or the other way round."""
        self.scope = Scope.BLOCK if self.scope is Scope.DAY else Scope.DAY

    def back(self) -> None:
        """Look at what is now again, on its day."""
        self._session.choose_day(None)
        self.looked_at = None

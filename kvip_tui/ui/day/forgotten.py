"""Notices what was forgotten, and time that was lost, and offers to mend it (DESIGN 14)."""

import time
from collections.abc import Callable
from datetime import timedelta

from kvip_tui.clock import SystemClock
from kvip_tui.commands.day import NEXT
from kvip_tui.commands.keymap import key_or_word, key_text, keys_of, printed
from kvip_tui.domain.day.changes import NextBlock
from kvip_tui.domain.day.lost_time import (
    ForgottenStart,
    Gap,
    Trace,
    forgotten_start,
    gap_between,
)
from kvip_tui.domain.floor.turns import RaiseHands, TakeFloorBack
from kvip_tui.domain.planning.vocabulary import MoveStart
from kvip_tui.domain.state.plan import Privacy
from kvip_tui.domain.state.visit import Visit
from kvip_tui.i18n import _
from kvip_tui.i18n import marked as m
from kvip_tui.session import Session
from kvip_tui.snapshot import Glance
from kvip_tui.store.heartbeat import Heartbeat
from kvip_tui.texts import floor as texts_floor
from kvip_tui.texts import formats
from kvip_tui.ui.day.actions import Actions
from kvip_tui.ui.day.offers import TAKE, Offer, Offers

# So often, in seconds, the program leaves word that it runs.
BEAT = 15.0
TRACES = {
    Trace.TURN: m("da fikk noen ordet"),
    Trace.NOTE: m("da ble det notert"),
    Trace.TICK: m("da ble noe krysset av"),
}


class Forgotten:
    """Looks each second for what nobody marked, and offers it on the quiet line."""

    def __init__(
        self,
        session: Session,
        actions: Actions,
        offers: Offers,
        heartbeat: Heartbeat,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._session = session
        self._actions = actions
        self._offers = offers
        self._heartbeat = heartbeat
        self._clock = clock
        self._awake: float | None = None
        self._beaten = 0.0

    def look(self, now: Glance) -> None:
        """Look for what there is to offer at this second."""
        if not self._session.writer:
            return
        self._look_for_gap()
        self._look_for_start(now)

    def _look_for_gap(self) -> None:
        """Compare this second with the last one that the program ran in."""
        if not isinstance(self._session.clock, SystemClock):
            return
        now = self._clock()
        awake = self._awake if self._awake is not None else self._heartbeat.last()
        self._awake = now
        if awake is not None:
            moment = self._session.now()
            gap = gap_between(self._session.visit, moment - timedelta(seconds=now - awake), moment)
            if gap is not None:
                self.tell(gap)
        if abs(now - self._beaten) >= BEAT:
            self._beaten = now
            self._heartbeat.beat()

    def tell(self, gap: Gap) -> None:
        """Tell of a gap once, and ask whose time it was where somebody had the floor."""
        zone = self._session.visit.plan.timezone
        start, end = (formats.clock(moment, zone) for moment in (gap.start, gap.end))
        if not gap.holder:
            said = _("Maskinen sov fra {start} til {end}; dagen gikk videre.")
            self._actions.say(said.format(start=start, end=end))
            return
        name = texts_floor.name(self._session.visit, gap.holder)
        said = _(
            "Maskinen sov fra {start} til {end}, og {name} hadde ordet. Tab: det var ingens tid. "
            "Esc: {name} snakket."
        )
        text = said.format(start=start, end=end, name=name)
        take = TakeFloorBack(since=gap.start)
        self._offers.make(Offer(("gap", gap.start), text, lambda: self._actions.ask(take)))
        self._actions.paint()

    def _look_for_start(self, now: Glance) -> None:
        shared = now.visit.shared
        others = shared is not None and shared.holder != now.machine
        found = None if now.elsewhere or others else forgotten_start(now.visit, now.current)
        if found is None:
            self._offers.drop("start")
            return
        self._offers.make(self._start_offer(found, now))

    def _start_offer(self, found: ForgottenStart, now: Glance) -> Offer:
        view = now.current.view(found.block)
        title = view.block.title if view else found.block
        clock = formats.clock(found.at, now.zone)
        if found.trace is Trace.PLAN:
            said = _("{title} skulle begynt {clock}. Tab: den begynte da. {key}: den begynner nå.")
            keys: tuple[str, ...] = (TAKE,)
            key = key_or_word(NEXT)
        else:
            said = _("Begynte {title} {clock}, {trace}? {key}: ja, da. Esc: nei.")
            keys = keys_of(NEXT) or (TAKE,)
            key = key_text(NEXT) or printed(TAKE)
        trace = _(TRACES.get(found.trace, ""))
        text = said.format(title=title, clock=clock, trace=trace, key=key)
        about = ("start", found.block, found.at)
        return Offer(about, text, lambda: self._begin(found), keys=keys)

    def _begin(self, found: ForgottenStart) -> None:
        if self._actions.ask(NextBlock()) and self._session.visit.run(found.block).running:
            self._actions.ask(MoveStart(found.block, found.at))

    def done(self, before: Visit) -> None:
        """Offer to carry over the hands that were up in the block before, where it has ended."""
        visit, queue = self._session.visit, before.floor.queue
        running = visit.running()
        if not queue or visit.floor.queue or running == before.running():
            return
        if running and all(block.privacy is Privacy.INTERVIEW for block in running):
            return
        names = texts_floor.listed(texts_floor.name(visit, one.person) for one in queue)
        said = _("På talelista sto {names}. Tab: ta dem med til denne blokka. Esc: nei.")
        about = ("hands", self._session.now())
        take = RaiseHands(tuple(queue))
        text = said.format(names=names)
        self._offers.make(Offer(about, text, lambda: self._actions.ask(take)))

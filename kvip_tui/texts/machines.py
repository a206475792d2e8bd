"""The answer to «maskiner»: who holds the clock, who is there, and what does not count."""

from collections.abc import Iterable
from datetime import datetime

from kvip_tui.domain.state.visit import Visit
from kvip_tui.i18n import _
from kvip_tui.session import Session
from kvip_tui.texts import formats, said
from kvip_tui.texts.sharing import clocks_that_differ, overruled, presence


def machines(session: Session, now: datetime) -> list[str]:
    """Return the lines of «maskiner»: who holds the clock, who is there, what was overruled."""
    shared = session.visit.shared
    if shared is None:
        return [_("Besøket er ikke delt med noen.")]
    lines = [_("{name} har styringen").format(name=shared.person(shared.holder))]
    lines += presence(session, now)
    lines += clocks_that_differ(session).values()
    lines += overruled(session.visit)
    lines += overruled_each(session.visit)
    lines += forgotten_where(session)
    return lines


def forgotten_where(session: Session) -> Iterable[str]:
    """Yield a sentence on each other machine that has, or has not, forgotten what was forgotten."""
    circle = session.circle
    if circle is None or circle.post is None or not circle.post.forgotten:
        return
    for _machine, heard in sorted(circle.heard().items()):
        text = (
            _("{name} har også slettet for godt det som er slettet.")
            if heard.seen.forgotten == circle.post.forgotten
            else _("{name} har ikke slettet for godt det som er slettet ennå.")
        )
        yield text.format(name=heard.seen.person or heard.seen.machine)


def overruled_each(visit: Visit) -> Iterable[str]:
    """Yield a line on each thing that was done to the clock without holding it."""
    shared = visit.shared
    if shared is None:
        return
    for lost in shared.overruled:
        at = shared.corrected(lost.machine, lost.at)
        yield _("{clock} {name}: {what}").format(
            clock=formats.clock(at, visit.plan.timezone),
            name=shared.person(lost.machine),
            what=said.happened(visit, lost.events),
        )

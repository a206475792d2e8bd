"""Carries out what is asked of the session: which day is looked at, and what time it is."""

from kvip_tui.clock import RehearsalClock
from kvip_tui.commands.base import Answer, Now
from kvip_tui.commands.note_answers import names
from kvip_tui.domain.base import Refusal
from kvip_tui.domain.day.projection import date_of
from kvip_tui.domain.day.timeline import current_day
from kvip_tui.domain.text.words import plain
from kvip_tui.i18n import _
from kvip_tui.session import Session
from kvip_tui.texts import formats
from kvip_tui.time_parsing import local_date, moment

NOW = "nå"


def clock_stands(now: Now) -> bool:
    """Return whether the clock is one that stands still, and can be set."""
    return _standing(now.session) is not None


def _standing(session: Session) -> RehearsalClock | None:
    clock = session.clock
    return clock if isinstance(clock, RehearsalClock) and clock.frozen else None


def set_clock(session: Session, text: str) -> str:
    """Carry out «klokka TT.MM», and say what time it is."""
    clock, zone = _standing(session), session.visit.plan.timezone
    if clock is None:
        raise Refusal("clock.real")
    clock.set(moment(text, local_date(clock.now(), zone), zone))
    return _("Klokka er {clock}").format(clock=formats.clock(clock.now(), zone, seconds=True))


def choose_day(session: Session, text: str) -> str:
    """Carry out «dag [DAG]»: look at another day, or the current one for «nå»; say which it is."""
    if plain(text) == plain(NOW):
        session.choose_day(None)
    elif text:
        session.choose_day(names(session).any_day(text))
    return _shown(session)


def step_day(step: int) -> Answer:
    """Return what looks at the day that many days after the one looked at."""

    def answer(session: Session, text: str) -> str:
        del text
        session.step_day(step)
        return _shown(session)

    return answer


def _shown(session: Session) -> str:
    visit = session.visit
    day = session.chosen or current_day(visit, session.now())
    date = formats.date_text(date_of(visit, day))
    return _("Viser {title}, {date}").format(title=day.title, date=date)

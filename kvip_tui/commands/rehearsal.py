"""The commands of a rehearsal: its clock is set, let run faster or slower, and sent ahead."""

from math import nan
from typing import Final

from kvip_tui.clock import FASTEST, RehearsalClock
from kvip_tui.commands.arguments import own_words
from kvip_tui.commands.base import Argument, Choice, Command, Now, Section
from kvip_tui.domain.base import Refusal
from kvip_tui.domain.day.ahead import next_stop
from kvip_tui.domain.day.timeline import current_day, day_view
from kvip_tui.i18n import _, ngettext
from kvip_tui.i18n import marked as m
from kvip_tui.session import Session
from kvip_tui.texts import formats
from kvip_tui.time_parsing import local_date, moment

_V = Section.VIEW
# What the key goes through, and the palette offers.
SPEEDS: Final = (1, 10, 60, 0)


def _clock(session: Session) -> RehearsalClock:
    """Return the rehearsal's clock.

    Raises:
        Refusal: It is the day itself, whose clock nobody sets.
    """
    if not isinstance(session.clock, RehearsalClock):
        raise Refusal("clock.real")
    return session.clock


def _rehearses(now: Now) -> bool:
    return isinstance(now.session.clock, RehearsalClock)


def _set(session: Session, text: str) -> str:
    """Carry out «klokka TT.MM», and say what time it is."""
    clock, zone = _clock(session), session.visit.plan.timezone
    clock.set(moment(text, local_date(clock.now(), zone), zone))
    return _told(session)


def _go_ahead(session: Session, text: str) -> str:
    """Carry out «fram»: let it soon be what happens next."""
    del text
    clock, visit, now = _clock(session), session.visit, session.now()
    stop = next_stop(day_view(visit, session.chosen or current_day(visit, now), now))
    if stop is None:
        raise Refusal("clock.nothing_ahead")
    clock.set(stop)
    return _told(session)


def _run(session: Session, text: str) -> str:
    """Carry out «fart [N]»: the next of the usual speeds where none is named."""
    clock = _clock(session)
    clock.speed = _speed(text) if text else _after(clock.speed)
    return _how_fast(clock.speed)


def _speed(text: str) -> float:
    try:
        speed = float(text.replace(",", "."))
    except ValueError:
        speed = nan
    if not 0 <= speed <= FASTEST:
        raise Refusal("clock.speed", text=text[:20], most=int(FASTEST))
    return speed


def _after(speed: float) -> float:
    """Return the usual speed that follows a speed."""
    known = SPEEDS.index(int(speed)) if speed in SPEEDS else -1
    return SPEEDS[(known + 1) % len(SPEEDS)]


def _how_fast(speed: float) -> str:
    if speed == 0:
        return _("Øvingsklokka står; «klokka TT.MM» stiller den, «fart 1» lar den gå.")
    text = ngettext(
        "Øvingsklokka går som klokka ellers.",
        "Øvingsklokka går {n} ganger så fort.",
        1 if speed == 1 else 2,
    )
    return text.format(n=f"{speed:g}".replace(".", ","))


def _told(session: Session) -> str:
    shown = formats.clock(session.now(), session.visit.plan.timezone, seconds=True)
    return _("Klokka er {clock}").format(clock=shown)


def _other_speeds(now: Now) -> list[Choice]:
    clock = now.session.clock
    mine = clock.speed if isinstance(clock, RehearsalClock) else None
    return [Choice(str(speed), _faster(speed)) for speed in SPEEDS if speed != mine]


def _faster(speed: int) -> str:
    if speed == 0:
        return _("la den stå")
    return ngettext("som klokka ellers", "{n} ganger så fort", speed).format(n=speed)


# A command an entry, its words for people on the first line: this reads best as a table.
# fmt: off
REHEARSAL: tuple[Command, ...] = (
    Command("clock", _V, m("Still klokka"), m("Still klokka i en øving."),
            word="klokka", takes=own_words(m("TT.MM")), answer=_set, when=_rehearses),
    Command("ahead", _V, m("Spol fram"), m("Spol øvingen fram til like før det neste som skjer."),
            keys="at", word="fram", answer=_go_ahead, when=_rehearses, repeats=True, footer=9),
    Command("speed", _V, m("Farten i øvingen"),
            m("La øvingsklokka gå fortere eller saktere, eller stå."),
            keys="dollar_sign", word="fart", takes=Argument(m("[N]"), choices=_other_speeds),
            answer=_run, when=_rehearses, repeats=True),
)
# fmt: on

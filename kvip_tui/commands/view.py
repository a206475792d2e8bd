"""The commands that only concern the screen and the session."""

from kvip_tui.commands.arguments import names, own_words
from kvip_tui.commands.base import (
    PANELS,
    Act,
    Answer,
    Argument,
    Bar,
    Choice,
    Command,
    InBar,
    Now,
    Page,
    Panel,
    Section,
    Typing,
)
from kvip_tui.domain.day.projection import date_of
from kvip_tui.domain.day.timeline import current_day
from kvip_tui.domain.text.words import plain
from kvip_tui.i18n import _
from kvip_tui.i18n import marked as m
from kvip_tui.session import Session
from kvip_tui.texts import formats

_V = Section.VIEW
NOW = "nå"


def _choose_day(session: Session, text: str) -> str:
    """Carry out «dag [DAG]»: look at another day, or the current one for «nå»; say which it is."""
    if plain(text) == plain(NOW):
        session.choose_day(None)
    elif text:
        session.choose_day(names(session).any_day(text))
    return _shown(session)


def _step_day(step: int) -> Answer:
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


def _other_days(now: Now) -> list[Choice]:
    """Return each day but the one looked at."""
    shown = now.glance.day.day.id
    days = now.glance.visit.plan.days
    return [Choice(day.id, day.title) for day in days if day.id != shown]


# A command an entry, its words for people on the first line: this reads best as a table.
# fmt: off
VIEW: tuple[Command, ...] = (
    ROOM := Command("room", _V, m("Åpne rommet"), m("Åpne lenka til møterommet."),
            keys="ctrl+o", word="rom", footer=10, screen=Act.ROOM, typing=Typing.YES,
            page=Page.ROOM, also=m("lenke møterom video join"),
            spoken=m("Si hvilket møterom det er, med lenka og møtenummeret.")),
    Command("copy_room", _V, m("Kopier lenka"), m("Kopier lenka til møterommet."),
            keys="ctrl+l", screen=Act.COPY_ROOM, also=m("lenke møterom video join")),
    Command("line", _V, m("Kommando"), m("Skriv en kommando med ord, som «hopp pause»."),
            keys="colon", screen=Act.LINE, typing=Typing.WHILE_EMPTY),
    Command("show_day", _V, m("Dagen"), m("Vis dagen og blokka."), keys="f2",
            screen=Act.DAY, typing=Typing.YES),
    Command("show_floor", _V, m("Erteposen"), m("Vis hele erteposen, og gå tilbake igjen."),
            keys="f3", word="erteposen", panel=Panel.FLOOR, typing=Typing.YES, page=Page.FLOOR,
            bars=(InBar(Bar.FLOOR, 10),),
            spoken=m("Si hvem som har ordet, hvem som vil, og hvor mye hver har snakket.")),
    SCOPE := Command("scope", _V, m("Blokka eller dagen"),
            m("Vis taletid for blokka eller for dagen."),
            keys="percent_sign", screen=Act.SCOPE, bars=(InBar(Bar.FLOOR, 140),)),
    SHOW_NOTES := Command("show_notes", _V, m("Notater"), m("Vis notatene."), keys="f5",
            word="notater", takes=own_words(m("[FILTER]")), panel=Panel.NOTES, typing=Typing.YES,
            page=Page.NOTES, bars=(InBar(Bar.NOTES, 10, label=m("Lukk"), footer=10),)),
    Command("show_comparison", _V, m("Oversikt"), m("Vis planlagt mot faktisk for dagen."),
            keys="ctrl+r", word="oversikt", panel=Panel.COMPARISON, typing=Typing.YES,
            page=Page.COMPARISON),
    Command("day", _V, m("Velg dag"), m("Se på en annen dag; «nå» går tilbake."),
            word="dag", takes=Argument(m("[DAG]"), choices=_other_days), answer=_choose_day,
            page=Page.DAYS),
    Command("day_before", _V, m("Forrige dag"), m("Se på dagen før i planen."),
            repeats=True, keys="left", answer=_step_day(-1)),
    Command("day_after", _V, m("Neste dag"), m("Se på dagen etter i planen."),
            repeats=True, keys="right", answer=_step_day(1)),
    Command("status", _V, m("Status"), m("Si hvor dagen står; «alt» tar sjekklista med."),
            word="status", takes=own_words(m("[alt]")), screen=Act.STATUS, page=Page.STATUS,
            listed=False),
    Command("time", _V, m("Tida"), m("Si hva klokka er, og hva som er igjen, på én linje."),
            word="tid", screen=Act.STATUS, page=Page.TIME, listed=False),
    Command("times", _V, m("Tidene"), m("Si når hver blokk var, eller ventes å bli."),
            word="tider", screen=Act.DAY, page=Page.TIMES, listed=False),
    Command("prompts", _V, m("Stikkord"), m("Si stikkordene for det som pågår, eller er neste."),
            word="stikkord", screen=Act.DAY, page=Page.PROMPTS, listed=False),
    Command("help", _V, m("Hjelp"), m("Vis tastene og hva ordene betyr."),
            keys="f1", word="hjelp", takes=own_words(m("[ORD]")), footer=1,
            screen=Act.HELP, typing=Typing.YES, page=Page.HELP,
            bars=tuple(InBar(bar, 900) for bar in PANELS),
            spoken=m("Vis ordene; «hjelp ORD» forklarer ett av dem.")),
    QUIT := Command("quit", _V, m("Avslutt"), m("Lukk; alt er lagret."),
            keys="ctrl+q", word="avslutt", screen=Act.QUIT, typing=Typing.YES),
)
# fmt: on

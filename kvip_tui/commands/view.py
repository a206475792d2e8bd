"""The commands that only concern the screen and the session."""

from kvip_tui.commands import day_answers as day
from kvip_tui.commands.base import Act, Command, Panel, Section, Typing
from kvip_tui.i18n import marked as _

_V = Section.VIEW

# A command an entry, its words for people on the first line: this reads best as a table.
# fmt: off
VIEW: tuple[Command, ...] = (
    Command("room", _V, _("Åpne rommet"), _("Åpne lenka til møterommet."),
            keys="ctrl+o", footer=10, screen=Act.ROOM, typing=Typing.YES),
    Command("copy_room", _V, _("Kopier lenka"), _("Kopier lenka til møterommet."),
            keys="ctrl+l", screen=Act.COPY_ROOM),
    Command("line", _V, _("Kommando"), _("Skriv en kommando med ord, som «hopp pause»."),
            keys="colon", screen=Act.LINE, typing=Typing.WHILE_EMPTY),
    Command("show_day", _V, _("Dagen"), _("Vis dagen og blokka."), keys="f2",
            screen=Act.DAY, typing=Typing.YES),
    Command("show_floor", _V, _("Erteposen"), _("Vis hele erteposen, og gå tilbake igjen."),
            keys="f3", word="erteposen", panel=Panel.FLOOR, typing=Typing.YES),
    Command("scope", _V, _("Blokka eller dagen"), _("Vis taletid for blokka eller for dagen."),
            keys="percent_sign", screen=Act.SCOPE),
    Command("show_notes", _V, _("Notater"), _("Vis notatene."), keys="f5",
            word="notater", takes=_("[FILTER]"), panel=Panel.NOTES, typing=Typing.YES),
    Command("show_comparison", _V, _("Oversikt"), _("Vis planlagt mot faktisk for dagen."),
            keys="ctrl+r", word="oversikt", panel=Panel.COMPARISON, typing=Typing.YES),
    Command("day", _V, _("Velg dag"), _("Se på en annen dag; «nå» går tilbake."),
            word="dag", takes=_("[DAG]"), answer=day.choose_day),
    Command("day_before", _V, _("Forrige dag"), _("Se på dagen før i planen."), keys="left",
            answer=day.step_day(-1)),
    Command("day_after", _V, _("Neste dag"), _("Se på dagen etter i planen."), keys="right",
            answer=day.step_day(1)),
    Command("clock", _V, _("Still klokka"), _("Still en øvingsklokke som står stille."),
            word="klokka", takes=_("TT.MM"), answer=day.set_clock, when=day.clock_stands),
    Command("status", _V, _("Status"), _("Si hvor dagen står."), word="status",
            screen=Act.STATUS),
    Command("help", _V, _("Hjelp"), _("Vis tastene og hva ordene betyr."),
            keys="f1", word="hjelp", footer=1, screen=Act.HELP, typing=Typing.YES),
    Command("quit", _V, _("Avslutt"), _("Lukk; alt er lagret."), keys="ctrl+q", word="avslutt",
            screen=Act.QUIT, typing=Typing.YES),
)
# fmt: on

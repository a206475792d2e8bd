"""The commands that only concern the screen and the session."""

from kvip_tui.commands.base import Command, Section
from kvip_tui.i18n import marked as _

_V = Section.VIEW

# A command an entry, its words for people on the first line: this reads best as a table.
# fmt: off
VIEW: tuple[Command, ...] = (
    Command("room", _V, _("Åpne rommet"), _("Åpne lenka til møterommet."),
            keys="ctrl+o", footer=10),
    Command("copy_room", _V, _("Kopier lenka"), _("Kopier lenka til møterommet."),
            keys="ctrl+l"),
    Command("line", _V, _("Kommando"), _("Skriv en kommando med ord, som «hopp pause»."),
            keys="colon"),
    Command("show_day", _V, _("Dagen"), _("Vis dagen og blokka."), keys="f2"),
    Command("show_floor", _V, _("Erteposen"), _("Vis hele erteposen, og gå tilbake igjen."),
            keys="f3", word="erteposen"),
    Command("scope", _V, _("Blokka eller dagen"), _("Vis taletid for blokka eller for dagen."),
            keys="percent_sign"),
    Command("show_notes", _V, _("Notater"), _("Vis notatene."), keys="f5",
            word="notater", takes=_("[FILTER]")),
    Command("show_comparison", _V, _("Oversikt"), _("Vis planlagt mot faktisk for dagen."),
            keys="ctrl+r", word="oversikt"),
    Command("day", _V, _("Velg dag"), _("Se på en annen dag; «nå» går tilbake."),
            word="dag", takes=_("[DAG]")),
    Command("day_before", _V, _("Forrige dag"), _("Se på dagen før i planen."), keys="left"),
    Command("day_after", _V, _("Neste dag"), _("Se på dagen etter i planen."), keys="right"),
    Command("clock", _V, _("Still klokka"), _("Still en øvingsklokke som står stille."),
            word="klokka", takes=_("TT.MM")),
    Command("status", _V, _("Status"), _("Si hvor dagen står."), word="status"),
    Command("help", _V, _("Hjelp"), _("Vis tastene og hva ordene betyr."),
            keys="f1", word="hjelp", footer=1),
    Command("quit", _V, _("Avslutt"), _("Lukk; alt er lagret."), keys="ctrl+q", word="avslutt"),
)
# fmt: on

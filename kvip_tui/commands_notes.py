"""The commands of notes and checklists."""

from kvip_tui import making as do
from kvip_tui import making_card as card
from kvip_tui import making_checks as checks
from kvip_tui.commands_base import Command, Section
from kvip_tui.i18n import marked as _

_N = Section.NOTES

# A command an entry, its words for people on the first line: this reads best as a table.
# fmt: off
NOTES: tuple[Command, ...] = (
    Command("tick", _N, _("Kryss av"), _("Tallet foran punktet: kryss av, og fjern igjen."),
            keys="1–9", word="kryss", takes=_("PUNKT"), make=do.toggle_check),
    Command("show_checks", _N, _("Åpne punkter"), _("Vis alt som er åpent; «punkter mine» ditt."),
            keys="question_mark", word="punkter", takes=_("[HVEM]"), footer=11),
    Command("add_check", _N, _("Nytt punkt"), _("Legg et eget punkt til lista, ellers i det nå."),
            keys="ampersand", word="nytt punkt", takes=_("TEKST [i BLOKK]"),
            make=checks.add_check),
    Command("remove_check", _N, _("Fjern punkt"), _("Fjern et eget punkt som ikke er krysset av."),
            keys="delete", word="fjern punkt", takes=_("PUNKT"), make=checks.remove_check),
    Command("show_card", _N, _("Lederkortet"), _("Huskeliste, brukerstøtte og fagetisk dilemma."),
            keys="ctrl+k", word="kort", footer=12),
    Command("support", _N, _("Brukerstøtte"), _("Hvem som hjelper når lyd eller bilde svikter."),
            word="brukerstøtte", takes=_("[NAVN, TIDER, NUMMER]"), make=card.note_support),
    Command("dilemma", _N, _("Fagetisk dilemma"), _("Før at det finnes og hvor langt dere er."),
            word="dilemma", takes=_("[ny|STEG|informert HVEM]"), make=card.dilemma),
    Command("note", _N, _("Notat"), _("Skriv et notat; Enter lagrer, Esc går ut."),
            keys="enter", word="notat", takes=_("TEKST"), footer=2),
)
# fmt: on

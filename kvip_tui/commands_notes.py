"""The commands of notes and checklists."""

from kvip_tui import making as do
from kvip_tui.commands_base import Command, Section
from kvip_tui.i18n import marked as _

_N = Section.NOTES

# A command an entry, its words for people on the first line: this reads best as a table.
# fmt: off
NOTES: tuple[Command, ...] = (
    Command("tick", _N, _("Kryss av"), _("Tallet foran punktet: kryss av, og fjern igjen."),
            keys="1–9", word="kryss", takes=_("PUNKT"), make=do.toggle_check),
    Command("note", _N, _("Notat"), _("Skriv et notat; Enter lagrer, Esc går ut."),
            keys="enter", word="notat", takes=_("TEKST"), footer=2),
)
# fmt: on

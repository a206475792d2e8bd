"""The commands of people and roles."""

from kvip_tui import making as do
from kvip_tui.commands_base import NAME, Command, Section
from kvip_tui.i18n import marked as _

_P = Section.PEOPLE

# A command an entry, its words for people on the first line: this reads best as a table.
# fmt: off
PEOPLE: tuple[Command, ...] = (
    Command("role", _P, _("Rolle"), _("Gi en rolle til noen, eller til «ingen»."),
            word="rolle", takes=_("ROLLE NAVN"), make=do.assign_role),
    Command("here", _P, _("Er her"), _("Meld en person til stede."),
            word="her", takes=NAME, make=do.set_presence(present=True)),
    Command("away", _P, _("Er borte"), _("Meld en person borte."),
            word="borte", takes=NAME, make=do.set_presence(present=False)),
    Command("person", _P, _("Ny person"), _("Legg til en person: «Navn, gruppe, tittel»."),
            word="ny", takes=_("NAVN, GRUPPE, TITTEL")),
    Command("me", _P, _("Jeg er"), _("Si hvem som sitter her: notater og kryss får navnet."),
            word="jeg", takes=NAME),
)
# fmt: on

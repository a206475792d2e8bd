"""The commands of people and roles."""

from kvip_tui.commands import arguments as do
from kvip_tui.commands import people_answers as people
from kvip_tui.commands.base import JOIN, NAME, Command, Panel, Section, Typing
from kvip_tui.domain.people.changes import FillRoles
from kvip_tui.i18n import marked as _

_P = Section.PEOPLE

# A command an entry, its words for people on the first line: this reads best as a table.
# fmt: off
PEOPLE: tuple[Command, ...] = (
    Command("show_roles", _P, _("Roller"), _("Se og fordel rollene; samme tast går tilbake."),
            keys="f4", word="roller", panel=Panel.ROLES, typing=Typing.YES),
    Command("role", _P, _("Rolle"), _("Gi en rolle til noen, eller til «ingen»."),
            word="rolle", takes=_("ROLLE NAVN"), make=do.assign_role),
    Command("fill_roles", _P, _("Foreslå roller"), _("Fyll de ledige rollene etter reglene."),
            word="foreslå", make=do.alone(FillRoles())),
    Command("show_people", _P, _("Folk"), _("Se hvem som er med; «folk FIL» legger til en liste."),
            keys="ctrl+b", word="folk", takes=_("[FIL]"), answer=people.add_list,
            panel=Panel.PEOPLE, typing=Typing.YES),
    Command("presence", _P, _("Her eller borte"), _("Tasten, så bokstaven: her, og borte igjen."),
            keys="apostrophe", aim=people.PRESENCE),
    Command("here", _P, _("Er her"), _("Meld en person til stede."),
            word="her", takes=NAME, make=do.set_presence(present=True)),
    Command("away", _P, _("Er borte"), _("Meld en person borte."),
            word="borte", takes=NAME, make=do.set_presence(present=False)),
    Command("person", _P, _("Ny person"), _("Legg til en person: «Navn, gruppe, tittel»."),
            keys="ctrl+a", word="ny", takes=_("NAVN, GRUPPE, TITTEL"), answer=people.add,
            panel=Panel.PEOPLE, place=JOIN),
    Command("edit_person", _P, _("Endre person"), _("Gi en person et annet navn, eller mer."),
            word="endre person", takes=_("NAVN: NYTT NAVN, GRUPPE, TITTEL"), answer=people.change),
    Command("remove_person", _P, _("Fjern person"), _("Ta noen av lista; det de sa, står."),
            word="fjern person", takes=NAME, make=do.remove_person),
    Command("book", _P, _("Adressebok"), _("Se hvem som har vært med i besøk før."),
            word="adressebok", answer=people.book, panel=Panel.PEOPLE, place=JOIN),
    Command("from_book", _P, _("Fra adresseboka"), _("Legg til noen som har vært med før."),
            word="fra adresseboka", takes=_("NAVN"), answer=people.add_from_book),
    Command("forget", _P, _("Glem"), _("Slett en person, eller «alle», fra adresseboka."),
            word="glem", takes=_("NAVN"), answer=people.forget),
    Command("me", _P, _("Jeg er"), _("Si hvem som sitter her: notater og kryss får navnet."),
            word="jeg", takes=NAME, answer=people.sit_down),
)
# fmt: on

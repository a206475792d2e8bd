"""The commands of notes and checklists."""

from kvip_tui.commands import arguments as do
from kvip_tui.commands import card_arguments as card
from kvip_tui.commands import check_arguments as checks
from kvip_tui.commands import note_answers as answers
from kvip_tui.commands import note_arguments as note
from kvip_tui.commands.base import Act, Command, Panel, Section, Typing
from kvip_tui.i18n import marked as _

_N = Section.NOTES

# A command an entry, its words for people on the first line: this reads best as a table.
# fmt: off
NOTES: tuple[Command, ...] = (
    Command("tick", _N, _("Kryss av"), _("Tallet foran punktet: kryss av, og fjern igjen."),
            keys="1–9", word="kryss", takes=_("PUNKT"), make=do.toggle_check,
            screen=Act.TICK),
    Command("show_checks", _N, _("Åpne punkter"), _("Vis alt som er åpent; «punkter mine» ditt."),
            keys="question_mark", word="punkter", takes=_("[HVEM]"), footer=11, panel=Panel.CHECKS),
    Command("add_check", _N, _("Nytt punkt"), _("Legg et eget punkt til lista, ellers i det nå."),
            keys="ampersand", word="nytt punkt", takes=_("TEKST [i BLOKK]"),
            make=checks.add_check),
    Command("remove_check", _N, _("Fjern punkt"), _("Fjern et eget punkt som ikke er krysset av."),
            keys="delete", word="fjern punkt", takes=_("PUNKT"), make=checks.remove_check),
    Command("show_card", _N, _("Lederkortet"), _("Huskeliste, brukerstøtte og fagetisk dilemma."),
            keys="ctrl+k", word="kort", footer=12, panel=Panel.CARD, typing=Typing.YES),
    Command("support", _N, _("Brukerstøtte"), _("Hvem som hjelper når lyd eller bilde svikter."),
            word="brukerstøtte", takes=_("[NAVN, TIDER, NUMMER]"), make=card.note_support,
            panel=Panel.CARD),
    Command("dilemma", _N, _("Fagetisk dilemma"), _("Før at det finnes og hvor langt dere er."),
            word="dilemma", takes=_("[ny|STEG|informert HVEM]"), make=card.dilemma,
            panel=Panel.CARD),
    Command("note", _N, _("Notat"), _("Skriv et notat; Enter lagrer, Esc går ut."),
            keys="enter", word="notat", takes=_("TEKST"), answer=answers.written(), footer=2,
            screen=Act.NOTE),
    Command("thought", _N, _("Egen tanke"), _("Skriv et notat om noe som ikke ble sagt."),
            keys="ctrl+s", word="tanke", takes=_("TEKST"), answer=answers.written(said=False),
            screen=Act.THOUGHT, typing=Typing.IN_NOTES),
    Command("impression", _N, _("Inntrykk"), _("Skriv et kort inntrykk, som ikke deles."),
            keys="ctrl+f", word="inntrykk", takes=_("TEKST"),
            answer=answers.written(said=False, impression=True), screen=Act.IMPRESSION,
            typing=Typing.IN_NOTES),
    Command("edit_note", _N, _("Endre notat"), _("Gi et notat ny tekst; den gamle blir bevart."),
            word="endre notat", takes=_("NR TEKST"), make=note.edit_note),
    Command("delete_note", _N, _("Slett notat"), _("Ta bort et notat; «angre» henter det igjen."),
            word="slett notat", takes=_("NR"), make=note.delete_note),
    Command("move_note", _N, _("Flytt notat"), _("Si hvilken blokk eller tid det hører til."),
            word="flytt notat", takes=_("NR BLOKK"), make=note.move_note),
    Command("split_note", _N, _("Del notat"), _("Del et notat foran ordene som nevnes."),
            word="del notat", takes=_("NR ORD"), make=note.split_note),
    Command("join_notes", _N, _("Slå sammen"), _("Gjør flere notater til ett."),
            word="slå sammen", takes=_("NR NR"), make=note.join_notes),
    Command("said", _N, _("Sagt"), _("Et notat gjelder noe som ble sagt i møtet."),
            word="sagt", takes=_("NR"), make=note.mark_note(said=True)),
    Command("own_thought", _N, _("Ikke sagt"), _("Et notat er din egen tanke."),
            word="egen tanke", takes=_("NR"), make=note.mark_note(said=False)),
    Command("raise_note", _N, _("Hev notat"), _("Gi et notat en strengere klasse, T eller I."),
            word="hev notat", takes=_("NR [KLASSE]"), make=note.raise_note),
    Command("promote", _N, _("Løft inntrykk"), _("La teamet bruke et inntrykk; en til må si ja."),
            word="løft inntrykk", takes=_("NR NAVN"), make=note.promote_impression),
    Command("versions", _N, _("Utgaver"), _("Se alle tekstene et notat har hatt."),
            word="utgaver", takes=_("NR"), answer=answers.versions),
    KEEP := Command(
            "keep", _N, _("Behold"), _("Lagre det personvernkontrollen stanset; si hvorfor."),
            word="behold", takes=_("fordi …"), answer=answers.kept, screen=Act.KEEP,
            when=answers.held),
    Command("strike", _N, _("Fjern funn"), _("Lagre teksten uten det kontrollen stanset."),
            keys="ctrl+x", word="fjern funn", answer=answers.cleared, screen=Act.STRIKE,
            when=answers.held, typing=Typing.YES),
    Command("focus", _N, _("Fokusområder"), _("Skriv inn fokusområdene, med komma mellom."),
            word="fokusområder", takes=_("A, B"), make=note.set_focus_areas),
    Command("balance", _N, _("Balanse"), _("Se hva notatene handler om så langt."),
            word="balanse", answer=answers.balanced),
    Command("wipe", _N, _("Visk ut"), _("Visk ut notatene fra intervjuene fra minnet nå."),
            word="visk ut", answer=answers.wiped, screen=Act.WIPE),
)
# fmt: on

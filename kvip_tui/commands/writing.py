"""The commands of notes that only concern the screen."""

from kvip_tui.commands import note_answers as notes
from kvip_tui.commands.base import Act, Command, Section, Typing
from kvip_tui.i18n import marked as _

_N = Section.NOTES

# A command an entry, its words for people on the first line: this reads best as a table.
# fmt: off
WRITING: tuple[Command, ...] = (
    Command("rewrite", _N, _("Skriv om"), _("Gå til det som stopper notatet, ett om gangen."),
            keys="tab", screen=Act.REWRITE, when=notes.stopped, typing=Typing.YES),
    Command("jump", _N, _("Gå til notatet"), _("Vis blokka et notat hører til."),
            word="gå til notat", takes=_("NR"), answer=notes.found, screen=Act.JUMP),
)
# What only a panel offers, and help does not.
IN_PANELS: tuple[Command, ...] = (
    FIND := Command("find_notes", _N, _("finn"), _("Skriv hva notatene skal inneholde.")),
)
# fmt: on

"""The commands of what the host has been told, and what is still to be said to her."""

from collections.abc import Sequence

from kvip_tui.commands.arguments import notes
from kvip_tui.commands.base import (
    Argument,
    Choice,
    Command,
    Now,
    Page,
    Panel,
    Section,
)
from kvip_tui.domain.history import Intent
from kvip_tui.domain.names import Names
from kvip_tui.domain.notes.unsaid import unsaid
from kvip_tui.domain.notes.vocabulary import TellNote
from kvip_tui.domain.state.visit import Telling
from kvip_tui.i18n import marked as m

_N = Section.NOTES


def _of(telling: Telling, hint: str) -> Argument:
    """Return the note of «sagt til verten NR», «si til verten NR» or «usagt NR»."""

    def asks(note: str) -> Intent:
        return TellNote(note=note, telling=telling)

    def make(names: Names, text: str) -> Intent:
        return asks(names.note(text))

    return Argument(hint, make, _untold, of_note=asks)


def _untold(now: Now) -> Sequence[Choice]:
    """Return the notes that the host has not heard, as they are offered."""
    called = now.glance.numbers
    open_ = {called.of(note) for one in unsaid(now.glance.visit) for note in one.notes}
    return [choice for choice in notes(now) if choice.rest in open_]


# A command an entry, its words for people on the first line: this reads best as a table.
# fmt: off
TELLING: tuple[Command, ...] = (
    SHOW_UNSAID := Command("show_unsaid", _N, m("Usagt til verten"),
            m("Se hva dere har notert og ikke sagt til verten."),
            keys="quotation_mark", word="usagt", takes=_of(Telling.OPEN, m("[NR]")),
            panel=Panel.UNSAID, page=Page.UNSAID),
    Command("told", _N, m("Sagt til verten"), m("Verten har fått vite det notatet sier."),
            word="sagt til verten", takes=_of(Telling.TOLD, m("NR"))),
    Command("tell_next", _N, m("Si til verten"), m("La notatet være det neste å si til verten."),
            word="si til verten", takes=_of(Telling.NEXT, m("NR"))),
)
# fmt: on

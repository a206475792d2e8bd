"""The commands of the board: to show it over the day, and to write on it."""

from kvip_tui.commands.base import Act, Argument, Command, Page, Section
from kvip_tui.domain.board.changes import WriteOnBoard
from kvip_tui.domain.history import Intent
from kvip_tui.domain.names import Names
from kvip_tui.i18n import marked as m


def _write(_names: Names, text: str) -> Intent:
    """Make «tavle TEKST»; without a text the message is taken away."""
    return WriteOnBoard(text)


# A command an entry, its words for people on the first line: this reads best as a table.
# fmt: off
BOARD: tuple[Command, ...] = (
    SHOW_BOARD := Command("show_board", Section.VIEW, m("Tavla"),
            m("Vis tavla for delt skjerm over dagen, og gå tilbake igjen."), keys="number_sign",
            screen=Act.BOARD, also=m("tavle dele skjerm"), word="vis tavla", page=Page.BOARD,
            spoken=m("Si hva som står på tavla for delt skjerm.")),
    Command("board", Section.VIEW, m("Beskjed på tavla"),
            m("Skriv en beskjed som alle ser på tavla; uten tekst tas den bort."),
            word="tavle", takes=Argument(m("[TEKST]"), make=_write)),
)
# fmt: on

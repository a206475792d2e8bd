"""The commands that say whose visit it is, and when."""

from kvip_tui.commands.base import Argument, Command, Section
from kvip_tui.domain.history import Intent
from kvip_tui.domain.names import Names
from kvip_tui.domain.planning.identity import RenameVisit
from kvip_tui.i18n import marked as m
from kvip_tui.time_parsing import read_date


def _host(_names: Names, text: str) -> Intent:
    """Make «besøksvert NAVN»."""
    return RenameVisit(host=text)


def _date(names: Names, text: str) -> Intent:
    """Make «besøksdato DATO»."""
    return RenameVisit(on=read_date(text, names.visit.date))


# fmt: off
IDENTITY: tuple[Command, ...] = (
    Command("visit_host", Section.EDIT, m("Verten for besøket"),
            m("Rett navnet på vertsenheten."), word="besøksvert",
            takes=Argument(m("NAVN"), _host)),
    Command("visit_date", Section.EDIT, m("Datoen for besøket"),
            m("Flytt besøket til en annen dato, før dagen begynner."), word="besøksdato",
            takes=Argument(m("DATO"), _date)),
)
# fmt: on

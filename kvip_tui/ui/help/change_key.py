"""Where a command is given another key, by pressing it."""

from collections.abc import Mapping

from textual import events, on
from textual.app import ComposeResult
from textual.content import Content

from kvip_tui.commands.base import Command
from kvip_tui.commands.keymap import (
    RANGES,
    assigned,
    chord_text,
    key_text,
    keys_of,
    own_keys,
    partners,
    printed,
)
from kvip_tui.commands.table import BY_ID, COMMANDS
from kvip_tui.domain.text.words import plain
from kvip_tui.errors import UserError
from kvip_tui.i18n import _
from kvip_tui.i18n import marked as m
from kvip_tui.ui.plain_screen import Key, PlainScreen
from kvip_tui.ui.widgets.lines import Lines, sides
from kvip_tui.ui.widgets.long_list import LongList
from kvip_tui.ui.workspace import Desk

KEYS = (
    Key("enter", "screen.ask", m("Bytt tast"), first=False),
    Key("delete", "screen.restore", m("Som før")),
    Key("escape", "screen.dismiss", m("Lukk")),
    Key("ctrl+q", "app.quit", m("Avslutt")),
)
COLUMN = 22


def chosen(own: Mapping[str, str], command: Command, keys: str | None) -> dict[str, str]:
    """Return the keys of one's own with those of a command, and of its partner, put in or out."""
    together = [one for one in COMMANDS if one is command or partners(one, command)]
    names = {plain(name) for one in together for name in (one.id, one.word, one.label) if name}
    rest = {name: written for name, written in own.items() if plain(name) not in names}
    return rest if keys is None else {**rest, **{one.id: keys for one in together}}


class ChangeKeyScreen(PlainScreen[None]):
    """Lists the commands with their keys; Enter, and then a key, gives one another key."""

    DEFAULT_CSS = "ChangeKeyScreen LongList { height: 1fr; padding: 0 1; }"
    AUTO_FOCUS = "LongList"
    BINDINGS = [key.binding() for key in KEYS]

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._asked: Command | None = None

    def compose(self) -> ComposeResult:
        """Lay out the list."""
        yield Lines(id="headline")
        yield LongList("commands", marks=False)
        yield from self.bottom(KEYS)

    @on(Lines.Reflowed)
    def _paint(self) -> None:
        title = Content(_(" KvIP · Taster"))
        self.query_one("#headline", Lines).show([sides(title, Content(""), self.size.width)])
        ids = [one.id for one in COMMANDS if one.keys and RANGES not in one.keys]
        self.query_one(LongList).show(ids, self._row)

    def _row(self, command_id: str) -> list[Content]:
        command = BY_ID[command_id]
        keys = "  ".join(filter(None, (*map(printed, keys_of(command)), chord_text(command))))
        own = _(" (din egen tast)") if own_keys(command) else ""
        row = Content.assemble(
            (f"{keys:<{COLUMN}}", "bold $text-accent"), (_(command.label), "bold"), own
        )
        return [row + Content.styled(f" · {_(command.help)}", "$text-muted")]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let no key do anything but be chosen while one is asked for."""
        return self._asked is None

    @on(LongList.Opened)
    def action_ask(self) -> None:
        """Ask for the key that is to be the chosen command's."""
        current = self.query_one(LongList).current
        if current is not None:
            self._asked = BY_ID[current]
            said = _("Trykk tasten som skal være «{command}»; Esc lar den være som den er.")
            self.say(said.format(command=_(self._asked.label)))

    def action_restore(self) -> None:
        """Give the chosen command the keys back that it came with."""
        current = self.query_one(LongList).current
        if current is not None:
            self._keep(BY_ID[current], None)

    def on_key(self, event: events.Key) -> None:
        """Take the key that is pressed as the one that is meant."""
        if self._asked is None:
            return
        event.stop()
        event.prevent_default()
        command, self._asked = self._asked, None
        if event.key == "escape":
            self.say("")
        else:
            self._keep(command, printed(event.key))

    def _keep(self, command: Command, keys: str | None) -> None:
        """Let a command have keys, or those it came with for None, and say how that went."""
        own = chosen(self._desk.settings.keys, command, keys)
        problems = assigned(own).problems
        if problems:
            self.say(problems[-1], refused=True)
            return
        try:
            self._desk.choose_keys(own)
        except UserError as error:
            self.say(error.message, refused=True)
            return
        self._paint()
        said = _("«{command}» har nå {key}.")
        self.say(said.format(command=_(command.label), key=key_text(command)))

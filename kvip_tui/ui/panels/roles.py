"""The role board: who has each role and since when, who could have it, and what is against it."""

from dataclasses import replace

from textual import on
from textual.app import ComposeResult
from textual.content import Content

from kvip_tui.commands.table import BY_ID, Command
from kvip_tui.domain.people.board import RoleRow, role_board
from kvip_tui.domain.people.changes import AssignRole, FillRoles
from kvip_tui.domain.state.people import LETTERS, SECOND
from kvip_tui.domain.state.visit import Visit
from kvip_tui.i18n import _
from kvip_tui.snapshot import Glance
from kvip_tui.texts import floor as texts_floor
from kvip_tui.ui.panels.base import Cover, Sight
from kvip_tui.ui.panels.role_rows import Row, board_rows
from kvip_tui.ui.widgets.chips import Chips
from kvip_tui.ui.widgets.lines import Lines

DIGITS = "123456789"
FILL, EMPTY = "fill", "empty"
FILL_KEY = "S"
_COMMANDS = ("show_roles", "fill_roles", "presence", "show_people", "undo", "redo", "help")
FOOTER = tuple(
    replace(BY_ID[command], keys=FILL_KEY) if command == "fill_roles" else BY_ID[command]
    for command in _COMMANDS
)


class RoleBoard(Cover):
    """Shows the roles; a digit or the arrows pick one, a letter gives it to somebody."""

    # Backspace and Delete make the picked role vacant.
    own_keys = frozenset({"resume_turn", "remove_check"})

    def __init__(self) -> None:
        super().__init__(id="role-board")
        self._picked = 0
        self._second = False
        self._roles: list[RoleRow] = []
        self._rows: list[Row] = []
        self._visit: Visit | None = None
        self._drawn: tuple[object, ...] = ()

    @property
    def keys(self) -> tuple[Command, ...]:
        """The commands of the bottom line: here what fills the vacant roles has a key."""
        return FOOTER

    def compose(self) -> ComposeResult:
        """Lay out the roles, and below them what can be done and everybody who is here."""
        yield Lines(id="role-board-rows")
        yield Chips(id="role-people")
        yield Chips(id="role-acts")

    def show_sight(self, sight: Sight) -> None:
        """Show the roles as they are; worked out anew where something has changed, or a minute."""
        glance = sight.glance
        width = max(30, self.scrollable_content_region.width)
        minute = glance.now.replace(second=0, microsecond=0)
        drawn = (glance.day.day.id, minute, width, self._picked)
        if glance.visit is self._visit and drawn == self._drawn:
            return
        self._visit, self._drawn = glance.visit, drawn
        sections = role_board(glance.visit)
        self._roles = [row for section in sections for row in section.rows]
        self._picked = max(0, min(self._picked, len(self._roles) - 1))
        self._rows = board_rows(glance, sections, self._picked, width)
        self.query_one("#role-board-rows", Lines).show([row for row, _role in self._rows])
        self.query_one("#role-people", Chips).show_chips(_people(glance), width)
        self.query_one("#role-acts", Chips).show_chips(self._acts(), width)

    def _acts(self) -> list[tuple[str, Content]]:
        hint = _("Tall eller ↑↓ velger, bokstaven gir.")
        acts = [("", Content.styled(hint, "$text-muted"))]
        if self._roles and self._roles[self._picked].holder is not None:
            acts.append((EMPTY, _key("Del", _("gjør ledig"))))
        if any(row.suggestion for row in self._roles):
            acts.append((FILL, _key(FILL_KEY, _("bruk forslagene"))))
        return acts

    def take_key(self, key: str, character: str) -> bool:
        """Pick a role, give it, make it vacant, or fill those that are."""
        second, self._second = self._second, False
        letter = character.casefold()
        match key:
            case "up" | "down":
                self._pick(self._picked + (1 if key == "down" else -1))
            case "delete" | "backspace":
                self._give(None)
            case _ if len(character) == 1 and character in DIGITS:
                self._pick(int(character) - 1)
            case _ if character == SECOND:
                self._second = True
                self.day.say(_("0 og så bokstaven, for dem som har to tegn foran navnet."))
                self.day.paint()
            case _ if character == FILL_KEY:
                self.day.ask(FillRoles())
            case _ if len(character) == 1 and character in LETTERS:
                self._letter(SECOND + letter if second else letter)
            case _:
                return False
        return True

    def _letter(self, key: str) -> None:
        person = self.day.session.visit.lettered(key)
        if person is None:
            self.day.say(_("Ingen har {letter} foran navnet.").format(letter=key), refused=True)
            self.day.paint()
        else:
            self._give(person.id)

    def _give(self, person: str | None) -> None:
        if self._roles:
            self.day.ask(AssignRole(self._roles[self._picked].role.id, person))

    def _pick(self, number: int) -> None:
        """Pick a role, and bring it into sight."""
        self._picked = max(0, min(number, len(self._roles) - 1))
        self.day.paint()
        here = next((y for y, (_row, role) in enumerate(self._rows) if role == self._picked), 0)
        foot = sum(self.query_one(name).size.height for name in ("#role-people", "#role-acts"))
        room = max(1, self.scrollable_content_region.height - foot)
        if not self.scroll_offset.y <= here < self.scroll_offset.y + room:
            self.scroll_to(y=max(0, here - room // 2), animate=False)

    @on(Lines.Picked, "#role-board-rows")
    def _role_clicked(self, event: Lines.Picked) -> None:
        event.stop()
        role = self._rows[event.row][1] if event.row < len(self._rows) else None
        if role is not None:
            self._pick(role)

    @on(Chips.Chosen, "#role-people")
    def _person_clicked(self, event: Chips.Chosen) -> None:
        event.stop()
        self._give(event.chip)

    @on(Chips.Chosen, "#role-acts")
    def _act_clicked(self, event: Chips.Chosen) -> None:
        event.stop()
        if event.chip == FILL:
            self.day.ask(FillRoles())
        elif event.chip == EMPTY:
            self._give(None)


def _key(key: str, text: str) -> Content:
    return Content.assemble((f"[{key}] ", "bold $text-accent"), text)


def _people(glance: Glance) -> list[tuple[str, Content]]:
    """Return everybody who is here, as they are pressed or clicked."""
    names = texts_floor.first_names(glance.visit)
    return [
        (p.id, Content.assemble((f"{p.letter} ", "bold $text-accent"), names[p.id]))
        for p in glance.visit.roster
        if p.present
    ]

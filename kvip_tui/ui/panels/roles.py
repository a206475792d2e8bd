"""The role board: who has each role and since when, who could have it, and what is against it."""

from collections.abc import Iterator

from textual import on
from textual.app import ComposeResult
from textual.content import Content

from kvip_tui.commands.people import FILL_KEY
from kvip_tui.domain.people.board import RoleRow, RoleSection, role_board
from kvip_tui.domain.people.changes import AssignRole, FillRoles
from kvip_tui.domain.people.roles import hands, interviews, role_problems
from kvip_tui.domain.state.people import LETTERS, SECOND
from kvip_tui.domain.state.plan import Block
from kvip_tui.domain.state.visit import Visit
from kvip_tui.i18n import _
from kvip_tui.snapshot import Glance
from kvip_tui.texts import floor as texts_floor
from kvip_tui.texts import formats
from kvip_tui.texts import people as texts_people
from kvip_tui.ui.day.widgets.floor_rows import fitted
from kvip_tui.ui.panels.base import Cover, Sight
from kvip_tui.ui.widgets.chips import Chips, keyed
from kvip_tui.ui.widgets.details import wrapped
from kvip_tui.ui.widgets.lines import Lines, sides

# A row, and the number of the role that it is about, counted from 0.
Row = tuple[Content, int | None]
SIGN = 4
DIGITS = "123456789"
FILL, EMPTY = "fill", "empty"


class RoleBoard(Cover):
    """Shows the roles; a digit or the arrows pick one, a letter gives it to somebody."""

    # Both make the picked role vacant.
    own_keys = frozenset({"backspace", "delete"})

    def __init__(self) -> None:
        super().__init__(id="role-board")
        self._picked = 0
        self._second = False
        self._roles: list[RoleRow] = []
        self._rows: list[Row] = []
        self._visit: Visit | None = None
        self._drawn: tuple[object, ...] = ()

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
            acts.append((EMPTY, keyed("Del", _("gjør ledig"))))
        if any(row.suggestion for row in self._roles):
            acts.append((FILL, keyed(FILL_KEY, _("bruk forslagene"))))
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
        """Select a role, and scroll it into view."""
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


def _people(glance: Glance) -> list[tuple[str, Content]]:
    """Return everybody who is here, as they are pressed or clicked."""
    names = texts_floor.first_names(glance.visit)
    return [
        (p.id, Content.assemble((f"{p.letter} ", "bold $text-accent"), names[p.id]))
        for p in glance.visit.roster
        if p.present
    ]


def board_rows(
    glance: Glance, sections: tuple[RoleSection, ...], picked: int, width: int
) -> list[Row]:
    """Return the roles by section, what is against them, and who is needed in each block."""
    visit = glance.visit
    if not sections:
        return [(Content(_("Planen har ingen roller.")), None)]
    titles = [row.role.title for section in sections for row in section.rows]
    column = min(width * 2 // 5, max(Content(title).cell_length for title in titles) + 1)
    rows: list[Row] = []
    number = 0
    for section in sections:
        rows += [(Content(""), None)] if rows else []
        rows.append((Content.styled(_heading(glance, section.block), "bold"), None))
        for row in section.rows:
            rows.append((role_row(visit, row, number, picked, column, width), number))
            rows += [(line, number) for line in _history(visit, row, width)]
            number += 1
    rows += [(line, None) for line in _problems(visit, width)]
    return rows + [(line, None) for line in _in_blocks(glance, width)]


def _heading(glance: Glance, block: Block | None) -> str:
    if block is None:
        return _("Hele dagen")
    view = glance.day.view(block.id)
    span = view.projected or view.planned if view else None
    return f"{block.title} {formats.clock(span[0], glance.zone)}" if span else block.title


def role_row(
    visit: Visit, row: RoleRow, number: int, picked: int, column: int, width: int
) -> Content:
    """Return a role with who has it, or who could; the picked one has a sign before it."""
    sign = "▸" if number == picked else " "
    digit = str(number + 1) if number < 9 else " "
    key = Content.assemble((f"{sign}{digit}  "[:SIGN], "bold $text-accent"))
    title = fitted(row.role.title, column, "bold" if number == picked else "")
    left = key + title
    room = width - left.cell_length - 1
    return (
        left + Content(" ") + (_vacant(visit, row, room) if row.vacant else _held(visit, row, room))
    )


def _held(visit: Visit, row: RoleRow, room: int) -> Content:
    since = formats.stamp(row.since, visit.plan.timezone, visit.date)
    right = Content.styled(_("siden {clock}").format(clock=since) if since else "", "$text-muted")
    who = texts_floor.name(visit, row.holder)
    size = max(1, min(room - right.cell_length - 1, Content(who).cell_length))
    return sides(fitted(who, size, "bold"), right, room)


def _vacant(visit: Visit, row: RoleRow, room: int) -> Content:
    away = (
        _("{name} (borte)").format(name=texts_floor.name(visit, row.holder))
        if row.holder
        else _("ledig")
    )
    said = Content.styled(away, "italic $text-warning")
    if text := texts_people.proposal(visit, row):
        said = said + Content.styled(f" › {text}", "$text-muted")
    return said.truncate(max(1, room), ellipsis=True)


def _history(visit: Visit, row: RoleRow, width: int) -> Iterator[Content]:
    """Yield who has had a role, where it has been in several hands."""
    had = hands(visit, row.role.id)
    if len(had) > 1 or (had and row.holder is None):
        indent = " " * SIGN
        for line in wrapped(texts_people.terms(visit, row.role.id), width, indent, indent):
            yield Content.styled(line, "$text-muted")


def _problems(visit: Visit, width: int) -> Iterator[Content]:
    hints = [p for p in role_problems(visit) if p.code not in texts_people.QUIET]
    if hints:
        yield Content("")
    for problem in hints:
        for line in wrapped(texts_people.role_problem(problem), width, "! ", "  "):
            yield Content.styled(line, "$text-warning")


def _in_blocks(glance: Glance, width: int) -> Iterator[Content]:
    """Yield the blocks of the day that need roles, but for the interviews, and who has these."""
    visit, seats = glance.visit, {block.id for block in interviews(glance.visit)}
    there = [v for v in glance.day.blocks if v.block.roles and v.block.id not in seats]
    if there:
        yield Content("")
        yield Content.styled(glance.day.day.title, "bold")
    for view in there:
        span = view.projected or view.planned
        clock = formats.clock(span[0], glance.zone) if span else ""
        who = ", ".join(_who(visit, role) for role in view.block.roles)
        text = _("{block}: {roles}").format(block=view.block.title, roles=who)
        first = f"{clock} " if clock else ""
        for line in wrapped(text, width, first, " " * len(first)):
            yield Content.styled(line, "$text-muted")


def _who(visit: Visit, role_id: str) -> str:
    role, person = texts_people.role_title(visit, role_id), visit.person(visit.roles.get(role_id))
    if person is None or not person.present:
        return _("{role} ledig").format(role=role)
    return _("{role} {name}").format(role=role, name=texts_floor.name(visit, person.id))

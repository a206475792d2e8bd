"""The rows of the role board."""

from collections.abc import Iterator

from textual.content import Content

from kvip_tui.domain.people.board import RoleRow, RoleSection
from kvip_tui.domain.people.roles import hands, interviews, role_problems
from kvip_tui.domain.state.plan import Block
from kvip_tui.domain.state.visit import Visit
from kvip_tui.i18n import _
from kvip_tui.snapshot import Glance
from kvip_tui.texts import formats
from kvip_tui.texts import people as texts_people
from kvip_tui.texts.floor import name
from kvip_tui.ui.day.widgets.floor_rows import fitted
from kvip_tui.ui.widgets.details import wrapped
from kvip_tui.ui.widgets.lines import sides

# A row, and the number of the role that it is about, counted from 0.
Row = tuple[Content, int | None]
SIGN = 4


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
    who = name(visit, row.holder)
    size = max(1, min(room - right.cell_length - 1, Content(who).cell_length))
    return sides(fitted(who, size, "bold"), right, room)


def _vacant(visit: Visit, row: RoleRow, room: int) -> Content:
    away = _("{name} (borte)").format(name=name(visit, row.holder)) if row.holder else _("ledig")
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
    return _("{role} {name}").format(role=role, name=name(visit, person.id))

"""The roles as a board shows them: by where they are needed, with who has each and since when."""

from datetime import datetime

from msgspec import Struct

from kvip_tui.domain.people.roles import interviews, vacant
from kvip_tui.domain.people.suggest import Suggestion, suggest_roles
from kvip_tui.domain.state.plan import Block, Role
from kvip_tui.domain.state.visit import Visit


class RoleRow(Struct, frozen=True):
    """A role on the board.

    Args:
        role: The role.
        holder: The id of who has it, away or not, or None.
        vacant: Whether nobody present has it.
        since: Since when the holder has it.
        suggestion: Who could have it where it is vacant.
    """

    role: Role
    holder: str | None
    vacant: bool
    since: datetime | None
    suggestion: Suggestion | None


class RoleSection(Struct, frozen=True):
    """Roles that stand together: those of an interview block, or for None those of the day."""

    block: Block | None
    rows: tuple[RoleRow, ...]


def role_board(visit: Visit) -> tuple[RoleSection, ...]:
    """Return the board: the roles of the day, then those of each interview, none twice."""
    suggested = {found.role: found for found in suggest_roles(visit)}
    since = {term.role: term.since for term in visit.role_terms if term.until is None}
    empty = {role.id for role in vacant(visit)}
    rows = {
        role.id: RoleRow(
            role=role,
            holder=visit.roles.get(role.id),
            vacant=role.id in empty,
            since=since.get(role.id),
            suggestion=suggested.get(role.id),
        )
        for role in visit.plan.roles
    }
    seats: list[tuple[Block | None, tuple[RoleRow, ...]]] = []
    for block in interviews(visit):
        there = tuple(rows.pop(role) for role in block.roles if role in rows)
        seats.append((block, there))
    sections = [(None, tuple(rows.values())), *seats]
    return tuple(RoleSection(block, there) for block, there in sections if there)

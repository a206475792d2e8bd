"""Everything on the checklists of all days: what is open, whose it is, and what is done."""

from msgspec import Struct

from kvip_tui.domain.people.roles import LEADER
from kvip_tui.domain.state.plan import Block, Check, Day
from kvip_tui.domain.state.visit import Tick, Visit
from kvip_tui.domain.text.words import plain


class Standing(Struct, frozen=True):
    """An item, where it stands, and its tick, if any.

    ``gate``: it is a gate that nobody has passed; with no tick it is still open.
    """

    day: Day
    block: Block
    check: Check
    tick: Tick | None = None
    gate: bool = False


def standings(visit: Visit, roles: frozenset[str] | None = None) -> tuple[Standing, ...]:
    """Return the items in the order of days and blocks; with *roles* only what is theirs to do."""
    found: list[Standing] = []
    for day in sorted(visit.plan.days, key=lambda day: day.offset):
        for block in day.blocks:
            found += [
                Standing(
                    day=day,
                    block=block,
                    check=check,
                    tick=visit.ticks.get((block.id, check.id)),
                    gate=check.gate and (block.id, check.id) not in visit.passed,
                )
                for check in block.checks
                if roles is None or check.role in roles
            ]
    return tuple(found)


def roles_of(visit: Visit, name: str) -> frozenset[str]:
    """Return the roles of whoever is called that; the leader's where nobody says who sits here."""
    ids = {person.id for person in visit.people if plain(person.name) == plain(name)}
    held = frozenset(role for role, person in visit.roles.items() if person in ids)
    return held if name else frozenset({LEADER})


def holder_of(visit: Visit, role_id: str) -> tuple[str, str]:
    """Return the title of a role, and the name of who has it, '' for nobody."""
    title = next((role.title for role in visit.plan.roles if role.id == role_id), role_id)
    person = visit.person(visit.roles.get(role_id))
    return title, person.name if person else ""

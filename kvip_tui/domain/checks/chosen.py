"""Items that are done when roles are chosen: the choice ticks them, and its end clears them."""

from collections.abc import Iterator

from kvip_tui.domain.base import Events
from kvip_tui.domain.checks.changes import CheckCleared, CheckTicked
from kvip_tui.domain.people.changes import RoleAssigned
from kvip_tui.domain.state.visit import Visit


def with_choices(visit: Visit, events: Events) -> Events:
    """Return changes of people with what the roles among them do to the checklists.

    An item is ticked when the last of its roles is filled, and cleared when one that was filled is
    vacant. Whatever was ticked or cleared by hand meanwhile stays as it is.
    """
    chosen = {event.role: event.person for event in events if isinstance(event, RoleAssigned)}
    if not chosen:
        return events
    held = {role for role, person in {**visit.roles, **chosen}.items() if person is not None}
    return (*events, *_changes(visit, held))


def _changes(visit: Visit, roles: set[str]) -> Iterator[CheckTicked | CheckCleared]:
    for _day, block in visit.plan.blocks():
        for check in block.checks:
            if not check.chosen:
                continue
            was, now = (set(check.chosen) <= held for held in (visit.roles.keys(), roles))
            if was == now or visit.done(block, check) == now:
                continue
            change = CheckTicked if now else CheckCleared
            yield change(block=block.id, check=check.id)

"""Suggests who could have the vacant roles, by the rules of DESIGN 4 and for a reason each."""

from collections.abc import Callable, Iterable

from msgspec import Struct

from kvip_tui.domain.people.roles import LEADER, interviews, vacant, writing_roles
from kvip_tui.domain.state.people import Person
from kvip_tui.domain.state.plan import HOST, USERS, Role
from kvip_tui.domain.state.visit import Visit
from kvip_tui.domain.text.words import plain


class Suggestion(Struct, frozen=True):
    """A role, who could have it, and the code of the reason."""

    role: str
    person: str
    reason: str


def suggest_roles(visit: Visit) -> tuple[Suggestion, ...]:
    """Return who could have the vacant roles, in the plan's order; roles held are left alone.

    Whoever is asked is present and not of the host unit. No rule is broken: where nobody fits,
    the role stays vacant. As many roles of the interviews as possible are filled.
    """
    return _Allocation(visit).suggestions()


class _Allocation:
    """The roles of a visit as they are and as they are being filled."""

    def __init__(self, visit: Visit) -> None:
        self._people = [p for p in visit.people if p.present and p.group != HOST]
        self._vacant = vacant(visit)
        empty = {role.id for role in self._vacant}
        self._held = {role: who for role, who in visit.roles.items() if role not in empty}
        rooms = interviews(visit)
        self._seats = [role for block in rooms for role in block.roles]
        self._leading = {block.roles[0] for block in rooms if block.roles}
        self._writing = writing_roles(visit)
        self._order = [role.id for role in visit.plan.roles]

    def suggestions(self) -> tuple[Suggestion, ...]:
        """Fill what can be filled: who leads, the day's roles, who leads interviews, who writes."""
        found = []
        waiting = sorted(self._vacant, key=self._rank)
        for number, role in enumerate(waiting):
            rest = [other.id for other in waiting[number + 1 :] if other.id in self._seats]
            able = sorted(
                (p for p in self._people if self._may(p, role.id)), key=self._liking(role)
            )
            person = self._best(role, able, rest)
            if person is not None:
                why = self._reason(role, person) if person == able[0] else "suggest.to_fill"
                found.append(Suggestion(role.id, person.id, why))
                self._held[role.id] = person.id
        return tuple(sorted(found, key=lambda suggestion: self._order.index(suggestion.role)))

    def _rank(self, role: Role) -> tuple[int, int]:
        late = 2 if role.id in self._leading else 3 if role.id in self._seats else 1
        return (0 if role.id == LEADER else late, self._order.index(role.id))

    def _best(self, role: Role, able: list[Person], rest: list[str]) -> Person | None:
        """Return the first of *able* who leaves *rest* of the interviews as full as they can be."""
        if role.id not in self._seats:
            return next(iter(able), None)
        most = self._fillable([role.id, *rest])
        for person in able:
            self._held[role.id] = person.id
            left = self._fillable(rest)
            del self._held[role.id]
            if left == most - 1:
                return person
        return None

    def _may(self, person: Person, role: str) -> bool:
        """Return whether no rule stands against a person in a role: one seat, and not both works.

        Nobody sits in both interviews or twice in one, and who leads the day does not write.
        """
        theirs = {held for held, who in self._held.items() if who == person.id}
        seats = self._seats.count(role)
        if seats and (seats > 1 or any(held in self._seats for held in theirs)):
            return False
        if role in self._writing:
            return LEADER not in theirs
        return role != LEADER or not theirs & self._writing

    def _fillable(self, roles: Iterable[str]) -> int:
        """Return how many of *roles* of the interviews can be filled at once."""
        seated: dict[str, str] = {}

        def seat(role: str, asked: set[str]) -> bool:
            for person in self._people:
                if person.id in asked or not self._may(person, role):
                    continue
                asked.add(person.id)
                if person.id not in seated or seat(seated[person.id], asked):
                    seated[person.id] = role
                    return True
            return False

        return sum(seat(role, set()) for role in roles)

    def _liking(self, role: Role) -> Callable[[Person], tuple[int, ...]]:
        """Return by what those who may have a role are sorted: whom it suits first.

        That is whom the title names, then the users' or the team's own people where it matters,
        not the visit leader, and whoever has the fewest roles.
        """

        def key(person: Person) -> tuple[int, ...]:
            user = person.group == USERS
            leads = self._held.get(LEADER) == person.id
            fit = (not user) if role.id in self._leading else user
            by_group = role.id in {LEADER, *self._leading, *self._writing}
            first, last = (fit, False) if by_group else (False, fit)
            return (not _named(role, person), first, leads, self._count(person), last)

        return key

    def _count(self, person: Person) -> int:
        return sum(who == person.id for who in self._held.values())

    def _reason(self, role: Role, person: Person) -> str:
        if _named(role, person):
            return "suggest.title"
        if role.id in self._leading and person.group == USERS:
            return "suggest.user_leads"
        if role.id in self._writing and person.group != USERS:
            return "suggest.team_writes"
        if role.id == LEADER and person.group != USERS:
            return "suggest.team_leads"
        return "suggest.fewest" if self._count(person) else "suggest.free"


def _named(role: Role, person: Person) -> bool:
    """Return whether a person's title names the role: «Besøksleder, BUP akutt»."""
    return plain(role.title) in plain(person.title)

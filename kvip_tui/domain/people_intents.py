"""What a person can want to do with the roster and the roles beyond one at a time."""

from msgspec import Struct

from kvip_tui.domain.state.people import PersonLine


class AddPeople(Struct, frozen=True):
    """Add everybody on a list to the roster, but those who stand on it exactly so."""

    people: tuple[PersonLine, ...]


class EditPerson(Struct, frozen=True):
    """Give somebody another name, group or title; None leaves one as it is."""

    person: str
    name: str | None = None
    group: str | None = None
    title: str | None = None


class RemovePerson(Struct, frozen=True):
    """Take somebody off the roster."""

    person: str


class FillRoles(Struct, frozen=True):
    """Give the vacant roles to those whom the rules suggest."""


PeopleWish = AddPeople | EditPerson | RemovePerson | FillRoles

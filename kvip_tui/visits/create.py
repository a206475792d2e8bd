"""Makes a new visit from a plan, a date, a host and people."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING

from msgspec.structs import replace

from kvip_tui.domain.history import VisitCreated
from kvip_tui.domain.people.changes import RoleAssigned, newcomers
from kvip_tui.domain.planning.identity import checked_host
from kvip_tui.domain.state.people import PersonLine
from kvip_tui.domain.state.plan import Plan
from kvip_tui.domain.state.visit import Visit
from kvip_tui.errors import UserError
from kvip_tui.i18n import _
from kvip_tui.store.addressbook import AddressBook
from kvip_tui.store.library import Library, VisitFolder
from kvip_tui.visits.open import read_visit

if TYPE_CHECKING:
    from kvip_tui.store.sealing.seal import Seal


def visit_of(
    plan: Plan, day: date, host: str, people: Iterable[PersonLine], *, rehearsal: bool = False
) -> VisitCreated:
    """Return the first event of a visit; its id is given when it is stored.

    Raises:
        Refusal: The host's name is empty or too long, or a person's is.
    """
    return VisitCreated(
        id="",
        title=plan.title,
        host=checked_host(host),
        date=day,
        plan=plan,
        people=newcomers(people),
        rehearsal=rehearsal,
    )


def create(
    library: Library, event: VisitCreated, at: datetime, passphrase: str = ""
) -> tuple[VisitFolder, str]:
    """Make a visit, and put its people into the address book; with a passphrase, a sealed one.

    The address book is not sealed: people of a sealed visit stay out of it.
    Returns the visit's folder, and what there is to say about the address book, '' for nothing.

    Raises:
        UserError: The data folder cannot be written, or the passphrase is too short.
    """
    if passphrase:
        return library.create(event, at, sealing(passphrase, rehearsal=event.rehearsal)), ""
    made, book = library.create(event, at), AddressBook(library.root)
    try:
        book.remember(PersonLine(p.name, p.group, p.title) for p in event.people)
    except UserError as error:
        return made, error.message
    return made, book.take_notice()


def sealing(passphrase: str, *, rehearsal: bool = False) -> "Callable[[str], Seal]":
    """Return what makes the seal of a visit of its identity."""
    from kvip_tui.store.sealing.seal import Seal  # noqa: PLC0415 - only who has a passphrase

    return lambda uid: Seal.new(passphrase, uid, rehearsal=rehearsal)


def to_rehearse(library: Library, folder: VisitFolder, at: datetime) -> VisitFolder:
    """Return a visit to rehearse on: a copy, or the visit itself where it is a rehearsal.

    Raises:
        UserError: The visit cannot be read, or the copy cannot be written.
    """
    return folder if _read(library, folder).rehearsal else rehearsal_of(library, folder, at)


def rehearsal_of(library: Library, folder: VisitFolder, at: datetime) -> VisitFolder:
    """Return a copy of a visit to rehearse on: its plan, people and roles, nothing has happened.

    The copy of a sealed visit is sealed, with the same passphrase.

    Raises:
        UserError: The visit cannot be read, or the copy cannot be written.
    """
    visit = _read(library, folder)
    copy = VisitCreated(
        id="",
        title=visit.title,
        host=visit.host,
        date=visit.date,
        plan=visit.plan,
        people=tuple(replace(person, present=True) for person in visit.roster),
        rehearsal=True,
    )
    seal = library.seal(folder.path)
    made = library.create(copy, at, seal and (lambda uid: seal.for_visit(uid, rehearsal=True)))
    with library.open(made) as journal:
        journal.extend([(at, (RoleAssigned(role, who),)) for role, who in visit.roles.items()])
    return made


def _read(library: Library, folder: VisitFolder) -> Visit:
    try:
        return read_visit(library, folder)
    except ValueError as error:
        raise UserError(_("{visit} kan ikke leses.").format(visit=folder.id)) from error

"""What lies beside the journals of visits and does not count, for the list of visits."""

from collections.abc import Iterable
from contextlib import suppress
from threading import Thread
from typing import Final

from kvip_tui.clock import SystemClock
from kvip_tui.errors import UserError
from kvip_tui.i18n import _
from kvip_tui.session import Session
from kvip_tui.sharing.circle import told_missing
from kvip_tui.sharing.deleted import is_deleted
from kvip_tui.store.library import Library, VisitFolder
from kvip_tui.store.listing import VisitSummary
from kvip_tui.visits.machines import circle_of

# How long a shared folder may keep the list of visits waiting, seconds.
PATIENCE: Final = 0.2


def uncounted(library: Library, visits: Iterable[VisitSummary]) -> dict[str, str]:
    """Return a sentence on what of each visit is not counted, by visit; most have none.

    Only visits with more than one journal are read, and no sealed one before its passphrase is
    said. One that was deleted by who held its clock counts no more at all.
    """
    found, visits = dict[str, str](), [*visits]
    for gone in _deleted([visit for visit in visits if visit.shared]):
        found[gone] = _("slettet av den som hadde styringen: slett det her også?")
    for visit in visits:
        with suppress(UserError, ValueError, OSError):
            if visit.id not in found and visit.several and not visit.problem and not visit.sealed:
                said = _uncounted(library, VisitFolder(visit.id, visit.path))
                found |= {visit.id: said} if said else {}
    return found


def _deleted(visits: list[VisitSummary]) -> list[str]:
    """Return which of some shared visits were deleted, as far as their folders answer at once."""
    found: list[str] = []

    def look() -> None:
        found.extend(visit.id for visit in visits if is_deleted(visit.path))

    if visits:
        looking = Thread(target=look, name="kvip-deleted", daemon=True)
        looking.start()
        looking.join(PATIENCE)
    return [*found]


def _uncounted(library: Library, folder: VisitFolder) -> str:
    with library.open(folder, write=False) as journal:
        circle = circle_of(library, folder, journal)
        # The session counts what is in force here.
        Session(journal, SystemClock(), circle)
        missing = circle.missing()
        return told_missing(missing) if missing else ""

"""What lies beside the journals of visits and does not count, for the list of visits."""

from collections.abc import Iterable
from contextlib import suppress

from kvip_tui.clock import SystemClock
from kvip_tui.errors import UserError
from kvip_tui.session import Session
from kvip_tui.sharing.circle import told_missing
from kvip_tui.store.library import Library, VisitFolder
from kvip_tui.store.listing import VisitSummary
from kvip_tui.visits.machines import circle_of


def uncounted(library: Library, visits: Iterable[VisitSummary]) -> dict[str, str]:
    """Return a sentence on what of each visit is not counted, by visit; most have none.

    Only visits with more than one journal are read, and no sealed one before its passphrase is
    said.
    """
    found: dict[str, str] = {}
    for visit in visits:
        with suppress(UserError, ValueError, OSError):
            if visit.several and not visit.problem and not visit.sealed:
                said = _uncounted(library, VisitFolder(visit.id, visit.path))
                found |= {visit.id: said} if said else {}
    return found


def _uncounted(library: Library, folder: VisitFolder) -> str:
    with library.open(folder, write=False) as journal:
        circle = circle_of(library, folder, journal)
        # The session counts what is in force here.
        Session(journal, SystemClock(), circle)
        missing = circle.missing()
        return told_missing(missing) if missing else ""

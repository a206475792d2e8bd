"""Which journal this machine writes in a visit, and what lies beside it."""

from contextlib import suppress
from datetime import datetime

from kvip_tui.clock import SystemClock
from kvip_tui.domain.base import Record
from kvip_tui.domain.history import VisitCreated
from kvip_tui.domain.sharing.changes import ClockTaken, Joined
from kvip_tui.errors import UserError
from kvip_tui.i18n import _
from kvip_tui.paths import known_machines
from kvip_tui.settings import read_settings
from kvip_tui.sharing.circle import Circle
from kvip_tui.sharing.copies import is_copy, journal_files, machine_of
from kvip_tui.sharing.identity import journal_identity
from kvip_tui.store.beside import newest
from kvip_tui.store.journal import Journal
from kvip_tui.store.library import Library, VisitFolder
from kvip_tui.store.lock import WriteLock


def own_journal(
    library: Library, folder: VisitFolder, *, write: bool = True, take_over: bool = False
) -> Journal:
    """Open this machine's journal of a visit, or another machine's for reading.

    Where other machines of this user have written the visit in this data folder, and none does
    now, this one writes on in a journal of its own; elsewhere only where it is to *take_over*.

    Raises:
        UserError: The visit has no journal that can be read.
    """
    if newest(library.own_journal(folder)).is_file() or not write:
        return library.open(folder, write=write)
    with suppress(OSError):
        others = [path for path in journal_files(folder.path) if not is_copy(path.name)]
        known = known_machines(library.root)
        here = folder.path.parent == library.visits_folder
        ours = here and any(machine_of(path.name) in known for path in others)
        free = all(_free(WriteLock(path)) for path in others)
        if others and (take_over or (ours and free)):
            latest = max(others, key=lambda path: path.stat().st_mtime_ns)
            seal = library.seal(folder.path)
            of = Journal.open(latest, write=False, seal=seal)
            _begin(library, folder, of, SystemClock().now())
    return library.open(folder, write=write)


def _free(lock: WriteLock) -> bool:
    with suppress(OSError):
        held = lock.acquire()
        lock.release()
        return held
    return False


def _begin(library: Library, folder: VisitFolder, of: Journal, at: datetime) -> None:
    """Begin a journal beside the one that the visit has; nothing there is touched."""
    from kvip_tui.sharing.membership import joined_to  # noqa: PLC0415 - seldom, and 3 ms

    with of:
        uid, begun = journal_identity(of), of.records[0].events[0]
        author = read_settings(library.root)[0].author
        if not isinstance(begun, VisitCreated | Joined):
            raise UserError(_("{path} begynner ikke med et besøk.").format(path=of.path))
        joined = joined_to(begun, uid, library.machine, author)
        path = library.own_journal(folder)
        taken = ClockTaken(machine=library.machine)
        clock = of.records[-1].clock
        first = Record(1, max(at, of.records[-1].at), (joined, taken), clock)
        Journal.create(path, first, of.seal).close()


def circle_of(library: Library, folder: VisitFolder, journal: Journal) -> Circle:
    """Return what is known of the other machines of a visit whose journal is open.

    Raises:
        ValueError: The journal holds nothing.
    """
    if not journal.records:
        raise ValueError("an empty journal")
    machine = machine_of(journal.path.name) or library.machine
    trusted = known_machines(library.root)
    own = journal.records
    return Circle(folder.path, journal_identity(journal), machine, own, trusted, journal.seal)

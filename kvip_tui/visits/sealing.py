"""Gives a visit that has none a passphrase, before it is shared."""

from contextlib import ExitStack
from pathlib import Path

from kvip_tui.domain.history import VisitCreated
from kvip_tui.domain.sharing.changes import Joined
from kvip_tui.errors import UserError
from kvip_tui.i18n import _
from kvip_tui.sharing.identity import journal_identity, share_of
from kvip_tui.sharing.inbox import RECEIVED
from kvip_tui.sharing.membership import mailbox_in
from kvip_tui.store.library import Library, VisitFolder
from kvip_tui.store.lock import WriteLock
from kvip_tui.store.sealing.convert import seal_folder
from kvip_tui.store.sealing.unlock import SealedError, headers_in, unlocked
from kvip_tui.visits.create import sealing


def is_sealed(library: Library, folder: VisitFolder) -> bool:
    """Return whether a visit has a passphrase."""
    try:
        return library.seal(folder.path) is not None
    except SealedError:
        return True


def seal_visit(library: Library, folder: VisitFolder, shared: Path, passphrase: str) -> bool:
    """Seal all files of a visit on this machine, so that it can be shared through a folder.

    Where others share it there with a passphrase, it is to be theirs. Returns whether there is
    something of the visit in the share that was not sealed: what the engine keeps of that is out
    of reach.

    Raises:
        UserError: The visit is open elsewhere or not this machine's; the folder cannot be used;
            the passphrase is too short, or not that of the others.
    """
    with library.open(folder) as journal:
        if not journal.writer:
            raise UserError(" ".join(journal.notices), exit_code=3)
        uid, first = journal_identity(journal), journal.records[0].events[0]
    rehearsal = isinstance(first, VisitCreated | Joined) and first.rehearsal
    mailbox = mailbox_in(shared.absolute(), folder.id, uid)
    theirs = list(headers_in(mailbox))
    with ExitStack() as held:
        for path in (library.own_journal(folder), folder.path / RECEIVED):
            lock = WriteLock(path)
            if not lock.acquire():
                said = _("Besøket er åpent i et annet vindu: lukk det der først ({path}).")
                raise UserError(said.format(path=path), exit_code=3)
            held.callback(lock.release)
        if theirs:
            seal = unlocked(theirs, passphrase)
        else:
            seal = sealing(passphrase, rehearsal=rehearsal)(uid)
        seal_folder(folder.path, seal)
    library.keep_seal(seal)
    return share_of(folder.path) is not None

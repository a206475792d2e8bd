"""Sharing a visit, joining one, leaving it: what is put where, and what is said (DESIGN 11)."""

import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kvip_tui.domain.base import Events, Record
from kvip_tui.domain.history import VisitCreated
from kvip_tui.domain.sharing.changes import Joined, Received
from kvip_tui.domain.state.shared import mark_of
from kvip_tui.errors import UserError, reason
from kvip_tui.i18n import _
from kvip_tui.sharing.identity import Share, journal_identity, keep_share, share_of
from kvip_tui.sharing.inbox import HANDED, RECEIVED, Inbox
from kvip_tui.sharing.mailbox import Mailbox, headers
from kvip_tui.store.atomic import patiently, sync_folder, write_error
from kvip_tui.store.journal import Journal
from kvip_tui.store.library import EXPORTS, Library, VisitFolder, folder_names
from kvip_tui.store.listing import DELETED, SHARE
from kvip_tui.store.sealing.unlock import headers_in

if TYPE_CHECKING:
    from kvip_tui.store.sealing.seal import Seal


def leave(folder: Path) -> Path | None:
    """Share a visit no more from this machine; what was sent and received stays where it is.

    Returns the folder that it was shared through, None where it was not.
    """
    share = share_of(folder)
    if share is None:
        return None
    (folder / SHARE).unlink(missing_ok=True)
    return Path(share.folder)


def mailbox_in(folder: Path, visit_id: str, visit: str) -> Path:
    """Make the visit's folder in a shared one, or find the one of before, and return it.

    Raises:
        UserError: There is no such folder, it cannot be written, or the name is another visit's.
    """
    if not folder.is_dir():
        text = _("Mappa {path} finnes ikke: velg en mappe som arbeidsplassen synkroniserer.")
        raise UserError(text.format(path=folder))
    made = folder / visit_id
    try:
        made.mkdir(exist_ok=True)
        probe = made / f".kvip-{os.urandom(4).hex()}.tmp"
        probe.write_bytes(b"")
        probe.unlink()
        others = {header.visit for header in headers(made)} - {visit}
    except OSError as error:
        raise write_error(made, error) from error
    if others:
        text = _("{path} hører til et annet besøk: velg en annen mappe.")
        raise UserError(text.format(path=made), exit_code=3)
    return made


def join(
    library: Library, folder: Path, person: str, at: datetime
) -> tuple[VisitFolder, list[str]]:
    """Take part in a visit that another machine shares, with a journal of one's own.

    Returns the visit's folder in the library, and what could not be read of the share.

    Raises:
        SealedError: It is sealed, and its passphrase has not been said to the library.
        UserError: The folder holds no visit, or its maker's journal has not come yet; or the
            visit is here already.
    """
    uid = _one_visit(folder)
    known = of_identity(library, uid)
    if known is not None:
        text = _("Besøket er her fra før: åpne {visit}.")
        raise UserError(text.format(visit=known.id), exit_code=3)
    seal = library.seal(folder)
    mailbox = Mailbox(folder, uid, library.machine, seal=seal)
    try:
        records = mailbox.fetch()
    except OSError as error:
        text = _("{path} kan ikke leses ({reason}): gi deg selv lesetilgang.")
        raise UserError(text.format(path=folder, reason=reason(error))) from error
    made = begin(library, uid, records, person, at, share=Share(str(folder), uid), seal=seal)
    return made, mailbox.problems


def begin(
    library: Library,
    uid: str,
    records: list[Record],
    person: str,
    at: datetime,
    share: Share | None,
    seal: "Seal | None" = None,
) -> VisitFolder:
    """Make a visit's folder around what came of other machines, wholly or not at all.

    With a *seal* nothing of it is put on disk in the clear. What did not come through a *share*
    was handed over.

    Raises:
        UserError: What came does not make a visit, or the folder cannot be written.
    """
    first = next((r.events[0] for r in records if isinstance(r.events[0], VisitCreated)), None)
    if not isinstance(first, VisitCreated):
        text = _("Besøkslederens fil er ikke kommet ennå: vent på synkroniseringen og prøv igjen.")
        raise UserError(text)
    others = [record for record in records if record.machine != library.machine]
    events: Events = (joined_to(first, uid, library.machine, person),)
    if share is None:
        last = {r.machine: r.n for r in sorted(others, key=lambda record: record.n)}
        events = (*events, Received(machines=tuple(sorted(last.items()))))

    def fill(folder: Path) -> None:
        (folder / EXPORTS).mkdir(mode=0o700)
        name = f"journal-{library.machine}.jsonl"
        Journal.create(folder / name, Record(1, at, events), seal).close()
        inbox = HANDED if share is None else RECEIVED
        Inbox(folder / inbox, uid, seal).keep(others)
        if share is not None:
            keep_share(folder, share)

    return _made(library, first, fill)


def joined_to(first: VisitCreated | Joined, uid: str, machine: str, person: str) -> Joined:
    """Return the beginning of a machine's own journal in a visit that began so elsewhere."""
    return Joined(
        uid=uid,
        machine=machine,
        person=person,
        mark=mark_of(person),
        title=first.title,
        host=first.host,
        date=first.date,
        rehearsal=first.rehearsal,
    )


def _made(library: Library, first: VisitCreated, fill: Callable[[Path], None]) -> VisitFolder:
    """Make a folder beside the others, fill it, and give it its name."""
    root = library.visits_folder
    unfinished = root / f".ny-{os.urandom(6).hex()}"
    try:
        library.root.mkdir(mode=0o700, parents=True, exist_ok=True)
        root.mkdir(mode=0o700, exist_ok=True)
        unfinished.mkdir(mode=0o700)
        fill(unfinished)
        name = next(n for n in folder_names(first) if not (root / n).exists())
        patiently(lambda: unfinished.rename(root / name))
    except OSError as error:
        raise write_error(root, error) from error
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    sync_folder(root)
    return VisitFolder(name, root / name)


def of_identity(library: Library, uid: str) -> VisitFolder | None:
    """Return the visit of the library with that identity, or None."""
    for folder in library.folders():
        with suppress(UserError):
            header = next(headers_in(folder), None)
            if header is not None and header.visit == uid:
                return VisitFolder(folder.name, folder)
            if header is not None:
                continue
        for path in sorted(folder.glob("journal-*.jsonl")):
            with suppress(OSError, UserError), Journal.open(path, write=False) as journal:
                if journal.records and journal_identity(journal) == uid:
                    return VisitFolder(folder.name, folder)
    return None


def _one_visit(folder: Path) -> str:
    if not folder.is_dir():
        text = _("Mappa {path} finnes ikke: velg besøkets mappe der dere deler filer.")
        raise UserError(text.format(path=folder))
    try:
        found = {header.visit for header in headers(folder)}
    except OSError as error:
        text = _("{path} kan ikke leses ({reason}): gi deg selv lesetilgang.")
        raise UserError(text.format(path=folder, reason=reason(error))) from error
    if not found and (folder / DELETED).is_file():
        text = _("Besøket i {path} er slettet av den som hadde styringen.")
        raise UserError(text.format(path=folder), exit_code=3)
    if not found:
        text = _("{path} har ikke noe delt besøk: velg besøkets egen mappe, ikke mappa rundt.")
        raise UserError(text.format(path=folder))
    if len(found) > 1:
        raise UserError(_("{path} har filer fra flere besøk.").format(path=folder))
    return found.pop()

"""Deletes a visit from this machine, and leaves a receipt without a word of it (DESIGN 13)."""

import datetime as dt
import os
import shutil
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import Final

from kvip_tui.errors import UserError, reason
from kvip_tui.i18n import _
from kvip_tui.sharing.deleted import Deleted, keep_deleted
from kvip_tui.sharing.identity import Share, share_of
from kvip_tui.store.atomic import patiently
from kvip_tui.store.library import EXPORTS, Library, VisitFolder
from kvip_tui.store.lock import WriteLock
from kvip_tui.store.receipts import Going, keep_receipt
from kvip_tui.store.sealing.unlock import SealedError
from kvip_tui.visits.open import open_visit

# What the program puts into a shared folder begins with one of these.
_OURS: Final = ("journal-", "turns-", "seen-")


def what_goes(library: Library, folder: VisitFolder) -> Going:
    """Return what would go with a visit; nothing is changed.

    Raises:
        UserError: It is open for writing in another window.
    """
    own = library.own_journal(folder)
    lock = WriteLock(own)
    if own.exists():
        if not lock.acquire():
            said = _("{visit} er åpent i et annet vindu: lukk det først.")
            raise UserError(said.format(visit=folder.id), exit_code=3)
        lock.release()
    summary = next((one for one in library.visits() if one.path == folder.path), None)
    share = share_of(folder.path)
    records, holds = _of_journal(library, folder)
    return Going(
        visit=folder.id,
        path=folder.path,
        host=(summary.host if summary else "") or folder.id,
        date=summary.date if summary else None,
        records=records,
        documents=_documents(folder.path / EXPORTS),
        shared=share.folder if share else "",
        holds=holds,
    )


def _documents(folder: Path) -> int:
    with suppress(OSError):
        return sum(path.is_file() for path in folder.iterdir())
    return 0


def _of_journal(library: Library, folder: VisitFolder) -> tuple[dict[str, int], bool]:
    """Return how many events there are of each kind, and whether this machine holds the clock."""
    try:
        opened = open_visit(library, folder, write=False)
    except (SealedError, UserError, ValueError):
        return {}, False
    try:
        kinds = Counter(
            str(type(event).__struct_config__.tag or type(event).__name__)
            for record in opened.journal.records
            for event in record.events
        )
        shared = opened.session.visit.shared
        return dict(sorted(kinds.items())), bool(shared and shared.holder == library.machine)
    finally:
        opened.close()


def delete(library: Library, going: Going, at: dt.datetime, by: str) -> Path:
    """Delete a visit, and return its receipt, which is written first.

    Raises:
        UserError: The receipt cannot be written, and nothing is deleted; or the folder cannot be
            removed whole, and what is left of it is named.
    """
    share = share_of(going.path)
    receipt = keep_receipt(library.root, going, at, by)
    if share is not None and going.holds:
        _empty(share, at)
    _remove(going.path)
    return receipt


def delete_rehearsal(folder: VisitFolder) -> None:
    """Delete a rehearsal, of which nobody needs a receipt.

    Raises:
        UserError: The folder cannot be removed whole, and what is left of it is named.
    """
    _remove(folder.path)


def _remove(folder: Path) -> None:
    """Take a folder out of the list at once, and then all that it holds from the disk."""
    gone = folder.with_name(f".slettes-{os.urandom(6).hex()}")
    try:
        patiently(lambda: folder.rename(gone))
        shutil.rmtree(gone)
    except OSError as error:
        left = gone if gone.exists() else folder
        said = _("{path} kunne ikke slettes helt ({reason}): slett det som er igjen, selv.")
        raise UserError(said.format(path=left, reason=reason(error))) from error


def _empty(share: Share, at: dt.datetime) -> None:
    """Take all machines' files out of a shared folder, and leave there that it was deleted.

    Only what the program itself puts there is removed; a folder that does not answer is left.
    """
    mailbox = Path(share.folder)
    with suppress(OSError, UserError):
        keep_deleted(mailbox, Deleted(share.visit, at))
        for path in mailbox.iterdir():
            if path.name.startswith(_OURS) and path.is_file():
                with suppress(OSError):
                    path.unlink()

"""Where a visit is shared, and what tells it apart from others (DESIGN 11)."""

from contextlib import suppress
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from kvip_tui.bounded import open_kept, read_kept
from kvip_tui.domain.base import Record
from kvip_tui.domain.history import VisitCreated
from kvip_tui.domain.sharing.changes import Joined
from kvip_tui.errors import UserError
from kvip_tui.i18n import _
from kvip_tui.store.atomic import write_atomic
from kvip_tui.store.journal import Journal
from kvip_tui.store.listing import SHARE

_UNREADABLE: Final = (OSError, msgspec.DecodeError, UnicodeDecodeError, RecursionError)


class Share(Struct, frozen=True):
    """Where a visit is shared, and its identity."""

    folder: str
    visit: str

    def __post_init__(self) -> None:
        """Refuse what can be no path: a system asked for it would raise in the middle of things.

        Raises:
            ValueError: The folder has a sign that no path has.
        """
        if "\0" in self.folder:
            raise ValueError(self.folder)


def share_of(folder: Path) -> Share | None:
    """Return where the visit in a folder is shared, None where it is not."""
    with suppress(*_UNREADABLE):
        return msgspec.json.decode(read_kept(folder / SHARE), type=Share)
    return None


def keep_share(folder: Path, share: Share) -> None:
    """Remember where a visit is shared.

    Raises:
        UserError: It could not be written.
    """
    write_atomic(folder / SHARE, msgspec.json.encode(share))


def identity(first: Record, line: bytes) -> str:
    """Return what tells a visit apart: its own identity, else the hash of its first line."""
    event = first.events[0] if first.events else None
    if isinstance(event, Joined):
        return event.uid
    if isinstance(event, VisitCreated) and isinstance(event.uid, str) and event.uid:
        return event.uid
    import hashlib  # noqa: PLC0415 - 4 ms, and visits made today have an identity

    return hashlib.sha256(line).hexdigest()[:16]


def journal_identity(journal: Journal) -> str:
    """Return the identity of the visit that a journal is of.

    Raises:
        UserError: The journal is empty.
    """
    if not journal.records:
        raise UserError(_("{path} er tom.").format(path=journal.path))
    if journal.seal is not None:
        return journal.seal.visit
    with open_kept(journal.path) as file:
        return identity(journal.records[0], file.readline().rstrip(b"\r\n"))

"""That a visit was deleted by who held its clock: said in the share, and kept by who reads it."""

import datetime as dt
from contextlib import suppress
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from kvip_tui.bounded import read_kept
from kvip_tui.i18n import _
from kvip_tui.sharing.identity import share_of
from kvip_tui.store.atomic import write_atomic
from kvip_tui.store.listing import DELETED, SHARE

_LARGEST: Final = 10_000
_UNREADABLE: Final = (OSError, msgspec.DecodeError, UnicodeDecodeError, RecursionError)


class Deleted(Struct, frozen=True):
    """Which visit was deleted, by its identity, and when."""

    visit: str
    at: dt.datetime


def deleted_in(folder: Path, visit: str) -> Deleted | None:
    """Return that a folder says of a visit that it was deleted, None where it says no such thing.

    What cannot be read says nothing.
    """
    path = folder / DELETED
    with suppress(*_UNREADABLE):
        if not path.is_symlink():
            found = msgspec.json.decode(read_kept(path, _LARGEST), type=Deleted)
            return found if found.visit == visit else None
    return None


def leave_deleted(folder: Path, deleted: Deleted) -> None:
    """Share the visit in a folder no more, and remember there that it was deleted.

    Raises:
        UserError: It could not be written.
        OSError: The same.
    """
    keep_deleted(folder, deleted)
    (folder / SHARE).unlink(missing_ok=True)


def keep_deleted(folder: Path, deleted: Deleted) -> None:
    """Say in a folder that a visit was deleted.

    Raises:
        UserError: It could not be written.
    """
    write_atomic(folder / DELETED, msgspec.json.encode(deleted))


def is_deleted(folder: Path) -> bool:
    """Return whether a visit's own folder, or the one that it is shared through, says so."""
    share = share_of(folder)
    if share is not None:
        return deleted_in(Path(share.folder), share.visit) is not None
    return (folder / DELETED).is_file()


def told_deleted(visit: str, deleted: Deleted) -> str:
    """Return what is said where a visit was deleted elsewhere; *visit* is what it is called."""
    text = _(
        "Besøket ble slettet {date} av den som hadde styringen, og deles ikke mer. Slett det her "
        "også med r på startskjermen eller «kvip delete {visit}»."
    )
    return text.format(date=f"{deleted.at:%d.%m.%Y}", visit=visit)

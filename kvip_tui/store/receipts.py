"""What goes when a visit is deleted, and the receipt that is left of it (DESIGN 13)."""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from kvip_tui.domain.text.words import plain
from kvip_tui.paths import make_private
from kvip_tui.store.atomic import write_atomic, write_error

RECEIPTS: Final = "receipts"


class Going(Struct, frozen=True):
    """What goes with a visit.

    Args:
        visit: Its id.
        path: Its folder.
        host: The name that is typed to confirm it.
        date: Its date, None where that cannot be read.
        records: How many events of each kind this machine's journal holds; none where it is
            sealed and its passphrase has not been said.
        documents: How many documents lie in its folder.
        shared: The folder that it is shared through, '' where it is not.
        holds: Whether this machine holds the clock, so that what is shared goes too.
    """

    visit: str
    path: Path
    host: str
    date: dt.date | None
    records: Mapping[str, int]
    documents: int
    shared: str = ""
    holds: bool = False

    def confirmed(self, typed: str) -> bool:
        """Return whether what was typed is the host's name, whatever its letters' size."""
        return bool(typed.strip()) and plain(typed) == plain(self.host)


class Receipt(Struct, frozen=True):
    """What is kept of a deleted visit: no content, and nobody's name but of who deleted it."""

    visit: str
    date: dt.date | None
    deleted: dt.datetime
    by: str
    records: Mapping[str, int]
    documents: int
    shared: bool


def keep_receipt(root: Path, going: Going, at: dt.datetime, by: str) -> Path:
    """Write the receipt of a visit that *by* deletes, and return where it lies.

    Raises:
        UserError: It cannot be written.
    """
    receipt = Receipt(
        visit=going.visit,
        date=going.date,
        deleted=at,
        by=by,
        records=going.records,
        documents=going.documents,
        shared=bool(going.shared),
    )
    path = _free(root / RECEIPTS, going.visit)
    try:
        make_private(path.parent)
    except OSError as error:
        raise write_error(path, error) from error
    write_atomic(path, msgspec.json.format(msgspec.json.encode(receipt), indent=2))
    return path


def _free(folder: Path, name: str) -> Path:
    """Return the path of a receipt that is not there yet: another visit may have had the name."""
    path, number = folder / f"{name}.json", 2
    while path.exists():
        path, number = folder / f"{name}-{number}.json", number + 1
    return path

"""What a visit is called now, beside its journal: a list need not read the journal for it.

It stands there only where that is not what the journal's first line says. The journal is the
truth; this is written anew each time the visit is closed.
"""

import datetime as dt
from contextlib import suppress
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from kvip_tui.bounded import read_kept
from kvip_tui.store.atomic import write_atomic

CALLED: Final = "called.json"
_LONGEST: Final = 2**14
_UNREADABLE: Final = (OSError, msgspec.DecodeError, UnicodeDecodeError, RecursionError)


class Called(Struct, frozen=True):
    """The host of a visit and its date."""

    host: str
    date: dt.date


def read_called(folder: Path) -> Called | None:
    """Return what the visit in a folder is called now, None where its first line says so."""
    with suppress(*_UNREADABLE):
        return msgspec.json.decode(read_kept(folder / CALLED, _LONGEST), type=Called)
    return None


def keep_called(folder: Path, now: Called, first: Called) -> None:
    """Keep what the visit in a folder is called, where that is not what it was called first.

    Raises:
        UserError: It could not be written; what was kept before stands.
    """
    if now == first:
        (folder / CALLED).unlink(missing_ok=True)
    elif read_called(folder) != now:
        write_atomic(folder / CALLED, msgspec.json.encode(now))

"""How far a sealed journal went when it was last closed, so that a shorter one is noticed.

Each line vouches for itself and says which one it follows; only what is cut off at the end, or a
whole old file put back, shows by nothing in the journal itself.
"""

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from kvip_tui.bounded import read_kept
from kvip_tui.errors import UserError
from kvip_tui.store.atomic import write_atomic
from kvip_tui.store.checked import BadLineError
from kvip_tui.store.sealing import small

if TYPE_CHECKING:
    from kvip_tui.store.sealing.seal import Seal

KIND = "end"


class EndMark:
    """The number of the last record of one machine's journal, sealed beside it."""

    def __init__(self, folder: Path, machine: str, seal: "Seal") -> None:
        self._path = folder / f"{KIND}-{machine}.json"
        self._seal = seal.file(KIND, machine)

    def load(self) -> int:
        """Return the number, 0 where nothing was kept."""
        with suppress(OSError, ValueError, BadLineError):
            return int(small.opened(read_kept(self._path), self._seal))
        return 0

    def save(self, number: int) -> None:
        """Keep the number, as far as the disk allows: the journal does not depend on it."""
        with suppress(UserError):
            write_atomic(self._path, small.closed(b"%d" % number, self._seal))

"""How many notes of interviews are in memory, so that a crash can be told: no more than that."""

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kvip_tui.bounded import read_kept
from kvip_tui.errors import UserError
from kvip_tui.store.atomic import write_atomic
from kvip_tui.store.checked import BadLineError
from kvip_tui.store.sealing import small

if TYPE_CHECKING:
    from kvip_tui.store.sealing.seal import Seal

_LONGEST: Final = 9


class CountFile:
    """The number of one machine's notes, beside the journal; there is no file where it is none."""

    def __init__(self, folder: Path, machine: str, seal: "Seal | None" = None) -> None:
        self._path = folder / f"interview-notes-{machine}.count"
        self._seal = seal and seal.file("count", machine)

    def load(self) -> int:
        """Return how many there were when the program ended without wiping them, 0 for none."""
        with suppress(OSError, ValueError, BadLineError):
            content = small.opened(read_kept(self._path), self._seal)
            return max(0, int(content.decode("ascii")[:_LONGEST]))
        return 0

    def save(self, count: int) -> None:
        """Keep the number, as far as the disk allows: the notes themselves do not depend on it."""
        with suppress(OSError, UserError):
            if count:
                content = str(count).encode("ascii")
                write_atomic(self._path, small.closed(content, self._seal))
            else:
                self._path.unlink(missing_ok=True)

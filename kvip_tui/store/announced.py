"""The signals one machine has already shown, persisted so that a restart does not repeat them."""

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from kvip_tui.bounded import read_kept
from kvip_tui.domain.day.signals import Told
from kvip_tui.store.atomic import write_atomic
from kvip_tui.store.checked import BadLineError
from kvip_tui.store.sealing import small

if TYPE_CHECKING:
    from kvip_tui.store.sealing.seal import Seal

_UNREADABLE: Final = (
    OSError,
    msgspec.DecodeError,
    UnicodeDecodeError,
    RecursionError,
    BadLineError,
)


class ToldFile:
    """The signals already shown of one visit, in a file beside its journal."""

    def __init__(self, folder: Path, machine: str, seal: "Seal | None" = None) -> None:
        self._path = folder / f"told-{machine}.json"
        self._seal = seal and seal.file("told", machine)

    def load(self) -> Told:
        """Return the signals already shown; none where the file cannot be read."""
        with suppress(*_UNREADABLE):
            content = small.opened(read_kept(self._path), self._seal)
            return msgspec.json.decode(content, type=Told)
        return frozenset()

    def save(self, told: Told) -> None:
        """Persist the signals already shown.

        Raises:
            UserError: It could not be written; what was kept before stands.
        """
        ordered = sorted(told, key=lambda signal: (signal.block, signal.kind))
        write_atomic(self._path, small.closed(msgspec.json.encode(ordered), self._seal))

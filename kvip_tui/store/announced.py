"""What one machine has told the leader of, so that a restart does not tell it again."""

from contextlib import suppress
from pathlib import Path
from typing import Final

import msgspec

from kvip_tui.domain.day.signals import Told
from kvip_tui.store.atomic import write_atomic

_UNREADABLE: Final = (OSError, msgspec.DecodeError, UnicodeDecodeError, RecursionError)


class ToldFile:
    """What has been told of a visit, beside its journal."""

    def __init__(self, folder: Path, machine: str) -> None:
        self._path = folder / f"told-{machine}.json"

    def load(self) -> Told:
        """Return what was told; nothing where that cannot be read."""
        with suppress(*_UNREADABLE):
            return msgspec.json.decode(self._path.read_bytes(), type=Told)
        return frozenset()

    def save(self, told: Told) -> None:
        """Keep what was told.

        Raises:
            UserError: It could not be written; what was kept before stands.
        """
        ordered = sorted(told, key=lambda signal: (signal.block, signal.kind))
        write_atomic(self._path, msgspec.json.encode(ordered))

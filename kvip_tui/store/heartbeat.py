"""A sign of life beside the journal: when the program last ran, to see how long it did not."""

import os
import time
from contextlib import suppress
from pathlib import Path
from typing import Final

# Neither what a link leads to nor a pipe that nobody reads; Windows has no such names for them.
_NO_LINK: Final = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


class Heartbeat:
    """A file of one machine in a visit's folder; its time of change is the sign."""

    def __init__(self, folder: Path, machine: str) -> None:
        self._path = folder / f"awake-{machine}"

    def beat(self) -> None:
        """Leave word that the program runs; that it cannot is no reason to stop."""
        with suppress(OSError):
            handle = os.open(self._path, os.O_WRONLY | os.O_CREAT | _NO_LINK, 0o600)
            os.close(handle)
            os.utime(self._path, (now := time.time(), now))

    def last(self) -> float | None:
        """Return when the program last ran, as `time.time` counts, or None where nobody knows."""
        try:
            return self._path.stat().st_mtime
        except OSError:
            return None

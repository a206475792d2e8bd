"""One writer per file: a lock beside it, which the system lets go of when its holder dies."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from filelock import BaseFileLock


class WriteLock:
    """The right to write a file, held by at most one process."""

    def __init__(self, path: Path) -> None:
        self._path = path.with_name(f"{path.name}.lock")
        self._lock: BaseFileLock | None = None

    def acquire(self, wait: float = 0) -> bool:
        """Take the lock, within *wait* seconds; returns whether it is held now.

        Raises:
            OSError: The lock file cannot be made, as in a read-only folder.
        """
        from filelock import FileLock, Timeout  # noqa: PLC0415 - 40 ms, and reading does without

        if self._lock is None:
            lock = FileLock(self._path, mode=0o600, thread_local=False)
            try:
                lock.acquire(timeout=wait)
            except Timeout:
                return False
            self._lock = lock
        return True

    def release(self) -> None:
        """Let go of the lock, if it is held."""
        if self._lock is not None:
            self._lock.release()
            self._lock = None

"""One writer per file: a lock beside it, which the system lets go of when its holder dies."""

from errno import ENOLCK, ENOSYS, ENOTSUP, EOPNOTSUPP
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from filelock import BaseFileLock

_NO_LOCKS: Final = frozenset({ENOLCK, ENOSYS, ENOTSUP, EOPNOTSUPP})


class WriteLock:
    """The right to write a file, held by at most one process.

    Attributes:
        missing: Whether the file system knows no locks, so that nobody is kept out.
    """

    def __init__(self, path: Path) -> None:
        self._path = path.with_name(f"{path.name}.lock")
        self._lock: BaseFileLock | None = None
        self.missing = False

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
            except RuntimeError:  # filelock, where the file system knows no locks
                self.missing = True
            except OSError as error:
                if error.errno not in _NO_LOCKS:
                    raise
                self.missing = True
            self._lock = lock
        return True

    def release(self) -> None:
        """Let go of the lock, if it is held."""
        if self._lock is not None:
            self._lock.release()
            self._lock = None

"""Files that are either wholly the old or wholly the new, and what to say when they cannot be."""

import os
import time
from collections.abc import Callable
from contextlib import suppress
from errno import EACCES, EDQUOT, EFBIG, ENOENT, ENOSPC, EPERM, EROFS
from pathlib import Path
from typing import Final, TypeVar

from kvip_tui.errors import UserError, reason
from kvip_tui.i18n import _

T = TypeVar("T")
BINARY: Final = getattr(os, "O_BINARY", 0)
_BEGINNING, _END = ".kvip-", ".tmp"
_OLD: Final = 3600.0
_PAUSES: Final = (0.02, 0.05, 0.1, 0.2, 0.4)


def write_atomic(path: Path, content: bytes | str) -> None:
    """Write a file, readable by its owner only, so that a crash leaves the old or the new one.

    A link of that name is replaced by the file; what it leads to is left alone.

    Raises:
        UserError: The file cannot be written; what was there before still is.
    """
    data = content.encode() if isinstance(content, str) else content
    target = path.parent.resolve() / path.name
    temporary = target.with_name(f"{_BEGINNING}{os.urandom(6).hex()}{_END}")
    try:
        try:
            _write_new(temporary, data)
            patiently(lambda: temporary.replace(target))
        except BaseException:
            with suppress(OSError):
                temporary.unlink()
            raise
        sync_folder(target.parent)
    except OSError as error:
        raise write_error(path, error) from error


def clear_leftovers(folder: Path, now: float) -> None:
    """Remove what writing that was broken off left in a folder, where it is older than an hour.

    *now* is in seconds, as the system's files count them.
    """
    for path in _leftovers(folder):
        with suppress(OSError):
            if now - path.lstat().st_mtime > _OLD:
                path.unlink()


def _leftovers(folder: Path) -> list[Path]:
    try:
        inside = list(folder.iterdir())
    except OSError:
        return []
    return [
        path for path in inside if path.name.startswith(_BEGINNING) and path.name.endswith(_END)
    ]


def _write_new(path: Path, data: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | BINARY, 0o600)
    try:
        write_all(handle, data)
        os.fsync(handle)
    finally:
        os.close(handle)


def write_all(handle: int, data: bytes) -> None:
    """Write every byte of *data*; one call, unless the system takes only a part of it."""
    written = os.write(handle, data)
    while written < len(data):
        written += os.write(handle, data[written:])


def patiently(action: Callable[[], T]) -> T:
    """Retry *action* for a moment while another program holds the file."""
    for pause in _PAUSES:
        try:
            return action()
        except PermissionError:
            time.sleep(pause)
    return action()


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable, where the system can."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def write_error(path: Path, error: OSError) -> UserError:
    """Return what to tell a person when *path* could not be written."""
    if error.errno in {ENOSPC, EDQUOT, EFBIG}:
        text = _("Det er ikke plass på disken til {path}: frigjør plass og prøv igjen.")
    elif error.errno in {EACCES, EPERM, EROFS}:
        text = _(
            "{path} er skrivebeskyttet eller åpen i et annet program: "
            "lukk den der, eller velg en annen mappe."
        )
    elif error.errno == ENOENT:
        text = _("Mappa til {path} finnes ikke: lag den eller velg en annen mappe.")
    else:
        text = _("{path} kunne ikke skrives ({reason}): velg en annen mappe eller prøv igjen.")
    return UserError(text.format(path=path, reason=reason(error)), exit_code=3)

"""Files that are read whole: no more of them than they can be, and none that is no file."""

import os
import stat
from errno import EFBIG, EINVAL
from pathlib import Path
from typing import BinaryIO, Final

# What holds some settings, a sign of life or what was told; and what holds what is being typed.
SMALL: Final = 2**20
TYPED: Final = 64 * 2**20
# More than the journals of a hundred days.
JOURNAL: Final = 512 * 2**20
_AT_ONCE: Final = 2**20
_BINARY: Final = getattr(os, "O_BINARY", 0)
# Opening a pipe that nobody writes to waits for ever without this; Windows has none in folders.
_NO_WAITING: Final = getattr(os, "O_NONBLOCK", 0)


def open_kept(path: Path, buffering: int = -1) -> BinaryIO:
    """Return a file of the program's own, opened to be read.

    Raises:
        OSError: It cannot be read, or is a folder, a pipe or a device.
    """
    handle = os.open(path, os.O_RDONLY | _BINARY | _NO_WAITING)
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise OSError(EINVAL, os.strerror(EINVAL), str(path))
    return os.fdopen(handle, "rb", buffering)


def read_kept(path: Path, most: int = SMALL) -> bytes:
    """Return what a file of the program's own holds, of at most so many bytes.

    Raises:
        OSError: It cannot be read, is larger, or is a folder, a pipe or a device.
    """
    with open_kept(path, 0) as file:
        return _read(file.fileno(), most, path)


def read_given(path: Path, most: int) -> bytes:
    """Return what a file that somebody named holds, of at most so many bytes; a pipe's too.

    Raises:
        OSError: It cannot be read, or is larger.
    """
    handle = os.open(path, os.O_RDONLY | _BINARY)
    try:
        return _read(handle, most, path)
    finally:
        os.close(handle)


def _read(handle: int, most: int, path: Path) -> bytes:
    """Return all that is left, read piece by piece, so that no room is made for what is not there.

    Raises:
        OSError: It cannot be read, or is more than *most* bytes.
    """
    if os.fstat(handle).st_size > most:
        raise OSError(EFBIG, os.strerror(EFBIG), str(path))
    pieces, size = list[bytes](), 0
    while piece := os.read(handle, _AT_ONCE):
        pieces.append(piece)
        size += len(piece)
        if size > most:
            raise OSError(EFBIG, os.strerror(EFBIG), str(path))
    return b"".join(pieces)

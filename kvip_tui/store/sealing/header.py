"""The first line of a sealed file: whose it is, and how a passphrase becomes the key (DESIGN 11).

Nothing here needs cryptography: whether a file is sealed is seen without it.
"""

import re
from base64 import b64decode, b64encode
from binascii import Error as Base64Error
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Final

import msgspec
from msgspec import Meta, Struct
from msgspec.structs import replace

from kvip_tui.bounded import open_kept
from kvip_tui.i18n import _
from kvip_tui.store.checked import BadLineError, bare

VERSION: Final = 1
# How many characters a passphrase has at least.
SHORTEST: Final = 8
CLOSED: Final = re.compile(rb"([0-9a-f]{16}):([1-9][0-9]{0,9}):([A-Za-z0-9+/=]+)")
_BEGINS: Final = b'{"sealed":'
_LONGEST: Final = 4096
_UNREADABLE: Final = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)
# More than this is not asked of a machine, whatever a file says: 256 MB, for a few seconds.
_MOST_MEMORY: Final = 256 * 2**20


class Cost(Struct, frozen=True, array_like=True):
    """What trying one passphrase costs: scrypt's n, r and p."""

    n: Annotated[int, Meta(ge=2)]
    r: Annotated[int, Meta(ge=1)]
    p: Annotated[int, Meta(ge=1, le=4)]

    @property
    def bearable(self) -> bool:
        """Whether it may be asked of a machine: scrypt knows it, and its memory is bounded."""
        return self.n & (self.n - 1) == 0 and 128 * self.n * self.r <= _MOST_MEMORY


# 128 MB and a third of a second on a machine of today, as OWASP advises for scrypt.
COST: Final = Cost(2**17, 8, 1)


class Header(Struct, frozen=True):
    """What a sealed file begins with.

    Args:
        sealed: The version of the format.
        visit: The identity of the visit.
        machine: Whose file it is.
        kind: What the file is.
        file: What tells its lines apart from those of every other file, an older one included.
        salt: The visit's salt.
        cost: What the key costs.
        rehearsal: Whether the visit is a rehearsal.
        proof: Shows who has the passphrase that it is the right one, and that nothing of the
            above was changed.
    """

    sealed: int
    visit: str
    machine: str
    kind: str
    file: str
    salt: str
    cost: Cost
    rehearsal: bool = False
    proof: str = ""

    @property
    def claims(self) -> bytes:
        """What the proof vouches for."""
        return msgspec.json.encode(replace(self, proof=""))

    @property
    def line(self) -> bytes:
        """The header as the first line of a file, newline included."""
        return msgspec.json.encode(self) + b"\n"


_header = msgspec.json.Decoder(Header).decode


def is_header(line: bytes) -> bool:
    """Return whether a line claims to be the first one of a sealed file."""
    return bare(line).startswith(_BEGINS)


def is_closed(line: bytes) -> bool:
    """Return whether a line looks like one behind the first of a sealed file."""
    return CLOSED.fullmatch(bare(line)) is not None


def read_header(line: bytes) -> Header:
    """Return what the first line of a sealed file says; nothing of it is proven.

    Raises:
        BadLineError: It is no such line.
    """
    try:
        found = _header(bare(line))
    except _UNREADABLE as error:
        raise BadLineError(_("linja begynner ingen forseglet fil")) from error
    if found.sealed != VERSION:
        raise BadLineError(_("fila er forseglet av en nyere utgave av kvip"))
    if not found.cost.bearable:
        raise BadLineError(_("linja begynner ingen forseglet fil"))
    return found


def first_line(path: Path) -> bytes:
    """Return the first line of a file as far as a header is long, nothing where there is none."""
    with suppress(OSError), open_kept(path) as file:
        return file.readline(_LONGEST)
    return b""


def header_in(path: Path) -> Header | None:
    """Return what a sealed file begins with, None where it is none."""
    line = first_line(path)
    if not is_header(line):
        return None
    with suppress(BadLineError):
        return read_header(line)
    return None


def text_of(data: bytes) -> str:
    """Return bytes as a line can hold them."""
    return b64encode(data).decode("ascii")


def bytes_of(text: str | bytes) -> bytes:
    """Return the bytes that stand in a line.

    Raises:
        BadLineError: The text holds none.
    """
    try:
        return b64decode(text, validate=True)
    except (Base64Error, ValueError) as error:
        raise BadLineError(_("linja er ikke forseglet slik den ble skrevet")) from error

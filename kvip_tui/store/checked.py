"""The check that ends each line of a file, by which it is seen whether it is what was written."""

from codecs import BOM_UTF8
from typing import Final
from zlib import crc32

from kvip_tui.i18n import _

CHECK: Final = b',"check":"'
TAIL: Final = len(CHECK) + len(b'9f3a12bc"}')


class BadLineError(ValueError):
    """A line that cannot be trusted; the message says why, for people."""


def bare(line: bytes) -> bytes:
    """Return a line as it was written, without its end and what editors put around lines.

    That is a mark in front of the file, and the carriage returns of Windows.
    """
    return line.removeprefix(BOM_UTF8).removesuffix(b"\n").removesuffix(b"\r")


def check_of(line: bytes) -> bytes:
    """Return the check of a line without its newline, nothing where it has none."""
    return line[-10:-2] if line[-TAIL:].startswith(CHECK) else b""


def verify(line: bytes) -> None:
    """Check that a line without its newline is what was written.

    Raises:
        BadLineError: It is not.
    """
    body = line[:-TAIL]
    if line[-TAIL:] != b'%b%08x"}' % (CHECK, crc32(body)):
        raise BadLineError(_("kontrollsummen stemmer ikke"))

"""Finds the first line of a journal again, without which nobody can say whose day it is.

What is proven comes first: the line with one flipped bit put right, which its check shows; the
same line in another file of the folder, which the line behind it names. Else the line is used as
far as it can be read.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final
from zlib import crc32

from kvip_tui.bounded import JOURNAL, open_kept, read_kept
from kvip_tui.domain.history import VisitCreated
from kvip_tui.i18n import _
from kvip_tui.store.checked import BadLineError, bare, check_of
from kvip_tui.store.codec import Damage, Scan, decode, link_of, unchecked
from kvip_tui.store.scan import scan

LONGEST: Final = 200_000  # bytes
_TAIL: Final = len(b',"check":"9f3a12bc"}')


def with_beginning(found: Scan, data: bytes, path: Path) -> Scan:
    """Return what a journal holds, its first line too where that can be found again.

    Args:
        found: What could be read of it.
        data: Its bytes, which are not sealed.
        path: Its file; its folder bears the visit's id.
    """
    if found.records and found.records[0].n == 1:
        return found
    line, newline, rest = data.partition(b"\n")
    if not newline:
        return found
    whole, reason = _again(bare(line), rest, path)
    if not whole:
        return found
    again = scan(whole + b"\n" + rest)
    if not again.records or again.records[0].n != 1:
        return found
    told = [Damage(1, reason), *(one for one in found.damage if one.line != 1)]
    sound = again.sound or whole + b"\n" + rest[: len(rest) - len(again.torn)]
    return Scan(
        again.records, told, found.end, found.torn, again.last, again.check, sound, found.lines
    )


def first_found_again(path: Path) -> VisitCreated | None:
    """Return what makes the visit of a journal whose first line could not be read, or None."""
    try:
        data = read_kept(path, JOURNAL)
    except OSError:
        return None
    records = with_beginning(Scan([], [], 0, b"", 0), data, path).records
    first = records[0].events[0] if records and records[0].events else None
    return first if isinstance(first, VisitCreated) else None


def _again(line: bytes, rest: bytes, path: Path) -> tuple[bytes, str]:
    """Return the first line as it was and what was wrong with it, nothing where it is lost."""
    link = link_of(bare(rest.partition(b"\n")[0]))
    mended = mended_bit(line)
    if mended and _visit_of(mended):
        return mended, _("én bit var snudd, og er rettet")
    for other in _elsewhere(path):
        visit = _visit_of(other)
        if visit and (check_of(other) == link if link else visit == path.parent.name):
            return other, _("linja kunne ikke leses, og er hentet fra en annen fil i mappa")
    try:
        read = unchecked(line)
    except BadLineError:
        return b"", ""
    said = _("kontrollsummen stemmer ikke; se over plan, vertsenhet og personer")
    return (read, said) if _visit_of(read) else (b"", "")


def _visit_of(line: bytes) -> str:
    """Return the id of the visit that a line makes, '' where it makes none."""
    try:
        record = decode(line)
    except BadLineError:
        return ""
    first = record.events[0] if record.events else None
    return first.id if record.n == 1 and isinstance(first, VisitCreated) else ""


def _elsewhere(path: Path) -> Iterator[bytes]:
    """Yield the first lines of the other files of journals in a folder."""
    for other in sorted(path.parent.iterdir()):
        if other == path or ".jsonl" not in other.name or not other.is_file():
            continue
        try:
            with open_kept(other) as file:
                yield bare(file.readline(LONGEST))
        except OSError:
            continue


def mended_bit(line: bytes) -> bytes:
    """Return a line in which one bit was flipped as it was, nothing where that is not what befell.

    The check of the bytes is linear: what it is off by tells which bit it was.
    """
    body, tail = line[:-_TAIL], line[-_TAIL:]
    right = b',"check":"%08x"}' % crc32(body)
    if len(tail) != _TAIL or len(line) > LONGEST:
        return b""
    if sum((a ^ b).bit_count() for a, b in zip(right, tail, strict=True)) == 1:
        return body + right
    try:
        off = crc32(body) ^ int(tail[10:18], 16)
    except ValueError:
        return b""
    if not tail.startswith(b',"check":"'):
        return b""
    flips = {crc32(bytes([1 << bit])) ^ crc32(b"\0"): 1 << bit for bit in range(8)}
    for place in range(len(body) - 1, -1, -1):
        if (bit := flips.get(off)) is not None:
            return body[:place] + bytes([body[place] ^ bit]) + body[place + 1 :] + tail
        flips = {_stepped(effect): bit for effect, bit in flips.items()}
    return b""


def _stepped(effect: int) -> int:
    """Return what a flip does to a check where one more byte stands behind it."""
    return (effect >> 8) ^ _STEPS[effect & 0xFF]


_STEPS: Final = tuple((crc32(bytes([byte])) ^ crc32(b"\0")) for byte in range(256))

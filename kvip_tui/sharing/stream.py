"""The lines by which a machine's records travel, and how a file of them is read (DESIGN 11).

A stream is a file of its own, for some records never travel: each line has a number that counts
the lines, the check of the line before, and whose record it is. The first line says of which
visit, and which generation of the file it is: a file that was written anew is read anew.
"""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Final

import msgspec
from msgspec import Meta, Struct

from kvip_tui.domain.base import Record
from kvip_tui.i18n import _
from kvip_tui.store import codec
from kvip_tui.store.checked import BadLineError, bare, verify
from kvip_tui.store.codec import Damage
from kvip_tui.store.sealing.header import is_header

if TYPE_CHECKING:
    from kvip_tui.store.sealing.seal import FileSeal

KIND: Final = "kvip-stream"
MACHINE: Final = re.compile(r"[a-z0-9][a-z0-9_-]{0,79}(?:~\d{1,3})?")
_CHECK: Final = slice(-10, -2)
_UNREADABLE: Final = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)


class Header(Struct, frozen=True):
    """What a stream begins with: the visit's identity, whose it is, how often it was rewritten.

    ``sealed`` says of a hand-over that the visit is, where it came from.
    """

    stream: str
    visit: str
    machine: str
    generation: int = 1
    title: str = ""
    sealed: bool = False


class Place(Struct, frozen=True):
    """How far a stream has been read or written: bytes, lines, and the check of the last line."""

    end: int = 0
    lines: int = 0
    check: str = ""


class Reading(Struct, frozen=True):
    """What was read: records as their machines', what could not be used, and how far it went."""

    records: tuple[Record, ...]
    damage: tuple[Damage, ...]
    place: Place


class _Link(Struct, frozen=True):
    seq: int
    machine: Annotated[str, Meta(max_length=90)]
    prev: str = ""


_header = msgspec.json.Decoder(Header).decode
_link = msgspec.json.Decoder(_Link).decode


def begun(header: Header, seal: "FileSeal | None" = None) -> tuple[bytes, Place]:
    """Return what a stream begins with, and the place behind it: one line, two where sealed."""
    line = codec.seal(msgspec.to_builtins(header))
    if seal is None:
        return line, Place(len(line), 1, _check(line))
    data = seal.whole([line])
    return data, Place(len(data), 2, _check(line))


def beginning(data: bytes, seal: "FileSeal | None" = None) -> tuple[Header, Place]:
    """Return what the beginning of a stream says, and the place behind it.

    Raises:
        BadLineError: It is no stream; or it is sealed and there is no seal, or the other way round.
    """
    first, _newline, rest = data.partition(b"\n")
    if seal is None:
        if is_header(first):
            raise BadLineError(_("fila er forseglet, og passordfrasen er ikke sagt"))
        return header_of(first), Place(len(first) + 1, 1, _check(first + b"\n"))
    if not is_header(first):
        raise BadLineError(_("fila er ikke forseglet"))
    seal.begin(first)
    second = rest.partition(b"\n")[0]
    line = seal.opened(bare(second))
    return header_of(line), Place(len(first) + len(second) + 2, 2, _check(line + b"\n"))


def written(
    records: Iterable[Record], after: Place, seal: "FileSeal | None" = None
) -> tuple[bytes, Place]:
    """Return the lines of some records that come after a place, and the place behind them."""
    lines, number, check = [], after.lines, after.check
    for record in records:
        link = {"seq": number, "prev": check, "machine": record.machine}
        line = codec.seal({**link, **codec.document(record)})
        lines.append(line)
        number, check = number + 1, _check(line)
    data = b"".join(lines) if seal is None else seal.more(lines, after.lines + 1)
    return data, Place(after.end + len(data), number, check)


def header_of(line: bytes) -> Header:
    """Return what the first line of a stream says, without its newline.

    Raises:
        BadLineError: It is not the first line of a stream.
    """
    verify(line)
    try:
        header = _header(line)
    except _UNREADABLE as error:
        raise BadLineError(_("linja begynner ingen strøm")) from error
    if header.stream != KIND or not MACHINE.fullmatch(header.machine):
        raise BadLineError(_("linja begynner ingen strøm"))
    return header


def read(data: bytes, after: Place, seal: "FileSeal | None" = None) -> Reading:
    """Return what the bytes behind a place hold; a last line without its end is for next time.

    A line that is not what was written is told with its number, and the rest is read.
    """
    *lines, _torn = data.split(b"\n")
    records: list[Record] = []
    damage: list[Damage] = []
    end, number, check = after.end, after.lines, after.check
    for line in lines:
        end, number = end + len(line) + 1, number + 1
        try:
            plain = line if seal is None else seal.opened(line)
            record, before, seq = _record(plain)
        except BadLineError as error:
            damage.append(Damage(number, str(error)))
            check = ""
            continue
        if check and (before != check or seq != number - 1):
            damage.append(Damage(number, _("linja følger ikke på den forrige")))
        check = _check(plain + b"\n")
        records.append(record)
    return Reading(tuple(records), tuple(damage), Place(end, number, check))


def _record(line: bytes) -> tuple[Record, str, int]:
    record = codec.decode(line)
    try:
        link = _link(line)
    except _UNREADABLE as error:
        raise BadLineError(_("linja er ikke en hendelse")) from error
    if not MACHINE.fullmatch(link.machine) or record.clock is None:
        raise BadLineError(_("linja er ikke en hendelse"))
    return msgspec.structs.replace(record, machine=link.machine), link.prev, link.seq


def _check(line: bytes) -> str:
    return line[:-1][_CHECK].decode("ascii")

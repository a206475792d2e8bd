"""A hand-over: what would go into the share, in one encrypted file (DESIGN 11).

The file is a standard age file with a passphrase, so that ``age -d`` opens it; inside are the lines
of a stream.
"""

from collections.abc import Iterable
from errno import EFBIG
from pathlib import Path
from typing import Final

from msgspec import Struct

from kvip_tui.bounded import read_given
from kvip_tui.domain.base import Record
from kvip_tui.domain.sharing.travels import of_floor
from kvip_tui.errors import UserError, reason
from kvip_tui.i18n import _
from kvip_tui.sharing import stream
from kvip_tui.sharing.stream import Header
from kvip_tui.store.atomic import write_atomic
from kvip_tui.store.checked import BadLineError
from kvip_tui.store.codec import Damage

SHORTEST: Final = 8
LARGEST: Final = 200 * 2**20


class Handed(Struct, frozen=True):
    """What a file holds: of which visit, from which machine, its records, what is damaged."""

    header: Header
    records: tuple[Record, ...]
    damage: tuple[Damage, ...] = ()


def packed(header: Header, records: Iterable[Record]) -> bytes:
    """Return records as the lines of a stream, without the turns of the floor."""
    first, place = stream.begun(header)
    lines, _place = stream.written((r for r in records if not of_floor(r)), place)
    return first + lines


def unpacked(data: bytes, path: Path) -> Handed:
    """Return what the lines of a hand-over hold.

    Raises:
        UserError: They are none.
    """
    try:
        header, start = stream.beginning(data)
    except BadLineError as error:
        text = _("{path} er ikke en overlevering fra kvip: be om fila på nytt.")
        raise UserError(text.format(path=path)) from error
    found = stream.read(data[start.end :], start)
    return Handed(header, found.records, found.damage)


def write(path: Path, header: Header, records: Iterable[Record], passphrase: str) -> None:
    """Write a hand-over, which the passphrase opens.

    Raises:
        UserError: The passphrase is too short, or the file cannot be written.
    """
    if len(passphrase) < SHORTEST:
        raise UserError(_("Passordfrasen er for kort: bruk minst {n} tegn.").format(n=SHORTEST))
    write_atomic(path, sealed(packed(header, records), passphrase))


def read(path: Path, passphrase: str) -> Handed:
    """Return what a hand-over holds.

    Raises:
        UserError: The file cannot be read, is something else, or the passphrase is another.
    """
    try:
        data = read_given(path, LARGEST)
    except OSError as error:
        if error.errno == EFBIG:
            text = _("{path} er for stor til å være en overlevering.")
            raise UserError(text.format(path=path)) from error
        text = _("{path} kan ikke leses ({reason}): velg en fil som finnes.")
        raise UserError(text.format(path=path, reason=reason(error))) from error
    if not data.startswith(b"age-encryption.org/"):
        text = _("{path} er ikke en kryptert fil fra kvip: be om fila på nytt.")
        raise UserError(text.format(path=path))
    plain = unsealed(data, passphrase)
    if plain is None:
        text = _("{path} kan ikke åpnes: skriv passordfrasen på nytt, eller be om fila på nytt.")
        raise UserError(text.format(path=path))
    return unpacked(plain, path)


def sealed(data: bytes, passphrase: str) -> bytes:
    """Return *data* as an age file that a passphrase opens; takes a second on purpose."""
    import pyrage  # noqa: PLC0415 - only hand-overs need it

    return bytes(pyrage.passphrase.encrypt(data, passphrase))


def unsealed(data: bytes, passphrase: str) -> bytes | None:
    """Return what an age file holds, None where the passphrase or the file is wrong."""
    import pyrage  # noqa: PLC0415 - only hand-overs need it

    try:
        return bytes(pyrage.passphrase.decrypt(data, passphrase))
    except pyrage.DecryptError:
        return None

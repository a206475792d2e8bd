"""The seal of a visit: every line of its files is closed with a key made of the passphrase.

A line is ``FILE:NUMBER:BOX``. The box is a nonce, the encrypted line, and a tag that vouches for
the line and for where it stands: the visit, the machine, the kind of file, the file and the number.
That a line follows the one before it is said inside, as in journals that are not sealed.
"""

import os
import unicodedata
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final, final

import msgspec
from msgspec.structs import replace

from kvip_tui.errors import UserError
from kvip_tui.i18n import _
from kvip_tui.store.checked import BadLineError
from kvip_tui.store.sealing import header as head
from kvip_tui.store.sealing.header import (
    CLOSED,
    SHORTEST,
    VERSION,
    Cost,
    Header,
    bytes_of,
    is_closed,
    read_header,
    text_of,
)

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

_SALT, _NONCE, _FILE, _KEY = 16, 12, 8, 32
# The files of one visit have one salt; a few more where two machines sealed it out of touch.
_MOST_SALTS: Final = 4


class Keyring:
    """The keys that one passphrase makes, one for each salt, each made once and kept in memory."""

    def __init__(self, passphrase: str) -> None:
        self._secret = unicodedata.normalize("NFC", passphrase).encode("utf-8", "replace")
        self._ciphers: dict[tuple[str, Cost], ChaCha20Poly1305] = {}

    def cipher(self, salt: str, cost: Cost) -> "ChaCha20Poly1305":
        """Return what closes and opens lines; the first time for a salt takes long on purpose.

        Raises:
            BadLineError: The salt is none, or there are too many of them.
        """
        # 37 ms, and who has no passphrase does without.
        from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305  # noqa: PLC0415
        from cryptography.hazmat.primitives.kdf.scrypt import Scrypt  # noqa: PLC0415

        found = self._ciphers.get((salt, cost))
        if found is None:
            if len(self._ciphers) >= _MOST_SALTS:
                raise BadLineError(_("linja begynner ingen forseglet fil"))
            kdf = Scrypt(salt=bytes_of(salt), length=_KEY, n=cost.n, r=cost.r, p=cost.p)
            found = self._ciphers[salt, cost] = ChaCha20Poly1305(kdf.derive(self._secret))
        return found


@final
class Seal:
    """The seal of one visit, whose passphrase is known.

    Attributes:
        visit: The identity of the visit.
        salt: The salt of the files that are made.
        rehearsal: Whether the visit is a rehearsal, which is seen without the passphrase.
    """

    def __init__(
        self, keys: Keyring, visit: str, salt: str, cost: Cost, *, rehearsal: bool = False
    ) -> None:
        self._keys, self._cost = keys, cost
        self.visit, self.salt, self.rehearsal = visit, salt, rehearsal

    @classmethod
    def new(cls, passphrase: str, visit: str, *, rehearsal: bool = False) -> "Seal":
        """Return a seal with a salt of its own.

        Raises:
            UserError: The passphrase is too short.
        """
        if len(passphrase) < SHORTEST:
            raise UserError(_("Passordfrasen er for kort: bruk minst {n} tegn.").format(n=SHORTEST))
        salt = text_of(os.urandom(_SALT))
        return cls(Keyring(passphrase), visit, salt, head.COST, rehearsal=rehearsal)

    @classmethod
    def of(cls, keys: Keyring, header: Header) -> "Seal | None":
        """Return the seal that a file was closed with, None where the passphrase is another."""
        seal = cls(keys, header.visit, header.salt, header.cost, rehearsal=header.rehearsal)
        return seal if seal.proves(header) else None

    def for_visit(self, visit: str, *, rehearsal: bool) -> "Seal":
        """Return the seal of another visit with the same passphrase."""
        salt = text_of(os.urandom(_SALT))
        return Seal(self._keys, visit, salt, self._cost, rehearsal=rehearsal)

    def file(self, kind: str, machine: str = "", *, strict: bool = True) -> "FileSeal":
        """Return the seal of a file's lines: of a machine, of any where none is named.

        Where it is not *strict*, the machine is only believed as long as the file says no other.
        """
        return FileSeal(self, kind, machine, strict=strict and bool(machine))

    def header(self, kind: str, machine: str) -> Header:
        """Return the beginning of a new file."""
        claimed = Header(
            sealed=VERSION,
            visit=self.visit,
            machine=machine,
            kind=kind,
            file=os.urandom(_FILE).hex(),
            salt=self.salt,
            cost=self._cost,
            rehearsal=self.rehearsal,
        )
        return replace(claimed, proof=text_of(self.close(b"", claimed.claims)))

    def proves(self, header: Header) -> bool:
        """Return whether a header was written by who has the passphrase, and is unchanged."""
        try:
            return self.open(bytes_of(header.proof), header.claims, header) == b""
        except BadLineError:
            return False

    def close(self, line: bytes, place: bytes, header: Header | None = None) -> bytes:
        """Return a line encrypted, bound to its place, as the other lines of its file are."""
        nonce = os.urandom(_NONCE)
        return nonce + self._cipher(header).encrypt(nonce, line, place)

    def open(self, box: bytes, place: bytes, header: Header | None = None) -> bytes:
        """Return what was encrypted for a place, by the header of its file if that is known.

        Raises:
            BadLineError: The box or the place is not what it was.
        """
        from cryptography.exceptions import InvalidTag  # noqa: PLC0415 - with the ciphers

        try:
            return self._cipher(header).decrypt(box[:_NONCE], box[_NONCE:], place)
        except (InvalidTag, ValueError) as error:
            said = _("linja er endret, eller hører ikke til her")
            raise BadLineError(said) from error

    def _cipher(self, header: Header | None) -> "ChaCha20Poly1305":
        if header is None:
            return self._keys.cipher(self.salt, self._cost)
        return self._keys.cipher(header.salt, header.cost)


class FileSeal:
    """Closes and opens the lines of one file; the first of them is its header.

    Args:
        seal: The seal of the visit.
        kind: What the file is.
        machine: Whose it is.
        strict: Whether it may be nobody else's.
    """

    def __init__(self, seal: Seal, kind: str, machine: str, *, strict: bool) -> None:
        self._seal, self._kind, self._machine = seal, kind, machine
        self._strict = strict
        self._header: Header | None = None
        self._file = ""

    def whole(self, lines: Iterable[bytes]) -> bytes:
        """Return lines, newlines included, as a file of its own."""
        header = self._seal.header(self._kind, self._machine)
        return header.line + self._all_closed(lines, 2, header)

    def more(self, lines: Iterable[bytes], number: int) -> bytes:
        """Return lines, newlines included, that come to stand behind the file that was read.

        Args:
            lines: The lines.
            number: Where the first of them stands, counted from 1 for the header.
        """
        if self._header is None:
            raise RuntimeError("a file is read before it is added to")
        return self._all_closed(lines, number, self._header)

    def begin(self, line: bytes) -> bool:
        """Read the first line of the file; return whether it is one, and not a later line.

        Raises:
            BadLineError: It is not what was written, or belongs to another file.
        """
        self._header, self._file = None, ""
        if is_closed(line):
            return False
        header = read_header(line)
        wanted = (self._seal.visit, self._kind, self._machine if self._strict else header.machine)
        if (header.visit, header.kind, header.machine) != wanted:
            raise BadLineError(_("fila hører til et annet besøk eller en annen maskin"))
        if not self._seal.proves(header):
            raise BadLineError(_("linja er endret, eller hører ikke til her"))
        self._header, self._file = header, header.file
        return True

    def ignore_first(self) -> bool:
        """Let the lines say themselves which file they are of; return whether the first one did."""
        known = self._header is not None
        self._header, self._file = None, ""
        return known

    def opened(self, line: bytes) -> bytes:
        """Return what stands in a line that is not the first, without its newline.

        Where the first line could not be read, the first one behind it says which file it is.

        Raises:
            BadLineError: The line is not sealed, is not what was written, or is from elsewhere.
        """
        found = CLOSED.fullmatch(line)
        if found is None:
            raise BadLineError(_("linja er ikke forseglet"))
        file, number = found[1].decode("ascii"), int(found[2])
        if self._file and file != self._file:
            raise BadLineError(_("linja hører til en annen fil"))
        machine = self._header.machine if self._header else self._machine
        place = self._place(machine, file, number)
        plain = self._seal.open(bytes_of(found[3]), place, self._header)
        self._file = file
        return plain

    def _all_closed(self, lines: Iterable[bytes], number: int, header: Header) -> bytes:
        closed = bytearray()
        for at, line in enumerate(lines, number):
            place = self._place(header.machine, header.file, at)
            box = self._seal.close(line.removesuffix(b"\n"), place, header)
            closed += f"{header.file}:{at}:{text_of(box)}\n".encode("ascii")
        return bytes(closed)

    def _place(self, machine: str, file: str, number: int) -> bytes:
        return msgspec.json.encode((self._seal.visit, machine, self._kind, file, number))

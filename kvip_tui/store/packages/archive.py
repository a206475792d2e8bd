"""The zip of a package: read within bounds whatever it says of itself, packed alike.

Nothing is ever unpacked to disk, and a part is read no further than what the limits allow.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from msgspec import Struct

from kvip_tui.errors import UserError, reason
from kvip_tui.i18n import _
from kvip_tui.i18n import marked as m

MOST_PARTS: Final = 500
MOST_PACKED: Final = 20_000_000
MOST_UNPACKED: Final = 60_000_000
MOST_XML: Final = 6_000_000
MOST_RATIO: Final = 200
TYPES: Final = "[Content_Types].xml"
# The oldest date that a zip can hold: when a file was made is not told by its packing.
_NO_DATE: Final = (1980, 1, 1, 0, 0, 0)
_PACKINGS: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_SMALL: Final = 1_000_000
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class Sentences(Struct, frozen=True):
    """What is said of a file that cannot be used, by the kind of file that was asked for."""

    missing: str
    unreadable: str
    invalid: str
    locked: str
    too_big: str


WORD: Final = Sentences(
    missing=m("Finner ikke malen {path}: se om navnet stemmer."),
    unreadable=m("Kan ikke lese malen {path} ({reason}): se om den er en fil du har tilgang til."),
    invalid=m(
        "{path} er ikke et Word-dokument, eller det er skadet: lagre malen som .docx i Word."
    ),
    locked=m("{path} har passord eller et gammelt format: lagre den som .docx uten passord."),
    too_big=m("{path} er altfor stor når den pakkes ut: lag en mal uten store bilder og vedlegg."),
)


REVIEWED: Final = Sentences(
    missing=m("Finner ikke {path}: se om navnet stemmer."),
    unreadable=m("Kan ikke lese {path} ({reason}): se om den er en fil du har tilgang til."),
    invalid=m("{path} er ikke et Word-dokument, eller det er skadet: be om en ny, som .docx."),
    locked=m("{path} har passord eller et gammelt format: be om den som .docx uten passord."),
    too_big=m("{path} er altfor stor når den pakkes ut: be om den uten store bilder og vedlegg."),
)

SPREADSHEET: Final = Sentences(
    missing=m("Finner ikke {path}: se om navnet stemmer."),
    unreadable=m("Kan ikke lese {path} ({reason}): se om den er en fil du har tilgang til."),
    invalid=m("{path} er ikke et regneark, eller det er skadet: lagre det på nytt som .xlsx."),
    locked=m("{path} har passord eller et gammelt format: lagre den som .xlsx uten passord."),
    too_big=m("{path} er altfor stor når den pakkes ut: lagre bare timeplanen i en egen fil."),
)


def read_archive(path: Path, said: Sentences) -> dict[str, bytes]:
    """Return the parts of the package in a file, by name, in the order of the zip.

    Raises:
        UserError: It cannot be read, is no such package, has a password, or is out of all
            proportion.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MOST_PACKED + 1)
    except FileNotFoundError as error:
        raise UserError(_(said.missing).format(path=path)) from error
    except (OSError, ValueError) as error:
        raise UserError(_(said.unreadable).format(path=path, reason=reason(error))) from error
    if data.startswith(_OLE):
        raise UserError(_(said.locked).format(path=path))
    if len(data) > MOST_PACKED:
        raise UserError(_(said.too_big).format(path=path))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return dict(_read(path, archive, said))
    except (
        *(zipfile.BadZipFile, EOFError, OSError, RuntimeError, ValueError, zlib.error),
        OverflowError,
    ) as error:
        raise invalid(path, said) from error


def invalid(path: Path, said: Sentences) -> UserError:
    """Return what to say of a file that is no such package."""
    return UserError(_(said.invalid).format(path=path))


def packed(parts: Mapping[str, bytes]) -> bytes:
    """Return parts as a zip; the same parts always give the same bytes on the same machine."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            info = zipfile.ZipInfo(name, _NO_DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return target.getvalue()


def unpacked(data: bytes) -> dict[str, bytes]:
    """Return the parts of a zip that the program made itself, the list of their kinds first."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = sorted(archive.namelist(), key=lambda name: (name != TYPES, name))
        return {name: archive.read(name) for name in names}


def _read(path: Path, archive: zipfile.ZipFile, said: Sentences) -> Iterator[tuple[str, bytes]]:
    """Yield the parts by name; what each says of its own size is not believed."""
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    if len(entries) > MOST_PARTS:
        raise UserError(_(said.too_big).format(path=path))
    if len({entry.filename.casefold() for entry in entries}) < len(entries) or any(
        entry.compress_type not in _PACKINGS for entry in entries
    ):
        raise invalid(path, said)
    left = MOST_UNPACKED
    for entry in entries:
        if entry.flag_bits & 1:
            raise UserError(_("{path} er låst med passord: lagre den uten.").format(path=path))
        xml = entry.filename.endswith((".xml", ".rels"))
        most = min(left, MOST_XML if xml else left, max(_SMALL, MOST_RATIO * entry.compress_size))
        with archive.open(entry) as file:
            data = file.read(most + 1)
        if len(data) > most:
            raise UserError(_(said.too_big).format(path=path))
        left -= len(data)
        yield entry.filename, data

"""A Word file as bytes: read with care for what a stranger may have put in it, packed alike.

A .docx is a zip of parts. Nothing is ever unpacked to disk, and a part is read no further than
what the limits allow, whatever the zip says of its size.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from kvip_tui.errors import UserError
from kvip_tui.i18n import _

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
_DOCUMENT: Final = (
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
)
_TEMPLATE: Final = (
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
)
_MACROS: Final = re.compile(r"macroEnabled|vbaProject|vbaData", re.IGNORECASE)
_EMBEDDED: Final = re.compile(r"(^|/)(embeddings|activeX|afchunk)", re.IGNORECASE)
_RELATIONSHIP: Final = re.compile(r"<(?:\w+:)?Relationship\b[^>]*>")
_KIND: Final = re.compile(r"""\bType\s*=\s*["'][^"']*/(\w+)["']""")
_TARGET: Final = re.compile(r"""\bTarget\s*=\s*["']([^"']*)["']""")
_OUTSIDE: Final = re.compile(r"""\bTargetMode\s*=\s*["']External["']""")
# What a document may point at outside itself: Word shows it, and follows it when it is clicked;
# the template that a document was made from is left out of the report.
_LINK: Final = re.compile(r"(https?://|mailto:|#)", re.IGNORECASE)


def read_template(path: Path) -> bytes:
    """Return the template in a file, as a Word document that carries nothing but itself.

    Raises:
        UserError: It cannot be read, is not a Word file, is out of all proportion, or holds
            macros, other files or links to what is fetched when it is opened.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MOST_PACKED + 1)
    except FileNotFoundError as error:
        raise UserError(
            _("Finner ikke malen {path}: se om navnet stemmer.").format(path=path)
        ) from error
    except OSError as error:
        text = _("Kan ikke lese malen {path} ({reason}): se om den er en fil du har tilgang til.")
        raise UserError(text.format(path=path, reason=error.strerror or error)) from error
    return packed(_looked_through(path, _parts(path, data)))


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


def _parts(path: Path, data: bytes) -> dict[str, bytes]:
    if data.startswith(_OLE):
        text = _("{path} har passord eller et gammelt format: lagre den som .docx uten passord.")
        raise UserError(text.format(path=path))
    if len(data) > MOST_PACKED:
        raise _too_big(path)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return dict(_read(path, archive))
    except (zipfile.BadZipFile, EOFError, OSError, RuntimeError, ValueError, zlib.error) as error:
        raise not_word(path) from error


def _read(path: Path, archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    """Yield the parts by name; what each says of its own size is not believed."""
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    if len(entries) > MOST_PARTS:
        raise _too_big(path)
    if len({entry.filename.casefold() for entry in entries}) < len(entries):
        raise not_word(path)
    left = MOST_UNPACKED
    if any(entry.compress_type not in _PACKINGS for entry in entries):
        raise not_word(path)
    for entry in entries:
        if entry.flag_bits & 1:
            raise UserError(_("{path} er låst med passord: lagre den uten.").format(path=path))
        xml = entry.filename.endswith((".xml", ".rels"))
        most = min(left, MOST_XML if xml else left, max(_SMALL, MOST_RATIO * entry.compress_size))
        with archive.open(entry) as file:
            data = file.read(most + 1)
        if len(data) > most:
            raise _too_big(path)
        left -= len(data)
        yield entry.filename, data


def _looked_through(path: Path, parts: dict[str, bytes]) -> dict[str, bytes]:
    """Return the parts of a Word document; refuses what does more than to be read."""
    kinds = parts.get(TYPES, b"").decode("utf-8", "replace")
    if any(_MACROS.search(text) for text in (kinds, *parts)):
        text = _(
            "{path} inneholder makroer: lagre den som et vanlig dokument (.docx) uten makroer."
        )
        raise UserError(text.format(path=path))
    if _DOCUMENT not in kinds and _TEMPLATE not in kinds:
        raise not_word(path)
    for name, data in parts.items():
        if _EMBEDDED.search(name):
            text = _("{path} har en annen fil inni seg ({part}): slett objektet fra malen.")
            raise UserError(text.format(path=path, part=name))
        if name.endswith((".xml", ".rels")):
            _look_at_xml(path, data)
        if name.endswith(".rels"):
            _look_at_links(path, data.decode("utf-8"))
    # A .dotx is a .docx that says of itself that it is a template.
    return {**parts, TYPES: kinds.replace(_TEMPLATE, _DOCUMENT).encode()}


def _look_at_xml(path: Path, data: bytes) -> None:
    """Refuse XML that declares entities, or that is not in the encoding that Word writes."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise not_word(path) from error
    if "<!DOCTYPE" in text or "<!ENTITY" in text or "\0" in text:
        raise not_word(path)


def _look_at_links(path: Path, text: str) -> None:
    for relationship in _RELATIONSHIP.findall(text):
        kind = _KIND.search(relationship)
        name = kind[1] if kind else ""
        if name in {"oleObject", "package", "aFChunk", "control", "subDocument", "frame"}:
            said = _("{path} har en annen fil inni seg ({part}): slett objektet fra malen.")
            raise UserError(said.format(path=path, part=name))
        if not _OUTSIDE.search(relationship) or name == "attachedTemplate":
            continue
        target = _TARGET.search(relationship)
        address = target[1] if target else ""
        if name != "hyperlink" or not _LINK.match(address):
            said = _(
                "{path} henter noe utenfra ({address}): sett det inn i malen, eller slett det."
            )
            raise UserError(said.format(path=path, address=address[:80]))


def not_word(path: Path) -> UserError:
    """Return what to say of a file that is no Word document."""
    text = _("{path} er ikke et Word-dokument, eller det er skadet: lagre malen som .docx i Word.")
    return UserError(text.format(path=path))


def _too_big(path: Path) -> UserError:
    text = _("{path} er altfor stor når den pakkes ut: lag en mal uten store bilder og vedlegg.")
    return UserError(text.format(path=path))

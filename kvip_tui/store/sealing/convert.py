"""Seals the files of a visit that was not sealed: each at once or not at all, all in the end.

What is still to be sealed is written down first, sealed itself, so that a crash in between is made
up for the next time the visit is opened.
"""

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from kvip_tui.bounded import JOURNAL, read_kept
from kvip_tui.i18n import _
from kvip_tui.store.atomic import sync_folder, write_atomic, write_error
from kvip_tui.store.checked import BadLineError
from kvip_tui.store.sealing import small
from kvip_tui.store.sealing.header import is_header

if TYPE_CHECKING:
    from kvip_tui.store.sealing.seal import FileSeal, Seal

MARKER: Final = "sealing.json"
_STREAMS: Final = ("received", "handed")
_JOURNAL, _LINES, _CUT = "journal-", ".jsonl", ".avkuttet-"
# How small files are named around their machine, and what they are in a sealed header; the longer
# names first.
_SMALL: Final = (
    ("draft-report-", ".json", "draft-report"),
    ("draft-", ".json", "draft"),
    ("told-", ".json", "told"),
    ("end-", ".json", "end"),
    ("interview-notes-", ".count", "count"),
)
_DEBRIS: Final = (".kvip-*.tmp", ".*.jsonl.*.tmp")


def seal_folder(folder: Path, seal: "Seal") -> None:
    """Seal all of a visit's files that are not yet, but its exports.

    Nobody else may have the visit open.

    Raises:
        UserError: A file could not be read or written; what is sealed stays so, the rest is as it
            was, and may be tried again.
    """
    plain = {name: _hash(data) for name, data in _plain_files(folder)}
    content = msgspec.json.encode(plain)
    write_atomic(folder / MARKER, small.closed(content, seal.file("sealing", "all")))
    finish(folder, seal)


def finish(folder: Path, seal: "Seal") -> None:
    """Go on with a sealing that was broken off, if one was.

    Raises:
        UserError: A file could not be read or written.
    """
    marker = folder / MARKER
    try:
        content = small.opened(read_kept(marker), seal.file("sealing", "all"))
        wanted = msgspec.json.decode(content, type=dict[str, str])
    except FileNotFoundError:
        return
    except (OSError, BadLineError, msgspec.DecodeError):
        return
    try:
        _seal_all(folder, wanted, seal)
        for pattern in _DEBRIS:
            for path in (*folder.glob(pattern), *folder.glob(f"*/{pattern}")):
                path.unlink(missing_ok=True)
        marker.unlink(missing_ok=True)
        sync_folder(folder)
    except OSError as error:
        raise write_error(folder, error) from error


def _seal_all(folder: Path, wanted: Mapping[str, str], seal: "Seal") -> None:
    """Seal the files that are as they were when the sealing began."""
    for name, data in list(_plain_files(folder)):
        if wanted.get(name) == _hash(data):
            kind, machine = known(name) or ("", "")
            _seal_file(folder / name, data, seal, kind, machine)


def _seal_file(path: Path, data: bytes, seal: "Seal", kind: str, machine: str) -> None:
    """Put a file's lines, each sealed, in its place, once they have been read back."""
    lines = data.split(b"\n")
    lines = lines[:-1] if not lines[-1] else lines
    content = seal.file(kind, machine).whole(lines)
    _check(content, lines, seal.file(kind, machine))
    write_atomic(path, content)
    _check(read_kept(path, JOURNAL), lines, seal.file(kind, machine))


def _check(content: bytes, lines: list[bytes], closing: "FileSeal") -> None:
    first, *rest = content.removesuffix(b"\n").split(b"\n")
    closing.begin(first)
    if [closing.opened(line) for line in rest] != lines:
        raise OSError(_("fila leses ikke tilbake slik den ble skrevet"))


def _plain_files(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the visit's files that are not sealed, by name in the folder, and what they hold."""
    for place in (folder, *(folder / name for name in _STREAMS)):
        for path in sorted(place.iterdir()) if place.is_dir() else ():
            name = path.relative_to(folder).as_posix()
            if known(name) is None or not path.is_file() or path.is_symlink():
                continue
            with suppress(FileNotFoundError):
                data = read_kept(path, JOURNAL)
                if data and not is_header(data.partition(b"\n")[0]):
                    yield name, data


def known(name: str) -> tuple[str, str] | None:
    """Return what a file is and whose, None where it is none that is sealed."""
    folder, _slash, own = name.rpartition("/")
    if folder:
        machine = own.removesuffix(_LINES).partition("-")[2]
        return ("kvip-stream", machine) if own.endswith(_LINES) else None
    if own.startswith(_JOURNAL) and _LINES in own and not own.endswith(".lock"):
        machine = own.removeprefix(_JOURNAL).partition(_LINES)[0]
        # A copy that an engine made says in its name what is no machine's.
        clean = machine if " " not in machine and "." not in machine else ""
        return ("cut" if _CUT in own else "journal"), clean
    for begins, ends, kind in _SMALL:
        if own.startswith(begins) and own.endswith(ends):
            return kind, own.removeprefix(begins).removesuffix(ends)
    return None


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()

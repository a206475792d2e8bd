"""What else in a visit's folder holds forgotten words: cleaned, or named where it is not."""

import html
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from fnmatch import fnmatch
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from zipfile import BadZipFile, ZipFile

import msgspec

from kvip_tui.bounded import JOURNAL, read_kept
from kvip_tui.domain.base import Record
from kvip_tui.domain.forgetting.words import holds, without_words
from kvip_tui.store.addressbook import FILE as BOOK
from kvip_tui.store.atomic import write_atomic
from kvip_tui.store.beside import newest
from kvip_tui.store.checked import BadLineError, bare
from kvip_tui.store.codec import decode
from kvip_tui.store.journal import OWN, file_seal
from kvip_tui.store.scan import scan, written
from kvip_tui.store.sealing import small
from kvip_tui.store.sealing.convert import known
from kvip_tui.store.sealing.header import is_closed, is_header

if TYPE_CHECKING:
    from kvip_tui.store.sealing.seal import FileSeal, Seal

# What a crash leaves behind: a file half written, the torn end of a journal.
_DEBRIS: Final = (".kvip-*.tmp", "*.avkuttet-*")
_TAG: Final = re.compile(r"<[^<>]{0,5000}>")
_ESCAPED: Final = re.compile(r"\\u([0-9a-fA-F]{4})")
_ZIPPED: Final = frozenset({".docx", ".xlsx", ".odt", ".zip"})
# A package that unfolds to more than this is named rather than read.
_MOST_UNFOLDED: Final = 50_000_000
_LINES: Final = ".jsonl"


class Folder:
    """A visit's folder, out of which words are taken for good.

    Args:
        current: The journal, or the file that goes on for it; it is cleaned already.
        texts: The words.
        change: Gives a record without them.
        seal: The seal of the visit, where it has one.
    """

    def __init__(
        self,
        current: Path,
        texts: Iterable[str],
        change: Callable[[Record], Record] = lambda record: record,
        seal: "Seal | None" = None,
    ) -> None:
        base = current.name.partition(_LINES)[0] + _LINES
        self._base = current.with_name(base)
        self._current = newest(self._base)
        self._words, self._change, self._seal = tuple(texts), change, seal

    def clean(self) -> list[Path]:
        """Take the words out of what the program keeps; returns the files that still have them.

        Drafts and other small files, the journal's earlier forms and copies of it are written
        anew. What a crash left half written and holds the words is deleted: nothing else can be
        done. Exports, others' journals and the address book are named.

        Raises:
            UserError: A file could not be written.
        """
        folder = self._current.parent
        for path in sorted(folder.iterdir()):
            if path.is_file() and not path.is_symlink() and path != self._current:
                self._clean(path)
        # A damaged book was set aside under a name that begins as the book's does.
        books = folder.parent.parent.glob(f"{BOOK.partition('.')[0]}*.json")
        places = (folder, *sorted(books))
        return [path for path in _files(places) if path != self._current and self._held_by(path)]

    def _clean(self, path: Path) -> None:
        if any(fnmatch(path.name, name) for name in _DEBRIS):
            # Half a sealed line cannot be opened, so that nobody knows what it holds.
            if self._seal is not None or self._held_by(path):
                path.unlink()
        elif path.suffix == ".json" and self._held_by(path):
            kept = _json_without(_opened(path, self._sealed(path)), self._words)
            if kept is not None:
                write_atomic(path, small.closed(kept, self._sealed(path)))
        elif self._is_earlier(path):
            kept = self._journal_without(path)
            if kept is not None:
                write_atomic(path, kept)

    def _is_earlier(self, path: Path) -> bool:
        """Return whether a file is an earlier form or a copy of this machine's journal."""
        mine = path.name.startswith(self._base.stem) and _LINES in path.name
        other = OWN.fullmatch(path.name) is not None and path != self._base
        return mine and not other and path.suffix != ".lock"

    def _journal_without(self, path: Path) -> bytes | None:
        """Return what an earlier journal holds without the words, None where it has none.

        Lines that cannot be read stay, behind the others, but for those that hold the words, or
        are sealed so that nobody knows.
        """
        data, seal = read_kept(path, JOURNAL), file_seal(self._base, self._seal, strict=False)
        found = scan(data, seal=seal)
        records = [self._change(record) for record in found.records]
        odd = [line for line in data.split(b"\n") if not _reads(line, seal)]
        kept = [
            line for line in odd if not (is_closed(line) or holds(_readable(line), self._words))
        ]
        if records == found.records and kept == odd and not self._held_by(path):
            return None
        closing = file_seal(self._base, self._seal, strict=False)
        return written(records, closing) + b"".join(line + b"\n" for line in kept)

    def _held_by(self, path: Path) -> bool:
        return holds(_text_of(path, self._sealed(path)), self._words)

    def _sealed(self, path: Path) -> "FileSeal | None":
        kind = known(path.name) if path.parent == self._current.parent else None
        return self._seal.file(*kind, strict=False) if self._seal and kind else None


def _reads(line: bytes, seal: "FileSeal | None") -> bool:
    """Return whether a line of a journal is a record, the first of a sealed one, or nothing."""
    if not line.strip() or (seal is not None and is_header(line)):
        return True
    try:
        decode(bare(line if seal is None else seal.opened(bare(line))))
    except BadLineError:
        return False
    return True


def _files(places: Iterable[Path]) -> Iterator[Path]:
    for place in places:
        if place.is_dir():
            yield from sorted(path for path in place.rglob("*") if path.is_file())
        elif place.is_file():
            yield place


def _json_without(data: bytes, words: tuple[str, ...]) -> bytes | None:
    """Return a JSON text without some words, None where it cannot be read."""
    try:
        return msgspec.json.encode(_walked(msgspec.json.decode(data), words))
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None


def _walked(value: Any, words: tuple[str, ...]) -> Any:
    if isinstance(value, str):
        return without_words(value, words)
    if isinstance(value, dict):
        return {key: _walked(one, words) for key, one in value.items()}
    return [_walked(one, words) for one in value] if isinstance(value, list) else value


def _opened(path: Path, seal: "FileSeal | None") -> bytes:
    """Return what a file holds, each line of a sealed one that can be opened."""
    data = read_kept(path, JOURNAL)
    if seal is None or not is_header(data.partition(b"\n")[0]):
        return data
    first, *lines = data.split(b"\n")
    opened: list[bytes] = []
    with suppress(BadLineError):
        seal.begin(first)
    for line in lines:
        with suppress(BadLineError):
            opened.append(seal.opened(bare(line)))
    return b"\n".join(opened)


def _text_of(path: Path, seal: "FileSeal | None" = None) -> str:
    """Return what a file says, as far as it can be read: the parts of a package one by one."""
    with suppress(OSError, BadZipFile):
        if path.suffix.lower() in _ZIPPED:
            with ZipFile(path) as package:
                if sum(part.file_size for part in package.infolist()) > _MOST_UNFOLDED:
                    return ""
                return "\n".join(_readable(package.read(name)) for name in package.namelist())
        return _readable(_opened(path, seal))
    return ""


def _readable(data: bytes) -> str:
    text = data.decode("utf-8", "replace")
    text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text).replace("\\n", "\n")
    return html.unescape(_TAG.sub("", text)) + "\n" + text

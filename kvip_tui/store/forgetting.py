"""What else in a visit's folder holds forgotten words: cleaned, or named where it is not."""

import html
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from fnmatch import fnmatch
from pathlib import Path
from typing import Any, Final
from zipfile import BadZipFile, ZipFile

import msgspec

from kvip_tui.domain.forgetting.words import holds, without_words
from kvip_tui.store.addressbook import FILE as BOOK
from kvip_tui.store.atomic import write_atomic

# What a crash leaves behind: a file half written, the torn end of a journal.
_DEBRIS: Final = (".kvip-*.tmp", "*.avkuttet-*")
_TAG: Final = re.compile(r"<[^<>]{0,5000}>")
_ESCAPED: Final = re.compile(r"\\u([0-9a-fA-F]{4})")
_ZIPPED: Final = frozenset({".docx", ".xlsx", ".odt", ".zip"})
# A package that unfolds to more than this is named rather than read.
_MOST_UNFOLDED: Final = 50_000_000


def clean_drafts(folder: Path, texts: Iterable[str]) -> None:
    """Take words out of the drafts and other small files of the program in a visit's folder.

    What a crash left half written and holds the words is deleted: nothing else can be done.

    Raises:
        UserError: A file could not be written.
    """
    words = tuple(texts)
    for path in sorted(folder.iterdir()):
        debris = any(fnmatch(path.name, name) for name in _DEBRIS)
        if not path.is_file() or not (debris or path.suffix == ".json"):
            continue
        if not holds(_text_of(path), words):
            continue
        kept = None if debris else _json_without(path, words)
        if kept is not None:
            write_atomic(path, kept)
        elif debris:
            path.unlink()


def still_holding(folder: Path, own: Path, texts: Iterable[str]) -> list[Path]:
    """Return the files of a visit, and the address book, that still hold any of some words.

    Args:
        folder: The visit's folder.
        own: The journal that has been cleaned.
        texts: The words.
    """
    words = tuple(texts)
    places = (folder, folder.parent.parent / BOOK)
    return [path for path in _files(places) if path != own and holds(_text_of(path), words)]


def _files(places: Iterable[Path]) -> Iterator[Path]:
    for place in places:
        if place.is_dir():
            yield from sorted(path for path in place.rglob("*") if path.is_file())
        elif place.is_file():
            yield place


def _json_without(path: Path, words: tuple[str, ...]) -> bytes | None:
    """Return what a JSON file holds without some words, None where it cannot be read."""
    try:
        return msgspec.json.encode(_walked(msgspec.json.decode(path.read_bytes()), words))
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return None


def _walked(value: Any, words: tuple[str, ...]) -> Any:
    if isinstance(value, str):
        return without_words(value, words)
    if isinstance(value, dict):
        return {key: _walked(one, words) for key, one in value.items()}
    return [_walked(one, words) for one in value] if isinstance(value, list) else value


def _text_of(path: Path) -> str:
    """Return what a file says, as far as it can be read: the parts of a package one by one."""
    with suppress(OSError, BadZipFile):
        if path.suffix.lower() in _ZIPPED:
            with ZipFile(path) as package:
                if sum(part.file_size for part in package.infolist()) > _MOST_UNFOLDED:
                    return ""
                return "\n".join(_readable(package.read(name)) for name in package.namelist())
        return _readable(path.read_bytes())
    return ""


def _readable(data: bytes) -> str:
    text = data.decode("utf-8", "replace")
    text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text).replace("\\n", "\n")
    return html.unescape(_TAG.sub("", text)) + "\n" + text

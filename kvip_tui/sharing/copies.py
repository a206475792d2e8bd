"""Whose journal a file is, whatever a sync engine made of its name (DESIGN 11)."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

# What engines and file managers put into the name of a copy of a file.
_COPIES: Final = (
    re.compile(r"\([^()]{0,120}(?:conflicted copy|konflikt|conflict)[^()]{0,120}\)", re.IGNORECASE),
    re.compile(r"\.sync-conflict-[0-9A-Za-z-]{1,60}"),
    re.compile(r"-conflict-[0-9A-Za-z-]{1,60}", re.IGNORECASE),
    re.compile(r"_conf\([^()]{0,120}\)", re.IGNORECASE),
    re.compile(r"\(\d{1,3}\)"),
    re.compile(r"- ?(?:kopi|copy)\b", re.IGNORECASE),
    re.compile(r"^(?:copy of|kopi av) ", re.IGNORECASE),
)
_JOURNAL = re.compile(r"(?P<kind>journal|turns)-(?P<machine>[^/\\]{1,120})")
ENDING: Final = ".jsonl"


def plain_name(name: str) -> str:
    """Return a file's name without what an engine put into it."""
    stem, ending = name.removesuffix(ENDING), ENDING if name.endswith(ENDING) else ""
    for copy in _COPIES:
        stem = copy.sub("", stem)
    return f"{stem.strip(' -')}{ending}"


def machine_of(name: str) -> str | None:
    """Return the machine that a journal's name means, a copy's too; None: no journal."""
    plain = plain_name(name)
    found = _JOURNAL.fullmatch(plain.removesuffix(ENDING)) if plain.endswith(ENDING) else None
    return found["machine"] if found else None


def is_copy(name: str) -> bool:
    """Return whether an engine or a person made the file as a copy of another."""
    return machine_of(name) is not None and plain_name(name) != name


def journal_files(folder: Path) -> list[Path]:
    """Return the files of a folder that are journals, whatever they are called, by name.

    What leads out of the folder is none of it.

    Raises:
        OSError: The folder cannot be read.
    """
    return sorted(_plain_files(folder.iterdir()), key=lambda path: path.name)


def lines_files(folder: Path) -> list[Path]:
    """Return the files of a folder whose names end as a journal's does, whatever they are called.

    What leads out of the folder is none of it.

    Raises:
        OSError: The folder cannot be read.
    """
    found = (path for path in folder.iterdir() if path.suffix == ENDING)
    return sorted(path for path in found if path.is_file() and not path.is_symlink())


def _plain_files(paths: Iterable[Path]) -> Iterable[Path]:
    for path in paths:
        named = path.suffix == ".jsonl" and machine_of(path.name)
        if named and path.is_file() and not path.is_symlink():
            yield path

"""Finds the line of a TOML text on which a table, a key or an item of a list begins."""

import re
from collections.abc import Iterable, Mapping
from typing import Final

Path = tuple[str | int, ...]
"""The way to a value: names of keys and, in lists, positions from 0."""

_PIECE: Final = re.compile(
    r'"""(?:[^\\]|\\.)*?"{3,5}'
    r"|'''.*?'{3,5}"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'[^'\n]*'"
    r"|\#[^\n]*"
    r"|\n"
    r"|[\[\]{},=.]"
    r"|[^\s\[\]{},=.\"'\#]+",
    re.DOTALL,
)
_OPENING, _CLOSING = "[{", "]}"


def line_of(lines: Mapping[Path, int], path: Path) -> int:
    """Return the line where *path* begins, or where the nearest thing around it does."""
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)


def line_map(text: str) -> dict[Path, int]:
    """Return the lines, counted from 1, of what stands in a TOML text that is known to be valid."""
    scanner = _Scanner(text)
    while not scanner.done:
        scanner.statement()
    return scanner.lines


class _Scanner:
    """Goes through the pieces of a TOML text one statement at a time."""

    def __init__(self, text: str) -> None:
        self.lines: dict[Path, int] = {}
        self._pieces = list(_with_lines(_PIECE.findall(text)))
        self._at = 0
        self._table: Path = ()
        self._last: dict[Path, int] = {}

    @property
    def done(self) -> bool:
        """Whether every piece has been read."""
        return self._at >= len(self._pieces)

    def statement(self) -> None:
        """Read one header, one key with its value, or one piece that says nothing."""
        piece, line = self._next()
        if piece == "[":
            self._header(line)
        elif not _is_blank(piece):
            self._at -= 1
            self._key(line)

    def _next(self) -> tuple[str, int]:
        self._at += 1
        return self._pieces[self._at - 1]

    def _names(self, stop: str) -> list[str]:
        names: list[str] = []
        while not self.done and (piece := self._next()[0]) not in {stop, "\n"}:
            if piece != ".":
                names.append(piece.strip("\"'"))
        return names

    def _header(self, line: int) -> None:
        array = not self.done and self._pieces[self._at][0] == "["
        self._at += array
        *parents, name = self._names("]") or [""]
        self._at += array
        path: Path = ()
        for parent in parents:
            path = self._inside((*path, parent))
        path = (*path, name)
        if array:
            self._last[path] = self._last.get(path, -1) + 1
        self._table = self._inside(path)
        self.lines.setdefault(path, line)
        self.lines[self._table] = line

    def _inside(self, path: Path) -> Path:
        """Return *path*, or its latest table where it is an array of tables."""
        return (*path, self._last[path]) if path in self._last else path

    def _key(self, line: int) -> None:
        path: Path = self._table
        for name in self._names("="):
            path = (*path, name)
            self.lines.setdefault(path, line)
        self._value(path)

    def _value(self, path: Path) -> None:
        """Read a value to the end of its statement, noting where the items of a list begin."""
        depth, item = 0, 0
        in_list = awaiting = not self.done and self._pieces[self._at][0] == "["
        while not self.done:
            piece, line = self._next()
            if piece == "\n" and not depth:
                return
            if awaiting and depth == 1 and piece not in _CLOSING and not _is_blank(piece):
                self.lines[(*path, item)] = line
                item, awaiting = item + 1, False
            depth += (piece in _OPENING) - (piece in _CLOSING)
            awaiting = awaiting or (in_list and depth == 1 and piece == ",")


def _is_blank(piece: str) -> bool:
    return piece == "\n" or piece.startswith("#")


def _with_lines(pieces: Iterable[str]) -> Iterable[tuple[str, int]]:
    line = 1
    for piece in pieces:
        yield piece, line
        line += piece.count("\n")

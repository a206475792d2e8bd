"""The project's own files, for the tests that read them instead of running them."""

import ast
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "kvip_tui"


def top_level() -> list[Path]:
    """Return what stands at the top of the project, left out what git is told to ignore."""
    lines = (ROOT / ".gitignore").read_text("utf-8").split()
    ignored = [".git", *(line.rstrip("/") for line in lines)]
    return [
        path
        for path in sorted(ROOT.iterdir())
        if not any(fnmatch(path.name, pattern) for pattern in ignored)
    ]


@cache
def files() -> tuple[Path, ...]:
    """Return every file of the project."""
    found: list[Path] = []
    for path in top_level():
        inside = path.rglob("*") if path.is_dir() else [path]
        found += (file for file in inside if file.is_file() and "__pycache__" not in file.parts)
    return tuple(found)


@cache
def python() -> tuple[Path, ...]:
    """Return every Python file of the package and the tests."""
    return tuple(path for path in files() if path.suffix == ".py")


@cache
def package() -> tuple[Path, ...]:
    """Return every Python file of the package."""
    return tuple(path for path in python() if path.is_relative_to(PACKAGE))


@cache
def tree(path: Path) -> ast.Module:
    """Return a file as a syntax tree."""
    return ast.parse(path.read_text("utf-8"), str(path))


def named(path: Path) -> str:
    """Return a file's path from the top of the project, as it is written everywhere."""
    return path.relative_to(ROOT).as_posix()


def module(path: Path) -> str:
    """Return the name that a file of the package is imported by."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def imported(path: Path) -> frozenset[str]:
    """Return the names of all modules that a file imports, at its top or later.

    A name taken from the project is resolved to the module that it is, or is defined in.
    """
    own = {module(file) for file in package()}
    names: set[str] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{named(path)}:{node.lineno} imports relatively"
            source = node.module or ""
            inner = {f"{source}.{alias.name}" for alias in node.names}
            names |= inner & own
            if not inner <= own:
                names.add(source)
    return frozenset(names)

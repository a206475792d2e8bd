"""Finds the program itself and the files that ship with it."""

import sys
from functools import cache
from pathlib import Path


@cache
def assets() -> Path:
    """Return the shipped assets: inside an installed package, or beside it in a checkout.

    The package lies unpacked on disk, as every installer leaves it: to ask `importlib.resources`
    where took 12 ms of each start.
    """
    package = Path(__file__).parent
    packaged = package / "_assets"
    return packaged if packaged.is_dir() else package.parent / "assets"


def standalone() -> bool:
    """Return whether this is a build that brings its own Python along."""
    return bool(getattr(sys, "frozen", False))


def program() -> list[str]:
    """Return the words that start this program once more."""
    return [sys.executable] if standalone() else [sys.executable, "-m", "kvip_tui"]

"""Finds the files that ship with the program."""

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path


def assets() -> Traversable:
    """Return the shipped assets: inside an installed package, or beside it in a checkout."""
    packaged = files("kvip_tui") / "_assets"
    return packaged if packaged.is_dir() else Path(__file__).parents[1] / "assets"

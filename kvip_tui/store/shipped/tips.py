"""Reads the tips that ship with the program: TOML that people edit without programming."""

from functools import cache
from typing import Final

import msgspec
from msgspec import Struct

from kvip_tui.domain.card.tips import Tip
from kvip_tui.resources import assets

FILE: Final = ("card", "tips.toml")


class _File(Struct, frozen=True, forbid_unknown_fields=True):
    tip: tuple[Tip, ...]


@cache
def shipped_tips() -> tuple[Tip, ...]:
    """Return the shipped tips, in their order.

    Raises:
        msgspec.ValidationError: The file is not as it should be.
    """
    return msgspec.toml.decode(assets().joinpath(*FILE).read_bytes(), type=_File).tip

"""What is being typed in the report and not stored yet: kept so that a crash loses no more."""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from kvip_tui.store.atomic import write_atomic

UNREADABLE: Final = (OSError, msgspec.DecodeError, UnicodeDecodeError)


class Typed(Struct, frozen=True):
    """What was typed in some fields, and the place in the report that it is for."""

    place: str
    values: Mapping[str, str]


class SheetDraft:
    """The draft of what one machine writes in a visit's report."""

    def __init__(self, folder: Path, machine: str) -> None:
        self._path = folder / f"draft-report-{machine}.json"

    def save(self, typed: Typed) -> None:
        """Keep what was typed; half characters become «?».

        Raises:
            UserError: It could not be written; the draft saved before stands.
        """
        values = {name: _whole(text) for name, text in typed.values.items()}
        write_atomic(self._path, msgspec.json.encode(Typed(typed.place, values)))

    def load(self) -> Typed | None:
        """Return what was typed, or None where nothing was left."""
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=Typed)
        except UNREADABLE:
            return None

    def clear(self) -> None:
        """Forget the draft, because it was stored."""
        with suppress(OSError):
            self._path.unlink()


def _whole(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")

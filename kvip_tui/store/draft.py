"""What is being typed and not stored yet: saved each second, so that a crash loses no more."""

from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from kvip_tui.store.atomic import write_atomic
from kvip_tui.store.codec import instant
from kvip_tui.store.sheetdraft import UNREADABLE, SheetDraft


class _Typed(Struct):
    text: str
    typed_at: Annotated[datetime, Meta(tz=True)]


class Draft:
    """The draft of one machine in a visit's folder."""

    def __init__(self, folder: Path, machine: str) -> None:
        self._folder, self._machine = folder, machine
        self._path = folder / f"draft-{machine}.json"

    def of_sheets(self) -> SheetDraft:
        """Return the draft of what the same machine writes in the report."""
        return SheetDraft(self._folder, self._machine)

    def save(self, text: str, typed_at: datetime) -> None:
        """Keep *text*, whose typing began at *typed_at*; half characters become «?».

        Raises:
            UserError: It could not be written; the draft saved before stands.
        """
        whole = text.encode("utf-8", "replace").decode("utf-8")
        write_atomic(
            self._path, msgspec.json.encode({"text": whole, "typed_at": instant(typed_at)})
        )

    def load(self) -> tuple[str, datetime] | None:
        """Return the text and when its typing began, or None where nothing was left."""
        try:
            typed = msgspec.json.decode(self._path.read_bytes(), type=_Typed)
        except UNREADABLE:
            return None
        return typed.text, typed.typed_at

    def clear(self) -> None:
        """Forget the draft, because it was stored or thrown away."""
        with suppress(OSError):
            self._path.unlink()

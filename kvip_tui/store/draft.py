"""What is being typed and not stored yet: saved each second, so that a crash loses no more."""

from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from kvip_tui.domain.plan import Privacy
from kvip_tui.store.atomic import write_atomic
from kvip_tui.store.codec import instant
from kvip_tui.store.sheetdraft import UNREADABLE, SheetDraft


class Typed(Struct, frozen=True):
    """A text that is being typed: when that began, and what it would be stored as.

    ``least`` is the class of a stored note that it was to replace: what it becomes is no less
    strict.
    """

    text: str
    typed_at: Annotated[datetime, Meta(tz=True)]
    said: bool = True
    impression: bool = False
    least: Privacy = Privacy.PLENUM


class Draft:
    """The draft of one machine in a visit's folder."""

    def __init__(self, folder: Path, machine: str) -> None:
        self._folder, self._machine = folder, machine
        self._path = folder / f"draft-{machine}.json"

    def of_sheets(self) -> SheetDraft:
        """Return the draft of what the same machine writes in the report."""
        return SheetDraft(self._folder, self._machine)

    def save(self, typed: Typed) -> None:
        """Keep what is being typed; half characters become «?».

        Raises:
            UserError: It could not be written; the draft saved before stands.
        """
        whole = typed.text.encode("utf-8", "replace").decode("utf-8")
        at = instant(typed.typed_at)
        fields = {**msgspec.structs.asdict(typed), "text": whole, "typed_at": at}
        write_atomic(self._path, msgspec.json.encode(fields))

    def load(self) -> Typed | None:
        """Return what was being typed, or None where nothing was left."""
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=Typed)
        except UNREADABLE:
            return None

    def clear(self) -> None:
        """Forget the draft, because it was stored or thrown away."""
        with suppress(OSError):
            self._path.unlink()

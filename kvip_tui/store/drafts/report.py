"""What is being typed in the report and not stored yet: kept so that a crash loses no more."""

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from kvip_tui.store.drafts.file import DraftFile, whole


class Typed(Struct, frozen=True):
    """What was typed in some fields, and the place in the report that it is for."""

    place: str
    values: Mapping[str, str]


class SheetDraft(DraftFile[Typed]):
    """The draft of what one machine writes in a visit's report."""

    def __init__(self, folder: Path, machine: str) -> None:
        super().__init__(folder / f"draft-report-{machine}.json", Typed)

    def save(self, typed: Typed) -> None:
        """Keep what was typed; half characters become «?».

        Raises:
            UserError: It could not be written; the draft saved before stands.
        """
        self.write(Typed(typed.place, {name: whole(text) for name, text in typed.values.items()}))

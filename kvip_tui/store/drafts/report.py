"""What is being typed in the report and not stored yet: kept so that a crash loses no more."""

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from kvip_tui.store.drafts.file import DraftFile, whole

if TYPE_CHECKING:
    from kvip_tui.store.sealing.seal import Seal


class Typed(Struct, frozen=True):
    """What was typed in some fields, and the place in the report that it is for.

    ``base`` is what was stored there when the typing began, None in drafts of before.
    """

    place: str
    values: Mapping[str, str]
    base: Mapping[str, str] | None = None

    def is_older(self, stored: Mapping[str, str]) -> bool:
        """Return whether what is *stored* has been changed since the typing began."""
        if self.base is None:
            return any(stored.get(name) for name in self.values)
        return any(stored.get(name, "") != text for name, text in self.base.items())

    def beside(self, stored: Mapping[str, str], long: Collection[str]) -> dict[str, str]:
        """Return what is to stand in the fields: where the stored text is newer, both.

        A field of one line, which is not among the *long* ones, has no room for both and keeps
        what is stored.
        """
        if not self.is_older(stored):
            return dict(self.values)
        values = dict[str, str]()
        for name, text in self.values.items():
            newer = stored.get(name, "")
            if not newer or newer == text:
                values[name] = text
            else:
                values[name] = f"{newer}\n\n{text}" if name in long else newer
        return values


class SheetDraft(DraftFile[Typed]):
    """The draft of what one machine writes in a visit's report."""

    def __init__(self, folder: Path, machine: str, seal: "Seal | None" = None) -> None:
        closing = seal and seal.file("draft-report", machine)
        super().__init__(folder / f"draft-report-{machine}.json", Typed, closing)

    def save(self, typed: Typed) -> None:
        """Keep what was typed; half characters become «?».

        Raises:
            UserError: It could not be written; the draft saved before stands.
        """
        values = {name: whole(text) for name, text in typed.values.items()}
        self.write(Typed(typed.place, values, typed.base))

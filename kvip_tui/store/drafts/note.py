"""What is being typed and not stored yet: saved each second, so that a crash loses no more."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from msgspec import Meta, Struct, structs

from kvip_tui.domain.state.plan import Privacy
from kvip_tui.store.codec import instant
from kvip_tui.store.drafts.file import DraftFile, whole
from kvip_tui.store.drafts.report import SheetDraft
from kvip_tui.store.heartbeat import Heartbeat

if TYPE_CHECKING:
    from kvip_tui.store.sealing.seal import Seal


class Typed(Struct, frozen=True):
    """A text that is being typed: when that began, and what it would be stored as.

    ``least`` is the class of a stored note that it was to replace: what it becomes is no less
    strict. ``aside`` are the texts that wait beside it, the oldest first.
    """

    text: str
    typed_at: Annotated[datetime, Meta(tz=True)]
    said: bool = True
    impression: bool = False
    least: Privacy = Privacy.PLENUM
    aside: tuple["Typed", ...] = ()

    @property
    def alone(self) -> "Typed":
        """The text without those that wait beside it."""
        return structs.replace(self, aside=())


def with_aside(typed: Typed | None, aside: tuple[Typed, ...]) -> Typed | None:
    """Return what is to be saved of a text and those that wait beside it, None for nothing."""
    if typed is None and aside:
        typed = structs.replace(aside[-1], text="")
    return structs.replace(typed, aside=aside) if typed is not None else None


class Draft(DraftFile[Typed]):
    """The draft of one machine in a visit's folder."""

    def __init__(self, folder: Path, machine: str, seal: "Seal | None" = None) -> None:
        closing = seal and seal.file("draft", machine)
        super().__init__(folder / f"draft-{machine}.json", Typed, closing)
        self._folder, self._machine, self._of = folder, machine, seal

    def of_sheets(self) -> SheetDraft:
        """Return the draft of what the same machine writes in the report."""
        return SheetDraft(self._folder, self._machine, self._of)

    def heartbeat(self) -> Heartbeat:
        """Return the sign of life of the same machine."""
        return Heartbeat(self._folder, self._machine)

    def save(self, typed: Typed) -> None:
        """Keep what is being typed; half characters become «?».

        Raises:
            UserError: It could not be written; the draft saved before stands.
        """
        aside = {"aside": tuple(map(_members, typed.aside))} if typed.aside else {}
        self.write(_members(typed) | aside)


def _members(typed: Typed) -> dict[str, object]:
    at = instant(typed.typed_at)
    members = structs.asdict(typed.alone) | {"text": whole(typed.text), "typed_at": at}
    del members["aside"]
    return members

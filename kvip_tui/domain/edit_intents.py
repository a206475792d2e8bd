"""What a person asks to have changed in the running day; minutes of the day as in the plan."""

from datetime import datetime

from msgspec import Struct

from kvip_tui.domain.state.plan import Starts


class RenameBlock(Struct, frozen=True):
    """Give a block another title."""

    block: str
    title: str


class ChangeLength(Struct, frozen=True):
    """Let a block last so many minutes in all; one that runs gets the difference added."""

    block: str
    minutes: int


class ChangeStart(Struct, frozen=True):
    """Give a block another start rule, and another planned start where ``start`` is not None."""

    block: str
    starts: Starts
    start: int | None = None


class AddBlock(Struct, frozen=True):
    """Put a block behind the block ``after``, or, for None, where ``day`` or today stands."""

    title: str
    minutes: int
    after: str | None = None
    day: str | None = None


class RemoveBlock(Struct, frozen=True):
    """Take a block out of the plan."""

    block: str


class RestoreBlock(Struct, frozen=True):
    """Bring back a block that was skipped or removed."""

    block: str


class MoveBlock(Struct, frozen=True):
    """Put a block, with those side by side with it, behind ``anchor``, or before it."""

    block: str
    anchor: str
    before: bool = False


class SplitBlock(Struct, frozen=True):
    """Split a block into sub-items: titles and their shares; none makes it whole again."""

    block: str
    parts: tuple[tuple[str, int], ...]


class StartPart(Struct, frozen=True):
    """Begin a sub-item of a running block; the next one where ``part`` is empty."""

    part: str = ""
    block: str | None = None


class MoveStart(Struct, frozen=True):
    """Say that a block began at another time than was recorded."""

    block: str
    to: datetime


class MoveEnd(Struct, frozen=True):
    """Say that a block ended at another time than was recorded."""

    block: str
    to: datetime


EditIntent = (
    RenameBlock
    | ChangeLength
    | ChangeStart
    | AddBlock
    | RemoveBlock
    | RestoreBlock
    | MoveBlock
    | SplitBlock
    | StartPart
    | MoveStart
    | MoveEnd
)

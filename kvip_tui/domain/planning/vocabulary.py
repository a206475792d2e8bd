"""Changing the plan while the day runs: what may be asked and what can happen.

Planned times are minutes after the day's local midnight, as in the plan.
"""

from datetime import datetime

from msgspec import Struct

from kvip_tui.domain.base import Sent
from kvip_tui.domain.planning.identity import RenameVisit, VisitRenamed
from kvip_tui.domain.planning.language import ChooseLanguage, LanguageChosen
from kvip_tui.domain.planning.leaving import ChangeLeaving, LeavingChanged
from kvip_tui.domain.state.order import BlockTime
from kvip_tui.domain.state.plan import Block, Starts
from kvip_tui.domain.state.visit import Part


class BlockRenamed(Sent, frozen=True, tag="block_renamed"):
    """A block got another title."""

    block: str
    title: str


class LengthChanged(Sent, frozen=True, tag="length_changed"):
    """A block that had not begun got another planned length, in ``minutes``."""

    block: str
    minutes: int


class StartChanged(Sent, frozen=True, tag="start_changed"):
    """A block that had not begun got another start rule, and another planned ``start``."""

    block: str
    starts: Starts
    start: int | None = None


class BlockAdded(Sent, frozen=True, tag="block_added"):
    """A block was put into a day, behind the block ``after``, or first where that is None."""

    day: str
    added: Block
    after: str | None = None


class BlockRemoved(Sent, frozen=True, tag="block_removed"):
    """A block that had not begun was taken out of the plan."""

    block: str


class BlockRestored(Sent, frozen=True, tag="block_restored"):
    """A removed block came back, behind the block ``after``; or a skipped one, where it stands."""

    block: str
    after: str | None = None


class BlocksMoved(Sent, frozen=True, tag="blocks_moved"):
    """Blocks that follow one another were put behind the block ``after``, or first."""

    blocks: tuple[str, ...]
    after: str | None = None


class BlocksRetimed(Sent, frozen=True, tag="blocks_retimed"):
    """Blocks got other planned times, because of what else was changed."""

    times: tuple[BlockTime, ...]


class BlockSplit(Sent, frozen=True, tag="block_split"):
    """A block was split into sub-items, or made whole again where there are none."""

    block: str
    parts: tuple[Part, ...]


class PartStarted(Sent, frozen=True, tag="part_started"):
    """A sub-item of a running block began; the one before it ended."""

    block: str
    part: str


class StartMoved(Sent, frozen=True, tag="start_moved"):
    """A block was found to have begun at another time than was recorded."""

    block: str
    to: datetime


class EndMoved(Sent, frozen=True, tag="end_moved"):
    """A block was found to have ended at another time than was recorded."""

    block: str
    to: datetime


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
    | ChangeLeaving
    | ChooseLanguage
    | RenameVisit
)


EditEvent = (
    BlockRenamed
    | LengthChanged
    | StartChanged
    | BlockAdded
    | BlockRemoved
    | BlockRestored
    | BlocksMoved
    | BlocksRetimed
    | BlockSplit
    | PartStarted
    | StartMoved
    | EndMoved
    | LeavingChanged
    | LanguageChosen
    | VisitRenamed
)

"""What can have been changed in the running day: the plan, its sub-items and actual times.

Planned times are minutes after the day's local midnight, as in the plan.
"""

from datetime import datetime

from msgspec import Struct

from kvip_tui.domain.state.plan import Block, Starts


class _Edit(Struct, frozen=True, tag_field="kind", tag=True):
    """Something that was changed."""


class BlockTime(Struct, frozen=True):
    """A block's planned start and end."""

    block: str
    start: int
    end: int


class Part(Struct, frozen=True):
    """A sub-item of a block; ``share`` is its part of the block's time, against the others'."""

    id: str
    title: str
    share: int = 1


class BlockRenamed(_Edit, frozen=True, tag="block_renamed"):
    """A block got another title."""

    block: str
    title: str


class LengthChanged(_Edit, frozen=True, tag="length_changed"):
    """A block that had not begun got another planned length, in ``minutes``."""

    block: str
    minutes: int


class StartChanged(_Edit, frozen=True, tag="start_changed"):
    """A block that had not begun got another start rule, and another planned ``start``."""

    block: str
    starts: Starts
    start: int | None = None


class BlockAdded(_Edit, frozen=True, tag="block_added"):
    """A block was put into a day, behind the block ``after``, or first where that is None."""

    day: str
    added: Block
    after: str | None = None


class BlockRemoved(_Edit, frozen=True, tag="block_removed"):
    """A block that had not begun was taken out of the plan."""

    block: str


class BlockRestored(_Edit, frozen=True, tag="block_restored"):
    """A removed block came back, behind the block ``after``; or a skipped one, where it stands."""

    block: str
    after: str | None = None


class BlocksMoved(_Edit, frozen=True, tag="blocks_moved"):
    """Blocks that follow one another were put behind the block ``after``, or first."""

    blocks: tuple[str, ...]
    after: str | None = None


class BlocksRetimed(_Edit, frozen=True, tag="blocks_retimed"):
    """Blocks got other planned times, because of what else was changed."""

    times: tuple[BlockTime, ...]


class BlockSplit(_Edit, frozen=True, tag="block_split"):
    """A block was split into sub-items, or made whole again where there are none."""

    block: str
    parts: tuple[Part, ...]


class PartStarted(_Edit, frozen=True, tag="part_started"):
    """A sub-item of a running block began; the one before it ended."""

    block: str
    part: str


class StartMoved(_Edit, frozen=True, tag="start_moved"):
    """A block was found to have begun at another time than was recorded."""

    block: str
    to: datetime


class EndMoved(_Edit, frozen=True, tag="end_moved"):
    """A block was found to have ended at another time than was recorded."""

    block: str
    to: datetime


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
)

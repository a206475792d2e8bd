"""What a hand-over takes along and leaves, and what one would bring, in numbers."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from msgspec import Struct

from kvip_tui.domain.state.plan import Privacy


class Staying(Struct, frozen=True):
    """How many notes go in a hand-over, by class, and how many stay."""

    going: Mapping[Privacy, int]
    impressions: int
    interviews: int


class Preview(Struct, frozen=True):
    """What a hand-over brings, before it counts.

    Args:
        people: The names of those whose records came.
        since: When the first of the new notes was written, None where there is none.
        until: When the last was.
        new: How many notes are new.
        changed: How many of those that were here have changed.
        deleted: How many of those that were here are gone.
        overruled: How many changes of the clock do not count.
        off: How far the clock of the other machine was ahead when it wrote the file, if it was.
        findings: What the privacy check finds in the new notes, and how often.
        records: How many records are new.
        blocks: The titles of the blocks that come to stand otherwise in the day.
        behind: How far that clock was behind at least, None where nothing says so.
    """

    people: tuple[str, ...]
    since: datetime | None
    until: datetime | None
    new: int
    changed: int
    deleted: int
    overruled: int
    off: timedelta | None
    findings: Mapping[str, int]
    records: int
    blocks: tuple[str, ...] = ()
    behind: timedelta | None = None

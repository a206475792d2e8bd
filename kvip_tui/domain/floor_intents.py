"""What a person asks to have changed on the floor besides turns and hands."""

from datetime import timedelta

from msgspec import Struct


class ResumeTurn(Struct, frozen=True):
    """Give the floor back to whoever was interrupted by a reply or a practical remark."""


class MoveHand(Struct, frozen=True):
    """Move a person on the speakers' list to a place, counted from 1."""

    person: str
    place: int


class SilenceNudges(Struct, frozen=True):
    """Say no more of that code about these people in the running block."""

    code: str
    people: tuple[str, ...]


class MoveHandover(Struct, frozen=True):
    """Move the last change of hands in time; back where ``by`` is negative."""

    by: timedelta


class HandoverAgo(Struct, frozen=True):
    """Say that the floor changed hands last that long ago."""

    ago: timedelta


class ReassignTurn(Struct, frozen=True):
    """Say whose a turn was; None is the one that goes on, else the last."""

    person: str
    turn: int | None = None


class DeleteTurn(Struct, frozen=True):
    """Say that a turn was none; None is the one that goes on, else the last."""

    turn: int | None = None


Mending = MoveHandover | HandoverAgo | ReassignTurn | DeleteTurn
FloorWish = ResumeTurn | MoveHand | SilenceNudges | Mending

"""What can have happened to the floor besides turns: order of the list, corrections, silence."""

from datetime import datetime

from msgspec import Struct


class _Change(Struct, frozen=True, tag_field="kind", tag=True):
    """Something that was changed."""


class HandMoved(_Change, frozen=True, tag="hand_moved"):
    """A person on the speakers' list was put before another one, or last where that is None."""

    person: str
    before: str | None = None


class NudgesSilenced(_Change, frozen=True, tag="nudges_silenced"):
    """Nudges of one ``code`` about these people were silenced for the running block."""

    code: str
    people: tuple[str, ...]


class HandoverMoved(_Change, frozen=True, tag="handover_moved"):
    """The floor was found to have changed hands last at another time than was recorded."""

    to: datetime


class TurnReassigned(_Change, frozen=True, tag="turn_reassigned"):
    """A turn, by its number in the visit, was found to have been another person's."""

    turn: int
    person: str


class TurnDeleted(_Change, frozen=True, tag="turn_deleted"):
    """A turn, by its number in the visit, was found not to have been one."""

    turn: int


Correction = HandoverMoved | TurnReassigned | TurnDeleted
FloorChange = HandMoved | NudgesSilenced | Correction

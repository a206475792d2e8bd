"""What everything that can happen has in common: an event, and the record that keeps one command's.

An event says what happened, in the past tense; when it happened is the record's. Fields are
only ever added, with a default, so that an older journal can always be read. The events
themselves stand with their feature, in its ``changes`` module.
"""

from datetime import datetime
from typing import Any

from msgspec import Struct


class Event(Struct, frozen=True, tag_field="kind", tag=True):
    """Something that happened."""


class Undone(Event, frozen=True, tag="undone"):
    """The command recorded under that number was taken back."""

    record: int


class Redone(Event, frozen=True, tag="redone"):
    """A command that had been taken back was carried out again."""

    record: int


class UnknownEvent(Struct, frozen=True):
    """An event of a kind this version does not know: kept in the journal, without effect."""

    kind: str
    data: dict[str, Any]


AnyEvent = Event | UnknownEvent


class Record(Struct, frozen=True):
    """One line of the journal: what one command brought about, as a whole or not at all.

    ``n`` counts the records of a journal from 1; ``at`` is UTC, whole milliseconds.
    """

    n: int
    at: datetime
    events: tuple[AnyEvent, ...]


class Refusal(Exception):  # noqa: N818 - a refusal is an answer, not a fault
    """A reason, as a message id and its parameters; nothing has changed."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


Events = tuple[AnyEvent, ...]

"""What everything that can happen has in common: an event, and the record that keeps one command's.

An event says what happened, in the past tense; when it happened is the record's. Fields are
only ever added, with a default, so that an older journal can always be read. The events
themselves stand with their feature, in its ``changes`` module.
"""

from datetime import datetime
from enum import Enum, auto
from typing import Any, ClassVar, Self

from msgspec import Struct
from msgspec.structs import replace


class Event(Struct, frozen=True, tag_field="kind", tag=True):
    """Something that happened."""


class Travels(Enum):
    """Whether an event leaves the machine on which it happened (DESIGN 11)."""

    YES = auto()
    NO = auto()
    BY_NOTE = auto()


class Sent(Event, frozen=True):
    """Something that the other machines of the visit are told."""

    travels: ClassVar[Travels] = Travels.YES


class Stays(Event, frozen=True):
    """Something that never leaves the machine on which it happened."""

    travels: ClassVar[Travels] = Travels.NO


class OfNotes(Event, frozen=True):
    """Something that happened to notes: it leaves the machine where their class does."""

    travels: ClassVar[Travels] = Travels.BY_NOTE


class Undone(Sent, frozen=True, tag="undone"):
    """The command recorded under that number was taken back."""

    record: int


class Redone(Sent, frozen=True, tag="redone"):
    """A command that had been taken back was carried out again."""

    record: int


class UnknownEvent(Struct, frozen=True):
    """An event of a kind this version does not know: kept in the journal, without effect."""

    kind: str
    data: dict[str, Any]


AnyEvent = Event | UnknownEvent


class Record(Struct, frozen=True, omit_defaults=True):
    """One line of the journal: what one command brought about, as a whole or not at all.

    ``n`` counts the records of a journal from 1; ``at`` is UTC, whole milliseconds. ``clock`` is
    held where the record must come after what other machines did; ``machine`` is whose it is, ''
    where one machine writes the visit alone, and stands in no file of its own. Of a ``forgotten``
    record words were taken out for good, of a ``withdrawn`` one those of a note that no longer
    leaves its machine: neither is set right by another copy of it.
    """

    n: int
    at: datetime
    events: tuple[AnyEvent, ...]
    clock: tuple[int, int] | None = None
    machine: str = ""
    forgotten: bool = False
    withdrawn: bool = False


class Signed(Struct, frozen=True):
    """Something asked for that is recorded with who asks for it, or where."""

    def signed(self, author: str, machine: str) -> Self:
        """Return it with who asks, and on which machine, where it does not say so already."""
        del author, machine
        return self


class SignedBy(Signed, frozen=True, kw_only=True):
    """Something asked for ``by`` somebody, '' where it is not known."""

    by: str = ""

    def signed(self, author: str, machine: str) -> Self:
        """Return it with who asks."""
        del machine
        return self if self.by else replace(self, by=author)


class MadeOn(Signed, frozen=True, kw_only=True):
    """Something asked for on a ``machine``, whose name is part of the id of what is made."""

    machine: str = ""

    def signed(self, author: str, machine: str) -> Self:
        """Return it with where it is asked for."""
        del author
        return self if self.machine else replace(self, machine=machine)


class Refusal(Exception):  # noqa: N818 - a refusal is an answer, not a fault
    """A reason, as a message id and its parameters; nothing has changed."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


Events = tuple[AnyEvent, ...]

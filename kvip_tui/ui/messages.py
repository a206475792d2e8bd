"""What a screen asks the app for."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from textual.message import Message

from kvip_tui.domain.state.report import Feedback, Sending
from kvip_tui.ui.workspace import Desk
from kvip_tui.visits.open import Opened


@dataclass
class OpenDay(Message):
    """Open a visit and show its day; ``opening`` says which, and whether it is a rehearsal."""

    opening: Callable[[Desk], Opened]


@dataclass
class Tell(Message):
    """Make what the quiet line has just said heard and seen, as far as that is wanted."""

    text: str


@dataclass
class WriteReport(Message):
    """Write the report of the visit that is open, or a feedback, into a file, and say where.

    What has changed since its reader saw it is marked.
    """

    draft: bool
    feedback: Feedback | None = None
    changes_since: Sending | None = None


@dataclass
class ForgetCopied(Message):
    """Let go of what was copied of an interview: its notes have been wiped."""


@runtime_checkable
class Speaks(Protocol):
    """A screen with a quiet line."""

    def say(self, text: str, *, refused: bool = False) -> None:
        """Say a sentence on the quiet line."""

"""What a session needs of the place where records are kept."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from kvip_tui.domain.base import AnyEvent, Record


class Keeper(Protocol):
    """Keeps records durably; the journal is one."""

    @property
    def records(self) -> list[Record]:
        """Everything kept so far."""

    @property
    def writer(self) -> bool:
        """Whether this process may add to what is kept."""

    @property
    def generation(self) -> int:
        """Goes up when ``records`` were replaced, not added to."""

    def append(
        self, at: datetime, events: tuple[AnyEvent, ...], clock: tuple[int, int] | None = None
    ) -> Record:
        """Keep one command's events; returns when they are safe."""

    def rewrite(self, change: Callable[[Record], Record]) -> None:
        """Keep every record anew, wholly or not at all; number and time of each stay."""

    def follow(self) -> list[Record]:
        """Return what another process has added since last asked."""

    def try_upgrade(self) -> bool:
        """Become the one who may add, where the process that could has ended."""

    def guard(self) -> None:
        """Keep everything anew where another program has changed it or taken it away."""

    def take_notice(self) -> str:
        """Return, once, what there is to say about that."""

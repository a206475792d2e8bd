"""A file beside the journal for what is being typed and not stored yet."""

from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final, Generic, TypeVar

import msgspec

from kvip_tui.bounded import TYPED, read_kept
from kvip_tui.store.atomic import write_atomic
from kvip_tui.store.checked import BadLineError
from kvip_tui.store.fitness import is_far, legible_json
from kvip_tui.store.sealing import small

if TYPE_CHECKING:
    from kvip_tui.store.sealing.seal import FileSeal

T = TypeVar("T")
_UNREADABLE: Final = (
    OSError,
    msgspec.DecodeError,
    UnicodeDecodeError,
    RecursionError,
    BadLineError,
)


class DraftFile(Generic[T]):
    """A draft of one kind, kept as JSON, sealed where there is a seal."""

    def __init__(self, path: Path, kind: type[T], seal: "FileSeal | None" = None) -> None:
        self._path, self._kind, self._seal = path, kind, seal

    def write(self, draft: object) -> None:
        """Keep a draft in place of the one kept before.

        Raises:
            UserError: It could not be written; the draft kept before stands.
        """
        write_atomic(self._path, small.closed(msgspec.json.encode(draft), self._seal))

    def load(self) -> T | None:
        """Return the draft, or None where nothing was left."""
        try:
            content = small.opened(read_kept(self._path, TYPED), self._seal)
            draft = msgspec.json.decode(legible_json(content), type=self._kind)
            return None if is_far(draft) else draft
        except _UNREADABLE:
            return None

    def kept_at(self) -> datetime | None:
        """Return when the draft was kept, or None where nothing was left."""
        try:
            return datetime.fromtimestamp(self._path.stat().st_mtime, UTC)
        except (OSError, OverflowError, ValueError):
            return None

    def clear(self) -> None:
        """Forget the draft, because it was stored or thrown away."""
        with suppress(OSError):
            self._path.unlink()


def whole(text: str) -> str:
    """Return *text* as UTF-8 can hold it: half characters become «?»."""
    return text.encode("utf-8", "replace").decode("utf-8")

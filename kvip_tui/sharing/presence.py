"""Who is there: a small file a machine, written when something changes, and now and then."""

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import msgspec
from msgspec import Meta, Struct

from kvip_tui.bounded import read_kept
from kvip_tui.sharing.stream import MACHINE
from kvip_tui.store.atomic import patiently
from kvip_tui.store.checked import BadLineError
from kvip_tui.store.sealing import small

if TYPE_CHECKING:
    from kvip_tui.store.sealing.seal import Seal

# At most so often where something changed, and so often where nothing did.
SOON, LATEST = timedelta(seconds=5), timedelta(seconds=30)
# Who has not been heard of for so long is said to be away.
AWAY: Final = timedelta(seconds=60)
# Clocks that differ by more than this are told.
DIFFERS: Final = timedelta(seconds=90)
# What the file is in a sealed header.
KIND: Final = "seen"
_SEEN = re.compile(r"seen-([^/\\]{1,120})\.json")
_LARGEST: Final = 64_000
_UNREADABLE: Final = (
    OSError,
    msgspec.DecodeError,
    UnicodeDecodeError,
    RecursionError,
    BadLineError,
)


class Seen(Struct, frozen=True):
    """What a machine says of itself.

    Args:
        visit: The identity of the visit.
        machine: Which machine it is.
        person: Who sits there.
        at: What its clock said when it wrote.
        records: How many records it has sent.
        notes: How many of its notes there are among them.
        read: Up to how many records of each machine it has read.
        left: Whether it left the visit.
        forgotten: What it has taken out of which records for good, '' for nothing.
    """

    visit: str
    machine: Annotated[str, Meta(max_length=90)]
    person: Annotated[str, Meta(max_length=200)]
    at: Annotated[datetime, Meta(tz=True)]
    records: int = 0
    notes: int = 0
    read: dict[str, int] = {}
    left: bool = False
    forgotten: Annotated[str, Meta(max_length=20)] = ""


class Heard(Struct, frozen=True):
    """What was seen of a machine, and when its file changed by this machine's own clock.

    ``ahead`` is how far its clock was ahead of this one then, where it was read as it changed.
    """

    seen: Seen
    since: datetime
    ahead: timedelta | None = None


class PresenceFile:
    """This machine's own file among those of the others."""

    def __init__(self, folder: Path, machine: str, seal: "Seal | None" = None) -> None:
        self._path = folder / f"seen-{machine}.json"
        self._seal = seal and seal.file(KIND, machine)
        self._written: tuple[Seen, datetime] | None = None

    def say(self, seen: Seen, now: datetime) -> None:
        """Write what this machine says of itself, unless it has said so just now.

        Raises:
            OSError: It could not be written.
        """
        if self._written is not None:
            last, at = self._written
            same = msgspec.structs.replace(last, at=seen.at) == seen
            if timedelta(0) <= now - at < (LATEST if same else SOON) and not seen.left:
                return
        temporary = self._path.with_name(f".{self._path.name}.tmp")
        # Its name is known to everybody who uses the share: what lies there may be a link.
        temporary.unlink(missing_ok=True)
        with temporary.open("xb") as file:
            file.write(small.closed(msgspec.json.encode(seen), self._seal))
        patiently(lambda: temporary.replace(self._path))
        self._written = seen, now


class Watch:
    """Reads the other machines' files; the age of what they say counts from their change here."""

    def __init__(self, folder: Path, visit: str, machine: str, seal: "Seal | None" = None) -> None:
        self._folder, self._visit, self._machine = folder, visit, machine
        self._seal = seal and seal.file(KIND)
        self._looks: dict[str, tuple[int, int]] = {}
        self.heard: dict[str, Heard] = {}

    def look(self, now: Callable[[], datetime]) -> Mapping[str, Heard]:
        """Return what is known of each other machine.

        Raises:
            OSError: The folder cannot be read.
        """
        for path in self._folder.iterdir():
            found = _SEEN.fullmatch(path.name)
            if not found or not MACHINE.fullmatch(found[1]) or found[1] == self._machine:
                continue
            with suppress(*_UNREADABLE):
                self._read(path, now)
        return dict(self.heard)

    def _read(self, path: Path, now: Callable[[], datetime]) -> None:
        stat = path.lstat()
        look = (stat.st_size, stat.st_mtime_ns)
        if self._looks.get(path.name) == look or path.is_symlink():
            return
        first = path.name not in self._looks
        self._looks[path.name] = look
        content = small.opened(read_kept(path, _LARGEST), self._seal)
        seen = msgspec.json.decode(content, type=Seen)
        if self._seal is not None and self._older(seen):
            return
        if seen.visit == self._visit and path.name == f"seen-{seen.machine}.json":
            at = now()
            # A file that lay there already may be old: its age is told by its own clock then.
            since = min(at, seen.at) if first else at
            ahead = None if first else seen.at - at
            self.heard[seen.machine] = Heard(seen, since, ahead)

    def _older(self, seen: Seen) -> bool:
        """Return whether a machine has said something later: somebody put an old file there.

        Only of sealed files, of which nobody else could have made the later one.
        """
        known = self.heard.get(seen.machine)
        return known is not None and seen.at < known.seen.at

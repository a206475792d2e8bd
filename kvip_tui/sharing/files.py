"""A stream as a file: one machine appends to it, others read what is new (DESIGN 11)."""

import os
from collections.abc import Sequence
from errno import EFBIG
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from kvip_tui.bounded import JOURNAL, open_kept, read_kept
from kvip_tui.domain.base import Record
from kvip_tui.domain.sharing.order import Name, name
from kvip_tui.sharing import stream
from kvip_tui.sharing.stream import Header, Place, Reading
from kvip_tui.store.atomic import BINARY, patiently, write_all
from kvip_tui.store.checked import BadLineError
from kvip_tui.store.codec import Damage

if TYPE_CHECKING:
    from kvip_tui.store.sealing.seal import FileSeal, Seal

Look = tuple[int, int, int]


class StreamFile:
    """A stream that this process writes: whatever became of the file, it comes to hold it all.

    Only what is lacking is appended; a file that was damaged or is not ours to go on with is
    written anew, as another generation.
    """

    def __init__(
        self, path: Path, header: Header, mode: int = 0o666, seal: "Seal | None" = None
    ) -> None:
        self.path = path
        self._seal = file_seal(seal, header.machine)
        self._header = header
        self._mode = mode
        self._place: Place | None = None
        self._names: set[Name] = set()
        self._held: Sequence[Record] | None = None

    def hold(self, records: Sequence[Record]) -> None:
        """Make the file hold these records, in their order.

        Raises:
            OSError: It could not be written; it may be tried again.
        """
        if self._place is None or _size(self.path) != self._place.end:
            self._read(records)
        elif records is self._held:
            return
        fresh = [record for record in records if name(record) not in self._names]
        if not fresh or self._place is None:
            return
        lines, place = stream.written(fresh, self._place, self._seal)
        self._append(lines)
        self._place, self._held = place, records
        self._names |= {name(record) for record in fresh}

    def rewrite(self, records: Sequence[Record]) -> None:
        """Write the file anew, as another generation, so that its readers start over.

        Raises:
            OSError: It could not be written; what was there still is.
        """
        generation = max(self._header.generation, _generation(self.path, self._seal)) + 1
        self._header = replace(self._header, generation=generation)
        self._write(records)

    def doubt(self) -> None:
        """Look at the whole file next time, for what it is to hold has become another."""
        self._place = None

    def _read(self, records: Sequence[Record]) -> None:
        """See how far the file is what it should be; write it anew where it is not."""
        try:
            data = read_kept(self.path, JOURNAL)
        except FileNotFoundError:
            self._write(records)
            return
        except OSError as error:
            if error.errno != EFBIG:
                raise
            data = b""
        try:
            header, start = stream.beginning(data, self._seal)
        except BadLineError:
            self.rewrite(records)
            return
        found = stream.read(data[start.end :], start, self._seal)
        wanted = {name(record): record.events for record in records}
        same = all(wanted.get(name(r)) == r.events for r in found.records)
        whole = found.place.end == len(data) and not found.damage
        if header.visit != self._header.visit or not (whole and same):
            self.rewrite(records)
            return
        self._header, self._place = header, found.place
        self._names = {name(record) for record in found.records}

    def _write(self, records: Sequence[Record]) -> None:
        # Should it fail, the file that is there is another than the one that is made here.
        self._place = None
        first, place = stream.begun(self._header, self._seal)
        if self._seal is not None:
            stream.beginning(first, self._seal)
        lines, place = stream.written(records, place, self._seal)
        temporary = self.path.with_name(f".{self.path.name}.{os.urandom(4).hex()}.tmp")
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | BINARY
        try:
            _written(os.open(temporary, flags, self._mode), first + lines)
            patiently(lambda: temporary.replace(self.path))
        finally:
            temporary.unlink(missing_ok=True)
        self._place, self._names = place, {name(record) for record in records}

    def _append(self, lines: bytes) -> None:
        flags = os.O_WRONLY | os.O_APPEND | BINARY
        try:
            _written(patiently(lambda: os.open(self.path, flags)), lines)
        except OSError:
            self._place = None
            raise


class StreamTail:
    """A stream that another process writes; only what is new in it is read."""

    def __init__(self, path: Path, seal: "Seal | None" = None) -> None:
        self.path = path
        self._seal = file_seal(seal)
        self.header: Header | None = None
        self._first = b""
        self._place = Place()
        self._look: Look | None = None

    def fresh(self) -> Reading | None:
        """Return what is new in the file, None where nothing is.

        Raises:
            OSError: It cannot be read now.
            BadLineError: It does not begin as a stream.
        """
        seen = self.path.stat()
        look = (seen.st_size, seen.st_mtime_ns, seen.st_ino)
        if look == self._look:
            return None
        if seen.st_size > JOURNAL:
            raise OSError(EFBIG, os.strerror(EFBIG), str(self.path))
        with open_kept(self.path) as file:
            first = file.readline()
            if self._seal is not None:
                first += file.readline()
            if first != self._first or seen.st_size < self._place.end:
                self._begin(first)
            file.seek(self._place.end)
            data = file.read()
        if self.header is None:
            return None
        found = stream.read(data, self._place, self._seal)
        if any(damage.line == self._place.lines + 1 for damage in found.damage):
            found = self._again()
        self._place, self._look = found.place, look
        return found

    def _begin(self, first: bytes) -> None:
        self.header, self._place, self._first = None, Place(), b""
        whole = 1 if self._seal is None else 2
        if first.count(b"\n") < whole:
            return
        self.header, self._place = stream.beginning(first, self._seal)
        self._first = first

    def _again(self) -> Reading:
        """Read the whole stream: what stood before has changed, or one line is damaged."""
        _header, start = stream.beginning(self._first, self._seal)
        return stream.read(read_kept(self.path, JOURNAL)[start.end :], start, self._seal)


def told(path: Path, damage: Damage) -> str:
    """Return what tells a damaged line apart from every other one."""
    return f"{path.name}:{damage.line}"


def _written(handle: int, data: bytes) -> None:
    try:
        write_all(handle, data)
        os.fsync(handle)
    finally:
        os.close(handle)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return -1


def file_seal(seal: "Seal | None", machine: str = "") -> "FileSeal | None":
    """Return what closes the lines of a machine's stream, of any where none is named."""
    return seal and seal.file(stream.KIND, machine)


def _generation(path: Path, seal: "FileSeal | None") -> int:
    try:
        with open_kept(path) as file:
            return stream.beginning(file.readline() + file.readline(), seal)[0].generation
    except (OSError, BadLineError):
        return 0

"""The journal of a visit on one machine: the only truth, added to one command at a time."""

import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Final, Self

from msgspec import Struct

from kvip_tui.domain.base import AnyEvent, Record, UnknownEvent
from kvip_tui.errors import UserError, reason
from kvip_tui.i18n import _, ngettext
from kvip_tui.paths import make_private
from kvip_tui.store.atomic import write_atomic, write_error
from kvip_tui.store.beside import damage_sentence, newest, unused, zone_of
from kvip_tui.store.codec import Damage, Scan
from kvip_tui.store.lock import WriteLock
from kvip_tui.store.scan import scan, written
from kvip_tui.store.storage import JournalDB, TouchedError

if TYPE_CHECKING:
    from kvip_tui.store.sealing.mark import EndMark
    from kvip_tui.store.sealing.seal import FileSeal, Seal

# What a journal is called, with the name of its machine, and what it is in a sealed header.
OWN: Final = re.compile(r"journal-([a-z0-9][a-z0-9_-]*)\.jsonl")
KIND: Final = "journal"
_BLANK: Final = b"\0 \t\r\n"


class Repair(Struct, frozen=True):
    """What became of a last line that was never finished, when the journal was opened.

    Args:
        line: Which line, counted from 1.
        cut: How many bytes were cut off; 0 where only the newline lacked and the line stands.
        saved: The file that the bytes were put in, None where there was nothing to read.
    """

    line: int
    cut: int
    saved: Path | None = None


class Journal:
    """A journal that is open: for writing by one process, for reading by any.

    Attributes:
        records: What has been recorded and can be read.
        damage: What is wrong with the file that was opened; all else stands.
        repairs: What was done about unfinished last lines.
        writer: Whether this process may append.
        generation: Goes up when `follow` found that ``records`` were replaced, not added to.
        current: The file that is read and written: `path`, or the one that goes on for it.
        db: The same file as a TinyDB, for queries.
        seal: The seal of the visit, None where it has none.
    """

    def __init__(
        self, path: Path, *, write: bool = True, obstacle: str = "", seal: "Seal | None" = None
    ) -> None:
        """Open the journal at *path*; `Journal.open` is the same with people's errors."""
        self.path, self.seal = path, seal
        self.records: list[Record] = []
        self.damage: list[Damage] = []
        self.repairs: list[Repair] = []
        self.writer = False
        self._may_write = write and not obstacle
        self.generation = 0
        self.current = self.damaged = newest(path)
        self.db = self._database(write=False)
        self._lock = WriteLock(path)
        self._obstacle, self._rescued = obstacle, ""
        self._seen = self._end = 0
        self._mark = self._end_mark()
        self._ended = self._mark.load() if self._mark else 0
        self._look: tuple[int, ...] = ()
        try:
            if self._may_write:
                self._take_pen()
            self._load()
        except BaseException:
            self.close()
            raise
        self._seen = len(self.records)

    @classmethod
    def open(
        cls, path: Path, *, write: bool = True, obstacle: str = "", seal: "Seal | None" = None
    ) -> Self:
        """Open a journal; read-only where somebody else writes it.

        Args:
            path: The journal's file.
            write: Whether to write it, if possible.
            obstacle: A sentence that says why it must not be written, if so.
            seal: The seal of the visit, where it has one.

        Raises:
            UserError: There is no such journal, or it cannot be read.
        """
        try:
            return cls(path, write=write, obstacle=obstacle, seal=seal)
        except FileNotFoundError as error:
            text = _("Journalen {path} finnes ikke: velg et besøk fra «kvip list».")
            raise UserError(text.format(path=path)) from error
        except OSError as error:
            text = _("Journalen {path} kan ikke leses ({reason}): gi deg selv lesetilgang.")
            raise UserError(text.format(path=path, reason=reason(error))) from error

    @classmethod
    def create(cls, path: Path, first: Record, seal: "Seal | None" = None) -> Self:
        """Make a journal that begins with *first*, and open it for writing.

        Raises:
            UserError: There is one already, or it cannot be written.
        """
        lock = WriteLock(path)
        try:
            if not lock.acquire() or path.exists():
                text = _("Journalen {path} finnes fra før: åpne besøket i stedet.")
                raise UserError(text.format(path=path), exit_code=3)
            write_atomic(path, written([first], file_seal(path, seal)))
        except OSError as error:
            raise write_error(path, error) from error
        finally:
            lock.release()
        return cls.open(path, seal=seal)

    @property
    def notices(self) -> list[str]:
        """Sentences for people about how the journal stands: repaired, damaged, read-only."""
        text = _("Siste linje i {path} var ikke ferdig skrevet og er lagt i {saved}.")
        said = [text.format(path=self.path, saved=r.saved) for r in self.repairs if r.saved]
        if newer := _newer(self.records):
            text = ngettext(
                "{path} har {count} hendelse fra en nyere utgave av kvip: den er tatt vare på, "
                "men vises ikke her. Bruk den nyeste utgaven.",
                "{path} har {count} hendelser fra en nyere utgave av kvip: de er tatt vare på, "
                "men vises ikke her. Bruk den nyeste utgaven.",
                newer,
            )
            said.insert(0, text.format(path=self.path, count=newer))
        wrong = []
        if self.damage:
            wrong.append(damage_sentence(self.damaged, self.damage, zone_of(self.records)))
        if self.current != self.path:
            text = _(
                "Besøket skrives videre i {current}: «kvip repair {visit}» gjør journalen hel."
            )
            visit = self.path.parent.name
            wrong.append(text.format(current=self.current.name, visit=visit))
        if wrong:
            said.append(" ".join(wrong))
        if self._ended > self._last:
            text = _(
                "{path} slutter ved hendelse {last}, men hadde {ended} da besøket sist ble lukket: "
                "noe er tatt bort, eller fila er en gammel kopi."
            )
            said.append(text.format(path=self.path, last=self._last, ended=self._ended))
        if self._lock.missing:
            text = _("{path} ligger der filer ikke kan låses: ha besøket åpent i bare ett vindu.")
            said.append(text.format(path=self.path.parent))
        return [*said, self._obstacle] if self._obstacle else said

    def append(
        self, at: datetime, events: tuple[AnyEvent, ...], clock: tuple[int, int] | None = None
    ) -> Record:
        """Record what one command brought about; returns when it is safe on disk.

        ``clock`` is held where the record must come after what other machines did.

        Raises:
            UserError: It could not be written; nothing has changed and it may be tried again.
        """
        return self._extend([Record(self._last + 1, at, events, clock)])[0]

    def extend(self, commands: Iterable[tuple[datetime, tuple[AnyEvent, ...]]]) -> list[Record]:
        """Record what several commands brought about, all in one write or none of it.

        Raises:
            UserError: They could not be written; nothing has changed and it may be tried again.
        """
        numbered = enumerate(commands, start=self._last + 1)
        return self._extend([Record(n, at, events) for n, (at, events) in numbered])

    def _extend(self, fresh: list[Record]) -> list[Record]:
        if not self.writer:
            text = _("{path} er åpnet bare for lesing: åpne besøket med «kvip open» for å endre.")
            raise UserError(self._obstacle or text.format(path=self.path), exit_code=3)
        if self._seen != len(self.records):
            raise RuntimeError("follow the journal before adding to it")
        try:
            self.guard()
            try:
                records = self.db.records.extend(fresh)
            except TouchedError:
                self.guard()
                records = self.db.records.extend(fresh)
        except OSError as error:
            raise write_error(self.current, error) from error
        self.records += records
        self._seen += len(records)
        return records

    def guard(self) -> None:
        """Write the journal anew where another program has changed it or taken it away.

        What was read and written is in memory, so that nothing is lost; a file that lies in its
        place is left as it is.

        Raises:
            UserError: It cannot be written.
        """
        if not self.writer or self.db.file.untouched():
            return
        target = self.path if not self.path.exists() else unused(self.path)
        try:
            make_private(target.parent)
        except OSError as error:
            raise write_error(target, error) from error
        write_atomic(target, written(self.records, file_seal(self.path, self.seal)))
        self._go_on_in(target)
        # A lock in a folder that was moved away keeps nobody out of the new one.
        self._lock.release()
        self._lock.acquire()
        text = _(
            "{path} ble endret eller flyttet av et annet program: alt er skrevet på nytt i "
            "{current}, og ingenting er tapt."
        )
        self._rescued = text.format(path=self.path, current=target)

    def take_notice(self) -> str:
        """Return, once, what there is to say about a journal that was written anew meanwhile."""
        said, self._rescued = self._rescued, ""
        return said

    def rewrite(self, change: Callable[[Record], Record]) -> None:
        """Put another text of every record in place of the file, wholly or not at all.

        Records keep their number and their time. Those who follow read the file anew.

        Raises:
            UserError: It could not be written, or may not be by this process; nothing has changed.
        """
        if not self.writer:
            self.extend([])
        self.guard()
        records = [change(record) for record in self.records]
        data = written(records, file_seal(self.path, self.seal))
        found = scan(data, seal=file_seal(self.path, self.seal))
        if found.damage or found.torn or [one.n for one in found.records] != [r.n for r in records]:
            raise RuntimeError("a journal that is rewritten must read back whole")
        self.db.close()
        try:
            write_atomic(self.current, data)
        finally:
            self.db = self._database()
            self._load()
            self._seen = len(self.records)

    def follow(self) -> list[Record]:
        """Return the records that another process has added since last asked.

        Where ``generation`` has gone up, all of ``records`` are returned anew.
        """
        if not self.writer:
            try:
                self._catch_up()
            except OSError:
                return []
        fresh, self._seen = self.records[self._seen :], len(self.records)
        return fresh

    def try_upgrade(self) -> bool:
        """Try to become the writer where another process was; returns whether this one is now.

        What the other process wrote last is returned by the next `follow`, which comes first.
        """
        if self._may_write and not self.writer:
            self._obstacle = ""
            self._take_pen()
            if self.writer:
                self._load()
        return self.writer

    def close(self) -> None:
        """Close the file and let others write; what was acknowledged is on disk already."""
        with suppress(UserError, OSError):
            self.guard()
        if self.writer and self._mark and self.records and self._ended != self._last:
            self._ended = self._last
            self._mark.save(self._last)
        self.writer = False
        self.db.close()
        self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _take_pen(self) -> None:
        """Become the writer, or note what stands in the way."""
        if self.path.is_symlink():
            text = _("{path} er en lenke til en annen fil og endres ikke: legg selve fila der.")
            self._obstacle = text.format(path=self.path)
            return
        try:
            if not self._lock.acquire():
                text = _(
                    "Besøket er åpent i et annet vindu: her vises dagen og følger med, men "
                    "endringer gjøres der ({path})."
                )
                self._obstacle = text.format(path=self.path)
                return
            self.current = newest(self.path)
            self.db = self._database()
            self.writer = True
        except OSError as error:
            self._give_up_pen(write_error(self.path, error).message)

    def _give_up_pen(self, obstacle: str) -> None:
        self._obstacle = obstacle
        self.close()

    def _end_mark(self) -> "EndMark | None":
        """Return what keeps how far the journal went; one that is not sealed has none."""
        named = OWN.fullmatch(self.path.name)
        if self.seal is None or named is None:
            return None
        from kvip_tui.store.sealing.mark import EndMark  # noqa: PLC0415 - only sealed visits

        return EndMark(self.path.parent, named[1], self.seal)

    def _database(self, *, write: bool = True) -> JournalDB:
        closing = file_seal(self.path, self.seal, strict=self._may_write)
        return JournalDB(self.current, write=write, seal=closing)

    @property
    def _last(self) -> int:
        return self.records[-1].n if self.records else 0

    def _load(self) -> None:
        """Read the whole file, repairing its end and going on beside a damage where it may."""
        self.damaged, look = self.current, _look_at(self.current)
        found = self.db.file.scan()
        if self.writer and found.torn and found.records and not found.damage:
            found = self._repair(found)
        self.damage = found.damage
        if not found.records and not found.damage:
            self.damage = [Damage(1, _("ingen hel linje"))]
        if not self.writer and found.torn.endswith(b"\n"):
            self.damage = [*self.damage, _last_line(found)]
        self._adopt(found)
        self._look = look
        if self.writer and self.damage:
            self._go_on_beside(found)

    def _go_on_beside(self, found: Scan) -> None:
        """Write on in a new file, and leave the damaged one as it is."""
        if not found.records or found.records[0].n != 1:
            self._give_up_pen("")
            return
        target = unused(self.path)
        try:
            write_atomic(target, found.sound)
            self._go_on_in(target)
        except UserError as error:
            self._give_up_pen(error.message)

    def _go_on_in(self, target: Path) -> None:
        """Read and write a file from now on that holds all records."""
        self.db.close()
        self.current = target
        self.db = self._database()
        self._end = self.db.file.scan().end
        self._look = _look_at(target)

    def _adopt(self, found: Scan) -> None:
        """Take over what was read; of a file damaged meanwhile, keep what was read before."""
        self._end = found.end
        known = len(self.records)
        if self.damage and len(found.records) < known:
            return
        if found.records[:known] != self.records:
            self.generation += 1
            self._seen = 0
        self.records = found.records

    def _repair(self, found: Scan) -> Scan:
        """Complete a last line that lacks only its newline; put anything else aside."""
        try:
            keep = bool(self.db.file.scan_torn(found).records)
            saved = None if keep else self._put_aside(found.torn)
            self.db.file.finish(found, keep=keep)
        except (OSError, UserError) as error:
            problem = error if isinstance(error, UserError) else write_error(self.path, error)
            self._give_up_pen(problem.message)
            return found
        line = len(found.records) + 1
        self.repairs.append(Repair(line, 0 if keep else len(found.torn), saved))
        return self.db.file.scan()

    def _put_aside(self, torn: bytes) -> Path | None:
        if not torn.strip(_BLANK):
            return None
        number = 1
        while (path := self.path.with_name(f"{self.path.name}.avkuttet-{number}")).exists():
            number += 1
        write_atomic(path, torn)
        return path

    def _catch_up(self) -> None:
        """Read what has been added, or everything where the file is not what it was."""
        current = newest(self.path)
        if current != self.current:
            self.db.close()
            self.current = current
            self.db = self._database(write=False)
            self._load()
            return
        look = _look_at(current)
        if look == self._look:
            return
        fresh = self.db.file.scan_more(self._end, self._last)
        same = look[:2] == self._look[:2] and look[2] >= self._end and not self.damage
        if not same or fresh.damage or fresh.torn.endswith(b"\n"):
            self._load()
            return
        self.records += fresh.records
        self._end += fresh.end
        self._look = look


def file_seal(path: Path, seal: "Seal | None", *, strict: bool = True) -> "FileSeal | None":
    """Return what closes the lines of a journal, None where it is not sealed.

    One that is written is its own machine's; a copy, whatever it is called, says whose it is.
    """
    named = OWN.fullmatch(path.name)
    return seal and seal.file(KIND, named[1] if named else "", strict=strict)


def _newer(records: Iterable[Record]) -> int:
    """Return how many events this version does not know."""
    return sum(type(event) is UnknownEvent for record in records for event in record.events)


def _look_at(path: Path) -> tuple[int, ...]:
    """Return what changes when a file is written or replaced: volume, node, size, time."""
    seen = path.stat()
    return seen.st_dev, seen.st_ino, seen.st_size, seen.st_mtime_ns


def _last_line(found: Scan) -> Damage:
    """Return the damage of a last line that is finished and cannot be read."""
    after = found.records[-1].at if found.records else None
    return Damage(len(found.records) + 1, _("kontrollsummen stemmer ikke"), after)

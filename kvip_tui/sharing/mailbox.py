"""The folder that a workplace synchronises: what is new is put there and fetched from there."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kvip_tui.domain.base import Record
from kvip_tui.domain.sharing.travels import of_floor
from kvip_tui.i18n import _
from kvip_tui.sharing.copies import journal_files, machine_of, plain_name
from kvip_tui.sharing.files import StreamFile, StreamTail
from kvip_tui.sharing.stream import KIND, MACHINE, Header, Reading
from kvip_tui.store.checked import BadLineError
from kvip_tui.store.sealing.header import header_in

if TYPE_CHECKING:
    from kvip_tui.store.sealing.seal import Seal


class Mailbox:
    """One visit's folder in a share, as one machine uses it.

    Attributes:
        folder: Where it is.
        problems: Sentences on what could not be used, each once.
    """

    def __init__(
        self,
        folder: Path,
        visit: str,
        machine: str,
        title: str = "",
        seal: "Seal | None" = None,
    ) -> None:
        self.folder, self.seal = folder, seal
        self.problems: list[str] = []
        self._visit, self._machine = visit, machine
        self._tails: dict[str, StreamTail] = {}
        self._told: set[str] = set()
        self._sent: Sequence[Record] = ()
        self._said: list[Record] = []
        self._spoken: list[Record] = []
        header = Header(KIND, visit, machine, title=title)
        self._day = StreamFile(folder / f"journal-{machine}.jsonl", header, seal=seal)
        self._turns = StreamFile(folder / f"turns-{machine}.jsonl", header, seal=seal)

    def send(self, records: Sequence[Record], *, turns: bool = True) -> None:
        """Make this machine's files hold these records; without its turns where those are over.

        Raises:
            OSError: It could not be written; it may be tried again.
        """
        if records is not self._sent:
            self._said = [record for record in records if not of_floor(record)]
            self._spoken = [record for record in records if of_floor(record)]
            self._sent = records
        self._day.hold(self._said)
        if turns and self._spoken:
            self._turns.hold(self._spoken)
        if not turns:
            for path in journal_files(self.folder):
                if plain_name(path.name) == self._turns.path.name:
                    path.unlink(missing_ok=True)

    def empty(self) -> None:
        """Take this machine's files out of the folder.

        Raises:
            OSError: One of them is still there.
        """
        seen = self.folder / f"seen-{self._machine}.json"
        own = {self._day.path.name, self._turns.path.name}
        for path in [*journal_files(self.folder), seen]:
            if plain_name(path.name) in own or path == seen:
                path.unlink(missing_ok=True)

    def doubt(self) -> None:
        """Look next time whether this machine's files hold what they are to hold by now."""
        self._day.doubt()
        self._turns.doubt()

    def fetch(self) -> list[Record]:
        """Return what other machines have put there since last asked.

        Raises:
            OSError: The folder cannot be read.
        """
        fresh: list[Record] = []
        for path in journal_files(self.folder):
            if plain_name(path.name) == path.name and machine_of(path.name) == self._machine:
                continue
            fresh += self._from(path)
        return fresh

    def _from(self, path: Path) -> list[Record]:
        tail = self._tails.setdefault(path.name, StreamTail(path, self.seal))
        try:
            found = tail.fresh()
        except BadLineError as error:
            text = _("{path} er ikke en strøm fra kvip som kan brukes ({reason}): ikke lest.")
            self._say(path, text, reason=error)
            return []
        except OSError:
            return []
        if found is None or tail.header is None:
            return []
        return self._of_visit(path, tail.header, found)

    def _of_visit(self, path: Path, header: Header, found: Reading) -> list[Record]:
        if header.visit != self._visit:
            self._say(path, _("{path} hører til et annet besøk og er ikke lest."))
            return []
        for damage in found.damage:
            text = _("{path} kan ikke leses på linje {line} ({reason}): resten er lest.")
            self._say(path, text, line=damage.line, reason=damage.reason)
        return [r for r in found.records if MACHINE.fullmatch(r.machine)]

    def _say(self, path: Path, text: str, **params: object) -> None:
        said = text.format(path=path, **params)
        if said not in self._told:
            self._told.add(said)
            self.problems.append(said)


def headers(folder: Path) -> list[Header]:
    """Return whose streams a folder holds, of the visits that they say.

    Of a sealed one that much is said by its first line, which is not proven here.

    Raises:
        OSError: The folder cannot be read.
    """
    found = []
    for path in journal_files(folder):
        if (sealed := header_in(path)) is not None:
            found.append(Header(KIND, sealed.visit, sealed.machine))
            continue
        tail = StreamTail(path)
        try:
            tail.fresh()
        except (OSError, BadLineError):
            continue
        if tail.header is not None:
            found.append(tail.header)
    return found

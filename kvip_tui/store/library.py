"""The visits there are: a folder each, which is the only list of them."""

import datetime as dt
import os
import re
from collections.abc import Callable, Iterator
from functools import cached_property
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import replace

from kvip_tui.domain.base import Record
from kvip_tui.domain.history import VisitCreated
from kvip_tui.domain.text.words import beginning, slug
from kvip_tui.errors import UserError
from kvip_tui.i18n import _
from kvip_tui.paths import machine_id, make_private, visits_dir
from kvip_tui.store.atomic import patiently, sync_folder, write_error
from kvip_tui.store.beside import newest
from kvip_tui.store.journal import Journal
from kvip_tui.store.listing import VisitSummary, journals_in, listed, visit_folders
from kvip_tui.store.plans.problems import LONGEST_PATH, nearest, shown
from kvip_tui.store.sealing.unlock import SealedError, headers_in, unlocked

if TYPE_CHECKING:
    from kvip_tui.store.sealing.seal import Seal

EXPORTS: Final = "exports"
_SLUG_LENGTH: Final = 40
_DATED: Final = re.compile(r"(\d{4}-\d{2}-\d{2})-(.+)")
_NAMED: Final = 5
_LONGEST_LINE: Final = 16 * 2**20
# What the first line of a journal is read in at once.
_USUAL_LINE: Final = 2**16
_SEPARATORS: Final = tuple(filter(None, (os.sep, os.altsep, "/")))


class VisitFolder(Struct, frozen=True):
    """Where a visit is; its id is the folder's name."""

    id: str
    path: Path

    @property
    def exports(self) -> Path:
        """Return the folder for the visit's documents."""
        return self.path / EXPORTS


class Library:
    """The visits in one data folder.

    Attributes:
        root: The data folder.
        visits_folder: The folder of the visits.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.visits_folder = visits_dir(root)
        self._seals: dict[tuple[str, str], Seal] = {}

    @cached_property
    def machine(self) -> str:
        """What this machine is called in the names of its journals."""
        return machine_id(self.root)

    def visits(self) -> list[VisitSummary]:
        """Return what visits there are, by date; those that cannot be read come last."""
        return listed(self.visits_folder, self._seals)

    def seal(self, folder: Path) -> "Seal | None":
        """Return the seal of the visit in a folder, None where it has none.

        Raises:
            SealedError: It has one, and its passphrase has not been said.
        """
        header = None
        for header in headers_in(folder):
            if (header.visit, header.salt) in self._seals:
                return self._seals[header.visit, header.salt]
        if header is not None:
            raise SealedError(folder)
        return None

    def unlock(self, folder: Path, passphrase: str) -> None:
        """Let the visit in a folder be read and written from now on; takes a while on purpose.

        Raises:
            UserError: It is another passphrase; nothing has changed.
        """
        from kvip_tui.store.sealing.convert import finish  # noqa: PLC0415 - only sealed visits

        seal = unlocked(headers_in(folder), passphrase)
        self.keep_seal(seal)
        finish(folder, seal)

    def keep_seal(self, seal: "Seal") -> None:
        """Use a seal for the visit that it is of, as long as the program runs."""
        self._seals[seal.visit, seal.salt] = seal

    def create(
        self,
        event: VisitCreated,
        at: dt.datetime,
        sealing: "Callable[[str], Seal] | None" = None,
    ) -> VisitFolder:
        """Make a visit, whose id becomes the name of its folder, wholly or not at all.

        *sealing* makes its seal, where it is to have one, of the visit's identity.

        Raises:
            UserError: The data folder cannot be written.
        """
        try:
            make_private(self.visits_folder)
            uid = event.uid or os.urandom(8).hex()
            seal = sealing and sealing(uid)
            if seal is not None:
                self.keep_seal(seal)
            named = (replace(event, id=name, uid=uid) for name in folder_names(event))
            made = (self._make(one, at, seal) for one in named)
            return next(filter(None, made))
        except OSError as error:
            raise write_error(self.visits_folder, error) from error

    def find(self, text: str) -> VisitFolder:
        """Return the visit that *text* names: an id, a beginning of one, or a folder.

        Raises:
            UserError: No visit is meant, or several are, or the folder is not a visit's.
        """
        ids = [folder.name for folder in self.folders()]
        if text in ids:
            return VisitFolder(text, self.visits_folder / text)
        path = _folder(text)
        if path is not None and journals_in(path):
            return VisitFolder(path.name, path)
        if any(separator in text for separator in _SEPARATORS):
            said = _("{path} er ikke mappa til et besøk: velg et fra «kvip list».")
            raise UserError(said.format(path=shown(text, LONGEST_PATH)))
        matches = beginning(text, [(name, name) for name in ids])
        if len(matches) != 1:
            raise UserError(_several(text, matches) if matches else _none(text, ids))
        return VisitFolder(matches[0], self.visits_folder / matches[0])

    def open(self, folder: VisitFolder, *, write: bool = True) -> Journal:
        """Open this machine's journal of a visit, or read another machine's where it has none.

        Raises:
            UserError: The visit has no journal that can be read.
        """
        own, seal = self.own_journal(folder), self.seal(folder.path)
        others = journals_in(folder.path)
        if newest(own).is_file() or not others:
            return Journal.open(own, write=write, seal=seal)
        latest = max(others, key=lambda path: path.stat().st_mtime_ns)
        why = _(
            "{path} er laget på en annen maskin: besøket vises her. Skriv videre her med "
            "«kvip open --take-over»."
        )
        return Journal.open(latest, obstacle=why.format(path=latest), seal=seal)

    def own_journal(self, folder: VisitFolder) -> Path:
        """Return where this machine's journal of a visit lies, or would."""
        return folder.path / self._journal_name

    @property
    def _journal_name(self) -> str:
        return f"journal-{self.machine}.jsonl"

    def folders(self) -> list[Path]:
        """Return the visits' folders; those that begin with a dot are being made."""
        return visit_folders(self.visits_folder)

    def _make(
        self, event: VisitCreated, at: dt.datetime, seal: "Seal | None"
    ) -> VisitFolder | None:
        """Make a visit's folder beside the others and give it its name; None: the name is taken."""
        import shutil  # noqa: PLC0415 - 3 ms, and visits are seldom made

        target = self.visits_folder / event.id
        if target.exists():
            return None
        unfinished = self.visits_folder / f".ny-{os.urandom(6).hex()}"
        try:
            unfinished.mkdir(mode=0o700)
            (unfinished / EXPORTS).mkdir(mode=0o700)
            own = unfinished / self._journal_name
            Journal.create(own, Record(1, at, (event,)), seal).close()
            patiently(lambda: unfinished.rename(target))
        except OSError:
            if target.exists():
                return None
            raise
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)
        sync_folder(self.visits_folder)
        return VisitFolder(event.id, target)


def folder_names(event: VisitCreated) -> Iterator[str]:
    """Yield names for a visit's folder: its date and host, numbered from the second on."""
    host = slug(event.host) or slug(event.title) or "besok"
    name = f"{event.date.isoformat()}-{host[:_SLUG_LENGTH].strip('-')}"
    yield name
    for number in count(2):
        yield f"{name}-{number}"


def _folder(text: str) -> Path | None:
    """Return the folder that *text* is the path of, or None."""
    try:
        path = Path(text).resolve()
        return path if text and path.is_dir() else None
    except (OSError, ValueError, RuntimeError):
        return None


def _several(text: str, matches: list[str]) -> str:
    named = ", ".join(matches[:_NAMED])
    if len(matches) > _NAMED:
        named += ", …"
    said = _("«{text}» kan være flere besøk: skriv mer av navnet ({names}).")
    return said.format(text=shown(text), names=named)


def _none(text: str, ids: list[str]) -> str:
    if not ids:
        return _(
            "Det finnes ingen besøk ennå, heller ikke «{text}»: lag et med «kvip new»."
        ).format(text=shown(text))
    tails = {tail: name for name in ids for tail in _tails(name)}
    near = nearest(slug(text), tails)
    if near is None:
        return _("Ingen besøk heter «{text}»: velg et fra «kvip list».").format(text=shown(text))
    said = _("Ingen besøk heter «{text}»: mente du {nearest}?")
    return said.format(text=shown(text), nearest=tails[near])


def _tails(name: str) -> list[str]:
    """Return a name and what is left of it after each hyphen: people leave out the date."""
    words = name.split("-")
    return ["-".join(words[i:]) for i in range(len(words))]

"""The list of visits, read from the first lines of their journals and nothing else."""

import datetime as dt
import os
import re
from collections.abc import Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Final

import msgspec
from msgspec import Struct

from kvip_tui.bounded import open_kept
from kvip_tui.domain.text.legible import legible
from kvip_tui.errors import UserError, reason
from kvip_tui.i18n import _
from kvip_tui.store.called import CALLED, read_called
from kvip_tui.store.checked import BadLineError, bare, verify
from kvip_tui.store.sealing.header import is_header, read_header

if TYPE_CHECKING:
    from kvip_tui.store.sealing.seal import Seal

# The seals whose passphrase was said, by the visit and its salt.
Seals = Mapping[tuple[str, str], "Seal"]

# What says in a visit's folder where it is shared, and that it was deleted by who held its clock.
SHARE: Final = "share.json"
DELETED: Final = "deleted.json"
_DATED: Final = re.compile(r"(\d{4}-\d{2}-\d{2})-(.+)")
_ENDING: Final = ".jsonl"
_LONGEST_LINE: Final = 16 * 2**20
# What the first line of a journal is read in at once.
_USUAL_LINE: Final = 2**16


class VisitSummary(Struct, frozen=True):
    """A visit in the list of them; ``problem`` says what is wrong where it cannot be read.

    Of a ``sealed`` one whose passphrase was not said, the folder's name is all there is to say.
    ``several`` says that more than one file in its folder ends as a journal's does; ``shared``
    that it is shared with other machines, or was until it was deleted there.
    """

    id: str
    path: Path
    title: str = ""
    host: str = ""
    date: dt.date | None = None
    rehearsal: bool = False
    problem: str = ""
    sealed: bool = False
    several: bool = False
    shared: bool = False


class _Made(Struct, tag_field="kind", tag="visit_created"):
    title: str
    host: str
    date: dt.date
    rehearsal: bool = False


class _Joined(Struct, tag_field="kind", tag="joined"):
    title: str
    host: str
    date: dt.date
    rehearsal: bool = False


class _FirstLine(Struct):
    events: tuple[msgspec.Raw, ...]


class _MadeAlone(Struct):
    events: tuple[_Made | _Joined]


_made_alone = msgspec.json.Decoder(_MadeAlone).decode
_first_line = msgspec.json.Decoder(_FirstLine).decode
_first_event = msgspec.json.Decoder(_Made | _Joined).decode


def listed(folder: Path, seals: Seals) -> list[VisitSummary]:
    """Return what visits there are, by date; those that cannot be read come last.

    Args:
        folder: The folder of the visits.
        seals: Those with which sealed ones can be read.

    Raises:
        UserError: The folder cannot be read.
    """
    found = [_summary(each, seals) for each in visit_folders(folder)]
    return sorted(found, key=lambda visit: (visit.date or dt.date.max, visit.id))


def visit_folders(folder: Path) -> list[Path]:
    """Return the visits' folders; those that begin with a dot are being made.

    Raises:
        UserError: The folder cannot be read.
    """
    try:
        with os.scandir(folder) as entries:
            inside = sorted(e.name for e in entries if e.name[0] != "." and e.is_dir())
    except FileNotFoundError:
        return []
    except OSError as error:
        said = _("{path} kan ikke leses ({reason}): velg en annen mappe med --data.")
        text = said.format(path=folder, reason=reason(error))
        raise UserError(text) from error
    return [folder / name for name in inside]


def journals_in(folder: Path) -> list[Path]:
    """Return the journals of a visit's folder; none where it cannot be read."""
    return [folder / name for name in _inside(folder) if _is_journal(name)]


def _inside(folder: Path) -> list[str]:
    with suppress(OSError):
        return sorted(os.listdir(folder))  # noqa: PTH208 - a third of the time of glob
    return []


def _is_journal(name: str) -> bool:
    return name.startswith("journal-") and name.endswith(_ENDING)


def _summary(folder: Path, seals: Seals) -> VisitSummary:
    """Return what a visit's list entry says, read from the first line of a journal."""
    inside = _inside(folder)
    journal = next((folder / name for name in inside if _is_journal(name)), None)
    several = sum(name.endswith(_ENDING) for name in inside) > 1
    shared = SHARE in inside or DELETED in inside
    made = partial(VisitSummary, folder.name, folder, several=several, shared=shared)
    if journal is None:
        return made(problem=_("mappa har ingen journal"))
    try:
        with open_kept(journal, _USUAL_LINE) as file:
            line = file.readline(_LONGEST_LINE)
            if is_header(line):
                header = read_header(line)
                seal = seals.get((header.visit, header.salt))
                if seal is None:
                    return made(rehearsal=header.rehearsal, sealed=True, **_named(folder.name))
                line = _behind(file, line, journal, seal)
        line = bare(line)
        verify(line)
        first = _first(line)
    except OSError as error:
        said = _("journalen kan ikke leses ({reason})").format(reason=reason(error))
        return made(problem=said)
    except BadLineError:
        from kvip_tui.store.beginning import first_found_again  # noqa: PLC0415 - 25 ms, and seldom

        again = first_found_again(journal)
        if again is None:
            return made(problem=_("journalen er skadet på linje 1"))
        return made(again.title, again.host, again.date, again.rehearsal)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, IndexError):
        said = _("journalen begynner ikke med et besøk som denne utgaven kjenner")
        return made(problem=said)
    called = read_called(folder) if CALLED in inside else None
    host, date = (called.host, called.date) if called else (first.host, first.date)
    return made(legible(first.title), legible(host), date, first.rehearsal)


def _first(line: bytes) -> _Made | _Joined:
    """Return the first event of a line, read once where the line holds no other kind.

    Raises:
        DecodeError: It is no such line.
        IndexError: It holds no event.
    """
    try:
        return _made_alone(line).events[0]
    except msgspec.DecodeError:
        return _first_event(_first_line(line).events[0])


def _named(name: str) -> dict[str, Any]:
    """Return what the name of a visit's folder says of it, which is all without a passphrase."""
    day, host = _DATED.fullmatch(name), name
    date = None
    with suppress(ValueError):
        date = dt.date.fromisoformat(day[1]) if day else None
        host = day[2] if day else host
    return {"title": _("forseglet"), "host": host, "date": date}


def _behind(file: BinaryIO, first: bytes, path: Path, seal: "Seal") -> bytes:
    """Return the line behind the first one of a sealed journal.

    Raises:
        BadLineError: It is not what was written.
    """
    from kvip_tui.store.journal import file_seal  # noqa: PLC0415 - 25 ms, and only sealed visits

    lines = file_seal(path, seal, strict=False)
    if lines is not None and lines.begin(first):
        return lines.opened(bare(file.readline(_LONGEST_LINE)))
    return b""

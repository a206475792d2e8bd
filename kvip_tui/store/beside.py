"""The files beside a journal that go on for it: where it was damaged, changed or taken away.

Each of them is a whole journal. The newest one is the visit's; the others are left as they are,
until `repair` makes one journal again and keeps them apart.
"""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from msgspec import Struct

from kvip_tui.bounded import JOURNAL, read_kept
from kvip_tui.domain.base import Record
from kvip_tui.domain.history import VisitCreated
from kvip_tui.errors import UserError
from kvip_tui.i18n import _, ngettext
from kvip_tui.store.atomic import patiently, sync_folder, write_atomic, write_error
from kvip_tui.store.beginning import with_beginning
from kvip_tui.store.codec import Damage
from kvip_tui.store.lock import WriteLock
from kvip_tui.store.scan import scan

if TYPE_CHECKING:
    from kvip_tui.store.sealing.seal import FileSeal

_GOES_ON: Final = ".videre-"
_APART: Final = ".skadet-"
_NAMED: Final = 5


class Repaired(Struct, frozen=True):
    """What a repair came to: how many records stand, and the files that were kept apart."""

    records: int
    damage: str
    apart: tuple[Path, ...]


def newest(path: Path) -> Path:
    """Return the file that holds a journal by now: itself, or the last that goes on for it."""
    beside = _numbered(path, _GOES_ON)
    return beside[-1] if beside else path


def unused(path: Path, kind: str = _GOES_ON) -> Path:
    """Return the name of the next file that goes on for a journal."""
    last = max((_number(file, kind) for file in _numbered(path, kind)), default=0)
    return path.with_name(f"{path.name}{kind}{last + 1}")


def repair(path: Path, seal: "FileSeal | None" = None) -> Repaired:
    """Make one whole journal of a damaged one, and keep what it was apart.

    *seal* is that of the journal's lines, where it is sealed.

    Raises:
        UserError: It is open elsewhere, nothing of it can be read, or it cannot be written; what
            was there before still is.
    """
    lock = WriteLock(path)
    try:
        if not lock.acquire():
            said = _("Besøket er åpent i et annet vindu: lukk det der først ({path}).")
            raise UserError(said.format(path=path), exit_code=3)
        return _repaired(path, seal)
    except OSError as error:
        raise write_error(path, error) from error
    finally:
        lock.release()


def _repaired(path: Path, seal: "FileSeal | None") -> Repaired:
    current = newest(path)
    data = read_kept(current, JOURNAL)
    found = scan(data, seal=seal)
    if seal is None:
        found = with_beginning(found, data, current)
    if current == path and not found.damage and not found.torn.endswith(b"\n"):
        return Repaired(len(found.records), "", ())
    if not found.records or found.records[0].n != 1:
        raise UserError(lost_beginning(current), exit_code=3)
    # A file that goes on is there before the journal itself is moved: at no moment is there none.
    content = found.sound or data[: found.end]
    whole = unused(path)
    write_atomic(whole, content)
    apart = []
    for file in (path, *(file for file in _numbered(path, _GOES_ON) if file != whole)):
        if file.exists():
            aside = unused(path, _APART)
            patiently(partial(file.rename, aside))
            apart.append(aside)
    patiently(partial(whole.rename, path))
    sync_folder(path.parent)
    damage = damage_sentence(current, found.damage, zone_of(found.records)) if found.damage else ""
    return Repaired(len(found.records), damage, tuple(apart))


def lost_beginning(path: Path) -> str:
    """Return what to do where the first line of a journal, and so the visit's plan, is lost."""
    said = _(
        "{path} mangler begynnelsen av besøket: hent fram en kopi av fila fra før skaden, fra "
        "sikkerhetskopien eller versjonsloggen i OneDrive, legg den i samme mappe som {copy}, og "
        "åpne besøket igjen; bare den første linja hentes derfra."
    )
    name = f"{path.name.partition('.jsonl')[0]}.jsonl.kopi"
    return said.format(path=path, copy=name)


def damage_sentence(path: Path, damage: Sequence[Damage], zone: ZoneInfo) -> str:
    """Return what is wrong with a journal, with the times in a zone; all else stands."""
    told = "; ".join(_told(one, zone) for one in damage[:_NAMED])
    text = ngettext(
        "{path} er skadet: {told}. Alt annet står.",
        "{path} er skadet på {count} linjer: {told}. Alt annet står.",
        len(damage),
    )
    return text.format(path=path, told=told, count=len(damage))


def _told(damage: Damage, zone: ZoneInfo) -> str:
    after, before = damage.after, damage.before
    if after and before:
        text = _("linje {line}, mellom {after} og {before}: {reason}")
    elif after:
        text = _("linje {line}, etter {after}: {reason}")
    else:
        text = _("linje {line}: {reason}")
    clocks = {"after": _clock(after, zone), "before": _clock(before, zone)}
    return text.format(line=damage.line, reason=damage.reason, **clocks)


def _clock(at: datetime | None, zone: ZoneInfo) -> str:
    return at.astimezone(zone).strftime("%H.%M") if at else ""


def _numbered(path: Path, kind: str) -> list[Path]:
    """Return the files beside a journal of a kind, the oldest first."""
    found = [file for file in path.parent.glob(f"{path.name}{kind}*") if _number(file, kind)]
    return sorted(found, key=lambda file: _number(file, kind))


def _number(file: Path, kind: str) -> int:
    number = file.name.rpartition(kind)[2]
    return int(number) if number.isdecimal() and len(number) < 9 else 0


def zone_of(records: Sequence[Record]) -> ZoneInfo:
    """Return the time zone of the visit that records make."""
    first = records[0].events[0] if records and records[0].events else None
    return ZoneInfo(first.plan.timezone if isinstance(first, VisitCreated) else "UTC")

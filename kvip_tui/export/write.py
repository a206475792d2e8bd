"""Writes a visit into a file whose ending says which kind."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from kvip_tui.domain.events import Record
from kvip_tui.domain.visit import Visit
from kvip_tui.errors import UserError
from kvip_tui.export.data import visit_json
from kvip_tui.export.markdown import day_log
from kvip_tui.export.table import block_table
from kvip_tui.i18n import _
from kvip_tui.store.atomic import write_atomic, write_error

Render = Callable[[Visit, Sequence[Record], datetime], str]
KINDS: Final[dict[str, Render]] = {
    ".md": day_log,
    ".csv": lambda visit, records, now: block_table(visit, now),
    ".json": visit_json,
}


def export(
    visit: Visit, records: Sequence[Record], path: Path, now: datetime, *, force: bool = False
) -> Path:
    """Write the visit as it stands at *now* and return where.

    Args:
        visit: The visit.
        records: The journal that it was made from.
        path: The file; its ending, in capitals or not, decides what is written.
        now: The instant that what still runs is measured at.
        force: Whether an existing file may be replaced.

    Raises:
        UserError: The ending is unknown, the file exists already, or it cannot be written;
            what was there before still is.
    """
    taken = _taken(path)
    render = _kind(path)
    if taken and not force:
        text = _("{path} finnes allerede; velg et annet navn, eller bruk --force.")
        raise UserError(text.format(path=path), exit_code=3)
    write_atomic(path, render(visit, records, now))
    return path


def _taken(path: Path) -> bool:
    """Return whether there is a file of that name; refuses a folder."""
    try:
        folder, taken = path.is_dir(), path.exists()
    except OSError as error:
        raise write_error(path, error) from error
    if folder:
        text = _("{path} er en mappe: velg navnet på en fil.")
        raise UserError(text.format(path=path))
    return taken


def _kind(path: Path) -> Render:
    render = KINDS.get(path.suffix.lower())
    if render is None:
        text = _("{path} kan ikke skrives: gi filen en av endelsene {endings}.")
        raise UserError(text.format(path=path, endings=", ".join(KINDS)))
    return render

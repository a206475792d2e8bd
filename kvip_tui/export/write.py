"""Writes a visit into a file whose ending says which kind."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Final

from kvip_tui.domain.base import Record
from kvip_tui.domain.state.plan import Privacy
from kvip_tui.domain.state.visit import Visit
from kvip_tui.errors import UserError
from kvip_tui.export.data import visit_json
from kvip_tui.export.floor_picture import floor_picture
from kvip_tui.export.markdown import day_log
from kvip_tui.export.material import exported_notes, reckoned
from kvip_tui.export.notes import KINDS as NOTES
from kvip_tui.export.notes import By, heaps
from kvip_tui.export.table import block_table
from kvip_tui.i18n import _, ngettext
from kvip_tui.store.atomic import write_atomic, write_error

Render = Callable[..., str]


def _calendar(visit: Visit, records: Sequence[Record], now: datetime) -> str:
    """Return the calendar, which is of the plan and needs no *now*."""
    from kvip_tui.export.calendar import visit_calendar  # noqa: PLC0415 - icalendar costs 95 ms

    return visit_calendar(visit, records)


LOG: Final = ".md"
KINDS: Final[dict[str, Render]] = {
    ".md": day_log,
    ".csv": lambda visit, records, now: block_table(visit, reckoned(visit, records, now)),
    ".json": visit_json,
    ".ics": _calendar,
    ".svg": lambda visit, records, now: floor_picture(visit, reckoned(visit, records, now)),
}
# Where each person's speaking time can be written, when it is asked for.
WITH_TIMES: Final[dict[str, Render]] = {
    ".md": partial(day_log, speaking_times=True),
    ".json": partial(visit_json, speaking_times=True),
    ".svg": lambda visit, records, now: floor_picture(
        visit, reckoned(visit, records, now), speaking_times=True
    ),
}


def export(
    visit: Visit,
    records: Sequence[Record],
    path: Path,
    now: datetime,
    *,
    force: bool = False,
    speaking_times: bool = False,
    only: Privacy | None = None,
) -> Path:
    """Write the visit as it stands at *now* and return where.

    Args:
        visit: The visit.
        records: The journal that it was made from.
        path: The file; its ending, in capitals or not, decides what is written.
        now: The instant that what still runs is measured at.
        force: Whether an existing file may be replaced.
        speaking_times: Whether each person's speaking time is written too.
        only: The one class of notes that is written, None for all that may be.

    Raises:
        UserError: The ending is unknown, or cannot hold speaking times or notes of one class, the
            file exists already, or it cannot be written; what was there before still is.
    """
    free = is_free(path)
    render = _kind(path, speaking_times=speaking_times)
    if only is not None:
        if path.suffix.lower() != LOG:
            said = _("{path}: notater av én klasse skrives i dagsloggen (.md), eller med --notes.")
            raise UserError(said.format(path=path))
        render = partial(render, only=only)
    if not (free or force):
        raise taken(path)
    write_atomic(path, render(visit, records, now))
    return path


def export_notes(
    visit: Visit,
    path: Path,
    now: datetime,
    *,
    by: By = By.BLOCK,
    impressions_of: str | None = None,
    only: Privacy | None = None,
    force: bool = False,
) -> Path:
    """Write the notes of the visit and return where.

    Args:
        visit: The visit.
        path: The file; its ending, in capitals or not, decides what is written.
        now: The instant of writing.
        by: What the notes stand under.
        impressions_of: The machine whose impressions are written too.
        only: The one class of notes that is written, None for all that may be.
        force: Whether an existing file may be replaced.

    Raises:
        UserError: The ending is unknown, the file exists already, or it cannot be written; what
            was there before still is.
    """
    free = is_free(path)
    render = NOTES.get(path.suffix.lower())
    if render is None:
        raise unknown(path, NOTES)
    if not (free or force):
        raise taken(path)
    notes = exported_notes(visit, impressions_of=impressions_of, only=only)
    write_atomic(path, render(visit, heaps(visit, notes, by), now))
    return path


def unknown(path: Path, endings: Iterable[str]) -> UserError:
    """Return what to tell a person where a file's ending says no kind that can be written."""
    kinds = tuple(endings)
    text = ngettext(
        "{path} kan ikke skrives: gi fila endelsen {endings}.",
        "{path} kan ikke skrives: gi fila en av endelsene {endings}.",
        len(kinds),
    )
    return UserError(text.format(path=path, endings=", ".join(kinds)))


def is_free(path: Path) -> bool:
    """Return whether there is no file of that name.

    Raises:
        UserError: It is a folder, or it cannot be told.
    """
    try:
        folder, there = path.is_dir(), path.exists() or path.is_symlink()
    except OSError as error:
        raise write_error(path, error) from error
    if folder:
        text = _("{path} er en mappe: velg navnet på en fil.")
        raise UserError(text.format(path=path))
    return not there


def taken(path: Path) -> UserError:
    """Return what to tell a person where a file may not be replaced."""
    text = _("{path} finnes allerede; velg et annet navn, eller bruk --force.")
    return UserError(text.format(path=path), exit_code=3)


def _kind(path: Path, *, speaking_times: bool) -> Render:
    render = KINDS.get(path.suffix.lower())
    if speaking_times and render is not None:
        render = WITH_TIMES.get(path.suffix.lower())
        if render is None:
            text = _("{path} kan ikke vise taletid per person: gi fila en av endelsene {endings}.")
            raise UserError(text.format(path=path, endings=", ".join(WITH_TIMES)))
    if render is None:
        raise unknown(path, KINDS)
    return render

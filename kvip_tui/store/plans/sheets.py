"""The rows of a timetable in a spreadsheet, a CSV file or plain text."""

import csv
import datetime as dt
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from kvip_tui.errors import UserError, reason
from kvip_tui.i18n import _
from kvip_tui.store.packages.archive import packed
from kvip_tui.store.packages.door import read_package
from kvip_tui.store.packages.rules import SPREADSHEET
from kvip_tui.store.plans.timetable import MOST_ROWS

LARGEST: Final = 1_000_000
MOST_CELLS: Final = 50
_MARKS: Final = ("\t", ";", ",")
# A time, blanks, and then what happens: how a timetable stands in an e-mail.
_TIME: Final = r"\d{1,2}[.:]\d{2}"
_WRITTEN: Final = re.compile(
    rf"((?:kl\.? ?)?{_TIME}(?: ?[-\u2010-\u2015\u2212] ?{_TIME})?) ?[:,]? (\S.*)"
)
_LASTS: Final = re.compile(r"([^()]*) \(([^()]{1,20})\)")


def rows_of(path: Path) -> list[list[str]]:
    """Return the cells of each row of a file, by its ending: .xlsx, else text.

    Raises:
        UserError: It cannot be read, or holds something that a timetable does not.
    """
    rows = list(_of_workbook(path) if path.suffix.lower() == ".xlsx" else _of_text(path))
    if len(rows) > MOST_ROWS:
        text = _("{file} har over {most} rader: lagre bare timeplanen i en egen fil.")
        raise UserError(text.format(file=path, most=MOST_ROWS))
    return rows


def _of_workbook(path: Path) -> Iterator[list[str]]:
    """Yield the rows of a workbook's first sheet, formulas as what they came to."""
    from openpyxl import load_workbook  # noqa: PLC0415 - 90 ms, and only here

    parts = packed(read_package(path, SPREADSHEET))
    try:
        book = load_workbook(io.BytesIO(parts), read_only=True, data_only=True, keep_links=False)
        sheet = book.worksheets[0]
        for row in sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_CELLS, values_only=True):
            cells = [_shown(value) for value in row]
            yield cells[: max((i for i, cell in enumerate(cells, 1) if cell), default=0)]
    except (ValueError, KeyError, IndexError, TypeError, AttributeError) as error:
        raise UserError(_(SPREADSHEET.said.invalid).format(path=path)) from error


def _shown(value: Any) -> str:
    """Return a cell as a timetable writes it: times of day are fractions of a day, too."""
    if isinstance(value, dt.datetime | dt.time):
        return f"{value.hour:02}.{value.minute:02}"
    if isinstance(value, dt.timedelta):
        return f"{round(value.total_seconds() / 60)} min"
    if isinstance(value, float) and 0 < value < 1:
        minutes = round(value * 24 * 60)
        return f"{minutes // 60 % 24:02}.{minutes % 60:02}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


def _of_text(path: Path) -> Iterator[list[str]]:
    """Yield the rows of a text, parted by the mark that it uses, else by time and what happens."""
    lines = _text(path).splitlines()
    counts = {mark: sum(line.count(mark) > 0 for line in lines) for mark in _MARKS}
    mark = next((mark for mark in _MARKS if counts[mark] * 2 >= max(1, len(lines))), "")
    if mark:
        yield from (row[:MOST_CELLS] for row in csv.reader(lines, delimiter=mark))
        return
    for line in lines:
        found = _WRITTEN.fullmatch(" ".join(line[:1000].split()))
        if found is None:
            yield [line]
            continue
        lasts = _LASTS.fullmatch(found[2])
        yield [found[1], *(lasts.groups() if lasts else (found[2],))]


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        text = _("{path} kan ikke leses ({reason}): velg en fil som finnes.")
        raise UserError(text.format(path=path, reason=reason(error))) from error
    if len(data) > LARGEST:
        text = _("{file} er større enn 1 MB: lagre bare timeplanen i en egen fil.")
        raise UserError(text.format(file=path))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")

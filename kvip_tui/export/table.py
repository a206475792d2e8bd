"""The blocks of a visit as a table for a spreadsheet.

One row a block, of every day. The file is what a Norwegian Excel opens with a double click, and
LibreOffice too: UTF-8 with a byte order mark, without which Excel reads æøå as another encoding;
semicolons, because the comma is the decimal sign; CRLF, as RFC 4180 has it.

| column | holds |
|---|---|
| dag | title of the day |
| blokk, tittel | id and title of the block |
| tilstand | venter, pågår, klokka står, avsluttet or droppet |
| planlagt_start, planlagt_slutt | local time as planned |
| faktisk_start, faktisk_slutt | local time as it became |
| planlagt_min | planned length |
| aktiv_min | how long it has run, pauses left out |
| pause_min, lagt_til_min, overtid_min | three numbers that never merge; lagt_til may be negative |
| avvik_start_min, avvik_slutt_min | how late it began and ended, negative is early |
| taletid_prosent_X, ganger_X | group X's part of the talk, and how often it had the floor |

Times are written «2021-03-16 09:02:00», with colons: Excel takes «09.02» for the ninth of
February. Minutes have at most one decimal. A cell is empty where there is nothing to say yet.
"""

import csv
import io
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from kvip_tui.domain.state.plan import Day
from kvip_tui.domain.state.visit import Visit
from kvip_tui.export.comparison import STATES, Comparison, compared, group_talk_in

COLUMNS: Final = (
    "dag",
    "blokk",
    "tittel",
    "tilstand",
    "planlagt_start",
    "planlagt_slutt",
    "faktisk_start",
    "faktisk_slutt",
    "planlagt_min",
    "aktiv_min",
    "pause_min",
    "lagt_til_min",
    "overtid_min",
    "avvik_start_min",
    "avvik_slutt_min",
)
BYTE_ORDER_MARK: Final = "\ufeff"
# The wide forms are what an East Asian keyboard types; Excel takes them for the narrow ones.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_TENTH: Final = timedelta(seconds=6)


def block_table(visit: Visit, now: datetime) -> str:
    """Return the table, its byte order mark included, as the blocks stand at *now*."""
    out = io.StringIO(newline="")
    out.write(BYTE_ORDER_MARK)
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    groups = [group.id for group in visit.plan.groups]
    talk = [f"{what}_{group}" for group in groups for what in ("taletid_prosent", "ganger")]
    writer.writerow([*COLUMNS, *map(defused, talk)])
    zone = ZoneInfo(visit.plan.timezone)
    for day in visit.plan.days:
        for row in compared(visit, day, now):
            writer.writerow([*_row(day, row, zone), *_talk(visit, row, groups, now)])
    return out.getvalue()


def _talk(visit: Visit, row: Comparison, groups: list[str], now: datetime) -> list[str]:
    """Return each group's part of a block's talk and its turns; empty where nobody has spoken."""
    said = {talk.group: talk for talk in group_talk_in(visit, (row.block,), now)}
    return [
        str(number)
        for group in groups
        for number in ((said[group].percent, said[group].turns) if group in said else ("", ""))
    ]


def _row(day: Day, row: Comparison, zone: ZoneInfo) -> list[str]:
    times = (*(row.planned or (None, None)), row.started, row.ended)
    lengths = (
        row.planned_length,
        row.active,
        row.paused,
        row.added,
        row.overtime,
        row.start_deviation,
        row.end_deviation,
    )
    return [
        defused(day.title),
        defused(row.block.id),
        defused(row.block.title),
        STATES[row.state],
        *(local(moment, zone) for moment in times),
        *(_minutes(span) for span in lengths),
    ]


def defused(text: str) -> str:
    """Return people's text with an apostrophe before it where a spreadsheet would calculate it."""
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text


def local(moment: datetime | None, zone: ZoneInfo) -> str:
    """Return a local time as a spreadsheet reads it, '' for None."""
    return "" if moment is None else moment.astimezone(zone).strftime("%Y-%m-%d %H:%M:%S")


def _minutes(span: timedelta | None) -> str:
    """Return a length in minutes with a decimal comma, and no decimal where it is 0."""
    if span is None:
        return ""
    tenths = round(span / _TENTH)
    whole, rest = divmod(abs(tenths), 10)
    sign = "-" if tenths < 0 else ""
    return f"{sign}{whole},{rest}" if rest else f"{sign}{whole}"

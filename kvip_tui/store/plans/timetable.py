"""A plan from the rows of a timetable, as people have it in a spreadsheet or in an e-mail."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from msgspec import Struct

from kvip_tui.domain.state.plan import Block, Day, Plan, Privacy, Starts
from kvip_tui.domain.text import clock
from kvip_tui.domain.text.legible import one_line
from kvip_tui.domain.text.words import plain, slug
from kvip_tui.errors import UserError
from kvip_tui.i18n import _

MOST_ROWS: Final = 500
LONGEST_TITLE: Final = 200
# A block of that name is an interview: what is noted in it never reaches the disk.
_INTERVIEW: Final = ("intervju", "interview")


class Row(Struct, frozen=True):
    """A row that begins with a time: where it stands, its title, and when it begins and ends."""

    number: int
    title: str
    start: int
    end: int | None


class Timetable(Struct, frozen=True):
    """A plan, and the rows that are not in it, by number: they have no time of day."""

    plan: Plan
    left_out: Mapping[int, str]


def timetable(rows: Iterable[Sequence[str]], name: str, title: str) -> Timetable:
    """Return the plan of a day's timetable; *name* is what its file is called.

    Each row has a time of day, or a span, a title, and perhaps a length or an end. What has no
    length lasts until the next begins.

    Raises:
        UserError: There is no timetable in it, or a row does not fit; the row is named.
    """
    read = {number: (cells, _row(number, cells, name)) for number, cells in enumerate(rows, 1)}
    found = [row for _cells, row in read.values() if row is not None]
    if not found:
        text = _("{file} har ingen rader med klokkeslett; skriv tid, tittel og lengde i hver.")
        raise UserError(text.format(file=name))
    blocks: list[Block] = []
    for row, after in zip(found, [*found[1:], None], strict=True):
        blocks.append(_block(row, after, blocks, name))
    out = {
        number: said
        for number, (cells, row) in read.items()
        if row is None and (said := " ".join(filter(None, map(one_line, cells))))
    }
    day = Day(id="dagen", title=title, blocks=tuple(blocks))
    return Timetable(Plan(id=slug(title) or "plan", title=title, days=(day,)), out)


def _row(number: int, cells: Sequence[str], name: str) -> Row | None:
    """Return what a row says, None where it has no time of day."""
    start = end = length = None
    titles: list[str] = []
    for cell in (one_line(cell) for cell in cells):
        if start is None and (times := _times(cell)) is not None:
            start, end = times
        elif end is None and start is not None and (times := _times(cell)) is not None:
            end = times[0]
        elif start is not None and (lasts := _length(cell)) is not None:
            length = lasts
        elif cell:
            titles.append(cell)
    if start is None:
        return None
    if not titles:
        text = _("{file}, rad {row}: har klokkeslett og ingen tittel; skriv hva som skjer.")
        raise UserError(text.format(file=name, row=number))
    if end is None and length:
        end = start + length
    if end is not None and end < start:
        end += clock.DAY
    return Row(number, titles[0][:LONGEST_TITLE], start, end)


def _times(cell: str) -> tuple[int, int | None] | None:
    text = cell.removeprefix("kl.").removeprefix("kl").strip()
    try:
        return clock.span(text) if clock.is_span(text) else (clock.clock(text), None)
    except ValueError:
        return None


def _length(cell: str) -> int | None:
    try:
        return clock.length(int(cell) if cell.isdecimal() and len(cell) < 5 else cell)
    except ValueError:
        return None


def _block(row: Row, after: Row | None, before: Sequence[Block], name: str) -> Block:
    """Return the block of a row, whose end is the next one's start where it says none itself."""
    if before and row.start < (before[-1].end or 0):
        text = _("{file}, rad {row}: «{title}» begynner før det forrige er slutt; rett tidene.")
        raise UserError(text.format(file=name, row=row.number, title=row.title))
    end = row.end if row.end is not None else after.start if after else None
    if end is None or end <= row.start:
        text = _("{file}, rad {row}: «{title}» mangler lengde; skriv for eksempel «30 min».")
        raise UserError(text.format(file=name, row=row.number, title=row.title))
    follows = not before or before[-1].end == row.start
    interview = plain(row.title).startswith(_INTERVIEW)
    starts = Starts.FOLLOWS if follows and before else Starts.FIXED
    taken = {block.id for block in before}
    id_ = slug(row.title)[:40].strip("-") or "blokk"
    names = [id_, *(f"{id_}-{n}" for n in range(2, MOST_ROWS + 2))]
    return Block(
        id=next(one for one in names if one not in taken),
        title=row.title,
        start=row.start,
        end=end,
        starts=Starts.APPOINTMENT if interview else starts,
        privacy=Privacy.INTERVIEW if interview else Privacy.PLENUM,
    )

"""Reads the lines of a journal: what is wrong is stepped over and named, and all else stands.

The records of a journal are numbered one after the other. Where they are not, the longest row of
rising numbers is the journal; what stands beside it was moved where it fills a hole, and else
doubled, or came from somewhere else.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import replace

from kvip_tui.domain.base import Record
from kvip_tui.i18n import _
from kvip_tui.i18n import marked as m
from kvip_tui.store.checked import BadLineError, bare, check_of
from kvip_tui.store.codec import (
    Damage,
    Scan,
    chained,
    decode,
    decode_document,
    encode,
    link_of,
    resealed,
)

if TYPE_CHECKING:
    from kvip_tui.store.sealing.seal import FileSeal

# The member of a line that says which record it follows, where that is known to be another than
# the one before: what lay between could not be read when the journal was written anew.
FOLLOWS: Final = "after"
_FOREIGN: Final = m("linja hører ikke til her, og er ikke brukt")


class _Line(Struct):
    """A line that could be read: its number in the file, its bytes, and its record."""

    number: int
    data: bytes
    record: Record


def scan(data: bytes, after: int = 0, seal: "FileSeal | None" = None) -> Scan:
    """Read the lines of a journal, of which the records up to number *after* have been read.

    *seal* opens the lines of a sealed one.

    The last line is torn when it was never finished: it lacks its newline, or its check is
    wrong. The first line of a journal is made whole with its file, so a wrong one is damage.
    """
    *lines, tail = data.split(b"\n")
    first = 1 if seal is None or after else 2
    good, bad = _readable(lines, first, seal)
    end, torn = len(data) - len(tail), tail
    if lines and not tail and bad and bad[-1].line == len(lines) and (after or len(lines) > first):
        torn = lines.pop() + b"\n"
        end -= len(torn)
        bad.pop()
    check = check_of(good[-1].data) if good else b""
    broken = _broken(good, bad)
    if not (bad or broken) and all(line.record.n == n for n, line in enumerate(good, after + 1)):
        records = [line.record for line in good]
        return Scan(records, [], end, torn, after + len(records), check, lines=len(lines))
    foreign = [line for line in broken if _stands_alone(line, good)]
    ours = [line for line in good if line not in foreign]
    row = _row(ours)
    kept, strays = _placed(row, ours)
    bad += [Damage(line.number, _(_FOREIGN)) for line in foreign]
    told = sorted([*bad, *strays, *_gaps(kept, bad, after)], key=lambda damage: damage.line)
    if not told:
        said = _("linja følger ikke på den som står foran")
        told = [Damage(line.number, said) for line in broken]
    damage = [_timed(one, row) for one in told]
    records = [line.record for line in kept]
    last = records[-1].n if records else after
    sound = _sound(kept, seal) if damage else b""
    return Scan(records, damage, end, torn, last, check, sound, len(lines))


def _readable(
    lines: Sequence[bytes], first: int, seal: "FileSeal | None"
) -> tuple[list[_Line], list[Damage]]:
    """Return the lines that can be read, and what is wrong with the others.

    In front of number *first* stands what a sealed file begins with.
    """
    good, bad = list[_Line](), list[Damage]()
    for number, line in enumerate(lines, 1):
        try:
            if number < first and seal is not None:
                if seal.begin(line):
                    continue
                bad.append(Damage(number, _("den første linja av den forseglede fila mangler")))
            plain = bare(line if seal is None else seal.opened(bare(line)))
            good.append(_Line(number, plain, decode(plain)))
        except BadLineError as error:
            bad.append(Damage(number, str(error)))
    if seal is not None and first > 1 and not good and len(lines) > 1 and seal.ignore_first():
        # Its first line is that of another file: without it the others may say where they belong.
        good, bad = _readable(lines[1:], 1, seal)
        moved = [replace(line, number=line.number + 1) for line in good]
        told = [replace(damage, line=damage.line + 1) for damage in bad]
        return moved, [Damage(1, _("linja hører til en annen fil")), *told]
    return good, bad


def _broken(good: Sequence[_Line], bad: Sequence[Damage]) -> list[_Line]:
    """Return the lines that say that they follow another one than they do."""
    unread = {damage.line for damage in bad}
    return [
        line
        for before, line in pairwise(good)
        if (link := link_of(line.data))
        and link != check_of(before.data)
        and line.number - 1 not in unread
    ]


def _stands_alone(line: _Line, good: Sequence[_Line]) -> bool:
    """Return whether a line follows none of the others, and the one behind it does not follow it.

    It is whole, and was written somewhere else.
    """
    behind = next((other for other in good if other.number > line.number), None)
    if behind is None or not link_of(behind.data):
        return False
    link, check = link_of(line.data), check_of(line.data)
    return all(check_of(other.data) != link and link_of(other.data) != check for other in good)


def _row(lines: Sequence[_Line]) -> list[_Line]:
    """Return the longest row of lines whose numbers rise, the later ones where two are as long."""
    lowest, ends, before = list[int](), list[int](), list[int]()
    for place, line in enumerate(lines):
        at = bisect_left(lowest, line.record.n)
        before.append(ends[at - 1] if at else -1)
        lowest[at : at + 1], ends[at : at + 1] = [line.record.n], [place]
    row, place = list[_Line](), ends[-1] if ends else -1
    while place >= 0:
        row.append(lines[place])
        place = before[place]
    return row[::-1]


def _placed(row: list[_Line], lines: Sequence[_Line]) -> tuple[list[_Line], list[Damage]]:
    """Return the lines to be used, in order, and what there is to say of those beside the row."""
    there = {line.record.n: line for line in row}
    inside = {line.number for line in row}
    lowest, highest = (row[0].record.n, row[-1].record.n) if row else (0, 0)
    told = []
    for line in lines:
        if line.number in inside:
            continue
        n = line.record.n
        same = there.get(n)
        if same is None and lowest < n < highest:
            there[n] = line
            told.append(Damage(line.number, _("linja var flyttet, og er satt på plass")))
        elif same is not None and same.record == line.record:
            told.append(Damage(line.number, _("linja står to ganger, og er brukt én gang")))
        else:
            told.append(Damage(line.number, _(_FOREIGN)))
    return [there[n] for n in sorted(there)], told


def _gaps(kept: Sequence[_Line], bad: Sequence[Damage], after: int) -> Iterator[Damage]:
    """Yield where a number is missing that no unreadable line explains."""
    unread = [damage.line for damage in bad]
    before, line_before = after, 0
    for line in kept:
        n = line.record.n
        explained = any(line_before < number < line.number for number in unread)
        if n != before + 1 and not explained and _follows(line) != before:
            said = _("nummer {found} der {expected} var ventet")
            yield Damage(line.number, said.format(found=n, expected=before + 1))
        before, line_before = n, line.number


def _follows(line: _Line) -> object:
    return decode_document(line.data).get(FOLLOWS)


def _timed(damage: Damage, row: Sequence[_Line]) -> Damage:
    """Return a damage with the times between which it must have been written."""
    at = bisect_left(row, damage.line, key=lambda line: line.number)
    behind = at + (at < len(row) and row[at].number == damage.line)
    return replace(
        damage,
        after=row[at - 1].record.at if at else None,
        before=row[behind].record.at if behind < len(row) else None,
    )


def _sound(lines: Sequence[_Line], seal: "FileSeal | None") -> bytes:
    """Return the lines as a journal of their own, in which every hole is known."""
    made, before, check = list[bytes](), 0, b""
    for line in lines:
        n = line.record.n
        hole = {} if n == before + 1 else {FOLLOWS: before}
        if hole or link_of(line.data) != check:
            whole = chained(resealed(line.data, hole), check)
        else:
            whole = line.data + b"\n"
        made.append(whole)
        before, check = n, check_of(whole[:-1])
    return b"".join(made) if seal is None else seal.whole(made)


def written(records: Sequence[Record], seal: "FileSeal | None" = None) -> bytes:
    """Return records as a journal, in which every hole is known; sealed where there is a seal."""
    lines = [_Line(n, encode(record)[:-1], record) for n, record in enumerate(records)]
    return _sound(lines, seal)

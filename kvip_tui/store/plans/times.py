"""Settles when the blocks of a day are planned, from the times that a plan file gives."""

from collections.abc import Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from kvip_tui.domain.state.plan import Block, Ends, Starts, segments
from kvip_tui.domain.text.clock import DAY, clock_text
from kvip_tui.i18n import _
from kvip_tui.store.plans.table import Table

TIME_KEYS: Final = ("start", "end", "duration", "starts", "ends", "min", "changeover")
EVENING: Final = 18 * 60  # a block that begins from here on may run past midnight
MORNING: Final = 6 * 60  # after such a block, a start before this is in the next night


class Written(Struct, frozen=True):
    """The times of a block as its table gives them, in minutes; ``broken``: not all readable."""

    start: int | None
    end: int | None
    duration: int | None
    starts: Starts | None
    broken: bool


class Draft(Struct, frozen=True):
    """A block without its planned times, the table it was read from, and the times written."""

    block: Block
    table: Table
    written: Written


class _Before(Struct, frozen=True):
    """When what goes before began and ended; ``end`` is None where that is not known."""

    start: int = 0
    end: int | None = None
    first: bool = True
    broken: bool = False


def read_times(table: Table) -> Written:
    """Return the times of a block's table; a start may be a whole span, «08.30–09.00»."""
    start, end = table.clock_or_span("start")
    if end is not None and "end" in table:
        table.report(_("«start» har allerede med slutten; fjern «end»."), "end")
    elif end is None:
        end = table.clock("end")
    duration = table.length("duration")
    if duration == 0:
        table.report(_("blokka må vare minst ett minutt; skriv en lengre «duration»."), "duration")
    starts = table.choice("starts", tuple(Starts))
    values = {"start": start, "end": end, "duration": duration or None}
    return Written(
        start=start,
        end=end,
        duration=duration or None,
        starts=Starts(starts) if starts else None,
        broken=any(key in table and value is None for key, value in values.items()),
    )


def settle(day: Table, drafts: Sequence[Draft]) -> tuple[Block, ...]:
    """Return the blocks of a timed day with their planned times, and report what clashes."""
    opening = day.clock("start")
    before = _Before(end=opening, broken="start" in day and opening is None)
    settled: list[Block] = []
    names: set[str] = set()
    rest = iter(drafts)
    for segment in segments(tuple(draft.block for draft in drafts)):
        members = [next(rest) for _block in segment]
        _check_together(members, names)
        begin = _begin(members, before)
        contiguous = begin in {before.end, _earliest(members, before)} and not before.first
        default = Starts.FOLLOWS if contiguous else Starts.FIXED
        blocks = [_settled(member, begin, before, default) for member in members]
        settled += blocks
        ends = [block.end for block in blocks if block.end is not None]
        broken = len(ends) < len(blocks)
        before = _Before(
            start=begin or 0, end=None if broken else max(ends), first=False, broken=broken
        )
    return tuple(settled)


def _check_together(members: Sequence[Draft], names: set[str]) -> None:
    """Report a parallel group that is broken off and taken up again later in the day."""
    name = members[0].block.parallel
    if name and name in names:
        members[0].table.report(
            _("blokkene med parallel «{name}» må stå rett etter hverandre; flytt denne.").format(
                name=name
            ),
            "parallel",
        )
    elif name:
        names.add(name)


def _begin(members: Sequence[Draft], before: _Before) -> int | None:
    """Return when a segment begins, None where that is not known; report what clashes."""
    first, written = members[0], [m for m in members if m.written.start is not None]
    earliest = _earliest(members, before)
    if not written:
        unreadable = any(member.written.broken for member in members)
        if earliest is None and not before.broken and not unreadable:
            first.table.report(_('blokka mangler «start»; legg til start = "09.00".'))
        return earliest
    starts = [_in_night(m.written.start or 0, before) for m in written]
    for member, start in zip(written, starts, strict=True):
        if start != starts[0]:
            member.table.report(
                _("parallelle blokker begynner samtidig; skriv {clock} her også.").format(
                    clock=clock_text(starts[0])
                ),
                "start",
            )
    if earliest is not None and starts[0] < earliest:
        _report_overlap(written[0], starts[0], before, earliest)
    return starts[0]


def _earliest(members: Sequence[Draft], before: _Before) -> int | None:
    """Return when a segment can begin at the earliest: what is before it, and the changeover."""
    if before.end is None or before.first:
        return before.end
    return before.end + max(member.block.changeover for member in members)


def _in_night(minute: int, before: _Before) -> int:
    """Return a written start, moved to the next night where the day has come that far."""
    if before.end is None or minute >= before.end:
        return minute
    past_midnight = before.end >= DAY and minute < EVENING
    late = before.start >= EVENING and minute < MORNING
    return minute + DAY if past_midnight or late else minute


def _report_overlap(draft: Draft, start: int, before: _Before, earliest: int) -> None:
    if before.first:
        sentence = _("blokka begynner før dagen, som har start {clock}; rett en av dem.")
    elif before.end is not None and start < before.end:
        sentence = _("blokka begynner før den foran slutter; begynn {clock} eller senere.")
    else:
        sentence = _("det er for kort tid til byttet («changeover»); begynn {clock} eller senere.")
    draft.table.report(sentence.format(clock=clock_text(earliest)), "start")


def _settled(draft: Draft, begin: int | None, before: _Before, default: Starts) -> Block:
    """Return a block with its times, its end being None where it cannot be told."""
    block, table = draft.block, draft.table
    _check_clock_rules(draft, before)
    end = _end(draft, begin)
    if begin is not None and end is not None and block.min is not None and block.min > end - begin:
        table.report(
            _("«min» er lengre enn blokka, som varer {minutes} min; skriv en kortere.").format(
                minutes=end - begin
            ),
            "min",
        )
    return replace(block, start=begin, end=end, starts=draft.written.starts or default)


def _check_clock_rules(draft: Draft, before: _Before) -> None:
    """Report a rule about a time of day on a block that has no time of day."""
    written, table = draft.written, draft.table
    if written.broken:
        return
    timed = written.start is not None or (before.first and before.end is not None)
    if written.starts not in {None, Starts.FOLLOWS} and not timed:
        table.report(
            _('starts = "{starts}" krever et klokkeslett; legg til «start».').format(
                starts=written.starts
            ),
            "starts",
        )
    if draft.block.ends is Ends.FIXED and not timed and written.end is None:
        table.report(_('ends = "fixed" krever et klokkeslett; legg til «end».'), "ends")


def _end(draft: Draft, begin: int | None) -> int | None:
    """Return when a block ends, None where that is not known; report what clashes."""
    written, table = draft.written, draft.table
    if written.broken:
        return None
    if written.end is None and written.duration is None:
        table.report(_('blokka mangler slutt; legg til end = "09.30" eller duration = "30m".'))
        return None
    if begin is None:
        return None
    if written.end is None:
        return begin + (written.duration or 0)
    end = written.end % DAY + begin // DAY * DAY
    if end <= begin and begin % DAY >= EVENING:
        end += DAY
    if end <= begin:
        table.report(
            _("blokka slutter {end}, men begynner {start}; rett en av dem.").format(
                start=clock_text(begin), end=clock_text(end)
            ),
            "end" if "end" in table else "start",
        )
        return None
    if written.duration is not None and written.duration != end - begin:
        table.report(
            _("«duration» stemmer ikke med «end», som gir {minutes} min; fjern en av dem.").format(
                minutes=end - begin
            ),
            "duration",
        )
    return end

"""The day in a column: a ribbon in proportion to time where there is room, else a list."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import NamedTuple

from textual.content import Content
from textual.message import Message

from kvip_tui.domain.day.gates import progress
from kvip_tui.domain.day.projection import date_of, length, local_day
from kvip_tui.domain.day.ribbon import Planned, Row, Spent, ribbon
from kvip_tui.domain.day.timeline import BlockView, State
from kvip_tui.domain.state.plan import Ends
from kvip_tui.i18n import _
from kvip_tui.snapshot import Glance
from kvip_tui.texts import arrivals as texts_arrivals
from kvip_tui.texts import checks as texts_checks
from kvip_tui.texts import formats
from kvip_tui.ui.widgets.details import wrapped
from kvip_tui.ui.widgets.lines import Kept, Last, Lines, sides, told_apart

MINUTE = timedelta(minutes=1)
# From so many columns on there is room for the checklists of what is to come, and for all.
MEDIUM, WIDE = 30, 34
# And for how an interview ended in more than a word.
LONG = 44
# The least width of a ribbon, and how many cells of it are its ruler and its bar.
LEAST_WIDTH, GUTTER = 30, 4
# The ruler on the left: what the time was planned for.
RULER = {
    Planned.NOTHING: " ",
    Planned.BLOCK: "│",
    Planned.START: "├",
    Planned.APPOINTMENT: "⚑",
    Planned.END: "┴",
}
# The bar beside it: what has become of the time, for one block and for several side by side.
BARS = {
    Spent.GONE: ("██", "▌▐"),
    Spent.PASSED: ("██", "▌▐"),
    Spent.OVER: ("▓▓", "▌▐"),
    Spent.LEFT: ("▒▒", "▒▒"),
    Spent.COMING: ("░░", "┆┆"),
    Spent.FREE: ("  ", "  "),
}
SPENT = {
    Spent.GONE: "$text-muted",
    Spent.PASSED: "$text-primary",
    Spent.OVER: "$text-error",
    Spent.LEFT: "$text-primary",
    Spent.COMING: "$text-muted",
    Spent.FREE: "",
}


class Timeline(Lines):
    """Shows the day; a click on a block asks to look at it."""

    @dataclass
    class BlockPicked(Message):
        """A block was clicked."""

        block: str

    def __init__(self) -> None:
        super().__init__(id="timeline")
        self._row_blocks: tuple[str | None, ...] = ()
        self._kept = Kept()
        self._last: Last[tuple[bool, Rows]] = Last()

    def show_glance(self, glance: Glance, looked_at: str | None, height: int) -> bool:
        """Show the day in a panel of that height; returns whether it is a ribbon that fills it."""
        look = Look(glance, self.size.width or LEAST_WIDTH, looked_at)
        fits = look.width >= LEAST_WIDTH
        drawn, rows = self._last.get(
            (*glance.to_the_minute, *look[1:], height), lambda: self._made(look, height * fits)
        )
        self._row_blocks = tuple(block for block, _row in rows)
        self.show([row for _block, row in rows])
        return drawn

    def _made(self, look: "Look", height: int) -> "tuple[bool, Rows]":
        """Return whether it is a ribbon, and the rows."""
        drawn = ribbon(look.glance.day, height)
        rows = ribbon_rows(drawn, look, self._kept) if drawn else timeline_rows(look, self._kept)
        return bool(drawn), rows

    def on_lines_picked(self, event: Lines.Picked) -> None:
        """Say which block was clicked."""
        event.stop()
        block = self._row_blocks[event.row] if event.row < len(self._row_blocks) else None
        if block is not None:
            self.post_message(self.BlockPicked(block))


class Look(NamedTuple):
    """What the rows are made of: what there is to show, in which width, the block looked at."""

    glance: Glance
    width: int
    looked_at: str | None


Rows = list[tuple[str | None, Content]]


def timeline_rows(look: Look, kept: Kept) -> Rows:
    """Return a row for each block with its id, and a marker of now where nothing runs."""
    glance, rows = look.glance, Rows()
    upcoming = glance.day.upcoming
    today = date_of(glance.visit, glance.day.day) == local_day(glance.visit, glance.now)
    marked = not today or glance.day.day.untimed or bool(glance.day.running)
    for view in glance.day.blocks:
        if not marked and upcoming and view is upcoming[0]:
            rows.append((None, _now(glance, look.width)))
            marked = True
        rows.append((view.block.id, _kept_row(view, look, kept, "")))
    return rows


def ribbon_rows(drawn: Sequence[Row], look: Look, kept: Kept) -> Rows:
    """Return the rows of a ribbon, each with the id of its block: titles, and what they stand for.

    Below a title stand who is there and what the block must keep to, as far as there are rows.
    """
    glance, rows = look.glance, Rows()
    room = look.width - GUTTER
    below = _below(drawn, glance, room - 2)
    for number, row in enumerate(drawn):
        view, bar = row.view, BARS[row.spent][row.beside > 1]
        left = RULER[row.planned] + bar
        if view is not None and row.named:
            narrow = look._replace(width=room)
            text = _kept_row(view, narrow, kept, left)
            rows.append((view.block.id, Content.assemble(*_gutter(left, row)) + text))
            continue
        said = next(below[view.block.id], "") if view is not None and not row.now else ""
        made_of = (left, row.spent, row.now and formats.clock(glance.now, glance.zone), said, room)
        make = partial(_unnamed, left, row, said, glance, room)
        rows.append((view.block.id if view else None, kept.row(f"#{number}", made_of, make)))
    return rows


def _below(drawn: Sequence[Row], glance: Glance, width: int) -> dict[str, Iterator[str]]:
    """Return what stands below the titles, by block: as many lines as it has rows for them."""
    free = Counter(row.view.block.id for row in drawn if row.view and not (row.named or row.now))
    found = {}
    for view in (row.view for row in drawn if row.view and row.named):
        lines = wrapped(_bounds(view, glance), width, "  ", "  ")
        room = free[view.block.id]
        if 0 < room < len(lines):
            rest = " ".join([lines[room - 1], *(line.strip() for line in lines[room:])])
            lines[room - 1] = Content(rest).truncate(width, ellipsis=True).plain
        found[view.block.id] = iter(lines[:room])
    return found


def _unnamed(left: str, row: Row, said: str, glance: Glance, room: int) -> Content:
    """Return a row of the ribbon without a title: what is said below it, or that it is now."""
    text = _now(glance, room) if row.now else Content.styled(said, "$text-muted")
    return Content.assemble(*_gutter(left, row)) + text


def _gutter(left: str, row: Row) -> list[tuple[str, str]]:
    style = "bold $text-error" if row.planned is Planned.APPOINTMENT else "$text-muted"
    return [(left[:1], style), (left[1:], SPENT[row.spent]), (" ", "")]


def _now(glance: Glance, width: int) -> Content:
    line = _("── nå {clock} ").format(clock=formats.clock(glance.now, glance.zone))
    return Content.styled(line.ljust(width, "─")[:width], "bold $text-primary")


def _bounds(view: BlockView, glance: Glance) -> str:
    """Return what a block must keep to while it has not ended, and who is in it."""
    block, parts = view.block, []
    if view.state is not State.DONE and view.planned:
        start, end = (formats.clock(moment, glance.zone) for moment in view.planned)
        if view.awaited:
            parts.append(_("avtalt {clock}").format(clock=start))
        if block.ends is Ends.FIXED:
            parts.append(_("slutter {clock}").format(clock=end))
        leaving = (one for one in glance.day.departures if one.block == block.id)
        parts += [formats.leaves(one, glance.zone) for one in leaving]
        if block.min:
            parts.append(_("minst {length}").format(length=formats.minutes(block.min * MINUTE)))
    parts.append(texts_arrivals.groups(glance.visit.plan, block.present))
    return " · ".join(filter(None, parts))


def _kept_row(view: BlockView, look: Look, kept: Kept, left: str) -> Content:
    """Return a block's row with its title, as it is unless something in it is new."""
    glance, looked = look.glance, view.block.id == look.looked_at
    checks = progress(glance.visit, view.block)
    made_of = (view, checks, glance.day.titles, glance.zone, glance.elsewhere, look.width, looked)
    row = partial(_row, view, glance, look.width, looked)
    return kept.row(view.block.id, (left, *made_of), row)


def _row(view: BlockView, glance: Glance, width: int, looked_at: bool) -> Content:
    style = _style(view)
    start, sign = _start(view, glance), _sign(view)
    left = Content.assemble(
        (">" if looked_at else " ", "bold"),
        (f"{sign} ", style),
        (f"{start} " if start else "", style),
    )
    parts = [p for p in (_progress(view, glance, width), _end(view, glance, width)) if p[0]]
    spaced = [piece for part in parts for piece in (part, " ")] or [" "]
    right = Content.assemble(*spaced)
    room = width - left.cell_length - right.cell_length - 1
    title = told_apart(view.block.title, glance.day.titles, room)
    struck = f"{style} strike" if view.state is State.SKIPPED else style
    return sides(left.append(title.stylize(struck) if struck else title), right, width)


def _progress(view: BlockView, glance: Glance, width: int) -> tuple[str, str]:
    """Return how far a checklist has come, with a mark while something must be in order first.

    In a narrow column only that mark is worth the room, in others what is over gives way.
    """
    done, total, gates = progress(glance.visit, view.block)
    least = WIDE if view.state is State.DONE else MEDIUM
    if done == total or view.state is State.SKIPPED or not (gates or width >= least):
        return "", ""
    return f"{done}/{total}{'!' if gates else ''}", "bold" if gates else "$text-muted"


def _sign(view: BlockView) -> str:
    if view.state is State.WAITING:
        if view.planned and not view.projected:
            return "–"
        return "⚑" if view.awaited else " "
    return formats.SIGNS[view.state]


def _start(view: BlockView, glance: Glance) -> str:
    """Return when the block began or will begin, on another day than the current as planned."""
    if view.started is not None:
        return formats.clock(view.started, glance.zone)
    span = view.planned if glance.elsewhere else view.projected or view.planned
    return formats.clock(span[0], glance.zone) if span else ""


def _end(view: BlockView, glance: Glance, width: int) -> tuple[str, str]:
    """Return what stands at the end of the row: how the block deviates, or when it ends."""
    if outcome := texts_checks.outcome(glance.visit, view.block, brief=width < LONG):
        return outcome, "$text-muted"
    if view.planned is None:
        return "", ""
    if view.state in {State.RUNNING, State.PAUSED}:
        end = view.projected[1] if view.projected else None
        return f"[{formats.clock(end, glance.zone)}]", "bold"
    if view.state is State.DONE and view.started and view.ended:
        over = view.ended - view.started - (view.planned[1] - view.planned[0])
        return formats.signed(over), "$text-muted"
    if view.state is State.WAITING and view.projected and not glance.elsewhere:
        late = view.projected[0] - view.planned[0]
        if late >= formats.A_DAY:
            return "", ""  # a day that has been has no use for it
        if (left := length(view.projected)) < (view.block.min or 0) * MINUTE:
            return _("bare {length}").format(length=formats.minutes(left)), "bold $text-warning"
        if late >= MINUTE and view.awaited:
            return f"! {formats.signed(late)}", "bold $text-error"
        style = "$text-warning" if late > timedelta(0) else "$text-muted"
        return (f"({formats.signed(late)})" if abs(late) >= MINUTE else ""), style
    return "", ""


def _style(view: BlockView) -> str:
    match view.state:
        case State.RUNNING | State.PAUSED:
            return "bold"
        case State.DONE | State.SKIPPED:
            return "$text-muted"
        case State.WAITING if view.planned and not view.projected:
            return "$text-muted"
        case State.WAITING:
            return "italic" if view.block.inferred else ""

"""The day's blocks in a column, with what is now."""

from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from textual.content import Content
from textual.message import Message

from kvip_tui.domain.day.gates import progress
from kvip_tui.domain.day.projection import date_of, length, local_day
from kvip_tui.domain.day.timeline import BlockView, State
from kvip_tui.domain.state.plan import Starts
from kvip_tui.i18n import _
from kvip_tui.snapshot import Glance
from kvip_tui.texts import checks as texts_checks
from kvip_tui.texts import formats
from kvip_tui.ui.widgets.lines import Kept, Lines, sides, told_apart

MINUTE = timedelta(minutes=1)
# From so many columns on there is room for the checklists of what is to come, and for all.
MEDIUM, WIDE = 30, 34


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

    def show_glance(self, glance: Glance, looked_at: str | None) -> None:
        """Show the day, marking the block that is looked at ahead of time."""
        rows = timeline_rows(glance, self.size.width or 30, looked_at, self._kept)
        self._row_blocks = tuple(block for block, _row in rows)
        self.show([row for _block, row in rows])

    def on_lines_picked(self, event: Lines.Picked) -> None:
        """Say which block was clicked."""
        event.stop()
        block = self._row_blocks[event.row] if event.row < len(self._row_blocks) else None
        if block is not None:
            self.post_message(self.BlockPicked(block))


def timeline_rows(
    glance: Glance, width: int, looked_at: str | None, kept: Kept
) -> list[tuple[str | None, Content]]:
    """Return a row for each block with its id, and a marker of now where nothing runs."""
    rows: list[tuple[str | None, Content]] = []
    upcoming = glance.day.upcoming
    today = date_of(glance.visit, glance.day.day) == local_day(glance.visit, glance.now)
    marked = not today or glance.day.day.untimed or bool(glance.day.running)
    for view in glance.day.blocks:
        if not marked and upcoming and view is upcoming[0]:
            now = formats.clock(glance.now, glance.zone)
            line = _("── nå {clock} ").format(clock=now)
            rows.append((None, Content.styled(line.ljust(width, "─")[:width], "$text-accent")))
            marked = True
        looked = view.block.id == looked_at
        checks = progress(glance.visit, view.block)
        made_of = (view, checks, glance.day.titles, glance.zone, glance.elsewhere, width, looked)
        row = partial(_row, view, glance, width, looked)
        rows.append((view.block.id, kept.row(view.block.id, made_of, row)))
    return rows


def _row(view: BlockView, glance: Glance, width: int, looked_at: bool) -> Content:
    style = _style(view)
    start, sign = _start(view, glance), _sign(view)
    left = Content.assemble(
        (">" if looked_at else " ", "bold $text-accent"),
        (f"{sign} ", style),
        (f"{start} " if start else "", style),
    )
    parts = [part for part in (_progress(view, glance, width), _end(view, glance)) if part[0]]
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
        return "⚑" if view.block.starts is Starts.APPOINTMENT else " "
    return formats.SIGNS[view.state]


def _start(view: BlockView, glance: Glance) -> str:
    """Return when the block began or will begin, on another day than the current as planned."""
    if view.started is not None:
        return formats.clock(view.started, glance.zone)
    span = view.planned if glance.elsewhere else view.projected or view.planned
    return formats.clock(span[0], glance.zone) if span else ""


def _end(view: BlockView, glance: Glance) -> tuple[str, str]:
    """Return what stands at the end of the row: how the block deviates, or when it ends."""
    if outcome := texts_checks.outcome(glance.visit, view.block):
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
        if late >= MINUTE and view.block.starts is Starts.APPOINTMENT:
            return f"! {formats.signed(late)}", "bold $text-error"
        return (f"({formats.signed(late)})" if abs(late) >= MINUTE else ""), "$text-warning"
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

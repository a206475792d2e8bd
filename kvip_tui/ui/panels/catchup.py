"""Catching up: what is endangered, and what each proposal comes to."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from textual import on
from textual.app import ComposeResult
from textual.content import Content

from kvip_tui.commands.day import CATCHUP
from kvip_tui.domain.catchup.planner import ApplyCatchup, Delay
from kvip_tui.domain.day.projection import Span, length
from kvip_tui.domain.day.timeline import BlockView
from kvip_tui.i18n import _
from kvip_tui.snapshot import Glance
from kvip_tui.texts import catchup as texts_catchup
from kvip_tui.texts import formats
from kvip_tui.ui.keymap import key_text
from kvip_tui.ui.panels.base import Cover, Sight
from kvip_tui.ui.widgets.details import wrapped
from kvip_tui.ui.widgets.lines import Lines

MINUTE = timedelta(minutes=1)
CELL, LEAST_TITLE = 10, 8
DIGITS = "123456789"
Row = tuple[Content, int | None]


class CatchupPanel(Cover):
    """Shows the proposals, and the rest of the day before and after each; a click applies one."""

    def __init__(self) -> None:
        super().__init__(id="catchup")
        self._row_numbers: tuple[int | None, ...] = ()

    def compose(self) -> ComposeResult:
        """Lay out the rows."""
        yield Lines(id="catchup-rows")

    def show_sight(self, sight: Sight) -> None:
        """Show what there is to catch up."""
        rows = catchup_rows(sight.glance, max(30, self.scrollable_content_region.width))
        self._row_numbers = tuple(number for _row, number in rows)
        self.query_one("#catchup-rows", Lines).show([row for row, _number in rows])

    def take_key(self, key: str, character: str) -> bool:
        """Apply the proposal of a digit."""
        del key
        if len(character) != 1 or character not in DIGITS:
            return False
        self._apply(int(character))
        return True

    def _apply(self, number: int) -> None:
        if self.day.ask(ApplyCatchup(number)):
            self.day.uncover()

    @on(Lines.Picked, "#catchup-rows")
    def _picked(self, event: Lines.Picked) -> None:
        event.stop()
        number = self._row_numbers[event.row] if event.row < len(self._row_numbers) else None
        if number is not None:
            self._apply(number)


def catchup_rows(glance: Glance, width: int) -> list[Row]:
    """Return what is endangered, each proposal with its number, and the rest of the day."""
    found = glance.catchup
    rows: list[Row] = [
        (Content.styled(line, "$text-warning"), None)
        for sentence in texts_catchup.endangered(glance.visit, glance.current, found)
        for line in wrapped(sentence, width, "", "  ")
    ]
    for number, way in enumerate(found.proposals, 1):
        text = texts_catchup.proposal(glance.visit, way)
        first, *more = wrapped(text, width, f"{number} ", "  ")
        rows.append((Content(first).stylize("bold $text-accent", 0, 1), number))
        rows += [(Content(line), number) for line in more]
    hint = _("Tallet bruker forslaget, {key} lukker.") if found.proposals else _("{key} lukker.")
    rows.append((Content.styled(hint.format(key=key_text(CATCHUP)), "$text-muted"), None))
    rows.append((Content(""), None))
    return [*rows, *((row, None) for row in table_rows(glance, width))]


def table_rows(glance: Glance, width: int) -> list[Content]:
    """Return the rest of the day, block by block: as it is going, and as each proposal has it."""
    found, day = glance.catchup, glance.current
    now = {view.block.id: view.projected for view in day.blocks if view.projected}
    columns = [(now, found.delays), *((way.spans, way.passed) for way in found.proposals)]
    title = max(LEAST_TITLE, width - CELL * len(columns))
    names = [_("nå"), *map(str, range(1, len(columns)))]
    unit = _("min").rjust(4)
    heading = _("begynner").ljust(title) + "".join(f"{name:>{CELL - 4}}{unit}" for name in names)
    rows = [Content.styled(heading[:width], "$text-muted")]
    for view in day.blocks:
        if view.projected:
            cells = [_cell(view, spans, late, glance.zone) for spans, late in columns]
            rows.append(Content.assemble(_title(view, title), *cells))
    ends = [_end(spans, late, glance.zone) for spans, late in columns]
    end = _("Slutt").ljust(title - 2)
    return [*rows, Content.assemble(f"  {end}", *ends)]


def _title(view: BlockView, width: int) -> Content:
    sign = "▶" if view.started else "⚑" if view.awaited else " "
    return Content(f"{sign} {view.block.title}").truncate(width, ellipsis=True, pad=True)


def _cell(
    view: BlockView, spans: Mapping[str, Span], late: Sequence[Delay], zone: str
) -> tuple[str, str]:
    """Return when a block begins and how many minutes it lasts, with a sign where that is new."""
    span = spans[view.block.id]
    minutes = length(span) // MINUTE
    before = length(view.projected) // MINUTE if view.projected else minutes
    mark = "▾" if minutes < before else "▴" if minutes > before else " "
    style = "bold" if minutes != before else ""
    if any(delay.block == view.block.id for delay in late):
        mark, style = "!", "bold $text-error"
    return f"{formats.clock(span[0], zone):>6}{mark}{minutes:>3}", style


def _end(spans: Mapping[str, Span], late: Sequence[Delay], zone: str) -> tuple[str, str]:
    """Return when the day ends."""
    passed = any(delay.block is None for delay in late)
    clock = formats.clock(max(span[1] for span in spans.values()), zone)
    return f"{clock:>6}{'!' if passed else ' '}   ", "bold $text-error" if passed else "bold"

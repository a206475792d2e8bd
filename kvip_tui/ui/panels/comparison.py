"""Planned against actual: the day as a table, and as a bar for each block."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import groupby

from textual.app import ComposeResult
from textual.content import Content

from kvip_tui.domain.day.timeline import State, day_view
from kvip_tui.export import picture
from kvip_tui.export.comparison import STATES, Comparison, compared_views
from kvip_tui.i18n import _
from kvip_tui.snapshot import Glance
from kvip_tui.texts import formats
from kvip_tui.texts import planning as texts_planning
from kvip_tui.ui.panels.base import Cover, Sight
from kvip_tui.ui.widgets.details import wrapped
from kvip_tui.ui.widgets.lines import Lines

# What is narrower gets the columns that cannot be worked out from the others.
ALL_COLUMNS = 92
SPAN, OUTCOME, LEAST_TITLE = 12, 15, 10
STYLES = {
    picture.USED: "$primary",
    picture.UNUSED: "$text-muted",
    picture.ADDED: "$text-warning",
    picture.OVER: "bold $text-error",
    picture.PAUSED: "$text-secondary",
    picture.MARK: "bold",
}
MINUTE = timedelta(minutes=1)
Cell = tuple[str, str]


class ComparisonPanel(Cover):
    """Shows how the day became against how it was planned."""

    def __init__(self) -> None:
        super().__init__(id="comparison")

    def compose(self) -> ComposeResult:
        """Lay out the rows."""
        yield Lines(id="comparison-rows")

    def show_sight(self, sight: Sight) -> None:
        """Show the day as it stands."""
        width = max(30, self.scrollable_content_region.width)
        at = self.day.session.sums_at(sight.glance.now)
        self.query_one(Lines).show(comparison_rows(sight.glance, width, at))


def comparison_rows(glance: Glance, width: int, at: datetime | None = None) -> list[Content]:
    """Return the table, what the day's numbers come to, and the picture.

    What was never ended is measured at the instant *at*, which is said.
    """
    day, said = glance.day, list[Content]()
    if at is not None and at != glance.now:
        day = day_view(glance.visit, day.day, at)
        never = texts_planning.never_ended(glance.visit, at)
        said = [Content.styled(row, "$text-warning") for row in wrapped(never, width, "! ", "  ")]
    rows = compared_views(day.blocks)
    return [
        *said,
        *table_rows(rows, glance.zone, width),
        Content.styled(f"  {picture.totals(rows)}", "bold"),
        Content(""),
        Content.styled(f"  {picture.legend()}", "$text-muted"),
        *picture_rows(rows, width),
    ]


def table_rows(rows: Sequence[Comparison], zone: str, width: int) -> list[Content]:
    """Return a heading and a row for each block."""
    heads: list[Cell] = [
        (_("plan"), "6"),
        (_("brukt"), "7"),
        (_("pause"), "7"),
        (_("lagt til"), "9"),
        (_("over"), "6"),
        (_("start"), "7"),
        (_("slutt"), "7"),
    ]
    kept = range(len(heads)) if width >= ALL_COLUMNS else (2, 3, 4, 6)
    sizes = [int(heads[i][1]) for i in kept]
    title = max(LEAST_TITLE, width - 2 - 2 * SPAN - sum(sizes))
    head = "".join(heads[i][0].rjust(size) for i, size in zip(kept, sizes, strict=True))
    spans = _("planlagt").ljust(SPAN) + _("faktisk").ljust(SPAN)
    unit = _("minutter").ljust(title)
    found = [Content.styled(f"  {unit}{spans}{head}", "$text-muted")]
    for row in rows:
        cells = _numbers(row)
        numbers = [(cells[i][0].rjust(s), cells[i][1]) for i, s in zip(kept, sizes, strict=True)]
        texts = [(f"{text:<{SPAN}}", "") for text in _spans(row, zone)]
        found.append(Content.assemble(_title(row, title), *texts, *numbers))
    return found


def _title(row: Comparison, width: int) -> Content:
    sign = formats.SIGNS[row.state]
    title = Content(row.block.title).truncate(width - 1, ellipsis=True, pad=True)
    running = row.state in {State.RUNNING, State.PAUSED}
    style = "bold" if running else "strike" if row.state is State.SKIPPED else ""
    return Content.assemble(f"{sign} ", title.stylize(style) if style else title, " ")


def _spans(row: Comparison, zone: str) -> tuple[str, str]:
    """Return the planned and the actual times, or what the block is doing instead."""
    planned = "–".join(formats.clock(moment, zone) for moment in row.planned or ())
    if row.started is None:
        return planned, _(STATES[row.state])
    return planned, f"{formats.clock(row.started, zone)}–{formats.clock(row.ended, zone)}"


def _numbers(row: Comparison) -> list[Cell]:
    """Return the minutes with their styles; what is nothing is not said."""
    return [
        (_minutes(row.planned_length), ""),
        (_minutes(row.active), ""),
        (_some(row.paused), "$text-secondary"),
        (formats.signed(row.added) if row.added else "", "$text-warning"),
        (_some(row.overtime), "bold $text-error"),
        (_deviation(row.start_deviation), ""),
        (_deviation(row.end_deviation), ""),
    ]


def _minutes(span: timedelta | None) -> str:
    return "" if span is None else str(span // MINUTE)


def _some(span: timedelta | None) -> str:
    return _minutes(span) if span and span >= MINUTE else ""


def _deviation(span: timedelta | None) -> str:
    return "" if span is None else formats.signed(span) or "0"


def picture_rows(rows: Sequence[Comparison], width: int) -> list[Content]:
    """Return a bar for each block, all on one scale, behind its length in words."""
    title = max(LEAST_TITLE, width // 4)
    room = max(LEAST_TITLE, width - 2 - title - OUTCOME - 2)
    whole = picture.longest(rows)
    return [
        Content.assemble(
            _title(row, title),
            (f"{picture.outcome(row):>{OUTCOME}}  ", "$text-muted"),
            *_styled(picture.bar(row, whole, room)),
        )
        for row in rows
    ]


def _styled(bar: str) -> list[Cell]:
    """Return a bar in parts of one style each."""
    return [("".join(part), STYLES[sign]) for sign, part in groupby(bar)]

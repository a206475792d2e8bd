"""The sub-items under a block's clock: what each has had, and whether one eats the others' time."""

from textual.content import Content

from kvip_tui.domain.day.timeline import BlockView, State
from kvip_tui.domain.planning.subitems import PartView, SplitView, split_view
from kvip_tui.i18n import _
from kvip_tui.snapshot import Glance
from kvip_tui.texts import formats
from kvip_tui.texts import planning as texts_planning
from kvip_tui.ui.widgets.details import wrapped
from kvip_tui.ui.widgets.lines import sides

SIGNS = {State.RUNNING: "▶", State.PAUSED: "‖", State.DONE: "✓"}
LEAST_BAR = 6


def part_rows(glance: Glance, views: tuple[BlockView, ...], width: int) -> list[Content]:
    """Return a row for each sub-item of the blocks shown, and one that warns, if need be."""
    rows: list[Content] = []
    for view in views:
        split = split_view(glance.visit, view, glance.now)
        if split is not None:
            rows += [_row(part, split, width) for part in split.parts]
            if warning := texts_planning.drift(split):
                lines = wrapped(warning, width, "! ", "  ")
                rows += [Content.styled(line, "$text-warning") for line in lines]
    return [Content(""), *rows] if rows else []


def _row(view: PartView, split: SplitView, width: int) -> Content:
    current = view is split.current
    style = "bold" if current else "$text-muted" if view.state is State.DONE else ""
    left = Content.styled(f"{SIGNS.get(view.state, ' ')} {view.part.title}", style)
    late = current and bool(split.eaten)
    length = Content.styled(f"{_length(view):>9}", "bold $text-warning" if late else style)
    return sides(left, Content.assemble(_bar(view, max(LEAST_BAR, width // 4)), length), width)


def _length(view: PartView) -> str:
    """Return what is left of the present one, what others have had, or are to get."""
    if view.state in {State.RUNNING, State.PAUSED}:
        left = view.left
        done = formats.seconds(view.spent)
        return formats.to_the_second(done if left is None else formats.left(left))
    if view.state is State.DONE or view.given is None:
        return formats.minutes(view.spent)
    return _("({length})").format(length=formats.minutes(view.given))


def _bar(view: PartView, width: int) -> Content:
    part = 0.0
    if view.state is State.DONE:
        part = 1.0
    elif view.given:
        part = min(1.0, view.spent / view.given)
    full = round(width * part)
    style = "$text-muted" if view.state is State.DONE else "$primary"
    return Content.assemble((" " + "█" * full, style), ("░" * (width - full), "$text-muted"))

"""How the board's rows share the screen: pure functions from texts and a size to rows."""

from collections.abc import Sequence
from textwrap import wrap
from typing import Final

from msgspec import Struct
from textual.content import Content

from kvip_tui.domain.day.timeline import Phase
from kvip_tui.i18n import _
from kvip_tui.texts.board import BoardText
from kvip_tui.ui.widgets.big_clock import SIZES, size_for
from kvip_tui.ui.widgets.lines import sides

MARGIN: Final = 2
WIDEST_BAR: Final = 100
HEADING_ROWS, MESSAGE_ROWS = 2, 3
LARGEST_GAP: Final = 2
SPACED_FROM: Final = 80
ALARMS: Final = {Phase.WARNING, Phase.DANGER, Phase.OVERTIME}
BLANK: Final = Content(" ")
# What gives way, in this order, before the large clock does.
SPARE: Final = ("queue", "now", "speaker", "ahead")


class BoardRows(Struct, frozen=True):
    """The rows above and below the large clock, and how many it may take at most."""

    head: tuple[Content, ...]
    clock: int
    foot: tuple[Content, ...]


class Scale(Struct, frozen=True):
    """A size in cells, and how far the block has come.

    Args:
        width: Columns of the screen.
        height: Rows of the screen.
        spent: How much of the time has passed, None for no bar.
        phase: How urgent it is, None where it is not.
        practice: Whether the day is only practised.
    """

    width: int
    height: int
    spent: float | None = None
    phase: Phase | None = None
    practice: bool = False


def board_rows(text: BoardText, scale: Scale) -> BoardRows:
    """Return the rows of the board; together with the clock they fill the screen."""
    for left_out in range(len(SPARE) + 1):
        parts = _parts(text, scale, SPARE[:left_out])
        room = scale.height - sum(map(len, parts))
        rows = size_for(text.clock, _inner(scale), room) if text.clock else 0
        if not text.clock or rows >= min(SIZES):
            break
    return _spread(parts, rows, scale)


def _inner(scale: Scale) -> int:
    return max(1, scale.width - 2 * MARGIN)


Rows = list[Content]


def _parts(text: BoardText, scale: Scale, without: Sequence[str]) -> tuple[Rows, Rows, Rows, Rows]:
    """Return the corner row, heading and message, what explains the clock, and what comes."""
    practice = Content.styled(_(" ØVING "), "reverse") if scale.practice else Content("")
    corner = [sides(practice, Content.styled(f"{text.time} ", "bold"), scale.width)]
    heading = [_row(line, scale, "bold") for line in _wrapped(text.heading, scale, HEADING_ROWS)]
    if text.message:
        lines = _wrapped(text.message, scale, MESSAGE_ROWS)
        heading += [_row(f" {line} ", scale, "bold reverse") for line in lines]
        heading.append(BLANK)  # its band must not run into the figures
    explained = [_word(text, scale)] if text.word else []
    if scale.spent is not None and scale.phase is not Phase.OVERTIME:
        explained += [BLANK] if scale.phase in ALARMS else []
        explained.append(_bar(scale.spent, scale))
    said = ("now", "ahead", "speaker", "queue")
    lines = [getattr(text, name) for name in said if name not in without]
    below = [_row(_cut(line, scale), scale) for line in lines if line]
    return corner, heading, explained, below


def _spread(parts: tuple[Rows, Rows, Rows, Rows], rows: int, scale: Scale) -> BoardRows:
    """Put blank rows between the parts, at most a few, and the rest above and below them."""
    corner, heading, explained, below = parts
    spare = max(0, scale.height - rows - sum(map(len, parts)))
    gap = min(LARGEST_GAP, spare // 4)
    inner = 3 if explained or rows else 1
    above = max(0, (spare - inner * gap) // 2)
    blank = [BLANK]
    head = [*corner, *blank * above, *heading, *blank * gap]
    foot = [*(blank * gap if rows else []), *explained, *(blank * gap if inner > 1 else []), *below]
    foot += blank * (scale.height - rows - len(head) - len(foot))
    return BoardRows(tuple(head), rows, tuple(foot))


def _wrapped(text: str, scale: Scale, most: int) -> list[str]:
    """Return a text in lines that fit, the last one cut where there would be more."""
    lines = wrap(text, _inner(scale), break_long_words=True)
    if len(lines) <= most:
        return lines
    return [*lines[: most - 1], _cut(" ".join(lines[most - 1 :]), scale)]


def _cut(text: str, scale: Scale) -> str:
    return Content(text).truncate(_inner(scale), ellipsis=True).plain


def _row(text: str, scale: Scale, style: str = "") -> Content:
    """Return a text in the middle of the screen."""
    said = Content.styled(text, style)
    left = max(0, (scale.width - said.cell_length) // 2)
    return Content(" " * left).append(said)


def _word(text: BoardText, scale: Scale) -> Content:
    """Return what the clock means; what is urgent is a band right across, seen without colours."""
    if scale.phase not in ALARMS:
        return _row(f"{text.sign} {text.word}".strip(), scale)
    loud = text.word.upper()
    said = f"{text.sign}  {loud}  {text.sign}"
    spaced = "   ".join((text.sign, " ".join(loud), text.sign))
    wide = scale.width >= SPACED_FROM
    return Content.styled((spaced if wide else said).center(scale.width), "bold reverse")


def _bar(spent: float, scale: Scale) -> Content:
    room = min(_inner(scale), WIDEST_BAR)
    full = round(room * spent)
    return _row("█" * full + "░" * (room - full), scale)

"""A text that is being written, in which places can be marked."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from msgspec.structs import replace
from textual.strip import Strip
from textual.widgets import TextArea
from textual.widgets.text_area import Edit, EditResult, Location, Selection

from kvip_tui.domain.privacy.check import OMITTED, Finding, Level

_STYLES = {Level.LOOK: "marked-text--look", Level.STOP: "marked-text--stop"}
Place = tuple[Location, Location, Finding]


class MarkedText(TextArea):
    """A text area that underlines what was found in its text; drawing costs nothing without marks.

    What is typed behind a mark leaves it as it is; what changes the text before it takes it away.
    """

    COMPONENT_CLASSES = set(_STYLES.values())
    DEFAULT_CSS = """
    MarkedText {
        .marked-text--look { text-style: underline; }
        .marked-text--stop { text-style: bold underline reverse; }
    }
    """
    _places: tuple[Place, ...] = ()

    @property
    def marks(self) -> tuple[Finding, ...]:
        """What is marked, in order."""
        return tuple(finding for _start, _end, finding in self._places)

    def mark(self, findings: Iterable[Finding]) -> None:
        """Mark what was found in the text as it stands, in place of what was marked before."""
        found = tuple(findings)
        if found == self.marks:
            return
        ends = _locations(self.text, [place for one in found for place in (one.start, one.end)])
        self._places = tuple(zip(ends[::2], ends[1::2], found, strict=True))
        self.refresh()

    def edit(self, edit: Edit) -> EditResult:
        """Change the text; marks behind the change are no longer where they were."""
        if self._places:
            self._places = tuple(place for place in self._places if place[1] <= edit.top)
        return super().edit(edit)

    def undo(self) -> None:
        """Take an edit back; where the marks belong has to be found anew."""
        self._places = ()
        super().undo()

    def redo(self) -> None:
        """Make an edit again; where the marks belong has to be found anew."""
        self._places = ()
        super().redo()

    def load_text(self, text: str) -> None:
        """Begin with another text, in which nothing is marked."""
        self._places = ()
        super().load_text(text)

    def get_cursor_line_start_location(self, smart_home: bool = False) -> Location:
        """Return where the line begins: its first column, as in any other field."""
        return super().get_cursor_line_start_location(smart_home=False)

    def select_stop(self) -> None:
        """Select the next place that stops the text, so that what is typed replaces it."""
        stops = self._stops()
        after = [place for place in stops if place[0] > self.selection.start]
        for start, end in (after or stops)[:1]:
            self.selection = Selection(start, end)

    def omit_stops(self) -> None:
        """Put «[…]» in the place of what stops the text; undo brings it back."""
        for start, end in reversed(self._stops()):
            self.replace(OMITTED, start, end)

    def _stops(self) -> list[tuple[Location, Location]]:
        return [(start, end) for start, end, one in self._places if one.level is Level.STOP]

    def render_line(self, y: int) -> Strip:
        """Return one row of the screen, with its marks."""
        strip = super().render_line(y)
        if not self._places:
            return strip
        row = y + self.scroll_offset.y
        for start, end, finding in self._places:
            first = self.wrapped_document.location_to_offset(start)
            last = self.wrapped_document.location_to_offset(end)
            if first.y <= row <= last.y:
                left = first.x if first.y == row else 0
                right = last.x if last.y == row else strip.cell_length
                strip = self._underlined(strip, left, right, _STYLES[finding.level])
        return strip

    def _underlined(self, strip: Strip, left: int, right: int, style: str) -> Strip:
        cuts = [0, max(0, left), min(right, strip.cell_length), strip.cell_length]
        parts = [strip.crop(start, end) for start, end in pairwise(cuts)]
        parts[1] = parts[1].apply_style(self.get_component_rich_style(style, partial=True))
        return Strip.join(parts)


def _locations(text: str, places: list[int]) -> list[Location]:
    """Return where in rows and columns some places of a text are, given in order."""
    found: list[Location] = []
    row = start = 0
    for place in places:
        while (end := text.find("\n", start)) >= 0 and end < place:
            row, start = row + 1, end + 1
        found.append((row, place - start))
    return found


def moved(found: Iterable[Finding], by: int) -> tuple[Finding, ...]:
    """Return findings as they stand in a text that begins so many signs before the one read."""
    return tuple(replace(one, start=one.start + by, end=one.end + by) for one in found)


def beside(marks: Iterable[Finding], stops: Sequence[Finding]) -> list[Finding]:
    """Return what stops a text with what was only to be looked at and stands apart, in order."""
    apart = (
        one
        for one in marks
        if one.level is Level.LOOK
        and not any(one.start < stop.end and stop.start < one.end for stop in stops)
    )
    return sorted((*apart, *stops), key=lambda one: one.start)

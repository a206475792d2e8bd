"""The people of the floor, each at a place that stays: in a column with bars, or in several."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from textual.content import Content
from textual.message import Message

from kvip_tui.i18n import _
from kvip_tui.texts import formats
from kvip_tui.ui.day import layout
from kvip_tui.ui.day.widgets import floor_rows as rows
from kvip_tui.ui.widgets.lines import Kept, Lines

# On how many cells at the end of a place without a time a click is about the list.
MARK = 2


@dataclass
class PersonPicked(Message):
    """A person was clicked: to get the floor, or on the time or otherwise, to be on the list."""

    person: str
    hand: bool


class PeopleGrid(Lines):
    """Shows people; a click on a name gives the floor, one on a time puts on the list."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - as every widget's
        super().__init__(id=id)
        self._people: Sequence[rows.Shown] = ()
        self._grid = layout.grid(1, 1, 1)
        self._kept = Kept()

    def show_people(self, people: Sequence[rows.Shown], room: int, width: int) -> None:
        """Show people in as many rows as there is *room* for, side by side where they are more."""
        self._people, self._grid = people, layout.grid(len(people), room, width)
        self.show(people_rows(people, self._grid, width, self._kept) or [_nobody()])

    def on_lines_picked(self, event: Lines.Picked) -> None:
        """Say who was clicked."""
        event.stop()
        number = self._grid.place(event.x, event.row, len(self._people))
        if number is None:
            return
        width = self._grid.width
        edge = layout.TIME if width >= layout.TIMED or self._grid.columns == 1 else MARK
        hand = event.other or event.x % width >= width - edge
        self.post_message(PersonPicked(self._people[number].id, hand))


def _nobody() -> Content:
    return Content.styled(_("Ingen deltakere ennå: «:ny Navn, gruppe, tittel»"), "italic")


def people_rows(
    people: Sequence[rows.Shown], grid: layout.Grid, width: int, kept: Kept
) -> list[Content]:
    """Return a row for each person; in several columns there is room for names and signs only."""
    if grid.columns == 1:
        most = max((person.time for person in people), default=timedelta(0))
        size = layout.person_row(width, max((len(person.key) for person in people), default=1) + 1)
        bars = [bar(person, most, size.bar) for person in people]
        return [
            kept.row(person.id, (person, drawn, size), partial(person_row, person, drawn, size))
            for person, drawn in zip(people, bars, strict=True)
        ]
    cells = [
        kept.row(person.id, (person, grid), partial(short_row, person, grid.width - 1))
        for person in people
    ]
    return [Content(" ").join(cells[row :: grid.height]) for row in range(grid.height)]


def bar(person: rows.Shown, most: timedelta, width: int) -> str:
    """Return how long somebody has spoken beside who has spoken longest, a sign after it.

    The sign stands where nothing is full: all bars begin and may end in the same place.
    """
    halves = layout.bar_length(person.time / most if most else 0.0, width)
    drawn = "█" * (halves // 2) + "▌" * (halves % 2)
    fits = bool(person.sign) and len(drawn) + 1 + len(person.sign) <= width
    return drawn + (person.sign if fits else "").rjust(width - len(drawn))


def person_row(person: rows.Shown, drawn: str, size: layout.PersonRow) -> Content:
    """Return a person's letter, name, place on the list, bar and time."""
    style = "bold" if person.holds else ""
    full = len(drawn) - len(drawn.lstrip("█▌"))
    mark = "●" if person.holds else person.place or ("›" if person.sign else "")
    return Content.assemble(
        (person.key.ljust(size.key), "bold $text-accent"),
        rows.fitted_name(person, size.name, style),
        (f" {mark}".ljust(size.place)[: size.place], "bold"),
        (drawn[:full], "$primary"),
        (drawn[full:], "$text-muted"),
        (formats.talk_time(person.time).rjust(size.time), style),
    )


def short_row(person: rows.Shown, width: int) -> Content:
    """Return a person's letter, name and, where there is room, time, with a sign by it."""
    style = "bold" if person.holds else ""
    sign = "●" if person.holds else "›" if person.sign else " "
    timed = width + 1 >= layout.TIMED
    time = formats.talk_time(person.time).rjust(layout.TIME - 2) if timed else ""
    right = Content.styled(sign + time, style)
    key = Content.styled(f"{person.key} ", "bold $text-accent")
    name = rows.fitted_name(person, max(1, width - key.cell_length - right.cell_length), style)
    return key + name + right

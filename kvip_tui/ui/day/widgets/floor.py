"""«Erteposen» beside the day: who has the floor, who is next, and how the talk is shared."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message

from kvip_tui.domain.floor.view import Scope, percentages
from kvip_tui.i18n import _
from kvip_tui.snapshot import Glance
from kvip_tui.texts import formats
from kvip_tui.ui.day.widgets import floor_rows as rows
from kvip_tui.ui.day.widgets.keybar import KeyBar
from kvip_tui.ui.widgets.lines import Kept, Lines, sides

TIME, BAR = 7, 8
# A panel of fewer rows has none to spare for what only parts others.
LOW = 14
# The narrowest cells for a name with a time, and for a name alone.
TIMED, NAMED, MARK = 19, 12, 2


@dataclass
class PersonPicked(Message):
    """A person was clicked: to get the floor, or on the time or otherwise, to be on the list."""

    person: str
    hand: bool


class FloorPanel(VerticalScroll, can_focus=False):
    """Shows the floor; a click on a name gives the floor, one on a time puts on the list."""

    def __init__(self) -> None:
        super().__init__(id="floor")
        self._people: list[rows.Shown] = []
        self._columns = 1
        self._head: list[rows.Headed] = []
        self._kept = Kept()

    def compose(self) -> ComposeResult:
        """Lay out the holder, the list, the people and the groups."""
        yield Lines(id="floor-now")
        yield Lines(id="floor-people")
        yield Lines(id="floor-groups")

    def show_glance(self, glance: Glance, scope: Scope) -> None:
        """Show the floor as it stands."""
        whole = _("[%] hele dagen") if scope is Scope.DAY else _("[%] blokka")
        if self.border_subtitle != whole:
            self.border_subtitle = Content(whole)
        width = max(10, self.scrollable_content_region.width)
        low = self.size.height < LOW
        self._head = rows.head(glance, scope, width, low=low)
        rule = [] if low else [Content.styled("─" * width, "$border-blurred")]
        now = [*(row.text for row in self._head), *rule]
        groups = [*rule, *group_rows(glance, scope, width)]
        self._people = rows.shown_people(glance, scope)
        room = self.size.height - len(now) - len(groups)
        self._columns = columns(len(self._people), room, width)
        people = people_rows(self._people, width, self._columns, self._kept)
        self.query_one("#floor-now", Lines).show(now)
        self.query_one("#floor-people", Lines).show(people or [_nobody()])
        self.query_one("#floor-groups", Lines).show(groups)

    @on(Lines.Picked, "#floor-now")
    def _command(self, event: Lines.Picked) -> None:
        event.stop()
        if event.row < len(self._head):
            self.post_message(KeyBar.Chosen(self._head[event.row].command))

    @on(Lines.Picked, "#floor-people")
    def _pick(self, event: Lines.Picked) -> None:
        event.stop()
        height = -(-len(self._people) // self._columns)
        width = event.lines.size.width // self._columns
        column = min(event.x // max(1, width), self._columns - 1)
        place = column * height + event.row
        if event.row < height and place < len(self._people):
            edge = TIME if width >= TIMED else MARK
            hand = event.other or event.x - column * width >= width - edge
            self.post_message(PersonPicked(self._people[place].id, hand))


def _nobody() -> Content:
    return Content.styled(_("Ingen deltakere ennå: «:ny Navn, gruppe, tittel»"), "italic")


def columns(people: int, room: int, width: int) -> int:
    """Return in how many columns so many people fit into so many rows, or the most there can be."""
    most = max(1, width // NAMED)
    return next((n for n in range(1, most) if people <= n * room), most)


def people_rows(people: Sequence[rows.Shown], width: int, count: int, kept: Kept) -> list[Content]:
    """Return a row for each person; in several columns there is room for names and signs only."""
    if count == 1:
        most = max((person.time for person in people), default=timedelta(0))
        drawn = [(person, rows.bar(person.time, most, _bar(person, width))) for person in people]
        return [
            kept.row(person.id, (person, bar, width), partial(person_row, person, bar, width))
            for person, bar in drawn
        ]
    height, size = -(-len(people) // count), width // count
    lines = []
    for row in range(height):
        cells = [
            kept.row(person.id, (person, size), partial(short_row, person, size - 1))
            for person in people[row::height]
        ]
        lines.append(Content(" ").join(cells))
    return lines


def _bar(person: rows.Shown, width: int) -> int:
    """Return how long the bar of a person can be, who may have a sign beside it."""
    return max(BAR, width // 3) // (2 if person.sign else 1)


def person_row(person: rows.Shown, bar: str, width: int) -> Content:
    """Return a person's letter, name, sign, bar and time."""
    style = "bold" if person.holds else ""
    right = Content.assemble(
        (person.sign, "$text-warning"),
        (f" {bar}", "$primary"),
        (f"{formats.talk_time(person.time):>{TIME}}", style),
    )
    place = f" {person.place}" if person.place else ""
    key = Content.styled(f"{person.key} ", "bold $text-accent")
    room = width - key.cell_length - len(place) - right.cell_length - 1
    size = max(1, min(room, Content(person.name).cell_length))
    name = rows.fitted(person.name, size, style)
    return sides(key + name + Content.styled(place, "$text-muted"), right, width)


def short_row(person: rows.Shown, width: int) -> Content:
    """Return a person's letter, name and, where there is room, time, with a sign by it."""
    style = "bold" if person.holds else ""
    sign = "●" if person.holds else "›" if person.sign else " "
    time = f"{formats.talk_time(person.time):>{TIME - 1}}" if width + 1 >= TIMED else ""
    right = Content.styled(sign + time, style)
    key = Content.styled(f"{person.key} ", "bold $text-accent")
    name = rows.fitted(person.name, max(1, width - key.cell_length - right.cell_length), style)
    return key + name + right


def group_rows(glance: Glance, scope: Scope, width: int) -> list[Content]:
    """Return the groups' parts of the talk in per cent."""
    totals = glance.floor.totals(scope)
    spoken = percentages([group.spoken for group in totals.groups])
    parts = [
        f"{glance.visit.plan.group_title(group.group)} {percent} %"
        for group, percent in zip(totals.groups, spoken, strict=True)
    ]
    line = " · ".join(parts)
    if Content(line).cell_length <= width:
        return [Content(line)]
    return [Content(part).truncate(width, ellipsis=True) for part in parts]

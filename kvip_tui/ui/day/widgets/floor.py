"""«Erteposen» beside the day: who has the floor, who is next, and how the talk is shared."""

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content

from kvip_tui.commands.floor import RELEASE
from kvip_tui.domain.floor.view import Scope, percentages
from kvip_tui.snapshot import Glance
from kvip_tui.ui.day import layout
from kvip_tui.ui.day.widgets import floor_rows as rows
from kvip_tui.ui.day.widgets.keybar import KeyBar
from kvip_tui.ui.day.widgets.people import PeopleGrid
from kvip_tui.ui.widgets.lines import Last, Lines

# A panel of fewer rows has none to spare for what only parts others.
LOW = 14


class FloorPanel(VerticalScroll, can_focus=False):
    """Shows the floor; the rows of its head are clicked for what they are about."""

    def __init__(self) -> None:
        super().__init__(id="floor")
        self._head: list[rows.Headed] = []
        self._talk: Last[list[rows.Headed]] = Last()

    def compose(self) -> ComposeResult:
        """Lay out the holder, the list, the people and the groups."""
        yield Lines(id="floor-now")
        yield PeopleGrid(id="floor-people")
        yield Lines(id="floor-groups")

    def show_glance(self, glance: Glance, scope: Scope) -> None:
        """Show the floor as it stands."""
        shown = " · ".join(filter(None, rows.scope_texts(scope)))
        if self.border_subtitle != shown:
            self.border_subtitle = Content(shown)
        width, height = max(10, self.scrollable_content_region.width), self.size.height
        rule = [] if height < LOW else [Content.styled("─" * width, "$border-blurred")]
        high = layout.head_height(height)
        talk = rows.talk_of(glance), width, high - len(rule) - 1
        below = self._talk.get(talk, lambda: rows.talk_rows(glance, *talk[1:]))
        self._head = [rows.Headed(RELEASE, rows.holder_row(glance, width)), *below]
        groups = [*rule, *group_rows(glance, scope, width)]
        self.query_one("#floor-now", Lines).show([*(row.text for row in self._head), *rule])
        people = rows.shown_people(glance, scope)
        room = height - high - len(groups)
        self.query_one(PeopleGrid).show_people(people, room, width)
        self.query_one("#floor-groups", Lines).show(groups)

    @on(Lines.Picked, "#floor-now")
    def _command(self, event: Lines.Picked) -> None:
        event.stop()
        if event.row < len(self._head):
            self.post_message(KeyBar.Chosen(self._head[event.row].command))


def group_rows(glance: Glance, scope: Scope, width: int) -> list[Content]:
    """Return the groups' parts of the talk in per cent: in one row, if the largest would fit."""
    totals = glance.floor.totals(scope)
    spoken = percentages([group.spoken for group in totals.groups])
    titles = [glance.visit.plan.group_title(group.group) for group in totals.groups]
    parts = [f"{title} {percent} %" for title, percent in zip(titles, spoken, strict=True)]
    if Content(" · ".join(f"{title} 99 %" for title in titles)).cell_length <= width:
        return [Content(" · ".join(parts))]
    return [Content(part).truncate(width, ellipsis=True) for part in parts]

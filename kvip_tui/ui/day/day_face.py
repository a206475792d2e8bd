"""The day's own panels: the headline, the timeline, the block, the floor, the roles, the notes."""

from collections.abc import Iterator
from typing import Any

from textual.containers import Container
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget

from kvip_tui.commands.people import SHOW_ROLES
from kvip_tui.domain.day.projection import date_of
from kvip_tui.domain.people.roles import vacant
from kvip_tui.i18n import _
from kvip_tui.texts import formats
from kvip_tui.texts import people as texts_people
from kvip_tui.ui.day.layout import NAMED
from kvip_tui.ui.day.widgets.block import BlockPanel
from kvip_tui.ui.day.widgets.floor import FloorPanel
from kvip_tui.ui.day.widgets.floor_rows import shown_people
from kvip_tui.ui.day.widgets.headline import CatchupLine, ClockLine, Headline
from kvip_tui.ui.day.widgets.notes.rows import NotesTail
from kvip_tui.ui.day.widgets.people import PeopleGrid
from kvip_tui.ui.day.widgets.roles import RolesPanel
from kvip_tui.ui.day.widgets.timeline import Timeline
from kvip_tui.ui.keymap import key_text
from kvip_tui.ui.panels.base import Sight

# In how many rows people stand below the day where there is no room for them beside it.
STRIP = 2


class DayFace:
    """Shows the day as it stands, and of that only what is new."""

    def __init__(self, screen: Screen[Any]) -> None:
        self._screen = screen
        self._titles: tuple[str, ...] = ()
        self._painted: tuple[Sight | None, bool] = (None, False)

    def compose(self) -> Iterator[Widget]:
        """Lay out the panels above the line of notes; the style sheet says where each stands."""
        floor, roles = FloorPanel(), RolesPanel()
        floor.border_title, roles.border_title = _("Erteposen"), _("Roller")
        yield Headline(id="headline")
        yield ClockLine()
        with Container(id="columns"):
            with Container(id="left"):
                yield Timeline()
            yield BlockPanel()
            with Container(id="right"):
                yield floor
                yield roles
        yield PeopleGrid(id="floor-strip")
        yield CatchupLine()

    def show_sight(self, sight: Sight, *, hidden: bool) -> None:
        """Show what there is to show; *hidden* says that a panel covers most of it.

        The floor is what changes most, and within a second often all that does.
        """
        now = sight.glance
        before, was_hidden = self._painted
        self._painted = sight, hidden
        find = self._screen.query_one
        if (
            before is None
            or was_hidden != hidden
            or not now.same_but_floor(before.glance)
            or sight.whispers != before.whispers
        ):
            self._show_day(sight, hidden=hidden)
        if not hidden:
            find(FloorPanel).show_glance(now, sight.scope)
            strip = find("#floor-strip", PeopleGrid)
            if strip.display:
                people = shown_people(now, sight.scope)
                strip.show_people(people, STRIP, max(NAMED, strip.size.width))
        clock = find(ClockLine)
        if clock.display:
            clock.show_glance(now)

    def invalidate(self) -> None:
        """Take nothing for shown already: there is room for other rows now."""
        self._painted = None, False

    def _show_day(self, sight: Sight, *, hidden: bool) -> None:
        """Bring up to date what the floor has no part in."""
        now, find = sight.glance, self._screen.query_one
        find(Headline).show_glance(now)
        if not hidden:
            self._show_titles(sight)
            left = find("#left")
            ribbon = find(Timeline).show_glance(now, sight.looked_at, left.size.height)
            left.set_class(ribbon, "-ribbon")
            find(BlockPanel).show_glance(now, sight.looked_at)
            find(RolesPanel).show_glance(now)
        find(CatchupLine).show_glance(now)
        find(NotesTail).show_glance(now, sight.whispers)

    def _show_titles(self, sight: Sight) -> None:
        """Say which day and block are looked at, where they are not those of now."""
        now = sight.glance
        day, hint = _("Dagen"), ""
        if now.elsewhere:
            date = formats.date_text(date_of(now.visit, now.day.day))
            day, hint = now.day.day.title, _("Esc: tilbake · {date}").format(date=date)
        block = _("Ser på") if now.elsewhere or sight.looked_at else _("Nå")
        empty = texts_people.vacancies(len(vacant(now.visit)))
        roles = f"{empty} [{key_text(SHOW_ROLES)}]" if empty else ""
        if (day, hint, block, roles) != self._titles:
            self._titles = (day, hint, block, roles)
            left, panel = self._screen.query_one("#left"), self._screen.query_one(BlockPanel)
            left.border_title, left.border_subtitle = Content(day), Content(hint)
            panel.border_title, panel.border_subtitle = block, Content(roles)

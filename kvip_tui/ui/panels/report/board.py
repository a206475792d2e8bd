"""The report on the screen: sections at the left, what stands in one, and the notes behind it."""

from dataclasses import dataclass

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.content import Content
from textual.message import Message

from kvip_tui.domain.day.projection import local_day
from kvip_tui.i18n import _, ngettext
from kvip_tui.i18n import marked as m
from kvip_tui.ui.keymap import printed
from kvip_tui.ui.panels.base import Cover, Sight
from kvip_tui.ui.panels.report import beside, rows, sources
from kvip_tui.ui.panels.report.keys import KEYS, Column
from kvip_tui.ui.panels.report.view import Beside, ReportView, Which
from kvip_tui.ui.widgets.lines import Lines
from kvip_tui.ui.widgets.long_list import LongList

LISTS = {
    Column.OUTLINE: "report-outline",
    Column.POINTS: "report-points",
    Column.NOTES: "report-notes",
}


NAMES = {Column.OUTLINE: m("Deler"), Column.POINTS: m("Punkter"), Column.NOTES: m("Kilder")}


def _neighbours(column: Column) -> tuple[str, str]:
    """Return what stands to the left of a column and to the right, going round at the ends."""
    columns = [*Column, *Column]
    here = columns.index(column, 1)
    before, after = columns[here - 1], columns[here + 1]
    return _(NAMES[before]), _(NAMES[after])


class ReportKeys(Lines):
    """Shows what keys do in a column, as far as there is room; a click is a key press."""

    @dataclass
    class Chosen(Message):
        """A key was clicked."""

        key: str

    def __init__(self) -> None:
        super().__init__(id="report-keys")
        self._ends: list[tuple[int, str]] = []

    def show_column(self, column: Column, *, beside: bool) -> None:
        """Show the keys of a column; *beside* whether no section is shown."""
        row, self._ends = Content(""), []
        for key in KEYS:
            fits = key.anywhere or not beside or column is Column.NOTES
            if column in key.columns and key.label and fits:
                name = printed(key.keys.split(",")[0])
                more = row + Content.assemble(
                    (f" {name}", "bold $text-accent"), f" {_(key.label)} "
                )
                if more.cell_length > self.size.width:
                    break
                row = more
                self._ends.append((row.cell_length, key.id))
        self.show([row])

    def show_sentence(self, text: str) -> None:
        """Say what is waited for, in place of the keys."""
        self._ends = []
        self.show([Content.styled(f" {text}", "bold")])

    def on_click(self, event: events.Click) -> None:
        """Say which key was clicked."""
        key = next((key for end, key in self._ends if event.x < end), None)
        if key is not None:
            self.post_message(self.Chosen(key))


class ReportBoard(Cover):
    """Shows the report as it stands; what is done with it is for `ReportPanel`."""

    own_keys = frozenset({"day_before", "day_after", "note", "release"})

    def __init__(self) -> None:
        super().__init__(id="report")
        self.view: ReportView | None = None
        self.place = ""
        self.column = Column.OUTLINE
        self.which = Which.UNUSED
        self.aim = self.typing = ""
        self._painted: dict[str, tuple[object, ...]] = {}

    def compose(self) -> ComposeResult:
        """Lay out the columns; the style sheet decides which of them are seen."""
        with Container(id="report-columns"):
            with Vertical(id="report-left"):
                yield LongList("report-outline", marks=False)
            with Vertical(id="report-middle"):
                yield Lines(id="report-head")
                yield LongList("report-points")
            with Vertical(id="report-right"):
                yield LongList("report-notes")
                yield Lines(id="report-note")
        yield ReportKeys()

    def entries(self, column: Column) -> LongList:
        """Return the list of a column."""
        return self.query_one(f"#{LISTS[column]}", LongList)

    @property
    def shown(self) -> ReportView:
        """The report that is shown; before the first picture that of this moment."""
        if self.view is None:
            session = self.day.session
            self.view = ReportView(session.visit, local_day(session.visit, session.now()))
        return self.view

    def show_sight(self, sight: Sight) -> None:
        """Show the report, where it or the room for it has changed."""
        glance = sight.glance
        today = local_day(glance.visit, glance.now)
        if self.view is None or not self.view.shows(glance.visit, today):
            self.view = ReportView(glance.visit, today)
        self.paint_report()

    def paint_report(self) -> None:
        """Show what is new: the columns each for itself, so that a cursor costs one row."""
        view = self.shown
        if view.section(self.place) is None and self.place not in set(Beside):
            self.place = view.sections[0].id if view.sections else Beside.CHECKS
        for column in Column:
            self.set_class(column is self.column, f"-at-{column}")
        self.set_class(bool(self.aim), "-aiming")
        rooms = {column: self.entries(column).room for column in Column}
        if self._is_new(Column.OUTLINE, view, self.place, self.aim, rooms[Column.OUTLINE]):
            self._paint_outline(view)
        if self._is_new(Column.POINTS, view, self.place, rooms[Column.POINTS]):
            self._paint_middle(view)
        if self._is_new(Column.NOTES, view, self.place, self.which, rooms[Column.NOTES]):
            self._paint_notes(view)
        if self._is_new("place", self.place):
            for column in (Column.POINTS, Column.NOTES):
                self.entries(column).action_end(0)
        beside = view.section(self.place) is None
        if self._is_new("keys", self.column, beside, self.aim, self.typing, self.size):
            self._paint_keys()

    def _is_new(self, part: str, *state: object) -> bool:
        """Return whether a part is to show something else than it does, and remember that."""
        if self._painted.get(part) == state:
            return False
        self._painted[part] = state
        return True

    def _paint_outline(self, view: ReportView) -> None:
        outline = self.entries(Column.OUTLINE)
        places = [*(section.id for section in view.sections), *view.beside]
        room, aiming = outline.room, bool(self.aim)
        outline.show(places, lambda place: [rows.outline_row(view, place, room, aiming=aiming)])
        outline.move_to(self.place)
        title = _("Rapport")
        if view.stops:
            title = ngettext("Rapport · {n} stopp", "Rapport · {n} stopp", view.stops)
            title = title.format(n=view.stops)
        self._title_of("#report-left", title)

    def _paint_middle(self, view: ReportView) -> None:
        points = self.entries(Column.POINTS)
        room, section = points.room, view.section(self.place)
        if section is not None:
            entries = [*rows.section_entries(view, section, room)]
            # The list has no width while a text is written in its place; the head has.
            width = self.query_one("#report-head").size.width or room
            head = rows.head_rows(view, section, width)
        else:
            now = self.day.session.now()
            entries = [*beside.beside_entries(view, self.place, now, room)]
            head = [Content.styled(beside.beside_hint(self.place), rows.MUTED)]
        drawn = {entry.key: entry.rows for entry in entries}
        heights = [len(entry.rows) for entry in entries]
        points.show([*drawn], lambda key: drawn.get(key, ()), heights)
        self.query_one("#report-head", Lines).show(head)
        self._title_of("#report-middle", rows.place_title(view, self.place))

    def _paint_notes(self, view: ReportView) -> None:
        notes, place = self.entries(Column.NOTES), self.place
        room = notes.room
        ids = view.chosen_notes(place, self.which)
        notes.show(ids, lambda key: [sources.note_row(view, view.notes[key], place, room)])
        count = ngettext("{n} notat", "{n} notater", len(ids)).format(n=len(ids))
        title = _("Kilder: {which} · {count}")
        self._title_of(
            "#report-right", title.format(which=_(sources.FILTERS[self.which]), count=count)
        )
        self._paint_note()

    @on(LongList.Moved, "#report-notes")
    def _paint_note(self) -> None:
        """Show the note under the cursor whole."""
        view, notes = self.shown, self.entries(Column.NOTES)
        note = view.notes.get(notes.current or "")
        whole = sources.whole_note(view, note, notes.room) if note else []
        lines = self.query_one("#report-note", Lines)
        lines.display = bool(whole)
        lines.show(whole)

    def _paint_keys(self) -> None:
        """Say what keys do, and, where one column is shown at a time, how to get to the others."""
        alone = self.screen.has_class("-narrow")
        before, after = _neighbours(self.column)
        said = _("← {before} · {after} →").format(before=before, after=after) if alone else ""
        for column in ("#report-left", "#report-middle", "#report-right"):
            self.query_one(column).border_subtitle = Content(said)
        keys = self.query_one(ReportKeys)
        if self.aim:
            keys.show_sentence(_("Trykk bokstaven til delen, eller klikk på den; Esc lar være."))
        elif self.typing:
            keys.show_sentence(self.typing)
        else:
            keys.show_column(self.column, beside=self.shown.section(self.place) is None)

    def _title_of(self, column: str, title: str) -> None:
        where = self.query_one(column)
        if str(where.border_title) != title:
            where.border_title = Content(title)

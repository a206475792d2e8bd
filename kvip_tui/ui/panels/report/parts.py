"""The parts of the report screen: a column for sections, points and notes each, and the keys."""

from dataclasses import dataclass
from datetime import datetime

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message

from kvip_tui.i18n import _, ngettext
from kvip_tui.i18n import marked as m
from kvip_tui.ui.keymap import printed
from kvip_tui.ui.panels.report import beside, rows
from kvip_tui.ui.panels.report.editor import ReportEditor
from kvip_tui.ui.panels.report.keys import KEYS, Column
from kvip_tui.ui.panels.report.view import ReportView, Which
from kvip_tui.ui.widgets.lines import Lines
from kvip_tui.ui.widgets.long_list import LongList

NAMES = {Column.OUTLINE: m("Deler"), Column.POINTS: m("Punkter"), Column.NOTES: m("Kilder")}


def neighbours(column: Column) -> str:
    """Return what stands to the left of a column and to the right, going round at the ends."""
    columns = [*Column, *Column]
    here = columns.index(column, 1)
    before, after = columns[here - 1], columns[here + 1]
    return _("← {before} · {after} →").format(before=_(NAMES[before]), after=_(NAMES[after]))


class ReportColumn(Vertical):
    """A column: a list in a frame, painted anew only where it is to show something else."""

    def __init__(self, name: str, entries: LongList) -> None:
        super().__init__(id=name)
        self.entries = entries
        self._painted: tuple[object, ...] = ()

    def is_new(self, *state: object) -> bool:
        """Return whether the column is to show something else than it does, and remember that."""
        wanted = (*state, self.entries.room)
        if self._painted == wanted:
            return False
        self._painted = wanted
        return True

    def show_title(self, title: str) -> None:
        """Show a title in the frame, where it is another one."""
        if str(self.border_title) != title:
            self.border_title = Content(title)

    def show_neighbours(self, said: str) -> None:
        """Say at the foot of the frame how to get to the other columns."""
        self.border_subtitle = Content(said)


class Outline(ReportColumn):
    """The sections of the report, and what stands beside them."""

    def __init__(self) -> None:
        super().__init__("report-left", LongList("report-outline", marks=False))

    def compose(self) -> ComposeResult:
        """Lay out the list."""
        yield self.entries

    def show(self, view: ReportView, place: str, *, aiming: bool) -> None:
        """Show the sections with the cursor on *place*; while *aiming* with their letters."""
        if not self.is_new(view, place, aiming):
            return
        places = [*(section.id for section in view.sections), *view.beside]
        room = self.entries.room
        self.entries.show(
            places, lambda place: [rows.outline_row(view, place, room, aiming=aiming)]
        )
        self.entries.move_to(place)
        title = _("Rapport")
        if view.stops:
            title = ngettext("Rapport · {n} stopp", "Rapport · {n} stopp", view.stops)
            title = title.format(n=view.stops)
        self.show_title(title)


class Middle(ReportColumn):
    """What stands in the place chosen at the left; at its foot the fields that are filled in.

    Attributes:
        editor: The fields, or None where nothing is being written.
    """

    def __init__(self) -> None:
        super().__init__("report-middle", LongList("report-points"))
        self.editor: ReportEditor | None = None
        self._place: str | None = None

    def compose(self) -> ComposeResult:
        """Lay out what is said of the place, and its list."""
        yield Lines(id="report-head")
        yield self.entries

    def hold(self, editor: ReportEditor | None) -> None:
        """Make room for fields, which are to be mounted here, or for the list again."""
        self.editor = editor
        self.set_class(editor is not None and editor.sheet.prose, "-prose")

    def show(self, view: ReportView, place: str, now: datetime) -> None:
        """Show a section, or what was chosen besides the sections."""
        if not self.is_new(view, place):
            return
        room, section = self.entries.room, view.section(place)
        if section is not None:
            entries = [*rows.section_entries(view, section, room)]
            # The list has no width while a text is written in its place; the head has.
            width = self.query_one("#report-head").size.width or room
            head = rows.head_rows(view, section, width)
        else:
            entries = [*beside.beside_entries(view, place, now, room)]
            head = [Content.styled(beside.beside_hint(place), rows.MUTED)]
        drawn = {entry.key: entry.rows for entry in entries}
        heights = [len(entry.rows) for entry in entries]
        self.entries.show([*drawn], lambda key: drawn.get(key, ()), heights)
        self.query_one("#report-head", Lines).show(head)
        self.show_title(rows.place_title(view, place))
        if place != self._place:
            self._place = place
            self.entries.action_end(0)


class Notes(ReportColumn):
    """The notes that points are made of, as far as the filter lets them through."""

    def __init__(self) -> None:
        super().__init__("report-right", LongList("report-notes"))
        self._which = Which.UNUSED
        self._view: ReportView | None = None
        self._place: str | None = None

    def compose(self) -> ComposeResult:
        """Lay out the list, and the note under its cursor whole."""
        yield self.entries
        yield Lines(id="report-note")

    def filter_next(self) -> None:
        """Let the next filter decide which notes are shown, round and round."""
        kinds = list(Which)
        self._which = kinds[(kinds.index(self._which) + 1) % len(kinds)]

    def filter_none(self) -> None:
        """Let all notes be shown."""
        self._which = Which.ALL

    def show(self, view: ReportView, place: str) -> None:
        """Show the notes, those that belong in the place chosen at the left first."""
        if not self.is_new(view, place, self._which):
            return
        self._view = view
        room, ids = self.entries.room, view.chosen_notes(place, self._which)
        self.entries.show(ids, lambda key: [rows.note_row(view, view.notes[key], place, room)])
        count = ngettext("{n} notat", "{n} notater", len(ids)).format(n=len(ids))
        title = _("Kilder: {which} · {count}")
        self.show_title(title.format(which=_(rows.FILTERS[self._which]), count=count))
        self._show_note()
        if place != self._place:
            self._place = place
            self.entries.action_end(0)

    @on(LongList.Moved)
    def _show_note(self) -> None:
        """Show the note under the cursor whole."""
        view = self._view
        note = view.notes.get(self.entries.current or "") if view else None
        whole = rows.whole_note(view, note, self.entries.room) if view and note else []
        lines = self.query_one("#report-note", Lines)
        lines.display = bool(whole)
        lines.show(whole)


class ReportKeys(Lines):
    """Shows what keys do in a column, as far as there is room; a click is a key press."""

    @dataclass
    class Chosen(Message):
        """A key was clicked."""

        key: str

    def __init__(self) -> None:
        super().__init__(id="report-keys")
        self._ends: list[tuple[int, str]] = []

    def show_column(self, column: Column, place: str, *, beside: bool) -> None:
        """Show the keys of a column in a place; *beside* whether it is no section."""
        row, self._ends = Content(""), []
        for key in KEYS:
            here = key.anywhere or key.beside == place or column is Column.NOTES
            fits = here if beside else key.sections
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

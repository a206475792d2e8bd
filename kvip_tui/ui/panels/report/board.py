"""The report on the screen: where in it one is, and the parts that show it."""

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Container, Vertical

from kvip_tui.domain.day.projection import local_day
from kvip_tui.i18n import _
from kvip_tui.snapshot import Glance
from kvip_tui.ui.panels.base import Covered, covered_by
from kvip_tui.ui.panels.report.editor import ReportEditor
from kvip_tui.ui.panels.report.keys import Column
from kvip_tui.ui.panels.report.parts import Middle, Notes, Outline, ReportKeys, neighbours
from kvip_tui.ui.panels.report.view import Beside, ReportView
from kvip_tui.ui.widgets.long_list import LongList


class ReportBoard(Vertical):
    """Shows sections at the left, what stands in one, the notes behind it, and the keys.

    Attributes:
        place: The section that is shown, or what is shown besides the sections.
        column: The column that has the keys.
        aim: The id of the key that waits for the letter of a section, '' for none.
        middle: What stands in the place, and the fields that are filled in.
        notes: The notes that points are made of.
    """

    def __init__(self) -> None:
        super().__init__(id="report-board")
        self.place = ""
        self.column = Column.OUTLINE
        self.aim = ""
        self.middle, self.notes = Middle(), Notes()
        self._outline, self._keys = Outline(), ReportKeys()
        self._view: ReportView | None = None
        self._keys_shown: tuple[object, ...] = ()

    def compose(self) -> ComposeResult:
        """Lay out the columns; the style sheet decides which of them are seen."""
        with Container(id="report-columns"):
            yield self._outline
            yield self.middle
            yield self.notes
        yield self._keys

    @property
    def day(self) -> Covered:
        """The day that the report covers."""
        return covered_by(self)

    @property
    def shown(self) -> ReportView:
        """The report that is shown; before the first picture that of this moment."""
        if self._view is None:
            session = self.day.session
            self._view = ReportView(session.visit, local_day(session.visit, session.now()))
        return self._view

    def entries(self, column: Column) -> LongList:
        """Return the list of a column."""
        parts = {Column.OUTLINE: self._outline, Column.POINTS: self.middle}
        return parts.get(column, self.notes).entries

    def say(self, text: str, *, refused: bool = True) -> None:
        """Say a sentence on the quiet line, and show it at once."""
        self.day.say(text, refused=refused)
        self.day.paint()

    def show_glance(self, glance: Glance) -> None:
        """Show the report of a moment, where it or the room for it has changed."""
        today = local_day(glance.visit, glance.now)
        if self._view is None or not self._view.shows(glance.visit, today):
            self._view = ReportView(glance.visit, today)
        self.paint()

    def paint(self) -> None:
        """Show what is new: the parts each for itself, so that a cursor costs one row."""
        view = self.shown
        if view.section(self.place) is None and self.place not in set(Beside):
            self.place = view.sections[0].id if view.sections else Beside.CHECKS
        for column in Column:
            self.set_class(column is self.column, f"-at-{column}")
        self.set_class(bool(self.aim), "-aiming")
        self._outline.show(view, self.place, aiming=bool(self.aim))
        self.middle.show(view, self.place, self.day.session.now())
        self.notes.show(view, self.place)
        self._paint_keys(self.middle.editor)

    def _paint_keys(self, editor: ReportEditor | None) -> None:
        """Show what keys do, and, where one column is shown at a time, how to get to the others."""
        beside = self.shown.section(self.place) is None
        wanted = (self.column, self.place, self.aim, editor, self.size)
        if wanted == self._keys_shown:
            return
        self._keys_shown = wanted
        alone = self.screen.has_class("-narrow")
        for part in (self._outline, self.middle, self.notes):
            part.show_neighbours(neighbours(self.column) if alone else "")
        if self.aim:
            said = _("Trykk bokstaven til delen, eller klikk på den; Esc lar være.")
            self._keys.show_sentence(said)
        elif editor is not None:
            self._keys.show_sentence(editor.hint)
        else:
            self._keys.show_column(self.column, self.place, beside=beside)

    def focus_column(self, column: Column) -> None:
        """Focus a column, and show it where there is room for one only."""
        self.column = column
        self.paint()
        self.screen.set_focus(self.entries(column))

    def focus_here(self) -> None:
        """Restore the focus: to the fields, or else to the column that had it."""
        if self.middle.editor is not None:
            self.middle.editor.focus_field()
        else:
            self.focus_column(self.column)

    @property
    def writes(self) -> bool:
        """Whether what is typed goes into a field."""
        editor = self.middle.editor
        return editor is not None and self.screen.focused in set(editor.walk_children())

    async def open_editor(self, editor: ReportEditor) -> None:
        """Show fields to fill in at the foot of the middle column."""
        self.column = Column.POINTS
        self.middle.hold(editor)
        # A field can take the focus only in a column that is seen.
        self.paint()
        await self.middle.mount(editor)

    async def close_editor(self) -> None:
        """Remove the fields, and focus the list that they stood under."""
        editor = self.middle.editor
        self.middle.hold(None)
        if editor is not None:
            await editor.remove()
        self.focus_column(Column.POINTS)

    @on(LongList.Moved, "#report-outline")
    def _looked(self, event: LongList.Moved) -> None:
        """Show what the cursor stands on at the left."""
        if event.entries.current and not self.aim:
            self.place = event.entries.current
            self.paint()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Make the column that was clicked the current one."""
        del event
        focused = self.screen.focused
        clicked = next((c for c in Column if self.entries(c) is focused), self.column)
        if clicked is not self.column and not self.aim:
            self.column = clicked
            self.paint()

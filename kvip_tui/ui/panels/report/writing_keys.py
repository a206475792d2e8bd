"""Writing on the report screen: fields are opened, kept as a draft while typed in, and stored."""

from textual import on
from textual.containers import Vertical

from kvip_tui.domain.base import Refusal
from kvip_tui.errors import UserError
from kvip_tui.i18n import _
from kvip_tui.privacy_check import looking, objections
from kvip_tui.store.drafts.report import Typed
from kvip_tui.texts import said as texts
from kvip_tui.ui.panels.base import Sight
from kvip_tui.ui.panels.report.board import LISTS, ReportBoard
from kvip_tui.ui.panels.report.editor import ReportEditor
from kvip_tui.ui.panels.report.keys import Column
from kvip_tui.ui.panels.report.sheets import Sheet, sheet_at, wishes
from kvip_tui.ui.widgets.long_list import LongList


class ReportWriting(ReportBoard):
    """A report that can be written in."""

    _editor: ReportEditor | None = None
    _kept: Typed | None = None
    _begun = _storing = False

    @property
    def writes(self) -> bool:
        """Whether what is typed goes into a field."""
        focused = self.screen.focused
        return self._editor is not None and focused in set(self._editor.walk_children())

    def say(self, text: str, *, refused: bool = True) -> None:
        """Say a sentence on the quiet line."""
        self.day.say(text, refused=refused)
        self.day.paint()

    def show_sight(self, sight: Sight) -> None:
        """Show the report, and keep what is being typed, so that a crash loses no more."""
        super().show_sight(sight)
        editor = self._editor
        if editor is None or not editor.is_mounted or self._storing:
            return
        self._keep(editor)
        editor.mark(looking(sight.glance.visit))
        if editor.sheet.prose and editor.changed and editor.rests:
            roster = (person.name for person in sight.glance.visit.people)
            # What the privacy check objects to is stored only when it is asked for, twice.
            if not objections("\n".join(editor.typed.values.values()), roster):
                self._store(editor, editor.typed)

    def focus_column(self, column: Column) -> None:
        """Give a column the keys, and show it where there is room for one only."""
        self.column = column
        self.paint_report()
        self.screen.set_focus(self.entries(column))

    def enter(self) -> None:
        """Give the keys to what had them when the panel was closed."""
        if self._editor is not None:
            self._editor.focus_field()
        else:
            self.focus_column(self.column)

    async def go_on(self) -> None:
        """Bring back what a crash has cut short, once."""
        draft = self.day.sheet_draft.load() if not self._begun else None
        self._begun = True
        sheet = sheet_at(self.shown, draft.place) if draft and self.day.session.writer else None
        if sheet is not None:
            self.place = self._place_of(sheet)
            self.paint_report()
            await self.open_sheet(sheet.place)
            self.say(_("En uferdig tekst er hentet fram igjen."), refused=False)

    async def open_sheet(self, place: str) -> None:
        """Open the fields for a place of the report, with what was typed there and not stored."""
        sheet = sheet_at(self.shown, place)
        if self._editor is not None:
            self._editor.focus_field()
            self.say(_("Lagre eller lukk først det som skrives."))
        elif sheet is not None:
            draft = self.day.sheet_draft.load()
            typed = draft if draft is not None and draft.place == place else None
            self._editor = ReportEditor(sheet, typed)
            self.column = Column.POINTS
            keys = _("Esc lagrer og lukker; en pause lagrer også.")
            self.typing = keys if sheet.prose else _("Enter lagrer, Tab går videre, Esc går ut.")
            middle = self.query_one("#report-middle", Vertical)
            middle.set_class(sheet.prose, "-prose")
            self.paint_report()
            await middle.mount(self._editor)
        else:
            self.say(_("Velg en del eller et punkt først."))

    def _place_of(self, sheet: Sheet) -> str:
        """Return the place at the left that fields belong to."""
        about = sheet.about.partition(":")[0].partition(",")[0]
        point = self.shown.visit.report.point(about)
        if point is not None:
            return point.section
        return {"answer": f"@{about}", "review": "@review"}.get(sheet.kind, about)

    @on(ReportEditor.Stored)
    async def _stored(self, event: ReportEditor.Stored) -> None:
        event.stop()
        editor = self._editor
        if editor is None:
            return
        empty = editor.sheet.kind == "new" and not event.typed.values["text"].strip()
        if empty or self._store(editor, event.typed):
            await self._close(editor)

    def _store(self, editor: ReportEditor, typed: Typed) -> bool:
        """Ask for what was filled in; returns whether all of it was done."""
        before = len(self.shown.visit.report.points)
        try:
            asked = list(wishes(self.shown, editor.sheet, typed.values))
        except Refusal as refusal:
            self.say(texts.refusal(refusal))
            return False
        # The day shows what became of it before it says so; nothing is to be stored again then.
        self._storing = True
        done = all(self.day.ask(intent) for intent in asked)
        self._storing = False
        if not done:
            return False
        editor.settle()
        self._kept = None
        self.day.sheet_draft.clear()
        points = self.shown.visit.report.points
        if len(points) > before:
            self.entries(Column.POINTS).move_to(points[-1].id)
        return True

    @on(ReportEditor.Left)
    async def _left(self, event: ReportEditor.Left) -> None:
        """Close the fields; what was typed stands in them when they are opened again."""
        event.stop()
        if self._editor is not None:
            if self._editor.changed:
                self._keep(self._editor)
                self.say(_("Ikke lagret; teksten står der når du åpner den igjen."), refused=False)
            else:
                self.day.sheet_draft.clear()
            await self._close(self._editor)

    async def _close(self, editor: ReportEditor) -> None:
        self._editor, self.typing = None, ""
        self.query_one("#report-middle").remove_class("-prose")
        await editor.remove()
        self.focus_column(Column.POINTS)

    def _keep(self, editor: ReportEditor) -> None:
        """Save what is typed as a draft, where that is new."""
        typed = editor.typed
        if not editor.changed or typed == self._kept or not self.day.session.writer:
            return
        try:
            self.day.sheet_draft.save(typed)
            self._kept = typed
        except UserError as error:
            self.say(error.message)

    def on_descendant_focus(self) -> None:
        """Let the keys be those of the column that was clicked."""
        focused = self.screen.focused
        if isinstance(focused, LongList) and not self.aim:
            found = next(column for column, list_id in LISTS.items() if list_id == focused.id)
            if found is not self.column:
                self.column = found
                self.paint_report()

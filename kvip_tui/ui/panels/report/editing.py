"""Editing on the report screen: fields are opened, kept as a draft while typed in, and stored."""

from functools import partial
from zoneinfo import ZoneInfo

from kvip_tui.domain.base import Refusal
from kvip_tui.domain.state.visit import Visit
from kvip_tui.errors import UserError
from kvip_tui.i18n import _
from kvip_tui.privacy_check import looking, names, objections, own
from kvip_tui.store.drafts.report import Typed
from kvip_tui.texts import said as texts
from kvip_tui.ui.day.offers import Offer
from kvip_tui.ui.panels.report.board import ReportBoard
from kvip_tui.ui.panels.report.editor import ReportEditor
from kvip_tui.ui.panels.report.keys import Column
from kvip_tui.ui.panels.report.sheets import Sheet, intents, sheet_at

# So many signs of a text tell which it is.
BEGINNING = 40


class Editing:
    """Opens the fields for a place of the report, and sees to it that nothing typed is lost."""

    def __init__(self, board: ReportBoard) -> None:
        self._board = board
        self._saved: Typed | None = None
        # What was typed while an interview ran: on disk only when it is stored on purpose.
        self._in_memory: Typed | None = None
        self._resumed = self._storing = False

    async def open(self, place: str) -> None:
        """Open the fields for a place of the report, with what was typed there and not stored."""
        board = self._board
        sheet = sheet_at(board.shown, place)
        if board.middle.editor is not None:
            board.focus_here()
            board.say(_("Lagre eller lukk først det som skrives."))
        elif sheet is not None:
            draft = self._in_memory or board.day.sheet_draft.load()
            if draft is None or draft.place != place:
                await board.open_editor(ReportEditor(sheet, None))
            else:
                await self._open_draft(sheet, draft)
        else:
            board.say(_("Velg en del eller et punkt først."))

    async def _open_draft(self, sheet: Sheet, draft: Typed) -> None:
        """Open fields with what was typed and not stored; a newer text stands before it."""
        stored = {blank.name: blank.value for blank in sheet.blanks}
        long = {blank.name for blank in sheet.blanks if blank.long}
        older = draft.is_older(stored)
        typed = Typed(draft.place, draft.beside(stored, long), draft.base)
        await self._board.open_editor(ReportEditor(sheet, typed))
        if older:
            said = _("Teksten er endret siden; den uferdige fra {date} står etter den.")
            self._board.say(said.format(date=self._kept()), refused=False)

    def _kept(self) -> str:
        """Return the day on which the draft was kept, as people write it: «30.11»."""
        kept = self._board.day.sheet_draft.kept_at()
        zone = ZoneInfo(self._board.shown.visit.plan.timezone)
        return f"{kept.astimezone(zone):%d.%m}" if kept else "–"

    def resume(self) -> None:
        """Offer what a crash or a closed window has cut short, once; it does not open by itself."""
        board = self._board
        draft = board.day.sheet_draft.load() if not self._resumed else None
        self._resumed = True
        sheet = sheet_at(board.shown, draft.place) if draft and board.day.session.writer else None
        if draft is None or sheet is None:
            return
        begins = " ".join(" ".join(draft.values.values()).split())[:BEGINNING]
        said = _("Uferdig tekst fra {date} i «{title}»: «{text}». Tab: bruk. Esc: kast.")
        text = said.format(date=self._kept(), title=sheet.title, text=begins)
        about = ("sheet", draft.place, tuple(draft.values.values()))
        use, said = partial(self._use, sheet), _("Kaste «{text}»? Esc en gang til: ja. Tab: bruk.")
        sure = Offer((*about, "sure"), said.format(text=begins), use, board.day.sheet_draft.clear)
        board.day.offers.make(Offer(about, text, use, lambda: board.day.offers.make(sure)))
        board.day.paint()

    def _use(self, sheet: Sheet) -> None:
        """Open the fields of a draft that was offered."""
        self._board.place = self._place_of(sheet)
        self._board.paint()
        self._board.day.run_worker(self.open(sheet.place))

    def _place_of(self, sheet: Sheet) -> str:
        """Return the place at the left that fields belong to."""
        about = sheet.about.partition(":")[0].partition(",")[0]
        point = self._board.shown.visit.report.point(about)
        if point is not None:
            return point.section
        kinds = {"answer": f"@{about}", "review": "@review", "send": "@review"}
        return {**kinds, "fetch": "@remarks"}.get(sheet.kind, about)

    def keep_up(self, visit: Visit) -> None:
        """Save what is typed as a draft, mark what the privacy check finds, store what rests."""
        editor = self._board.middle.editor
        if editor is None or not editor.is_mounted or self._storing:
            return
        self._save_draft(editor)
        editor.mark(looking(visit))
        heard = self._in_memory is not None
        if editor.sheet.prose and editor.changed and editor.rests and not heard:
            typed = "\n".join(editor.typed.values.values())
            # What the privacy check objects to is stored only when it is asked for, twice.
            if not objections(typed, names(visit), own(visit)):
                self._store(editor, editor.typed)

    async def finish(self, typed: Typed) -> None:
        """Store what was filled in, and close the fields where that was done."""
        editor = self._board.middle.editor
        if editor is None:
            return
        empty = editor.sheet.kind == "new" and not typed.values["text"].strip()
        if empty or self._store(editor, typed):
            await self._board.close_editor()

    async def discard(self) -> None:
        """Close the fields and let go of what was typed: it has been used."""
        self._saved = self._in_memory = None
        self._board.day.sheet_draft.clear()
        await self._board.close_editor()

    async def leave(self) -> None:
        """Close the fields; what was typed stands in them when they are opened again."""
        editor, board = self._board.middle.editor, self._board
        if editor is None:
            return
        if editor.changed:
            self._save_draft(editor)
            board.say(_("Ikke lagret; teksten står der når du åpner den igjen."), refused=False)
        else:
            self._in_memory = None
            board.day.sheet_draft.clear()
        await board.close_editor()

    def _store(self, editor: ReportEditor, typed: Typed) -> bool:
        """Ask for what was filled in; returns whether all of it was done."""
        board = self._board
        before = len(board.shown.visit.report.points)
        try:
            asked = list(intents(board.shown, editor.sheet, typed.values))
        except Refusal as refusal:
            board.say(texts.refusal(refusal))
            return False
        # The day shows what became of it before it says so; nothing is to be stored again then.
        self._storing = True
        done = all(board.day.ask(intent) for intent in asked)
        self._storing = False
        if not done:
            return False
        editor.settle()
        self._saved = self._in_memory = None
        board.day.sheet_draft.clear()
        points = board.shown.visit.report.points
        if len(points) > before:
            board.entries(Column.POINTS).move_to(points[-1].id)
        return True

    def _save_draft(self, editor: ReportEditor) -> None:
        """Save what is typed as a draft, where that is new."""
        typed, day = editor.typed, self._board.day
        if not editor.changed or typed == self._saved or not day.session.writer:
            return
        if self._in_memory is not None or day.session.interviewing:
            self._in_memory = typed
            return
        try:
            day.sheet_draft.save(typed)
            self._saved = typed
        except UserError as error:
            self._board.say(error.message)

"""What is done with what the report's readers say, and how the report is sent to them."""

from pathlib import Path

from kvip_tui.commands.returned import remarks_of
from kvip_tui.domain.base import Refusal
from kvip_tui.domain.review.changes import SettleRemark
from kvip_tui.domain.state.report import Remark, Sending, Verdict
from kvip_tui.errors import UserError
from kvip_tui.i18n import _
from kvip_tui.store.drafts.report import Typed
from kvip_tui.texts import said as texts
from kvip_tui.ui.panels.report.board import ReportBoard
from kvip_tui.ui.panels.report.editing import Editing
from kvip_tui.ui.panels.report.keys import Column
from kvip_tui.ui.panels.report.rows import PROSE
from kvip_tui.ui.panels.report.view import Beside


class Readers:
    """Takes remarks in and settles them, and has the report written for somebody."""

    def __init__(self, board: ReportBoard, editing: Editing) -> None:
        self._board = board
        self._editing = editing

    def current(self) -> Remark | None:
        """Return the remark under the cursor, or the first of the point there; None for none."""
        board = self._board
        key = board.entries(Column.POINTS).current or ""
        report = board.shown.visit.report
        if board.place == Beside.REMARKS:
            return report.remark(key)
        about = board.place if key == PROSE else key
        return next((remark for _n, remark in board.shown.remarks.get(about, ())), None)

    def settle(self, verdict: Verdict) -> None:
        """Take the remark under the cursor over, or let it be, and go on to the next."""
        remark, board = self.current(), self._board
        if remark is None:
            board.say(_("Her er det ingen merknad som venter."))
            return
        entries = board.entries(Column.POINTS)
        waiting = [one.id for one in board.shown.visit.report.open_remarks if one.id != remark.id]
        if board.day.ask(SettleRemark(remark.id, verdict)) and board.place == Beside.REMARKS:
            board.paint()
            entries.move_to(waiting[0] if waiting else remark.id)

    def to_point(self, remark: Remark) -> None:
        """Show the place of a remark."""
        board = self._board
        if not remark.section and not remark.point:
            board.say(_("Merknaden har ingen plass: les den her, og ta den inn eller avvis den."))
            return
        point = board.shown.visit.report.point(remark.point)
        board.place = point.section if point else remark.section
        board.paint()
        board.entries(Column.POINTS).move_to(point.id if point else PROSE)
        board.focus_column(Column.POINTS)

    async def send(self) -> None:
        """Let it be filled in whom the report is sent to; elsewhere go to where that is done."""
        board = self._board
        if board.place != Beside.REVIEW:
            board.place = Beside.REVIEW
            board.focus_column(Column.POINTS)
        else:
            await self._editing.open(f"send:{self._board.entries(Column.POINTS).current or ''}")

    async def fetch(self, typed: Typed) -> None:
        """Take in the document whose path was typed."""
        board = self._board
        path = Path(typed.values["file"].strip().strip("'\"")).expanduser()
        try:
            intent = remarks_of(board.day.session, path, typed.values["by"])
        except UserError as error:
            board.say(error.message)
        except Refusal as refusal:
            board.say(texts.refusal(refusal))
        else:
            if board.day.ask(intent):
                await self._editing.discard()
                waiting = board.shown.visit.report.open_remarks
                board.entries(Column.POINTS).move_to(waiting[0].id if waiting else "")

    def seen_by(self, recipient: str) -> Sending | None:
        """Return what somebody was sent before, None where that is nothing."""
        sent = reversed(self._board.shown.visit.report.sent)
        return next((one for one in sent if one.recipient == " ".join(recipient.split())), None)

"""Going about in the report: between columns, from check to check, from a point to its note."""

from kvip_tui.domain.report.checks import Concern, blocking
from kvip_tui.i18n import _
from kvip_tui.texts import concerns as texts_concerns
from kvip_tui.texts import formats
from kvip_tui.ui.panels.report.board import ReportBoard
from kvip_tui.ui.panels.report.keys import Column
from kvip_tui.ui.panels.report.points import PointActions
from kvip_tui.ui.panels.report.rows import PROSE


class Navigation:
    """Moves what is shown, and the keys with it, to what was asked for."""

    def __init__(self, board: ReportBoard, points: PointActions) -> None:
        self._board = board
        self._points = points

    def turn(self, step: int) -> None:
        """Give the keys to a column further on, round and round."""
        columns = list(Column)
        here = columns.index(self._board.column)
        self._board.focus_column(columns[(here + step) % len(columns)])

    def filter(self) -> None:
        """Let the next filter decide which notes are shown."""
        self._board.notes.filter_next()
        self._board.paint()

    def origin(self) -> None:
        """Go from a point to its first note, or from a note to the moment it was written in."""
        board, notes = self._board, self._board.entries(Column.NOTES)
        if board.column is Column.NOTES:
            self._to_moment(notes.current or "")
            return
        point = self._points.current()
        known = board.shown.notes
        source = next((s for s in point.sources if s in known), None) if point else None
        if point is not None and source is None:
            board.say(_("Punktet har ingen notater som kilde."))
        if source is not None:
            board.notes.filter_none()
            board.paint()
            notes.move_to(source)
            board.focus_column(Column.NOTES)

    def _to_moment(self, note_id: str) -> None:
        """Close the report and look at the block that a note was written in."""
        board, visit = self._board, self._board.shown.visit
        note = board.shown.notes.get(note_id)
        if note is None:
            return
        block = visit.block(note.blocks[0]) if note.blocks else None
        title = block.title if block else _("utenom blokkene")
        clock = formats.clock(note.typed_at, visit.plan.timezone, seconds=True)
        board.day.uncover()
        board.day.look_at_moment(block.id if block else None, note.typed_at)
        said = _("Notatet ble skrevet {clock}: {title}").format(clock=clock, title=title)
        board.say(said, refused=False)

    def next_check(self) -> None:
        """Go to the next place that has something to be seen to, in the order of the report."""
        board, concerns = self._board, self._board.shown.concerns
        if not concerns:
            board.say(_("Kontrollen har ikke funnet noe."), refused=False)
            return
        here = (board.place, board.entries(Column.POINTS).current)
        places = [(concern.section, concern.point or PROSE) for concern in concerns]
        last = max((i for i, place in enumerate(places) if place == here), default=None)
        if last is None:
            last = next((i for i, p in enumerate(places) if p[0] == board.place), 0) - 1
        self.to_concern(concerns[(last + 1) % len(concerns)])

    def to_first_stop(self) -> None:
        """Go to the first thing that holds a final report back."""
        self.to_concern(next(c for c in self._board.shown.concerns if blocking((c,))))

    def to_concern(self, concern: Concern) -> None:
        """Show the place of something to be seen to, and say what it is."""
        board = self._board
        board.place = concern.section
        board.paint()
        board.entries(Column.POINTS).move_to(concern.point or PROSE)
        board.focus_column(Column.POINTS)
        board.say(texts_concerns.line(board.shown.visit, concern).strip("! "), refused=False)

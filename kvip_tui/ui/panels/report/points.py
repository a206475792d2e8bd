"""What is done with the points of the report and the notes behind them, as intents to the day."""

from kvip_tui.domain.report.points import (
    AddSources,
    DetailPoint,
    MergePoints,
    MovePoint,
    PromoteNotes,
    RemovePoint,
)
from kvip_tui.domain.state.form import Holds
from kvip_tui.domain.state.report import Aspect, FollowUp, Point
from kvip_tui.i18n import _
from kvip_tui.ui.panels.report.board import ReportBoard
from kvip_tui.ui.panels.report.editing import Editing
from kvip_tui.ui.panels.report.keys import Column


class PointActions:
    """Makes points, changes them and takes them out: those marked, or the one under the cursor."""

    def __init__(self, board: ReportBoard, editing: Editing) -> None:
        self._board = board
        self._editing = editing

    async def promote(self, section: str) -> None:
        """Make a point of the notes; one of an impression is written in words of one's own.

        Where what is shown is no section, the tags of the notes say which one it is.
        """
        board, notes = self._board, self._board.entries(Column.NOTES)
        ids = notes.chosen()
        if board.shown.section(section) is None:
            section = ""
        if any(board.shown.notes[note].second for note in ids):
            board.place = section
            await self._editing.open(f"promote:{section}:{','.join(ids)}")
        elif board.day.ask(PromoteNotes(ids, section)):
            notes.unmark()

    def chosen(self) -> tuple[str, ...]:
        """Return the points that are marked, or else the one under the cursor."""
        chosen = self._board.entries(Column.POINTS).chosen()
        known = {point.id for point in self._board.shown.points(self._board.place)}
        return tuple(point for point in chosen if point in known)

    def current(self) -> Point | None:
        """Return the point under the cursor, or None; says so where it stands on none."""
        current = self._board.entries(Column.POINTS).current
        point = self._board.shown.visit.report.point(current or "")
        if point is None:
            self._board.say(_("Velg et punkt i midten først."))
        return point

    def move(self, section: str) -> None:
        """Move the chosen points into a section."""
        for point in self.chosen():
            self._board.day.ask(MovePoint(point, section))
        self._board.entries(Column.POINTS).unmark()

    def shift(self, step: int) -> None:
        """Let the point under the cursor change places with the one before or behind it.

        Where the cursor stands on no point, go a screenful on instead.
        """
        shown, points = self._board.shown, self._board.entries(Column.POINTS)
        point = shown.visit.report.point(points.current or "")
        if point is None:
            points.action_page(step)
        else:
            ids = [other.id for other in shown.points(point.section)]
            place = ids.index(point.id) + 1 + step
            if 1 <= place <= len(ids):
                self._board.day.ask(MovePoint(point.id, point.section, place))
                points.move_to(point.id)

    def merge(self) -> None:
        """Make one point of those that are marked, or of this one and the next."""
        chosen = self.chosen()
        if len(chosen) == 1:
            ids = [point.id for point in self._board.shown.points(self._board.place)]
            chosen = tuple(ids[ids.index(chosen[0]) :][:2])
        if self._board.day.ask(MergePoints(chosen)):
            self._board.entries(Column.POINTS).unmark()

    def next_state(self) -> None:
        """Let what became of a finding, or what is said of a focus area, be the next there is."""
        point, day = self.current(), self._board.day
        section = self._board.shown.section(point.section) if point else None
        if point is None or section is None:
            return
        if section.holds is Holds.FOLLOW_UPS:
            statuses = [None, *FollowUp]
            after = (statuses.index(point.status) % len(FollowUp)) + 1
            day.ask(DetailPoint(point.id, status=statuses[after]))
        else:
            aspects = [None, *Aspect]
            after = (aspects.index(point.aspect) % len(Aspect)) + 1
            day.ask(DetailPoint(point.id, aspect=aspects[after]))

    def remove(self) -> None:
        """Take the chosen points out of the report; their notes stay."""
        for point in self.chosen():
            self._board.day.ask(RemovePoint(point))

    def add_sources(self) -> None:
        """Make the notes sources of the point under the cursor in the middle."""
        point, notes = self.current(), self._board.entries(Column.NOTES)
        if point is not None and self._board.day.ask(AddSources(point.id, notes.chosen())):
            notes.unmark()

    async def clear(self) -> None:
        """Let it be filled in who was told of the chosen points beforehand."""
        await self._editing.open(f"clear:{','.join(self.chosen())}")

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
from kvip_tui.ui.panels.report.keys import Column
from kvip_tui.ui.panels.report.writing_keys import ReportWriting


class ReportPoints(ReportWriting):
    """A report whose points can be made, changed and taken out."""

    async def promote(self, section: str) -> None:
        """Make a point of the notes; one of an impression is written in words of one's own.

        Where what is shown is no section, the tags of the notes say which one it is.
        """
        notes = self.entries(Column.NOTES)
        ids = notes.chosen()
        if self.shown.section(section) is None:
            section = ""
        if any(self.shown.notes[note].second for note in ids):
            self.place = section
            await self.open_sheet(f"promote:{section}:{','.join(ids)}")
        elif self.day.ask(PromoteNotes(ids, section)):
            notes.unmark()

    def chosen_points(self) -> tuple[str, ...]:
        """Return the points that are marked, or else the one under the cursor."""
        chosen = self.entries(Column.POINTS).chosen()
        known = {point.id for point in self.shown.points(self.place)}
        return tuple(point for point in chosen if point in known)

    def point_here(self) -> Point | None:
        """Return the point under the cursor, or None; says so where it stands on none."""
        current = self.entries(Column.POINTS).current
        point = self.shown.visit.report.point(current or "")
        if point is None:
            self.say(_("Velg et punkt i midten først."))
        return point

    def shift_point(self, step: int) -> None:
        """Let the point under the cursor change places with the one before or behind it.

        Where the cursor stands on no point, go a screenful on instead.
        """
        points = self.entries(Column.POINTS)
        point = self.shown.visit.report.point(points.current or "")
        if point is None:
            points.action_page(step)
        else:
            ids = [other.id for other in self.shown.points(point.section)]
            place = ids.index(point.id) + 1 + step
            if 1 <= place <= len(ids):
                self.day.ask(MovePoint(point.id, point.section, place))
                points.move_to(point.id)

    def merge_points(self) -> None:
        """Make one point of those that are marked, or of this one and the next."""
        chosen = self.chosen_points()
        if len(chosen) == 1:
            ids = [point.id for point in self.shown.points(self.place)]
            chosen = tuple(ids[ids.index(chosen[0]) :][:2])
        if self.day.ask(MergePoints(chosen)):
            self.entries(Column.POINTS).unmark()

    def next_state(self) -> None:
        """Let what became of a finding, or what is said of a focus area, be the next there is."""
        point = self.point_here()
        section = self.shown.section(point.section) if point else None
        if point is None or section is None:
            return
        if section.holds is Holds.FOLLOW_UPS:
            statuses = [None, *FollowUp]
            after = (statuses.index(point.status) % len(FollowUp)) + 1
            self.day.ask(DetailPoint(point.id, status=statuses[after]))
        else:
            aspects = [None, *Aspect]
            after = (aspects.index(point.aspect) % len(Aspect)) + 1
            self.day.ask(DetailPoint(point.id, aspect=aspects[after]))

    def take_out(self) -> None:
        """Take the chosen points out of the report; their notes stay."""
        for point in self.chosen_points():
            self.day.ask(RemovePoint(point))

    def add_source(self) -> None:
        """Make the notes sources of the point under the cursor in the middle."""
        point, notes = self.point_here(), self.entries(Column.NOTES)
        if point is not None and self.day.ask(AddSources(point.id, notes.chosen())):
            notes.unmark()

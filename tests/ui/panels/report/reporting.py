"""A day with a report to write on screen, and what tests read off its columns."""

from pathlib import Path

from textual.pilot import Pilot

from kvip_tui.domain.base import AnyEvent
from kvip_tui.ui.panels.report.board import ReportBoard
from kvip_tui.ui.panels.report.keys import Column
from kvip_tui.ui.panels.report.panel import ReportPanel
from kvip_tui.ui.widgets.long_list import LongList
from tests.builders import VisitBuilder
from tests.reports import reported
from tests.ui.days import DayApp

# The letters of the sections of `tests.reports.FORM`.
LAST_YEAR, FOCUS, STRENGTHS, CHALLENGES, MEASURES, HOME = "bcdefg"


def report_day(folder: Path, builder: VisitBuilder | None = None) -> DayApp:
    """Return the app on a day with a report and three notes."""
    return DayApp(folder, builder or reported(), "10:05")


def panel(pilot: Pilot[None]) -> ReportPanel:
    """Return the report screen."""
    return pilot.app.screen.query_one(ReportPanel)


def board(pilot: Pilot[None]) -> ReportBoard:
    """Return what shows the report."""
    return panel(pilot).board


def column(pilot: Pilot[None], which: Column) -> LongList:
    """Return the list of a column."""
    return board(pilot).entries(which)


def drawn(entries: LongList) -> str:
    """Return the rows of a list that are on screen."""
    rows = (entries.render_line(y).text.rstrip() for y in range(entries.size.height))
    return "\n".join(rows).rstrip()


def happened(day: DayApp) -> AnyEvent:
    """Return what happened last."""
    return day.keeper.records[-1].events[-1]

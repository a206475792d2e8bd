"""What readers say of the report, on its screen: taken in, beside its point, settled by one key."""

from pathlib import Path

from textual.widgets import Input

from kvip_tui.domain.review.changes import RemarkSettled
from kvip_tui.domain.state.report import Verdict
from kvip_tui.export.report.write import export_report
from kvip_tui.ui.panels.report.keys import Column
from tests.reports import written
from tests.review.reader import Reader
from tests.ui.days import DayApp, text
from tests.ui.doors import at_day, paste, shown
from tests.ui.panels.report.reporting import board, column, drawn, happened, report_day


def read_day(folder: Path) -> tuple[DayApp, Path]:
    """Return the app on a day whose report has been read, and the document that came back."""
    built, path = written(), folder / "ut.docx"
    export_report(built.visit, built.records, path, draft=True)
    reader = Reader(path).replace("Fast sykepleier", "kveld", "natt")
    reader.comment("Kveldsrunden", "Fint").comment("Dato", "Feil dag").save(path)
    return report_day(folder, built), path


async def test_remarks_are_fetched_seen_beside_their_point_and_settled(tmp_path: Path) -> None:
    """«i» takes one over, «a» declines one, wherever the cursor stands on it or its point."""
    day, path = read_day(tmp_path)
    async with day.app.run_test(size=(120, 40)) as pilot:
        await pilot.press("f6")
        board(pilot).place = "@remarks"
        board(pilot).focus_column(Column.POINTS)
        await pilot.press("enter")
        await paste(pilot, str(tmp_path / "borte.docx"))
        await pilot.press("enter")
        assert "Finner ikke" in text(pilot.app.screen, "#message")
        pilot.app.screen.query_one("#sheet-file", Input).value = str(path)
        await pilot.press("enter")
        rows = drawn(column(pilot, Column.POINTS))
        assert "Berit Moe, endring, punkt 4: Fast sykepleier på [-kveld-][+natt+]" in rows
        assert "? 3 Berit Moe, kommentar, uten plass: Feil dag" in " ".join(rows.split())
        await pilot.press("i")
        assert day.session.visit.report.points[0].text == "Fast sykepleier på natt"
        await pilot.press("enter")
        assert "» 2 Berit Moe, kommentar: Fint" in drawn(column(pilot, Column.POINTS))
        await pilot.press("a")
        assert isinstance(told := happened(day), RemarkSettled)
        assert told.verdict is Verdict.DECLINED
        assert "» 2" not in drawn(column(pilot, Column.POINTS))
        await pilot.press("a")
        assert "ingen merknad som venter" in text(pilot.app.screen, "#message")


async def test_the_draft_is_sent_to_whoever_is_next(tmp_path: Path) -> None:
    """One key leads to the review, and in it asks to whom; the file and the record come of it."""
    desk = at_day(tmp_path)
    async with shown(desk, (120, 40)) as pilot:
        await pilot.press("f6", "tab", "S", "S", "enter")
        assert desk.opened is not None
        [sending] = desk.opened.session.visit.report.sent
        assert sending.recipient == "besøksteamet"
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert "sendt besøksteamet" in drawn(column(pilot, Column.POINTS)).casefold()
        assert [path.suffix for path in desk.opened.folder.exports.iterdir()] == [".docx"]

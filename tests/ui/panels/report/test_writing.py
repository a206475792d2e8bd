"""Writing on the report screen: nothing typed is lost, and documents come beside the day."""

from pathlib import Path

import pytest
from textual.app import App, ComposeResult
from textual.content import Content
from textual.widgets import TextArea

from kvip_tui.domain.report.changes import ProseWritten
from kvip_tui.ui.widgets.long_list import LongList
from tests.ui.days import text
from tests.ui.doors import at_day, day_of, paste, shown
from tests.ui.panels.report.reporting import STRENGTHS, drawn, happened, report_day

SIZE = (100, 30)


async def test_what_is_typed_survives_escape_and_a_crash(tmp_path: Path) -> None:
    """Escape leaves it in the fields, to be found there again; a crash leaves it in the draft."""
    day = report_day(tmp_path)
    async with day.app.run_test(size=SIZE) as pilot:
        await pilot.press("f6", "g", STRENGTHS, "n")
        await paste(pilot, "Halvskrevet")
        await pilot.press("escape", "n")
        assert pilot.app.screen.query_one("#sheet-text", TextArea).text == "Halvskrevet"
        await pilot.press("f6", "f6")
        await paste(pilot, " punkt")
        day_of(pilot).paint()
        await pilot.pause()
    again = report_day(tmp_path)
    async with again.app.run_test(size=SIZE) as pilot:
        await pilot.press("f6")
        await pilot.pause()
        offer = day_of(pilot).offers.now
        assert offer is not None
        assert "«Halvskrevet punkt». Tab: bruk." in offer.text
        assert not pilot.app.screen.query("#sheet-text")
        day_of(pilot).offers.press("escape")
        assert day_of(pilot).offers.text.startswith("Kaste «Halvskrevet punkt»?")
        day_of(pilot).offers.press("tab")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert pilot.app.screen.query_one("#sheet-text", TextArea).text == "Halvskrevet punkt"
        await pilot.press("enter")
        point = again.session.visit.report.points[-1]
        assert (point.section, point.text) == ("styrker", "Halvskrevet punkt")
        assert day_of(pilot).sheet_draft.load() is None


async def test_prose_is_stored_when_it_is_left_and_when_it_rests(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Enter begins a line; what the privacy check stops waits for Escape, twice."""
    day = report_day(tmp_path)
    async with day.app.run_test(size=SIZE) as pilot:
        await pilot.press("f6", "g", STRENGTHS, "home", "enter")
        await paste(pilot, "En")
        await pilot.press("enter", "enter")
        await paste(pilot, "To")
        await pilot.press("escape")
        assert happened(day) == ProseWritten("styrker", "En\n\nTo")
        monkeypatch.setattr("kvip_tui.ui.panels.report.editor.PAUSE", 0.0)
        await pilot.press("enter", "x")
        day_of(pilot).paint()
        await pilot.pause()
        assert happened(day) == ProseWritten("styrker", "En\n\nTox")
        await paste(pilot, " 01019012345")
        day_of(pilot).paint()
        await pilot.pause()
        await pilot.press("escape")
        assert happened(day) == ProseWritten("styrker", "En\n\nTox")
        await pilot.press("escape")
        assert happened(day) == ProseWritten("styrker", "En\n\nTox 01019012345")


async def test_a_draft_is_written_beside_the_day_and_what_is_in_the_way_stays(
    tmp_path: Path,
) -> None:
    """Word in the visit's folder, each time under a new name; a feedback as a text of its own."""
    desk = at_day(tmp_path)
    async with shown(desk) as pilot:
        assert desk.opened is not None
        exports = desk.opened.folder.exports
        await pilot.press("f6", "e")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        await pilot.press("E")
        await pilot.app.workers.wait_for_complete()
        await pilot.press("end", "e")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        found = sorted(path.name for path in exports.iterdir())
        stem = desk.opened.folder.id
        assert found == [
            f"{stem}-rapport-utkast.docx",
            f"{stem}-rapport.docx",
            f"{stem}-til-besoksleder.md",
        ]
        assert "til-besoksleder.md" in text(pilot.app.screen, "#message").replace("\n", "")
        await pilot.press("home", "e")
        await pilot.app.workers.wait_for_complete()
        assert (exports / f"{stem}-rapport-utkast-2.docx").is_file()


async def test_of_a_long_list_only_what_is_seen_is_drawn() -> None:
    """Ten thousand entries of two rows: the cursor goes anywhere, and stays with its entry."""
    asked: list[str] = []

    def draw(key: str) -> list[Content]:
        asked.append(key)
        return [Content(f"nr {key}"), Content("[red] under")]

    class Listed(App[None]):
        def compose(self) -> ComposeResult:
            yield LongList("liste")

    keys = [str(n) for n in range(10_000)]
    async with Listed().run_test(size=(30, 10)) as pilot:
        entries = pilot.app.query_one(LongList)
        entries.focus()
        entries.show(keys, draw, [2] * len(keys))
        await pilot.pause()
        assert len(set(asked)) <= 6
        await pilot.press("end", "up", "space")
        assert (entries.current, entries.marked) == ("9999", ("9998",))
        assert "nr 9999" in drawn(entries)
        assert "[red] under" in drawn(entries)
        await pilot.press("pageup", "home", "pagedown")
        assert entries.current == "4"
        entries.show(keys[3:], draw, [2] * len(keys[3:]))
        assert (entries.current, entries.chosen()) == ("4", ("9998",))
        entries.show([], draw)
        await pilot.press("down", "space", "enter", "end")
        assert not entries.current
        assert not entries.chosen()
        assert len(set(asked)) <= 40

"""People of earlier visits in the form of a new one."""

from pathlib import Path

from textual.widgets import Input, OptionList, TextArea

from kvip_tui.domain.state.people import PersonLine
from kvip_tui.domain.state.plan import HOST, TEAM
from kvip_tui.store.addressbook import FILE, AddressBook
from kvip_tui.store.library import Library
from kvip_tui.ui.day.screen import DayScreen
from kvip_tui.ui.day.widgets.message import MessageLine
from tests.ui.doors import at_start, said, shown

BERIT = PersonLine("Berit Moe", HOST, "Enhetsleder")
ANNE = PersonLine("Anne Lie", TEAM, "Besøksleder, BUP")
OTHER = PersonLine("Nils", "kommuner")


async def test_people_are_picked_from_the_address_book(tmp_path: Path) -> None:
    """A name is completed, another added; who is on the list, or fits no group, is left out."""
    AddressBook(tmp_path).remember([BERIT, ANNE, OTHER])
    async with shown(at_start(tmp_path), (80, 24)) as pilot:
        await pilot.press("n")
        await pilot.pause()
        area = pilot.app.screen.query_one(TextArea)
        book = pilot.app.screen.query_one(OptionList)
        assert book.option_count == 2
        pilot.app.screen.set_focus(area)
        await pilot.press("b", "tab", "enter")
        assert area.text == "Berit Moe;Vertsenhet;Enhetsleder\n"
        await pilot.press("enter")
        assert area.text.splitlines()[1] == "Anne Lie;Besøksteam;Besøksleder, BUP"
        assert said(pilot, "#people-says") == "2 personer: 1 vertsenhet, 1 besøksteam"
        assert not book.display
        area.text = "Anne Lie, team\n"
        await pilot.pause()
        pilot.app.screen.set_focus(book)
        await pilot.press("enter")
        assert area.text.splitlines()[1] == "Berit Moe,Vertsenhet,Enhetsleder"


async def test_an_entry_is_taken_out_and_a_damaged_book_is_said(tmp_path: Path) -> None:
    """Delete takes the entry out of the file; damage is kept aside and the form goes on."""
    AddressBook(tmp_path).remember([BERIT, ANNE])
    async with shown(at_start(tmp_path), (100, 30)) as pilot:
        await pilot.press("n")
        await pilot.pause()
        pilot.app.screen.set_focus(pilot.app.screen.query_one(OptionList))
        await pilot.press("delete")
        assert AddressBook(tmp_path).entries() == [BERIT]
        (tmp_path / FILE).write_text("skadet")
        await pilot.press("escape", "n")
        await pilot.pause()
        assert "addressbook.skadet-1.json" in said(pilot)


async def test_the_people_of_a_visit_made_here_are_remembered(tmp_path: Path) -> None:
    """With name, group and title, for the next visit; where they cannot be, the day says so."""
    async with shown(at_start(tmp_path), (100, 30)) as pilot:
        await pilot.press("n")
        await pilot.pause()
        pilot.app.screen.query_one("#host", Input).value = "BUP"
        pilot.app.screen.query_one(TextArea).text = "Berit Moe, enhetsleder, vert"
        await pilot.press("ctrl+s")
        await pilot.pause()
        (tmp_path / FILE).rename(tmp_path / "bok")
        (tmp_path / FILE).mkdir()
        await pilot.app.run_action("leave_day")
        await pilot.press("n")
        await pilot.pause()
        pilot.app.screen.query_one("#host", Input).value = "BUP Bodø"
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert isinstance(pilot.app.screen, DayScreen)
        assert "Adresseboka" in pilot.app.screen.query_one(MessageLine).rows[0].plain
    (tmp_path / FILE).rmdir()
    (tmp_path / "bok").rename(tmp_path / FILE)
    assert [visit.host for visit in Library(tmp_path).visits()] == ["BUP", "BUP Bodø"]
    assert AddressBook(tmp_path).entries() == [PersonLine("Berit Moe", HOST, "enhetsleder")]

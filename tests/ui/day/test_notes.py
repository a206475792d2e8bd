"""Notes on the day screen: written without looking, stamped when begun, never lost."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kvip_tui.domain.day.changes import EndBlock, StartBlock
from kvip_tui.domain.state.plan import Privacy
from kvip_tui.errors import UserError
from kvip_tui.store.drafts.note import Typed
from kvip_tui.store.library import Library
from kvip_tui.ui.app import KvipApp
from kvip_tui.ui.day.widgets.notes.line import NoteLine
from kvip_tui.ui.workspace import Desk
from tests.builders import minutes
from tests.ui.days import DayApp, said, small_day, text

Opened = Callable[..., DayApp]


async def test_a_note_is_stamped_when_its_typing_began(opened: Opened) -> None:
    """Typing takes two minutes, in which another gets the floor; the note knows who spoke."""
    day = opened("09:00", begun="oppstart")
    async with day.app.run_test() as pilot:
        await pilot.press("b", "enter", *"fin")
        began = day.session.now()
        day.pass_time(2)
        await pilot.press(*"t ", "enter")
        note = day.session.visit.notes[-1]
        assert (note.text, note.typed_at, note.holder) == ("fint", began, "berit")
        assert pilot.app.screen.query_one(NoteLine).text == ""


async def test_letters_type_while_a_note_is_written_but_function_keys_work(
    opened: Opened,
) -> None:
    """In the note line letters, digits, plus and colon are text; F8 still goes on."""
    day = opened("09:00", begun="team")
    day.pass_time(2)
    async with day.app.run_test() as pilot:
        await pilot.press("enter", "b", "1", "plus", "colon")
        assert pilot.app.screen.query_one(NoteLine).text == "b1+:"
        await pilot.press("f8")
        assert day.session.visit.run("oppstart").running
        assert pilot.app.screen.query_one(NoteLine).text == "b1+:"


async def test_a_colon_that_would_begin_a_note_begins_a_command(opened: Opened) -> None:
    """In the empty line a command can be given in words; the keys are the note's again then."""
    day = opened("09:00", begun="oppstart")
    async with day.app.run_test() as pilot:
        await pilot.press("enter", "colon", *"+ 3", "enter", *"ny", "enter")
        assert day.session.visit.run("oppstart").added == minutes(3)
        assert [note.text for note in day.session.visit.notes] == ["ny"]


async def test_the_bottom_line_names_no_key_that_would_only_be_typed(opened: Opened) -> None:
    """With the keys in the note line plus is text; the line itself says what Enter and Esc do."""
    day = opened("09:00", begun="oppstart")
    async with day.app.run_test() as pilot:
        await pilot.pause()
        assert " +1 min " in text(pilot.app.screen, "#keybar")
        await pilot.press("enter")
        await pilot.pause()
        assert " +1 min " not in text(pilot.app.screen, "#keybar")
        assert " F8 " in text(pilot.app.screen, "#keybar")
        assert "Esc" in str(pilot.app.screen.query_one(NoteLine).placeholder)
        await pilot.press("escape")
        await pilot.pause()
        assert " +1 min " in text(pilot.app.screen, "#keybar")


async def test_enter_on_an_empty_line_gives_the_keys_back(opened: Opened) -> None:
    """Enter, Enter goes in and out; the letter after that gives the floor."""
    day = opened("09:00", begun="oppstart")
    async with day.app.run_test() as pilot:
        await pilot.press("enter", "enter", "b")
        assert day.session.visit.floor.holder == "berit"


async def test_what_is_typed_survives(opened: Opened, tmp_path: Path) -> None:
    """The draft is on disk after a tick; opened again it waits over the line until it is taken."""
    day = opened("09:00", begun="oppstart")
    async with day.app.run_test() as pilot:
        await pilot.press("enter", *"halv")
        pilot.app.screen.tick()  # type: ignore[attr-defined]
    again = DayApp(tmp_path, small_day().started("oppstart", "09:00"), "09:05")
    async with again.app.run_test() as pilot:
        assert pilot.app.screen.query_one(NoteLine).text == ""
        assert "Uferdig tekst fra 09.00: «halv»" in text(pilot.app.screen, "#note-offer")
        await pilot.press("tab")
        assert pilot.app.screen.query_one(NoteLine).text == "halv"
        await pilot.press("enter")
        stored = again.session.visit.notes[-1]
        assert (stored.text, stored.typed_at) == ("halv", small_day().at("09:00"))
    third = DayApp(tmp_path, small_day().started("oppstart", "09:00"), "09:06")
    async with third.app.run_test() as pilot:
        assert pilot.app.screen.query_one(NoteLine).text == ""


async def test_a_note_that_cannot_be_kept_stays_in_the_line(opened: Opened) -> None:
    """A full disk is told, and the text is still there to be stored later."""
    day = opened("09:00", begun="oppstart")
    async with day.app.run_test() as pilot:
        await pilot.press("enter", *"viktig")
        day.keeper.obstacle = UserError("Disken er full: frigjør plass.", 3)
        await pilot.press("enter")
        assert said(pilot) == "! Disken er full: frigjør plass."
        assert pilot.app.screen.query_one(NoteLine).text == "viktig"
        day.keeper.obstacle = None
        await pilot.press("enter")
    assert day.session.visit.notes[-1].text == "viktig"


async def test_interview_notes_are_never_kept(opened: Opened, tmp_path: Path) -> None:
    """What is typed in an interview shows its class, is on screen, and is in no file."""
    day = opened("10:00", begun="intervju")
    async with day.app.run_test(size=(140, 40)) as pilot:
        assert text(pilot.app.screen, "#note-class").startswith("══ D · intervju, bare i minnet")
        await pilot.press("enter", *"hemmelig")
        pilot.app.screen.tick()  # type: ignore[attr-defined]
        await pilot.press("enter")
        assert "hemmelig" in text(pilot.app.screen, "#notes-tail")
    assert not any("hemmelig" in str(record) for record in day.keeper.records)
    assert not any(b"hemmelig" in f.read_bytes() for f in tmp_path.rglob("*") if f.is_file())


@pytest.mark.parametrize("size", [(80, 24), (140, 40)])
async def test_the_note_stored_last_is_in_sight(opened: Opened, size: tuple[int, int]) -> None:
    """Where there is room for one only, it is that one."""
    day = opened("09:00", begun="oppstart")
    async with day.app.run_test(size=size) as pilot:
        await pilot.press("enter", *"en", "enter", *"to", "enter")
        await pilot.pause()
        rows = text(pilot.app.screen, "#notes-tail").split("\n")
        assert len(rows) == pilot.app.screen.query_one("#notes-tail").size.height
        assert rows[-1].endswith("to")


async def test_people_and_notes_show_as_typed(opened: Opened) -> None:
    """Markup in a note is text: nothing vanishes and nothing breaks."""
    day = opened("09:00", begun="oppstart")
    async with day.app.run_test(size=(140, 40)) as pilot:
        await pilot.press("enter")
        pilot.app.screen.query_one(NoteLine).insert("husk [red] og [/] her")
        await pilot.press("enter")
        assert "husk [red] og [/] her" in text(pilot.app.screen, "#notes-tail")


async def test_what_is_written_on_in_an_interview_stays_out_of_every_file(tmp_path: Path) -> None:
    """Begun in the pause, written on in the interview, stored after it: never on disk."""
    builder = small_day().ran("team", "08:30", "09:00").started("pause", "09:30")
    day = DayApp(tmp_path, builder, "09:58")
    async with day.app.run_test() as pilot:
        await pilot.press("enter", *"hemm")
        day.session.do(StartBlock("intervju", anyway=True))
        day.pass_time(2)
        await pilot.press(*"elig")
        pilot.app.screen.tick()  # type: ignore[attr-defined]
        day.session.do(EndBlock())
        await pilot.press(*" nok")
        pilot.app.screen.tick()  # type: ignore[attr-defined]
        assert not list(tmp_path.glob("draft*"))
        await pilot.press("enter")
    assert [note.text for note in day.session.whispers] == ["hemmelig nok"]
    assert not any("hemmelig" in str(record) for record in day.keeper.records)


async def test_what_a_crash_saved_of_a_stricter_note_is_no_less_strict(tmp_path: Path) -> None:
    """A note of plenum that was made an impression, and was being changed in the pad."""
    builder = small_day().started("oppstart", "09:00")
    day = DayApp(tmp_path, builder, "09:30")
    day.draft.save(Typed("bare for oss", builder.at("09:10"), least=Privacy.IMPRESSION))
    async with day.app.run_test() as pilot:
        await pilot.press("tab", "enter", *"nytt", "enter")
    classes = {note.text: note.privacy for note in day.session.visit.notes}
    assert classes == {"bare for oss": Privacy.IMPRESSION, "nytt": Privacy.PLENUM}


def test_a_crash_shows_no_values(tmp_path: Path) -> None:
    """What an interview said is in no trace of a fault."""
    app = KvipApp(Desk(Library(tmp_path)))
    said = "hemmelig"
    try:
        raise ValueError(said)
    except ValueError:
        app._fatal_error()
    shown = "".join(str(part) for part in app._exit_renderables)
    assert "ValueError" in shown
    assert said not in shown

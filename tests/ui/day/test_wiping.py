"""When the interviews' notes are wiped, nothing in the program has a word of them any longer."""

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.cells import cached_cell_len
from textual.app import App
from textual.pilot import Pilot

from kvip_tui import privacy_check
from kvip_tui.domain.day.changes import NextBlock
from kvip_tui.domain.state.plan import Privacy
from kvip_tui.ui.day.widgets.notes.line import NoteLine
from tests.builders import timetable, visit
from tests.ui.days import DayApp
from tests.ui.doors import at_day, day_of, shown, type_fast

WORD = "zxq"


@pytest.fixture(autouse=True)
def only_new_things() -> Iterator[None]:
    """Let what was made before the test stay out of what is looked through, which takes seconds."""
    gc.freeze()
    yield
    gc.unfreeze()


def holders() -> list[str]:
    """Return what in the process has a text with the word in it, but the tests' own."""
    gc.collect()
    found = [
        f"{type(thing)}: {one}"
        for thing in (*gc.get_objects(), cached_cell_len, privacy_check._found)
        for held in gc.get_referents(thing)
        for one in (held if type(held) is tuple else (held,))
        if type(one) is str and one is not WORD and WORD in one
    ]
    return sorted(found)


async def written(pilot: Pilot[None]) -> None:
    """Type in the interview wherever there is something to type in, and leave a note half done."""
    await pilot.press("enter", *WORD, "space", *"en", "enter", *WORD, "enter", "escape")
    await pilot.press("f5", "enter", *"to", "enter", "h", "slash", *WORD, "enter", "enter", *"tre")
    await pilot.pause(0.5)
    assert pilot.app.screen.query_one("#pad-edit", NoteLine).text.endswith("tre")
    await pilot.press("escape", "escape", "colon", *f"notat {WORD}", "enter")
    await pilot.press("enter", *WORD)
    await pilot.pause(0.5)
    assert holders()


@pytest.mark.parametrize("how", ["visk ut", "slutt"])
async def test_no_word_is_left_in_memory(tmp_path: Path, how: str) -> None:
    """Notes, what was half typed, searched for, looked through or drawn: on request, at the end."""
    blocks = timetable(
        "Plenum 08:30-09:00, Intervju> 10:00-11:00, Slutt> -12:00",
        intervju={"privacy": Privacy.INTERVIEW},
        slutt={"privacy": Privacy.TEAM},
    )
    day = DayApp(tmp_path, visit(blocks).started("intervju", "10:00"), "10:05")
    async with day.app.run_test(size=(100, 30)) as pilot:
        await written(pilot)
        if how == "slutt":
            day.session.do(NextBlock())
            day.session.careful = False
        await pilot.press("escape", "colon", *how, "enter")
        assert not day.session.whispers
        pilot.app.screen.tick()  # type: ignore[attr-defined]
        await pilot.pause()
        assert holders() == []
        await pilot.press("f5")
        await pilot.pause()
        assert holders() == []


async def test_what_is_copied_of_an_interview_stays_in_the_program(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It can be pasted here until it is wiped; the link to a room, and other notes, go out."""
    out: list[str] = []
    monkeypatch.setattr(App, "copy_to_clipboard", lambda _app, text: out.append(text))
    async with shown(at_day(data, "12.00")) as pilot:
        await type_fast(pilot, "enter", "åpent")
        await pilot.press("shift+home", "ctrl+c", "escape")
        assert out == ["åpent"]
        day_of(pilot).carry_out_line("start intervju-pasient likevel")
        await pilot.press(
            "enter", "end", *WORD, "shift+home", "ctrl+x", "ctrl+v", "space", "ctrl+v"
        )
        field = day_of(pilot).query_one("#note-line", NoteLine)
        assert (out, field.text) == (["åpent"], f"åpent{WORD} åpent{WORD}")
        pilot.app.copy_to_clipboard("https://join.nhn.no/")
        assert out[1:] == ["https://join.nhn.no/"]
        await pilot.press("shift+home", "ctrl+c", "escape")
        assert WORD in pilot.app.clipboard
        day_of(pilot).carry_out_line("visk ut")
        # Once for the screen, which says so, and once for the app, which lets go of it.
        await pilot.pause()
        await pilot.pause()
        await pilot.pause()
        assert (out[2:], pilot.app.clipboard) == ([], "")

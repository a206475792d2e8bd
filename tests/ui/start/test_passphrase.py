"""A visit with a passphrase on the screen: made, opened with a field that shows nothing, shared."""

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from kvip_tui.errors import UserError
from kvip_tui.settings import read_settings
from kvip_tui.store.library import Library
from kvip_tui.store.sealing.header import header_in
from kvip_tui.ui.board.app import BoardApp
from kvip_tui.ui.board.screen import BoardScreen
from kvip_tui.ui.day.screen import DayScreen
from kvip_tui.ui.exchange.screen import TaskMenu, TaskScreen
from kvip_tui.ui.passphrase import PassphraseScreen
from kvip_tui.ui.start.form import read_phrase
from kvip_tui.ui.start.new_visit import NewVisitScreen
from kvip_tui.ui.start.screen import StartScreen
from kvip_tui.visits.open import Opened, open_visit
from kvip_tui.visits.sealing import seal_visit
from tests.sealed import PHRASE, cheap, in_the_clear
from tests.ui.doors import at_start, day_of, make, said, shown


@pytest.fixture(autouse=True)
def _cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    cheap(monkeypatch)


async def settled(pilot: Pilot[None], done: Callable[[], bool]) -> None:
    """Wait until what is done beside the screen has come."""
    for _ in range(200):
        if done():
            return
        await pilot.pause(0.02)
    raise AssertionError(pilot.app.screen)


def on(pilot: Pilot[None], kind: type) -> Callable[[], bool]:
    """Return what asks whether a screen of some kind is shown."""
    return lambda: isinstance(pilot.app.screen, kind)


async def tried(pilot: Pilot[None], phrase: str) -> None:
    """Type a passphrase into the field that asks for it."""
    await settled(pilot, on(pilot, PassphraseScreen))
    field = pilot.app.screen.query_one(Input)
    assert field.password
    field.value = phrase
    await pilot.press("enter")


async def filled(pilot: Pilot[None], *texts: str) -> None:
    """Choose the first task of the menu, fill in its fields, and carry it out."""
    await pilot.press("m")
    await settled(pilot, on(pilot, TaskMenu))
    await pilot.press("enter")
    await settled(pilot, on(pilot, TaskScreen))
    for field, text in zip(pilot.app.screen.query(Input), texts, strict=True):
        field.value = text
    await pilot.press("ctrl+s")


@pytest.mark.parametrize(
    ("text", "again", "value", "says"),
    [
        ("", "", "", "Kan stå tom"),
        ("kort", "kort", None, "minst 8 tegn"),
        (PHRASE, "", None, "to ganger"),
        (PHRASE, f"{PHRASE} ", None, "to ganger"),
        (PHRASE, PHRASE, PHRASE, ""),
    ],
)
def test_what_the_form_says_to_a_passphrase(
    text: str, again: str, value: str | None, says: str
) -> None:
    """That it is lost for good is said as soon as one is typed."""
    answer = read_phrase(text, again)
    assert answer.value == value
    assert says in answer.says
    assert ("tapt" in answer.hint) == bool(text)


async def test_a_visit_is_made_with_a_passphrase_and_asks_for_it_once(data: Path) -> None:
    """In the same window it is not asked for again; in the next it is, and another is refused."""
    async with shown(at_start(data), (80, 24)) as pilot:
        await pilot.press("n")
        await pilot.pause()
        form = pilot.app.screen
        assert isinstance(form, NewVisitScreen)
        form.query_one("#host", Input).value = "BUP Bodø"
        form.query_one("#phrase", Input).value = PHRASE
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert pilot.app.screen is form
        form.query_one("#again", Input).value = PHRASE
        await pilot.press("ctrl+s")
        await settled(pilot, on(pilot, DayScreen))
        assert day_of(pilot).session.visit.host == "BUP Bodø"
    assert in_the_clear(data, ["Bodø", PHRASE]) == []
    async with shown(at_start(data)) as pilot:
        await pilot.press("enter")
        await tried(pilot, "noe helt annet")
        await settled(pilot, lambda: "feil" in said(pilot))
        await pilot.press("escape")
        await settled(pilot, on(pilot, StartScreen))
        await pilot.press("ø")
        await tried(pilot, PHRASE)
        await settled(pilot, on(pilot, DayScreen))
        assert day_of(pilot).session.visit.rehearsal
        await pilot.press("f1")
    assert len(list((data / "visits").iterdir())) == 2
    assert in_the_clear(data, ["Bodø"]) == []


async def test_a_visit_is_shared_with_a_passphrase_and_joined(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it means is said and agreed to first; who joins is asked for it over the form."""
    (tmp_path / "Felles").mkdir()
    made = make(Library(data))
    async with shown(at_start(data)) as pilot:
        await filled(pilot, str(tmp_path / "Felles"), "Anne Aas", PHRASE, PHRASE)
        await settled(pilot, lambda: "tapt" in said(pilot, "#shown"))
        assert header_in(made.path / "journal-her.jsonl") is None
        await pilot.press("ctrl+s")
        await settled(pilot, on(pilot, StartScreen))
        assert "forseglet" in said(pilot)
    assert header_in(made.path / "journal-her.jsonl") is not None
    other = tmp_path / "annen"
    monkeypatch.setenv("KVIP_MACHINE", "annen")
    async with shown(at_start(other)) as pilot:
        await filled(pilot, str(tmp_path / "Felles" / made.id), "Henrik Bø")
        await tried(pilot, PHRASE)
        await settled(pilot, on(pilot, DayScreen))


async def test_the_board_asks_and_no_letter_of_the_passphrase_leaves(data: Path) -> None:
    """«q» closes the board, and is a letter of the passphrase before it is there."""
    library = Library(data)
    made = make(library)
    (data / "Felles").mkdir()
    seal_visit(library, made, data / "Felles", f"{PHRASE}q")
    library = Library(data)
    ask = PassphraseScreen(made.id, lambda phrase: library.unlock(made.path, phrase))

    def opening() -> Opened:
        return open_visit(library, made, write=False)

    app = BoardApp(None, read_settings(data)[0], ask=ask, opening=opening)
    async with app.run_test() as pilot:
        await pilot.press(*"qq", "enter")
        await settled(pilot, lambda: "feil" in said(pilot))
        await tried(pilot, f"{PHRASE}q")
        await settled(pilot, on(pilot, BoardScreen))
    assert app.opened is not None
    app.opened.close()
    with pytest.raises(UserError):
        Library(data).open(made)

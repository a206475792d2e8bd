"""The floor by key: what is pressed before a letter, and what the other keys do."""

from pathlib import Path

from kvip_tui.domain.state.floor import TurnKind
from kvip_tui.session import Session
from kvip_tui.ui.day.widgets.notes.line import NoteLine
from tests.ui.day.floors import WIDE, an_hour, holder, queue
from tests.ui.days import said, text

REPLY, ORDER = TurnKind.REPLY, TurnKind.ORDER


async def test_a_key_before_the_letter_says_what_the_turn_is(tmp_path: Path) -> None:
    """Comma is a reply, semicolon to order; with Shift the person is on the list for it."""
    day = an_hour(tmp_path)
    async with day.app.run_test(size=WIDE) as pilot:
        await pilot.press("b", "comma")
        assert said(pilot).startswith("Replikk: trykk bokstaven")
        await pilot.press("f", "comma", "A", "semicolon", "H")
        assert (holder(day), queue(day)) == ("fatima", [("henrik", ORDER), ("anne", REPLY)])
        await pilot.press("semicolon", "a", "backspace")
        assert holder(day) == "berit"
        assert [turn.kind for turn in day.session.visit.floor.turns] == [
            TurnKind.TURN,
            REPLY,
            ORDER,
        ]


async def test_escape_and_other_keys_let_the_letter_be_a_letter_again(tmp_path: Path) -> None:
    """What was begun is given up, and the next letter gives the floor as usual."""
    day = an_hour(tmp_path)
    async with day.app.run_test(size=WIDE) as pilot:
        for given_up in ("escape", "space", "q", "f3"):
            await pilot.press("semicolon", given_up, "b")
            turn = day.session.visit.floor.holding
            assert turn is not None
            assert (turn.person, turn.kind) == ("berit", TurnKind.TURN), given_up
            await pilot.press("space")


async def test_the_floor_is_given_from_the_note_line(tmp_path: Path) -> None:
    """Ctrl+G lends the next key to the floor; the note goes on where it was."""
    day = an_hour(tmp_path)
    async with day.app.run_test(size=WIDE) as pilot:
        await pilot.press("enter", *"no", "ctrl+g", "f")
        assert (holder(day), said(pilot)) == ("fatima", "Fatima Noor har ordet")
        await pilot.press(*"te", "ctrl+g", "comma", "b", "left", "ctrl+g", "escape", "x")
        assert holder(day) == "berit"
        assert pilot.app.screen.query_one(NoteLine).text == "notxe"
        await pilot.press("ctrl+g", "space", "y")
        assert (holder(day), pilot.app.screen.query_one(NoteLine).text) == (None, "notxye")


async def test_a_wrong_letter_and_a_late_key_are_put_right(tmp_path: Path) -> None:
    """= names who it really was, ( and ) move the change of hands by ten seconds."""
    day = an_hour(tmp_path)
    async with day.app.run_test(size=WIDE) as pilot:
        await pilot.press("a")
        day.pass_time(2)
        await pilot.press("b")
        day.pass_time(1)
        await pilot.press("equals_sign", "f", "(", "(", ")")
        assert said(pilot) == "Ordet gikk over 09.01.50"
        people = {p.person: p.spoken.total_seconds() for p in pilot.app.screen.glance.floor.people}  # type: ignore[attr-defined]
        assert people == {"anne": 110, "berit": 0, "fatima": 70, "henrik": 0}
        await pilot.press(*["ctrl+z"] * 4)
        assert holder(day) == "berit"


async def test_the_list_is_put_in_another_order_by_key(tmp_path: Path) -> None:
    """< and a letter moves a person one place forward; the first cannot go further."""
    day = an_hour(tmp_path)
    async with day.app.run_test(size=WIDE) as pilot:
        await pilot.press("A", "B", "F", "less_than_sign", "f", "less_than_sign", "f")
        assert [person for person, _kind in queue(day)] == ["fatima", "anne", "berit"]
        assert "1 f Fatima  2 a Anne\n3 b Berit" in text(pilot.app.screen, "#floor-now")
        await pilot.press("less_than_sign", "f")
        assert said(pilot).startswith("! Fatima Noor kan ikke flyttes dit")
        await pilot.press("|", "G", "H")
        assert "Taleliste (strek)  1 f Fatima" in text(pilot.app.screen, "#floor-now")
        await pilot.press("|")
        assert not day.session.visit.floor.closed


async def test_a_round_by_key(tmp_path: Path) -> None:
    """* begins it, the next speaker is asked, / passes; it says what each has, and its end."""
    day = an_hour(tmp_path)
    async with day.app.run_test(size=WIDE) as pilot:
        await pilot.press("*")
        rows = text(pilot.app.screen, "#floor-now").split("\n")[2:4]
        assert rows == ["Runde, 4 igjen à 15:00:  Anne  Berit", "Fatima  Henrik"]
        await pilot.press(".", "/", ".", ".")
        assert holder(day) == "henrik"
        assert "Runde, 1 igjen à 30:00:  Berit" in text(pilot.app.screen, "#floor-now")
        assert " av 30:00" in text(pilot.app.screen, "#floor-now")
        await pilot.press(".")
        assert "Runden er fullført" in text(pilot.app.screen, "#floor-now")


async def test_a_nudge_is_one_calm_line_and_is_silenced_for_the_block(tmp_path: Path) -> None:
    """! silences the first kind; it is an event, and stays silent when the day is opened again."""
    day = an_hour(tmp_path)
    async with day.app.run_test(size=WIDE) as pilot:
        await pilot.press("a")
        day.pass_time(31)
        await pilot.press("space")
        assert "\n› Lenge stille: Fatima  [!] demper\n" in text(pilot.app.screen, "#floor-now")
        assert "lenge stille" in text(pilot.app.screen, "#floor-people")
        await pilot.press("!", "!")
        assert said(pilot) == "Ikke mer om det i denne blokka: Berit Moe, Fatima Noor, Henrik Bø"
        assert "› Snakker mest: Anne" in text(pilot.app.screen, "#floor-now")
    again = Session(day.keeper, day.session.clock)
    assert len(again.visit.floor.silenced) == 4

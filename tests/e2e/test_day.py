"""The whole day by keyboard in a real terminal, and what happens to a terminal on the way."""

from pathlib import Path

import pytest

pytest.importorskip("termios", reason="only POSIX has terminals that a test can open")

from tests.e2e.day import lead, leading
from tests.e2e.program import KVIP, kvip
from tests.e2e.terminal import Terminal

SIZE = (140, 40)
MADE = ("--plan", "kvip-digital", "--date", "2021-03-16", "--host", "BUP akutt Ålesund")


@pytest.fixture
def visit(tmp_path: Path) -> str:
    """Return a visit with two people in it."""
    people = tmp_path / "folk.csv"
    people.write_text("Anne Lie;besøksteam\nBerit Moe;vertsenhet\n", "utf-8")
    return kvip("new", *MADE, "--people", str(people))[0].strip()


def test_the_whole_day_is_led_by_keyboard(data: Path, tmp_path: Path) -> None:
    """From 08.30 to 14.15 by keys alone, with a crash in the middle, and nothing is lost."""
    lead(data, tmp_path / "deltakere.csv", lambda purpose, screen: None)


def test_a_running_clock_says_each_phase_in_words(visit: str) -> None:
    """On a clock that runs the block goes through its phases by itself, and on into overtime."""
    with leading(visit, "08.30") as leader:
        leader.key("f8", "▶ .*i gang")
    command = [KVIP, "open", visit, "--real", "--clock", "08.54.50", "--speed", "100"]
    with Terminal(command, SIZE) as terminal:
        for phase in ("▲ .*snart slutt", "▲▲ .*straks slutt", "■ over tida"):
            terminal.see(phase)
        assert terminal.leave("ctrl+q") == 0


def test_keys_typed_ahead_of_the_program_reach_what_they_are_meant_for(visit: str) -> None:
    """Whoever types faster than the screen follows writes notes, and gives nobody the floor."""
    with leading(visit, "09.00") as leader:
        leader.terminal.press("f8", "enter", "abba", "enter", "enter", "a")
        leader.terminal.see("● a Anne Lie")
        leader.terminal.see("09.00 T abba")
        leader.terminal.press(":", "ledig", "enter", ":", "+3", "enter", "enter", "bb", "enter")
        leader.terminal.see("09.00 T bb")
        found = leader.status()
    assert found["floor"]["holder"] is None
    assert found["blocks"][0]["added_s"] == 180


def test_a_second_window_follows_and_takes_over(visit: str) -> None:
    """A second window shows what the first one does, and may write when that has died."""
    with leading(visit, "08.30") as first, leading(visit, "08.30") as second:
        second.terminal.see("BARE LESING")
        first.key("f8", "er i gang")
        second.terminal.see("▶ 08.30")
        second.key("1", "! .*lesing")
        first.terminal.kill()
        second.terminal.until(lambda: "BARE LESING" not in second.terminal.screen, "the pen")
        second.key("1", "1 ☑")


@pytest.mark.parametrize("size", [(20, 5), (1, 1), (300, 100)])
def test_a_window_of_any_size_can_be_left(visit: str, size: tuple[int, int]) -> None:
    """However small or large the window is, something is shown, and Ctrl+Q ends it as it should."""
    command = [KVIP, "open", visit, "--real", "--clock", "08.30", "--speed", "0"]
    with Terminal(command, size) as terminal:
        terminal.until(lambda: bool(terminal.screen.strip()), "anything")
        assert terminal.leave("ctrl+q") == 0
        assert "Traceback" not in terminal.screen


def test_a_window_that_is_too_small_says_so(visit: str) -> None:
    """The clock of what runs stands there, and below it what is wrong and what helps."""
    command = [KVIP, "open", visit, "--real", "--clock", "08.30", "--speed", "0"]
    with Terminal(command, (40, 14)) as terminal:
        terminal.see(r"Vinduet er for lite(.|\n)*gjør det(.|\n)*minst")
        terminal.resize(20, 5)
        terminal.see(r"0:00(.|\n)*Vinduet er for lite")


def test_a_clock_of_its_own_is_a_rehearsal_that_is_gone_with_one_answer(visit: str) -> None:
    """The visit itself is left alone, and the copy goes when the day is left."""
    command = [KVIP, "open", visit, "--clock", "08.30", "--speed", "0"]
    with Terminal(command, SIZE) as terminal:
        terminal.see("ØVING")
        terminal.press("f8")
        terminal.see("er i gang")
        assert len(kvip("list")[0].splitlines()) == 2
        terminal.press("ctrl+q")
        terminal.see("Skal øvingen slettes")
        assert terminal.leave("enter") == 0
    assert kvip("list")[0].splitlines() == [kvip("list")[0].strip()]
    assert "Pågår" not in kvip("status", visit, "--at", "08.40")[0]

"""The floor beside the day and in full: the same state, whoever the people are."""

from datetime import timedelta
from pathlib import Path

import pytest

from kvip_tui.clock import RehearsalClock
from kvip_tui.domain.floor.turns import FloorGiven
from kvip_tui.domain.people.changes import PresenceChanged
from kvip_tui.domain.state.floor import TurnKind
from tests.builders import PEOPLE
from tests.ui.day.floors import MEDIUM, NARROW, WIDE, an_hour, crowd, holder, queue
from tests.ui.days import said, text

REPLY = TurnKind.REPLY


async def test_the_floor_opens_and_closes_in_full(tmp_path: Path) -> None:
    """F3 opens it and F3 closes it; it says the same as the panel, and keys work in it."""
    day = an_hour(tmp_path)
    async with day.app.run_test(size=WIDE) as pilot:
        await pilot.press("b", "A")
        day.pass_time(15)
        compact = text(pilot.app.screen, "#floor-now").split("\n")
        await pilot.press("f3", "f")
        await pilot.pause()
        assert pilot.app.screen.query_one("#floor-board").region.area
        assert not pilot.app.screen.query_one("#block").region.area
        shown = text(pilot.app.screen, "#board-now").split("\n")
        assert [row.split() for row in shown[1:2]] == [row.split() for row in compact[1:2]]
        assert "● f Fatima Noor" in shown[0]
        people = text(pilot.app.screen, "#board-people").split("\n")
        assert "15:00 100 %" in people[1]
        assert "█" * 12 in people[1]
        assert "Vertsenhet" in text(pilot.app.screen, "#board-rest")
        await pilot.press("f3")
        await pilot.pause()
        assert not pilot.app.screen.query_one("#floor-board").region.area


async def test_shares_are_of_the_block_or_of_the_day(tmp_path: Path) -> None:
    """% goes there and back, beside the day and in full."""
    day = an_hour(tmp_path)
    async with day.app.run_test(size=WIDE) as pilot:
        await pilot.press("b")
        day.pass_time(10)
        await pilot.press("f8", "%")
        assert "0:00" in text(pilot.app.screen, "#floor-people").split("\n")[1]
        await pilot.press("f3")
        await pilot.pause()
        assert "── B " in text(pilot.app.screen, "#board-now")
        await pilot.press("%")
        assert "── Dagen " in text(pilot.app.screen, "#board-now")
        assert "10:00" in text(pilot.app.screen, "#board-people").split("\n")[1]


@pytest.mark.parametrize("size", [WIDE, MEDIUM, NARROW])
async def test_who_spoke_when_is_drawn_without_colour(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    """A lane for each, full where there was speech and dotted where not, under clock times."""
    day = an_hour(tmp_path)
    async with day.app.run_test(size=size) as pilot:
        await pilot.press("a")
        day.pass_time(20)
        await pilot.press("b")
        day.pass_time(10)
        await pilot.press("f3", "%")
        await pilot.pause()
        rows = "\n".join(
            text(pilot.app.screen, f"#board-{part}") for part in ("now", "axis", "people", "rest")
        ).split("\n")
        found = [next(r for r in reversed(rows) if name in r) for name in ("Anne A", "Berit M")]
        anne, berit = (row.rstrip().rsplit("  ", 1)[1] for row in found)
        assert set(anne + berit) <= set("█▅▂·")
        assert {"█·", "·█"} <= {a + b for a, b in zip(anne, berit, strict=True)}
        assert "██" not in {a + b for a, b in zip(anne, berit, strict=True)}
        assert anne.count("█") == pytest.approx(2 * berit.count("█"), abs=2)
        assert any("╷09.00" in row and "╷09.30" in row for row in rows)


async def test_forty_people_are_all_within_reach(tmp_path: Path) -> None:
    """The thirtieth has a nought before the letter; all are shown beside the day."""
    day = an_hour(tmp_path, crowd(f"Person {number}" for number in range(40)))
    async with day.app.run_test(size=WIDE) as pilot:
        keys = [person.letter for person in day.session.visit.people]
        assert len(set(keys)) == 40
        assert keys[29] == "0p"
        await pilot.press("0", "p")
        assert holder(day) == "p29"
        await pilot.press("comma", "0", "E", "0", "q")
        assert queue(day) == [("p30", REPLY)]
        assert said(pilot) == "! Ingen har 0q foran navnet."
        await pilot.pause()
        people = text(pilot.app.screen, "#floor-people")
        assert all(f"{key} " in people for key in keys)
        panel = pilot.app.screen.query_one("#floor")
        assert panel.virtual_size.height <= panel.size.height
        await pilot.press("f3")
        await pilot.pause()
        assert text(pilot.app.screen, "#board-people").count("\n") == 39


async def test_clicks_name_the_person_under_them(tmp_path: Path) -> None:
    """On the name: the floor; on the time: the list; in several columns as in one."""
    day = an_hour(tmp_path, crowd(f"Person {number}" for number in range(40)))
    async with day.app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        panel = pilot.app.screen.query_one("#floor-people")
        rows, width = panel.region.height, panel.region.width // 3
        assert rows == 14
        await pilot.click("#floor-people", offset=(width + 3, 2))
        assert holder(day) == f"p{rows + 2}"
        await pilot.click("#floor-people", offset=(width - 1, 4))
        assert [person for person, _kind in queue(day)] == ["p4"]
        await pilot.click("#floor-now", offset=(3, 1))
        assert holder(day) == "p4"
        await pilot.click("#floor-now", offset=(3, 0))
        assert holder(day) is None
        await pilot.press("f3")
        await pilot.pause()
        await pilot.click("#board-people", offset=(5, 1))
        await pilot.click("#board-people", offset=(30, 2))
        assert (holder(day), [person for person, _kind in queue(day)]) == ("p1", ["p2"])
        await pilot.click("#keybar", offset=(48, 0))
        await pilot.click("#board-people", offset=(5, 3))
        assert said(pilot) == "Person 3 har ordet"
        turn = day.session.visit.floor.holding
        assert turn is not None
        assert turn.kind is REPLY


BAD = (
    *("Kari Holm", "Kari Holm", "", "x" * 200),
    *("[b]Per[/b] [/]", "🫘 Ært", "Ánte Čáhppe", "עדי כהן"),
)


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_any_name_is_shown_and_breaks_no_column(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    """Names alike are told apart; right-to-left letters are kept to their own column."""
    day = an_hour(tmp_path, crowd(BAD))
    async with day.app.run_test(size=size) as pilot:
        for person in day.session.visit.people:
            await pilot.press(person.letter, person.letter.upper())
            day.pass_time(1)
        await pilot.press("f3")
        await pilot.pause()
        screen = pilot.app.screen
        for selector in ("#floor-people", "#board-people"):
            rows = screen.query_one(selector).rows  # type: ignore[attr-defined]
            assert len({row.cell_length for row in rows}) == 1, selector
        people = text(screen, "#board-people")
        assert "Kari Holm (k)" in people
        assert "Kari Holm (a)" in people
        assert "[b]Per[/b] [/]" in people
        assert "\u2068עדי כהן" in people
        assert f"● {day.session.visit.people[-1].letter} \u2068עדי כהן\u2069" in text(
            screen, "#board-now"
        )
        assert screen.query_one("#clock-line")
        await pilot.press("enter", *"hei", "enter")
        assert day.session.visit.notes[-1].holder == "p7"


async def test_who_leaves_no_longer_holds_the_floor(tmp_path: Path) -> None:
    """The row is gone from beside the day and is dimmed in full; the time stays where it was."""
    day = an_hour(tmp_path)
    async with day.app.run_test(size=WIDE) as pilot:
        await pilot.press("b")
        day.pass_time(3)
        await pilot.press("colon", *"borte berit", "enter")
        assert isinstance(day.keeper.records[-1].events[0], PresenceChanged)
        assert holder(day) is None
        assert "Berit" not in text(pilot.app.screen, "#floor-people")
        await pilot.press("f3", "b")
        await pilot.pause()
        assert said(pilot) == "! Berit Moe er borte; meld «her» først."
        row = text(pilot.app.screen, "#board-people").split("\n")[1]
        assert "ikke med nå" in row
        assert "3:00 100 %" in row


async def test_a_clock_that_is_set_back_counts_nothing_twice(tmp_path: Path) -> None:
    """Until it has caught up, time stands still on screen too."""
    day = an_hour(tmp_path)
    async with day.app.run_test(size=WIDE) as pilot:
        await pilot.press("f3", "b")
        day.pass_time(5)
        await pilot.press("a")
        clock = day.session.clock
        assert isinstance(clock, RehearsalClock)
        clock.set(clock.now() - timedelta(minutes=4))
        await pilot.press("f", "(")
        day.pass_time(2)
        await pilot.press("space")
        people = text(pilot.app.screen, "#board-people").split("\n")
        assert ["5:00" in row for row in people] == [False, True, False, False]
        day.pass_time(3)
        await pilot.press("%")
        assert "Ingen: ledig" in text(pilot.app.screen, "#board-rest")
        given = [e for r in day.keeper.records for e in r.events if isinstance(e, FloorGiven)]
        assert len(given) == 3


async def test_two_people_and_none(tmp_path: Path) -> None:
    """A floor of two has its rows; one of nobody says how to add somebody."""
    day = an_hour(tmp_path, PEOPLE[:2])
    async with day.app.run_test(size=NARROW) as pilot:
        await pilot.press("f3", "a", "B")
        assert (holder(day), queue(day)) == ("anne", [("berit", TurnKind.TURN)])
    nobody = an_hour(tmp_path, ())
    async with nobody.app.run_test(size=WIDE) as pilot:
        await pilot.press("f3", "a", "%")
        await pilot.pause()
        assert "Ingen deltakere ennå" in text(pilot.app.screen, "#floor-people")
        assert said(pilot) == "! Ingen har a foran navnet."

"""The role board: picked by digit, arrows or mouse, given by letter, and filled by the rules."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from kvip_tui.domain.floor.turns import FloorGiven
from kvip_tui.domain.people.changes import AssignRole, PersonAdded, RoleAssigned
from kvip_tui.domain.state.people import Person
from kvip_tui.domain.state.plan import HOST, TEAM, USERS
from kvip_tui.ui.widgets.chips import chip_rows
from tests.domain.people.team import scene
from tests.ui.days import DayApp, click_chip, happened, said, text

GROUPS = {"Anne": TEAM, "Henrik": TEAM, "Siri": TEAM, "Fatima": USERS, "Ulf": USERS, "Vera": HOST}
ROWS = "#role-board-rows"


@pytest.fixture
def day(tmp_path: Path) -> DayApp:
    """Return a day with two interviews before its first block; Anne leads the day."""
    built = scene()
    for name, group in GROUPS.items():
        letter = "0s" if name == "Vera" else name[0].casefold()
        person = Person(id=name.casefold(), name=name, group=group, letter=letter)
        built.happened("08:00", PersonAdded(person))
    built.do(AssignRole("besoksleder", "anne"), "08:33")
    return DayApp(tmp_path, built, "08:40")


def row(pilot: Pilot[None], title: str) -> str:
    """Return the row of a role on the board."""
    rows = text(pilot.app.screen, ROWS).splitlines()
    return " ".join(next(row for row in rows if title in row).split())


async def test_a_role_is_picked_and_given_by_keys(day: DayApp) -> None:
    """Digit or arrows, then the letter; Backspace and Delete make it vacant."""
    async with day.app.run_test(size=(100, 30)) as pilot:
        await pilot.press("f4")
        await pilot.pause()
        assert row(pilot, "Besøksleder") == "▸1 Besøksleder Anne siden 08.33"
        await pilot.press("2", "h")
        assert happened(day) == [RoleAssigned("sekretaer", "henrik")]
        assert row(pilot, "Sekretær") == "▸2 Sekretær Henrik siden 08.40"
        await pilot.press("down", "s", "up", "0", "s")
        assert day.session.visit.roles == {
            "besoksleder": "anne",
            "chatansvarlig": "siri",
            "sekretaer": "vera",
        }
        day.pass_time(60)
        await pilot.press("h")
        board = text(pilot.app.screen, ROWS)
        assert "Vera 08.40–09.40, Henrik siden 09.40" in board
        assert "Henrik 08.40" not in board
        await pilot.press("backspace")
        assert happened(day) == [RoleAssigned("sekretaer", None)]
        assert "ledig" in row(pilot, "Sekretær")
        await pilot.press("ctrl+z", "delete", "q")
        assert "Ingen har q foran navnet" in said(pilot)
        assert not any(isinstance(e, FloorGiven) for r in day.keeper.records for e in r.events)
        await pilot.press("f4", "a")
        assert happened(day) == [FloorGiven("anne")]


async def test_the_vacant_are_filled_by_the_rules_with_their_reasons(day: DayApp) -> None:
    """Shown before and said after; one key, one record, one undo; what is against it is shown."""
    async with day.app.run_test(size=(140, 40)) as pilot:
        await pilot.click("#role-rows", offset=(3, 0))
        await pilot.press("2", "a")
        await pilot.pause()
        board = " ".join(text(pilot.app.screen, ROWS).split())
        assert "p-leder ledig › forslag: Fatima, brukerrepresentanter leder helst" in board
        assert "! Anne leder dagen og bør slippe å være sekretær." in board
        before = len(day.keeper.records)
        await pilot.press("S")
        assert len(day.keeper.records) == before + 1
        assert "p-leder: Fatima, brukerrepresentanter leder helst" in said(pilot)
        await pilot.press("S")
        assert said(pilot) == "! Ingen roller er ledige; «roller» viser hvem som har dem."
        await pilot.press("ctrl+z")
        assert day.session.visit.roles == {"besoksleder": "anne", "sekretaer": "anne"}


@pytest.mark.parametrize("size", [(140, 40), (80, 24)])
async def test_vacancies_are_seen_from_the_day_and_lead_to_the_board(
    day: DayApp, size: tuple[int, int]
) -> None:
    """At the foot of the block's frame at every size, a click away; all of the board by mouse."""
    async with day.app.run_test(size=size) as pilot:
        block = pilot.app.screen.query_one("#block")
        assert str(block.border_subtitle) == "6 roller ledige [F4]"
        await pilot.click("#block", offset=(5, block.outer_size.height - 1))
        await pilot.pause()
        lines = text(pilot.app.screen, ROWS).splitlines()
        place = next(y for y, line in enumerate(lines) if "Sekretær" in line)
        await pilot.click(ROWS, offset=(10, place))
        await click_chip(pilot, "#role-people", "h Henrik")
        assert happened(day) == [RoleAssigned("sekretaer", "henrik")]
        for label, role in (("gjør ledig", None), ("bruk forslagene", "henrik")):
            await click_chip(pilot, "#role-acts", label)
            assert (day.session.visit.roles.get("sekretaer") is None) == (role is None)
        await pilot.press("f4")
        await pilot.pause()
        assert not str(block.border_subtitle)


async def test_a_tick_works_out_nothing_new(day: DayApp, monkeypatch: pytest.MonkeyPatch) -> None:
    """The board is made anew only where the visit, the width or the picked role is another."""
    async with day.app.run_test(size=(100, 30)) as pilot:
        await pilot.press("f4")
        await pilot.pause()
        monkeypatch.setattr("kvip_tui.ui.panels.roles.role_board", None)
        screen = day.app.screen
        getattr(screen, "paint")()  # noqa: B009 - every screen has one here
        assert "Besøksleder" in text(screen, ROWS)


def test_chips_fill_rows_and_know_where_they_stand() -> None:
    """A chip that does not fit begins a row; one wider than a row is cut."""
    from textual.content import Content  # noqa: PLC0415 - only here

    rows, spans = chip_rows([(c, Content(c * n)) for c, n in (("a", 4), ("b", 3), ("c", 30))], 10)
    assert [r.plain for r in rows] == ["aaaa  bbb", "cccccccccc"[:9] + "…"]
    assert spans == [(0, 0, 4, "a"), (0, 6, 9, "b"), (1, 0, 10, "c")]

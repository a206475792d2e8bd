"""The table of blocks: what a spreadsheet makes of it."""

import csv
from datetime import timedelta

import pytest
from msgspec.structs import replace

from kvip_tui.domain.day.changes import EndBlock, StartBlock
from kvip_tui.domain.state.plan import Block, Day, Plan
from kvip_tui.export.table import COLUMNS, block_table, defused
from tests.builders import DATE
from tests.export.visits import Story, finished


def rows(text: str) -> dict[str, dict[str, str]]:
    """Return the rows by the id of their block, read as a spreadsheet reads them."""
    lines = csv.DictReader(text.removeprefix("\ufeff").splitlines(), delimiter=";")
    return {row["blokk"]: row for row in lines}


def table(story: Story, clock: str = "15:00") -> str:
    """Return the table as it is at a time."""
    return block_table(story.visit, story.at(clock))


def one_block(start: int, end: int, title: str = "Møte") -> Story:
    """Return a visit with one block."""
    day = Day(id="dagen", title="Dagen", blocks=(Block("ett", title, start, end),))
    return Story(Plan(id="plan", title="Plan", days=(day,)))


def test_the_file_is_what_a_norwegian_excel_opens() -> None:
    """It begins with a byte order mark, parts cells by semicolons and ends lines with CRLF."""
    text = table(Story())
    groups = ("vertsenhet", "besoksteam", "brukerrepresentant")
    talk = [f"{what}_{group}" for group in groups for what in ("taletid_prosent", "ganger")]
    assert text.startswith("\ufeff" + ";".join([*COLUMNS, *talk]) + "\r\n")
    assert text.count("\n") == text.count("\r\n") == 11


def test_every_block_of_every_day_has_its_row() -> None:
    """Blocks that have not begun have their plan and empty cells."""
    found = rows(table(Story()))
    assert len(found) == 10
    assert found["lunsj"]["tilstand"] == "venter"
    assert found["lunsj"]["planlagt_start"] == "2021-03-16 11:30:00"
    assert {found["lunsj"][name] for name in COLUMNS[6:8] + COLUMNS[9:]} == {""}
    assert {found["rapport"][name] for name in COLUMNS[4:]} == {""}


def test_minutes_have_a_decimal_comma_where_they_are_not_whole() -> None:
    """Half a minute is «,5», a whole minute has no decimal."""
    row = rows(table(finished()))["oppstart"]
    assert (row["aktiv_min"], row["lagt_til_min"], row["overtid_min"]) == ("35,5", "5", "0,5")
    assert (row["avvik_start_min"], row["avvik_slutt_min"]) == ("2", "7,5")


def test_negative_numbers_stay_numbers() -> None:
    """What begins with a minus because it is early, or shorter, is not made text."""
    found = rows(table(finished()))
    assert found["avslutning"]["avvik_start_min"] == "-12"
    assert found["drofting"]["lagt_til_min"] == "-5"
    early = one_block(540, 600).asked("08:59:30", StartBlock("ett"))
    assert rows(table(early))["ett"]["avvik_start_min"] == "-0,5"
    hardly = one_block(540, 600).asked("08:59:59", StartBlock("ett"))
    assert rows(table(hardly))["ett"]["avvik_start_min"] == "0"


def test_times_after_midnight_are_of_the_next_date() -> None:
    """A block that runs past midnight ends on the next day's date."""
    story = one_block(1410, 1470).asked("23:31", StartBlock("ett"))
    story.on_day(DATE + timedelta(days=1)).asked("00:40", EndBlock())
    row = rows(table(story))["ett"]
    assert row["planlagt_slutt"] == "2021-03-17 00:30:00"
    assert row["faktisk_slutt"] == "2021-03-17 00:40:00"
    assert row["avvik_slutt_min"] == "10"


@pytest.mark.parametrize(
    "text",
    [
        '=HYPERLINK("http://eksempel.no";"klikk")',
        "+47",
        "-1+1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "  =1",
        "＝1",
        "＋1",
        "－1",
        "＠1",
    ],
)
def test_a_cell_that_a_spreadsheet_would_calculate_is_made_text(text: str) -> None:
    """An apostrophe comes before what begins like a formula."""
    assert defused(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Møte", "A=1", "1-2", "æ", "'=1", " Møte"])
def test_other_cells_are_left_alone(text: str) -> None:
    """What is no formula is written as it is."""
    assert defused(text) == text


def test_titles_of_days_and_blocks_are_made_text_too() -> None:
    """People's text is made harmless in every column, and its quotes and semicolons are kept."""
    title = '=1;"2"'
    story = one_block(540, 600, title)
    [day] = story.visit.plan.days
    plan = replace(story.visit.plan, days=(replace(day, title="@dagen"),))
    text = block_table(replace(story.visit, plan=plan), story.at("08:00"))
    row = rows(text)["ett"]
    assert row["tittel"] == f"'{title}"
    assert row["dag"] == "'@dagen"

"""A plan from a timetable: what a row may say, what is left out, and what is refused by its row."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvip_tui.domain.state.plan import Privacy
from kvip_tui.domain.text.clock import clock_text
from kvip_tui.errors import UserError
from kvip_tui.store.plans.file import load_plan
from kvip_tui.store.plans.timetable import timetable
from kvip_tui.store.plans.written import plan_text

CELLS = st.lists(
    st.sampled_from(["", "08.30", "9:00", "09.30–10.00", "30", "1t", "30 min", "Møte", "Intervju"])
    | st.text(max_size=6),
    max_size=4,
)


def made(*rows: Sequence[str]) -> list[str]:
    """Return a day's blocks with their times."""
    [day] = timetable(rows, "f.csv", "Dag").plan.days
    return [
        f"{clock_text(b.start or 0)}-{clock_text(b.end or 0)} {b.title}"
        + ("" if b.starts == "follows" else f" {b.starts}")
        for b in day.blocks
    ]


@pytest.mark.parametrize(
    ("rows", "blocks"),
    [
        ([("08.30", "Møte", "30")], ["08.30-09.00 Møte fixed"]),
        ([("8:30", "Møte", "1t 15m")], ["08.30-09.45 Møte fixed"]),
        ([("08.30–09.00", "Møte")], ["08.30-09.00 Møte fixed"]),
        ([("kl. 08.30", "09.00", "Møte")], ["08.30-09.00 Møte fixed"]),
        ([("Møte", "08.30", "20 min")], ["08.30-08.50 Møte fixed"]),
        (
            [("08.30", "A"), ("09.00", "B"), ("10.00", "C", "30")],
            ["08.30-09.00 A fixed", "09.00-10.00 B", "10.00-10.30 C"],
        ),
        (
            [("08.30", "A", "15"), ("09.00", "Intervju", "60")],
            ["08.30-08.45 A fixed", "09.00-10.00 Intervju appointment"],
        ),
        ([("23.30", "Vakt", "60")], ["23.30-00.30 Vakt fixed"]),
        ([("23.30", "00.15", "Vakt")], ["23.30-00.15 Vakt fixed"]),
    ],
)
def test_a_row_has_a_time_a_title_and_perhaps_a_length(
    rows: list[tuple[str, ...]], blocks: list[str]
) -> None:
    """In whatever order the columns stand; what has no length lasts until the next."""
    assert made(*rows) == blocks


def test_an_interview_is_one_from_the_beginning() -> None:
    """So that what is noted in it never reaches the disk, whoever made the timetable."""
    [day] = timetable([("10.00", "Intervju med pasient", "60")], "f", "Dag").plan.days
    assert day.blocks[0].privacy is Privacy.INTERVIEW


def test_what_is_left_out_is_told_by_its_row() -> None:
    """A heading, a row without a time; an empty one is nothing."""
    rows = [("Tid", "Hva"), ("", ""), ("08.30", "Møte", "30"), ("Lunsj", "30")]
    assert timetable(rows, "f", "Dag").left_out == {1: "Tid Hva", 4: "Lunsj 30"}


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([], "f.csv har ingen rader med klokkeslett"),
        ([("Møte", "30")], "f.csv har ingen rader med klokkeslett"),
        ([("08.30", "30")], "f.csv, rad 1"),
        ([("08.30", "Møte")], "f.csv, rad 1: «Møte» mangler lengde"),
        ([("08.30", "A", "60"), ("09.00", "B", "30")], "f.csv, rad 2: «B» begynner før"),
        ([("08.30", "A"), ("08.30", "B", "30")], "f.csv, rad 1: «A» mangler lengde"),
    ],
)
def test_what_does_not_fit_is_refused_by_its_row(rows: list[tuple[str, ...]], said: str) -> None:
    """One sentence with the remedy."""
    with pytest.raises(UserError) as caught:
        made(*rows)
    assert caught.value.message.startswith(said)


@given(st.lists(CELLS, max_size=8))
def test_whatever_the_rows_say_there_is_a_plan_or_a_sentence(rows: list[list[str]]) -> None:
    """And the plan can be written and read."""
    try:
        plan = timetable(rows, "f", "Dag").plan
    except UserError:
        return
    assert load_plan(plan_text(plan), "f").days == plan.days

"""Instants as people and scripts write them."""

from datetime import UTC, date, datetime

import pytest

from kvip_tui.domain.base import Refusal
from kvip_tui.time_parsing import local_date, moment, read_date

ON = date(2021, 3, 16)
ZONE = "Europe/Oslo"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("08.30", "2021-03-16T07:30:00+00:00"),
        ("8:30", "2021-03-16T07:30:00+00:00"),
        (" 08.30.15 ", "2021-03-16T07:30:15+00:00"),
        ("08:30:15", "2021-03-16T07:30:15+00:00"),
        ("2021-07-01 08.30", "2021-07-01T06:30:00+00:00"),
        ("2021-07-01T08:30:05", "2021-07-01T06:30:05+00:00"),
        ("2021-03-16T08:30:00+01:00", "2021-03-16T07:30:00+00:00"),
        ("2021-03-16T08:30:00Z", "2021-03-16T08:30:00+00:00"),
        ("2021-03-16T08:30:00.250Z", "2021-03-16T08:30:00.250+00:00"),
        ("00.00", "2021-03-15T23:00:00+00:00"),
        ("23.59", "2021-03-16T22:59:00+00:00"),
    ],
)
def test_what_can_be_written(text: str, expected: str) -> None:
    """Times of the day are local, a date may stand before them, ISO has its own offset."""
    assert moment(text, ON, ZONE) == datetime.fromisoformat(expected)


@pytest.mark.parametrize(
    ("on", "text", "expected"),
    [
        (date(2021, 3, 28), "02.30", "2021-03-28T01:30:00+00:00"),
        (date(2021, 10, 31), "02.30", "2021-10-31T00:30:00+00:00"),
    ],
)
def test_the_nights_when_the_clock_changes(on: date, text: str, expected: str) -> None:
    """A time that does not exist is an hour on; of one that comes twice the first is meant."""
    assert moment(text, on, ZONE) == datetime.fromisoformat(expected)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "nå",
        "24.00",
        "08.60",
        "8",
        "0830",
        "08.30.99",
        "2021-13-01 08.30",
        "2021-03-16",
        "2021-03-16T08",
        "0001-01-01T00:00+14:00",
        "9999-12-31T23:59Z",
        "9999-12-31 23.59",
        "0001-01-01 00.00",
        "9" * 10_000,
    ],
)
def test_anything_else_is_refused(text: str) -> None:
    """The refusal repeats no more than forty characters."""
    with pytest.raises(Refusal) as caught:
        moment(text, ON, ZONE)
    assert caught.value.code == "clock.bad"
    assert len(str(caught.value.params["text"])) <= 40


def test_the_date_of_an_instant_is_local() -> None:
    """Half an hour before midnight in UTC it is tomorrow in Oslo."""
    assert local_date(datetime(2021, 3, 15, 23, 30, tzinfo=UTC), ZONE) == ON


@pytest.mark.parametrize("text", ["2021-03-16", "16.3.2021", "16.03.2021.", "16.3.21", " 16.3 "])
def test_a_date_is_read_as_it_is_written_by_hand(text: str) -> None:
    """In full, with a year of two digits, and without a year where one is near."""
    assert read_date(text, ON) == ON

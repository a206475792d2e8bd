"""How times, lengths and dates are written for people."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvip_tui.domain.state.plan import Block, Day
from kvip_tui.i18n import use_language
from kvip_tui.texts import formats
from tests.builders import visit, visit_of_days
from tests.sources import PACKAGE

ZONE = "Europe/Oslo"


@pytest.fixture
def _bokmaal_afterwards() -> Iterator[None]:
    yield
    use_language("nb")


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "i rute"),
        (59.9, "i rute"),
        (-59.9, "i rute"),
        (60, "1 min etter plan"),
        (7 * 60 + 59, "7 min etter plan"),
        (-60, "1 min foran"),
        (-3 * 60 - 20, "3 min foran"),
        (65 * 60, "1 t 05 min etter plan"),
        (-120 * 60, "2 t 00 min foran"),
    ],
)
def test_how_far_behind_is_said_in_words(seconds: float, text: str) -> None:
    """Positive is behind; less than a minute either way is on time."""
    assert formats.behind(timedelta(seconds=seconds)) == text


@pytest.mark.parametrize(
    ("total", "text"),
    [
        (0, "0:00"),
        (2273, "37:53"),
        (6300, "1:45:00"),
        (-130, "−2:10"),
        (-3605, "−1:00:05"),
        (59, "0:59"),
        (102, "1:42"),
        (730, "12:10"),
        (3599, "59:59"),
        (3730, "1:02:10"),
    ],
)
def test_what_is_counted_in_seconds(total: int, text: str) -> None:
    """Minutes and seconds, hours where there are any, a minus where time is overdrawn."""
    assert formats.to_the_second(total) == text
    assert formats.talk_time(timedelta(seconds=total)) == (text if total > 0 else "0:00")


@pytest.mark.parametrize(
    ("seconds", "down", "up"), [(1.2, 1, 2), (-0.5, -1, 0), (-1.5, -2, -1), (3, 3, 3)]
)
def test_elapsed_is_rounded_down_and_left_up(seconds: float, down: int, up: int) -> None:
    """So that the two add up to the block's length in every second."""
    span = timedelta(seconds=seconds)
    assert (formats.seconds(span), formats.left(span)) == (down, up)
    length = timedelta(minutes=10)
    assert formats.seconds(span) + formats.left(length - span) == 600


@pytest.mark.parametrize(
    ("seconds", "text"), [(0, "0 min"), (-419, "6 min"), (3600, "1 t 00 min"), (7260, "2 t 01 min")]
)
def test_a_length_has_no_sign(seconds: int, text: str) -> None:
    """It is cut to whole minutes."""
    assert formats.minutes(timedelta(seconds=seconds)) == text


@pytest.mark.parametrize(
    ("moment", "short", "long"),
    [
        (datetime(2021, 3, 16, 8, 37, 5, 900_000, UTC), "09.37", "09.37.05"),
        (datetime(2021, 3, 28, 1, 0, tzinfo=UTC), "03.00", "03.00.00"),
        (None, "", ""),
    ],
)
def test_a_clock_is_local(moment: datetime | None, short: str, long: str) -> None:
    """Nothing is rounded up, and no time is no text."""
    assert formats.clock(moment, ZONE) == short
    assert formats.clock(moment, ZONE, seconds=True) == long


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        (datetime(2021, 3, 16, 22, 59, tzinfo=UTC), "23.59"),
        (datetime(2021, 3, 16, 23, 0, tzinfo=UTC), "17. mars 00.00"),
        (datetime(2021, 3, 9, 13, 5, tzinfo=UTC), "9. mars 14.05"),
        (None, ""),
    ],
)
def test_a_time_of_another_day_has_its_date(moment: datetime | None, text: str) -> None:
    """The day of the visit needs none; which day it is, is by the local calendar."""
    assert formats.stamp(moment, ZONE, date(2021, 3, 16)) == text


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nb", "tir. 16. mars 2021"),
        ("nn", "tys. 16. mars 2021"),
        ("en", "Tue 16 March 2021"),
    ],
)
@pytest.mark.usefixtures("_bokmaal_afterwards")
def test_a_date_has_its_weekday(language: str, text: str) -> None:
    """In the language in use."""
    use_language(language)
    assert formats.date_text(date(2021, 3, 16)) == text


@pytest.mark.parametrize(
    ("clock", "text"),
    [
        ("08:15", "begynner 09.00 · om 45 min"),
        ("06:00", "begynner 09.00 · om 3 t 00 min"),
        ("-40:00", "begynner 09.00 · om 2 døgn"),
        ("09:00", "i rute · slutt ca. 10.00"),
        ("09:12", "12 min etter plan · slutt ca. 10.12"),
    ],
)
def test_the_headline_before_the_day_has_begun(clock: str, text: str) -> None:
    """It says when the day begins, and from then on how late it is."""
    scene = visit("A 09:00-09:30, B> -10:00")
    assert formats.headline(scene.day(clock), ZONE) == text


def test_the_headline_while_the_day_runs_and_after() -> None:
    """How it stands and when it ends; at last when it ended."""
    scene = visit("A 09:00-09:30, B> -10:00").started("a", "09:07")
    assert formats.headline(scene.day("09:07"), ZONE) == "7 min etter plan · slutt ca. 10.07"
    assert formats.behind(-timedelta(days=16, hours=3)) == "16 døgn foran"
    scene.ended("a", "09:27")
    assert formats.headline(scene.day("09:27"), ZONE) == "3 min foran · slutt ca. 09.57"
    scene.ran("b", "09:27", "09:57")
    assert formats.headline(scene.day("12:00"), ZONE) == "dagen er slutt 09.57"


def test_the_headline_of_a_checklist_is_its_title() -> None:
    """There is no clock to be late by."""
    blocks = (Block(id="a", title="A"),)
    scene = visit_of_days(Day(id="f", title="Forberedelser", untimed=True, blocks=blocks))
    assert formats.headline(scene.day("09:00"), ZONE) == "Forberedelser"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Anne Áhkká", "Anne Áhkká"),
        ("🫘", "🫘"),
        ("", ""),
        ("עדי", "\u2068עדי\u2069"),
        ("Anne \u202eeinna", "\u2068Anne einna\u2069"),
        ("نور 12", "\u2068نور 12\u2069"),
    ],
)
def test_right_to_left_letters_leave_the_rest_of_the_line_alone(name: str, shown: str) -> None:
    """Names with them are isolated, and marks that turn the direction are taken out."""
    assert formats.isolated(name) == shown


@given(st.integers(-200_000, 200_000), st.integers(0, 86_399))
def test_lengths_and_times_of_day_are_told_apart(total: int, second: int) -> None:
    """A time of day has a point, what is counted in seconds a colon, whole minutes a word."""
    span = timedelta(seconds=total)
    moment = datetime(2021, 3, 16, tzinfo=UTC) + timedelta(seconds=second)
    clocks = [formats.clock(moment, "Europe/Oslo", seconds=both) for both in (False, True)]
    assert all(re.fullmatch(r"\d\d[.]\d\d([.]\d\d)?", clock) for clock in clocks)
    assert re.fullmatch(r"−?(\d+:)?\d{1,2}:\d\d", formats.to_the_second(total))
    words = (formats.minutes(span), formats.minutes_left(span), formats.length(span))
    assert all(re.fullmatch(r"−?(\d+ t \d\d|\d\d?) min", text) for text in words)
    assert re.fullmatch(r"([+−](\d+ t \d\d|\d\d?))?", formats.signed(span))


def test_only_the_formats_write_times_and_lengths() -> None:
    """Whoever shows one asks for it; data for programs are what their formats say."""
    own = re.compile(r"strftime\(|divmod\(.*\b60|// ?60\b|:02\}")
    data = {"texts/formats.py", "texts/sharing.py", "export/table.py"}
    rooms = ("texts", "ui", "line", "visits", "export", "commands", "browser", "cli")
    files = [file for room in rooms for file in (PACKAGE / room).rglob("*.py")]
    writing = [file for file in files if own.search(file.read_text("utf-8"))]
    found = {file.relative_to(PACKAGE).as_posix() for file in writing}
    assert found <= data, found - data

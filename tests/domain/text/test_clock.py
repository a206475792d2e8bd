"""Times of day and lengths are read as people write them (VECTORS)."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvip_tui.domain.text.clock import clock, clock_text, is_span, length, span

DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
BLANKS = st.text(" \n\t\u00a0", max_size=3)
MINUTES = st.integers(0, 1439)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("08.30", 510),
        ("08:30", 510),
        ("8.30", 510),
        (" 12.55 ", 775),
        ("00.00", 0),
        ("23.59", 1439),
    ],
)
def test_a_clock_time_is_minutes_since_midnight(text: str, minutes: int) -> None:
    """Dot, colon, one digit for the hour and stray blanks all read the same."""
    assert clock(text) == minutes


@pytest.mark.parametrize(
    "text", ["", "9", "0930", "24.00", "12.60", "9.5", "-1.00", "kl. 9", "٩.٣٠"]
)
def test_what_is_not_a_clock_time_is_refused(text: str) -> None:
    """Nothing is guessed from half a time of day."""
    with pytest.raises(ValueError, match=r"clocktext\.clock"):
        clock(text)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("08.30-\n09.00", (510, 540)),
        (" 09.30 –09.45", (570, 585)),
        ("13.15 -\n14.15", (795, 855)),
        ("11.30 – \n\n12.30", (690, 750)),
        ("08:30—9:00", (510, 540)),
        ("8.30−9.00", (510, 540)),
        ("23.30–00.30", (1410, 1470)),
    ],
)
def test_a_span_is_read_as_the_day_plan_writes_it(text: str, minutes: tuple[int, int]) -> None:
    """Every dash and line break of the sources is read; an earlier end is in the next night."""
    assert span(text) == minutes


@pytest.mark.parametrize("text", ["08.30", "08.30–", "08.30–09.00–10.00", "09.00–09.00", "8–9"])
def test_what_is_not_a_span_is_refused(text: str) -> None:
    """A span is two different times of day with one dash."""
    with pytest.raises(ValueError, match="clocktext"):
        span(text)


@pytest.mark.parametrize(
    ("value", "minutes"),
    [
        ("10", 10), ("120", 80), ("1h2", 62), ("90m", 90),
        ("90", 90), ("0130", 90), ("1h30", 90), ("1h", 60), ("2t", 120), ("2t30", 150),
        ("5 min", 5), ("1:30", 90), (" 1 t 30 min ", 90), ("90 minutter", 90), ("2 timer", 120),
        ("1H30", 90), ("0", 0), (120, 120), (10, 10), (0, 0),
    ],
)  # fmt: skip
def test_a_length_is_read_with_units_or_as_typed_on_a_clock(value: str | int, minutes: int) -> None:
    """Text of digits is hours and minutes from three digits on; a number is always minutes."""
    assert length(value) == minutes


@pytest.mark.parametrize(
    "value",
    ["", "-5m", "175", "12345", "1h90", "1,5h", "h", "m", "1h30h", "1:3", "9" * 5000, -1, True],
)
def test_what_is_not_a_length_is_refused(value: str | int) -> None:
    """Nothing negative, and no hour of more than 59 minutes."""
    with pytest.raises(ValueError, match=r"clocktext\.length"):
        length(value)


@given(MINUTES, BLANKS, BLANKS, st.sampled_from(".:"))
def test_a_clock_time_reads_back(minutes: int, before: str, after: str, sign: str) -> None:
    """What is written as a time of day is read as the same time of day."""
    text = f"{before}{clock_text(minutes).replace('.', sign)}{after}"
    assert clock(text) == minutes
    assert not is_span(text)


@given(MINUTES, MINUTES, BLANKS, BLANKS, st.sampled_from(DASHES))
def test_a_span_reads_back(start: int, end: int, before: str, after: str, dash: str) -> None:
    """Two times of day read back, the later one after midnight where it is not later."""
    text = f"{clock_text(start)}{before}{dash}{after}{clock_text(end)}"
    assert is_span(text)
    if start != end:
        assert span(text) == (start, end if end > start else end + 1440)


@given(st.integers(0, 99), st.integers(0, 59), st.sampled_from(["h", "t", " t ", "h "]))
def test_hours_and_minutes_read_back(hours: int, minutes: int, unit: str) -> None:
    """Hours with a unit and minutes without one are a length."""
    assert length(f"{hours}{unit}{minutes}") == hours * 60 + minutes


@given(st.integers(0, 99), st.integers(0, 59))
def test_bare_digits_are_read_as_hours_and_minutes(hours: int, minutes: int) -> None:
    """«120» is 1 hour 20, as it is typed where a time is expected."""
    assert length(f"{hours}{minutes:02}") == hours * 60 + minutes


@given(st.text(max_size=12))
def test_any_text_is_read_or_refused(text: str) -> None:
    """No text makes a reader fail in another way than by refusing it."""
    for read in (clock, span, length):
        with suppress(ValueError):
            assert read(text) is not None


@given(st.integers(-5000, 5000))
def test_a_clock_text_is_always_a_time_of_day(minutes: int) -> None:
    """Minutes of another day are shown as the time of day they fall on."""
    assert clock(clock_text(minutes)) == minutes % 1440

"""Reads times of day and lengths as they are written in Norwegian text.

Everything is counted in whole minutes: times of day from midnight, lengths as such. What cannot
be read raises a ValueError whose argument is one of the message ids below.
"""

import re
from typing import Final

DAY: Final = 24 * 60
NOT_A_CLOCK: Final = "clocktext.clock"
NOT_A_SPAN: Final = "clocktext.span"
NOT_A_LENGTH: Final = "clocktext.length"
# Hyphens, the dashes of typography and the minus sign: word processors use them at random.
_DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_CLOCK = re.compile(r"\s*([0-9]{1,2})\s*[.:]\s*([0-9]{2})\s*")
_DASH = re.compile(f"[{_DASHES}]")
_DIGITS = re.compile(r"([0-9]{0,2}?)([0-9]{1,2})")
_COLON = re.compile(r"([0-9]{1,2}):([0-9]{2})")
_HOURS = re.compile(r"([0-9]{1,2}) ?(?:timer|time|h|t) ?(?:([0-9]{1,2}) ?(?:minutter|min|m)?)?")
_MINUTES = re.compile(r"([0-9]{1,4}) ?(?:minutter|minutt|min|m)")


def clock(text: str) -> int:
    """Return a time of day («08.30», «8:30») as minutes since midnight.

    Raises:
        ValueError: *text* is not a time of day from 00.00 to 23.59.
    """
    match = _CLOCK.fullmatch(text)
    if match is None:
        raise ValueError(NOT_A_CLOCK)
    hours, minutes = int(match[1]), int(match[2])
    if hours > 23 or minutes > 59:
        raise ValueError(NOT_A_CLOCK)
    return hours * 60 + minutes


def clock_text(minutes: int) -> str:
    """Return minutes since midnight as a time of day, «08.30»; the next night begins at 00.00."""
    hours, rest = divmod(minutes % DAY, 60)
    return f"{hours:02}.{rest:02}"


def is_span(text: str) -> bool:
    """Return whether *text* looks like two times of day with a dash between them."""
    return _DASH.search(text) is not None


def span(text: str) -> tuple[int, int]:
    """Return two times of day («08.30–09.00») as minutes since midnight.

    An end before its start is in the next night, and is counted on from 1440.

    Raises:
        ValueError: *text* is not two different times of day with one dash between them.
    """
    parts = _DASH.split(text)
    if len(parts) != 2:
        raise ValueError(NOT_A_SPAN)
    start, end = clock(parts[0]), clock(parts[1])
    if start == end:
        raise ValueError(NOT_A_SPAN)
    return start, end if end > start else end + DAY


def length(value: str | int) -> int:
    """Return a length in minutes.

    A number is whole minutes: 120 is two hours. Text names its units («90m», «1h30», «1h2», «2t»,
    «5 min», «1:30»); text of digits alone is read as it is typed on a clock, minutes last: «10»
    is 10 minutes, but «120» is 1 hour 20.

    Raises:
        ValueError: *value* is negative, or is not a length.
    """
    if isinstance(value, int):
        if isinstance(value, bool) or value < 0:
            raise ValueError(NOT_A_LENGTH)
        return value
    text = " ".join(value.split()).casefold()
    if match := _MINUTES.fullmatch(text):
        return int(match[1])
    for pattern in (_HOURS, _COLON, _DIGITS):
        if match := pattern.fullmatch(text):
            return _hours_and_minutes(match[1], match[2])
    raise ValueError(NOT_A_LENGTH)


def _hours_and_minutes(hours: str, minutes: str | None) -> int:
    rest = int(minutes or 0)
    if hours and rest > 59:
        raise ValueError(NOT_A_LENGTH)
    return int(hours or 0) * 60 + rest

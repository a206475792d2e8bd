"""Reads instants as people and scripts write them."""

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from kvip_tui.domain.base import Refusal
from kvip_tui.domain.text.legible import one_line
from kvip_tui.domain.text.words import plain

YEARS = range(1900, 3000)
_CLOCK = re.compile(r"(\d{1,2})[.:](\d{2})(?:[.:](\d{2}))?")
# Days as they are said, in letters as `plain` leaves them.
_NEAR = {
    0: {"i dag", "idag", "today"},
    1: {"i morgen", "imorgen", "i morgon", "imorgon", "tomorrow"},
    2: {"i overmorgen", "overmorgen", "i overmorgon", "overmorgon"},
}
_WEEKDAYS = (
    {"mandag", "man", "monday", "mon"},
    {"tirsdag", "tir", "tysdag", "tys", "tuesday", "tue"},
    {"onsdag", "ons", "wednesday", "wed"},
    {"torsdag", "tor", "thursday", "thu"},
    {"fredag", "fre", "friday", "fri"},
    {"lordag", "lor", "laurdag", "lau", "saturday", "sat"},
    {"sondag", "son", "sundag", "sun", "sunday"},
)
_DATED = re.compile(r"(\d{4}-\d{2}-\d{2})[ T](\d{1,2}[.:]\d{2}(?:[.:]\d{2})?)")


def moment(text: str, on: date, timezone: str) -> datetime:
    """Return the instant, UTC, that *text* names in that time zone.

    «08.30», «08:30» and «08.30.15» are times of the day *on*; «2021-03-16 08.30» names its own
    day; ISO 8601 with an offset is taken as it is.

    Raises:
        Refusal: *text* is none of these.
    """
    written = text.strip()
    dated = _DATED.fullmatch(written)
    try:
        if dated:
            on, written = date.fromisoformat(dated[1]), dated[2]
        clock = _CLOCK.fullmatch(written)
        if clock:
            hours, minutes, seconds = (int(part or 0) for part in clock.groups())
            exact = datetime.combine(on, time(hours, minutes, seconds), tzinfo=ZoneInfo(timezone))
        else:
            exact = datetime.fromisoformat(written)
    except ValueError as error:
        raise Refusal("clock.bad", text=written[:40]) from error
    if exact.tzinfo is None or exact.year not in YEARS:
        raise Refusal("clock.bad", text=written[:40])
    return exact.astimezone(UTC)


def local_date(instant: datetime, timezone: str) -> date:
    """Return the calendar date of an instant in that time zone."""
    return instant.astimezone(ZoneInfo(timezone)).date()


def read_date(text: str, near: date | None = None, *, words: bool = False) -> date:
    """Return the date that *text* writes: «2021-03-16», «16.3.2021» or «16.3.21».

    Where *near* is given, «16.3» is the one nearest to it. With *words* it is the day of today, and
    «i morgen» or «fredag» count from it.

    Raises:
        Refusal: It is not a date.
    """
    written = text.strip()
    said = _said_day(written, near) if words and near is not None else None
    if said is not None:
        return said
    try:
        found = _dotted(written, near) if "." in written else date.fromisoformat(written)
    except ValueError as error:
        raise Refusal("visit.bad_date", text=one_line(written)[:40]) from error
    if found.year not in YEARS:
        raise Refusal("visit.bad_date", text=one_line(written)[:40])
    return found


def _said_day(text: str, today: date) -> date | None:
    """Return the day that is said in one of the three languages, None where none is.

    A weekday is the next of that name.
    """
    said = plain(text).removeprefix("pa ").removeprefix("on ")
    days = next((days for days, names in _NEAR.items() if said in names), None)
    for weekday, names in enumerate(_WEEKDAYS):
        if any(said in {name, f"neste {name}", f"next {name}"} for name in names):
            days = (weekday - today.weekday() - 1) % 7 + 1
    return None if days is None else today + timedelta(days=days)


def _dotted(text: str, near: date | None) -> date:
    written = text.removesuffix(".").split(".")
    parts = [int(part) for part in written]
    if near is not None and len(parts) == 2:
        years = (near.year - 1, near.year, near.year + 1)
        return min((date(year, parts[1], parts[0]) for year in years), key=lambda d: abs(d - near))
    day, month, year = parts
    return date(2000 + year if len(written[2]) == 2 else year, month, day)

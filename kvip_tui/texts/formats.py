"""How times, lengths and dates are written for people: pure functions that return text."""

import unicodedata
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from kvip_tui.domain.day.departures import Departure
from kvip_tui.domain.day.timeline import DayView, State
from kvip_tui.domain.state.plan import HOST, Group
from kvip_tui.i18n import _
from kvip_tui.i18n import marked as m

SIGNS = {
    State.WAITING: " ",
    State.RUNNING: "▶",
    State.PAUSED: "‖",
    State.DONE: "✓",
    State.SKIPPED: "×",
}

A_DAY = timedelta(hours=24)
_WEEKDAYS = (m("man."), m("tir."), m("ons."), m("tor."), m("fre."), m("lør."), m("søn."))
_MONTHS = (
    *(m("januar"), m("februar"), m("mars"), m("april"), m("mai"), m("juni"), m("juli")),
    *(m("august"), m("september"), m("oktober"), m("november"), m("desember")),
)
# So long before they leave the day's line says so.
NEAR = timedelta(minutes=15)


def clock(moment: datetime | None, zone: str, *, seconds: bool = False) -> str:
    """Return an instant as the local time of day, «09.37» or «09.37.05»; '' for None."""
    if moment is None:
        return ""
    return moment.astimezone(ZoneInfo(zone)).strftime("%H.%M.%S" if seconds else "%H.%M")


def seconds(span: timedelta) -> int:
    """Return a span in whole seconds, rounded down."""
    return int(span // timedelta(seconds=1))


def left(span: timedelta) -> int:
    """Return what is left in whole seconds, rounded up, so that elapsed and left add up."""
    return -seconds(-span)


def minutes(span: timedelta) -> str:
    """Return a length without its sign, cut to whole minutes: «7 min», «1 t 05 min»."""
    hours, rest = divmod(seconds(abs(span)) // 60, 60)
    if hours:
        return _("{hours} t {minutes} min").format(hours=hours, minutes=f"{rest:02}")
    return _("{minutes} min").format(minutes=rest)


def minutes_left(span: timedelta) -> str:
    """Return what is left in whole minutes, rounded up: «7 min»; none where nothing is left."""
    whole = -(-max(timedelta(0), span) // timedelta(minutes=1))
    return minutes(whole * timedelta(minutes=1))


def length(span: timedelta) -> str:
    """Return a length with a minus where it is negative: «−5 min»."""
    if span <= -timedelta(minutes=1):
        return _("−{length}").format(length=minutes(span))
    return minutes(span)


def signed(span: timedelta) -> str:
    """Return whole minutes with their sign, from an hour on as «+1 t 05»; '' for none."""
    hours, rest = divmod(seconds(abs(span)) // 60, 60)
    sign = "−" if span < timedelta(0) else "+"
    if hours:
        return _("{sign}{hours} t {minutes}").format(sign=sign, hours=hours, minutes=f"{rest:02}")
    return f"{sign}{rest}" if rest else ""


def to_the_second(total: int) -> str:
    """Return *total* seconds: «1:42», «37:53», «1:02:10», with a minus where time is overdrawn.

    All that is counted in seconds is written so, clocks and speaking times alike. The colon tells
    it from a time of day, which has a point.
    """
    hours, rest = divmod(abs(total), 3600)
    whole, rest = divmod(rest, 60)
    sign = "−" if total < 0 else ""
    return f"{sign}{hours}:{whole:02}:{rest:02}" if hours else f"{sign}{whole}:{rest:02}"


def talk_time(span: timedelta) -> str:
    """Return a speaking time, which is never less than nothing."""
    return to_the_second(max(0, seconds(span)))


def behind(span: timedelta) -> str:
    """Return how far behind the plan a day is, in words (DESIGN 2, rule 3)."""
    if span >= timedelta(minutes=1):
        return _("{length} etter plan").format(length=roughly(span))
    if span <= -timedelta(minutes=1):
        return _("{length} foran").format(length=roughly(span))
    return _("i rute")


def headline(day: DayView, zone: str) -> str:
    """Return the day in one line: how it stands and when it ends, or when it begins."""
    end = clock(day.projected_end, zone)
    if day.day.untimed:
        return day.day.title
    if day.over:
        return _("dagen er slutt {end}").format(end=end)
    if day.behind >= A_DAY:
        return _("dagen har vært")
    if not day.begun and not day.behind:
        start = day.upcoming[0].projected if day.upcoming else None
        if start is not None and start[0] > day.now:
            wait = start[0] - day.now
            return _("begynner {clock} · om {length}").format(
                clock=clock(start[0], zone),
                length=roughly(wait),
            )
    then = leaving(day, zone) or _("slutt ca. {end}").format(end=end)
    return f"{behind(day.behind)} · {then}"


def who(groups: Sequence[Group]) -> str:
    """Return groups as a sentence names them: «verten», «kommunene og helseforetakene»."""
    names = [_("verten") if group.id == HOST else group.title for group in groups]
    if len(names) < 2:
        return "".join(names)
    return _("{rest} og {last}").format(rest=", ".join(names[:-1]), last=names[-1])


def leaves(one: Departure, zone: str) -> str:
    """Return who leaves when: «verten går 11.30»."""
    return _("{who} går {clock}").format(who=who(one.groups), clock=clock(one.at, zone))


def leaving(day: DayView, zone: str) -> str:
    """Return who leaves next where that is near: «verten går 11.30 · om 2 min»; '' where not."""
    for one in day.departures:
        left = one.at - day.now
        if not -A_DAY < left <= NEAR:
            continue
        if left > timedelta(0):
            said = _("{leaves} · om {wait}")
            return said.format(leaves=leaves(one, zone), wait=minutes_left(left))
        return _("{who} skulle gå {clock}").format(who=who(one.groups), clock=clock(one.at, zone))
    return ""


def roughly(span: timedelta) -> str:
    """Return a length without its sign, one of a day or more in whole days: «3 døgn»."""
    if abs(span) < A_DAY:
        return minutes(span)
    return days(abs(span))


def days(span: timedelta) -> str:
    """Return a long span in whole days: «3 døgn»."""
    return _("{days} døgn").format(days=span.days)


def date_text(day_date: date) -> str:
    """Return a date with its weekday: «tir. 16. mars 2021»."""
    said = _("{weekday} {day}. {month} {year}")
    return said.format(weekday=_(_WEEKDAYS[day_date.weekday()]), **_parts(day_date))


def as_it_stood(moment: datetime, zone: str) -> str:
    """Return what is said over a day that nothing new has come to since: «… 10.42»."""
    return _("Dagen slik den sto {clock}").format(clock=clock(moment, zone))


def plain_date(day_date: date) -> str:
    """Return a date as documents write it: «16. mars 2021»."""
    return _("{day}. {month} {year}").format(**_parts(day_date))


def day_and_month(day_date: date) -> str:
    """Return a date of this year or the last in few words: «16. mars»."""
    return _("{day}. {month}").format(**_parts(day_date))


def _parts(day_date: date) -> dict[str, object]:
    month = _MONTHS[day_date.month - 1]
    return {"day": day_date.day, "month": _(month), "year": day_date.year}


def stamp(moment: datetime | None, zone: str, day: date) -> str:
    """Return an instant as the time of day, with the date where it is not on *day*; '' for None."""
    text = clock(moment, zone)
    if moment is None or (on := moment.astimezone(ZoneInfo(zone)).date()) == day:
        return text
    return _("{date} {clock}").format(date=day_and_month(on), clock=text)


# Right-to-left letters and digits, and the marks that turn the direction of what follows them.
_LEFTWARDS = {"R", "AL", "AN"}
_MARKS = {"RLE", "RLO", "RLI", "LRE", "LRO", "LRI", "FSI", "PDF", "PDI"}


def isolated(text: str) -> str:
    """Return *text* so that right-to-left letters in it leave the rest of the line as it is."""
    if text.isascii():
        return text
    directions = [unicodedata.bidirectional(char) for char in text]
    if not (_LEFTWARDS | _MARKS) & set(directions):
        return text
    kept = (c for c, turns in zip(text, directions, strict=True) if turns not in _MARKS)
    return f"\u2068{''.join(kept)}\u2069"


def columns(rows: list[tuple[str, str]]) -> list[str]:
    """Return rows of two texts as lines in which the second ones stand under each other."""
    width = max((len(first) for first, _second in rows), default=0)
    return [f"  {first:<{width}}  {second}" for first, second in rows]

"""What the fields of the form for a new visit say to what is typed in them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Generic, TypeVar

from kvip_tui import formats, texts
from kvip_tui.creating import roster, visit_of
from kvip_tui.domain.clocktext import clock_text
from kvip_tui.domain.events import VisitCreated
from kvip_tui.domain.plan import HOST, Day, Plan
from kvip_tui.domain.refusal import Refusal
from kvip_tui.errors import UserError
from kvip_tui.i18n import _, ngettext
from kvip_tui.moments import read_date
from kvip_tui.store.peoplefile import PersonLine, parse_people, read_people
from kvip_tui.store.planfile import find_plan

T = TypeVar("T")
MOST_HOSTS = 5  # people of the host unit; the source recommends no more
SATURDAY = 5


@dataclass(frozen=True)
class Typed:
    """What stands in the fields."""

    plan: str
    day: str
    host: str = ""
    people: str = ""


@dataclass(frozen=True)
class Answer(Generic[T]):
    """What a field is understood as, None where it cannot be, and a sentence about it."""

    value: T | None
    says: str
    hint: str = ""


@dataclass(frozen=True)
class Answers:
    """What the whole form is understood as."""

    plan: Answer[Plan]
    day: Answer[date]
    host: Answer[str]
    people: Answer[list[PersonLine]]

    def fields(self) -> dict[str, Answer[Any]]:
        """Return the answers by field, in the order of the form."""
        return {name: getattr(self, name) for name in ("plan", "day", "host", "people")}

    def event(self) -> VisitCreated | None:
        """Return what makes the visit, or None where a field cannot be used."""
        plan, day, host, people = (answer.value for answer in self.fields().values())
        if plan is None or day is None or host is None or people is None:
            return None
        return visit_of(plan, day, host, people)


def understand(typed: Typed, plan: Answer[Plan], today: date) -> Answers:
    """Return what is typed as it is understood; host and people are left for a plan to be read."""
    host: Answer[str] = Answer(None, "")
    people: Answer[list[PersonLine]] = Answer(None, "")
    if plan.value is not None:
        host, people = read_host(typed.host, plan.value), read_roster(typed.people, plan.value)
    return Answers(plan=plan, day=read_day(typed.day, today), host=host, people=people)


def suggested_day(today: date) -> str:
    """Return the first working day from *today* on, as it is typed."""
    day = today + timedelta(days=max(0, 7 - today.weekday()) if today.weekday() >= SATURDAY else 0)
    return f"{day.day}.{day.month}.{day.year}"


def read_plan_name(name: str, folder: Path) -> Answer[Plan]:
    """Return the plan of that id, and its own day in a line."""

    def found() -> Answer[Plan]:
        plan = find_plan(name, folder)
        return Answer(plan, _day_text(min(plan.days, key=lambda d: (d.untimed, abs(d.offset)))))

    return _or_why(found)


def _day_text(day: Day) -> str:
    starts = [block.start for block in day.blocks if block.start is not None]
    ends = [block.end for block in day.blocks if block.end is not None]
    if day.untimed or not starts or not ends:
        return _("{title}, uten klokke").format(title=day.title)
    start, end = clock_text(min(starts)), clock_text(max(ends))
    blocks = ngettext("{n} blokk", "{n} blokker", len(day.blocks)).format(n=len(day.blocks))
    said = _("{title} {start}–{end}, {blocks}")
    return said.format(title=day.title, start=start, end=end, blocks=blocks)


def read_day(text: str, today: date) -> Answer[date]:
    """Return the date and how it is said in words."""

    def found() -> Answer[date]:
        day = read_date(text)
        said = _("{date}")
        if day < today:
            said = _("{date}, som har vært")
        elif day == today:
            said = _("{date}, i dag")
        elif day.weekday() >= SATURDAY:
            said = _("{date}, i helga")
        return Answer(day, said.format(date=formats.date_text(day)))

    return _or_why(found)


def read_host(text: str, plan: Plan) -> Answer[str]:
    """Return the name of the host unit."""
    return _or_why(lambda: Answer(visit_of(plan, date.max, text, ()).host, ""))


def read_roster(text: str, plan: Plan) -> Answer[list[PersonLine]]:
    """Return the people of a pasted list, or of the file that is named, counted by group."""

    def found() -> Answer[list[PersonLine]]:
        if not text.strip():
            return Answer([], _("Ingen ennå: det går også an å legge til folk underveis."))
        path = _file(text)
        people = read_people(path, plan.groups) if path else parse_people(text, plan.groups)
        roster(people)
        return Answer(people, _counted(people, plan), _too_many(people, plan))

    return _or_why(found)


def _or_why(found: Callable[[], Answer[T]]) -> Answer[T]:
    """Return an answer, or the sentence that says why there is none."""
    try:
        return found()
    except UserError as error:
        return Answer(None, error.message.splitlines()[0])
    except Refusal as refusal:
        return Answer(None, texts.refusal(refusal))


def _file(text: str) -> Path | None:
    """Return the file that a line names, as terminals write the path of a file dropped on them."""
    line = text.strip()
    if "\n" in line:
        return None
    bare = line.strip("'\"")
    try:
        paths = [Path(name).expanduser() for name in (bare, bare.replace("\\ ", " "))]
        there = next((path for path in paths if path.is_file()), None)
    except (OSError, ValueError, RuntimeError):
        return None
    named = bare.casefold().endswith(".csv") and not any(mark in bare for mark in ";\t")
    return there or (paths[0] if named else None)


def _counted(people: list[PersonLine], plan: Plan) -> str:
    counts = [
        _("{count} {group}").format(count=count, group=_lowered(group.title))
        for group in plan.groups
        if (count := sum(person.group == group.id for person in people))
    ]
    said = ngettext("{count} person: {groups}", "{count} personer: {groups}", len(people))
    return said.format(count=len(people), groups=", ".join(counts))


def _lowered(title: str) -> str:
    """Return a title as it stands inside a sentence; abbreviations keep their capitals."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]


def _too_many(people: list[PersonLine], plan: Plan) -> str:
    hosts = sum(person.group == HOST for person in people)
    if hosts <= MOST_HOSTS:
        return ""
    said = _("Kilden anbefaler høyst {most} i gruppa {group}.")
    return said.format(most=MOST_HOSTS, group=_lowered(plan.group_title(HOST)))

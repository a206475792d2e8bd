"""What the fields of the form for a new visit say to what is typed in them."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Generic, TypeVar

from kvip_tui.domain.base import Refusal
from kvip_tui.domain.history import VisitCreated
from kvip_tui.domain.people.changes import newcomers
from kvip_tui.domain.people.roles import hosts_problem, many_hosts
from kvip_tui.domain.state.people import PersonLine, Reading
from kvip_tui.domain.state.plan import Day, Language, Plan
from kvip_tui.domain.text.clock import clock_text
from kvip_tui.errors import UserError
from kvip_tui.i18n import _, ngettext
from kvip_tui.store.peoplefile import first_cell, is_list, people_in, read_lines, written
from kvip_tui.store.plans.file import find_plan
from kvip_tui.store.sealing.header import SHORTEST
from kvip_tui.texts import formats
from kvip_tui.texts import people as texts_people
from kvip_tui.texts import said as texts
from kvip_tui.time_parsing import read_date
from kvip_tui.visits.create import visit_of

T = TypeVar("T")
SATURDAY = 5


@dataclass(frozen=True)
class Typed:
    """What stands in the fields."""

    plan: str
    day: str
    host: str = ""
    people: str = ""
    language: Language | None = None
    phrase: str = ""
    again: str = ""


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
    phrase: Answer[str]

    def fields(self) -> dict[str, Answer[Any]]:
        """Return the answers by field, in the order of the form."""
        return {name: getattr(self, name) for name in ("host", "day", "plan", "people", "phrase")}

    def event(self) -> VisitCreated | None:
        """Return what makes the visit, or None where a field cannot be used."""
        host, day, plan, people, phrase = (answer.value for answer in self.fields().values())
        if plan is None or day is None or host is None or people is None or phrase is None:
            return None
        return visit_of(plan, day, host, people)


def understand(typed: Typed, plan: Answer[Plan], today: date) -> Answers:
    """Return what is typed as it is understood; host and people are left for a plan to be read."""
    host: Answer[str] = Answer(None, "")
    people: Answer[list[PersonLine]] = Answer(None, "")
    if plan.value is not None:
        host, people = read_host(typed.host, plan.value), read_roster(typed.people, plan.value)
    phrase = read_phrase(typed.phrase, typed.again)
    day = read_day(typed.day, today)
    return Answers(plan=plan, day=day, host=host, people=people, phrase=phrase)


def suggested_day(today: date) -> str:
    """Return the first working day from *today* on, as it is typed."""
    day = today + timedelta(days=max(0, 7 - today.weekday()) if today.weekday() >= SATURDAY else 0)
    return f"{day.day}.{day.month}.{day.year}"


def read_plan_name(name: str, folder: Path, language: Language | None = None) -> Answer[Plan]:
    """Return the plan of that id in a language, its own for None, and its own day in a line."""

    def found() -> Answer[Plan]:
        plan = find_plan(name, folder, language)
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
        day = read_date(text, today, words=True)
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
        people = people_in(text, plan.groups)
        newcomers(people)
        return Answer(people, texts_people.counted(people, plan), _too_many(people, plan))

    return _or_why(found)


def read_phrase(text: str, again: str) -> Answer[str]:
    """Return the passphrase, '' where the visit is to have none, and what is to be known first."""
    if not text:
        return Answer("", _("Kan stå tom. Med den er alt på disken forseglet."))
    lost = _("Mister dere den, er besøket tapt. Mappenavn og eksporter er ikke forseglet.")
    if len(text) < SHORTEST:
        short = _("Passordfrasen er for kort: bruk minst {n} tegn.").format(n=SHORTEST)
        return Answer(None, short, lost)
    if text != again:
        return Answer(None, _("Skriv den likt to ganger."), lost)
    return Answer(text, "", lost)


def read_list(text: str, plan: Plan) -> list[Reading]:
    """Return how each line of a pasted list was read, none where it is no list of people."""
    try:
        return read_lines(text, plan.groups) if is_list(text) else []
    except UserError:
        return []


def still_offered(
    book: Iterable[PersonLine], text: str, plan: Plan
) -> tuple[tuple[PersonLine, ...], str]:
    """Return who of the address book is not on the list yet, and the name that is being typed."""
    *above, last = text.split("\n")
    typed = "" if re.search("[\t;,]", last) else last.strip()
    there = {first_cell(line) for line in ([*above, last] if not typed else above)}
    groups = {group.id for group in plan.groups}
    offered = (line for line in book if line.group in groups and line.name not in there)
    return tuple(offered), typed


def with_line(text: str, line: PersonLine, plan: Plan) -> str:
    """Return the list with one more person, in place of the name that is being typed."""
    *above, last = text.split("\n")
    kept = [*above, last] if re.search("[\t;,]", last) else above
    whole = "\n".join(row for row in kept if row.strip())
    return "\n".join(filter(None, [whole, written(line, plan.groups, whole)])) + "\n"


def _or_why(found: Callable[[], Answer[T]]) -> Answer[T]:
    """Return an answer, or the sentence that says why there is none."""
    try:
        return found()
    except UserError as error:
        return Answer(None, error.message.splitlines()[0])
    except Refusal as refusal:
        return Answer(None, texts.refusal(refusal))


def _too_many(people: list[PersonLine], plan: Plan) -> str:
    if not many_hosts(person.group for person in people):
        return ""
    return texts_people.role_problem(hosts_problem(plan))

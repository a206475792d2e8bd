"""Makes a visit as the command line asks for it: from a plan, or from the last one to a host."""

from argparse import Namespace
from pathlib import Path
from typing import cast

from kvip_tui import paths
from kvip_tui.cli.passphrase import chosen, unlocking
from kvip_tui.clock import SystemClock
from kvip_tui.domain.report.last_year import TakenOver
from kvip_tui.domain.state.people import PersonLine
from kvip_tui.domain.state.plan import Language, Plan
from kvip_tui.errors import UserError
from kvip_tui.i18n import _, current_language
from kvip_tui.store.library import Library, VisitFolder
from kvip_tui.store.plans.file import find_plan
from kvip_tui.texts.life import not_taken_over
from kvip_tui.time_parsing import read_date
from kvip_tui.visits.create import create, visit_of
from kvip_tui.visits.life.next_year import bring, from_last
from kvip_tui.visits.open import read_visit


def made(asked: Namespace, library: Library) -> tuple[VisitFolder, list[str]]:
    """Make the visit, and return it with what there is to say.

    Raises:
        Refusal: The date or the host cannot be used.
        UserError: Something is missing or cannot be read; nothing was made.
    """
    name, host, last = asked.plan, asked.host, None
    if asked.after is not None:
        folder = library.find(asked.after)
        before = unlocking(library, lambda: read_visit(library, folder))
        name, host = name or before.plan.id, host or before.host
        last = from_last(library, folder)
    if not name or not host:
        raise UserError(_("Skriv --plan PLAN og --host NAVN, eller --after BESØK."))
    plan = _plan(name, library)
    people = _people(asked.people, plan, last)
    event = visit_of(plan, read_date(asked.date), host, people)
    phrase = chosen() if asked.passphrase else ""
    folder, notice = create(library, event, SystemClock().now(), phrase)
    lost = bring(library, folder, last) if last else 0
    return folder, [*filter(None, (notice,)), *([not_taken_over(lost)] if lost else [])]


def _plan(name: str, library: Library) -> Plan:
    """Return the plan of that name, in the language that was asked for.

    Bokmål is also what nobody asked for: then a plan keeps the language that it is written in.
    """
    wished = current_language()
    language = None if wished == "nb" else cast(Language, wished)
    return find_plan(name, paths.plans_dir(library.root), language)


def _people(file: str | None, plan: Plan, last: TakenOver | None) -> list[PersonLine]:
    """Return who is on the list, the host's people of last time first, each once."""
    people = list(last.people) if last else []
    if file:
        from kvip_tui.store.peoplefile import read_people  # noqa: PLC0415 - csv is rarely needed

        named = read_people(Path(file), plan.groups)
        there = {person.name for person in named}
        people = [*(person for person in people if person.name not in there), *named]
    return people

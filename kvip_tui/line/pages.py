"""What line mode shows when it is only asked what there is, as lines of plain text."""

from collections.abc import Callable, Iterable
from typing import Final

from kvip_tui.commands.execute import usage
from kvip_tui.commands.table import Command
from kvip_tui.domain.catchup.planner import catch_up
from kvip_tui.domain.day.timeline import current_day, day_view
from kvip_tui.line.checks import plain_list
from kvip_tui.line.comparison import plain_comparison
from kvip_tui.line.floor import plain_floor
from kvip_tui.line.people import plain_people, plain_roles
from kvip_tui.line.status import plain_days, plain_status
from kvip_tui.session import Session
from kvip_tui.texts import catchup as texts_catchup

Page = Callable[[Session], Iterable[str]]


def page(session: Session, command: Command, rest: str) -> Iterable[str] | None:
    """Return what a command shows with the words behind it, or None where it does something.

    Raises:
        Refusal: The words name nothing that could be shown.
    """
    if command.id in LISTS and not (rest and command.make):
        return plain_list(session, command.id, rest)
    return PAGES[command.id](session) if command.id in PAGES and not rest else None


def _status(session: Session) -> Iterable[str]:
    return plain_status(session.visit, session.now(), session.chosen)


def _days(session: Session) -> Iterable[str]:
    return plain_days(session.visit, session.now(), session.chosen)


def _proposals(session: Session) -> Iterable[str]:
    visit, now = session.visit, session.now()
    day = day_view(visit, current_day(visit, now), now)
    return texts_catchup.listed(visit, catch_up(visit, day))


def _comparison(session: Session) -> Iterable[str]:
    return plain_comparison(session.visit, session.now(), session.chosen)


def _floor(session: Session) -> Iterable[str]:
    return plain_floor(session.visit, session.now(), session.limits)


def _help(session: Session) -> Iterable[str]:
    width = max(len(words) for words, _does in usage())
    return (f"{words:<{width}}  {does}" for words, does in usage())


LISTS: Final = frozenset({"show_checks", "show_card", "support", "dilemma"})
PAGES: Final[dict[str, Page]] = {
    "status": _status,
    "day": _days,
    "catchup": _proposals,
    "show_comparison": _comparison,
    "show_people": lambda session: plain_people(session.visit),
    "show_roles": lambda session: plain_roles(session.visit),
    "show_floor": _floor,
    "help": _help,
}

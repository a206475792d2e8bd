"""What line mode shows when it is only asked what there is, as lines of plain text."""

from collections.abc import Callable, Iterable
from typing import Final

from msgspec import Struct

from kvip_tui.commands.base import Command, Page
from kvip_tui.commands.table import COMMANDS
from kvip_tui.domain.base import Refusal
from kvip_tui.domain.catchup.planner import catch_up
from kvip_tui.domain.day.timeline import DayView, current_day, day_view
from kvip_tui.domain.state.visit import Visit
from kvip_tui.domain.text.words import plain
from kvip_tui.i18n import _
from kvip_tui.line.checks import plain_card, plain_dilemmas, plain_open
from kvip_tui.line.comparison import plain_comparison
from kvip_tui.line.day import plain_board, plain_prompts, plain_room, plain_time, plain_times
from kvip_tui.line.floor import plain_floor
from kvip_tui.line.notes import plain_notes, plain_unsaid
from kvip_tui.line.people import plain_people, plain_roles
from kvip_tui.line.report import concern_lines, received_lines, report_lines, review_lines
from kvip_tui.line.status import plain_days, plain_status, short_status
from kvip_tui.session import Session
from kvip_tui.texts import card as texts_card
from kvip_tui.texts import catchup as texts_catchup
from kvip_tui.texts import review as texts_review

WHOLE: Final = {"alt", "whole", "hele"}


def page(session: Session, command: Command, rest: str, *, seen: bool) -> Iterable[str] | None:
    """Return what a command shows with the words behind it, or None where it does something.

    *seen* says that it goes to a screen, and not to a file.

    Raises:
        Refusal: The words name nothing that could be shown.
    """
    if command.page is None or not command.shows(rest):
        return None
    return PAGES[command.page](Asked(session, rest, seen))


class Asked(Struct, frozen=True):
    """What a page is made of: the session, the words, and whether it goes to a screen."""

    session: Session
    words: str
    seen: bool

    @property
    def visit(self) -> Visit:
        """The visit as it stands."""
        return self.session.visit


def _status(asked: Asked) -> Iterable[str]:
    """Return where the day stands, with «alt» behind the word its checklist too."""
    whole = plain(asked.words) in WHOLE
    if asked.words and not whole:
        raise Refusal("line.superfluous", word="status")
    session = asked.session
    said = plain_status if whole else short_status
    return said(asked.visit, session.now(), session.chosen, session.sums_at())


def _shown_day(asked: Asked) -> DayView:
    """Return the day looked at, as it stands now."""
    day = asked.session.chosen or current_day(asked.visit, asked.session.now())
    return day_view(asked.visit, day, asked.session.now())


def _today(asked: Asked) -> DayView:
    return day_view(asked.visit, current_day(asked.visit, asked.session.now()), asked.session.now())


def _days(asked: Asked) -> Iterable[str]:
    return plain_days(asked.visit, asked.session.now(), asked.session.chosen)


def _proposals(asked: Asked) -> Iterable[str]:
    visit, now = asked.visit, asked.session.now()
    day = day_view(visit, current_day(visit, now), now)
    return texts_catchup.listed(visit, day, catch_up(visit, day))


def _comparison(asked: Asked) -> Iterable[str]:
    return plain_comparison(asked.visit, asked.session.sums_at(), asked.session.chosen)


def _floor(asked: Asked) -> Iterable[str]:
    return plain_floor(asked.visit, asked.session.now(), asked.session.limits)


def _help(asked: Asked) -> Iterable[str]:
    """Return the words there are, or, with words behind it, those that are or hold them."""
    rows = usage(asked.words)
    if not rows:
        raise Refusal("line.no_help", word=asked.words[:40])
    width = max(len(words) for words, _does in rows)
    return (f"{words:<{width}}  {does}" for words, does in rows)


def usage(wanted: str = "") -> list[tuple[str, str]]:
    """Return each command's words and what it does, for help in line mode.

    Where something is *wanted*, the command whose word it begins, or else those that speak of it.
    """
    rows = [
        (f"{command.word} {_(command.takes.hint)}".strip(), _(command.spoken or command.help))
        for command in COMMANDS
        if command.word
    ]
    sought = plain(wanted)
    named = [row for row in rows if plain(row[0]).startswith(sought)]
    return named or [row for row in rows if sought in plain(" ".join(row))]


PAGES: Final[dict[Page, Callable[[Asked], Iterable[str]]]] = {
    Page.STATUS: _status,
    Page.DAYS: _days,
    Page.CATCHUP: _proposals,
    Page.COMPARISON: _comparison,
    Page.PEOPLE: lambda asked: plain_people(asked.visit),
    Page.ROLES: lambda asked: plain_roles(asked.visit),
    Page.FLOOR: _floor,
    Page.CHECKS: lambda asked: plain_open(asked.session, asked.words),
    Page.NOTES: lambda asked: plain_notes(asked.session, asked.words, secret=asked.seen),
    Page.UNSAID: lambda asked: plain_unsaid(asked.session),
    Page.CARD: lambda asked: plain_card(asked.visit),
    Page.SUPPORT: lambda asked: [texts_card.support(asked.visit.support)],
    Page.DILEMMAS: lambda asked: plain_dilemmas(asked.visit),
    Page.REPORT: lambda asked: report_lines(asked.visit, asked.words),
    Page.CONCERNS: lambda asked: concern_lines(asked.visit),
    Page.REVIEW: lambda asked: review_lines(asked.visit),
    Page.RECEIVED: lambda asked: received_lines(asked.visit),
    Page.REMARKS: lambda asked: texts_review.lines(asked.visit),
    Page.HELP: _help,
    Page.TIME: lambda asked: plain_time(asked.visit, _today(asked)),
    Page.TIMES: lambda asked: plain_times(asked.visit, _shown_day(asked)),
    Page.ROOM: lambda asked: plain_room(asked.visit, _today(asked)),
    Page.PROMPTS: lambda asked: plain_prompts(_today(asked)),
    Page.BOARD: lambda asked: plain_board(asked.visit, asked.session.now()),
}

"""Makes the next visit to a host from the last one (DESIGN 13)."""

from collections.abc import Iterable

from kvip_tui.domain.base import Refusal
from kvip_tui.domain.report.last_year import TakenOver, followed_up, taken_over
from kvip_tui.domain.text.words import plain
from kvip_tui.errors import UserError
from kvip_tui.i18n import _
from kvip_tui.store.library import Library, VisitFolder
from kvip_tui.store.listing import VisitSummary
from kvip_tui.visits.open import open_visit, read_visit


def visits_to(visits: Iterable[VisitSummary], host: str) -> list[VisitSummary]:
    """Return those of some visits that are to a host, rehearsals left out, the latest last."""
    wanted = plain(host)
    return [
        visit
        for visit in visits
        if wanted and visit.date and not visit.rehearsal and plain(visit.host) == wanted
    ]


def from_last(library: Library, folder: VisitFolder) -> TakenOver:
    """Return what a new visit takes over from an earlier one.

    Raises:
        UserError: It cannot be read.
    """
    try:
        return taken_over(read_visit(library, folder))
    except ValueError as error:
        raise UserError(_("{visit} kan ikke leses.").format(visit=folder.id)) from error


def bring(library: Library, made: VisitFolder, found: TakenOver) -> int:
    """Put last year's measures into a new visit, as what is to be followed up.

    Returns how many could not be: the privacy check stops some, or the plan has no place for them.

    Raises:
        UserError: The visit cannot be opened or written.
    """
    opened, kept = open_visit(library, made), 0
    try:
        for wish in followed_up(opened.session.visit, found):
            try:
                opened.session.do(wish)
            except Refusal:
                continue
            kept += 1
    finally:
        opened.close()
    return len(found.measures) - kept

"""What the reports of the latest visits wait for, and what can go, for the list of visits."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import date, timedelta
from typing import Final

from kvip_tui.domain.report.document import pending
from kvip_tui.domain.state.report import Step
from kvip_tui.errors import UserError
from kvip_tui.i18n import _
from kvip_tui.store.library import Library, VisitFolder
from kvip_tui.store.listing import VisitSummary
from kvip_tui.texts import report as texts_report
from kvip_tui.visits.open import read_visit

# A report is issued by day 21; what has not come by day 60 is not waited for. Only the journals
# of those visits are read, so a long list of old ones costs nothing.
WAITED_FOR: Final = timedelta(days=60)
# So long after its day a visit is offered to be deleted, whatever became of its report.
KEPT_FOR: Final = timedelta(days=90)


def pending_reports(
    library: Library, visits: Iterable[VisitSummary], today: date
) -> dict[str, str]:
    """Return what each report waits for, by visit, in few words, or that the visit can go.

    It can once its report is approved, and `KEPT_FOR` after its day. A rehearsal has none, nor a
    visit whose day is to come, that has no report or is not readable, as a sealed one is before its
    passphrase is said.
    """
    found: dict[str, str] = {}
    for visit in visits:
        if visit.problem or visit.sealed or visit.rehearsal or visit.date is None:
            continue
        if today > visit.date + KEPT_FOR:
            found[visit.id] = _("kan slettes: r")
        elif visit.date <= today <= visit.date + WAITED_FOR:
            with suppress(UserError, ValueError):
                if said := _pending(library, visit, today):
                    found[visit.id] = said
    return found


def _pending(library: Library, summary: VisitSummary, today: date) -> str:
    visit = read_visit(library, VisitFolder(summary.id, summary.path))
    row = pending(visit)
    if row is None and Step.APPROVED in visit.report.reviewed:
        return _("rapporten er godkjent, besøket kan slettes: r")
    return texts_report.pending(row, today) if row else ""

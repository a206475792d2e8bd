"""The report in plain lines: what stands in it, and what is to be looked at."""

from kvip_tui import texts_concerns
from kvip_tui.domain.refusal import Refusal
from kvip_tui.domain.report_checks import Concern, report_concerns
from kvip_tui.domain.report_sources import form_of
from kvip_tui.domain.visit import Visit
from kvip_tui.i18n import _
from kvip_tui.seatbelt import looking


def concerns_of(visit: Visit) -> tuple[Concern, ...]:
    """Return what is to be looked at in the report.

    Raises:
        Refusal: The visit has no report.
    """
    if form_of(visit) is None:
        raise Refusal("report.no_form")
    return report_concerns(visit, looking(visit))


def plain_concerns(visit: Visit) -> list[str]:
    """Return what is to be looked at, a line each, those that hold it back first."""
    lines = [texts_concerns.line(visit, concern) for concern in concerns_of(visit)]
    return sorted(lines, key=lambda line: not line.startswith("!")) or [
        _("Det er ingenting å rette i rapporten.")
    ]

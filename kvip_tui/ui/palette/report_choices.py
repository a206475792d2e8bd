"""What commands of the report can be about at the moment: steps, people waited for, forms."""

from collections.abc import Callable
from typing import Final

from kvip_tui.commands.report_arguments import STEPS
from kvip_tui.commands.table import Command
from kvip_tui.domain.report.document import review_rows
from kvip_tui.domain.report.sources import form_of, senders
from kvip_tui.domain.state.plan import HOST
from kvip_tui.i18n import _
from kvip_tui.snapshot import Glance
from kvip_tui.store.shipped.report_forms import form_ids, shipped_form
from kvip_tui.texts import report as texts_report

Named = list[tuple[str, str]]


def _steps(glance: Glance) -> Named:
    """Return the steps of the review that have not been taken."""
    left = {row.step for row in review_rows(glance.visit) if row.done is None}
    return [(word, _(texts_report.STEPS[step])) for word, step in STEPS.items() if step in left]


def _missing(glance: Glance) -> Named:
    """Return those of the team whose notes have not come in."""
    sent = senders(glance.visit)
    return [(p.id, p.name) for p in glance.visit.roster if p.group != HOST and p.id not in sent]


def _received(glance: Glance) -> Named:
    """Return those of whom it was said that their notes have come in."""
    received = glance.visit.report.received
    return [(p.id, p.name) for p in glance.visit.people if p.id in received]


def _forms(glance: Glance) -> Named:
    """Return the forms that the report does not have."""
    now, language = form_of(glance.visit), glance.visit.plan.language
    forms = [shipped_form(form_id, language) for form_id in form_ids()]
    return [(form.id, form.title) for form in forms if form != now]


OFFERED: Final[dict[str, Callable[[Glance], Named]]] = {
    "review": _steps,
    "received": _missing,
    "not_received": _received,
    "report_form": _forms,
}


def offered(command: Command, glance: Glance) -> Named:
    """Return what a command of the report can be about: its words, and what stands for them."""
    return OFFERED[command.id](glance)

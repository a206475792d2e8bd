"""The verb that lists the visits: there may be many, and it needs little of what the others do."""

from argparse import Namespace
from collections.abc import Iterable
from pathlib import Path

from kvip_tui.cli.console import say
from kvip_tui.i18n import _
from kvip_tui.paths import data_dir, visits_dir
from kvip_tui.store.listing import VisitSummary, listed
from kvip_tui.texts import formats


def list_(asked: Namespace) -> int:
    """Print the visits there are."""
    root = data_dir(getattr(asked, "data", None))
    visits = listed(visits_dir(root), {})
    beside = _beside(root, visits) if any(one.several or one.shared for one in visits) else {}
    if not visits:
        say(_("Ingen besøk ennå; lag et med «kvip new», eller se «kvip demo»."))
    say(*(_summary(visit, beside.get(visit.id, "")) for visit in visits))
    return 0


def _beside(root: Path, visits: Iterable[VisitSummary]) -> dict[str, str]:
    """Return what of each visit is not counted; few have more than one journal or are shared."""
    from kvip_tui.store.library import Library  # noqa: PLC0415 - 35 ms
    from kvip_tui.visits.uncounted import uncounted  # noqa: PLC0415 - with it

    return uncounted(Library(root), visits)


def _summary(visit: VisitSummary, beside: str) -> str:
    if visit.problem:
        return f"{visit.id}  ! {visit.problem}"
    rehearsal = _(" (øving)") if visit.rehearsal else ""
    day = formats.date_text(visit.date) if visit.date else ""
    more = f"  ! {beside}" if beside else ""
    return f"{visit.id}  {day}  {visit.host}, {visit.title}{rehearsal}{more}"

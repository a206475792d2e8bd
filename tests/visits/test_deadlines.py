"""What the list of visits says of their reports."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from kvip_tui.domain.report.changes import ReviewDated
from kvip_tui.domain.state.report import Step
from kvip_tui.i18n import use_language
from kvip_tui.store.library import Library
from kvip_tui.ui.start.screen import options
from kvip_tui.visits.deadlines import pending_reports
from tests.ui.doors import TODAY, make

STEPS = (Step.TEAM, Step.HOST, Step.NETWORK, Step.APPROVED)


def said(library: Library, days: int) -> str:
    """Return what is said so many days after the visit, '' where nothing is."""
    found = pending_reports(library, library.visits(), TODAY + timedelta(days=days))
    return "".join(found.values())


@pytest.mark.parametrize(
    ("taken", "days", "text"),
    [
        (0, -1, ""),
        (0, 0, "rapport: besøksteamet innen 26. mars"),
        (0, 10, "rapport: besøksteamet innen 26. mars"),
        (0, 11, "rapport: besøksteamet skulle vært ferdig 26. mars"),
        (1, 11, "rapport: vertsenheten innen 30. mars"),
        (3, 21, "rapport: godkjenning innen 6. april"),
        (4, 21, "rapporten er godkjent, besøket kan slettes: r"),
        (0, 61, ""),
        (0, 90, ""),
        (0, 91, "kan slettes: r"),
        (4, 400, "kan slettes: r"),
    ],
)
def test_a_report_says_what_it_waits_for(taken: int, days: int, text: str, tmp_path: Path) -> None:
    """The next step and its day, until it is issued, or given up; then that the visit can go."""
    library = Library(tmp_path)
    with library.open(make(library)) as journal:
        at = journal.records[0].at
        journal.extend([(at, (ReviewDated(step, TODAY),)) for step in STEPS[:taken]])
    assert said(library, days) == text


def test_what_cannot_be_read_or_is_practised_waits_for_nothing(tmp_path: Path) -> None:
    """The list is shown all the same."""
    library = Library(tmp_path)
    make(library)
    [summary] = library.visits()
    practised = replace(summary, rehearsal=True)
    gone = replace(summary, path=tmp_path / "borte")
    assert pending_reports(library, [practised, gone], TODAY) == {}


def test_the_start_screen_has_it_in_the_visits_row(tmp_path: Path) -> None:
    """Before the title, which says least, in the language that is spoken."""
    library = Library(tmp_path)
    make(library)
    use_language("en")
    try:
        reports = pending_reports(library, library.visits(), date(2021, 3, 17))
        row = str(options(library.visits(), date(2021, 3, 17), reports)[1].prompt)
    finally:
        use_language("nb")
    assert "26 March · Digitalt KvIP-besøk" in row

"""Whose visit it is, and when: what can be changed, and until when."""

from datetime import date

import pytest

from kvip_tui.domain.history import Undo
from kvip_tui.domain.planning.identity import LONGEST_HOST, RenameVisit
from tests.builders import DATE, VisitBuilder, visit
from tests.domain.planning.answers import refused

LATER = date(2021, 4, 20)


def scene() -> VisitBuilder:
    """Return a visit whose day has not begun."""
    return visit("A 09:00-09:30, B> -10:00")


def test_host_and_date_are_changed_together_or_alone() -> None:
    """One record, one undo; the id stays, and the day's times follow the date."""
    built = scene().do(RenameVisit(" BUP  Bodø "), "08:00")
    assert (built.visit.host, built.visit.date, built.visit.id) == ("BUP Bodø", DATE, "besok")
    built.do(RenameVisit("BUP Tromsø", LATER), "08:01")
    view = built.day("08:01").view("a")
    assert view is not None
    assert view.planned is not None
    assert view.planned[0].date() == LATER
    built.do(Undo(), "08:02")
    assert (built.visit.host, built.visit.date) == ("BUP Bodø", DATE)


@pytest.mark.parametrize(
    ("intent", "code"),
    [
        (RenameVisit(), "edit.unchanged"),
        (RenameVisit("Vert", DATE), "edit.unchanged"),
        (RenameVisit("  "), "visit.no_host"),
        (RenameVisit("x" * (LONGEST_HOST + 1)), "visit.long_host"),
    ],
)
def test_what_is_no_name_is_refused(intent: RenameVisit, code: str) -> None:
    """As it is where a visit is made."""
    assert refused(scene(), intent, "08:00") == code


def test_a_day_that_has_begun_keeps_its_date() -> None:
    """What has happened has its time; the host's name can be put right for ever."""
    built = scene().started("a", "09:00")
    assert refused(built, RenameVisit(on=LATER), "09:01") == "visit.lived"
    assert built.do(RenameVisit("BUP Bodø"), "09:01").visit.host == "BUP Bodø"

"""What is to be looked at in a report: each code, where it is, and what holds a report back."""

from collections.abc import Iterable

import pytest

from kvip_tui.domain.notes.vocabulary import (
    DeleteNote,
    MarkNote,
    PromoteImpression,
    RaiseNote,
    SetFocusAreas,
)
from kvip_tui.domain.privacy.check import Finding, Level
from kvip_tui.domain.report.changes import WriteProse
from kvip_tui.domain.report.checks import (
    DATES,
    IMPRESSION,
    ROSTER,
    Concern,
    Weight,
    blocking,
    report_concerns,
)
from kvip_tui.domain.report.points import AddPoint, ClearPoints, DetailPoint
from kvip_tui.domain.state.report import FollowUp
from kvip_tui.privacy_check import looking
from tests.builders import DATE, VisitBuilder, visit
from tests.reports import SAID, TEAMS, THOUGHT, promoted, reported, written


def look(text: str) -> Iterable[Finding]:
    """Find the words «stopp» and «se», as a rule each."""
    for rule, level in (("s", Level.STOP), ("l", Level.LOOK)):
        word = "stopp" if level is Level.STOP else "se"
        if word in text.split():
            yield Finding(rule, level, 0, 1)


def concerns(built: VisitBuilder, *codes: str) -> list[Concern]:
    """Return what is to be looked at, of those codes only."""
    return [c for c in report_concerns(built.visit, look) if not codes or c.code in codes]


def places(built: VisitBuilder, code: str) -> list[tuple[str, str | None]]:
    """Return where a code is found."""
    return [(concern.section, concern.point) for concern in concerns(built, code)]


@pytest.mark.parametrize(
    ("sources", "to", "surprise"),
    [
        ((SAID,), "styrker", False),
        ((THOUGHT,), "utfordringer", True),
        ((TEAMS,), "utfordringer", True),
        ((THOUGHT, TEAMS), "styrker", True),
        ((TEAMS, SAID), "utfordringer", False),
        ((TEAMS,), "laring", False),
    ],
)
def test_what_the_host_never_heard_is_a_surprise(
    sources: tuple[str, ...], to: str, surprise: bool
) -> None:
    """Said with the host present, or of the team itself; else it stops until it is cleared."""
    built = reported()
    point = promoted(built, *sources, to=to)
    assert bool(places(built, "overraskelse")) is surprise
    assert blocking(concerns(built)) is surprise
    if surprise:
        built.do(ClearPoints((point.id,), "Berit Moe", DATE, "på telefon"), "14:00")
        assert places(built, "overraskelse") == []
        assert not blocking(concerns(built))


def test_a_note_that_becomes_a_thought_makes_a_surprise() -> None:
    """What is true of the notes now counts."""
    built = reported()
    promoted(built, SAID)
    built.do(MarkNote(SAID, said=False), "10:01")
    assert places(built, "overraskelse") == [("styrker", "p1")]


def test_a_source_that_became_an_impression_holds_the_report_back() -> None:
    """Until a second person has agreed, whoever was told of the point."""
    built = reported()
    point = promoted(built, TEAMS)
    built.do(ClearPoints((point.id,), "Berit Moe", DATE, "i møtet"), "14:00")
    built.do(RaiseNote(TEAMS), "14:01")
    [found] = concerns(built, "personvern")
    assert (found.point, found.weight, found.params) == (
        point.id,
        Weight.STOP,
        {"rule": IMPRESSION},
    )
    built.do(PromoteImpression(TEAMS, second="henrik", by="Anne Aas"), "14:02")
    assert concerns(built, "personvern") == []


def test_privacy_is_looked_at_in_every_text() -> None:
    """Prose, points and what is said beside them; a stop holds back, a look does not."""
    built = reported().do(WriteProse("om", "se her"), "10:00")
    built.do(AddPoint("tiltak", "se stopp se"), "10:00")
    built.do(DetailPoint("p1", who="stopp"), "10:00")
    assert [(c.section, c.point, c.weight, c.params) for c in concerns(built, "personvern")] == [
        ("om", None, Weight.WARN, {"rule": "l"}),
        ("tiltak", "p1", Weight.STOP, {"rule": "s"}),
        ("tiltak", "p1", Weight.WARN, {"rule": "l"}),
    ]
    assert blocking(concerns(built))


@pytest.mark.parametrize(
    ("who", "due", "rules"),
    [
        ("Berit Moe", "Innen 1. mai 2027", []),
        ("Enhetsleder", "Når Emma er hjemme, 1. mai", ["fornavn"]),
        ("Vakta 1. mai 2027", "Når Berit Moe vil", [DATES, ROSTER]),
    ],
)
def test_who_and_when_give_nobody_away(who: str, due: str, rules: list[str]) -> None:
    """A measure is one participant's, by a day; any other name and day there is looked at."""
    built = reported().do(AddPoint("tiltak", "Avtal møter"), "10:00")
    built.do(DetailPoint("p1", who=who, due=due), "10:01")
    found = report_concerns(built.visit, looking(built.visit))
    assert [c.params["rule"] for c in found if c.code == "personvern"] == rules


@pytest.mark.parametrize(
    ("strengths", "challenges", "section"),
    [
        (0, 0, None),
        (1, 1, None),
        (1, 0, "utfordringer"),
        (0, 1, "styrker"),
        (1, 2, None),
        (1, 3, "styrker"),
        (4, 2, "utfordringer"),
        (3, 2, None),
    ],
)
def test_strengths_and_challenges_balance(
    strengths: int, challenges: int, section: str | None
) -> None:
    """The lighter one is named, from twice as many on the other side."""
    built = reported()
    for name, count in (("styrker", strengths), ("utfordringer", challenges)):
        for i in range(count):
            built.do(AddPoint(name, f"{i}"), "10:00")
    assert places(built, "balanse") == ([(section, None)] if section else [])


@pytest.mark.parametrize(
    ("who", "due", "missing"),
    [("", "", "both"), ("A", "", "due"), ("", "i mai", "who"), ("A", "i mai", None)],
)
def test_a_measure_says_who_and_when(who: str, due: str, missing: str | None) -> None:
    """Else it is not concrete."""
    built = reported().do(AddPoint("tiltak", "Avtal møter"), "10:00")
    if who or due:
        built.do(DetailPoint("p1", who=who, due=due), "10:01")
    found = [concern.params["missing"] for concern in concerns(built, "ukonkret")]
    assert found == ([missing] if missing else [])


def test_last_years_findings_are_there_and_judged() -> None:
    """None at all is missed in the section; one without a status at itself; prose will do too."""
    built = reported()
    assert places(built, "fjorårets") == [("fjor", None)]
    built.do(AddPoint("fjor", "Faste møter"), "08:00")
    assert places(built, "fjorårets") == [("fjor", "p1")]
    assert places(built, "kilde") == []
    built.do(DetailPoint("p1", status=FollowUp.MET), "08:01")
    assert places(built, "fjorårets") == []
    assert places(reported().do(WriteProse("fjor", "Ingen"), "08:00"), "fjorårets") == []


def test_every_focus_area_has_a_point() -> None:
    """By its name."""
    built = reported().do(SetFocusAreas(("Mat", "Rom")), "08:00")
    built.do(AddPoint("fokus", "x"), "10:00").do(DetailPoint("p1", topic="Rom"), "10:00")
    assert [concern.params["area"] for concern in concerns(built, "fokusområde")] == ["Mat"]


def test_a_point_without_notes_says_so() -> None:
    """Written by hand, or made of notes that were all deleted since; its words stay."""
    built = reported().do(AddPoint("styrker", "x"), "10:00")
    promoted(built, SAID, THOUGHT, to="laring")
    assert places(built, "kilde") == [("styrker", "p1")]
    built.do(DeleteNote(SAID), "10:01")
    assert places(built, "kilde") == [("styrker", "p1")]
    built.do(DeleteNote(THOUGHT), "10:02")
    assert places(built, "kilde") == [("styrker", "p1"), ("laring", "p2")]
    assert built.visit.report.points[1].text.startswith("Fast sykepleier")


def test_concerns_stand_in_the_order_of_the_report() -> None:
    """And a report that is in order has none that stops."""
    found = concerns(written())
    order = [section.id for section in (written().visit.plan.report or pytest.fail("x")).sections]
    assert [order.index(c.section) for c in found] == sorted(order.index(c.section) for c in found)
    assert not blocking(found)
    assert report_concerns(visit("A 09:00-09:30").visit, look) == ()

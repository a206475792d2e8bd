"""The report as a document: what stands where, and what never does."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvip_tui.domain.base import Refusal
from kvip_tui.domain.notes.vocabulary import SetFocusAreas
from kvip_tui.domain.people.changes import RoleAssigned
from kvip_tui.domain.report.changes import DateReview
from kvip_tui.domain.report.document import (
    DocumentMeasure,
    ReportDocument,
    Version,
    paragraphs,
    report_document,
)
from kvip_tui.domain.report.points import AddPoint, DetailPoint, PromoteNotes
from kvip_tui.domain.state.report import Aspect, FollowUp, Step
from tests.builders import DATE, VisitBuilder, visit
from tests.reports import SAID, promoted, reported


def document(built: VisitBuilder, *, draft: bool = False) -> ReportDocument:
    """Return the report as it stands."""
    return report_document(built.visit, built.records[-1], draft=draft)


def test_the_front_says_whose_report_it_is() -> None:
    """Host, day, leader and people with their titles; and what it was made from."""
    built = reported().happened("08:30", RoleAssigned("besoksleder", "anne"))
    made = document(built, draft=True)
    assert (made.kind, made.host, made.date, made.leader) == ("prove", "Vert", DATE, "Anne Aas")
    assert made.team == ("Anne Aas", "Fatima Noor", "Henrik Bø")
    assert made.hosts == ("Berit Moe",)
    assert made.draft
    assert made.version == Version(number=5, on=DATE)


def test_every_section_stands_in_its_order() -> None:
    """Empty ones too, with the form's words where nobody has written others."""
    made = document(reported())
    titles = [section.title for section in made.sections]
    assert titles[:2] == ["Forside", "Om besøket"]
    assert [section.id for section in made.sections if not section.empty] == ["om"]
    assert made.sections[1].prose == ("Alltid det samme.", "To avsnitt.")


def test_points_measures_and_findings_say_what_is_known_of_them() -> None:
    """Focus areas in the host's order; a measure has no point beside it."""
    built = reported().do(SetFocusAreas(("Mat", "Rom")), "08:00")
    for section in ("fokus", "fokus", "fokus", "tiltak", "fjor"):
        built.do(AddPoint(section, f"{section}\ntekst"), "10:00")
    built.do(DetailPoint("p1", topic="Annet"), "10:01")
    built.do(DetailPoint("p2", topic="Rom", aspect=Aspect.DISCUSSED), "10:01")
    built.do(DetailPoint("p3", topic="Mat"), "10:01")
    built.do(DetailPoint("p4", topic="Bolig", who="Berit", due="i mai"), "10:01")
    built.do(DetailPoint("p5", status=FollowUp.NOT_MET), "10:01")
    made = {section.id: section for section in document(built).sections}
    assert [(p.id, p.topic) for p in made["fokus"].points] == [
        ("4", "Mat"),
        ("3", "Rom"),
        ("2", "Annet"),
    ]
    assert made["fokus"].points[1].aspect is Aspect.DISCUSSED
    assert made["tiltak"].points == ()
    assert made["tiltak"].measures == (
        DocumentMeasure("5", "Bolig", "tiltak\ntekst", "Berit", "i mai"),
    )
    assert made["fjor"].points[0].status is FollowUp.NOT_MET


def test_the_review_is_due_on_days_after_the_visit() -> None:
    """Team on day 10, host on day 14, issued by day 21."""
    built = reported().do(DateReview(Step.TEAM, DATE), "15:00")
    rows = document(built).review
    assert [(row.due - DATE).days for row in rows] == [10, 14, 21, 21]
    assert [row.done for row in rows] == [DATE, None, None, None]


def test_a_document_holds_no_machine_and_no_note() -> None:
    """Only the words that were promoted."""
    built = reported()
    built.do(PromoteNotes((SAID,), machine="maskin-7f"), "10:00")
    written = msgspec.json.encode(document(built)).decode()
    assert "Fast sykepleier på kveld" in written
    assert "nøler" not in written
    assert "maskin" not in written


def test_a_visit_without_a_form_has_no_document() -> None:
    """It is refused, not empty."""
    with pytest.raises(Refusal, match=r"report\.no_form"):
        document(visit("A 09:00-09:30"))


@given(st.lists(st.text("ab \n", max_size=12), max_size=5))
def test_paragraphs_lose_nothing_but_blanks(parts: list[str]) -> None:
    """None is empty, and none holds an empty line."""
    prose = "\n\n".join(parts)
    found = paragraphs(prose)
    assert "".join("".join(found).split()) == "".join(prose.split())
    assert all(line.strip() for paragraph in found for line in paragraph.split("\n"))


def test_a_promoted_point_stands_in_its_section() -> None:
    """In the words of the note."""
    built = reported()
    promoted(built, SAID)
    section = document(built).section("styrker")
    assert section is not None
    assert [point.text for point in section.points] == ["Fast sykepleier på kveld"]

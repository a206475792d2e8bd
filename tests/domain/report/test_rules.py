"""The report as a whole: prose, form, focus areas, review, feedback and who sent notes."""

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from kvip_tui.domain.base import Refusal
from kvip_tui.domain.report.changes import (
    ChooseForm,
    DateReview,
    FormChosen,
    ProseWritten,
    ReceiveNotes,
    WriteFeedback,
    WriteProse,
)
from kvip_tui.domain.report.document import pending, review_rows
from kvip_tui.domain.report.points import AddPoint, PointAdded, require_since_visit
from kvip_tui.domain.state.form import Form
from kvip_tui.domain.state.report import Feedback, Step
from tests.builders import DATE, visit
from tests.reports import FORM, SAID, promoted, reported


def test_prose_replaces_what_the_form_says() -> None:
    """Cleaned; taken away it is empty, not the form's again."""
    built = reported().do(WriteProse("om", " Nytt \x07\r\n\r\n to "), "10:00")
    assert built.visit.report.prose == {"om": "Nytt \n\n to"}
    with pytest.raises(Refusal, match="unchanged"):
        built.answer(WriteProse("om", "Nytt \n\n to"), "10:01")
    built.do(WriteProse("om", ""), "10:02")
    assert built.visit.report.prose == {"om": ""}


def test_a_form_must_have_the_sections_that_were_written_in() -> None:
    """Otherwise what stands there would be lost."""
    without = replace(FORM, id="annen", sections=FORM.sections[:5])
    built = reported()
    promoted(built, SAID)
    assert built.do(ChooseForm(without), "10:00").visit.report.form == without
    with pytest.raises(Refusal, match="unchanged"):
        built.answer(ChooseForm(without), "10:01")
    built = reported().do(WriteProse("slutt", "x"), "10:00")
    with pytest.raises(Refusal, match=r"report\.form_in_use"):
        built.answer(ChooseForm(without), "10:01")


def test_what_a_merged_journal_has_in_no_section_stands_in_the_last() -> None:
    """Points and prose: nothing is lost, and each has its place in a document."""
    short = replace(FORM, sections=FORM.sections[:5])
    built = reported().do(WriteProse("slutt", "To"), "10:00")
    built.do(WriteProse("styrker", "En"), "10:00").do(AddPoint("laring", "x"), "10:00")
    built.happened("10:01", FormChosen(short), PointAdded("p9", "borte", "y"))
    built.happened("10:02", ProseWritten("borte", "Tre"))
    report = built.visit.report
    assert report.prose == {"styrker": "En\n\nTo\n\nTre"}
    assert [(point.section, point.text) for point in report.points] == [
        ("styrker", "x"),
        ("styrker", "y"),
    ]


def test_a_report_that_nobody_reviews_has_no_deadlines() -> None:
    """As the summary of a meeting: none to show, and none to date."""
    form = Form("møte", "Oppsummering", FORM.sections[:-1])
    built = visit("A 09:00-09:30", report=form)
    assert review_rows(built.visit) == ()
    assert pending(built.visit) is None
    with pytest.raises(Refusal, match=r"review\.none"):
        built.answer(DateReview(Step.TEAM, DATE), "14:00")


def test_the_review_goes_step_by_step() -> None:
    """A step has its day, which can be corrected and taken away."""
    built = reported()
    day = DATE + timedelta(days=9)
    later = day + timedelta(days=4)
    late = f"{24 * 30}:00"
    for step, on in ((Step.TEAM, day), (Step.HOST, later), (Step.TEAM, later), (Step.HOST, None)):
        built.do(DateReview(step, on), late)
    assert built.visit.report.reviewed == {Step.TEAM: later}


@pytest.mark.parametrize(
    ("step", "on", "code"),
    [
        (Step.TEAM, date(2021, 3, 15), "review.when"),
        (Step.TEAM, date(2021, 4, 16), "review.when"),
        (Step.TEAM, date(2021, 3, 27), "review.order"),
        (Step.NETWORK, date(2021, 3, 25), "review.order"),
        (Step.HOST, date(2021, 3, 26), "report.unchanged"),
        (Step.APPROVED, None, "report.unchanged"),
    ],
)
def test_a_step_of_the_review_has_a_day_that_can_be(step: Step, on: date, code: str) -> None:
    """Neither before the visit nor to come, and not before the step before it."""
    late = f"{24 * 30}:00"
    built = reported().do(DateReview(Step.HOST, date(2021, 3, 26)), late)
    with pytest.raises(Refusal) as refused:
        built.answer(DateReview(step, on), late)
    assert refused.value.code == code


@pytest.mark.parametrize("days", [-2, -1, 0, 1])
def test_before_the_visit_no_day_can_be_given(days: int) -> None:
    """The refusal names the visit's day alone, not a span that ends before it begins."""
    with pytest.raises(Refusal) as refused:
        require_since_visit(
            reported().visit, DATE + timedelta(days=days), DATE - timedelta(days=1), "clear.when"
        )
    assert refused.value.code == "report.not_yet"
    assert refused.value.params == {"first": DATE}


def test_feedback_answers_questions_that_are_asked() -> None:
    """And only those."""
    write = WriteFeedback(Feedback.NETWORK, "tips", " Kortere lunsj ")
    built = reported().do(write, "15:00")
    assert built.visit.report.answers == {(Feedback.NETWORK, "tips"): "Kortere lunsj"}
    for wrong, code in (
        (write, "report.unchanged"),
        (WriteFeedback(Feedback.LEADER, "tips", "x"), "feedback.unknown"),
    ):
        with pytest.raises(Refusal, match=code):
            built.answer(wrong, "15:01")


def test_who_has_sent_notes_is_kept() -> None:
    """Once each, of people on the list."""
    built = reported().do(ReceiveNotes("anne"), "15:00").do(ReceiveNotes("henrik"), "15:01")
    built.do(ReceiveNotes("anne", received=False), "15:02")
    assert built.visit.report.received == {"henrik"}
    for wrong, code in (
        (ReceiveNotes("henrik"), "unchanged"),
        (ReceiveNotes("ukjent"), "person"),
    ):
        with pytest.raises(Refusal, match=code):
            built.answer(wrong, "15:03")

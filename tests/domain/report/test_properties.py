"""Whatever is done to a report, in whatever order: nothing is lost, and all can be taken back."""

from contextlib import suppress

from hypothesis import given, settings
from hypothesis import strategies as st

from kvip_tui.domain.base import AnyEvent, Refusal
from kvip_tui.domain.history import Intent, Redo, Undo, apply_event, replay
from kvip_tui.domain.notes.vocabulary import DeleteNote, JoinNotes
from kvip_tui.domain.report.changes import DateReview, WriteFeedback, WriteProse
from kvip_tui.domain.report.checks import report_concerns
from kvip_tui.domain.report.document import report_document
from kvip_tui.domain.report.points import (
    AddPoint,
    AddSources,
    ClearPoints,
    DetailPoint,
    MergePoints,
    MovePoint,
    PointAdded,
    PointDetailed,
    PointMoved,
    PointRemoved,
    PointReworded,
    PointsCleared,
    PointsMerged,
    PromoteNotes,
    RemovePoint,
    RewordPoint,
    SourcesAdded,
)
from kvip_tui.domain.state.report import Aspect, Feedback, FollowUp, Step
from kvip_tui.store import codec
from tests.builders import DATE, VisitBuilder
from tests.reports import FORM, SAID, TEAMS, THOUGHT, reported

NOTES = st.sampled_from([SAID, THOUGHT, TEAMS, "99"])
SECTIONS = st.sampled_from([section.id for section in FORM.sections])
POINTS = st.sampled_from(["p1", "p2", "p3", "p4"])
TEXTS = st.text("ab#: \n\x1b", max_size=12)
SEVERAL = st.lists(POINTS, max_size=3).map(tuple)
INTENTS = st.one_of(
    st.builds(PromoteNotes, st.lists(NOTES, max_size=2).map(tuple), SECTIONS, TEXTS),
    st.builds(AddPoint, SECTIONS, TEXTS),
    st.builds(RewordPoint, POINTS, TEXTS),
    st.builds(AddSources, POINTS, st.lists(NOTES, max_size=2).map(tuple)),
    st.builds(MergePoints, SEVERAL, TEXTS),
    st.builds(MovePoint, POINTS, SECTIONS, st.none() | st.integers(-1, 5)),
    st.builds(RemovePoint, POINTS),
    st.builds(ClearPoints, SEVERAL, TEXTS, st.just(DATE), TEXTS),
    st.builds(
        DetailPoint,
        POINTS,
        topic=st.none() | TEXTS,
        who=st.none() | TEXTS,
        status=st.none() | st.sampled_from(FollowUp),
        aspect=st.none() | st.sampled_from(Aspect),
    ),
    st.builds(WriteProse, SECTIONS, TEXTS),
    st.builds(DateReview, st.sampled_from(Step), st.none() | st.just(DATE)),
    st.builds(WriteFeedback, st.sampled_from(Feedback), st.just("tips"), TEXTS),
    st.builds(DeleteNote, NOTES),
    st.builds(JoinNotes, st.just((SAID, TEAMS))),
)


def done(intents: list[Intent]) -> VisitBuilder:
    """Return a visit with everything done that the rules allow."""
    built = reported()
    for intent in intents:
        with suppress(Refusal):
            built.do(intent, "15:00")
    return built


@settings(max_examples=60)
@given(st.lists(INTENTS, max_size=14))
def test_a_report_is_whole_whatever_is_done_to_it(intents: list[Intent]) -> None:
    """Ids are unique, sections are the form's, texts are clean, and a file tells the same."""
    built = done(intents)
    report = built.visit.report
    assert len({point.id for point in report.points}) == len(report.points)
    for point in report.points:
        assert FORM.section(point.section) not in {None, FORM.sections[0]}
        assert point.text.strip()
        assert "\x1b" not in point.text + point.topic + point.who
    document = report_document(built.visit, built.records[-1], draft=True)
    shown = [point.id for section in document.sections for point in section.points]
    shown += [measure.id for section in document.sections for measure in section.measures]
    assert sorted(map(int, shown)) == list(range(1, len(report.points) + 1))
    places = {concern.point for concern in report_concerns(built.visit, lambda text: ())}
    assert places <= {None, *(point.id for point in report.points)}
    assert replay([codec.decode(codec.encode(r)[:-1]) for r in built.records]).visit == built.visit


@settings(max_examples=40)
@given(st.lists(INTENTS, max_size=8), INTENTS)
def test_every_step_can_be_taken_back(before: list[Intent], intent: Intent) -> None:
    """And done again."""
    built = done(before)
    visit = built.visit
    with suppress(Refusal):
        built.do(intent, "15:01")
        after = built.visit
        assert built.do(Undo(), "15:02").visit == visit
        assert built.do(Redo(), "15:03").visit == after


EVENTS = st.one_of(
    st.builds(PointAdded, POINTS, SECTIONS, TEXTS),
    st.builds(PointReworded, POINTS, TEXTS),
    st.builds(SourcesAdded, POINTS, st.lists(NOTES).map(tuple)),
    st.builds(PointsMerged, POINTS, SEVERAL, TEXTS),
    st.builds(PointMoved, POINTS, SECTIONS, st.none() | POINTS),
    st.builds(PointRemoved, POINTS),
    st.builds(PointDetailed, POINTS, topic=TEXTS),
    st.builds(PointsCleared, SEVERAL, TEXTS, st.just(DATE), TEXTS),
)


@settings(max_examples=40)
@given(st.lists(EVENTS, max_size=10))
def test_events_of_points_that_are_not_there_do_nothing(events: list[AnyEvent]) -> None:
    """A journal that was merged may hold them; it is read all the same."""
    visit = reported().visit
    for event in events:
        visit = apply_event(visit, 9, reported().at("15:00"), event)
    assert {point.section for point in visit.report.points} <= {s.id for s in FORM.sections}

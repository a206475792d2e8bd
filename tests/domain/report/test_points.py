"""Points of the report: promoting, wording, merging, ordering, and what is refused."""

from datetime import date

import pytest
from msgspec.structs import replace

from kvip_tui.domain.base import Refusal
from kvip_tui.domain.history import Undo
from kvip_tui.domain.notes.vocabulary import JoinNotes, PromoteImpression, SetFocusAreas
from kvip_tui.domain.report.changes import ChooseForm
from kvip_tui.domain.report.names import named_section
from kvip_tui.domain.report.points import (
    AddPoint,
    AddSources,
    ClearPoints,
    DetailPoint,
    MergePoints,
    MovePoint,
    PointIntent,
    PromoteNotes,
    RemovePoint,
    RewordPoint,
)
from kvip_tui.domain.state.plan import Privacy
from kvip_tui.domain.state.report import Aspect, Clearance, FollowUp
from tests.builders import DATE, visit
from tests.reports import FORM, SAID, TEAMS, THOUGHT, noted, promoted, reported, texts


def test_a_note_becomes_a_point_where_its_tag_says() -> None:
    """In its own words without the tags, with the note as its source."""
    built = reported()
    point = promoted(built, SAID)
    assert (point.section, point.text, point.sources) == (
        "styrker",
        "Fast sykepleier på kveld",
        (SAID,),
    )


def test_several_notes_become_one_point() -> None:
    """In the section that is named, whatever their tags say."""
    built = reported()
    point = promoted(built, SAID, TEAMS, to="laring")
    assert point.text == "Fast sykepleier på kveld\nMangler møter med kommunen"
    assert (point.section, point.sources) == ("laring", (SAID, TEAMS))


def test_a_point_keeps_its_source_when_it_is_reworded() -> None:
    """And its id, so that what refers to it still does."""
    built = reported()
    point = promoted(built, SAID)
    built.do(RewordPoint(point=point.id, text=" Fast bemanning på kveld "), "10:01")
    [reworded] = built.visit.report.points
    assert (reworded.id, reworded.text) == (point.id, "Fast bemanning på kveld")
    assert reworded.sources == (SAID,)


def test_points_are_merged_into_the_first() -> None:
    """With the sources of all and the words of all, unless others are given."""
    built = reported()
    first, second = promoted(built, SAID), promoted(built, TEAMS)
    built.do(MergePoints(points=(first.id, second.id)), "10:01")
    [point] = built.visit.report.points
    assert (point.id, point.section, point.sources) == (first.id, "styrker", (SAID, TEAMS))
    assert point.text == f"{first.text}\n{second.text}"
    built.do(Undo(), "10:02")
    built.do(MergePoints(points=(second.id, first.id), text="Ett"), "10:03")
    assert [(p.id, p.text) for p in built.visit.report.points] == [(second.id, "Ett")]


@pytest.mark.parametrize(
    ("place", "expected"), [(1, "c a b"), (2, "a c b"), (3, None), (None, None)]
)
def test_a_point_gets_another_place(place: int | None, expected: str | None) -> None:
    """Counted from 1 among the others of the section; where it stands already is refused."""
    built = reported()
    for text in "abc":
        built.do(AddPoint(section="styrker", text=text), "10:00")
    move = MovePoint(point="p3", section="styrker", place=place)
    if expected is None:
        with pytest.raises(Refusal, match="unchanged"):
            built.answer(move, "10:01")
    else:
        assert texts(built.do(move, "10:01"), "styrker") == expected.split()


def test_a_point_moves_to_another_section() -> None:
    """Last where no place is said; the order of the others stays."""
    built = reported()
    for text in "ab":
        built.do(AddPoint(section="styrker", text=text), "10:00")
    built.do(AddPoint(section="laring", text="c"), "10:00")
    built.do(MovePoint(point="p1", section="laring"), "10:01")
    assert (texts(built, "styrker"), texts(built, "laring")) == (["b"], ["c", "a"])
    built.do(MovePoint(point="p2", section="laring", place=2), "10:02")
    assert texts(built, "laring") == ["c", "b", "a"]


def test_a_removed_point_comes_back_with_undo() -> None:
    """Its notes were there all the time."""
    built = reported()
    point = promoted(built, SAID)
    built.do(RemovePoint(point.id), "10:01")
    assert built.visit.report.points == ()
    assert built.do(Undo(), "10:02").visit.report.points == (point,)
    assert len(built.visit.notes) == 3


def test_details_belong_to_what_a_section_is_for() -> None:
    """Theme, who and when of a measure; the status of a finding; the aspect of a focus area."""
    built = reported()
    for section in ("tiltak", "fjor", "fokus", "styrker"):
        built.do(AddPoint(section=section, text=section), "10:00")
    built.do(DetailPoint("p1", topic="Overganger", who="Enhetsleder", due="i mai"), "10:01")
    built.do(DetailPoint("p1", due=" i  juni "), "10:02")
    built.do(DetailPoint("p2", status=FollowUp.PARTLY), "10:03")
    built.do(DetailPoint("p3", topic="Skjerming", aspect=Aspect.IDEA), "10:04")
    measure, finding, focus, _strength = built.visit.report.points
    assert (measure.topic, measure.who, measure.due) == ("Overganger", "Enhetsleder", "i juni")
    assert finding.status is FollowUp.PARTLY
    assert (focus.topic, focus.aspect) == ("Skjerming", Aspect.IDEA)
    for wrong in (
        DetailPoint("p4", who="Kari"),
        DetailPoint("p2", topic="x"),
        DetailPoint("p1", status=FollowUp.MET),
    ):
        with pytest.raises(Refusal, match=r"report\.no_detail"):
            built.answer(wrong, "10:05")


def test_a_tag_names_the_focus_area() -> None:
    """The host's own words for it, where the tag begins like one of them; a measure's theme too."""
    built = reported().do(SetFocusAreas((" Skjerming  og miljø ", "Overganger", "")), "08:00")
    assert built.visit.focus_areas == ("Skjerming og miljø", "Overganger")
    known = noted(built, "Rom #fokus:skjerming", "09:50")
    other = noted(built, "Mat #fokus:god-mat", "09:51")
    assert promoted(built, known).topic == "Skjerming og miljø"
    assert promoted(built, other).topic == "god mat"
    assert promoted(built, known, to="tiltak").topic == "Skjerming og miljø"
    assert promoted(built, known, to="styrker").topic == ""


def test_a_point_is_cleared_with_who_when_and_how() -> None:
    """Several at once; new words keep it, new sources that the host never heard do not."""
    built = reported()
    first, second = promoted(built, THOUGHT), promoted(built, TEAMS, to="laring")
    clear = ClearPoints((first.id, second.id), "Berit Moe", DATE, "på telefon")
    built.do(clear, "14:00")
    built.do(RewordPoint(first.id, "Nøler"), "14:01")
    told = Clearance(who="Berit Moe", on=DATE, how="på telefon")
    assert [point.clearance for point in built.visit.report.points] == [told, told]
    built.do(AddSources(first.id, (SAID,)), "14:02")
    assert built.visit.report.points[0].clearance == told
    built.do(AddSources(first.id, (TEAMS,)), "14:03")
    assert built.visit.report.points[0].clearance is None
    for wrong in (
        ClearPoints((first.id,), " ", DATE, "på telefon"),
        ClearPoints((first.id,), "Berit", DATE, ""),
        ClearPoints((), "Berit", DATE, "på telefon"),
    ):
        with pytest.raises(Refusal, match=r"clear\.missing"):
            built.answer(wrong, "14:04")
    for day in (date(2021, 3, 15), date(2021, 3, 17)):
        with pytest.raises(Refusal, match=r"clear\.when"):
            built.answer(ClearPoints((first.id,), "Berit", day, "på telefon"), "14:04")


def test_a_merged_point_is_cleared_where_every_part_was() -> None:
    """What the host was not told of is not cleared by standing beside what it was."""
    built = reported()
    one, two = promoted(built, THOUGHT), promoted(built, TEAMS)
    built.do(ClearPoints((one.id,), "Berit Moe", DATE, "i møtet"), "14:00")
    built.do(MergePoints((one.id, two.id)), "14:01")
    assert built.visit.report.points[0].clearance is None
    built.do(Undo(), "14:02")
    built.do(ClearPoints((two.id,), "Berit Moe", DATE, "på telefon"), "14:03")
    built.do(MergePoints((one.id, two.id)), "14:04")
    assert built.visit.report.points[0].clearance == Clearance("Berit Moe", DATE, "i møtet")


LONG = "x" * 20_001
REFUSED = [
    (PromoteNotes(("99",), "styrker"), "note.unknown"),
    (PromoteNotes((), "styrker"), "report.no_notes"),
    (PromoteNotes((SAID,), "ukjent"), "section.unknown"),
    (PromoteNotes((SAID,), "forside"), "section.unknown"),
    (PromoteNotes((TEAMS,), "styrker", text=LONG), "report.long"),
    (AddPoint("styrker", " \n\x1b "), "report.empty"),
    (AddPoint("styrker", LONG), "report.long"),
    (AddPoint("", "tekst"), "section.unknown"),
    (RewordPoint("p1", ""), "report.empty"),
    (RewordPoint("p1", "Fast sykepleier på kveld"), "report.unchanged"),
    (RewordPoint("p9", "x"), "point.unknown"),
    (AddSources("p1", (SAID,)), "report.unchanged"),
    (AddSources("p1", ("99",)), "note.unknown"),
    (MergePoints(("p1", "p1")), "report.merge_one"),
    (MergePoints(("p1", "p9")), "point.unknown"),
    (MovePoint("p1", "styrker", 0), "report.place"),
    (MovePoint("p1", "laring", 2), "report.place"),
    (MovePoint("p1", "ukjent"), "section.unknown"),
    (RemovePoint("p9"), "point.unknown"),
    (DetailPoint("p1"), "report.unchanged"),
    (PromoteNotes((SAID,)), "report.promoted"),
]


@pytest.mark.parametrize(("intent", "code"), REFUSED)
def test_bad_input_is_refused(intent: PointIntent, code: str) -> None:
    """What is unknown, empty, too long or there already changes nothing."""
    built = reported()
    promoted(built, SAID)
    with pytest.raises(Refusal) as refused:
        built.answer(intent, "10:01")
    assert refused.value.code == code


def test_a_note_without_a_known_tag_needs_a_section() -> None:
    """There is no guessing; a note of an interview goes nowhere at all."""
    built = reported()
    plain = noted(built, "Bare tekst", "09:50")
    secret = noted(built, "Hemmelig #styrke", "09:51", privacy=Privacy.INTERVIEW)
    with pytest.raises(Refusal, match=r"report\.no_section"):
        promoted(built, plain)
    with pytest.raises(Refusal, match=r"report\.interview"):
        promoted(built, secret)


def test_an_impression_is_woven_in_and_never_quoted() -> None:
    """Once a second person has agreed; before that it goes nowhere."""
    built = reported()
    note = noted(built, "De er slitne #utfordring", "09:50", privacy=Privacy.IMPRESSION)
    with pytest.raises(Refusal, match=r"report\.impression$"):
        promoted(built, note)
    built.do(PromoteImpression(note, second="henrik", by="Anne Aas"), "10:00")
    with pytest.raises(Refusal, match=r"report\.impression_quoted"):
        promoted(built, note)
    point = promoted(built, SAID)
    built.do(AddSources(point.id, (note,)), "10:01")
    built.do(PromoteNotes((note,), text="Belastningen er stor"), "10:02")
    assert [p.sources for p in built.visit.report.points] == [(SAID, note), (note,)]
    built.do(AddPoint("styrker", "Vi så at de er slitne."), "10:03")
    for wrong in (
        PromoteNotes((note, TEAMS), section="laring", text="De  er slitne!"),
        RewordPoint("p2", "Inntrykk: de er slitne"),
        AddSources("p3", (note,)),
        MergePoints(("p2", "p3")),
    ):
        with pytest.raises(Refusal, match=r"report\.impression_quoted"):
            built.answer(wrong, "10:04")


def test_a_point_follows_notes_that_are_joined() -> None:
    """Its source is the note that they have become."""
    built = reported()
    point = promoted(built, THOUGHT)
    built.do(JoinNotes((SAID, THOUGHT)), "10:01")
    assert built.visit.report.points == (replace(point, sources=(SAID,)),)


def test_a_visit_without_a_form_has_no_report() -> None:
    """Until one is chosen: a journal from before there were reports."""
    built = visit("A 09:00-09:30")
    noted(built, "Fast #styrke", "09:10")
    with pytest.raises(Refusal, match=r"report\.no_form"):
        promoted(built, SAID)
    built.do(ChooseForm(FORM), "09:30")
    assert promoted(built, SAID).section == "styrker"


def test_points_made_on_two_machines_never_share_an_id() -> None:
    """The machine is part of it."""
    built = reported()
    built.do(AddPoint("styrker", "a", machine="en"), "10:00")
    built.do(AddPoint("styrker", "b", machine="to"), "10:00")
    assert [point.id for point in built.visit.report.points] == ["en.p1", "to.p2"]


def test_a_point_keeps_its_words_when_its_note_is_gone() -> None:
    """As in a journal that was merged without it."""
    built = reported()
    point = promoted(built, SAID)
    alone = visit("A 09:00-09:30", report=FORM).happened("10:00", *built.records[-1].events)
    assert (alone.visit.report.points, len(alone.visit.notes)) == ((point,), 0)


@pytest.mark.parametrize(
    ("intent", "code"),
    [
        (DetailPoint("p2", who="a" * 5000), "report.long_detail"),
        (ClearPoints(("p1",), "Berit", DATE, "h" * 5000), "report.long_detail"),
        (ClearPoints(("p1",), " ", DATE, "på telefon"), "clear.missing"),
    ],
)
def test_details_have_a_length_that_a_table_holds(intent: PointIntent, code: str) -> None:
    """And who cleared a point, and how, is said."""
    built = reported().do(AddPoint("styrker", "Ro"), "14:00").do(AddPoint("tiltak", "Møt"), "14:00")
    with pytest.raises(Refusal) as caught:
        built.do(intent, "14:01")
    assert caught.value.code == code


def test_sections_are_named_by_the_beginning_of_one_title() -> None:
    """A plan without a report has none."""
    assert named_section(reported().visit, "tilt") == "tiltak"
    with pytest.raises(Refusal) as caught:
        named_section(reported().visit, "f")
    assert caught.value.code == "name.section_ambiguous"
    with pytest.raises(Refusal) as caught:
        named_section(visit("A 09:00-09:30").visit, "tilt")
    assert caught.value.code == "report.no_form"

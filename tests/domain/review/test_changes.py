"""What a report's readers bring about in it, case by case, and what is refused."""

from datetime import timedelta

import pytest

from kvip_tui.domain.base import Refusal
from kvip_tui.domain.report.changes import WriteProse
from kvip_tui.domain.report.points import AddPoint, DetailPoint, RemovePoint, RewordPoint
from kvip_tui.domain.review.changes import (
    ReceiveRemarks,
    RemarksReceived,
    ReportSent,
    SendReport,
    SettleRemark,
    reviewed_words,
)
from kvip_tui.domain.review.names import named_remark, named_sending
from kvip_tui.domain.review.since import since
from kvip_tui.domain.state.report import Point, Remark, Remarked, Verdict
from tests.builders import DATE, VisitBuilder, visit
from tests.domain.planning.answers import refused
from tests.reports import reported

TAKEN, DECLINED = Verdict.TAKEN, Verdict.DECLINED
FIRST = Remark("r", Remarked.EDIT, point="p1", section="tiltak", part="text")


def drafted() -> VisitBuilder:
    """Return a visit with two measures, of which the first has all its details, and a strength."""
    built = reported()
    for section, text in (("tiltak", "Avtal møter"), ("tiltak", "Ring"), ("styrker", "Ro")):
        built.do(AddPoint(section, text), "14:00")
    return built.do(DetailPoint("p1", topic="Mat", who="Lederen", due="i mai"), "14:01")


def remarked(remark: Remark, built: VisitBuilder | None = None) -> VisitBuilder:
    """Return a visit with one remark on its report."""
    return (built or drafted()).do(ReceiveRemarks("svar.docx", (remark,)), "15:00")


def point(built: VisitBuilder, id_: str) -> Point | None:
    """Return a point of the report."""
    return built.visit.report.point(id_)


@pytest.mark.parametrize(
    ("part", "was", "wanted", "found"),
    [
        ("text", "Avtal møter", "Avtal faste møter", ("Avtal faste møter", "Mat", "Lederen")),
        ("topic", "Mat", "Måltider", ("Avtal møter", "Måltider", "Lederen")),
        ("who", "Lederen", "Teamlederen", ("Avtal møter", "Mat", "Teamlederen")),
        ("who", "Lederen", "Lederen", ("Avtal møter", "Mat", "Lederen")),
    ],
)
def test_an_edit_changes_the_part_it_is_about(
    part: str, was: str, wanted: str, found: tuple[str, str, str]
) -> None:
    """Nothing else of the point moves."""
    remark = Remark("r", Remarked.EDIT, point="p1", part=part, was=was, wanted=wanted)
    changed = point(remarked(remark).do(SettleRemark("r", TAKEN), "15:01"), "p1")
    assert changed is not None
    assert (changed.text, changed.topic, changed.who) == found


def test_a_deadline_is_edited_and_taken_away() -> None:
    """A removal in a detail empties the detail and leaves the point."""
    edit = Remark("r", Remarked.EDIT, point="p1", part="due", was="i mai", wanted="i juni")
    removal = Remark("s", Remarked.REMOVAL, point="p1", part="due", was="i juni")
    built = remarked(edit).do(SettleRemark("r", TAKEN), "15:01")
    remarked(removal, built).do(SettleRemark("s", TAKEN), "15:02")
    changed = point(built, "p1")
    assert changed is not None
    assert (changed.due, changed.text) == ("", "Avtal møter")


@pytest.mark.parametrize(
    ("remark", "order"),
    [
        (Remark("r", Remarked.REMOVAL, point="p1", part="text"), ["p2"]),
        (Remark("r", Remarked.REMOVAL, section="tiltak"), ["p1", "p2"]),
        (Remark("r", Remarked.COMMENT, point="p1", text="Fint"), ["p1", "p2"]),
        (Remark("r", Remarked.MOVE, point="p1", section="tiltak", behind="p2"), ["p2", "p1"]),
        (Remark("r", Remarked.MOVE, point="p2", section="tiltak"), ["p2", "p1"]),
        (Remark("r", Remarked.MOVE, point="p2", section="tiltak", behind="p1"), ["p1", "p2"]),
        (Remark("r", Remarked.EDIT, part="text", was="a", wanted="b"), ["p1", "p2"]),
        (Remark("r", Remarked.ADDITION, section="tiltak", text="Ny"), ["p1", "p2", "p4"]),
    ],
)
def test_what_is_taken_over_stands_where_it_was_put(remark: Remark, order: list[str]) -> None:
    """Points taken out, moved and added; what asks for nothing by itself changes nothing."""
    built = remarked(remark).do(SettleRemark("r", TAKEN), "15:01")
    assert [one.id for one in built.visit.report.of("tiltak")] == order
    assert built.visit.report.verdicts == {"r": TAKEN}


def test_an_addition_without_a_place_asks_for_one() -> None:
    """And stands where the leader says."""
    built = remarked(Remark("r", Remarked.ADDITION, text="Ny"))
    assert refused(built, SettleRemark("r", TAKEN), "15:01") == "remarks.where"
    built.do(SettleRemark("r", TAKEN, section="styrker"), "15:01")
    assert [one.text for one in built.visit.report.of("styrker")] == ["Ro", "Ny"]


def test_what_has_changed_since_is_not_changed_blindly() -> None:
    """Where both have changed the same words it is refused; elsewhere both changes stand."""
    edit = Remark(
        "r", Remarked.EDIT, point="p1", part="text", was="Avtal møter", wanted="Hold møter"
    )
    built = remarked(edit).do(RewordPoint("p1", "Planlegg møter"), "15:01")
    assert refused(built, SettleRemark("r", TAKEN), "15:02") == "remarks.clash"
    built.do(RewordPoint("p1", "Avtal møter hver uke"), "15:03")
    changed = point(built.do(SettleRemark("r", TAKEN), "15:04"), "p1")
    assert changed is not None
    assert changed.text == "Hold møter hver uke"


def test_a_remark_on_what_is_gone_is_told() -> None:
    """It can be declined, and stands."""
    built = remarked(FIRST).do(RemovePoint("p1"), "15:01")
    assert refused(built, SettleRemark("r", TAKEN), "15:02") == "remarks.gone"
    assert built.do(SettleRemark("r", DECLINED), "15:02").visit.report.verdicts == {"r": DECLINED}


@pytest.mark.parametrize(
    ("was", "wanted", "prose"),
    [
        ("To avsnitt.", "Tre avsnitt.", "Alltid det samme.\n\nTre avsnitt."),
        ("To avsnitt.", "To avsnitt.", None),
        ("To avsnitt.", "", "Alltid det samme."),
    ],
)
def test_a_paragraph_of_prose_is_changed_alone(was: str, wanted: str, prose: str | None) -> None:
    """One that is emptied is gone, and one that stands as it was is left."""
    sort = Remarked.EDIT if wanted else Remarked.REMOVAL
    remark = Remark("r", sort, section="om", part="prose", was=was, wanted=wanted)
    built = remarked(remark).do(SettleRemark("r", TAKEN), "15:01")
    assert built.visit.report.prose.get("om") == prose


@pytest.mark.parametrize(("section", "was"), [("om", "zzz qqq"), ("ingen", "To avsnitt.")])
def test_prose_that_is_not_there_is_not_changed(section: str, was: str) -> None:
    """A paragraph that was written anew, or a section that the form does not have."""
    remark = Remark("r", Remarked.EDIT, section=section, part="prose", was=was, wanted="Nytt")
    built = remarked(remark).do(WriteProse("om", "Skrevet på ny."), "15:00")
    assert refused(built, SettleRemark("r", TAKEN), "15:01") == "remarks.gone"


def test_what_is_settled_stays_so() -> None:
    """A remark that was declined can be taken over after all, and not the other way."""
    built = remarked(Remark("r", Remarked.COMMENT, text="Fint"))
    assert refused(built, SettleRemark("x", TAKEN), "15:01") == "remarks.unknown"
    built.do(SettleRemark("r", DECLINED), "15:01")
    assert refused(built, SettleRemark("r", DECLINED), "15:02") == "remarks.settled"
    built.do(SettleRemark("r", TAKEN), "15:02")
    assert refused(built, SettleRemark("r", DECLINED), "15:03") == "remarks.settled"


def test_the_same_remarks_come_once() -> None:
    """And a document without any is told as such."""
    built = remarked(FIRST)
    assert refused(built, ReceiveRemarks("svar.docx", (FIRST,)), "15:01") == "remarks.known"
    assert refused(built, ReceiveRemarks("svar.docx", ()), "15:01") == "remarks.none"
    built.happened("15:02", RemarksReceived("svar.docx", (FIRST,)))
    assert built.visit.report.remarks == (FIRST,)


@pytest.mark.parametrize(
    ("intent", "code"),
    [
        (SendReport(" ", DATE), "sent.to_nobody"),
        (SendReport("a" * 500, DATE), "report.long_detail"),
        (SendReport("Berit", DATE + timedelta(1)), "sent.when"),
    ],
)
def test_a_sending_names_somebody_and_a_day_that_has_come(intent: SendReport, code: str) -> None:
    """Else the list of who has seen what would be wrong."""
    assert refused(drafted(), intent, "15:00") == code


def test_a_visit_without_a_report_sends_none() -> None:
    """A plan can be without a form."""
    assert refused(visit("A 09:00-09:30"), SendReport("Berit", DATE), "10:00") == "report.no_form"


def test_readers_are_named_by_the_beginning_of_their_names() -> None:
    """'' is the last sending of all."""
    built = drafted()
    with pytest.raises(Refusal):
        named_sending(built.visit, "")
    for name in ("Berit", "Anne"):
        built.do(SendReport(name, DATE), "15:00")
    assert named_sending(built.visit, "").recipient == "Anne"
    assert named_sending(built.visit, "ber").recipient == "Berit"
    with pytest.raises(Refusal):
        named_sending(built.visit, "Ola")


def test_remarks_are_named_by_their_number() -> None:
    """Counted from the first that ever came."""
    built = remarked(FIRST)
    assert named_remark(built.visit, " 1. ") is FIRST
    for text in ("0", "2", "en", ""):
        with pytest.raises(Refusal):
            named_remark(built.visit, text)


def test_what_a_reader_has_not_seen_is_what_has_changed_since() -> None:
    """A paragraph is told by its words, and one that was put in is new."""
    built = drafted().do(SendReport("Berit", DATE), "15:00")
    built.do(WriteProse("om", "Alltid det samme.\n\nTo nye avsnitt.\n\nHelt annerledes"), "15:01")
    built.do(RewordPoint("p2", "Ring igjen"), "15:02").do(RemovePoint("p3"), "15:03")
    found = since(built.visit, built.visit.report.sent[0])
    assert found.count == 4
    assert found.gone == ("Ro",)
    assert "To avsnitt." in found.texts.values()


@pytest.mark.parametrize(
    ("event", "words"),
    [
        (RemarksReceived("svar.docx", (Remark("r", Remarked.COMMENT, text="Fint"),)), ("Fint",)),
        (ReportSent("Berit Moe", DATE), ("Berit Moe",)),
        (object(), ()),
    ],
)
def test_the_words_of_a_review_are_known(event: object, words: tuple[str, ...]) -> None:
    """What the privacy check reads of them."""
    assert reviewed_words(event) == words

"""The JSON of everything: whole, in a fixed order, and without what never leaves the program."""

from typing import Any, get_args

import msgspec
from msgspec.structs import replace

from kvip_tui.domain.day.changes import BlockSkipped, StartBlock
from kvip_tui.domain.floor.corrections import DeleteTurn, MoveHandover, ReassignTurn
from kvip_tui.domain.floor.turns import (
    CloseList,
    FloorEvent,
    GiveFloor,
    LowerHand,
    MoveHand,
    OpenList,
    PassTurn,
    RaiseHand,
    SilenceNudges,
    ToggleRound,
)
from kvip_tui.domain.history import Redo, Undo, replay
from kvip_tui.domain.notes.vocabulary import NoteAdded
from kvip_tui.domain.report.changes import WriteFeedback
from kvip_tui.domain.state.plan import Privacy
from kvip_tui.domain.state.report import Feedback
from kvip_tui.export.data import visit_json
from kvip_tui.store import codec
from kvip_tui.store.scan import scan
from tests.builders import minutes
from tests.export.visits import PEOPLE, PLAN, Story, finished, mid_day
from tests.reports import written as report_written


def exported(story: Story, clock: str = "15:00") -> dict[str, Any]:
    """Return the export as plain values."""
    text = visit_json(story.visit, story.records, story.at(clock))
    document: dict[str, Any] = msgspec.json.decode(text)
    return document


def kinds(document: dict[str, Any]) -> list[str]:
    """Return the kinds of the exported events."""
    return [event["kind"] for record in document["records"] for event in record["events"]]


def test_the_whole_visit_is_there() -> None:
    """Plan, days, people, roles, ticks, passed gates, notes and events each have their key."""
    document = exported(finished())
    assert list(document) == [
        "format",
        "schema",
        "written_at",
        "left_out",
        "visit",
        "plan",
        "days",
        "people",
        "roles",
        "ticks",
        "gates_passed",
        "notes",
        "records",
    ]
    assert document["schema"] == 1
    assert [person["name"] for person in document["people"]] == [p.name for p in PEOPLE]
    assert document["roles"][0]["person"] == "anne"
    assert [tick["check"] for tick in document["ticks"]] == ["lyd", "regler"]
    assert [gate["reason"] for gate in document["gates_passed"]] == ["Signert på _papir_"]


def test_the_plan_can_be_read_back() -> None:
    """What is exported of the plan is the plan."""
    assert msgspec.convert(exported(Story())["plan"], type(PLAN)) == PLAN


def test_events_stand_as_in_the_journal() -> None:
    """An exported record is the journal's, and its instants are UTC with milliseconds."""
    story = Story().asked("09:07", StartBlock("oppstart"))
    document = exported(story)
    assert document["records"] == [codec.document(record) for record in story.records]
    assert document["records"][1]["at"] == "2021-03-16T08:07:00.000Z"
    assert document["days"][1]["blocks"][1]["actual_start"] == "2021-03-16T08:07:00.000Z"


def test_the_same_visit_gives_the_same_bytes() -> None:
    """A visit that was read back from its journal is exported as before."""
    story = finished()
    before = visit_json(story.visit, story.records, story.at("15:00"))
    lines = b"".join(codec.encode(record) for record in story.records)
    records = scan(lines).records
    assert visit_json(replay(records).visit, records, story.at("15:00")) == before


def test_the_floor_is_there_by_group_and_never_by_person() -> None:
    """Groups have shares and turns; no event is there that tells who spoke when."""
    story = mid_day().asked("10:51", RaiseHand("henrik"), LowerHand("henrik"))
    story.asked("10:51", CloseList(), OpenList())
    story.asked("10:51", ToggleRound(), PassTurn(), ToggleRound())
    document = exported(story)
    groups = document["days"][1]["floor_groups"]
    assert [(g["id"], g["percent"], g["turns"]) for g in groups] == [
        ("vertsenhet", 98, 1),
        ("besoksteam", 0, 0),
        ("brukerrepresentant", 2, 1),
    ]
    story.asked("10:51", GiveFloor("henrik"), MoveHandover(-minutes(0.5)))
    story.asked("10:51", ReassignTurn("berit"), DeleteTurn())
    story.asked("10:51", SilenceNudges("not_heard", ("anne",)))
    story.asked("10:51", RaiseHand("anne"), RaiseHand("jon"), MoveHand("jon", place=1))
    document = exported(story)
    of_the_floor = {event.__struct_config__.tag for event in get_args(FloorEvent)}
    assert of_the_floor <= set(kinds({"records": map(codec.document, story.records)}))
    assert not of_the_floor & set(kinds(document))
    assert "spoken" not in visit_json(story.visit, story.records, story.at("15:00"))
    assert "floor_events" in document["left_out"]


def test_a_note_of_an_interview_never_appears() -> None:
    """Even where a journal holds one, neither notes nor events do; the rest of its command does."""
    story = finished()
    secret = NoteAdded("Sagt i tillit", story.at("12:30"), Privacy.INTERVIEW, ("pasient",))
    story.happened("12:30", secret, BlockSkipped("rapport"))
    document = exported(story)
    assert "tillit" not in visit_json(story.visit, story.records, story.at("15:00"))
    assert kinds(document)[-1] == "block_skipped"
    assert "interview_notes" in document["left_out"]


def test_what_was_taken_back_is_left_out() -> None:
    """An undone note is neither among the notes nor among the events, nor is the undoing."""
    document = exported(mid_day())
    assert "ikke vært skrevet" not in str(document)
    assert "undone" not in kinds(document)
    assert "undone_commands" in document["left_out"]


def test_what_was_taken_back_and_done_again_is_there() -> None:
    """A redone command stands as it was first recorded."""
    story = Story().noted("08:00", "Likevel").asked("08:01", Undo(), Redo())
    document = exported(story)
    assert [note["text"] for note in document["notes"]] == ["Likevel"]
    assert kinds(document) == ["visit_created", "note_added"]


def test_events_of_a_newer_version_are_left_out() -> None:
    """What may happen to a kind of event that is not known cannot be told, so it stays."""
    document = exported(mid_day())
    assert "hemmelig" not in str(document)
    assert "fra_fremtiden" not in kinds(document)
    assert "unknown_events" in document["left_out"]


def test_a_rehearsal_is_marked() -> None:
    """Another program can tell a rehearsal from the visit."""
    story = Story()
    visit = replace(story.visit, rehearsal=True)
    document = msgspec.json.decode(visit_json(visit, story.records, story.at("08:00")))
    assert document["visit"]["rehearsal"] is True


def test_the_report_and_the_feedback_are_left_out() -> None:
    """They have documents of their own; words that were replaced or taken out are in none."""
    built = report_written()
    built.do(WriteFeedback(Feedback.LEADER, "went_well", "HEMMELIG"), "15:00")
    text = visit_json(built.visit, built.records, built.at("15:01"))
    assert "HEMMELIG" not in text
    assert '"point_added"' not in text
    assert "report" in msgspec.json.decode(text)["left_out"]

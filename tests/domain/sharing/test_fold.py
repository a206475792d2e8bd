"""What a record of another machine comes to, case by case."""

from datetime import datetime, timedelta
from typing import get_args

import pytest
from msgspec import UNSET, UnsetType

from kvip_tui.domain.base import AnyEvent, Record, Refusal, Travels, Undone, UnknownEvent
from kvip_tui.domain.checks.changes import CheckAdded
from kvip_tui.domain.day.changes import BlockEnded, BlockStarted, TimeAdded
from kvip_tui.domain.floor.corrections import TurnDeleted, TurnReassigned
from kvip_tui.domain.floor.turns import FloorGiven, FloorReleased
from kvip_tui.domain.history import (
    History,
    KnownEvent,
    apply_event,
    decide,
    received,
    replay_shared,
    travels,
)
from kvip_tui.domain.notes.vocabulary import (
    ImpressionPromoted,
    NoteAdded,
    NoteEdited,
    NoteRaised,
    NotesJoined,
    NoteSplit,
    SpeakerNamed,
    TypedInInterview,
    Written,
)
from kvip_tui.domain.people.changes import PersonAdded
from kvip_tui.domain.planning.vocabulary import BlockAdded
from kvip_tui.domain.report.points import PointAdded
from kvip_tui.domain.sharing.changes import (
    ClockTaken,
    Joined,
    NoteCarried,
    NoteWithdrawn,
    OverruledUsed,
    UseOverruled,
)
from kvip_tui.domain.sharing.clock import clocked
from kvip_tui.domain.sharing.fold import apply_shared, with_own_ids
from kvip_tui.domain.sharing.travels import OfNote, Outgoing
from kvip_tui.domain.state.people import Person
from kvip_tui.domain.state.plan import Block, Check, Privacy
from kvip_tui.domain.state.shared import Mate, Shared
from kvip_tui.domain.state.visit import Visit
from tests.builders import VisitBuilder, minutes, timetable, visit

PLAN = "Drofting 09:00-10:00, I|g⚑ 10:00-11:00"
OPEN, TEAM, KEPT = Privacy.PLENUM, Privacy.TEAM, Privacy.IMPRESSION
BLOCKS = timetable(PLAN, i={"privacy": Privacy.INTERVIEW})


class Pair:
    """The maker's machine «a», which holds the clock, and «b», whose records are said."""

    def __init__(self, built: VisitBuilder | None = None) -> None:
        self.built = built or visit(BLOCKS)
        self.heard = [Record(1, self.at("08:00"), (Joined("u", "b", "Henrik", "H"),))]

    def at(self, clock: str) -> datetime:
        """Return a moment of the day."""
        return self.built.at(clock)

    def says(self, clock: str, *events: AnyEvent) -> Visit:
        """Return the visit at «a» after one more record of «b»."""
        self.heard.append(Record(len(self.heard) + 1, self.at(clock), events))
        return self.history.visit

    @property
    def history(self) -> History:
        """The history of «a» with all that came of «b»."""
        others = list(clocked(self.heard, "b"))
        return replay_shared(self.built.records, "a", others, self.at("12:00"))

    def note(self, clock: str, text: str, outside: bool | UnsetType = UNSET) -> Visit:
        """Return the visit after a note that «b» began at a time."""
        event = NoteAdded(text=text, typed_at=self.at(clock), privacy=OPEN, outside=outside)
        return self.says(clock, event)


def shared(found: Visit) -> Shared:
    """Return what several machines have of a visit."""
    assert found.shared is not None
    return found.shared


def test_who_does_not_hold_the_clock_does_nothing_to_it() -> None:
    """What was done all the same is kept to be looked at, and to be used."""
    found = Pair().says("09:00", BlockStarted("drofting"))
    assert not found.run("drofting").running
    [lost] = shared(found).overruled
    assert (lost.machine, lost.n) == ("b", 2)


@pytest.mark.parametrize(
    ("meanwhile", "started", "ended"),
    [((), "09:05", "09:20"), ((("09:10", TimeAdded("i", minutes(5))),), "09:10", "09:20")],
)
def test_what_was_done_without_the_clock_counts_once_its_holder_uses_it(
    meanwhile: tuple[tuple[str, AnyEvent], ...], started: str, ended: str
) -> None:
    """Each at its own time, but for a stamp before the last that counts; until it is undone."""
    pair = Pair()
    pair.says("09:05", BlockStarted("drofting"))
    pair.says("09:20", BlockEnded("drofting"), FloorReleased())
    for clock, event in meanwhile:
        pair.built.happened(clock, event)
    assert [lost.n for lost in shared(pair.history.visit).overruled] == [2, 3]
    used = decide(pair.history, UseOverruled(), pair.at("09:30"), 3)
    assert used == (OverruledUsed((("b", 2), ("b", 3))),)
    pair.built.happened("09:30", *used)
    found = pair.history.visit
    run = found.run("drofting")
    assert (run.started, run.ended) == (pair.at(started), pair.at(ended))
    assert shared(found).overruled == ()
    with pytest.raises(Refusal):
        decide(pair.history, UseOverruled(), pair.at("09:31"), 4)
    pair.built.happened("09:32", Undone(len(pair.built.records)))
    found = pair.history.visit
    assert found.run("drofting").started is None
    assert len(shared(found).overruled) == 2


def test_who_does_not_hold_the_clock_cannot_use_what_did_not_count() -> None:
    """Neither is it used where its machine had lost the clock meanwhile."""
    pair = Pair()
    pair.says("09:05", BlockStarted("drofting"))
    found = pair.says("09:10", OverruledUsed((("b", 2),)))
    assert found.run("drofting").started is None
    assert [lost.events for lost in shared(found).overruled] == [(BlockStarted("drofting"),), ()]


def test_who_has_taken_the_clock_starts_blocks() -> None:
    """From that moment on it is the other's."""
    pair = Pair()
    pair.says("08:59", ClockTaken(machine="b"))
    found = pair.says("09:00", BlockStarted("drofting"))
    assert found.run("drofting").running
    assert shared(found).overruled == ()


def test_a_note_gets_its_block_and_its_speaker_from_the_merged_day() -> None:
    """Whatever its own machine took the day for."""
    pair = Pair(visit(BLOCKS).started("drofting", "09:00"))
    [note] = pair.note("09:10", "Bra rutiner").notes
    assert (note.blocks, note.privacy, note.machine) == (("drofting",), OPEN, "b")


def test_a_note_of_an_interview_is_forgotten() -> None:
    """Where its own machine did not know that one ran."""
    built = visit(BLOCKS).ran("drofting", "09:00", "10:00").started("i", "10:00")
    pair = Pair(built)
    found = pair.note("10:05", "Hun sa det")
    assert list(found.notes) == []
    assert shared(found).forgotten == (("b", 2),)
    [note] = pair.note("10:06", "Fra teamet", outside=True).notes
    assert note.privacy is TEAM


def test_a_text_that_was_changed_in_two_places_keeps_both() -> None:
    """And is told of."""
    pair = Pair()
    pair.note("09:10", "En")
    pair.says("09:11", NoteEdited("b.2", Written("To"), versions=0))
    found = pair.says("09:12", NoteEdited("b.2", Written("Tre"), versions=0))
    [note] = found.notes
    assert (note.text, shared(found).twice) == ("Tre", frozenset({"b.2"}))
    assert {version.text for version in note.earlier} == {"En", "To"}


def test_a_note_is_withdrawn_and_carried_back() -> None:
    """As its owner raises its class and lowers it again."""
    pair = Pair()
    [note] = pair.note("09:10", "En").notes
    assert not list(pair.says("09:11", NoteWithdrawn("b.2")).notes)
    assert not list(pair.says("09:12", NoteWithdrawn("b.2")).notes)
    assert list(pair.says("09:13", NoteCarried(note)).notes) == [note]
    assert list(pair.says("09:14", NoteCarried(note)).notes) == [note]


def test_of_two_with_one_letter_the_earlier_keeps_it() -> None:
    """The other gets the next that is free."""
    pair = Pair()
    found = pair.says("09:10", PersonAdded(Person(id="x", letter="a", name="Ada", group="team")))
    letters = [person.letter for person in found.people]
    assert letters[0] == "a"
    assert len(set(letters)) == len(letters) == 1 + len(pair.built.visit.people)


def test_turns_are_corrected_by_the_record_that_gave_them() -> None:
    """Their numbers differ from machine to machine; of one that never came nothing is done."""
    pair = Pair(visit(BLOCKS).started("drofting", "09:00"))
    anne, berit = (person.id for person in pair.built.visit.people[:2])
    found = pair.says("09:10", FloorGiven(anne))
    assert found.floor.holding
    assert found.floor.holding.made == "b.2"
    same = pair.says("09:11", TurnReassigned(9, berit, made="b.77"))
    assert same.floor.holder == anne
    assert pair.says("09:12", TurnReassigned(9, berit, made="b.2")).floor.holder == berit
    after = pair.says("09:13", TurnDeleted(9, made="b.2"))
    assert after.floor.holder is None


def test_new_things_are_called_by_machine_and_record() -> None:
    """Out of touch, no two machines call different things by one name."""
    pair = Pair(visit(BLOCKS).started("drofting", "09:00"))
    anne = pair.built.visit.people[0].id
    pair.note("09:09", "En")
    found = pair.says("09:10", FloorGiven(anne))
    number = found.floor.holding.number if found.floor.holding else 0
    made = with_own_ids(
        found,
        (
            PersonAdded(Person(id="x", letter="x", name="X", group="team")),
            CheckAdded("drofting", Check(id="ring", text="Ring", own=True)),
            BlockAdded(day="dagen", added=Block(id="ny", title="Ny"), after=None),
            PointAdded(point="p1", section="styrker", text="Bra"),
            NoteEdited("b.2", Written("To")),
            TurnDeleted(number),
            BlockStarted("drofting"),
        ),
        "c",
        7,
    )
    person, check, block, point, edited, deleted, other = made
    assert isinstance(person, PersonAdded)
    assert person.person.id == "x.c-7"
    assert isinstance(check, CheckAdded)
    assert check.check.id == "ring.c-7"
    assert isinstance(block, BlockAdded)
    assert block.added.id == "ny.c-7"
    assert isinstance(point, PointAdded)
    assert point.point == "c.p7"
    assert isinstance(edited, NoteEdited)
    assert edited.versions == 0
    assert isinstance(deleted, TurnDeleted)
    assert deleted.made == "b.3"
    assert other == BlockStarted("drofting")


def test_a_visit_of_one_machine_has_no_others() -> None:
    """Records of others are for shared visits only."""
    built = visit(BLOCKS)
    record = Record(1, built.at("09:00"), (BlockStarted("drofting"),), machine="b")
    with pytest.raises(ValueError, match="not shared"):
        apply_shared(built.visit, record, apply_event)


def test_many_records_at_once_come_to_what_they_come_to_one_by_one() -> None:
    """In order or backwards, undone before what was undone has come."""
    pair = Pair()
    for n in range(2, 160):
        at = pair.at("09:00") + timedelta(seconds=n)
        events: tuple[AnyEvent, ...] = (NoteAdded(text=f"n{n}", typed_at=at, privacy=OPEN),)
        if n % 10 == 0:
            events = (Undone(record=n - 1),)
        pair.heard.append(Record(n, at, events))
    whole = pair.history
    assert len(whole.visit.notes) == 158 - 2 * 15
    for size in (1, 7, 70):
        others = list(clocked(pair.heard, "b"))[::-1]
        history = replay_shared(pair.built.records, "a", others[:1], pair.at("12:00"))
        for start in range(1, len(others), size):
            history = received(history, others[start : start + size], pair.at("12:00"))
        assert history.visit == whole.visit


def test_of_equal_marks_the_greater_machine_gets_a_digit() -> None:
    """So that «H2.12» names one note."""
    mates = {"b": Mate("Henrik", "H"), "c": Mate("Hanne", "H"), "d": Mate("Hans", "H")}
    marks = Shared("a", "a", mates=mates).marks()
    assert marks == {"a": "A", "b": "H", "c": "H2", "d": "H3"}


def note(n: int, privacy: Privacy) -> Record:
    """Return the record of a note of «a»."""
    at = datetime.fromisoformat("2021-03-16T09:00:00+00:00")
    return Record(n, at, (NoteAdded(text="x", typed_at=at, privacy=privacy),))


def joined(*notes: str) -> NotesJoined:
    """Return that notes became one impression."""
    return NotesJoined(notes, Written("x"), (), KEPT, said=True)


@pytest.mark.parametrize(
    ("records", "sent"),
    [
        ([note(2, OPEN)], [[NoteAdded]]),
        ([note(2, KEPT)], [None]),
        ([note(2, OPEN), (NoteRaised("a.2", KEPT),)], [[NoteAdded], [NoteWithdrawn]]),
        ([note(2, KEPT), (ImpressionPromoted("a.2", "p"),)], [None, None]),
        (
            [note(2, OPEN), (NoteSplit("a.2", Written("x"), Written("y")),)],
            [[NoteAdded], [NoteSplit]],
        ),
        (
            [
                note(2, OPEN),
                note(3, KEPT),
                (NotesJoined(("a.2", "a.3"), Written("x"), (), KEPT, said=True),),
            ],
            [[NoteAdded], None, [NoteWithdrawn]],
        ),
        (
            [note(2, OPEN), (NoteRaised("a.2", KEPT),), (Undone(3),)],
            [[NoteAdded], [NoteWithdrawn], [Undone]],
        ),
        ([note(2, OPEN), (SpeakerNamed("a.2", "p"),)], [[NoteAdded], [SpeakerNamed]]),
        ([note(2, KEPT), (SpeakerNamed("a.2", "p"),)], [None, None]),
        ([(TypedInInterview(), BlockStarted("x"))], [None]),
        ([(UnknownEvent("nytt", {}),)], [None]),
    ],
)
def test_what_leaves_a_machine(
    records: list[Record | tuple[AnyEvent, ...]], sent: list[list[type] | None]
) -> None:
    """By each event's own word, and by the class that its note has after it."""
    leaving, found = Outgoing("a", travels), []
    now = visit(BLOCKS).visit
    for n, made in enumerate(records, 2):
        record = made if isinstance(made, Record) else Record(n, note(n, OPEN).at, made)
        out = leaving.of(record, now)
        found.append([type(event) for event in out.events] if out else None)
    assert found == sent


def test_every_event_of_a_note_goes_by_its_class() -> None:
    """None that says so of itself is left behind in silence."""
    by_note = {kind for kind in get_args(KnownEvent) if kind.travels is Travels.BY_NOTE}
    assert by_note == set(get_args(OfNote))


def test_two_streams_of_one_machine_mean_their_own_notes() -> None:
    """Both have a note of one number, and an id does not say of which stream it is."""
    pair = Pair()
    pair.note("09:09", "Av den andre")
    added = NoteAdded(text="En", typed_at=pair.at("09:10"), privacy=OPEN)
    edits = [NoteEdited(note, Written(text)) for note, text in (("b.2", "To"), ("b.9", "Tre"))]
    twin = clocked(
        [Record(n, pair.at("09:10"), (event,)) for n, event in enumerate([added, *edits], 2)], "b~2"
    )
    every = [*clocked(pair.heard, "b"), *twin]
    notes = replay_shared(pair.built.records, "a", every, pair.at("10:00")).visit.notes
    assert {note.id: note.text for note in notes} == {"b.2": "Av den andre", "b~2.2": "To"}

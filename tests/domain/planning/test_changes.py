"""Changing a block's title, length and start rule while the day runs."""

import pytest

from kvip_tui.domain.day.changes import TimeAdded
from kvip_tui.domain.history import Intent, Redo, Undo
from kvip_tui.domain.planning.changes import apply_edit
from kvip_tui.domain.planning.vocabulary import (
    AddBlock,
    BlockAdded,
    BlockRemoved,
    BlockRenamed,
    BlocksMoved,
    ChangeLength,
    ChangeStart,
    EditEvent,
    EndMoved,
    LengthChanged,
    MoveBlock,
    PartStarted,
    RemoveBlock,
    RenameBlock,
    StartChanged,
    StartMoved,
)
from kvip_tui.domain.state.plan import Block, Check, Day, Privacy, Starts
from tests.builders import VisitBuilder, minutes, timetable, visit, visit_of_days
from tests.domain.planning.answers import planned, refused

CONSENT = (Check(id="samtykke", text="Samtykke er signert", gate=True),)


def scene() -> VisitBuilder:
    """Return a day that follows on, with a fixed start and an appointment."""
    return visit("A 09:00-09:30, B> -10:00, C@ 10:15-10:45, D⚑ 11:00-12:00, E> -12:30")


def test_a_length_before_the_day_begins_moves_what_follows() -> None:
    """As far as the next block that keeps its time."""
    built = scene().do(ChangeLength("a", 20), "08:00")
    assert planned(built) == {
        "a": "09:00-09:20",
        "b": "09:20-09:50",
        "c": "10:15-10:45",
        "d": "11:00-12:00",
        "e": "12:00-12:30",
    }


def test_a_length_after_the_day_has_begun_leaves_what_others_were_told() -> None:
    """So that what is gained or lost shows as being ahead or behind."""
    built = scene().started("a", "09:00").do(ChangeLength("b", 20), "09:10")
    assert planned(built)["b"] == "09:30-09:50"
    assert planned(built)["e"] == "12:00-12:30"
    assert built.spans("09:10")["b"] == "09:30-09:50"
    late = scene().started("a", "09:10").do(ChangeLength("b", 20), "09:20").ended("a", "09:40")
    assert late.started("b", "09:40").ended("b", "10:00").day("10:00").behind == minutes(0)


def test_the_length_asked_for_counts() -> None:
    """Below the shortest, and whatever was taken from the block before."""
    built = visit(timetable("A 09:00-09:30, B> -10:00", b={"min": 25}))
    built.happened("08:00", TimeAdded(block="b", by=minutes(-5)))
    built.do(ChangeLength("b", 10), "08:30")
    assert built.spans("08:30")["b"] == "09:30-09:40"
    block = built.visit.block("b")
    assert block is not None
    assert block.min == 10


def test_what_runs_gets_the_difference() -> None:
    """It stays measured by its plan; what was added is told apart."""
    built = scene().started("a", "09:00").added("a", 5, "09:05").do(ChangeLength("a", 45), "09:10")
    view = built.day("09:10").view("a")
    assert view is not None
    assert (view.remaining, view.added) == (minutes(35), minutes(15))
    assert planned(built)["a"] == "09:00-09:30"
    built.do(ChangeLength("a", 20), "09:10")
    assert built.visit.run("a").added == minutes(-10)
    assert refused(built, ChangeLength("a", 9), "09:10") == "time.too_little"


def test_a_fixed_end_can_be_given_another_length() -> None:
    """What runs until a time of day runs until another one."""
    built = visit("A 09:00-09:30, L!> -10:00, B> -10:30").started("a", "09:00")
    built.do(ChangeLength("l", 20), "09:10")
    assert built.spans("09:10")["l"] == "09:30-09:50"
    built.started("l", "09:35").do(ChangeLength("l", 25), "09:40")
    assert built.spans("09:40")["l"] == "09:35-10:00"


@pytest.mark.parametrize("count", [0, -5, 721, 10**30])
def test_a_length_that_no_block_has_is_refused(count: int) -> None:
    """Nothing, less than nothing, and more than twelve hours."""
    assert refused(scene(), ChangeLength("a", count), "08:00") == "edit.length"
    assert refused(scene(), AddBlock("Ny", count), "08:00") == "edit.length"


def test_a_fixed_start_is_kept() -> None:
    """A block moved to a later time is not begun before; what follows is laid out behind it."""
    built = scene().do(ChangeStart("b", Starts.FIXED, 9 * 60 + 40), "08:00")
    assert planned(built)["b"] == "09:40-10:10"
    built.started("a", "09:00").ended("a", "09:20")
    assert built.starts("09:20")["b"] == "09:40"


def test_a_loose_start_follows() -> None:
    """A block that kept its time begins when the one before it ends."""
    built = scene().started("a", "09:00").do(ChangeStart("c", Starts.FOLLOWS), "09:10")
    assert built.starts("09:10")["c"] == "10:00"
    before = scene().do(ChangeStart("c", Starts.FOLLOWS), "08:00")
    assert planned(before)["c"] == "10:00-10:30"


def test_blocks_side_by_side_begin_together() -> None:
    """A start is that of the whole group."""
    built = visit("A 09:00-09:30, I1|g⚑ 10:00-11:00, I2|g⚑ 10:00-10:30")
    built.do(ChangeStart("i2", Starts.APPOINTMENT, 10 * 60 + 15), "08:00")
    assert planned(built)["i1"] == "10:15-11:15"
    assert planned(built)["i2"] == "10:15-10:45"


def test_an_appointment_can_be_made() -> None:
    """It is guarded as one from then on."""
    built = scene().do(ChangeStart("b", Starts.APPOINTMENT, 9 * 60 + 45), "08:00")
    block = built.visit.block("b")
    assert block is not None
    assert (block.starts, block.start) == (Starts.APPOINTMENT, 9 * 60 + 45)


def test_a_title_is_kept_as_it_was_typed() -> None:
    """Markup is text, control characters are not, and blanks are folded."""
    built = scene().started("a", "09:00")
    built.do(RenameBlock("a", " Drøfting [red]\x1b[31m\n av  [/]mål\x00 "), "09:10")
    block = built.visit.block("a")
    assert block is not None
    assert block.title == "Drøfting [red] av [/]mål"


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("", "edit.no_title"),
        (" \x07\n ", "edit.no_title"),
        ("x" * 201, "edit.long_title"),
        ("x" * 10_000, "edit.long_title"),
        ("A", "edit.unchanged"),
    ],
)
def test_a_title_that_is_none_is_refused(title: str, code: str) -> None:
    """Empty, beyond 200 characters, or the one that it has."""
    assert refused(scene(), RenameBlock("a", title), "08:00") == code


@pytest.mark.parametrize(
    ("intent", "code"),
    [
        (RenameBlock("nei", "X"), "block.unknown"),
        (ChangeLength("nei", 10), "block.unknown"),
        (ChangeStart("nei", Starts.FIXED), "block.unknown"),
        (RenameBlock("a", "X"), "edit.ended"),
        (ChangeLength("a", 10), "edit.ended"),
        (ChangeStart("a", Starts.FIXED), "edit.ended"),
        (ChangeStart("b", Starts.FIXED), "edit.running"),
        (ChangeLength("c", 20), "edit.skipped"),
        (ChangeStart("c", Starts.FOLLOWS), "edit.skipped"),
        (ChangeLength("d", 60), "edit.unchanged"),
        (ChangeStart("d", Starts.APPOINTMENT), "edit.unchanged"),
        (ChangeStart("d", Starts.APPOINTMENT, 11 * 60), "edit.unchanged"),
        (ChangeStart("e", Starts.FOLLOWS), "edit.unchanged"),
        (ChangeStart("e", Starts.FIXED, 9 * 60 + 30), "edit.start_past"),
        (ChangeStart("e", Starts.FIXED, -1), "edit.clock"),
        (ChangeStart("e", Starts.FIXED, 48 * 60), "edit.clock"),
    ],
)
def test_what_has_happened_is_not_rewritten(intent: Intent, code: str) -> None:
    """A has ended, B runs, C was skipped, D and E are still to come."""
    built = scene().ran("a", "09:00", "09:30").started("b", "09:30").skipped("c", "09:31")
    assert refused(built, intent, "09:40") == code


def test_what_has_no_times_gets_none() -> None:
    """The items of a mere checklist have no clock."""
    blocks = (Block(id="a", title="A"), Block(id="b", title="B"))
    built = visit_of_days(Day(id="ark", title="Ark", untimed=True, blocks=blocks))
    assert refused(built, ChangeLength("a", 10), "08:00") == "time.untimed"
    assert refused(built, ChangeStart("a", Starts.FIXED, 600), "07:00") == "time.untimed"
    assert refused(built.started("a", "09:00"), ChangeLength("a", 10), "09:05") == "time.untimed"
    built.do(AddBlock("Ny", 10), "09:05")
    assert [b.id for b in built.visit.plan.days[0].blocks] == ["a", "ny", "b"]


def test_a_length_that_it_has_is_no_change() -> None:
    """What runs is asked about with what was added."""
    built = scene().started("a", "09:00").added("a", 5, "09:05")
    assert refused(built, ChangeLength("a", 35), "09:10") == "edit.unchanged"


@pytest.mark.parametrize(
    "event",
    [
        BlockRenamed(block="nei", title="X"),
        LengthChanged(block="nei", minutes=5),
        StartChanged("nei", Starts.FIXED, 600),
        BlockAdded("dag", Block(id="a", title="A"), None),
        BlockRemoved(block="nei"),
        BlocksMoved((), None),
        PartStarted(block="a", part="1"),
        StartMoved(block="a", to=scene().at("09:01")),
        EndMoved(block="a", to=scene().at("09:01")),
    ],
)
def test_a_record_about_what_is_not_there_does_nothing(event: EditEvent) -> None:
    """Another machine may have taken it out first."""
    built = scene()
    assert apply_edit(built.visit, built.at("09:00"), event) == built.visit


def test_what_has_no_time_keeps_none() -> None:
    """A length or a start that another version recorded for an item of a mere checklist."""
    built = visit_of_days(Day(id="ark", title="Ark", untimed=True, blocks=(Block("a", "A"),)))
    for event in (LengthChanged(block="a", minutes=5), StartChanged("a", Starts.FOLLOWS, 600)):
        changed = apply_edit(built.visit, built.at("09:00"), event).block("a")
        assert changed is not None
        assert (changed.start, changed.end) == (None, None)


def guarded() -> VisitBuilder:
    """Return a day in which a gate holds back an interview."""
    return visit(
        timetable(
            "A 09:00-09:30, B> -10:00, I⚑ 11:00-12:00, E> -12:30",
            a={"checks": CONSENT},
            i={"privacy": Privacy.INTERVIEW},
        )
    )


@pytest.mark.parametrize(
    "intent",
    [
        RemoveBlock("a"),
        MoveBlock("a", "i"),
        MoveBlock("i", "a", before=True),
        ChangeStart("b", Starts.APPOINTMENT, 9 * 60 + 30),
    ],
)
def test_no_change_opens_a_gate(intent: Intent) -> None:
    """Outsiders are let in when what must be in order is, or when somebody says so."""
    assert refused(guarded(), intent, "08:00") == "edit.gate"
    guarded().ticked("a", "samtykke", "08:00").do(intent, "08:01")


def test_an_edit_is_taken_back_and_carried_out_again() -> None:
    """A change with all that follows from it is one command."""
    built = scene().do(ChangeLength("a", 45), "08:00")
    after = built.visit
    built.do(Undo(), "08:01")
    assert built.visit == scene().visit
    assert built.do(Redo(), "08:02").visit == after

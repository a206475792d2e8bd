"""Adding, removing, bringing back and reordering blocks: only ahead of what has happened."""

import pytest

from kvip_tui.domain.day.changes import SkipBlock
from kvip_tui.domain.history import Intent, Undo
from kvip_tui.domain.planning.vocabulary import AddBlock, MoveBlock, RemoveBlock, RestoreBlock
from kvip_tui.domain.state.plan import HOST, TEAM, USERS, Day, Privacy, segments
from tests.builders import VisitBuilder, timetable, visit, visit_of_days
from tests.domain.planning.answers import planned, refused


def scene() -> VisitBuilder:
    """Return a day that follows on, with a group and a fixed start."""
    return visit(
        "A 09:00-09:30, B> -10:00, C@ 10:15-10:45, G1|g> -11:15, G2|g> 10:45-11:15, E> -11:45"
    )


def order(built: VisitBuilder) -> str:
    """Return the blocks in order, members of a group joined."""
    cut = segments(built.visit.plan.days[0].blocks)
    return " ".join("+".join(block.id for block in segment) for segment in cut)


def test_a_block_comes_behind_what_runs() -> None:
    """Where no place is asked for; it is measured from the plan of the block before it."""
    built = scene().started("a", "09:05").do(AddBlock("Kaffe", 10), "09:10")
    assert order(built) == "a kaffe b c g1+g2 e"
    assert planned(built)["kaffe"] == "09:30-09:40"
    assert planned(built)["b"] == "09:30-10:00"
    assert built.starts("09:10")["b"] == "09:45"


def test_a_block_before_the_day_begins_makes_room() -> None:
    """What follows begins later, up to the next that keeps its time."""
    built = scene().do(AddBlock("Kaffe", 10, after="a"), "08:00")
    assert planned(built)["b"] == "09:40-10:10"
    assert planned(built)["c"] == "10:15-10:45"


def test_a_first_block_comes_before_the_day() -> None:
    """It ends when the day was to begin."""
    built = scene().do(AddBlock("Kaffe", 10), "08:00")
    assert order(built).startswith("kaffe a")
    assert planned(built)["kaffe"] == "08:50-09:00"
    assert planned(built)["a"] == "09:00-09:30"


def test_a_block_comes_behind_the_whole_group() -> None:
    """Members of a group stay side by side."""
    built = scene().do(AddBlock("Kaffe", 10, after="g1"), "08:00")
    assert order(built) == "a b c g1+g2 kaffe e"


def test_ids_are_unique_and_stable() -> None:
    """One title may stand on several blocks, and an id that is gone is not given away."""
    built = scene().do(AddBlock("A", 10), "08:00").do(AddBlock("Å [x]!", 10), "08:00")
    built.do(RemoveBlock("a-2"), "08:00").do(AddBlock("a", 5), "08:01")
    built.do(AddBlock("日本", 5), "08:02")
    ids = [block.id for _, block in built.visit.plan.blocks()]
    assert ids[:4] == ["blokk", "a-3", "a-x", "a"]
    built.do(RestoreBlock("a-2"), "08:03")
    assert len(built.visit.plan.days[0].blocks) == 10


@pytest.mark.parametrize(
    ("after", "privacy", "present", "room"),
    [
        ("p", Privacy.PLENUM, (HOST, TEAM), "join"),
        ("t", Privacy.TEAM, (TEAM, USERS), "join"),
        ("i", Privacy.TEAM, (TEAM,), "join"),
        ("j", Privacy.TEAM, (USERS,), None),
    ],
)
def test_a_block_is_of_the_class_of_its_neighbour(
    after: str, privacy: Privacy, present: tuple[str, ...], room: str | None
) -> None:
    """An interview is never continued: its room and its class are its own."""
    blocks = timetable(
        "P 09:00-10:00, T> -11:00, I> -12:00, U> -12:30, J> -13:00",
        p={"present": (HOST, TEAM), "room": "join"},
        t={"privacy": Privacy.TEAM, "present": (TEAM, USERS), "room": "join"},
        i={"privacy": Privacy.INTERVIEW, "present": (USERS,), "room": "sensitivt"},
        u={"privacy": Privacy.TEAM, "present": (TEAM,), "room": "join"},
        j={"privacy": Privacy.INTERVIEW, "present": (USERS,), "room": "sensitivt"},
    )
    block = visit(blocks).do(AddBlock("Ny", 10, after=after), "08:00").visit.block("ny")
    assert block is not None
    assert (block.privacy, block.present, block.room) == (privacy, present, room)


def test_a_removed_block_is_gone_and_comes_back() -> None:
    """Exactly as it was, where it was."""
    before = scene()
    built = scene().do(RemoveBlock("b"), "08:00")
    assert order(built) == "a c g1+g2 e"
    assert built.visit.block("b") is None
    built.do(RestoreBlock("b"), "08:01")
    assert built.visit.plan == before.visit.plan
    assert built.visit.removed == {}


def test_a_member_comes_back_to_its_group() -> None:
    """Side by side with the others."""
    built = scene().do(RemoveBlock("g1"), "08:00").do(RestoreBlock("g1"), "08:01")
    assert order(built) in {"a b c g1+g2 e", "a b c g2+g1 e"}


def test_a_block_whose_neighbour_is_gone_comes_back_to_its_place() -> None:
    """Behind the last of those that stood before it, whatever has come and gone meanwhile."""
    built = scene().do(RemoveBlock("c"), "08:00").do(RemoveBlock("b"), "08:00")
    assert order(built.do(RestoreBlock("c"), "08:01")) == "a c g1+g2 e"
    assert order(built.do(RestoreBlock("b"), "08:02")) == order(scene())


def test_what_comes_back_too_late_comes_next() -> None:
    """A block that the day has passed by stands behind what has begun, not before it."""
    for gone in (RemoveBlock("b"), SkipBlock("b")):
        built = scene().started("a", "09:00").do(gone, "09:05").ended("a", "09:40")
        built.started("c", "10:15").do(RestoreBlock("b"), "10:20")
        assert order(built) == "a c b g1+g2 e"
        assert built.starts("10:20")["b"] == "10:45"
        assert planned(built)["b"] == "10:45-11:15"
        assert [view.block.id for view in built.day("10:20").upcoming] == ["b"]


def test_a_skipped_block_comes_back_where_it_stands() -> None:
    """As long as nothing behind it has begun."""
    built = scene().skipped("b", "08:00").started("a", "09:00").do(RestoreBlock("b"), "09:05")
    assert order(built) == order(scene())
    assert built.starts("09:05")["b"] == "09:30"


def test_a_skipped_member_joins_its_running_group() -> None:
    """It can begin beside the others at once."""
    built = scene().skipped("g2", "10:00").started("g1", "10:45").do(RestoreBlock("g2"), "10:50")
    assert [view.block.id for view in built.day("10:50").upcoming] == ["g2"]


def test_places_are_changed() -> None:
    """Those that change places get each other's times, what comes behind them keeps its own."""
    built = scene().started("a", "09:00").do(MoveBlock("b", "c"), "09:05")
    assert order(built) == "a c b g1+g2 e"
    assert planned(built) == {
        "a": "09:00-09:30",
        "c": "10:15-10:45",
        "b": "10:45-11:15",
        "g1": "10:45-11:15",
        "g2": "10:45-11:15",
        "e": "11:15-11:45",
    }


def test_a_fixed_start_makes_room_for_what_is_put_before_it() -> None:
    """Never earlier than its time, later where it must."""
    built = scene().do(MoveBlock("b", "a", before=True), "08:00")
    assert planned(built)["b"] == "09:00-09:30"
    assert planned(built)["a"] == "09:30-10:00"
    assert planned(built)["c"] == "10:15-10:45"


def test_an_appointment_keeps_its_time_wherever_it_stands() -> None:
    """Others have set it; that it is going to be passed is seen at once."""
    built = visit("A 09:00-09:30, I⚑ 10:00-11:00, P> -11:15").started("a", "09:00")
    built.do(MoveBlock("p", "i", before=True), "09:10")
    assert planned(built) == {"a": "09:00-09:30", "p": "09:30-09:45", "i": "10:00-11:00"}
    built.do(Undo(), "09:11").do(MoveBlock("i", "p"), "09:12")
    assert planned(built)["i"] == "10:00-11:00"
    assert planned(built)["p"] == "09:30-09:45"


def test_a_fixed_end_goes_with_its_block() -> None:
    """What is moved keeps its length; what it is put before absorbs it, as long as it can."""
    timetable = "A 09:00-09:30, L!> -10:00, B> -10:20, C> -11:00"
    built = visit(timetable).started("a", "09:00").do(MoveBlock("l", "c"), "09:10")
    assert planned(built)["l"] == "10:30-11:00"
    built = visit(timetable).started("a", "09:00").do(MoveBlock("b", "l", before=True), "09:10")
    assert planned(built) | {"c": ""} == {
        "a": "09:00-09:30",
        "b": "09:30-09:50",
        "l": "09:50-10:00",
        "c": "",
    }
    built.do(MoveBlock("c", "l", before=True), "09:11")
    assert planned(built)["l"] == "10:30-10:40"


def test_a_group_moves_as_one() -> None:
    """And the name of the group that others have stays theirs."""
    built = scene().do(MoveBlock("g2", "b", before=True), "08:00")
    assert order(built) == "a g1+g2 b c e"


def test_groups_that_come_to_stand_together_stay_apart() -> None:
    """What was not side by side does not become so because of a name."""
    built = visit("A|g 09:00-09:30, B> -10:00, C|g> -10:30").do(RemoveBlock("b"), "08:00")
    assert order(built) == "a c"
    assert built.do(Undo(), "08:01").visit == visit("A|g 09:00-09:30, B> -10:00, C|g> -10:30").visit


def test_what_was_jumped_past_can_be_put_ahead() -> None:
    """A block left behind is moved to where the day will come by; what runs keeps its times."""
    built = scene().ran("a", "09:00", "09:30").started("c", "10:15")
    built.do(MoveBlock("b", "c"), "10:20")
    assert order(built) == "a c b g1+g2 e"
    assert planned(built)["c"] == "10:15-10:45"


@pytest.mark.parametrize(
    ("intent", "code"),
    [
        (MoveBlock("e", "a", before=True), "edit.happened"),
        (MoveBlock("e", "b", before=True), "edit.happened"),
        (MoveBlock("e", "a"), "edit.happened"),
        (AddBlock("Ny", 10, after="a"), "edit.happened"),
        (MoveBlock("a", "e"), "edit.ended"),
        (MoveBlock("b", "e"), "edit.running"),
        (MoveBlock("c", "b"), "edit.same_place"),
        (MoveBlock("c", "c"), "edit.same_place"),
        (MoveBlock("g1", "g2"), "edit.same_place"),
        (MoveBlock("c", "nei"), "block.unknown"),
        (MoveBlock("nei", "c"), "block.unknown"),
        (AddBlock("Ny", 10, after="nei"), "block.unknown"),
        (AddBlock("", 10), "edit.no_title"),
        (AddBlock("x" * 10_000, 10), "edit.long_title"),
        (RemoveBlock("a"), "edit.ended"),
        (RemoveBlock("b"), "edit.running"),
        (RemoveBlock("nei"), "block.unknown"),
        (RestoreBlock("c"), "edit.not_gone"),
        (RestoreBlock("b"), "edit.not_gone"),
        (RestoreBlock("nei"), "block.unknown"),
    ],
)
def test_nothing_comes_before_what_has_happened(intent: Intent, code: str) -> None:
    """A has ended and B runs."""
    built = scene().ran("a", "09:00", "09:30").started("b", "09:30")
    assert refused(built, intent, "09:40") == code


def test_a_day_keeps_a_block() -> None:
    """The last one can be skipped, not removed."""
    built = visit("A 09:00-09:30")
    assert refused(built, RemoveBlock("a"), "08:00") == "edit.only_block"


def test_blocks_stay_on_their_day() -> None:
    """What belongs to another day is not a place to move to."""
    days = [
        Day(id=name, title=name, offset=offset, blocks=timetable(f"{name} 09:00-09:30"))
        for offset, name in enumerate("AZ")
    ]
    assert refused(visit_of_days(*days), MoveBlock("a", "z"), "08:00") == "edit.other_day"

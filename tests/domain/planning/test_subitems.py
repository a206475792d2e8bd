"""A block split into sub-items: whose turn it is, and whether one eats the others' time."""

import pytest

from kvip_tui.domain.day.timeline import State
from kvip_tui.domain.planning.subitems import SplitView, split_view
from kvip_tui.domain.planning.vocabulary import MoveStart, SplitBlock, StartPart
from kvip_tui.domain.state.plan import Block, Day
from tests.builders import VisitBuilder, minutes, visit, visit_of_days
from tests.domain.planning.answers import refused

THREE = SplitBlock("d", (("Skjerming", 40), ("Overganger", 40), ("Foreldre", 25)))


def scene() -> VisitBuilder:
    """Return the discussion of 105 minutes, split by its focus areas."""
    return visit("D 09:45-11:30, L> -12:00").do(THREE, "09:00")


def shown(built: VisitBuilder, clock: str) -> SplitView:
    """Return the sub-items at a time of day."""
    view = built.day(clock).view("d")
    assert view is not None
    found = split_view(built.visit, view, built.at(clock))
    assert found is not None
    return found


def in_minutes(built: VisitBuilder, clock: str) -> list[tuple[float, float | None]]:
    """Return what each sub-item has had and is to have."""
    return [
        (p.spent / minutes(1), None if p.given is None else round(p.given / minutes(1), 2))
        for p in shown(built, clock).parts
    ]


def test_a_waiting_block_shares_its_time() -> None:
    """In proportion, whatever numbers the shares are."""
    assert in_minutes(scene(), "09:00") == [(0, 40), (0, 40), (0, 25)]
    built = visit("D 09:45-11:30").do(SplitBlock("d", (("En", 1), ("To", 2))), "09:00")
    assert in_minutes(built, "09:00") == [(0, 35), (0, 70)]


def test_the_first_begins_with_its_block() -> None:
    """Each has a clock of its own, that stands while the block's does."""
    built = scene().started("d", "09:45").paused("d", "09:55").resumed("d", "10:00")
    assert in_minutes(built, "10:05") == [(15, 40), (0, 40), (0, 25)]
    assert [part.state for part in shown(built, "10:05").parts] == [
        State.RUNNING,
        State.WAITING,
        State.WAITING,
    ]
    assert shown(built, "09:57").current is not None


def test_what_is_left_is_shared_out_over_the_rest() -> None:
    """A sub-item that ended late or early makes those to come shorter or longer."""
    built = scene().started("d", "09:45").do(StartPart(), "10:38")
    assert in_minutes(built, "10:38") == [(53, None), (0, 32), (0, 20)]
    early = scene().started("d", "09:45").do(StartPart(), "10:05")
    assert in_minutes(early, "10:15") == [(20, None), (10, 52.31), (0, 32.69)]


def test_one_that_drifts_eats_the_others_time() -> None:
    """It is said how much, and how little is left for them; nothing before that."""
    built = scene().started("d", "09:45")
    assert shown(built, "10:25").eaten == minutes(0)
    found = shown(built, "10:35")
    assert (found.eaten, found.rest) == (minutes(10), minutes(55))
    assert in_minutes(built, "10:35")[1:] == [(0, 33.85), (0, 21.15)]
    assert shown(built, "11:40").rest == minutes(0)


def test_the_last_one_eats_nobodys_time() -> None:
    """What it takes too much of is the block's."""
    built = scene().started("d", "09:45").do(StartPart(), "09:50").do(StartPart(), "09:55")
    assert shown(built, "11:45").eaten == minutes(0)
    assert in_minutes(built, "11:45")[2] == (110, 95)


def test_added_time_is_for_those_to_come() -> None:
    """The present one gets its part of it."""
    built = scene().started("d", "09:45").added("d", 21, "10:00")
    assert in_minutes(built, "10:00") == [(15, 48), (0, 48), (0, 30)]


def test_a_moved_start_moves_the_first() -> None:
    """It begins with its block, whenever that was."""
    built = scene().started("d", "09:50")
    built.do(MoveStart("d", built.at("09:46")), "10:00")
    assert in_minutes(built, "10:00")[0] == (14, 40)


def test_one_can_be_taken_up_again() -> None:
    """Its time adds up, and it gets its share of what is left."""
    built = scene().started("d", "09:45").do(StartPart(), "10:05")
    built.do(StartPart("skjerming"), "10:15")
    assert in_minutes(built, "10:20")[:2] == [(25, 66.15), (10, None)]
    assert in_minutes(built.do(StartPart(), "10:25"), "10:25")[2] == (0, 65)


def test_a_clock_that_was_set_back_counts_no_time_that_has_not_been() -> None:
    """What began later than it is now begins now: together they have had what the block has."""
    built = scene().started("d", "09:45").do(StartPart(), "10:38")
    assert [part.spent for part in shown(built, "10:37").parts] == [minutes(52), *[minutes(0)] * 2]
    assert shown(built, "10:37").rest == minutes(53) * 25 / 65


def test_a_running_block_is_split_from_now_on() -> None:
    """What went before belongs to none of them."""
    built = visit("D 09:45-11:30").started("d", "09:45").do(THREE, "10:09")
    assert in_minutes(built, "10:09") == [(0, 30.86), (0, 30.86), (0, 19.29)]
    assert sum(given or 0 for _, given in in_minutes(built, "10:09")) == pytest.approx(81, abs=0.1)


def test_another_split_keeps_what_keeps_its_title() -> None:
    """Time goes with the title; where the present one is gone, the next begins."""
    built = scene().started("d", "09:45")
    built.do(SplitBlock("d", (("Skjerming", 60), ("Foreldre", 45))), "10:05")
    assert in_minutes(built, "10:10") == [(25, 60), (0, 45)]
    built.do(SplitBlock("d", (("Foreldre", 1), ("Tilsyn", 1))), "10:15")
    assert in_minutes(built, "10:20") == [(5, 37.5), (0, 37.5)]
    built.do(SplitBlock("d", ()), "10:21")
    assert built.visit.splits == {}


def test_an_ended_block_keeps_what_each_had() -> None:
    """Those that nobody came to stay waiting."""
    built = scene().started("d", "09:45").do(StartPart(), "10:38").ended("d", "11:00")
    assert in_minutes(built, "12:00") == [(53, None), (22, None), (0, None)]
    assert shown(built, "12:00").current is None
    assert [part.state for part in shown(built, "12:00").parts][2] is State.WAITING


def test_a_sub_item_can_be_called_out_of_turn() -> None:
    """The one in between comes when it is asked for, or next."""
    built = scene().started("d", "09:45").do(StartPart("foreldre"), "10:00")
    assert shown(built, "10:10").current == shown(built, "10:10").parts[2]
    built.do(StartPart(), "10:20")
    assert shown(built, "10:20").current == shown(built, "10:20").parts[1]
    assert refused(built, StartPart(), "10:30") == "part.last"


def test_titles_are_as_typed_and_ids_unique() -> None:
    """Markup is text, control characters are not."""
    parts = (("[red]En", 1), ("  [red]En\x1b ", 1), ("日本", 1))
    built = visit("D 09:45-11:30").do(SplitBlock("d", parts), "09:00")
    found = [(part.part.id, part.part.title) for part in shown(built, "09:00").parts]
    assert found == [("red-en", "[red]En"), ("red-en-2", "[red]En"), ("del", "日本")]


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ((), "part.whole"),
        ((("En", 1),), "part.count"),
        (tuple((f"P{n}", 1) for n in range(13)), "part.count"),
        ((("En", 0), ("To", 1)), "part.share"),
        ((("En", -5), ("To", 1)), "part.share"),
        ((("En", 721), ("To", 1)), "part.share"),
        ((("En", 1), (" \x00", 1)), "edit.no_title"),
        ((("En", 1), ("x" * 201, 1)), "edit.long_title"),
    ],
)
def test_a_split_that_is_none_is_refused(parts: tuple[tuple[str, int], ...], code: str) -> None:
    """Too few or too many, without a title, or without a share."""
    assert refused(visit("D 09:45-11:30"), SplitBlock("d", parts), "09:00") == code


def test_what_cannot_begin_is_refused() -> None:
    """Nothing that is split runs, it is on already, or there is no such thing."""
    built = scene()
    assert refused(built, StartPart(), "09:30") == "part.none"
    assert refused(built, THREE, "09:30") == "edit.unchanged"
    assert refused(built, SplitBlock("nei", (("a", 1), ("b", 1))), "09:30") == "block.unknown"
    built.started("d", "09:45")
    assert refused(built, StartPart("skjerming"), "09:50") == "part.already"
    assert refused(built, StartPart("nei"), "09:50") == "part.unknown"
    assert refused(built, StartPart("skjerming", "l"), "09:50") == "part.none"
    built.ended("d", "10:00")
    assert refused(built, THREE, "10:05") == "edit.ended"


def test_a_block_without_a_length_has_only_clocks() -> None:
    """There is nothing to share out."""
    day = Day(id="ark", title="Ark", untimed=True, blocks=(Block(id="d", title="D"),))
    built = visit_of_days(day).do(THREE, "09:00").started("d", "09:45")
    assert in_minutes(built, "10:00") == [(15, None), (0, None), (0, None)]

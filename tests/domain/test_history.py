"""Undo and redo, and reading a journal: the visit is the fold of what is in force."""

import pytest

from kvip_tui.domain.base import AnyEvent, Record, Redone, Refusal, Undone, UnknownEvent
from kvip_tui.domain.day.changes import (
    AddTime,
    BlockEnded,
    BlockStarted,
    NextBlock,
    PauseBlock,
    SkipBlock,
)
from kvip_tui.domain.history import KEPT, Redo, Undo, begin, received, replay, replay_shared, undo
from kvip_tui.domain.people.changes import PresenceChanged
from tests.builders import VisitBuilder, visit

DAY = "A 09:00-09:30, B> -10:00"


def scene() -> VisitBuilder:
    """Return a visit of two blocks."""
    return visit(DAY)


def test_undo_takes_back_whole_commands_newest_first() -> None:
    """«Neste» ended A and began B: one undo takes back both."""
    built = scene().do(NextBlock(), "09:00").do(NextBlock(), "09:30")
    assert built.visit.run("b").running
    built.do(Undo(), "09:31")
    assert built.visit.run("a").running
    assert built.visit.run("b").waiting
    built.do(Undo(), "09:32")
    assert built.visit.run("a").waiting


def test_redo_brings_back_what_was_undone_as_it_was() -> None:
    """At the time at which it first happened, not at that of the redo."""
    built = scene().do(NextBlock(), "09:00")
    before = built.visit
    built.do(Undo(), "09:05").do(Redo(), "09:10")
    assert built.visit == before
    assert built.visit.run("a").started == built.at("09:00")


def test_several_are_undone_and_redone_in_order() -> None:
    """A stack: last back, first forward."""
    built = scene()
    states = [built.visit]
    for intent, clock in ((NextBlock(), "09:00"), (AddTime(5), "09:01"), (PauseBlock(), "09:02")):
        states.append(built.do(intent, clock).visit)
    for state in reversed(states[:-1]):
        assert built.do(Undo(), "09:10").visit == state
    for state in states[1:]:
        assert built.do(Redo(), "09:20").visit == state


def test_more_can_be_taken_back_than_is_kept_at_hand() -> None:
    """Far back the visit is folded anew, and it is the same visit."""
    built = scene().do(NextBlock(), "09:00")
    states = [built.visit]
    states += [built.do(AddTime(1), "09:01").visit for _command in range(2 * KEPT + 1)]
    for state in reversed(states[:-1]):
        assert built.do(Undo(), "09:10").visit == state
        assert len(built.history.before) <= KEPT
    for state in states[1:]:
        assert built.do(Redo(), "09:20").visit == state
    assert replay(built.records) == built.history


def test_a_new_command_ends_what_could_be_redone() -> None:
    """After it there is nothing to carry out again."""
    built = scene().do(NextBlock(), "09:00").do(Undo(), "09:01").do(SkipBlock("b"), "09:02")
    with pytest.raises(Refusal) as caught:
        built.answer(Redo(), "09:03")
    assert caught.value.code == "redo.nothing"


def test_the_making_of_the_visit_is_not_undone() -> None:
    """With nothing in force there is nothing to take back."""
    with pytest.raises(Refusal) as caught:
        scene().do(NextBlock(), "09:00").do(Undo(), "09:01").answer(Undo(), "09:02")
    assert caught.value.code == "undo.nothing"


def test_undo_names_the_record_that_it_takes_back() -> None:
    """By its number in the journal, so that a reader can tell."""
    built = scene().do(NextBlock(), "09:00").do(AddTime(5), "09:01").do(Undo(), "09:02")
    assert built.records[-1].events == (Undone(record=3),)
    assert built.answer(Undo(), "09:03") == (Undone(record=2),)
    assert built.answer(Redo(), "09:03") == (Redone(record=3),)


@pytest.mark.parametrize("event", [Undone(record=9), Redone(record=9)])
def test_a_journal_that_undoes_nothing_is_read_all_the_same(event: AnyEvent) -> None:
    """Folding it at once and step by step agree that nothing happened."""
    built = scene()
    first = built.visit
    built.happened("09:00", event)
    assert built.visit == first
    built.started("a", "09:00").added("a", 5, "09:01").happened("09:02", Redone(record=9))
    assert built.history == replay(built.records)


def test_an_event_of_a_newer_kind_changes_nothing_and_is_not_undone() -> None:
    """Nobody here knows what it did; what was done before it can be taken back all the same."""
    built = scene()
    first = built.visit
    built.happened("09:00", UnknownEvent(kind="weather_changed", data={"rain": True}))
    assert built.visit == first
    built.started("a", "09:01").do(Undo(), "09:02")
    assert built.visit == first
    assert len(built.history.undone) == 1
    with pytest.raises(Refusal) as caught:
        undo(built.history)
    assert caught.value.code == "undo.nothing"


def test_what_was_done_with_a_newer_version_stays_when_what_was_before_is_undone() -> None:
    """A command of both kinds stays whole, and what is done again comes back to its place."""
    newer = UnknownEvent(kind="weather_changed", data={})
    built = scene().started("a", "09:00").happened("09:01", newer, BlockEnded("a"))
    before = built.visit
    assert undo(built.history) == (Undone(record=2),)
    built.do(Undo(), "09:02").do(Redo(), "09:03")
    assert built.visit == before
    assert [record.n for record in built.history.done] == [2, 3]


def test_a_record_that_names_one_that_is_missing_takes_nothing_back() -> None:
    """As where its line could not be read: it is never another that is taken back."""
    built = scene().started("a", "09:00")
    before = built.visit
    built.happened("09:01", Undone(record=77)).happened("09:02", Redone(record=78))
    assert built.visit == before


def test_events_about_what_the_plan_does_not_have_are_survived() -> None:
    """A journal may name blocks and people that are not there; it is still readable."""
    built = scene().started("borte", "09:00").ended("borte", "09:10").skipped("ukjent", "09:10")
    built.happened("09:11", PresenceChanged(person="ingen", present=False))
    assert [view.state for view in built.day("09:12").blocks] == ["waiting", "waiting"]
    assert not built.visit.running()


def test_a_journal_begins_with_the_making_of_a_visit() -> None:
    """Anything else is not a visit's journal."""
    with pytest.raises(ValueError, match="empty"):
        replay([])
    stray = Record(1, scene().at("09:00"), (BlockStarted("a"),))
    for records in ([stray], [Record(1, stray.at, ())]):
        with pytest.raises(ValueError, match="first record"):
            replay(records)
        with pytest.raises(ValueError, match="first record"):
            begin(records[0])


def test_only_a_shared_visit_receives_records_of_others() -> None:
    """And a visit that several machines write was made by one of them."""
    built = scene()
    with pytest.raises(ValueError, match="not shared"):
        received(built.history, [], built.at("09:00"))
    with pytest.raises(ValueError, match="nobody has made"):
        replay_shared([], "a", [], built.at("09:00"))

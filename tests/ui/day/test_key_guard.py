"""Once is once, and a sentence is no row of commands: the whole app, typed at."""

import asyncio
from pathlib import Path

import pytest
from textual.pilot import Pilot

from kvip_tui.domain.day.lost_time import Gap
from kvip_tui.domain.notes.vocabulary import NoteAdded
from kvip_tui.ui.day.bounce import REPEAT
from kvip_tui.ui.day.widgets.notes.line import NoteLine
from kvip_tui.ui.terminal.events import CapsLock
from tests.ui.days import said
from tests.ui.doors import at_day, day_of, kept, paste, shown, type_fast

WIDE = (140, 40)


async def settled(pilot: Pilot[None]) -> None:
    """Let a press that was waited with be carried out."""
    await asyncio.sleep(REPEAT + 0.05)
    await pilot.pause()


async def test_f8_twice_passes_no_meeting(data: Path) -> None:
    """F8 F8 in one write begins one block; the second press is nothing."""
    async with shown(at_day(data), WIDE) as pilot:
        await pilot.press("f8", "f8", "f8")
        await settled(pilot)
        session = day_of(pilot).session
        assert [block.id for block in session.visit.running()] == [session.visit.running()[0].id]
        assert sum(run.started is not None for run in session.visit.runs.values()) == 1


async def test_f8_asks_before_it_leaves_a_block_that_is_young(data: Path) -> None:
    """It asks once, and does it when pressed again; words on the line do what they say.

    What the host comes to waits for her, also then.
    """
    async with shown(at_day(data), WIDE) as pilot:
        day = day_of(pilot)
        await pilot.press("f8")
        (first,) = day.session.visit.running()
        await asyncio.sleep(0.45)
        await pilot.press("f8")
        await settled(pilot)
        assert "trykk en gang til" in said(pilot)
        assert day.session.visit.running() == (first,)
        await asyncio.sleep(1.25)
        await pilot.press("f8")
        await settled(pilot)
        assert day.session.visit.running() == ()
        assert "venter til 09.00: da kommer verten" in said(pilot)
        day.carry_out_line("neste likevel")
        await pilot.pause()
        (second,) = day.session.visit.running()
        day.carry_out_line("neste")
        await pilot.pause()
        assert day.session.visit.running() != (second,)


async def test_a_held_digit_ticks_once(data: Path) -> None:
    """Seven presses of 7 tick and do not untick."""
    async with shown(at_day(data), WIDE) as pilot:
        await pilot.press("f8", *["1"] * 7)
        await settled(pilot)
        assert len(day_of(pilot).session.visit.ticks) == 1


async def test_each_minute_counts(data: Path) -> None:
    """For what adds a minute each press counts."""
    async with shown(at_day(data), WIDE) as pilot:
        await pilot.press("f8", "plus", "plus", "plus")
        (block,) = day_of(pilot).session.visit.running()
        assert day_of(pilot).session.visit.run(block.id).added.total_seconds() == 180


async def test_a_sentence_typed_at_the_day_becomes_a_note(data: Path) -> None:
    """What the first letters did is taken back, the rest does nothing, Enter stores the note."""
    desk = at_day(data)
    async with shown(desk, WIDE) as pilot:
        await pilot.press("f8")
        await type_fast(pilot, "bare fint samarbeid")
        day = day_of(pilot)
        assert "ligner et notat: «bare fint samarbeid»" in said(pilot)
        await pilot.press("enter")
        await settled(pilot)
        notes = [event.text for event in kept(desk) if isinstance(event, NoteAdded)]
        assert notes == ["bare fint samarbeid"]
        assert day.session.visit.floor.holder is None
        assert not day.session.visit.floor.turns
        assert isinstance(day.focused, NoteLine)


async def test_one_undo_takes_back_what_a_sentence_did(data: Path) -> None:
    """Ctrl+Z after the sentence undoes all of it and nothing before it."""
    async with shown(at_day(data), WIDE) as pilot:
        await pilot.press("f8")
        day = day_of(pilot)
        before = day.session.visit
        await type_fast(pilot, "fab er fin")
        assert day.session.visit.floor != before.floor
        await pilot.press("ctrl+z")
        assert day.session.visit.floor.holder is None
        assert day.session.visit.running() == before.running()
        assert "tatt tilbake" in said(pilot)


async def test_what_is_pasted_beside_every_field_is_offered(data: Path) -> None:
    """It is said, and Tab writes it into the note line."""
    async with shown(at_day(data), WIDE) as pilot:
        await pilot.press("f8")
        await paste(pilot, "Limt fra chatten")
        await pilot.pause()
        assert "Limt inn uten et felt" in said(pilot)
        await pilot.press("tab")
        await pilot.pause()
        assert day_of(pilot).query_one("#note-line", NoteLine).text == "Limt fra chatten"


async def test_hands_that_a_block_ends_with_are_carried_over(data: Path) -> None:
    """They are named, and Tab puts them on the new block's list."""
    async with shown(at_day(data), WIDE) as pilot:
        day = day_of(pilot)
        await pilot.press("f8", "F", "A")
        assert [one.person for one in day.session.visit.floor.queue]
        hands = day.session.visit.floor.queue
        day.carry_out_line("neste")
        await pilot.pause()
        assert day.session.visit.floor.queue == ()
        assert day.offers.now is not None
        assert "På talelista sto" in day.offers.now.text
        await pilot.press("tab")
        assert day.session.visit.floor.queue == hands


async def test_the_time_of_a_gap_is_nobodys_where_that_is_said(data: Path) -> None:
    """Asleep while somebody had the floor: told, asked, and given back with one key."""
    async with shown(at_day(data), WIDE) as pilot:
        day = day_of(pilot)
        await pilot.press("f8", "f")
        now = day.session.now()
        holding = day.session.visit.floor.holding
        assert holding is not None
        day.forgotten.tell(Gap(holding.start, now, holding.person))
        await pilot.pause()
        assert day.offers.now is not None
        assert "Maskinen sov" in day.offers.now.text
        await pilot.press("tab")
        assert day.session.visit.floor.holder is None


async def test_a_forgotten_start_is_offered(data: Path) -> None:
    """At 09.20 nothing has begun: the quiet line offers the planned time, Tab takes it."""
    async with shown(at_day(data, "08.50"), WIDE) as pilot:
        day = day_of(pilot)
        day.tick()
        await pilot.pause()
        assert day.offers.now is not None
        assert "skulle begynt 08.30" in day.offers.now.text
        await pilot.press("tab")
        await pilot.pause()
        (block,) = day.session.visit.running()
        started = day.session.visit.run(block.id).started
        assert started is not None
        assert (day.session.now() - started).total_seconds() == 20 * 60
        assert day.offers.now is None


async def test_caps_lock_is_told_and_changes_nothing(data: Path) -> None:
    """With Caps Lock on a letter gives the floor, and Shift and it puts up a hand."""
    async with shown(at_day(data), WIDE) as pilot:
        await pilot.press("f8")
        pilot.app.post_message(CapsLock(on=True))
        await pilot.pause()
        assert "Caps Lock er på" in said(pilot)
        await pilot.press("F")
        assert day_of(pilot).session.visit.floor.holder is not None


@pytest.mark.parametrize("key", ["ctrl+n", "ctrl+z", "ctrl+e", "ctrl+d"])
async def test_a_chord_that_changes_the_day_does_not_reach_through_a_note(
    data: Path, key: str
) -> None:
    """Ctrl+N in a note ends no block."""
    async with shown(at_day(data), WIDE) as pilot:
        await pilot.press("f8", "enter", "a")
        before = len(day_of(pilot).session.history.done)
        await asyncio.sleep(0.05)
        await pilot.press(key)
        await settled(pilot)
        assert len(day_of(pilot).session.history.done) == before

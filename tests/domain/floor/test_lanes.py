"""Who spoke when, as spans to draw."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvip_tui.domain.day.changes import BlockEnded, BlockPaused, BlockResumed, BlockStarted
from kvip_tui.domain.floor.lanes import Lanes, block_lanes, day_lanes, filled
from kvip_tui.domain.floor.turns import GiveFloor
from kvip_tui.domain.state.plan import HOST, TEAM
from tests.domain.floor.meeting import FIRST, START, TALK, Meeting, minutes


def of_block(meeting: Meeting, block_id: str = TALK) -> Lanes | None:
    """Return the lanes of a block now."""
    block = meeting.visit.block(block_id)
    assert block is not None
    return block_lanes(meeting.visit, block, meeting.now)


def spans(lanes: Lanes | None) -> list[tuple[str, float, float]]:
    """Return who spoke from which minute to which."""
    assert lanes is not None
    return [(t.person, minute(t.start), minute(t.end)) for t in lanes.talks]


def minute(moment: datetime) -> float:
    """Return the minutes since the meeting began."""
    return (moment - START) / minutes(1)


def test_turns_stand_where_they_were_and_pauses_cut_them() -> None:
    """A clock that stands belongs to nobody; the turn that goes on reaches to now."""
    meeting = Meeting("ta hb").after(minutes(1)).do(GiveFloor("ta")).after(minutes(4))
    meeting.happens(BlockPaused(TALK)).after(minutes(2)).happens(BlockResumed(TALK))
    meeting.after(minutes(3)).do(GiveFloor("hb")).after(minutes(5))
    lanes = of_block(meeting)
    assert lanes is not None
    assert spans(lanes) == [("ta", 1, 5), ("ta", 7, 10), ("hb", 10, 15)]
    assert [(minute(a), minute(b)) for a, b in lanes.pauses] == [(5, 7)]
    assert [(minute(a), minute(b)) for a, b in lanes.going] == [(0, 5), (7, 15)]
    assert (minute(lanes.start), minute(lanes.now), minute(lanes.end)) == (0, 15, 62)


def test_a_block_that_is_late_reaches_to_now() -> None:
    """In overtime the picture grows; one that has not begun has none."""
    lanes = of_block(Meeting("ta").do(GiveFloor("ta")).after(minutes(75)))
    assert lanes is not None
    assert minute(lanes.end) == 75
    assert of_block(Meeting("ta", running=None)) is None


def test_a_day_has_the_blocks_that_have_begun() -> None:
    """One after the other, to the planned end of the day; another day is not in it."""
    meeting = Meeting("ta", running="test").do(GiveFloor("ta")).after(minutes(1))
    meeting.happens(BlockEnded("test"), BlockStarted(TALK)).do(GiveFloor("ta"))
    meeting.after(minutes(9)).happens(BlockEnded(TALK), BlockStarted(FIRST))
    meeting.after(minutes(5))
    lanes = day_lanes(meeting.visit, meeting.visit.plan.days[1], meeting.now)
    assert lanes is not None
    assert spans(lanes) == [("ta", 1, 10)]
    blocks = [(name, minute(start), minute(end)) for name, (start, end) in lanes.blocks]
    assert blocks == [(TALK, 1, 10), (FIRST, 10, 15)]
    assert minute(lanes.end) == 180
    nothing = Meeting("ta", running=None)
    assert day_lanes(nothing.visit, nothing.visit.plan.days[1], nothing.now) is None


def test_lanes_are_of_people_or_of_groups() -> None:
    """Whoever has no lane is left out."""
    meeting = Meeting("ta tb hc").do(GiveFloor("ta")).after(minutes(1))
    meeting.do(GiveFloor("hc")).after(minutes(1)).do(GiveFloor("tb")).after(minutes(1))
    lanes = of_block(meeting)
    assert lanes is not None
    found = lanes.by({"ta": TEAM, "tb": TEAM, "hc": HOST})
    assert {k: [(minute(a), minute(b)) for a, b in v] for k, v in found.items()} == {
        TEAM: [(0, 1), (2, 3)],
        HOST: [(1, 2)],
    }
    assert lanes.by({"hc": HOST}) == {HOST: found[HOST]}


def test_the_picture_follows_a_correction() -> None:
    """What is put right is drawn right."""
    meeting = Meeting("ta tb").do(GiveFloor("ta")).after(minutes(2))
    meeting.do(GiveFloor("tb", ago=minutes(1))).after(minutes(1))
    assert spans(of_block(meeting)) == [("ta", 0, 1), ("tb", 1, 3)]


@pytest.mark.parametrize(
    ("first", "last", "parts"),
    [
        (0, 10, [1, 1, 1, 1, 1]),
        (0, 1, [0.5, 0, 0, 0, 0]),
        (3, 5, [0, 0.5, 0.5, 0, 0]),
        (-5, 2, [1, 0, 0, 0, 0]),
        (9, 99, [0, 0, 0, 0, 0.5]),
        (4, 4, [0, 0, 0, 0, 0]),
    ],
)
def test_a_span_fills_its_part_of_each_cell(first: float, last: float, parts: list[float]) -> None:
    """Five cells of two minutes each; what is outside is not drawn."""
    span = (START + minutes(first), START + minutes(last))
    assert filled([span], START, START + minutes(10), 5) == pytest.approx(parts)


@given(
    st.lists(st.tuples(st.integers(0, 600), st.integers(0, 600)), max_size=5), st.integers(1, 99)
)
def test_nothing_is_drawn_that_was_not_there(given_: list[tuple[int, int]], cells: int) -> None:
    """The cells together are as full as the spans are long."""
    cut = sorted({point for pair in given_ for point in pair})
    parts = [
        (START + minutes(a / 60), START + minutes(b / 60))
        for a, b in zip(cut[::2], cut[1::2], strict=False)
    ]
    drawn = filled(parts, START, START + minutes(10), cells)
    spoken = sum((b - a) / minutes(10) for a, b in parts)
    assert sum(drawn) / cells == pytest.approx(spoken, abs=1e-6)
    assert all(-1e-9 <= part <= 1 + 1e-6 for part in drawn)
    assert filled(parts, START, START, cells) == [0.0] * cells

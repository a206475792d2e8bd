"""Which blocks begin in another room than the one before."""

import pytest
from msgspec.structs import replace

from kvip_tui.domain.day.rooms import entered
from tests.builders import timetable

DAY = "A 09:00-09:30, B> -10:00, C> -10:30, I1|g 10:30-11:00, I2|g 10:30-11:00, D> -12:00"


@pytest.mark.parametrize(
    ("rooms", "moves"),
    [
        ({}, ""),
        ({"a": "x", "b": "x", "c": "x"}, "a"),
        ({"a": "x", "b": "y", "c": "y"}, "a b"),
        ({"a": "x", "c": "x"}, "a"),
        ({"a": "x", "c": "y"}, "a c"),
        ({"a": "x", "i1": "p", "i2": "q", "d": "x"}, "a d i1 i2"),
        ({"a": "x", "i1": "x", "i2": "x", "d": "x"}, "a"),
        ({"a": "x", "i1": "x", "i2": "q", "d": "x"}, "a d i2"),
    ],
)
def test_who_begins_elsewhere_changes_rooms(rooms: dict[str, str], moves: str) -> None:
    """The first room is entered; where no room is named everybody stays where they are."""
    blocks = [replace(block, room=rooms.get(block.id)) for block in timetable(DAY)]
    assert sorted(entered(blocks)) == moves.split()

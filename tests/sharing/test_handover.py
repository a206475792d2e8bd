"""The file of a hand-over: a standard age file with the lines of a stream in it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from kvip_tui.domain.base import Record
from kvip_tui.domain.floor.turns import FloorReleased
from kvip_tui.domain.notes.vocabulary import NoteAdded
from kvip_tui.domain.state.plan import Privacy
from kvip_tui.errors import UserError
from kvip_tui.sharing import handover
from kvip_tui.sharing.stream import KIND, Header

AT = datetime(2021, 3, 16, 9, tzinfo=UTC)
HEADER = Header(KIND, "b35c", "pc-2", title="BUP")
NOTE = Record(2, AT, (NoteAdded("hei", AT, Privacy.TEAM, machine="pc-2"),), (5, 2), "pc-2")
TURN = Record(3, AT, (FloorReleased(),), (5, 3), "pc-2")


def test_what_is_written_is_read_with_its_passphrase_only(tmp_path: Path) -> None:
    """The turns of the floor are not in it, and not a word stands in the open."""
    file = tmp_path / "fil.age"
    handover.write(file, HEADER, [NOTE, TURN], "lang nok frase")
    assert file.read_bytes().startswith(b"age-encryption.org/v1\n")
    assert b"hei" not in file.read_bytes()
    handed = handover.read(file, "lang nok frase")
    assert (handed.header, handed.records, handed.damage) == (HEADER, (NOTE,), ())
    with pytest.raises(UserError, match=r"fil\.age"):
        handover.read(file, "en annen frase")


def test_a_passphrase_that_is_too_short_writes_nothing(tmp_path: Path) -> None:
    """Anybody could guess it."""
    with pytest.raises(UserError):
        handover.write(tmp_path / "fil.age", HEADER, [NOTE], "kort")
    assert list(tmp_path.iterdir()) == []


def test_a_line_that_is_damaged_is_told_and_the_rest_is_read(tmp_path: Path) -> None:
    """With its number."""
    data = handover.packed(HEADER, [NOTE, NOTE])
    lines = data.split(b"\n")
    lines[1] = lines[1].replace(b"hei", b"hai")
    handed = handover.unpacked(b"\n".join(lines), tmp_path)
    assert handed.records == (NOTE,)
    assert [damage.line for damage in handed.damage] == [2]

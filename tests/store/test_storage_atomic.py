"""Files that are wholly the old or wholly the new."""

import os
import time
from errno import EACCES, EIO, ENOSPC, EROFS
from pathlib import Path

import pytest

from kvip_tui.errors import UserError
from kvip_tui.store import atomic


def test_a_file_is_written_whole_and_private(tmp_path: Path) -> None:
    """Text is UTF-8 with the newlines given; the old content is gone and no other file is left."""
    path = tmp_path / "besøk på dagen.md"
    atomic.write_atomic(path, b"gammel")
    atomic.write_atomic(path, "æøå\n🙂\r\n")
    assert path.read_bytes() == "æøå\n🙂\r\n".encode()
    assert list(tmp_path.iterdir()) == [path]
    if os.name == "posix":
        assert path.stat().st_mode & 0o777 == 0o600


def test_a_full_disk_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When space runs out half-way, the old file is intact and the half one is gone."""
    path = tmp_path / "rapport.docx"
    path.write_bytes(b"gammel")
    write = os.write

    def half(handle: int, data: bytes) -> int:
        if len(data) < 40:
            raise OSError(ENOSPC, "full")
        return write(handle, data[:40])

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", half)
        with pytest.raises(UserError, match="ikke plass på disken") as caught:
            atomic.write_atomic(path, b"x" * 60)
    assert (caught.value.exit_code, str(path) in caught.value.message) == (3, True)
    assert path.read_bytes() == b"gammel"
    assert list(tmp_path.iterdir()) == [path]


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    """Writing into a folder that does not exist is refused in a sentence."""
    with pytest.raises(UserError, match="finnes ikke"):
        atomic.write_atomic(tmp_path / "borte" / "fil", "")


@pytest.mark.parametrize(
    ("number", "words"), [(EACCES, "skrivebeskyttet"), (EROFS, "skrivebeskyttet"), (EIO, "prøv")]
)
def test_why_a_file_cannot_be_written_is_said_in_norwegian(number: int, words: str) -> None:
    """Every reason for not writing is a sentence with the file and a remedy, exit code 3."""
    error = atomic.write_error(Path("fil.md"), OSError(number, os.strerror(number)))
    assert error.exit_code == 3
    assert "fil.md" in error.message
    assert words in error.message


def test_a_file_that_another_program_holds_is_tried_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A refusal that passes is waited out; one that stays is passed on."""
    waits: list[float] = []
    monkeypatch.setattr(time, "sleep", waits.append)
    answers = iter([PermissionError(), PermissionError(), None])

    def held_for_a_moment() -> str:
        if error := next(answers):
            raise error
        return "skrevet"

    def held_for_good() -> None:
        raise PermissionError

    assert atomic.patiently(held_for_a_moment) == "skrevet"
    assert len(waits) == 2
    with pytest.raises(PermissionError):
        atomic.patiently(held_for_good)

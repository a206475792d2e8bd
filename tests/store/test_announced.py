"""What one machine has told the leader of, kept beside the journal."""

import os
from pathlib import Path

import pytest

from kvip_tui.domain.day.signals import Kind, Signal, Told
from kvip_tui.errors import UserError
from kvip_tui.store.announced import ToldFile

TOLD: Told = frozenset({Signal(Kind.WARNING, "oppstart"), Signal(Kind.ROOM, "pause")})


def test_what_was_told_is_known_after_a_restart(tmp_path: Path) -> None:
    """Each machine has a file of its own, and the same is written the same way."""
    ToldFile(tmp_path, "her").save(TOLD)
    assert ToldFile(tmp_path, "her").load() == TOLD
    assert ToldFile(tmp_path, "der").load() == frozenset()
    before = (tmp_path / "told-her.json").read_bytes()
    ToldFile(tmp_path, "her").save(TOLD)
    assert (tmp_path / "told-her.json").read_bytes() == before


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[1]", b'[{"kind":"fremtid","block":"x"}]', b"\xff\xfe", b"[" * 10_000]
)
def test_what_cannot_be_read_counts_as_nothing(content: bytes, tmp_path: Path) -> None:
    """Rather told twice than not at all."""
    (tmp_path / "told-her.json").write_bytes(content)
    assert ToldFile(tmp_path, "her").load() == frozenset()


def test_a_full_disk_keeps_what_stood_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The error is a sentence, and the old file is whole."""
    file = ToldFile(tmp_path, "her")
    file.save(TOLD)

    def full(handle: int) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UserError, match="told-her"):
        file.save(frozenset())
    assert file.load() == TOLD

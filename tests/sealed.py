"""Sealed visits in tests: a key that costs nothing, and what can be read in the clear."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from kvip_tui.store.sealing import header
from kvip_tui.store.sealing.header import Cost

PHRASE = "tre grå måker"


def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a key cost nothing: how dear it is, is for those who guess."""
    monkeypatch.setattr(header, "COST", Cost(16, 8, 1))


def phrase_in_file(folder: Path, monkeypatch: pytest.MonkeyPatch, phrase: str = PHRASE) -> None:
    """Let the passphrase be found where the environment says."""
    path = folder / "passordfrase"
    path.write_text(f"{phrase}\n", "utf-8")
    monkeypatch.setenv("KVIP_PASSPHRASE_FILE", str(path))


def in_the_clear(folder: Path, words: Iterable[str]) -> list[str]:
    """Return the files under a folder in which any of some words can be read."""
    spelt = [form for word in words for form in (word.encode(), word.encode("utf-16-le"))]
    return [
        path.relative_to(folder).as_posix()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and any(word in path.read_bytes() for word in spelt)
    ]

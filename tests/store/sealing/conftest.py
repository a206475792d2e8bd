"""What the tests of the seal share: a seal whose key costs nothing, and a sealed journal."""

from pathlib import Path

import pytest

from kvip_tui.domain.base import Record
from kvip_tui.domain.day.changes import BlockStarted
from kvip_tui.store.journal import Journal
from kvip_tui.store.sealing.seal import Seal
from tests.sealed import PHRASE, cheap


@pytest.fixture(autouse=True)
def _cheap_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    cheap(monkeypatch)


@pytest.fixture
def seal() -> Seal:
    """Return the seal of a visit."""
    return Seal.new(PHRASE, "a1b2c3d4e5f60718")


@pytest.fixture
def sealed_journal(path: Path, first: Record, seal: Seal) -> Path:
    """Return where a sealed journal of five records is."""
    with Journal.create(path, first, seal) as journal:
        for number in range(2, 6):
            journal.append(first.at, (BlockStarted(f"blokk-{number}"),))
    return path

"""What the tests of the store share: a small visit, and a journal that begins with it."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from kvip_tui.domain.base import Record
from kvip_tui.domain.history import VisitCreated
from kvip_tui.domain.state.plan import Block, Day, Plan
from kvip_tui.store.journal import Journal


@pytest.fixture(autouse=True)
def _own_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep this machine's settings out."""
    monkeypatch.delenv("KVIP_DATA", raising=False)
    monkeypatch.setenv("KVIP_MACHINE", "her")


@pytest.fixture
def at() -> datetime:
    """Return the instant at which things are recorded."""
    return datetime(2021, 3, 16, 7, 30, tzinfo=UTC)


@pytest.fixture
def created() -> VisitCreated:
    """Return the event that makes a small visit."""
    block = Block(id="oppstart", title="Oppstartsmøte", start=540, end=570)
    plan = Plan(
        id="liten", title="Liten plan", days=(Day(id="dagen", title="Dagen", blocks=(block,)),)
    )
    return VisitCreated(
        id="2021-03-16-bup-alesund",
        title="Besøk i Ålesund",
        host="BUP Ålesund",
        date=date(2021, 3, 16),
        plan=plan,
    )


@pytest.fixture
def first(created: VisitCreated, at: datetime) -> Record:
    """Return the first record of a journal."""
    return Record(1, at, (created,))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return where the journal is."""
    return tmp_path / "journal-her.jsonl"


@pytest.fixture
def journal(path: Path, first: Record) -> Iterator[Journal]:
    """Return a new journal, open for writing."""
    with Journal.create(path, first) as opened:
        yield opened

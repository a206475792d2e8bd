"""What an event costs until it is safe, and what a long day costs to open again."""

import os
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from kvip_tui.domain.base import Record
from kvip_tui.store import codec
from kvip_tui.store.journal import Journal, file_seal
from kvip_tui.store.library import Library, VisitFolder
from kvip_tui.store.sealing.seal import Seal
from kvip_tui.visits.open import open_visit
from kvip_tui.visits.sealing import seal_visit
from tests.bench import visits
from tests.bench.figures import Figure, ratio

SIZES = (10, 10_000, 100_000)
APPENDS = 300


def took(act: Callable[[], object]) -> float:
    """Return how many milliseconds something takes."""
    start = time.perf_counter()
    act()
    return (time.perf_counter() - start) * 1000


def appending(folder: Path) -> list[Figure]:
    """Measure an append against a raw write and fsync of the same bytes, turn about."""
    return [_appending(folder, size) for size in SIZES]


def sealed_appending(folder: Path, size: int) -> Figure:
    """Measure the same for a journal whose lines are sealed, against what is in the clear."""
    return _appending(folder / "sealed", size, Seal.new("tre grå måker", "a visit"))


def _appending(folder: Path, size: int, seal: Seal | None = None) -> Figure:
    path = visits.journal(folder / str(size), size)
    if seal is not None:
        lines = path.read_bytes().splitlines(keepends=True)
        closing = file_seal(path, seal)
        path.write_bytes(closing.whole(lines) if closing else b"")
    raw = os.open(folder / f"raw-{size}", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    line = codec.encode(Record(size, visits.AT, visits.EVENTS))

    def write() -> None:
        os.write(raw, line)
        os.fsync(raw)

    ours, baseline = [], []
    with Journal.open(path, seal=seal) as journal:
        for n in range(APPENDS):
            first = took(write) if n % 2 else None
            ours.append(took(lambda: journal.append(visits.AT, visits.EVENTS)))
            baseline.append(first if first is not None else took(write))
    os.close(raw)
    name = f"append with {size:,} events before ÷ write and fsync"
    if seal is not None:
        return ratio(f"sealed {name}", _tens(ours), _tens(baseline), 1.5, note="ms")
    return ratio(name, _tens(ours), _tens(baseline), 1.2, note="ms")


def _tens(values: list[float]) -> list[float]:
    """Return the median of every ten values: a single fsync strays too much to be a pair."""
    return [median(values[i : i + 10]) for i in range(0, len(values), 10)]


def reopening(folder: Path, events: int) -> Figure:
    """Measure the opening of a day of so many events: lock, read, check, fold."""
    made, _now = visits.long_day(folder, events)
    return _reopening(Library(folder), made, f"reopening a day of {events:,} events")


def sealed_reopening(folder: Path, events: int) -> Figure:
    """Measure the same of a sealed day, whose key is known: finding it takes 0.3 s on purpose."""
    made, _now = visits.long_day(folder, events)
    library = Library(folder)
    seal_visit(library, made, folder, "tre grå måker")
    return _reopening(library, made, f"reopening a sealed day of {events:,} events")


def _reopening(library: Library, made: VisitFolder, name: str) -> Figure:
    times = []
    for _again in range(9):
        start = time.perf_counter()
        opened = open_visit(library, made)
        times.append((time.perf_counter() - start) * 1000)
        opened.close()
    return Figure(name=name, value=median(times), unit="ms")

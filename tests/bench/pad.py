"""What the pad costs with ten thousand notes in it: to open it, and to look for some of them."""

import shlex
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from statistics import median

from kvip_tui.domain.history import decide, replay
from kvip_tui.domain.notes.vocabulary import AddNote
from kvip_tui.store.library import Library, VisitFolder
from kvip_tui.visits.demo import make_demo
from tests.bench.figures import Figure, percentile
from tests.bench.screens import BARE, READY, Json, kvip, measured, scenario

NOTES, TIMES = 10_000, 6
# The same key again within four tenths of a second is one that bounced, and opens nothing.
AGAIN: Json = {"sleep": 0.45}
ALL, NONE, DAY = rf"{NOTES // 1000}\d\d\d av", "Ingen notater passer", "igjen"


def noted(data: Path, notes: int) -> tuple[VisitFolder, str]:
    """Make the demo's visit with so many notes more; returns it and the time to look at."""
    library = Library(data)
    folder, clock = make_demo(library)
    with library.open(folder) as journal:
        history = replay(journal.records)
        last, records = history.done[-1], []
        for n in range(last.n + 1, last.n + 1 + notes):
            at = last.at + timedelta(milliseconds=n - last.n)
            text = (
                f"Sagt som nummer {n} om overganger og skjerming, så langt som notater er #erfaring"
            )
            records.append((at, decide(history, AddNote(text=text, typed_at=at), at)))
        journal.extend(records)
    return folder, clock


def padding(data: Path) -> Iterator[Figure]:
    """Measure the pad against the time in which the barest program is ready."""
    command = kvip(data / "pad", noted(data / "pad", NOTES), "--speed", "0")
    opening: list[Json] = [
        {"key": "f5", "regex": ALL},
        {"sleep": 0.5},
        {"keys": "f5"},
        {"wait": DAY},
        AGAIN,
    ]
    pause: Json = {"sleep": 0.1}
    finding: list[Json] = [
        {"key": "x", "regex": NONE},
        pause,
        {"key": "backspace", "regex": ALL},
        pause,
    ]
    steps: tuple[Json, ...] = (
        *({"wait": READY}, {"sleep": 1}),
        *(opening * TIMES),
        *({"keys": "f5"}, {"wait": ALL}, {"keys": "/"}, {"sleep": 0.5}),
        *(finding * TIMES),
    )
    found = [float(ms) for ms in scenario(command, *steps)["key"]]
    bare = measured("bench", "--ready", ":", "--quit", "ctrl+q", "--", *shlex.split(BARE), "clock")
    ready = bare["summary"]["ready_s"]["median"] * 1000
    opened, filtered = found[:TIMES], found[TIMES:]
    slow = percentile(filtered, 95)
    for name, ms, bar in (
        (f"the pad with {NOTES:,} notes opens", median(opened), 2.0),
        ("the same for the first time", opened[0], 2.0),
        ("a key of what is looked for in it, 95 of 100", slow, 0.5),
    ):
        figure = f"{name} ÷ barest clock ready"
        yield Figure(figure, ms / ready, bar=bar, ours=ms, baseline=ready, note="ms")

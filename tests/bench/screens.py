"""What is felt at the screen, measured from outside in a real terminal.

The program that measures, ``tui_bench.py``, is not ours: it is looked for beside the project and
where KVIP_TUI_BENCH says.
"""

import json
import os
import random
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from tempfile import NamedTemporaryFile
from typing import Any

from kvip_tui.store.library import VisitFolder
from tests.bench import visits
from tests.bench.figures import Figure, percentile, ratio
from tests.e2e.program import KVIP
from tests.sources import ROOT

BENCH = Path(os.environ.get("KVIP_TUI_BENCH", ROOT.parent / "shared" / "tools" / "tui_bench.py"))
BARE = shlex.join([sys.executable, "-m", "tests.bench.bare"])
READY = r"(?s:KvIP.*igjen.*Vertsenhet.*Hjelp)"
# What stands on the board of the demo, and on nothing before it.
BOARD = "Neste"
CROWDED = r"(?s:KvIP.*Vertsenhet.*Hjelp)"
HOLDERS = ("● a Anne", "● b Berit")
PAIRS, TURNS, KEYS, IDLE = 5, 2, 8, 8
# Seconds between letters: quicker ones are a sentence typed by mistake, and hand nothing over.
PAUSES = (0.31, 0.4)
# How often turns, a note and an undo follow each other in the first hour, and in the other seven:
# some four seconds each, and ten minutes of the fast clock a second.
HOURS = (2, 12)
# The few turns to compare many with, and how much longer a hand-over may take after many.
FEW, MOST = 20, 1.25
Json = dict[str, Any]


def measured(mode: str, *arguments: str) -> Json:
    """Run the program that measures and return what it found."""
    done = subprocess.run(
        [sys.executable, str(BENCH), mode, *arguments],
        cwd=ROOT,
        check=False,
        capture_output=True,
        encoding="utf-8",
    )
    if done.returncode:
        raise RuntimeError(done.stdout[-3000:] + done.stderr[-3000:])
    found = json.loads(done.stdout)
    assert isinstance(found, dict)
    return found


def scenario(command: str, *steps: Json) -> dict[str, list[Any]]:
    """Play a scenario and return the results of its steps by their kind."""
    with NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump({"cmd": command, "size": [140, 40], "steps": steps}, file)
        file.flush()
        found = measured("run", file.name)
    results: dict[str, list[Any]] = {}
    for each in found["measured"]:
        results.setdefault(next(iter(each["step"])), []).append(each["result"])
    return results


def kvip(data: Path, made: tuple[VisitFolder, str], *more: str) -> str:
    """Return the command that opens a visit at the time it is made for."""
    return shlex.join(
        [KVIP, "open", made[0].id, "--real", "--clock", made[1], *more, "--data", str(data)]
    )


def starting(data: Path) -> Iterator[Figure]:
    """Measure how long it takes until the day can be used."""
    long = kvip(data / "long", visits.long_day(data / "long", 10_000))
    short = kvip(data / "short", visits.demo(data / "short"))
    for name, command, bar in (
        ("ready day screen of the demo ÷ barest clock", f"{KVIP} demo", 1.75),
        ("the same of «kvip open» ÷ barest clock", short, 1.75),
        ("the same visit with 10 000 events ÷ barest clock", long, 1.9),
    ):
        found = measured(
            "ab",
            *("--pairs", str(PAIRS), "--settle", "0.3"),
            *("--a", f"{BARE} clock", "--ready-a", ":", "--quit-a", "ctrl+q"),
            *("--b", command, "--ready-b", READY, "--quit-b", "ctrl+q"),
        )
        yield Figure(
            name=name,
            value=found["ratio_b_over_a"]["ready_s"]["median"],
            bar=bar,
            ours=found["summary_b"]["ready_s"]["median"],
            baseline=found["summary_a"]["ready_s"]["median"],
            note="s",
        )


def handing(command: str, ready: str, shown: tuple[str, str]) -> list[float]:
    """Return the milliseconds of keys a and b, which show the two patterns in turn."""
    keys = [{"key": key, "regex": regex} for key, regex in zip("ab", shown, strict=True)]
    first: list[Json] = [{"wait": ready}, {"sleep": 1}, {"keys": "b"}, {"wait": shown[1]}]
    return _latencies(command, first, keys * KEYS)


def _typing(command: str, ready: str) -> list[float]:
    """Return the milliseconds of characters in the line that Enter leads to."""
    first: list[Json] = [{"wait": ready}, {"sleep": 1}, {"keys": "enter"}]
    return _latencies(command, first, [{"key": "x"}] * 2 * KEYS, (0.05, 0.2))


def _latencies(
    command: str, first: list[Json], keys: list[Json], apart: tuple[float, float] = PAUSES
) -> list[float]:
    """Play a scenario in which the keys fall on no particular phase of what ticks."""
    pauses = [{"sleep": random.uniform(*apart)} for _key in keys]
    steps = [step for pair in zip(pauses, keys, strict=True) for step in pair]
    return [float(ms) for ms in scenario(command, *first, *steps)["key"]]


def answering(data: Path) -> Iterator[Figure]:
    """Measure from key to screen, on a clock that stands so that nothing else changes."""
    ours = kvip(data / "still", visits.demo(data / "still"), "--speed", "0")
    bare = f"{BARE} keys"
    many, few = (_crowd(data, turns) for turns in (visits.TURNS, FEW))
    handed, changed, late, early = in_turn(
        lambda: handing(ours, READY, HOLDERS),
        lambda: handing(bare, "LABEL", ("LABEL a", "LABEL b")),
        lambda: handing(many, CROWDED, HOLDERS),
        lambda: handing(few, CROWDED, HOLDERS),
    )
    for who, times in (("", handed), (f" among {visits.PEOPLE}, turn {visits.TURNS}", late)):
        name = f"hand over the floor{who}"
        yield ratio(f"{name} ÷ changed label", times, changed, 3, note="ms, key to screen")
        yield Figure(f"{name}, 95 of 100", percentile(times, 95), unit="ms", bar=12)
    name = f"the same, turn {visits.TURNS} ÷ {FEW}"
    yield ratio(name, late, early, MOST, note="ms, key to screen")
    typed, bare_typed = in_turn(lambda: _typing(ours, READY), lambda: _typing(bare, "LABEL"))
    name = "a character of a note ÷ in a bare Input"
    yield ratio(name, typed, bare_typed, 1.3, note="ms, key to screen")


def _crowd(data: Path, turns: int) -> str:
    """Return the command that opens a visit of many people after so many turns."""
    folder = data / f"crowd-{turns}"
    return kvip(folder, visits.crowd(folder, turns), "--speed", "0")


def in_turn(*acts: Callable[[], list[float]]) -> list[list[float]]:
    """Measure things turn about, and return all that was measured of each."""
    runs = [[act() for act in acts] for _again in range(TURNS)]
    return [[ms for times in each for ms in times] for each in zip(*runs, strict=True)]


def idling(data: Path) -> Iterator[Figure]:
    """Measure what the day and the board cost at rest, with a block running and a holder."""
    day, board = (visits.demo(data / name) for name in ("idle", "board"))
    words = (KVIP, "board", board[0].id, "--clock", board[1], "--data", str(data / "board"))
    commands = (
        (kvip(data / "idle", day), READY),
        (f"{BARE} clock", ":"),
        (shlex.join(words), BOARD),
    )
    steps = ({"sleep": 3}, {"idle": IDLE}, {"memory": 0})
    runs = [
        [scenario(command, {"wait": ready}, *steps) for command, ready in commands]
        for _again in range(TURNS)
    ]

    def values(side: int, step: str, key: str) -> list[float]:
        return [run[side][step][0][key] for run in runs]

    cpu = [values(side, "idle", "idle_cpu_pct") for side in range(len(commands))]
    yield ratio("idle CPU ÷ barest clock", cpu[0], cpu[1], 1.5, note="per cent")
    yield ratio("idle CPU of the board ÷ barest clock", cpu[2], cpu[1], 1.2, note="per cent")
    sent = median(values(0, "idle", "idle_bytes_s"))
    yield Figure("idle bytes", sent, unit="per s", bar=800)
    memory = [values(side, "memory", "rss_mb") for side in (0, 1)]
    yield ratio("memory (RSS) ÷ barest clock", memory[0], memory[1], 1.45, note="MB")
    long = kvip(data / "full", visits.long_day(data / "full", 10_000))
    full = [
        scenario(long, {"wait": READY}, {"sleep": 3}, {"memory": 0})["memory"][0]["rss_mb"]
        for _again in range(TURNS)
    ]
    name = "the same with 10 000 events ÷ barest clock"
    yield ratio(name, full, memory[1], 1.55, note="MB")


def growing(data: Path) -> Figure:
    """Measure how much memory is taken after the first of eight hours, on a fast clock.

    The floor is handed on all day, and now and then a note is written or something taken back.
    """
    folder, _now = visits.demo(data / "hours")
    command = kvip(data / "hours", (folder, "11.00"), "--speed", "600")
    rest: Json = {"sleep": PAUSES[1]}
    hand: list[Json] = [{"keys": "a"}, rest, {"keys": "b"}, rest]
    noted: list[Json] = [
        {"keys": "enter"},
        {"keys": "Sagt i drøftingen #styrke"},
        {"keys": "enter"},
        rest,
    ]
    mended: list[Json] = [
        {"keys": "ctrl+z"},
        rest,
        {"keys": "ctrl+y"},
        rest,
        {"keys": "ctrl+z"},
        rest,
    ]
    round_: list[Json] = [*hand * 2, *noted, {"keys": "escape"}, rest, *mended]
    warm, work = ({"repeat": times, "steps": round_} for times in HOURS)
    steps = ({"wait": "KvIP"}, {"sleep": 2}, warm, {"memory": 0}, work, {"memory": 0})
    before, after = (each["rss_mb"] for each in scenario(command, *steps)["memory"])
    name, percent = "growth over 8 simulated hours, after the first", 100 * (after / before - 1)
    return Figure(name, percent, unit="%", bar=3, ours=after, baseline=before, note="MB")

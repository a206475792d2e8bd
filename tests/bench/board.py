"""What the board costs while nobody touches it, and what a browser adds from key to screen."""

import asyncio
import shlex
import time
from collections.abc import Iterator
from pathlib import Path

from tests.bench import screens, visits
from tests.bench.figures import Figure, ratio
from tests.e2e import chromium
from tests.e2e.program import KVIP

# What stands on the board of the demo, and on nothing before it.
READY = "Neste"
KEYS, WARM = 30, 4


def idling(data: Path) -> Iterator[Figure]:
    """Measure the board of the demo against the barest clock, turn about."""
    folder, now = visits.demo(data / "board")
    words = (KVIP, "board", folder.id, "--clock", now, "--data", str(data / "board"))
    steps = ({"sleep": 3}, {"idle": screens.IDLE})
    runs = [
        (
            screens.scenario(shlex.join(words), {"wait": READY}, *steps),
            screens.scenario(f"{screens.BARE} clock", {"wait": ":"}, *steps),
        )
        for _again in range(screens.TURNS)
    ]
    ours, bare = ([run[side]["idle"][0]["idle_cpu_pct"] for run in runs] for side in (0, 1))
    yield ratio("idle CPU of the board ÷ barest clock", ours, bare, 1.2, note="per cent")


def browsing(data: Path) -> Iterator[Figure]:
    """Measure handing over the floor in a browser against the same in a terminal."""
    name = "hand over the floor, browser ÷ terminal"
    if chromium.found() is None:
        yield Figure(name, note="there is no Chromium")
        return
    made = visits.demo(data / "page")
    command = screens.kvip(data / "page", made, "--speed", "0")
    terminal, browser = screens.in_turn(
        lambda: screens.handing(command, screens.READY, screens.HOLDERS),
        lambda: asyncio.run(_handing(data / "page", made[0].id, made[1])),
    )
    kept = min(len(terminal), len(browser))
    yield ratio(name, browser[:kept], terminal[:kept], 3, note="ms, key to screen")


async def _handing(data: Path, visit: str, now: str) -> list[float]:
    """Return the milliseconds from a key in the browser until its page has been told."""
    words = [visit, "--clock", now, "--speed", "0"]
    profile = data / f"nettleser-{time.monotonic_ns()}"
    async with chromium.serving(words, data) as address, chromium.Chromium(profile) as browser:
        page = await browser.open(address)
        await page.wait(screens.READY)
        found = []
        for n in range(WARM + KEYS):
            await asyncio.sleep(screens.PAUSES[1])
            key, holder = ("a", screens.HOLDERS[0]) if n % 2 else ("b", screens.HOLDERS[1])
            found.append(1000 * await page.latency(key, holder))
        return found[WARM:]

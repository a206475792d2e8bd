"""What a browser adds from key to screen."""

import asyncio
import time
from collections.abc import Iterator
from pathlib import Path

from tests.bench import screens, visits
from tests.bench.figures import Figure, ratio
from tests.e2e import chromium

KEYS, WARM = 16, 4


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
    words = [visit, "--real", "--clock", now, "--speed", "0"]
    profile = data / f"nettleser-{time.monotonic_ns()}"
    async with chromium.serving(words, data) as address, chromium.Chromium(profile) as browser:
        page = await browser.open(address)
        await page.wait(screens.READY)
        found = []
        for n in range(WARM + KEYS):
            await asyncio.sleep(screens.PAUSES[1])
            # In the terminal, which is measured first, b was the last to get it.
            key, holder = ("b", screens.HOLDERS[1]) if n % 2 else ("a", screens.HOLDERS[0])
            found.append(1000 * await page.latency(key, holder))
        return found[WARM:]

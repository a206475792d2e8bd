"""A shared folder whose every call takes long, and what is felt of it at the keys; POSIX only.

``python -m tests.e2e.slow run 2 FOLDER open VISIT`` is the program with a folder made so slow;
``python -m tests.e2e.slow keys 2`` says how long its keys take, and how long without.
"""

import builtins
import io
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

from tests.e2e.program import kvip
from tests.e2e.terminal import Terminal

SIZE = (100, 30)
CALLS = ("stat", "lstat", "open", "listdir", "scandir", "replace", "rename", "unlink", "mkdir")
MADE = ("--plan", "kvip-digital", "--date", "2021-03-16", "--host", "BUP")
AT = ("--real", "--clock", "08.30")
WORDS = "abcdefghijklmnopqrstuvwxyz"
# No key may take longer than that, however slow the folder is.
BAR = 0.5


def slowed(call: Callable[..., Any], folder: str, seconds: float) -> Callable[..., Any]:
    """Return a call of the system that takes so long for what lies in a folder."""

    def slow(path: Any, *more: Any, **named: Any) -> Any:
        if isinstance(path, str | os.PathLike) and os.fspath(path).startswith(folder):
            time.sleep(seconds)
        return call(path, *more, **named)

    return slow


def make_slow(folder: str, seconds: float) -> None:
    """Let every call for what lies in a folder take so many seconds, in this process."""
    for name in CALLS:
        setattr(os, name, slowed(getattr(os, name), folder, seconds))
    builtins.open = io.open = slowed(io.open, folder, seconds)


def typed(place: Path, seconds: float) -> list[float]:
    """Return how long keys took to be seen, with a shared folder that slow."""
    place.mkdir()
    env = {**os.environ, "KVIP_MACHINE": "leder", "KVIP_DATA": str(place / "leder")}
    (place / "Felles").mkdir()
    visit = kvip("new", *MADE, env=env)[0].strip()
    kvip("share", visit, str(place / "Felles"), env=env)
    slow = [sys.executable, "-m", "tests.e2e.slow", "run", str(seconds), str(place / "Felles")]
    started = time.monotonic()
    with Terminal([*slow, "open", visit, *AT], SIZE, env) as terminal:
        terminal.see("F1 Hjelp")
        opened = time.monotonic() - started
        took = [*_keys(terminal)]
        assert terminal.leave("ctrl+q") == 0
    print(f"  on screen after {opened:.1f} s")  # noqa: T201
    return took


def _keys(terminal: Terminal) -> list[float]:
    took = []
    for line in range(4):
        terminal.press("enter")
        terminal.see(r"T> ")
        text = f"{line}{WORDS}"
        for n, letter in enumerate(text, 1):
            asked = time.monotonic()
            terminal.press(letter)
            terminal.see(rf"> +{text[:n]}")
            took.append(time.monotonic() - asked)
        asked = time.monotonic()
        terminal.press("enter", "enter")
        terminal.see("Notatet er lagret")
        took.append(time.monotonic() - asked)
    return took


def _run() -> int:
    """Be the program, with a slow folder."""
    _verb, seconds, folder, *words = sys.argv[1:]
    from kvip_tui.cli.main import main  # noqa: PLC0415 - what it opens first is not slow

    make_slow(folder, float(seconds))
    return main(words)


def _tell() -> int:
    with tempfile.TemporaryDirectory() as made:
        plain = typed(Path(made) / "uten", 0)
        took = typed(Path(made) / "med", float(sys.argv[2]))
    print(  # noqa: T201
        f"{len(took)} keys: longest {max(took):.2f} s (without {max(plain):.2f} s), "
        f"median {median(took) * 1000:.0f} ms (without {median(plain) * 1000:.0f} ms)"
    )
    return int(max(took) > max(BAR, 2 * max(plain)))


if __name__ == "__main__":
    sys.exit(_run() if sys.argv[1] == "run" else _tell())

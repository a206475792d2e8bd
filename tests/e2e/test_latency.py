"""A slow folder does not hold up the keys; how soon two screens see each other is a command.

``python -m tests.e2e.latency``: beside a whole suite it waits for the machine, not for the share.
"""

import subprocess
import sys

import pytest

pytest.importorskip("termios", reason="only POSIX has terminals that a test can open")

from tests.sources import ROOT


@pytest.mark.parametrize(("command", "said"), [(("slow", "keys", "2"), "keys: longest")])
def test_what_is_felt_of_the_other_machines(command: tuple[str, ...], said: str) -> None:
    """All of it arrives; the commands themselves say by their exit code whether it was soon."""
    module, *words = command
    done = subprocess.run(
        [sys.executable, "-m", f"tests.e2e.{module}", *words],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert said in done.stdout, done.stderr

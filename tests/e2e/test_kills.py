"""Some processes killed while they write; ``python -m tests.e2e.kills 200`` is the long run."""

import os
import re
import subprocess
import sys

import pytest

from tests.sources import ROOT

KILLS = 60


@pytest.mark.skipif(not hasattr(os, "fork"), reason="only POSIX starts processes fast enough")
def test_kills_lose_nothing_acknowledged() -> None:
    """Whenever a process is killed, all that it said was safe is there and the visit opens."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.e2e.kills", str(KILLS)],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    said = re.search(rf"{KILLS} kills, (\d+) acknowledged events, none lost", done.stdout)
    assert said, done.stdout
    assert int(said[1]) > KILLS

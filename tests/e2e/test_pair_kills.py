"""Two machines of one visit, killed two hundred times."""

import os
import re
import subprocess
import sys

import pytest

from tests.sources import ROOT


@pytest.mark.skipif(not hasattr(os, "fork"), reason="only POSIX starts processes fast enough")
def test_two_hundred_kills_leave_both_machines_equal() -> None:
    """All that was said to be safe is at both, and both come to the same."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.e2e.pair_kills", "200"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    said = re.search(r"200 kills, (\d+) acknowledged events, none lost, both equal", done.stdout)
    assert said, done.stdout
    assert int(said[1]) > 200

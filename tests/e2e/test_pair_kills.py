"""Two machines of one visit, killed again and again."""

import os
import re
import subprocess
import sys

import pytest

from tests.sources import ROOT


@pytest.mark.skipif(not hasattr(os, "fork"), reason="only POSIX starts processes fast enough")
def test_kills_leave_both_machines_equal() -> None:
    """All that was said to be safe is at both, and both come to the same."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.e2e.pair_kills", "20"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    said = re.search(r"20 kills, (\d+) acknowledged events, none lost, both equal", done.stdout)
    assert said, done.stdout
    assert int(said[1]) > 0

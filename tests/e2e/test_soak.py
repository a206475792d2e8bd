"""A short soak; the long one is run by hand."""

import os
import subprocess
import sys

import pytest

from tests.sources import ROOT


@pytest.mark.skipif(os.name == "nt", reason="a pseudo-terminal is POSIX")
def test_some_random_seconds_in_two_windows_ends_whole() -> None:
    """Written, resized, stopped and followed; the journal is what a replay makes of it."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.e2e.soak", "0.15", "3"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr[-4000:]
    assert "whole and equal to a replay" in done.stdout

"""A short random walk; longer ones are walked by hand with other seeds."""

import subprocess
import sys

import pytest

from tests.sources import ROOT


@pytest.mark.parametrize("seed", [4, 11])
def test_random_keys_end_nothing_and_the_journal_is_valid(seed: int) -> None:
    """Three hundred keys on whatever screens they lead to."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.e2e.walk", str(seed), "300"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr[-4000:]
    assert f"seed {seed}: 300 keys" in done.stdout

"""One writer at a time."""

import subprocess
import sys
from pathlib import Path

import pytest

from kvip_tui.store.lock import WriteLock

HOLD = """
import sys
from pathlib import Path
from kvip_tui.store.lock import WriteLock
lock = WriteLock(Path(sys.argv[1]))
print(lock.acquire(), flush=True)
sys.stdin.read()
"""


def test_a_lock_is_held_by_one_at_a_time(path: Path) -> None:
    """The second does not wait but is told; when the first lets go, the second may have it."""
    one, two = WriteLock(path), WriteLock(path)
    assert one.acquire()
    assert one.acquire()
    assert not two.acquire()
    one.release()
    one.release()
    assert two.acquire()
    two.release()


def test_another_process_is_kept_out_until_it_is_killed(path: Path) -> None:
    """The lock holds between processes, and the file that a killed one leaves does not block."""
    lock = WriteLock(path)
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "True\n"
        assert not lock.acquire()
        other.kill()
        other.wait()
    assert path.with_name(f"{path.name}.lock").exists()
    assert lock.acquire()
    lock.release()


def test_a_lock_that_cannot_be_made_is_an_error(path: Path) -> None:
    """Where the lock file cannot be written, that is not the same as held by another."""
    path.with_name(f"{path.name}.lock").mkdir()
    with pytest.raises(OSError, match=r".+"):
        WriteLock(path).acquire()

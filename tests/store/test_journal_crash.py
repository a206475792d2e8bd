"""Processes that are killed while they write, and disks that are really full."""

import random
import subprocess
import sys
from pathlib import Path

import pytest

from kvip_tui.domain.base import Record
from kvip_tui.store.journal import Journal

WRITE_ON = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from kvip_tui.domain.day.changes import BlockStarted
from kvip_tui.store.journal import Journal
journal = Journal.open(Path(sys.argv[1]))
assert journal.writer
while True:
    record = journal.append(datetime.now(UTC), (BlockStarted("oppstart " * 40),))
    print(record.n, flush=True)
"""

FILL_UP = """
import resource, sys
from datetime import UTC, datetime
from pathlib import Path
from kvip_tui.domain.day.changes import BlockStarted
from kvip_tui.errors import UserError
from kvip_tui.store.journal import Journal
path = Path(sys.argv[1])
journal = Journal.open(path)
before = path.read_bytes()
no_limit = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) + 50, no_limit[1]))
try:
    journal.append(datetime.now(UTC), (BlockStarted("oppstart"),))
except UserError as error:
    print(error.exit_code, error.message)
assert path.read_bytes() == before
resource.setrlimit(resource.RLIMIT_FSIZE, no_limit)
print(journal.append(datetime.now(UTC), (BlockStarted("oppstart"),)).n)
"""


def test_killing_the_writer_loses_nothing_acknowledged(journal: Journal, path: Path) -> None:
    """Whenever a process is killed, every record it had said was safe is there."""
    journal.close()
    draw = random.Random(5)
    for _number in range(5):
        with subprocess.Popen(
            [sys.executable, "-c", WRITE_ON, str(path)], stdout=subprocess.PIPE, text=True
        ) as writer:
            assert writer.stdout is not None
            said = [writer.stdout.readline() for _line in range(draw.randrange(1, 40))]
            writer.kill()
            said += writer.stdout.readlines()
        acknowledged = int([line for line in said if line.endswith("\n")][-1])
        with Journal.open(path) as again:
            assert again.writer
            assert acknowledged <= len(again.records) <= acknowledged + 1
            assert again.damage == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on a file's size")
def test_a_disk_that_fills_in_the_middle_of_a_line(
    journal: Journal, path: Path, first: Record
) -> None:
    """A real half-written line is taken back, said in Norwegian, and writing goes on later."""
    journal.close()
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", FILL_UP, str(path)],
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    refused, number = done.stdout.splitlines()
    assert refused.startswith("3 ")
    assert "frigjør plass" in refused
    assert number == "2"
    with Journal.open(path) as again:
        assert (again.records[0], len(again.records)) == (first, 2)

"""Processes that write a visit's journal, killed at random moments; POSIX only.

``python -m tests.e2e.kills 2000`` does it two thousand times in a folder of its own. Each process
is forked from one that has everything imported, so that what takes time is writing, not starting.
"""

import os
import random
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator
from pathlib import Path

from kvip_tui.cli.main import main
from kvip_tui.line import mode
from kvip_tui.store.library import Library
from kvip_tui.visits.open import Opened, open_visit

LONGEST = 0.02
# The part of the processes that are killed while they write; the others mostly while they open.
WRITING = 0.8
SAFE = "Notatet er lagret"
MADE = ["new", "--plan", "kvip-digital", "--date", "2021-03-16", "--host", "Prøve"]


def words(number: int) -> Iterator[str]:
    """Yield commands without end, each of which writes one event."""
    n = 0
    while True:
        n += 1
        yield f"notat {number}/{n} {'æ' * random.randrange(60)}\n"


def write_until_killed(library: Library, number: int, out: int) -> None:
    """Carry out commands and say so, a line each, in a process of its own."""
    opened = opened_for_writing(library)
    with open(out, "w", encoding="utf-8") as said:
        mode.run(opened.session, words(number), said)


def opened_for_writing(library: Library) -> Opened:
    """Open the visit; the one who wrote it is dead, so it can be written."""
    [summary] = library.visits()
    opened = open_visit(library, library.find(summary.id), clock="09.00", speed="0")
    assert opened.session.writer, opened.journal.notices
    assert opened.journal.damage == []
    return opened


def killed(library: Library, number: int) -> int:
    """Let a process write, kill it, and return how many commands it had said were safe."""
    end, out = os.pipe()
    child = os.fork()
    if not child:
        os.close(end)
        try:
            write_until_killed(library, number, out)
        except BaseException:
            traceback.print_exc()
        os._exit(1)
    os.close(out)
    with open(end, encoding="utf-8") as said:  # noqa: PTH123 - a pipe has no path
        heard = said.readline() if random.random() < WRITING else ""
        time.sleep(random.uniform(0, LONGEST))
        os.kill(child, signal.SIGKILL)
        heard += said.read()
    _child, ending = os.waitpid(child, 0)
    assert os.WTERMSIG(ending) == signal.SIGKILL, f"process {number} ended by itself"
    return sum(line.startswith(SAFE) for line in heard.splitlines())


def kept(library: Library) -> dict[int, int]:
    """Return how many notes of each process are there, after opening the visit for writing."""
    opened = opened_for_writing(library)
    counts: dict[int, int] = {}
    for note in opened.session.visit.notes:
        number, n = note.text.split()[0].split("/")
        counts[int(number)] = counts.get(int(number), 0) + 1
        assert counts[int(number)] == int(n), f"a note is lost before {note.text}"
    opened.close()
    return counts


def kill_often(times: int, data: Path) -> int:
    """Kill *times* processes one after another; returns how many commands had been safe.

    Raises:
        AssertionError: Something that was said to be safe is gone, or the visit does not open.
    """
    assert main([*MADE, "--data", str(data)]) == 0
    library = Library(data)
    safe = {number: killed(library, number) for number in range(times)}
    there = kept(library)
    for number, count in safe.items():
        assert count <= there.get(number, 0) <= count + 1, f"process {number}: {count} were safe"
    return sum(safe.values())


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        said = kill_often(int(sys.argv[1]), Path(folder))
    print(f"{sys.argv[1]} kills, {said} acknowledged events, none lost")  # noqa: T201

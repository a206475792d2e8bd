"""Two machines that write one visit through a shared folder, killed at random; POSIX only.

``python -m tests.e2e.pair_kills 200`` kills two hundred processes, two at a time. In the end all
that was said to be safe is at both machines, and both come to the same.
"""

import json
import os
import random
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kvip_tui.cli.main import main
from kvip_tui.line import mode
from kvip_tui.line.status import status
from kvip_tui.store.library import Library
from kvip_tui.visits.open import Opened, open_visit
from tests.e2e.kills import MADE, SAFE, words

LONGEST = 0.05
MACHINES = ("leder", "sekretaer")
OWN_KEYS = ("writer", "machines", "clock", "notes_here")
# How often the machines send and fetch before they must be equal, once nobody is killed.
ROUNDS = 4


@contextmanager
def at(place: Path, machine: str) -> Iterator[Library]:
    """Give a machine's library while the program runs on that machine."""
    os.environ["KVIP_MACHINE"] = machine
    yield Library(place / machine)


def opened(library: Library) -> Opened:
    """Open the one visit of a machine, whose last writer is dead."""
    [summary] = library.visits()
    found = open_visit(library, library.find(summary.id), clock="09.00", speed="0")
    assert found.session.writer, found.journal.notices
    return found


def write_until_killed(place: Path, machine: str, number: int, out: int) -> None:
    """Carry out commands and say so, a line each, sending and fetching meanwhile."""
    with at(place, machine) as library:
        found = opened(library)
        found.circle.start()
        with open(out, "w", encoding="utf-8") as said:
            mode.run(found.session, words(number), said)


def begun(place: Path, machine: str, number: int) -> tuple[int, int]:
    """Start a process that writes; return its id, and where what it says can be read."""
    end, out = os.pipe()
    child = os.fork()
    if not child:
        os.close(end)
        try:
            write_until_killed(place, machine, number, out)
        except BaseException:
            traceback.print_exc()
        os._exit(1)
    os.close(out)
    return child, end


def killed_pair(place: Path, number: int) -> dict[int, int]:
    """Let both machines write, kill both, and return how much each had said was safe."""
    started = [begun(place, machine, number + i) for i, machine in enumerate(MACHINES)]
    safe = {}
    for i, (child, end) in enumerate(started):
        with open(end, encoding="utf-8") as said:  # noqa: PTH123 - a pipe has no path
            heard = said.readline() if random.random() < 0.8 else ""
            time.sleep(random.uniform(0, LONGEST))
            os.kill(child, signal.SIGKILL)
            heard += said.read()
        _child, ending = os.waitpid(child, 0)
        assert os.WTERMSIG(ending) == signal.SIGKILL, f"process {number + i} ended by itself"
        safe[number + i] = sum(line.startswith(SAFE) for line in heard.splitlines())
    return safe


def settled(place: Path) -> list[str]:
    """Return what each machine's visit comes to, once all has been sent and fetched."""
    for _round in range(ROUNDS):
        for machine in MACHINES:
            with at(place, machine) as library:
                found = opened(library)
                found.catch_up()
                found.close()
    said = []
    for machine in MACHINES:
        with at(place, machine) as library:
            found = opened(library)
            session = found.session
            told = status(session.visit, session.now(), writer=True, session=session)
            notes = [note.text for note in session.visit.notes]
            kept = {key: value for key, value in told.items() if key not in OWN_KEYS}
            said.append(json.dumps([kept, notes]))
            found.close()
    return said


def kill_pairs(times: int, place: Path) -> int:
    """Kill *times* processes, two at a time; returns how many commands had been safe.

    Raises:
        AssertionError: Something that was said to be safe is gone, or the machines differ.
    """
    (place / "Felles").mkdir()
    with at(place, MACHINES[0]) as library:
        assert main([*MADE, "--data", str(library.root)]) == 0
        [summary] = library.visits()
        shared = ["share", summary.id, str(place / "Felles"), "--data", str(library.root)]
        assert main(shared) == 0
    with at(place, MACHINES[1]) as library:
        folder = place / "Felles" / summary.id
        assert main(["join", str(folder), "--name", "B", "--data", str(library.root)]) == 0
    safe: dict[int, int] = {}
    for number in range(0, times, len(MACHINES)):
        safe |= killed_pair(place, number)
    first, second = settled(place)
    assert first == second, "the two machines come to different things"
    texts = json.loads(first)[1]
    for number, count in safe.items():
        there = {int(text.split("/")[1].split()[0]) for text in texts if _of(text) == number}
        assert there >= set(range(1, count + 1)), f"process {number}: {count} were safe"
    return sum(safe.values())


def _of(text: str) -> int:
    return int(text.split("/", maxsplit=1)[0])


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        count = kill_pairs(int(sys.argv[1]), Path(made))
    print(f"{sys.argv[1]} kills, {count} acknowledged events, none lost, both equal")  # noqa: T201

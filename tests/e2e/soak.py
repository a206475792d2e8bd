"""A long random day: ``python -m tests.e2e.soak MINUTES [SEED]``; POSIX only.

One window writes at ten keys a second, is resized and suspended; a second one follows. Every
half minute memory, open files, threads and processor time of both are printed. At the end the
journal must be whole, and the visit that was built up record by record the one that a replay
makes.
"""

import os
import random
import signal
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

import psutil
from msgspec import Struct

from kvip_tui.domain.history import advance, begin, replay
from kvip_tui.store.journal import Journal
from kvip_tui.store.library import Library
from kvip_tui.visits.demo import make_demo
from tests.e2e.terminal import Terminal
from tests.e2e.walk import LINES

MACHINE: Final = "soak"
PROGRAM: Final = (sys.executable, "-m", "kvip_tui")
PACE: Final = 0.1
SAMPLED: Final = 30.0
SIZES: Final = ((140, 40), (100, 30), (80, 24), (170, 50), (30, 8))
# What a person's keys send; none of them leaves the program.
TYPED: Final = (
    *"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-.,:?#@ ",
    *("\r", "\x1b", "\t", "\x7f", "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D", "\x1b[5~", "\x1b[6~"),
    *("\x1bOP", "\x1bOQ", "\x1bOR", "\x1bOS", "\x1b[15~", "\x1b[17~", "\x1b[18~", "\x1b[19~"),
    *("\x10", "\x1a", "\x19", "\x0f", "\x14"),
    *("\x1b[<0;20;10M\x1b[<0;20;10m", "\x1b[<35;50;12M", "\x1b[200~limt inn\x1b[201~"),
)


class Sample(Struct, frozen=True):
    """What one process takes at a moment: memory in MB, files, threads, seconds of processor."""

    memory: float
    files: int
    threads: int
    processor: float


def sample(process: psutil.Process) -> Sample:
    """Return what a process takes now."""
    with process.oneshot():
        times = process.cpu_times()
        memory = process.memory_info().rss / 2**20
        return Sample(memory, process.num_fds(), process.num_threads(), times.user + times.system)


def day(draw: random.Random, writer: Terminal, follower: Terminal, seconds: float) -> None:
    """Use the program for a while, and print what it takes."""
    began = last = time.monotonic()
    both = [psutil.Process(terminal.process.pid) for terminal in (writer, follower)]
    while (now := time.monotonic()) - began < seconds:
        chance = draw.random()
        if chance < 0.01:
            writer.resize(*draw.choice(SIZES))
        elif chance < 0.012:
            suspended(writer)
        elif chance < 0.05:
            writer.press("\x1b", ":", draw.choice(LINES[:-1]), "\r")
        else:
            writer.press(draw.choice(TYPED))
        for terminal in (writer, follower):
            terminal.drain()
            ended = terminal.process.poll()
            assert ended is None, f"a window ended with {ended}: {said(terminal)}"
        if now - last >= SAMPLED:
            last = now
            shown = " | ".join(told(sample(process)) for process in both)
            print(f"{(now - began) / 60:5.1f} min  {shown}", flush=True)  # noqa: T201
        time.sleep(PACE)


def said(terminal: Terminal) -> str:
    """Return what a window wrote last; it is cut anywhere."""
    return terminal.tail.decode(errors="replace")


def told(found: Sample) -> str:
    """Return a sample in words."""
    return (
        f"{found.memory:6.1f} MB {found.files:3} files {found.threads:2} threads "
        f"{found.processor:7.1f} s"
    )


def suspended(terminal: Terminal) -> None:
    """Stop a window for a moment, as a closed lid does."""
    os.killpg(terminal.process.pid, signal.SIGSTOP)
    time.sleep(0.5)
    os.killpg(terminal.process.pid, signal.SIGCONT)


def checked(path: Path) -> int:
    """Return how many records a journal has.

    Raises:
        AssertionError: It is damaged, or what was built up is another visit than what is replayed.
    """
    with Journal.open(path, write=False) as journal:
        assert journal.notices == []
        first, *rest = journal.records
        history = begin(first)
        for record in rest:
            history = advance(history, record)
        assert history.visit == replay(journal.records).visit
        return len(journal.records)


def soak(minutes: float, seed: int, folder: Path) -> int:
    """Hold a day of so many minutes; returns how many records it made."""
    os.environ["KVIP_MACHINE"] = MACHINE
    library = Library(folder)
    visit, _now = make_demo(library)
    env = {"KVIP_DATA": str(folder), "KVIP_MACHINE": MACHINE}
    opened = [*PROGRAM, "open", visit.id, "--real", "--clock", "10.52"]
    with Terminal(opened, (140, 40), env) as writer:
        time.sleep(5)
        with Terminal(opened, (100, 30), env) as follower:
            time.sleep(5)
            day(random.Random(seed), writer, follower, minutes * 60)
            for terminal in (follower, writer):
                terminal.press("\x1b", "\x11")
                terminal.drain()
            time.sleep(3)
    return checked(library.own_journal(visit))


if __name__ == "__main__":
    asked, given = float(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1
    with tempfile.TemporaryDirectory(prefix="kvip-soak-") as name:
        count = soak(asked, given, Path(name))
    print(f"{asked:g} minutes, seed {given}: {count} records, whole and equal to a replay")  # noqa: T201

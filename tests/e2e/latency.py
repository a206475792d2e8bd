"""How soon what is done at one machine's screen is on the other's, through a shared folder; POSIX.

``python -m tests.e2e.latency 20`` lets a leader and a secretary, each in a terminal and a data
folder of their own, write so many notes to each other, and tick off and raise a hand.
"""

import os
import re
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from msgspec import Struct

from tests.e2e.program import KVIP, kvip
from tests.e2e.terminal import Terminal

SIZE = (140, 40)
PEOPLE = "Anne Lie;besøksteam\nBerit Moe;vertsenhet\nHenrik Bø;besøksteam\n"
MACHINES = ("leder", "sekretaer")
# What is on the leader's screen within that many seconds is there at once, to people.
BAR = 2.0


class Seat(Struct, frozen=True):
    """Who sits at a machine: the terminal."""

    terminal: Terminal

    def words(self, command: str, answer: str) -> float:
        """Say a command in words, and return the moment at which it was given."""
        self.terminal.press(":", command)
        self.terminal.see(re.escape(command))
        self.terminal.press("enter")
        asked = time.monotonic()
        self.terminal.see(answer)
        return asked


@contextmanager
def seats(place: Path) -> Iterator[tuple[Seat, Seat]]:
    """Give the two screens of one visit, which both have read each other's first files."""
    shared, people = place / "Felles", place / "folk.csv"
    shared.mkdir()
    people.write_text(PEOPLE, "utf-8")
    folders = {machine: str(place / machine) for machine in MACHINES}
    first, second = ({"KVIP_MACHINE": m, "KVIP_DATA": folders[m]} for m in MACHINES)
    day = f"{datetime.now(UTC):%Y-%m-%d}"
    made = ("new", "--plan", "kvip-digital", "--date", day, "--host", "BUP", "--people")
    visit = kvip(*made, str(people), env=_with(first))[0].strip()
    kvip("share", visit, str(shared), env=_with(first))
    joining = ("join", str(shared / visit), "--name", "Henrik Bø")
    theirs = kvip(*joining, env=_with(second))[0].strip()
    with (
        Terminal(
            [
                KVIP,
                "open",
                visit,
            ],
            SIZE,
            first,
        ) as leader,
        Terminal(
            [
                KVIP,
                "open",
                theirs,
            ],
            SIZE,
            second,
        ) as secretary,
    ):
        for terminal in (leader, secretary):
            terminal.see("F1 Hjelp")
        yield Seat(leader), Seat(secretary)
        for terminal in (leader, secretary):
            assert terminal.leave("ctrl+q") == 0


def _with(more: dict[str, str]) -> dict[str, str]:
    return {**os.environ, **more}


def exchanged(place: Path, times: int) -> list[float]:
    """Return how long each of what was done took to the other's screen, in seconds."""
    found = []
    with seats(place) as (leader, secretary):
        leader.words("start teamets", "▶ ")
        secretary.terminal.see("▶ ")
        for n in range(times):
            for one, other in ((secretary, leader), (leader, secretary)):
                found.append(_noted(one, other, f"{'fra' if one is leader else 'til'} lederen {n}"))
        for number in "123":
            asked = time.monotonic()
            secretary.terminal.press(number)
            leader.terminal.see(rf"{number} ☑")
            found.append(time.monotonic() - asked)
        asked = secretary.words("hånd anne", "Anne")
        leader.terminal.see(r"Taleliste.*Anne|1 .*Anne")
        found.append(time.monotonic() - asked)
    return found


def _noted(one: Seat, other: Seat, text: str) -> float:
    """Write a note at one machine and return how long it took to the other's screen."""
    asked = one.words(f"notat {text}", "Notatet er lagret|lagret")
    other.terminal.see(re.escape(text))
    return time.monotonic() - asked


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        took = exchanged(Path(made), int(sys.argv[1]))
    print(  # noqa: T201
        f"{len(took)} seen at the other's: median {median(took):.2f} s, longest {max(took):.2f} s"
    )
    sys.exit(max(took) > BAR)

"""What a terminal sends in pieces, typed at the program in a real terminal, cut by cut.

``python -m tests.e2e.keyboard [CASES] [SEED]`` tries so many cases, each a sequence of a terminal
cut at random places with gaps up to 400 ms, near by and over SSH, and prints what it found.
"""

import os
import random
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.e2e.program import KVIP, kvip
from tests.e2e.terminal import Terminal

SIZE = (140, 40)
LONGEST_GAP = 0.4
PAUSE = "\x1b[18~"
# What terminals send: keys, clicks beside everything that can be clicked, answers and focus.
SENT = {
    "F7": PAUSE,
    "F7 i kittys protokoll": "\x1b[18;1~",
    "pil": "\x1b[C",
    "pil i programmodus": "\x1bOC",
    "klikk": "\x1b[<0;140;1M",
    "slipp": "\x1b[<0;140;1m",
    "musehjul": "\x1b[<64;140;1M",
    "gammel mus": "\x1b[32;140;1M",
    "fokus": "\x1b[I",
    "fokus bort": "\x1b[O",
    "svar om modus": "\x1b[?2026;2$y",
    "svar om markør": "\x1b[7;18R",
    "svar om terminal": "\x1b[?62;22c",
    "svar om farge": "\x1b]11;rgb:1717/1818/8181\x07",
    "ukjent": "\x1b[1;7;8x",
    "tast som slippes": "\x1b[97;1:3u",
    "Shift alene": "\x1b[57441;2u",
}
FAR = {"SSH_CONNECTION": "10.0.0.1 50022 10.0.0.2 22"}


@dataclass(frozen=True)
class Case:
    """Something that a terminal sends, where it is cut, and how long each piece is in coming."""

    name: str
    cuts: tuple[int, ...]
    gap: float

    @property
    def pieces(self) -> list[str]:
        """What is sent at a time."""
        text, ends = SENT[self.name], [*self.cuts, len(SENT[self.name])]
        return [text[start:end] for start, end in zip([0, *self.cuts], ends, strict=True)]


def cases(chance: random.Random, count: int) -> Iterator[Case]:
    """Return so many cases."""
    for _ in range(count):
        name = chance.choice(list(SENT))
        inner = range(1, len(SENT[name]))
        cuts = sorted(chance.sample(inner, min(len(inner), chance.choice((1, 1, 2, 3)))))
        yield Case(name, tuple(cuts), chance.uniform(0.02, LONGEST_GAP))


class Keyboard:
    """A keyboard at a visit whose first block is under way and has items that digits tick."""

    def __init__(self, terminal: Terminal, journal: Path) -> None:
        self.terminal = terminal
        self._journal = journal

    @property
    def events(self) -> int:
        """How much has been done in the visit."""
        return self._journal.read_text("utf-8").count("\n")

    def send(self, pieces: Sequence[str], gap: float = 0.0) -> None:
        """Send pieces, each so long after the one before it; the screen is read meanwhile."""
        for n, piece in enumerate(pieces):
            if n:
                self.rest(gap)
            self.terminal.press(piece)

    def rest(self, seconds: float) -> None:
        """Let time pass, and read what is shown."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            self.terminal.take()

    def note(self, text: str) -> None:
        """Write a note, and see that it is stored as it was typed."""
        before = self.events
        self.terminal.press("enter", text, "enter")
        self.terminal.until(lambda: self.events > before, f"the note «{text}»")
        self.terminal.see(text)
        self.terminal.press("escape")


@contextmanager
def at_keyboard(folder: Path, env: dict[str, str] | None = None) -> Iterator[Keyboard]:
    """Make a visit with two people, begin its day, and sit down at it."""
    people = folder / "folk.csv"
    people.write_text("Anne Lie;besøksteam\nBerit Moe;vertsenhet\n", "utf-8")
    made = ("--plan", "kvip-digital", "--date", "2021-03-16", "--host", "BUP akutt Ålesund")
    visit = kvip("new", *made, "--people", str(people))[0].strip()
    journal = next(Path(os.environ["KVIP_DATA"]).glob("visits/*/journal-*.jsonl"))
    command = [KVIP, "open", visit, "--real", "--clock", "08.30", "--speed", "0"]
    with Terminal(command, SIZE, env) as terminal:
        terminal.see("F1 Hjelp")
        terminal.press("f8")
        terminal.see("er i gang")
        yield Keyboard(terminal, journal)


def fault(keyboard: Keyboard, case: Case) -> str:
    """Return what a case did that is neither its work nor nothing; '' for none."""
    before = keyboard.events
    keyboard.send(case.pieces, case.gap)
    keyboard.rest(1.0 if case.gap > 0.1 else 0.6)
    done = keyboard.events - before
    may = SENT[case.name].startswith(PAUSE[:-1])
    return "" if done == 0 or (done == 1 and may) else f"{case}: {done} events"


def main(count: int, seed: int) -> int:
    """Try the cases and print what was found; returns how many went wrong."""
    import tempfile  # noqa: PLC0415 - of the command alone

    chance, faults = random.Random(seed), list[str]()
    for env in ({}, FAR):
        with tempfile.TemporaryDirectory() as folder:
            os.environ |= {"KVIP_DATA": str(Path(folder) / "data"), "KVIP_MACHINE": "her"}
            with at_keyboard(Path(folder), env) as keyboard:
                faults += [
                    found for case in cases(chance, count // 2) if (found := fault(keyboard, case))
                ]
                keyboard.note("Ærlig talt: styrke 17")
    print("\n".join([*faults, f"{count} cases, {len(faults)} faults"]))  # noqa: T201 - the answer
    return len(faults)


if __name__ == "__main__":
    asked = [int(word) for word in sys.argv[1:]]
    sys.exit(min(1, main(*[*asked, *(40, 1)[len(asked) :]])))

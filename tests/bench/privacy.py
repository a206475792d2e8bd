"""What the privacy check costs: ``python -m tests.bench.privacy`` measures 100 kB of notes.

The figures are the processor's time, the best of several runs: what else runs does not count.
"""

import re
import sys
from collections.abc import Callable
from time import process_time

from kvip_tui.domain.privacy.check import check
from kvip_tui.resources import assets
from kvip_tui.store.shipped.privacy_rules import read_rules, shipped_rules
from tests.bench.figures import Figure, table

LENGTH, BAR_MS, RUNS = 100_000, 100.0, 30
ROSTER = tuple(f"{first} {last}" for first in ("Berit", "Ola", "Fatima") for last in ("Moe", "Lie"))
NOTES = """\
Sengeposten har fått fast sykepleier på kveld siden mars, og skjermingen er gått ned 12 %. #styrke
Berit: «vi øver på samtalen før vi går inn» – hver uke, på 5 minutter.
Overgangene fra BUP til kommunen tar for lang tid; 2–3 uker er vanlig. #utfordring #fokus:overganger
Tiltak: felles møte kl. 12.00 hver tirsdag, rom 716175, ansvarlig er fagutvikler. #tiltak
Brukerrepresentanten spør om hvordan pårørende får vite hva som skjer de første 24 timene.
Eininga har prøvd ein ny plan for ungdom som ikkje vil vere der, med god hjelp frå Ahus.
En jente på 14 år hadde vært der siden 16. mars 2021, og ringte +47 912 34 567.
"""


def checking() -> list[Figure]:
    """Measure the check of many notes at once, and reading its rules."""
    text = (NOTES * (LENGTH // len(NOTES) + 1))[:LENGTH]
    rules = shipped_rules()
    checked = best_ms(lambda: check(text, roster=ROSTER, rules=rules), RUNS)
    loaded = best_ms(read_afresh, 3)
    return [
        Figure(name="privacy check of 100 kB", value=checked, unit="ms", bar=BAR_MS),
        Figure(name="reading the rules of the privacy check", value=loaded, unit="ms"),
    ]


def read_afresh() -> None:
    """Read the rules as the first time: no pattern is known."""
    re.purge()
    read_rules(assets() / "privacy")


def best_ms(act: Callable[[], object], runs: int) -> float:
    """Return the shortest of several runs in milliseconds."""
    best = float("inf")
    for _run in range(runs):
        began = process_time()
        act()
        best = min(best, process_time() - began)
    return best * 1000


def main() -> int:
    """Print the figures; returns 1 where a bar is passed."""
    figures = checking()
    sys.stdout.write(f"{table(figures)}\n")
    return int(any(figure.passed is False for figure in figures))


if __name__ == "__main__":
    raise SystemExit(main())

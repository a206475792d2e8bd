"""What the privacy check costs and is worth: ``python -m tests.bench.privacy``.

It measures 100 kB of notes and one note of 300 characters, and counts on the lists of sentences in
``tests/privacy`` how much is found of each kind, and how many of the lines with findings had
something to find. The figures are the processor's time, the best of several runs: what else runs
does not count.
"""

import gc
import re
import sys
from collections.abc import Callable
from time import process_time

from kvip_tui.domain.privacy.check import check
from kvip_tui.resources import assets
from kvip_tui.store.shipped.privacy_rules import read_rules, shipped_rules
from tests.bench.figures import Figure, table
from tests.privacy.judged import LISTS, scores, sentences

LENGTH, BAR_MS, RUNS = 100_000, 150.0, 30
TYPED, KEY_BAR_MS = 300, 4.0
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
    # As in the program, once the first picture stands (`ui.collector`).
    gc.collect()
    gc.freeze()
    checked = best_ms(lambda: check(text, roster=ROSTER, rules=rules), RUNS)
    typed = best_ms(lambda: check(text[:TYPED], roster=ROSTER, rules=rules), RUNS)
    mixed = sample(LENGTH)
    varied = best_ms(lambda: check(mixed, roster=ROSTER, rules=rules), 5)
    loaded = best_ms(read_afresh, 3)
    return [
        Figure(name="privacy check of 100 kB", value=checked, unit="ms", bar=BAR_MS),
        Figure(name="the same of sentences with findings", value=varied, unit="ms"),
        Figure(name="privacy check of a note at a key", value=typed, unit="ms", bar=KEY_BAR_MS),
        Figure(name="reading the rules of the privacy check", value=loaded, unit="ms"),
    ]


def sample(length: int) -> str:
    """Return the sentences of all lists, again and again, so long."""
    text = "\n".join(one.text for name in LISTS for one in sentences(name))
    return (text * (length // len(text) + 1))[:length]


def worth(name: str) -> str:
    """Return how a list is judged: a row for each kind, and for all of it."""
    rows = [f"{name:<28} found    of  recall  precision  stopped    of  false alarms  of clean"]
    for kind, score in scores(name).items():
        recall = f"{score.found / score.places:.2f}" if score.places else "–"
        hits = score.hit + score.alarms
        precision = f"{score.hit / hits:.2f}" if hits else "–"
        rows.append(
            f"{kind or 'all':<28} {score.found:5} {score.places:5}  {recall:>6}  {precision:>9}  "
            f"{score.stopped:7} {score.stops:5}  {score.alarms:12}  {score.clean:8}"
        )
    return "\n".join(rows)


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
    lists = "\n\n".join(map(worth, LISTS))
    sys.stdout.write(f"{table(figures)}\n\n{lists}\n")
    return int(any(figure.passed is False for figure in figures))


if __name__ == "__main__":
    raise SystemExit(main())

"""How the privacy check does on lists of sentences: what it finds of each kind, and what amiss.

A list is a text: ``[kind]`` begins a kind; what is to be found stands between ‹ and ›, a line
without them is to be left alone; ``! `` in front means that something in the line must stop it
from being stored, ``~ `` that it is looked for only where others will read it.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct

from kvip_tui.domain.privacy.check import Finding, Level, check
from kvip_tui.store.shipped.privacy_rules import shipped_rules

HERE = Path(__file__).parent


class Sentence(Struct, frozen=True):
    """A sentence, where in it something is to be found, and whether it must be stopped."""

    kind: str
    text: str
    places: tuple[tuple[int, int], ...]
    stops: bool
    shared: bool


class Score(Struct):
    """How a kind is judged.

    Args:
        places: How many places there are to find.
        found: How many of them were found.
        clean: How many lines have nothing to find.
        alarms: In how many of those something was found.
        hit: In how many lines with something to find anything was.
        stops: How many lines must be stopped.
        stopped: How many of those were.
    """

    places: int = 0
    found: int = 0
    hit: int = 0
    clean: int = 0
    alarms: int = 0
    stops: int = 0
    stopped: int = 0


LISTS = ("sentences", "unseen1", "unseen2", "unseen3", "unseen4", "unseen5", "unseen6")


def sentences(name: str) -> Iterator[Sentence]:
    """Yield the sentences of a list."""
    kind = ""
    for line in (HERE / f"{name}.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            kind = line.strip("[]")
        elif line.strip() and not line.startswith("#"):
            yield _sentence(kind, line)


def _sentence(kind: str, line: str) -> Sentence:
    sign = line[0] if line[:2] in {"! ", "~ "} else ""
    given = line[2:] if sign else line.removeprefix("- ")
    places, taken = [], 0
    for match in re.finditer("‹(.*?)›", given):
        start = match.start() - taken
        places.append((start, start + len(match[1])))
        taken += 2
    return Sentence(kind, re.sub("[‹›]", "", given), tuple(places), sign == "!", sign == "~")


def findings(sentence: Sentence, roster: Iterable[str] = ()) -> tuple[Finding, ...]:
    """Return what the shipped rules find in a sentence."""
    rules = shipped_rules()
    return check(sentence.text, roster=tuple(roster), rules=rules, shared=sentence.shared)


def missed(sentence: Sentence, found: Iterable[Finding]) -> list[str]:
    """Return the pieces of a sentence that should have been found and were not."""
    at = [(finding.start, finding.end) for finding in found]
    return [
        sentence.text[start:end]
        for start, end in sentence.places
        if not any(a < end and start < b for a, b in at)
    ]


def scores(name: str) -> dict[str, Score]:
    """Return how the check does on a list, by kind, and all in all under ''."""
    found: dict[str, Score] = {}
    for sentence in sentences(name):
        places = findings(sentence)
        stopped = any(finding.level is Level.STOP for finding in places)
        for kind in ("", sentence.kind):
            score = found.setdefault(kind, Score())
            score.places += len(sentence.places)
            score.found += len(sentence.places) - len(missed(sentence, places))
            score.hit += bool(places) and bool(sentence.places)
            score.clean += not sentence.places
            score.alarms += bool(places) and not sentence.places
            score.stops += sentence.stops
            score.stopped += sentence.stops and stopped
    return found


def false_alarms(name: str) -> Counter[str]:
    """Return which rules find something in lines that should be left alone, and how often."""
    return Counter(
        finding.rule_id
        for sentence in sentences(name)
        if not sentence.places
        for finding in findings(sentence)
    )

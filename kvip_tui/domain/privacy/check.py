"""The privacy check: where a text may give somebody away, by rules that are data (DESIGN 5).

It is a seat belt. A finding says which rule and where, never what stood there.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import chain
from typing import Final, assert_never

from msgspec import Struct
from msgspec.structs import replace

from kvip_tui.domain.privacy.names import Capitals, Roster
from kvip_tui.domain.privacy.text import PlainText, plain_text
from kvip_tui.domain.privacy.words import Listed, Reading, Span, read

OMITTED: Final = "[…]"
_PARTING: Final = " \n-"


class Level(StrEnum):
    """What a finding asks for: an answer before anything is stored, or a look."""

    STOP = "stop"
    LOOK = "look"


class Finding(Struct, frozen=True):
    """A place that may give somebody away, counted in the signs of the text as given."""

    rule_id: str
    level: Level
    start: int
    end: int


class Patterns(Struct, frozen=True):
    """Finds what fits a pattern, in the text in small letters or (*cased*) as it is written."""

    small: tuple[re.Pattern[str], ...] = ()
    cased: tuple[re.Pattern[str], ...] = ()


class Rule(Struct, frozen=True):
    """One thing to look for.

    Args:
        id: What findings call it.
        level: What a finding of it asks for.
        title: A short name for people, in bokmål.
        why: A sentence for people on why it is looked for, in bokmål.
        matcher: What finds it.
        hits: Examples of it, what is to be found between ‹ and ›.
        misses: Texts in which it must not be found.
        people: The names that the examples are read with.
    """

    id: str
    level: Level
    title: str
    why: str
    matcher: Patterns | Listed | Roster | Capitals
    hits: tuple[str, ...] = ()
    misses: tuple[str, ...] = ()
    people: tuple[str, ...] = ()


class PrivacyRules(Struct, frozen=True):
    """The rules, the stronger first, and the sentence that says what the check is worth."""

    title: str
    rules: tuple[Rule, ...]

    def rule(self, rule_id: str) -> Rule:
        """Return the rule with an id.

        Raises:
            KeyError: There is none.
        """
        found = next((rule for rule in self.rules if rule.id == rule_id), None)
        if found is None:
            raise KeyError(rule_id)
        return found


def check(text: str, *, roster: Sequence[str] = (), rules: PrivacyRules) -> tuple[Finding, ...]:
    """Return what in *text* may give somebody away, in order; no two places overlap.

    Of two rules that meet the stronger one keeps its place, a stop before a look, and of the
    other one what is left of it in front, or else behind.

    Args:
        text: Any text at all.
        roster: The names of the people of the visit.
        rules: What to look for.
    """
    plain = plain_text(text)
    reading = read(plain)
    taken: list[Span] = []
    findings: list[Finding] = []
    for rule in sorted(rules.rules, key=lambda rule: rule.level is Level.LOOK):
        spans = list(_left(_united(_spans(rule, reading, roster)), taken, plain))
        taken = sorted(taken + spans)
        findings += (Finding(rule.id, rule.level, *plain.given(start, end)) for start, end in spans)
    return tuple(_apart(sorted(findings, key=lambda finding: finding.start)))


def without(text: str, findings: Iterable[Finding]) -> str:
    """Return *text* with «[…]» in the place of each finding; '' where that leaves no word."""
    parts: list[str] = []
    end = 0
    for finding in findings:
        parts += (text[end : finding.start], OMITTED)
        end = finding.end
    parts.append(text[end:])
    left = "".join(parts)
    return left.strip() if any(c.isalnum() for c in left) else ""


def _apart(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield findings in order; a sign of the text as given belongs to one of them only."""
    end = 0
    for finding in findings:
        if finding.end > end:
            yield replace(finding, start=max(finding.start, end))
            end = finding.end


def _spans(rule: Rule, reading: Reading, roster: Sequence[str]) -> Iterator[Span]:
    """Yield where a rule finds something, in any order."""
    match rule.matcher:
        case Patterns(small, cased):
            plain = reading.plain
            found = [pattern.finditer(plain.small) for pattern in small]
            found += [pattern.finditer(plain.text) for pattern in cased]
            yield from (match.span() for match in chain.from_iterable(found))
        case Roster():
            yield from rule.matcher.spans(reading, roster)
        case Listed() | Capitals():
            yield from rule.matcher.spans(reading)
        case _:
            assert_never(rule.matcher)


def _united(spans: Iterable[Span]) -> Iterator[Span]:
    """Yield some places in order, those that overlap as one."""
    place: Span | None = None
    for start, end in sorted(spans):
        if place is None:
            place = start, end
        elif start < place[1]:
            place = place[0], max(end, place[1])
        else:
            yield place
            place = start, end
    if place is not None:
        yield place


def _left(spans: Iterable[Span], taken: Sequence[Span], plain: PlainText) -> Iterator[Span]:
    """Yield what is left of some places, in order, where those *taken*, in order, are cut away."""
    first = 0
    for start, end in spans:
        while first < len(taken) and taken[first][1] <= start:
            first += 1
        kept, i = start, first
        while i < len(taken) and taken[i][0] < end and not _says(plain, kept, taken[i][0]):
            kept = max(kept, taken[i][1])
            i += 1
        stop = min(end, taken[i][0]) if i < len(taken) else end
        if _says(plain, kept, stop):
            yield _trimmed(plain, kept, stop)


def _says(plain: PlainText, start: int, end: int) -> bool:
    """Return whether there is a letter or a digit between two places."""
    return any(c.isalnum() for c in plain.text[start:end])


def _trimmed(plain: PlainText, start: int, end: int) -> Span:
    """Return a place without what parts it from its neighbours."""
    piece = plain.text[start:end]
    kept = piece.strip(_PARTING)
    start += len(piece) - len(piece.lstrip(_PARTING))
    return start, start + len(kept)

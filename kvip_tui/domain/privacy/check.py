"""The privacy check: where a text may give somebody away, by rules that are data (DESIGN 5).

It is a seat belt. A finding says which rule and where, never what stood there.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from functools import partial
from itertools import chain
from typing import Final, assert_never

from msgspec import Struct
from msgspec.structs import replace

from kvip_tui.domain.privacy.names import Capitals, Roster
from kvip_tui.domain.privacy.phrases import Group, phrase_spans
from kvip_tui.domain.privacy.scan import Beginnings, By, Individuals, Scan
from kvip_tui.domain.privacy.text import PlainText, plain_text
from kvip_tui.domain.privacy.words import Listed, Reading, Span, WordList, joined, read

OMITTED: Final = "[…]"
_SHORTEST_TELLING: Final = 3
_SHORTEST_PART: Final = 4
_LONGEST_TELLING: Final = 40
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
    """Finds what fits a pattern, in the text in small letters or (*cased*) as it is written.

    Args:
        small: Patterns for the text in small letters.
        cased: Patterns for the text as it is written.
        numeric: Patterns in small letters for what begins with a number: they are tried there
            only, which is many times as fast.
        long: The same for what begins with a number of many digits.
        verbal: Patterns in small letters for what begins with the beginnings of some words.
    """

    small: tuple[re.Pattern[str], ...] = ()
    cased: tuple[re.Pattern[str], ...] = ()
    numeric: tuple[re.Pattern[str], ...] = ()
    long: tuple[re.Pattern[str], ...] = ()
    verbal: tuple[tuple[Beginnings, re.Pattern[str]], ...] = ()

    def spans(self, scan: Scan) -> Iterator[Span]:
        """Yield where they fit."""
        plain = scan.reading.plain
        found = [pattern.finditer(plain.small) for pattern in self.small]
        found += [pattern.finditer(plain.text) for pattern in self.cased]
        yield from (match.span() for match in chain.from_iterable(found))
        for pattern in self.numeric:
            yield from _tried(pattern, plain.small, scan.numbers())
        for pattern in self.long:
            yield from _tried(pattern, plain.small, scan.long_numbers())
        for beginnings, pattern in self.verbal:
            yield from _tried(pattern, plain.small, scan.beginning(beginnings))


def _tried(pattern: re.Pattern[str], text: str, places: Iterable[int]) -> Iterator[Span]:
    """Yield where a pattern fits at one of some places."""
    for place in places:
        match = pattern.match(text, place)
        if match is not None:
            yield match.span()


class Together(Struct, frozen=True):
    """Finds what other rules found in a sentence that speaks of one certain person.

    Args:
        beside: Rules whose findings tell who she is, whatever word she is spoken of with.
        nouns: Those that do only beside a noun for her, as names do: «hun» may be of the staff.
        names: Rules whose findings are a person of whom the sentence speaks.
        of_names: Rules whose findings tell who she is beside such a name.
    """

    beside: frozenset[str] = frozenset()
    nouns: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    of_names: frozenset[str] = frozenset()


class Anybody(Struct, frozen=True):
    """Finds the words for one certain person, where nothing else is found."""


class Uncommon(Struct, frozen=True):
    """Finds words that are neither common nor made of common ones, where one person is spoken of.

    Args:
        common: Words of which hardly anything can be learnt.
    """

    common: WordList

    def spans(self, scan: Scan) -> Iterator[Span]:
        """Yield where the words stand; neighbours are one."""
        reading, one = scan.reading, scan.about_one()
        if one:
            places = [i for i, sentence in enumerate(scan.sentences) if sentence in one]
            common = self.common.covering(reading, places)
            forms = {reading.form(i) for i in places if i not in common}
            telling = {form for form in forms if self._tells(form)}
            odd = ((i, i) for i in places if i not in common and reading.form(i) in telling)
            yield from joined(reading, odd)

    def _tells(self, form: str) -> bool:
        if not _SHORTEST_TELLING <= len(form) <= _LONGEST_TELLING or form.isdigit():
            return False
        if form[-1] == "s" and self.common.has(form[:-1]):
            return False
        return not any(
            self.common.has(form[cut:]) and self.common.has(form[:cut].removesuffix("s"))
            for cut in range(_SHORTEST_PART, len(form) - _SHORTEST_PART + 1)
        )


Matcher = Patterns | Listed | Roster | Capitals | Together | Anybody | Uncommon


class Rule(Struct, frozen=True):
    """One thing to look for.

    Args:
        id: What findings call it.
        level: What a finding of it asks for.
        title: A short name for people, in bokmål.
        why: A sentence for people on why it is looked for, in bokmål.
        matcher: What finds it.
        groups: Phrases that are such a thing as well.
        unless: Words that speak of a group: where the sentence has one and speaks of no certain
            person, nothing is found.
        shared: Whether it is looked for only where others will read the text.
        strangers: Whether nothing is found that begins with a name of the visit's people.
        hits: Examples of it, what is to be found between ‹ and ›.
        misses: Texts in which it must not be found.
        people: The names that the examples are read with.
    """

    id: str
    level: Level
    title: str
    why: str
    matcher: Matcher
    groups: tuple[Group, ...] = ()
    unless: WordList | None = None
    shared: bool = False
    strangers: bool = False
    hits: tuple[str, ...] = ()
    misses: tuple[str, ...] = ()
    people: tuple[str, ...] = ()


class PrivacyRules(Struct, frozen=True):
    """The rules, the stronger first, and the sentence that says what the check is worth.

    Args:
        title: That sentence, in bokmål.
        rules: What is looked for.
        individuals: What tells that a sentence speaks of one certain person.
        known: Words with a capital letter that are nobody's name.
        abbreviations: Words whose full stop ends no sentence.
    """

    title: str
    rules: tuple[Rule, ...]
    individuals: Individuals | None = None
    known: WordList | None = None
    abbreviations: frozenset[str] = frozenset()

    def rule(self, rule_id: str) -> Rule:
        """Return the rule with an id.

        Raises:
            KeyError: There is none.
        """
        found = next((rule for rule in self.rules if rule.id == rule_id), None)
        if found is None:
            raise KeyError(rule_id)
        return found


def check(
    text: str,
    *,
    roster: Sequence[str] = (),
    rules: PrivacyRules,
    shared: bool = False,
    own: Iterable[str] = (),
) -> tuple[Finding, ...]:
    """Return what in *text* may give somebody away, in order; no two places overlap.

    Of two rules that meet the stronger one keeps its place, a stop before a look, and of the
    other one what is left of it in front, or else behind.

    Args:
        text: Any text at all.
        roster: The names of the people of the visit.
        rules: What to look for.
        shared: Whether others will read the text: then one certain person is found as such.
        own: Numbers and addresses of the workplace itself, which give nobody away.
    """
    plain = plain_text(text)
    scan = _scan(read(plain), roster, rules)
    taken: list[Span] = []
    found: list[tuple[Rule, Span]] = []
    for rule in sorted(rules.rules, key=lambda rule: rule.level is Level.LOOK):
        if shared or not rule.shared:
            places = _united(_spans(rule, scan, roster))
            spans = list(_left(places, taken, plain))
            taken = sorted(taken + spans)
            found += ((rule, span) for span in spans)
    ours = frozenset(filter(None, map(_compared, own)))
    found = [(rule, span) for rule, span in found if not _is_own(plain, span, ours)]
    findings = [
        Finding(rule.id, rule.level, *plain.given(*span))
        for rule, span in _put_together(found, rules, scan)
    ]
    return tuple(_apart(sorted(findings, key=lambda finding: finding.start)))


def _scan(reading: Reading, roster: Sequence[str], rules: PrivacyRules) -> Scan:
    """Return what the rules read of a text beside its letters."""
    matcher = next((r.matcher for r in rules.rules if isinstance(r.matcher, Roster)), Roster())
    return Scan(
        reading,
        rules.individuals,
        rules.known,
        partial(_mentioned, matcher, reading, roster),
        rules.abbreviations,
    )


def _mentioned(matcher: Roster, reading: Reading, roster: Sequence[str]) -> list[tuple[int, int]]:
    return list(matcher.words(roster).found(reading))


def _compared(text: str) -> str:
    """Return the letters and digits of a text in small letters."""
    return "".join(c for c in text.lower() if c.isalnum())


def _is_own(plain: PlainText, span: Span, ours: frozenset[str]) -> bool:
    """Return whether a place is all of one of the workplace's own numbers or addresses."""
    if not ours:
        return False
    piece = _compared(plain.text[span[0] : span[1]])
    return any(piece.endswith(one) or one.startswith(piece) for one in ours)


def _put_together(
    found: list[tuple[Rule, Span]], rules: PrivacyRules, scan: Scan
) -> Iterator[tuple[Rule, Span]]:
    """Yield findings; those that tell who one certain person is, by the rule that says so."""
    rule = next((rule for rule in rules.rules if isinstance(rule.matcher, Together)), None)
    if rule is None or not isinstance(rule.matcher, Together):
        yield from found
        return
    matcher, at = rule.matcher, scan.sentence_at
    one, named = scan.about_one(By.WORD), scan.about_one(By.NOUN)
    names = {at(span[0]) for looked, span in found if looked.id in matcher.names}
    for looked, span in found:
        sentence = at(span[0])
        tells = (
            (looked.id in matcher.beside and sentence in one)
            or (looked.id in matcher.nouns and sentence in named)
            or (looked.id in matcher.of_names and sentence in names)
        )
        yield (rule if tells else looked), span


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


def _spans(rule: Rule, scan: Scan, roster: Sequence[str]) -> Iterator[Span]:
    """Yield where a rule finds something, in any order."""
    spans: Iterator[Span] = chain(
        _matched(rule.matcher, scan, roster), phrase_spans(scan, rule.groups)
    )
    if rule.strangers:
        present = scan.present()
        spans = (span for span in spans if span[0] not in present)
    if rule.unless is None:
        yield from spans
        return
    harmless = scan.sentences_with(rule.unless) - scan.about_one()
    yield from (span for span in spans if scan.sentence_at(span[0]) not in harmless)


def _matched(matcher: Matcher, scan: Scan, roster: Sequence[str]) -> Iterator[Span]:
    """Yield where a matcher finds something, in any order."""
    match matcher:
        case Patterns():
            yield from matcher.spans(scan)
        case Roster():
            yield from matcher.spans(scan.reading, roster)
        case Listed() | Capitals():
            yield from matcher.spans(scan.reading)
        case Uncommon():
            yield from matcher.spans(scan)
        case Anybody():
            yield from scan.persons()
        case Together():
            return
        case _:
            assert_never(matcher)


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

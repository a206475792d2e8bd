"""No pattern of the privacy check can be made to try more than so much, whatever the text is."""

import re
import time
from collections.abc import Iterable, Sequence
from importlib import import_module
from math import inf
from typing import Any

import pytest

from kvip_tui.domain.privacy.check import Patterns, check
from kvip_tui.store.shipped.privacy_rules import shipped_rules

parser: Any = import_module("re._parser")
MOST_STEPS = 20_000
MOST_SECONDS = 60
PATTERNS = [
    pytest.param(pattern, id=f"{rule.id}-{i}")
    for rule in shipped_rules().rules
    if isinstance(rule.matcher, Patterns)
    for i, pattern in enumerate(
        rule.matcher.small
        + rule.matcher.cased
        + rule.matcher.numeric
        + rule.matcher.long
        + tuple(pattern for _, pattern in rule.matcher.verbal)
    )
]
HOSTILE = [
    *("a", "A", "1", "1 ", "1-", "- ", "1" + "-" * 19, "«»", "«a b ", '"a b\n', "'a b ", "‘a b "),
    *("A-", "A.", "@", "a@", "a.", "a@a.", "f. ", "født i den ", "to ", "1. ", "14 år ", "+47 "),
    *("1/1/", "Storgata ", "mars ", "\ufdfa", "\ud800", "\u0301\u0316", "1\u200b", "enslig "),
    *("(A", "Aa ", "s's ", "LANGEORD "),
]  # fmt: skip


def cost(items: Iterable[tuple[Any, Any]]) -> tuple[float, float]:
    """Return the most steps that a part of a pattern takes at one place, and the ways it fits.

    What follows may be tried once for each of the ways.
    """
    steps, ways = 0.0, 1.0
    for operator, value in items:
        more, choices = cost_of(str(operator), value)
        steps += ways * more
        ways *= choices
    return steps, ways


def cost_of(operator: str, value: Any) -> tuple[float, float]:
    """Return the steps and the ways of one part."""
    match operator:
        case "BRANCH":
            return either(value[1])
        case "SUBPATTERN":
            return cost(value[-1])
        case "ATOMIC_GROUP":
            return cost(value)[0], 1
        case "ASSERT" | "ASSERT_NOT":
            return cost(value[1])[0], 1
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
            least, most, inner = value
            if most == parser.MAXREPEAT:
                return inf, inf
            steps, ways = cost(inner)
            fits = [ways**count for count in range(most + 1)]
            if operator == "POSSESSIVE_REPEAT":
                return steps * most, 1
            return steps * sum(fits[:-1]), sum(fits[least:])
        case "LITERAL" | "NOT_LITERAL" | "ANY" | "IN" | "AT" | "GROUPREF":
            return 1, 1
    raise AssertionError(operator)


def either(branches: Sequence[Any]) -> tuple[float, float]:
    """Return the steps and the ways of alternatives, of which only those that begin alike all fit.

    The others are given up at their first letter that does not fit.
    """
    costs = [cost(branch) for branch in branches]
    begins = [beginning(branch) for branch in branches]
    alike = [[c for c, b in zip(costs, begins, strict=True) if fits(one, b)] for one in begins]
    steps = max(sum(steps for steps, _ in group) for group in alike)
    return len(branches) + steps, max(sum(ways for _, ways in group) for group in alike)


def beginning(items: Iterable[tuple[Any, Any]]) -> list[int]:
    """Return the letters that a part of a pattern must begin with."""
    letters: list[int] = []
    for operator, value in items:
        if str(operator) != "LITERAL":
            break
        letters.append(value)
    return letters


def fits(one: Sequence[int], other: Sequence[int]) -> bool:
    """Return whether a text may begin in both of two ways."""
    return all(a == b for a, b in zip(one, other, strict=False))


@pytest.mark.parametrize("pattern", PATTERNS)
def test_no_pattern_backtracks_without_bound(pattern: re.Pattern[str]) -> None:
    """At any one place it gives up after a number of steps that does not depend on the text."""
    steps, ways = cost(parser.parse(pattern.pattern, pattern.flags))
    assert steps <= MOST_STEPS
    assert ways <= MOST_STEPS


@pytest.mark.parametrize(
    "pattern", ["(a+)+b", "a*b", "(?:a|a)*b", r"\w+@", "a*+b", "(?:a{0,50}){0,50}b", "(?:a|ab){40}"]
)
def test_a_pattern_without_bound_would_be_seen(pattern: str) -> None:
    """Those that are known to hang, and those that only cost the square of the length."""
    assert max(cost(parser.parse(pattern))) > MOST_STEPS


def test_hostile_texts_are_checked_in_time() -> None:
    """Each is repeated until it is long; the bound is generous, hanging would take hours."""
    text = "\n".join(piece * (10_000 // len(piece)) for piece in HOSTILE)
    began = time.process_time()
    check(text, roster=("Berit Moe",), rules=shipped_rules())
    assert time.process_time() - began < MOST_SECONDS

"""Shares of the talk: whole per cents that add up, and who has said least."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

ZERO = timedelta(0)


def share(part: timedelta, whole: timedelta) -> float:
    """Return a part as a number from 0 to 1; 0 where the whole is nothing."""
    return part / whole if whole else 0.0


def percentages(values: Sequence[timedelta]) -> list[int]:
    """Return the values as whole per cents that add up to 100, or all 0 where there is nothing.

    Each is rounded down, and what is missing goes to the largest remainders.
    """
    total = sum(values, ZERO)
    if not total:
        return [0] * len(values)
    parts = [divmod(100 * value, total) for value in values]
    whole = [int(part) for part, _ in parts]
    by_remainder = sorted(range(len(parts)), key=lambda i: parts[i][1], reverse=True)
    for i in by_remainder[: 100 - sum(whole)]:
        whole[i] += 1
    return whole


def least_spoken_first(people: Sequence[str], spoken: Mapping[str, timedelta]) -> list[str]:
    """Return the people, who has spoken least first; equals stay in the order given."""
    return sorted(people, key=lambda person: spoken.get(person, ZERO))

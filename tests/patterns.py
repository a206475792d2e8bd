"""Finds the patterns of the program that could take long over some text, by how they are built.

A pattern that is searched for tries every place of a text and, at each, every way in which its
repeats can share what they both fit. Time grows faster than the text where a repeat stands in
another, where two that can share stand side by side, or where one that has no end comes first.
"""

import re
from collections.abc import Iterator
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

# One of each kind of sign that patterns tell apart.
SIGNS = " \t\n\r09azAZæÆ_-.:;,@#|\\/'\"«»(){}[]<>=+*~!?&%$^`´’–\u00a0\u0301\u2028\x00\x1b\x7f"
_REPEATS = {sre.MAX_REPEAT, sre.MIN_REPEAT}
_ATOMIC = {sre.POSSESSIVE_REPEAT, sre.ATOMIC_GROUP}
_LOOKING = {sre.ASSERT, sre.ASSERT_NOT, sre.AT}


def slow_parts(pattern: re.Pattern[Any], *, searched: bool = True) -> list[str]:
    """Return in words what could make a pattern slow; *searched*: at every place of a text."""
    text = pattern.pattern
    text = text.decode("latin-1") if isinstance(text, bytes) else text
    items = list(parser.parse(text, pattern.flags & ~re.UNICODE))
    found = list(dict.fromkeys(_slow(items, inside=False)))
    return found + ["begins with a repeat"] * (searched and _begins_endless(items))


def _begins_endless(items: list[Any]) -> bool:
    """Return whether a search would go through the same signs again from each of them."""
    for number, (kind, value) in enumerate(items):
        if kind in _LOOKING:
            return False
        if kind is sre.SUBPATTERN:
            return _begins_endless([*value[3], *items[number + 1 :]])
        if kind is sre.BRANCH:
            rest = items[number + 1 :]
            return any(_begins_endless([*branch, *rest]) for branch in value[1])
        endless = kind in {*_REPEATS, sre.POSSESSIVE_REPEAT} and value[1] == sre.MAXREPEAT
        rest = [item for item in items[number + 1 :] if item[0] not in _LOOKING]
        return endless and any(_must(item) for item in rest)
    return False


def _must(item: tuple[Any, Any]) -> bool:
    """Return whether an item fits at least one sign."""
    kind, value = item
    return not (kind in {*_REPEATS, sre.POSSESSIVE_REPEAT} and value[0] == 0)


def _slow(items: list[Any], *, inside: bool) -> Iterator[str]:
    """Yield what is slow in a sequence; *inside*: it stands in a repeat that has no end."""
    for number, (kind, value) in enumerate(items):
        endless = kind in _REPEATS and value[1] == sre.MAXREPEAT
        if endless and inside:
            yield "a repeat in a repeat"
        if endless:
            yield from _sharing(items, number)
        for sequence in _sequences(kind, value):
            yield from _slow(sequence, inside=(inside or endless) and kind not in _ATOMIC)


def _sharing(items: list[Any], number: int) -> Iterator[str]:
    """Yield whether a later repeat can share with this one what stands between them."""
    shared = _fits([items[number]])
    for kind, value in items[number + 1 :]:
        if kind in _LOOKING:
            continue
        shared = shared & _fits([(kind, value)])
        if not shared:
            return
        if kind in _REPEATS and value[1] == sre.MAXREPEAT:
            yield "two repeats that can share"
            return


def _sequences(kind: Any, value: Any) -> list[list[Any]]:
    """Return the sequences inside an item."""
    if kind in _REPEATS or kind is sre.POSSESSIVE_REPEAT:
        return [list(value[2])]
    if kind is sre.SUBPATTERN:
        return [list(value[3])]
    if kind is sre.BRANCH:
        return [list(branch) for branch in value[1]]
    if kind is sre.ATOMIC_GROUP:
        return [list(value)]
    return []


def _fits(items: list[Any]) -> set[str]:
    """Return the signs that may stand anywhere in what some items fit."""
    found: set[str] = set()
    for kind, value in items:
        for sequence in _sequences(kind, value):
            found |= _fits(sequence)
        if kind in {sre.LITERAL, sre.NOT_LITERAL}:
            found |= {c for c in SIGNS if (c == chr(value)) is (kind is sre.LITERAL)} | (
                {chr(value)} if kind is sre.LITERAL else set()
            )
        elif kind is sre.ANY:
            found |= set(SIGNS)
        elif kind is sre.IN:
            found |= {c for c in SIGNS if _in(value, c)}
    return found


def _in(value: Any, char: str) -> bool:
    state = parser.State()
    state.str = ""
    tree = parser.SubPattern(state, [(sre.IN, value)])
    from re import _compiler  # type: ignore[attr-defined] # noqa: PLC0415 - not there by name

    return _compiler.compile(tree, 0).fullmatch(char) is not None

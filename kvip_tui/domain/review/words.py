"""Words of the report as they are compared: what differs, and how two changes go together."""

import re
from typing import Final

from msgspec import Struct

from kvip_tui.domain.text.legible import clean

_TOKEN: Final = re.compile(r"\s+|[^\W_]+|.", re.DOTALL)
# Texts beyond this are compared as wholes: a comparison of words takes time by its square.
_MOST_TOKENS: Final = 4000


class Stretch(Struct, frozen=True):
    """Words that two texts share, or that stand in one of them only; '' in the other."""

    old: str
    new: str

    @property
    def same(self) -> bool:
        """Whether both texts have them."""
        return self.old == self.new


def normal(text: str) -> str:
    """Return a text as it is compared: what an office program makes of blanks is no difference."""
    return "\n".join(filter(None, (" ".join(line.split()) for line in clean(text).split("\n"))))


def stretches(old: str, new: str) -> tuple[Stretch, ...]:
    """Return what became of a text, word by word, in order."""
    from difflib import SequenceMatcher  # noqa: PLC0415 - 3 ms, and a day's status does without

    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    if max(len(before), len(after)) > _MOST_TOKENS:
        return (Stretch(old, new),)
    found = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return tuple(
        Stretch("".join(before[i1:i2]), "".join(after[j1:j2])) for _tag, i1, i2, j1, j2 in found
    )


def merged(was: str, wanted: str, now: str) -> str | None:
    """Return *now* with the change from *was* to *wanted* made in it; None where they clash."""
    from difflib import SequenceMatcher  # noqa: PLC0415 - as above

    if now in {was, wanted}:
        return wanted
    base = _TOKEN.findall(was)
    ours, theirs = _TOKEN.findall(now), _TOKEN.findall(wanted)
    if max(len(base), len(ours), len(theirs)) > _MOST_TOKENS:
        return None
    kept = SequenceMatcher(None, base, ours, autojunk=False).get_matching_blocks()
    changes = SequenceMatcher(None, base, theirs, autojunk=False).get_opcodes()
    for tag, i1, i2, j1, j2 in reversed(changes):
        if tag == "equal":
            continue
        block = next((b for b in kept if b.size and b.a <= i1 and i2 <= b.a + b.size), None)
        if block is None:
            return None
        at = block.b - block.a
        ours[i1 + at : i2 + at] = theirs[j1:j2]
    return "".join(ours)


def alike(one: str, other: str) -> float:
    """Return how much of their words two texts share, from 0 to 1."""
    first, second = set(one.casefold().split()), set(other.casefold().split())
    return len(first & second) / max(1, len(first | second))

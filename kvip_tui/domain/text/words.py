"""Words as people type them: case and accents forgiven, beginnings enough."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import TypeVar

from kvip_tui.domain.text.legible import INVISIBLE

T = TypeVar("T")
# Also what joins letters, or keeps them apart, without a sign of its own.
_UNSEEN = INVISIBLE | {"\u200c", "\u200d"}
_NORDIC = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "đ": "d", "ŋ": "n", "ŧ": "t", "ß": "ss"})


def plain(text: str) -> str:
    """Return *text* in lower case without accents, blanks folded: what comparisons are made on.

    Characters that cannot be seen make no difference.
    """
    if text.isascii():
        return " ".join(text.lower().split())
    folded = unicodedata.normalize("NFKD", text.casefold().translate(_NORDIC))
    if not folded.isascii():
        folded = "".join(c for c in folded if not unicodedata.combining(c) and c not in _UNSEEN)
    return " ".join(folded.split())


def slug(text: str) -> str:
    """Return *text* as an id: plain ASCII letters and digits joined by hyphens, possibly ''."""
    return re.sub(r"[^a-z0-9]+", "-", plain(text)).strip("-")


def beginning(query: str, candidates: Mapping[str, T] | Iterable[tuple[str, T]]) -> list[T]:
    """Return the distinct things that *query* names: an exact name wins, else every beginning.

    A beginning counts at the start of the name or of a later word of it, but the start wins.
    """
    wanted = plain(query)
    pairs = list(candidates.items() if isinstance(candidates, Mapping) else candidates)
    names = [(plain(name), thing) for name, thing in pairs]
    for matches in (
        [thing for name, thing in names if name == wanted],
        [thing for name, thing in names if wanted and name.startswith(wanted)],
        [thing for name, thing in names if wanted and f" {wanted}" in name.replace("-", " ")],
    ):
        if matches:
            return list(dict.fromkeys(matches))
    return []


def abridged(query: str, candidates: Iterable[tuple[str, T]]) -> list[T]:
    """Return what `beginning` does, or else what *query* names with words left out between.

    Its words begin words of the name, in the same order: «intervju pas» is «Intervju med én
    pasient».
    """
    pairs = list(candidates)
    if found := beginning(query, pairs):
        return found
    wanted = plain(query).split()
    named = [thing for name, thing in pairs if wanted and _abridges(wanted, name)]
    return list(dict.fromkeys(named))


def _abridges(wanted: list[str], name: str) -> bool:
    words = iter(plain(name).replace("-", " ").split())
    return all(any(word.startswith(part) for word in words) for part in wanted)

"""Finding words that were typed in what is shown: how both are compared, and what is marked."""

from collections.abc import Iterator
from functools import lru_cache

from kvip_tui.domain.text.words import plain


@lru_cache(4096)
def folded(text: str) -> str:
    """Return *text* as it is searched: case and accents forgiven, a hyphen as good as a minus."""
    return plain(text.replace("−", "-"))


def places(words: list[str], title: str) -> Iterator[tuple[int, int]]:
    """Yield where in a title the words stand; a letter may be two when it is searched."""
    letters = [(letter, i) for i, char in enumerate(title) for letter in folded(char) or " "]
    whole = "".join(letter for letter, _i in letters)
    for word in words:
        begun = f" {whole}".find(f" {word}")
        at = begun if begun >= 0 else whole.find(word)
        if at >= 0:
            yield letters[at][1], letters[at + len(word) - 1][1] + 1

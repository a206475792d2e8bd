"""The words that stand around a report in every document made with a template that ships."""

import re
from functools import cache
from typing import Final

from kvip_tui.domain.review.words import normal
from kvip_tui.resources import assets
from kvip_tui.store.packages.door import read_package
from kvip_tui.store.packages.rules import WORD
from kvip_tui.store.packages.word_text import returned

_ENDING: Final = ".docx"
_TAG: Final = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}")
# What is left of a paragraph between its fields tells it from others from so many characters.
_TELLING: Final = 5


def is_frame(words: str) -> bool:
    """Return whether a paragraph stands in documents whatever the report says."""
    return any(_fits(words, pieces) for pieces in _frames())


def _fits(words: str, pieces: tuple[str, ...]) -> bool:
    at = 0
    for piece in pieces:
        found = words.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    return len(pieces) > 1 or words == pieces[0] or len(pieces[0]) >= 2 * _TELLING


@cache
def _frames() -> tuple[tuple[str, ...], ...]:
    """Return what each paragraph of a template says beside its fields, in order."""
    found: dict[tuple[str, ...], None] = {}
    for file in (assets() / "reports").iterdir():
        if not file.name.endswith(_ENDING):
            continue
        for paragraph in returned(read_package(file, WORD)).paragraphs:
            parts = (normal(part) for part in _TAG.split(paragraph.text))
            pieces = tuple(part for part in parts if len(part) >= _TELLING or part.isalpha())
            if pieces:
                found[pieces] = None
    return tuple(found)

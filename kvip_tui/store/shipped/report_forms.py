"""Reads what reports are made up of: the files of ``assets/reports`` (DESIGN 6).

A text may have its own words in nynorsk and English, as ``title_nn`` and ``title_en``.
"""

from functools import cache
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct

from kvip_tui.domain.state.form import Form, Holds, Section
from kvip_tui.resources import assets

Language = Literal["nb", "nn", "en"]
# What a plan gets that does not say which report follows from it.
NEUTRAL = "oppsummering"
_ENDING = ".toml"


class _Worded(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Something with a title, a hint and a text in up to three languages."""

    id: str
    title: str
    title_nn: str = ""
    title_en: str = ""
    hint: str = ""
    hint_nn: str = ""
    hint_en: str = ""
    text: str = ""
    text_nn: str = ""
    text_en: str = ""

    def word(self, name: str, language: Language) -> str:
        """Return one of its texts in a language, in bokmål where it has no words of its own."""
        own: str = getattr(self, f"{name}_{language}", "")
        bokmal: str = getattr(self, name)
        return (own or bokmal).strip()


class _Section(_Worded, frozen=True, kw_only=True):
    holds: Holds = Holds.POINTS
    tags: tuple[str, ...] = ()
    own: bool = False


class _File(_Worded, frozen=True, kw_only=True):
    section: tuple[_Section, ...]


def form_ids() -> tuple[str, ...]:
    """Return the ids of the forms there are."""
    names = (file.name for file in _folder().iterdir())
    return tuple(sorted(name.removesuffix(_ENDING) for name in names if name.endswith(_ENDING)))


@cache
def shipped_form(form_id: str, language: Language) -> Form:
    """Return a form in a language.

    Raises:
        FileNotFoundError: There is none of that id.
    """
    data = (_folder() / f"{form_id}{_ENDING}").read_bytes()
    file = msgspec.toml.decode(data, type=_File)
    sections = tuple(_section(section, language) for section in file.section)
    return Form(id=file.id, title=file.word("title", language), sections=sections)


def _section(section: _Section, language: Language) -> Section:
    return Section(
        id=section.id,
        title=section.word("title", language),
        holds=section.holds,
        hint=section.word("hint", language),
        text=section.word("text", language),
        tags=section.tags,
        own=section.own,
    )


def _folder() -> Path:
    return assets() / "reports"

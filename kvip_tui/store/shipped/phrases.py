"""Reads the words that plans have in three languages: the files of ``assets/phrases``."""

from functools import cache
from typing import Final

import msgspec
from msgspec import Struct, UnsetType

from kvip_tui.domain.planning.language import spoken
from kvip_tui.domain.state.plan import Group, Language, Phrase, Plan
from kvip_tui.resources import assets
from kvip_tui.store.shipped.report_forms import form_ids, shipped_form

FOLDER: Final = "phrases"


class _File(Struct, frozen=True, forbid_unknown_fields=True):
    text: tuple[Phrase, ...]


@cache
def shipped_phrases() -> tuple[Phrase, ...]:
    """Return the phrases that ship with the program.

    Raises:
        msgspec.ValidationError: A file is not as it should be.
    """
    files = sorted(f for f in (assets() / FOLDER).iterdir() if f.suffix == ".toml")
    return tuple(p for f in files for p in msgspec.toml.decode(f.read_bytes(), type=_File).text)


def words(plan: Plan, to: Language) -> dict[str, str]:
    """Return the texts known in a plan's language and what they are in another.

    The plan's own phrases come before those that ship with the program.
    """
    own = () if isinstance(plan.phrases, UnsetType) else plan.phrases
    return {p.word(plan.language): p.word(to) for p in (*shipped_phrases(), *own)}


def in_language(plan: Plan, language: Language) -> Plan:
    """Return a plan in a language, as far as its words are known in it."""
    if plan.language == language:
        return plan
    forms = tuple(shipped_form(form_id, language) for form_id in form_ids())
    return spoken(plan, language, words(plan, language), forms)


def group_names(group: Group) -> tuple[str, ...]:
    """Return what a group is called: its title, and that in the other languages."""
    found = (p for p in shipped_phrases() if group.title in {p.nb, p.nn, p.en})
    return tuple(dict.fromkeys([group.title, *(w for p in found for w in (p.nb, p.nn, p.en) if w)]))

"""Turns words into what is asked for on the leader's card.

Every function raises Refusal where the words name nothing, or more than one thing.
"""

import re

from kvip_tui.domain.base import Refusal
from kvip_tui.domain.card.changes import NoteSupport, RaiseDilemma, ShareDilemma, ToggleStep
from kvip_tui.domain.history import Intent
from kvip_tui.domain.names import Names
from kvip_tui.domain.state.dilemma import Office, Variant
from kvip_tui.domain.text.words import beginning, plain
from kvip_tui.texts import card as texts_card

NONE = "ingen"
_STEP = re.compile(r"(?:(\d{1,4})\s*[.:]\s*)?(\d{1,4})")
_TOLD = re.compile(r"(?:(\d{1,4})\s+)?informert\s+(.+)", re.IGNORECASE | re.DOTALL)


def note_support(names: Names, text: str) -> Intent:
    """Make «brukerstøtte NAVN, TIDER, NUMMER», or «brukerstøtte ingen»."""
    if plain(text) == NONE:
        return NoteSupport("")
    name, _comma, rest = text.partition(",")
    hours, comma, number = rest.rpartition(",")
    if not comma:
        # Of two things the second is the number where it looks like one.
        hours, number = ("", rest) if not re.search(r"[^\W\d]|[.:–]", rest) else (rest, "")
    return NoteSupport(name.strip(), hours.strip(), number.strip())


def dilemma(names: Names, text: str) -> Intent:
    """Make «dilemma ny [ikke tatt opp]», «dilemma [N.]STEG» or «dilemma [N] informert HVEM»."""
    word, _blank, rest = text.partition(" ")
    if plain(word) in {"ny", "nytt"}:
        return RaiseDilemma(_variant(rest))
    if step := _STEP.fullmatch(text.strip()):
        return ToggleStep(int(step[2]), int(step[1]) if step[1] else None)
    if told := _TOLD.fullmatch(text.strip()):
        return ShareDilemma(_who(names, told[2]), int(told[1]) if told[1] else None)
    raise Refusal("dilemma.words")


def _variant(text: str) -> Variant:
    if not text.strip():
        return Variant.CONCERN
    found = beginning(text.replace(" ", "-"), {variant.value: variant for variant in Variant})
    if len(found) != 1:
        raise Refusal("dilemma.variant")
    return found[0]


def _who(names: Names, text: str) -> str:
    """Return the office or the person named; an office comes before a person called the same."""
    offices = {office.value: office.value for office in Office}
    shown = {texts_card.who(names.visit, office.value): office.value for office in Office}
    found = beginning(text, [*offices.items(), *shown.items()])
    if len(found) == 1:
        return found[0]
    people = [(name, p.id) for p in names.visit.roster for name in (p.name, p.id)]
    if len(beginning(text, people)) != 1:
        raise Refusal("dilemma.nobody")
    return names.person(text)

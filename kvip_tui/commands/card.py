"""The commands of the leader's card, and how their words are read."""

import re

from kvip_tui.commands.arguments import own_words
from kvip_tui.commands.base import Bar, Command, InBar, Page, Panel, Section, Typing
from kvip_tui.domain.base import Refusal
from kvip_tui.domain.card.changes import NoteSupport, RaiseDilemma, ShareDilemma, ToggleStep
from kvip_tui.domain.history import Intent
from kvip_tui.domain.names import Names
from kvip_tui.domain.state.dilemma import Office, Variant
from kvip_tui.domain.text.words import beginning, plain
from kvip_tui.i18n import marked as m
from kvip_tui.texts import card as texts_card

_N = Section.NOTES
NONE = "ingen"
_STEP = re.compile(r"(?:(\d{1,4})\s*[.:]\s*)?(\d{1,4})")
_TOLD = re.compile(r"(?:(\d{1,4})\s+)?informert\s+(.+)", re.IGNORECASE | re.DOTALL)


def _note_support(names: Names, text: str) -> Intent:
    """Make «brukerstøtte NAVN, TIDER, NUMMER», or «brukerstøtte ingen»."""
    if plain(text) == NONE:
        return NoteSupport("")
    name, _comma, rest = text.partition(",")
    hours, comma, number = rest.rpartition(",")
    if not comma:
        # Of two things the second is the number where it looks like one.
        hours, number = ("", rest) if not re.search(r"[^\W\d]|[.:–]", rest) else (rest, "")
    return NoteSupport(name.strip(), hours.strip(), number.strip())


def _dilemma(names: Names, text: str) -> Intent:
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


# A command an entry, its words for people on the first line: this reads best as a table.
# fmt: off
CARD: tuple[Command, ...] = (
    Command("show_card", _N, m("Lederkortet"), m("Huskeliste, brukerstøtte og fagetisk dilemma."),
            keys="ctrl+k", word="kort", footer=12, panel=Panel.CARD, typing=Typing.YES,
            page=Page.CARD, bars=(InBar(Bar.LISTS, 20),)),
    Command("support", _N, m("Brukerstøtte"), m("Hvem som hjelper når lyd eller bilde svikter."),
            word="brukerstøtte", takes=own_words(m("[NAVN, TIDER, NUMMER]"), _note_support),
            panel=Panel.CARD, page=Page.SUPPORT),
    Command("dilemma", _N, m("Fagetisk dilemma"),
            m("Skriv ned at det er et dilemma, og hvor langt dere er kommet."),
            word="dilemma", takes=own_words(m("[ny|STEG|informert HVEM]"), _dilemma),
            panel=Panel.CARD, page=Page.DILEMMAS),
)
# fmt: on

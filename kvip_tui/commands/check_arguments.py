"""Turns words into what is asked for of checklists, passed gates and interviews.

Every function raises Refusal where the words name nothing, or more than one thing.
"""

from kvip_tui.commands.base import Make
from kvip_tui.domain.base import Refusal
from kvip_tui.domain.checks.changes import AddCheck, EndInterview, GiveReason, RemoveCheck
from kvip_tui.domain.checks.shown import roles_of
from kvip_tui.domain.history import Intent
from kvip_tui.domain.names import Names
from kvip_tui.domain.state.visit import Outcome, Visit
from kvip_tui.domain.text.words import plain

IN = "i"
ALL, MINE = "", "mine"


def add_check(names: Names, text: str) -> Intent:
    """Make «nytt punkt [ROLLE:] TEKST [i BLOKK]»; without a block the one that is now."""
    role, text = _role(names, text)
    text, block = _place(names, text)
    if block is None:
        now = (names.day.running or names.day.upcoming or names.day.blocks[-1:])[0]
        block = now.block.id
    return AddCheck(block=block, text=text, role=role)


def _role(names: Names, text: str) -> tuple[str | None, str]:
    """Return the role that stands before a colon, and the rest; a word that is none is text."""
    title, colon, rest = text.partition(":")
    for role in names.visit.plan.roles if colon else ():
        if plain(title) in {plain(role.id), plain(role.title)}:
            return role.id, rest.strip()
    return None, text


def _place(names: Names, text: str) -> tuple[str, str | None]:
    """Return the text, and the block behind its last «i» where that names one."""
    words = text.split()
    places = [i for i, word in enumerate(words) if plain(word) == IN and 0 < i < len(words) - 1]
    for place in places[-1:]:
        try:
            return " ".join(words[:place]), names.block(" ".join(words[place + 1 :]))
        except Refusal as refusal:
            if refusal.code == "name.block_ambiguous":
                raise
    return text, None


def check_filter(names: Names, text: str) -> str:
    """Return whose items «punkter [HVEM]» shows: '' for all, «mine», or the id of a role."""
    said = plain(text)
    if said in {"", "alle", "alt"}:
        return ALL
    return MINE if said in {"mine", "mitt"} else names.role(text)


def chosen_roles(visit: Visit, author: str, chosen: str) -> frozenset[str] | None:
    """Return the roles whose items a filter shows, None for everybody's."""
    if chosen == ALL:
        return None
    return roles_of(visit, author) if chosen == MINE else frozenset({chosen})


def remove_check(names: Names, text: str) -> Intent:
    """Make «fjern punkt PUNKT»."""
    block, check = names.item(text)
    return RemoveCheck(block=block, check=check)


def give_reason(names: Names, text: str) -> Intent:
    """Make «grunn TEKST»."""
    return GiveReason(text)


def end_interview(outcome: Outcome) -> Make:
    """Return the maker of «avsluttet tidlig BLOKK», or of «trakk seg BLOKK»."""
    return lambda names, text: EndInterview(block=names.interview(text), outcome=outcome)

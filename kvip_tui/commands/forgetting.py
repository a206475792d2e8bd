"""Carries out «slett for godt»: takes the words of what is named out of the files themselves."""

import re
from typing import Final

from kvip_tui.domain.base import Refusal
from kvip_tui.domain.forgetting.words import Forget, Kind, note_numbered
from kvip_tui.domain.names import Names, quoted
from kvip_tui.domain.notes.numbers import numbers
from kvip_tui.domain.report.names import named_point, named_section
from kvip_tui.domain.text.words import plain
from kvip_tui.i18n import _
from kvip_tui.session import Session
from kvip_tui.sharing import company
from kvip_tui.texts.sharing import still_there

KINDS: Final = {
    "notat": Kind.NOTE,
    "punkt": Kind.POINT,
    "tekst": Kind.PROSE,
    "begrunnelse": Kind.REASON,
    "grunn": Kind.REASON,
    "navn": Kind.NAME,
    "namn": Kind.NAME,
}
_QUOTED: Final = re.compile(r"[«\"“”„](.+?)[»\"“”]", re.DOTALL)
_IN_MEMORY: Final = re.compile(r"d\d+(-\d+)?", re.IGNORECASE)


def forgot(session: Session, text: str) -> str:
    """Forget what the words name, and say which files still have it.

    Raises:
        Refusal: They name nothing that can be forgotten, or it is asked for the first time.
        UserError: A file could not be written.
    """
    left = session.forget_for_good(wish(session, text))
    said = [_("Ordene er tatt ut av journalen og kladdene for godt.")]
    if session.visit.shared is not None:
        text = _("De andre maskinene sletter dem når de ser det; «maskiner» sier hvem som har.")
        said.append(text)
    return " ".join([*said, *([still_there(left)] if left else [])])


def wish(session: Session, text: str) -> Forget:
    """Return what is to be forgotten, from «12», «punkt 3», «tekst styrker», «navn anne» or «ord».

    Raises:
        Refusal: The words name nothing, or more than one thing.
    """
    found = _QUOTED.fullmatch(text.strip())
    if found is not None:
        return Forget(Kind.WORDS, found[1].strip())
    first, _blank, rest = text.strip().partition(" ")
    kind = KINDS.get(plain(first), Kind.NOTE)
    if plain(first) in KINDS and not rest.strip():
        raise Refusal("forget.what")
    rest = rest.strip() if plain(first) in KINDS else text.strip()
    visit = session.visit
    match kind:
        case Kind.POINT:
            return Forget(kind, named_point(visit, rest))
        case Kind.PROSE:
            return Forget(kind, named_section(visit, rest))
        case Kind.REASON:
            return Forget(kind, Names(visit, session.now(), session.chosen).block(rest))
        case Kind.NAME:
            return Forget(kind, Names(visit, session.now(), session.chosen).person(rest))
        case _:
            return Forget(Kind.NOTE, _note(session, rest))


def _note(session: Session, text: str) -> str:
    """Return the id of a note by the number that it has or ever had."""
    if _IN_MEMORY.fullmatch(text):
        raise Refusal("forget.memory", note=text)
    if not text[:1].isdigit() and "." not in text:
        raise Refusal("forget.what")
    records = company.every_record(session.records, session.circle)
    called = numbers(session.visit, session.history.machine)
    wanted = called.meant(text)
    if called.machine and "." not in wanted:
        # What cannot be undone is never done to another's note of the same number.
        wanted = f"{called.machine}.{wanted}"
    found = note_numbered(records, wanted, session.machine)
    if found is None:
        raise Refusal("forget.unknown", text=quoted(text))
    return found

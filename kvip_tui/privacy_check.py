"""The privacy check of what is about to be stored: a seat belt, not a guarantee (DESIGN 5).

What was found is never repeated or kept: what is said may be read on a screen that others see.
"""

from collections.abc import Callable, Iterable
from functools import lru_cache, partial

from kvip_tui.domain.base import AnyEvent, Refusal
from kvip_tui.domain.history import free_text
from kvip_tui.domain.notes.vocabulary import ImpressionPromoted, NoteAdded, NoteEdited, NotesJoined
from kvip_tui.domain.privacy.check import Finding, Level, check, without
from kvip_tui.domain.state.visit import Visit
from kvip_tui.i18n import _
from kvip_tui.store.shipped.privacy_rules import shipped_rules


def look(text: str, roster: Iterable[str]) -> tuple[Finding, ...]:
    """Return the places of *text* that may give somebody away, in order, apart from each other."""
    return _found(text, tuple(roster))


# A report of 300 points is looked through anew after every change of it.
@lru_cache(maxsize=2048)
def _found(text: str, roster: tuple[str, ...]) -> tuple[Finding, ...]:
    return check(text, roster=roster, rules=shipped_rules())


def clear_cache() -> None:
    """Let go of the texts that were looked through."""
    _found.cache_clear()


def looking(visit: Visit) -> Callable[[str], tuple[Finding, ...]]:
    """Return what looks through a text for the people of a visit, and for all else that tells."""
    return partial(_found, roster=tuple(person.name for person in visit.people))


def title(finding: Finding) -> str:
    """Return the short name of what was found."""
    return _(shipped_rules().rule(finding.rule_id).title)


def why(finding: Finding) -> str:
    """Return the sentence on why it is looked for."""
    return reason(finding.rule_id)


def reason(rule_id: str) -> str:
    """Return the sentence on why a rule looks for what it finds."""
    return _(shipped_rules().rule(rule_id).why)


def worth() -> str:
    """Return the sentence that says what the check is worth."""
    return _(shipped_rules().title)


def objections(text: str, roster: Iterable[str]) -> str:
    """Return why a text should not be stored, a sentence for each reason; '' where it may."""
    return " ".join(dict.fromkeys(map(why, _stops(look(text, roster)))))


def removed(text: str, roster: Iterable[str]) -> str:
    """Return *text* without the places that should not be stored."""
    return without(text, _stops(look(text, roster)))


def ask(visit: Visit, events: Iterable[AnyEvent], *, again: bool) -> None:
    """Ask about what events would store or promote; *again* says that it was asked for twice.

    Raises:
        Refusal: ``privacy.stop`` (with what was ``found``), ``privacy.look`` and ``privacy.text``
            the first time, ``privacy.reason`` and ``privacy.promote`` each time.
    """
    roster = [person.name for person in visit.people]
    for event in events:
        match event:
            case NoteAdded(text=text, because=because):
                _ask_to_store(text, because, roster, again=again)
            case NoteEdited() | NotesJoined():
                _ask_to_store(event.written.text, event.because, roster, again=again)
            case ImpressionPromoted():
                note = visit.note(event.note)
                _ask_to_promote(note.text if note else "", roster, again=again)
            case _:
                _ask_plainly(free_text(event), roster, again=again)


def _ask_to_store(text: str, because: str, roster: list[str], *, again: bool) -> None:
    if because and (reasons := objections(because, roster)):
        raise Refusal("privacy.reason", why=reasons)
    if not because and not again and (stops := _stops(look(text, roster))):
        reasons = " ".join(dict.fromkeys(map(why, stops)))
        places = ", ".join(f"{stop.start + 1}–{stop.end}" for stop in stops)
        raise Refusal("privacy.stop", why=reasons, where=places, found=tuple(stops))


def _ask_plainly(text: str, roster: list[str], *, again: bool) -> None:
    """Ask about what is no note: it can be kept by asking for it twice, without saying why."""
    if text and not again and (reasons := objections(text, roster)):
        raise Refusal("privacy.text", why=reasons)


def _ask_to_promote(text: str, roster: list[str], *, again: bool) -> None:
    """What stops is never promoted; what is to be looked at is named first."""
    if reasons := objections(text, roster):
        raise Refusal("privacy.promote", why=reasons)
    found = dict.fromkeys(map(title, look(text, roster)))
    if found and not again:
        raise Refusal("privacy.look", titles=", ".join(found), worth=worth())


def _stops(findings: Iterable[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.level is Level.STOP]


def warm_up() -> None:
    """Read the rules, which takes some 50 ms, before a note waits for them."""
    shipped_rules()

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


def look(text: str, roster: Iterable[str], own: Iterable[str] = ()) -> tuple[Finding, ...]:
    """Return the places of *text* that may give somebody away, in order, apart from each other.

    Args:
        text: What is about to be stored.
        roster: The names of the visit's people.
        own: Numbers and addresses of the workplace itself, which give nobody away.
    """
    return _found(text, tuple(roster), tuple(own), shared=False)


# A report of 300 points is looked through anew after every change of it.
@lru_cache(maxsize=2048)
def _found(
    text: str, roster: tuple[str, ...], own: tuple[str, ...], *, shared: bool
) -> tuple[Finding, ...]:
    return check(text, roster=roster, rules=shipped_rules(), own=own, shared=shared)


def names(visit: Visit) -> tuple[str, ...]:
    """Return the names of the people of a visit."""
    return tuple(person.name for person in visit.people)


def own(visit: Visit) -> tuple[str, ...]:
    """Return the numbers and addresses that the visit itself uses: its rooms and its help desk."""
    rooms = (text for room in visit.plan.rooms for text in (room.url, room.meeting_id))
    number = visit.support.number if visit.support is not None else ""
    return tuple(filter(None, (*rooms, number)))


def clear_cache() -> None:
    """Let go of the texts that were looked through."""
    _found.cache_clear()


def looking(visit: Visit) -> Callable[[str], tuple[Finding, ...]]:
    """Return what looks through a text of the report for all that tells, one person as such too."""
    return partial(_found, roster=names(visit), own=own(visit), shared=True)


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


def objections(text: str, roster: Iterable[str], own: Iterable[str] = ()) -> str:
    """Return why a text should not be stored, a sentence for each reason; '' where it may."""
    return " ".join(dict.fromkeys(map(why, _stops(look(text, roster, own)))))


def removed(text: str, roster: Iterable[str], own: Iterable[str] = ()) -> str:
    """Return *text* without the places that should not be stored."""
    return without(text, _stops(look(text, roster, own)))


def ask(visit: Visit, events: Iterable[AnyEvent], *, again: bool) -> None:
    """Ask about what events would store or promote; *again* says that it was asked for twice.

    Raises:
        Refusal: ``privacy.stop`` (with what was ``found``), ``privacy.look`` and ``privacy.text``
            the first time, ``privacy.reason`` and ``privacy.promote`` each time.
    """
    for event in events:
        match event:
            case NoteAdded(text=text, because=because):
                _ask_to_store(visit, text, because, again=again)
            case NoteEdited() | NotesJoined():
                _ask_to_store(visit, event.written.text, event.because, again=again)
            case ImpressionPromoted():
                note = visit.note(event.note)
                _ask_to_promote(visit, note.text if note else "", again=again)
            case _:
                _ask_plainly(visit, free_text(event), again=again)


def _objections(visit: Visit, text: str) -> str:
    return objections(text, names(visit), own(visit))


def _ask_to_store(visit: Visit, text: str, because: str, *, again: bool) -> None:
    if because and (reasons := _objections(visit, because)):
        raise Refusal("privacy.reason", why=reasons)
    if not because and not again and (stops := _stops(look(text, names(visit), own(visit)))):
        reasons = " ".join(dict.fromkeys(map(why, stops)))
        places = ", ".join(f"{stop.start + 1}–{stop.end}" for stop in stops)
        raise Refusal("privacy.stop", why=reasons, where=places, found=tuple(stops))


def _ask_plainly(visit: Visit, text: str, *, again: bool) -> None:
    """Ask about what is no note: it can be kept by asking for it twice, without saying why."""
    if text and not again and (reasons := _objections(visit, text)):
        raise Refusal("privacy.text", why=reasons)


def _ask_to_promote(visit: Visit, text: str, *, again: bool) -> None:
    """What stops is never promoted; what is to be looked at is named first."""
    if reasons := _objections(visit, text):
        raise Refusal("privacy.promote", why=reasons)
    found = dict.fromkeys(map(title, looking(visit)(text)))
    if found and not again:
        raise Refusal("privacy.look", titles=", ".join(found), worth=worth())


def _stops(findings: Iterable[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.level is Level.STOP]


def warm_up() -> None:
    """Read the rules, which takes some 50 ms, before a note waits for them."""
    shipped_rules()

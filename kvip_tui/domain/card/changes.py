"""What happens when something is entered on the leader's card."""

import re

from kvip_tui.domain import card_events as cd
from kvip_tui.domain import card_intents as ca
from kvip_tui.domain.notes.reading import one_line
from kvip_tui.domain.refusal import Refusal
from kvip_tui.domain.state.dilemma import NOT_ALWAYS, Dilemma, Office
from kvip_tui.domain.state.visit import Support, Visit

LONGEST = 100
_NUMBER = re.compile(r"\+?[\d ()-]+")
_DIGITS = range(3, 16)
# As many as a national identity number has; no Norwegian telephone has so many.
_IDENTITY = 11


def decide_card(visit: Visit, intent: ca.CardIntent) -> tuple[cd.CardEvent, ...]:
    """Return what the intent brings about.

    Raises:
        Refusal: The rules do not allow it as things stand.
    """
    match intent:
        case ca.NoteSupport():
            return (_support(visit, intent),)
        case ca.RaiseDilemma():
            return (cd.DilemmaRaised(intent.variant),)
        case ca.ToggleStep():
            return (_step(visit, intent),)
        case ca.ShareDilemma():
            return (_share(visit, intent),)


def _support(visit: Visit, intent: ca.NoteSupport) -> cd.SupportNoted:
    name, hours, number = map(one_line, (intent.name, intent.hours, intent.number))
    if max(map(len, (name, hours, number))) > LONGEST:
        raise Refusal("support.long", longest=LONGEST)
    if not name and (hours or number):
        raise Refusal("support.no_name")
    digits = sum(char.isdecimal() for char in number)
    personal = digits == _IDENTITY and not number.startswith(("+", "00"))
    if number and (not _NUMBER.fullmatch(number) or digits not in _DIGITS or personal):
        raise Refusal("support.number")
    if (visit.support or Support("")) == Support(name, hours, number):
        raise Refusal("support.unchanged")
    return cd.SupportNoted(name, hours, number)


def _numbered(visit: Visit, number: int | None) -> tuple[int, Dilemma]:
    """Return a dilemma and its number, which is the latest one's where none is given."""
    wanted = len(visit.dilemmas) if number is None else number
    if not visit.dilemmas:
        raise Refusal("dilemma.none")
    if not 1 <= wanted <= len(visit.dilemmas):
        raise Refusal("dilemma.unknown", number=wanted)
    return wanted, visit.dilemmas[wanted - 1]


def _step(visit: Visit, intent: ca.ToggleStep) -> cd.DilemmaStepTaken | cd.DilemmaStepCleared:
    """Steps are taken in order; those that are not always there can be passed over."""
    number, dilemma = _numbered(visit, intent.dilemma)
    if not 1 <= intent.step <= len(dilemma.steps):
        raise Refusal("dilemma.no_step", number=intent.step, count=len(dilemma.steps))
    step, before = dilemma.steps[intent.step - 1], dilemma.steps[: intent.step - 1]
    if step in dilemma.taken:
        if any(later in dilemma.taken for later in dilemma.steps[intent.step :]):
            raise Refusal("dilemma.later")
        return cd.DilemmaStepCleared(number, step)
    for place, earlier in enumerate(before, 1):
        if earlier not in dilemma.taken and earlier not in NOT_ALWAYS:
            raise Refusal("dilemma.first", number=place)
    return cd.DilemmaStepTaken(number, step)


def _share(visit: Visit, intent: ca.ShareDilemma) -> cd.DilemmaShared:
    number, dilemma = _numbered(visit, intent.dilemma)
    if intent.who not in set(Office) and visit.person(intent.who) is None:
        raise Refusal("dilemma.nobody")
    if any(who == intent.who for who, _at in dilemma.informed):
        raise Refusal("dilemma.knows")
    return cd.DilemmaShared(number, intent.who)

"""The leader's card: what may be asked, what can happen, the rules and the fold."""

import re
from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from kvip_tui.domain.base import Refusal, Stays
from kvip_tui.domain.state.dilemma import NOT_ALWAYS, Dilemma, Office, Step, Variant
from kvip_tui.domain.state.visit import Support, Visit
from kvip_tui.domain.text.legible import one_line


class SupportNoted(Stays, frozen=True, tag="support_noted"):
    """Whom to ask when sound or picture fails was entered; all empty: it was taken away."""

    name: str
    hours: str = ""
    number: str = ""


class DilemmaRaised(Stays, frozen=True, tag="dilemma_raised"):
    """There is a dilemma; they count from 1 in the order in which they were raised."""

    variant: Variant


class DilemmaStepTaken(Stays, frozen=True, tag="dilemma_step_taken"):
    """A step of the dilemma of that number was taken."""

    dilemma: int
    step: Step


class DilemmaStepCleared(Stays, frozen=True, tag="dilemma_step_cleared"):
    """A step was found not to be taken after all."""

    dilemma: int
    step: Step


class DilemmaShared(Stays, frozen=True, tag="dilemma_shared"):
    """Somebody was informed: ``who`` is an office or the id of a person."""

    dilemma: int
    who: str


class NoteSupport(Struct, frozen=True):
    """Enter whom to ask when sound or picture fails; an empty name takes it away."""

    name: str
    hours: str = ""
    number: str = ""


class RaiseDilemma(Struct, frozen=True):
    """Enter that there is a dilemma."""

    variant: Variant


class ToggleStep(Struct, frozen=True):
    """Take a step of a dilemma, or clear it; both count from 1, None is the latest dilemma."""

    step: int
    dilemma: int | None = None


class ShareDilemma(Struct, frozen=True):
    """Enter that an office or a person was informed of a dilemma, None being the latest."""

    who: str
    dilemma: int | None = None


CardIntent = NoteSupport | RaiseDilemma | ToggleStep | ShareDilemma


DilemmaEvent = DilemmaRaised | DilemmaStepTaken | DilemmaStepCleared | DilemmaShared
CardEvent = SupportNoted | DilemmaEvent


LONGEST = 100
_NUMBER = re.compile(r"\+?[\d ()-]+")
_DIGITS = range(3, 16)
# As many as a national identity number has; no Norwegian telephone has so many.
_IDENTITY = 11


def decide_card(visit: Visit, intent: CardIntent) -> tuple[CardEvent, ...]:
    """Return what the intent brings about.

    Raises:
        Refusal: The rules do not allow it as things stand.
    """
    match intent:
        case NoteSupport():
            return (_support(visit, intent),)
        case RaiseDilemma():
            return (DilemmaRaised(intent.variant),)
        case ToggleStep():
            return (_step(visit, intent),)
        case ShareDilemma():
            return (_share(visit, intent),)


def _support(visit: Visit, intent: NoteSupport) -> SupportNoted:
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
    return SupportNoted(name, hours, number)


def _numbered(visit: Visit, number: int | None) -> tuple[int, Dilemma]:
    """Return a dilemma and its number, which is the latest one's where none is given."""
    wanted = len(visit.dilemmas) if number is None else number
    if not visit.dilemmas:
        raise Refusal("dilemma.none")
    if not 1 <= wanted <= len(visit.dilemmas):
        raise Refusal("dilemma.unknown", number=wanted)
    return wanted, visit.dilemmas[wanted - 1]


def _step(visit: Visit, intent: ToggleStep) -> DilemmaStepTaken | DilemmaStepCleared:
    """Steps are taken in order; those that are not always there can be passed over."""
    number, dilemma = _numbered(visit, intent.dilemma)
    if not 1 <= intent.step <= len(dilemma.steps):
        raise Refusal("dilemma.no_step", number=intent.step, count=len(dilemma.steps))
    step, before = dilemma.steps[intent.step - 1], dilemma.steps[: intent.step - 1]
    if step in dilemma.taken:
        if any(later in dilemma.taken for later in dilemma.steps[intent.step :]):
            raise Refusal("dilemma.later")
        return DilemmaStepCleared(number, step)
    for place, earlier in enumerate(before, 1):
        if earlier not in dilemma.taken and earlier not in NOT_ALWAYS:
            raise Refusal("dilemma.first", number=place)
    return DilemmaStepTaken(number, step)


def _share(visit: Visit, intent: ShareDilemma) -> DilemmaShared:
    number, dilemma = _numbered(visit, intent.dilemma)
    if intent.who not in set(Office) and visit.person(intent.who) is None:
        raise Refusal("dilemma.nobody")
    if any(who == intent.who for who, _at in dilemma.informed):
        raise Refusal("dilemma.knows")
    return DilemmaShared(number, intent.who)


def apply_card(visit: Visit, at: datetime, event: CardEvent) -> Visit:
    """Return the visit after an entry made at *at*; of a dilemma not there it does nothing."""
    match event:
        case SupportNoted():
            support = Support(event.name, event.hours, event.number) if event.name else None
            return replace(visit, support=support)
        case DilemmaRaised():
            return replace(visit, dilemmas=(*visit.dilemmas, Dilemma(event.variant, at)))
    dilemmas = tuple(
        _changed(dilemma, at, event) if number == event.dilemma else dilemma
        for number, dilemma in enumerate(visit.dilemmas, 1)
    )
    return replace(visit, dilemmas=dilemmas)


def _changed(
    dilemma: Dilemma,
    at: datetime,
    event: DilemmaStepTaken | DilemmaStepCleared | DilemmaShared,
) -> Dilemma:
    match event:
        case DilemmaStepTaken():
            return replace(dilemma, taken={**dilemma.taken, event.step: at})
        case DilemmaStepCleared():
            left = {step: when for step, when in dilemma.taken.items() if step is not event.step}
            return replace(dilemma, taken=left)
        case DilemmaShared():
            return replace(dilemma, informed=(*dilemma.informed, (event.who, at)))

"""Folds what was entered on the leader's card into the visit."""

from datetime import datetime

from msgspec.structs import replace

from kvip_tui.domain import card_events as cd
from kvip_tui.domain.state.dilemma import Dilemma
from kvip_tui.domain.state.visit import Support, Visit


def apply_card(visit: Visit, at: datetime, event: cd.CardEvent) -> Visit:
    """Return the visit after an entry made at *at*; of a dilemma not there it does nothing."""
    match event:
        case cd.SupportNoted():
            support = Support(event.name, event.hours, event.number) if event.name else None
            return replace(visit, support=support)
        case cd.DilemmaRaised():
            return replace(visit, dilemmas=(*visit.dilemmas, Dilemma(event.variant, at)))
    dilemmas = tuple(
        _changed(dilemma, at, event) if number == event.dilemma else dilemma
        for number, dilemma in enumerate(visit.dilemmas, 1)
    )
    return replace(visit, dilemmas=dilemmas)


def _changed(
    dilemma: Dilemma,
    at: datetime,
    event: cd.DilemmaStepTaken | cd.DilemmaStepCleared | cd.DilemmaShared,
) -> Dilemma:
    match event:
        case cd.DilemmaStepTaken():
            return replace(dilemma, taken={**dilemma.taken, event.step: at})
        case cd.DilemmaStepCleared():
            left = {step: when for step, when in dilemma.taken.items() if step is not event.step}
            return replace(dilemma, taken=left)
        case cd.DilemmaShared():
            return replace(dilemma, informed=(*dilemma.informed, (event.who, at)))

"""What can have happened on the leader's card: whom to ask for technical help, and dilemmas.

A dilemma's events hold ids and kinds only, never a text that somebody wrote.
"""

from msgspec import Struct

from kvip_tui.domain.state.dilemma import Step, Variant


class _Entry(Struct, frozen=True, tag_field="kind", tag=True):
    """Something that was entered on the card."""


class SupportNoted(_Entry, frozen=True, tag="support_noted"):
    """Whom to ask when sound or picture fails was entered; all empty: it was taken away."""

    name: str
    hours: str = ""
    number: str = ""


class DilemmaRaised(_Entry, frozen=True, tag="dilemma_raised"):
    """There is a dilemma; they count from 1 in the order in which they were raised."""

    variant: Variant


class DilemmaStepTaken(_Entry, frozen=True, tag="dilemma_step_taken"):
    """A step of the dilemma of that number was taken."""

    dilemma: int
    step: Step


class DilemmaStepCleared(_Entry, frozen=True, tag="dilemma_step_cleared"):
    """A step was found not to be taken after all."""

    dilemma: int
    step: Step


class DilemmaShared(_Entry, frozen=True, tag="dilemma_shared"):
    """Somebody was informed: ``who`` is an office or the id of a person."""

    dilemma: int
    who: str


DilemmaEvent = DilemmaRaised | DilemmaStepTaken | DilemmaStepCleared | DilemmaShared
CardEvent = SupportNoted | DilemmaEvent

"""A professional-ethics dilemma: that there is one, how far it has come, and who knows.

There is no place for what it is about, on purpose (DESIGN 5, class E).
"""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from msgspec import Struct


class Variant(StrEnum):
    """What kind of dilemma it is: each has its own steps."""

    CONCERN = "bekymring"
    NOT_ADDRESSED = "ikke-tatt-opp"


class Step(StrEnum):
    """What is done about a dilemma, in the words of the training."""

    TEAM_FIRST = "team-forst"
    LEADER_TOLD = "besoksleder-orientert"
    WITH_TEAM = "leder-med-team"
    WITH_NETWORK = "leder-med-nettverksleder"
    HOST_FOLLOWED_UP = "nettverksleder-med-vert"
    UNIT_MANAGER_TOLD = "enhetsleder-informert"


STEPS: Mapping[Variant, tuple[Step, ...]] = {
    Variant.CONCERN: (
        Step.TEAM_FIRST,
        Step.LEADER_TOLD,
        Step.WITH_TEAM,
        Step.WITH_NETWORK,
        Step.HOST_FOLLOWED_UP,
    ),
    Variant.NOT_ADDRESSED: (Step.UNIT_MANAGER_TOLD,),
}
# The leader is told by the interviewers, where it comes from an interview; the last step «may» be.
NOT_ALWAYS = frozenset({Step.LEADER_TOLD, Step.HOST_FOLLOWED_UP})


class Office(StrEnum):
    """Whoever may be informed without being on the list of people."""

    TEAM = "besoksteam"
    LEADER = "besoksleder"
    NETWORK_LEADER = "nettverksleder"
    UNIT_MANAGER = "enhetsleder"
    HOST_LEADER = "vertsenhetens-leder"


class Dilemma(Struct, frozen=True):
    """A dilemma: when it was raised, when each step was taken, and who was informed when.

    Those informed are offices or ids of people.
    """

    variant: Variant
    at: datetime
    taken: Mapping[Step, datetime] = {}
    informed: tuple[tuple[str, datetime], ...] = ()

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps, in order."""
        return STEPS[self.variant]

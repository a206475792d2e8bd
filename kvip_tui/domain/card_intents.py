"""What a person asks for on the leader's card."""

from msgspec import Struct

from kvip_tui.domain.state.dilemma import Variant


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

"""What a report is made up of: its sections in order, and what each of them is for (DESIGN 6)."""

from enum import StrEnum

from msgspec import Struct


class Holds(StrEnum):
    """What a section is for; every one but the front may hold prose and points."""

    FRONT = "front"
    PROSE = "prose"
    POINTS = "points"
    STRENGTHS = "strengths"
    CHALLENGES = "challenges"
    FOCUS = "focus"
    FOLLOW_UPS = "follow_ups"
    MEASURES = "measures"
    REVIEW = "review"


class Section(Struct, frozen=True):
    """A heading of the report and what stands under it.

    Args:
        id: What events and templates call it.
        title: Its heading, in the language of the visit.
        holds: What it is for.
        hint: A sentence on what to write, for whoever writes it.
        text: What stands in it until somebody writes something else.
        tags: Notes with one of these tags belong here.
        own: Whether the team speaks of itself, so that there is nothing to clear with the host.
    """

    id: str
    title: str
    holds: Holds = Holds.POINTS
    hint: str = ""
    text: str = ""
    tags: tuple[str, ...] = ()
    own: bool = False


class Form(Struct, frozen=True):
    """A kind of report: ``id`` is also what its Word template is called."""

    id: str
    title: str
    sections: tuple[Section, ...]

    @property
    def reviewed(self) -> bool:
        """Whether team, host and network leader go through it before it is approved."""
        return any(section.holds is Holds.REVIEW for section in self.sections)

    def section(self, section_id: str) -> Section | None:
        """Return the section with that id, or None."""
        return next((section for section in self.sections if section.id == section_id), None)

    def tagged(self, tags: tuple[str, ...]) -> Section | None:
        """Return the section that notes with one of those tags belong in; the first tag counts.

        What stands behind a colon in a tag, as in «fokus:skjerming», makes no difference.
        """
        for tag in tags:
            kind = tag.partition(":")[0]
            for section in self.sections:
                if kind in section.tags:
                    return section
        return None

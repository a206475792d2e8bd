"""What the notes are about so far: strengths against challenges, focus areas, whose words."""

from collections import Counter
from typing import Final

from msgspec import Struct

from kvip_tui.domain.state.plan import USERS
from kvip_tui.domain.state.visit import Visit
from kvip_tui.domain.text.words import beginning

STRENGTH: Final = "styrke"
CHALLENGE: Final = "utfordring"
MEASURE: Final = "tiltak"
FOCUS: Final = "fokus:"


class Area(Struct, frozen=True):
    """A focus area, and how many notes are about it."""

    title: str
    notes: int


class Balance(Struct, frozen=True):
    """How many notes there are of each kind; ``users`` are of what user representatives said.

    ``areas`` are the focus areas that were entered, then those that only tags name; ``visiting``
    says whether a team visits a unit, whose strengths are weighed against its challenges.
    """

    strengths: int
    challenges: int
    measures: int
    areas: tuple[Area, ...]
    users: int
    visiting: bool = True

    @property
    def untouched(self) -> tuple[str, ...]:
        """The focus areas that no note is about."""
        return tuple(area.title for area in self.areas if not area.notes)


def balance(visit: Visit) -> Balance:
    """Return what the stored notes are about; those of the interviews are not counted."""
    users = {person.id for person in visit.people if person.group == USERS}
    areas = dict.fromkeys(visit.focus_areas, 0)
    tags = Counter(tag for note in visit.notes for tag in note.tags)
    about = {tag: _area(visit, tag) for tag in tags if tag.startswith(FOCUS)}
    for note in visit.notes:
        for area in dict.fromkeys(about[tag] for tag in note.tags if tag in about):
            areas[area] = areas.get(area, 0) + 1
    return Balance(
        strengths=tags[STRENGTH],
        challenges=tags[CHALLENGE],
        measures=tags[MEASURE],
        areas=tuple(Area(title, count) for title, count in areas.items()),
        users=sum(note.holder in users for note in visit.notes),
        visiting=visit.plan.visiting,
    )


def _area(visit: Visit, tag: str) -> str:
    """Return the focus area that a tag names, as «fokus:tryggere-overganger» does."""
    named = tag.removeprefix(FOCUS).replace("-", " ").replace("_", " ")
    found = beginning(named, ((area, area) for area in visit.focus_areas))
    return found[0] if len(found) == 1 else named

"""What the notes are about so far: strengths against challenges, focus areas, whose words."""

from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from kvip_tui.domain.plan import USERS
from kvip_tui.domain.visit import Note, Visit
from kvip_tui.domain.words import beginning

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

    ``areas`` are the focus areas that were entered, then those that only tags name.
    """

    strengths: int
    challenges: int
    measures: int
    areas: tuple[Area, ...]
    users: int

    @property
    def untouched(self) -> tuple[str, ...]:
        """The focus areas that no note is about."""
        return tuple(area.title for area in self.areas if not area.notes)


def balance(visit: Visit) -> Balance:
    """Return what the stored notes are about; those of the interviews are not counted."""
    users = {person.id for person in visit.people if person.group == USERS}
    areas: dict[str, int] = dict.fromkeys(visit.focus_areas, 0)
    counts = {STRENGTH: 0, CHALLENGE: 0, MEASURE: 0}
    heard = 0
    for note in visit.notes:
        heard += note.holder in users
        for tag in counts.keys() & note.tags:
            counts[tag] += 1
        for area in _areas(visit, note):
            areas[area] = areas.get(area, 0) + 1
    return Balance(
        strengths=counts[STRENGTH],
        challenges=counts[CHALLENGE],
        measures=counts[MEASURE],
        areas=tuple(Area(title, count) for title, count in areas.items()),
        users=heard,
    )


def _areas(visit: Visit, note: Note) -> Iterator[str]:
    """Yield the focus areas that a note's tags name, as «fokus:tryggere-overganger» does."""
    for tag in note.tags:
        if tag.startswith(FOCUS):
            named = tag.removeprefix(FOCUS).replace("-", " ").replace("_", " ")
            found = beginning(named, ((area, area) for area in visit.focus_areas))
            yield found[0] if len(found) == 1 else named

"""The people of a visit; never a patient or a next of kin (DESIGN 4)."""

from collections import Counter
from collections.abc import Iterable
from itertools import chain

from msgspec import Struct

from kvip_tui.domain.text.words import plain, slug

LETTERS = "abcdefghijklmnopqrstuvwxyzæøå"
# Pressed before a letter it means another person: a digit stands unshifted on every keyboard.
SECOND = "0"


class PersonLine(Struct, frozen=True):
    """A person as a list has them; ``group`` is the id of one of the plan's groups."""

    name: str
    group: str
    title: str = ""


class Reading(Struct, frozen=True):
    """How a line of a list was read.

    Attributes:
        text: The line as it stands.
        person: Who it names, None for nobody.
        heading: The title of the group that it is a heading for, '' where it is none.
        why: Why it names nobody, a sentence; '' where it does, or is a heading.
    """

    text: str
    person: PersonLine | None = None
    heading: str = ""
    why: str = ""


class Person(Struct, frozen=True):
    """A participant; ``letter`` is what to press for this person: «a», «0a», or '' for nothing.

    Who was ``removed`` is away, has no letter, and is there for what they did and said before.
    """

    id: str
    name: str
    group: str
    title: str = ""
    present: bool = True
    letter: str = ""
    removed: bool = False


def free_letter(name: str, taken: Iterable[str]) -> str:
    """Return what to press for a newcomer: the first letter of the name that is free.

    Else one of the alphabet; where all are taken the same again behind `SECOND`, and then ''.
    """
    used = set(taken)
    wanted = [*filter(LETTERS.__contains__, _letters(name)), *LETTERS]
    keys = chain(wanted, (SECOND + letter for letter in wanted))
    return next((key for key in keys if key not in used), "")


def _letters(name: str) -> str:
    """Return a name's letters as a Norwegian keyboard has them: «č» is typed as «c»."""
    return "".join(char if char in LETTERS else plain(char) for char in name.casefold())


def shown_names(people: Iterable[Person]) -> dict[str, str]:
    """Return what each person is called, by id; those of one name are told apart by their key.

    Who was removed gives way: the one of that name who takes part is called by it alone.
    """
    listed = list(people)
    folded = [plain(person.name) for person in listed]
    count = Counter(name for person, name in zip(listed, folded, strict=True) if not person.removed)
    return {
        person.id: f"{person.name} ({person.letter or person.id})"
        if count[name] > (0 if person.removed else 1)
        else person.name or person.id
        for person, name in zip(listed, folded, strict=True)
    }


def new_id(name: str, taken: Iterable[str], nameless: str = "person") -> str:
    """Return an id for something new: its name in plain letters, numbered where it is taken."""
    used, base = set(taken), slug(name) or nameless
    candidates = (base if i == 1 else f"{base}-{i}" for i in range(1, len(used) + 2))
    return next(candidate for candidate in candidates if candidate not in used)

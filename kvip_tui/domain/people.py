"""The people of a visit; never a patient or a next of kin (DESIGN 4)."""

from collections.abc import Iterable

from msgspec import Struct

from kvip_tui.domain.words import slug

LETTERS = "abcdefghijklmnopqrstuvwxyzæøå"


class Person(Struct, frozen=True):
    """A participant; ``letter`` is the key that gives this person the floor, where one is free."""

    id: str
    name: str
    group: str
    title: str = ""
    present: bool = True
    letter: str = ""


def free_letter(name: str, taken: Iterable[str]) -> str:
    """Return a letter for a newcomer: the first free of the name, else of the alphabet, or ''."""
    used = set(taken)
    wanted = [letter for letter in name.casefold() if letter in LETTERS]
    return next((letter for letter in [*wanted, *LETTERS] if letter not in used), "")


def new_id(name: str, taken: Iterable[str]) -> str:
    """Return an id for a newcomer: the name in plain letters, numbered where it is taken."""
    used, base = set(taken), slug(name) or "person"
    candidates = (base if i == 1 else f"{base}-{i}" for i in range(1, len(used) + 2))
    return next(candidate for candidate in candidates if candidate not in used)

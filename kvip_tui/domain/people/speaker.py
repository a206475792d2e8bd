"""Who said what a note says: whoever its text names first, else who had the floor (DESIGN 5)."""

import re
from collections.abc import Iterable

from kvip_tui.domain.state.people import Person
from kvip_tui.domain.text.words import plain

# «Berit: …», «Berit Moe: …» or «@berit: …» at the beginning of a note.
_NAMED = re.compile(r"@?([^\W\d_][\w'’-]*(?: [^\W\d_][\w'’-]*){0,3}) ?:[ \n]+(?=\S)")
_LONGEST = 120


def speaker(text: str, people: Iterable[Person]) -> str | None:
    """Return the id of the person whom a text begins with the name of, None where it names none.

    The first name is enough where one person has it; what several are called names nobody.
    """
    named = _NAMED.match(text[:_LONGEST])
    if named is None:
        return None
    words = plain(named[1]).split()
    found = {p.id for p in people if words in (plain(p.name).split()[: len(words)], [p.id])}
    return found.pop() if len(found) == 1 else None


def words_said(text: str, people: Iterable[Person]) -> str:
    """Return a text without the name of the person that it begins with."""
    return without_name(text) if speaker(text, people) else text


def without_name(text: str) -> str:
    """Return a text without whatever stands before a colon as a name would."""
    named = _NAMED.match(text[:_LONGEST])
    return text[named.end() :] if named else text

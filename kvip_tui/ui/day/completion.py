"""What a tag or a name that is being typed may become."""

import re
from collections import Counter
from collections.abc import Callable, Iterable

from kvip_tui.domain.notes.balance import CHALLENGE, FOCUS, MEASURE, STRENGTH
from kvip_tui.domain.state.visit import Visit
from kvip_tui.session import Session
from kvip_tui.texts.floor import first_name

USUAL_TAGS = (STRENGTH, CHALLENGE, MEASURE, "erfaring", "læring", "fjorårets", FOCUS)
_BEGUN = re.compile(r"(?<![\w#@])[#@]\w[\w:-]*$")
_WORDS = re.compile(r"\w+")
_LONGEST = 60


def rest_of_word(before: str, words: Callable[[], Iterable[str]]) -> str:
    """Return what is missing from the tag or name that *before* ends with, '' for nothing.

    Of several *words* the first that begins like it counts, and none that is there already.
    """
    begun = _BEGUN.search(before[-_LONGEST:])
    if begun is None:
        return ""
    typed = begun[0].casefold()
    size = len(begun[0])
    found = (word[size:] for word in words() if word[:size].casefold() == typed)
    return next((rest for rest in found if rest), "")


def vocabulary(visit: Visit) -> tuple[str, ...]:
    """Return the tags and names that are offered: the usual tags, those used, and the people.

    A first name will do where only one person has it.
    """
    used = Counter(tag for note in visit.notes for tag in note.tags)
    known = (*USUAL_TAGS, *map(_focus_tag, visit.focus_areas))
    tags = dict.fromkeys([*known, *(tag for tag, _count in used.most_common())])
    alike = Counter(first_name(person) for person in visit.roster)
    names = (
        person.name if alike[first_name(person)] > 1 else first_name(person)
        for person in visit.roster
    )
    return (*(f"#{tag}" for tag in tags), *(f"@{name}" for name in names))


def _focus_tag(area: str) -> str:
    """Return the tag that names a focus area: «fokus:tryggere-overganger»."""
    return FOCUS + "-".join(_WORDS.findall(area.casefold()))


class Vocabulary:
    """The tags and names of a session's visit, worked out anew only where they have changed."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._known: tuple[object, ...] = ()
        self._words: tuple[str, ...] = ()

    def __call__(self) -> tuple[str, ...]:
        """Return what a tag or a name may become."""
        visit = self._session.visit
        known = (visit.notes, visit.people, visit.focus_areas)
        if not self._known or any(a is not b for a, b in zip(known, self._known, strict=True)):
            self._known, self._words = known, vocabulary(visit)
        return self._words

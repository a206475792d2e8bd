"""Whose interview a note is of, and what else is typed while interviews run (DESIGN 5, 11)."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from enum import Enum
from typing import Any, Final

import msgspec
from msgspec import Struct

from kvip_tui.domain.notes.reading import blocks_at, privacy_at, strictest
from kvip_tui.domain.state.plan import Block, Privacy
from kvip_tui.domain.state.visit import Visit
from kvip_tui.domain.text.words import plain

# Fields of what is asked for that hold words of one's own.
TYPED: Final = frozenset(
    {
        *("text", "because", "reason", "name", "hours", "number", "topic", "who", "due", "how"),
        *("areas", "title", "parts", "recipient", "quote", "wanted", "host"),
    }
)
# What is asked for that has such fields without anything typed in them: a form, a language, a
# dilemma's step. A note has a rule of its own.
NOT_TYPED: Final = frozenset({"ChooseForm", "ChooseLanguage", "ShareDilemma", "AddNote"})


def typed_words(intent: object) -> tuple[str, ...]:
    """Return the words of one's own in what is asked for, whichever command asks: none in most."""
    if not isinstance(intent, Struct) or type(intent).__name__ in NOT_TYPED:
        return ()
    return tuple(filter(str.strip, _texts(intent, "")))


def _texts(value: Any, field: str) -> Iterator[str]:
    if isinstance(value, str):
        if field in TYPED and not isinstance(value, Enum):
            yield value
    elif isinstance(value, Struct):
        for one in msgspec.structs.fields(type(value)):
            yield from _texts(getattr(value, one.name), one.name)
    elif isinstance(value, list | tuple | frozenset):
        for one in value:
            yield from _texts(one, field)


def interviews_since(visit: Visit, moment: datetime) -> tuple[Block, ...]:
    """Return the interviews that ran at a moment or have begun since, but had not ended then."""
    return tuple(
        block
        for _day, block in visit.plan.blocks()
        if block.privacy is Privacy.INTERVIEW
        and (run := visit.run(block.id)).started is not None
        and (run.ended is None or run.ended > moment)
    )


def interview_by_role(visit: Visit, author: str, among: Iterable[Block]) -> str | None:
    """Return the one of some interviews in which a person has a role, or None."""
    ids = {person.id for person in visit.roster if author and plain(person.name) == plain(author)}
    roles = {role for role, person in visit.roles.items() if person in ids}
    found = [block.id for block in among if not roles.isdisjoint(block.roles)]
    return found[0] if len(found) == 1 else None


def privacy_outside(visit: Visit, moment: datetime) -> Privacy:
    """Return the class of a note whose writer is in no interview: the team's at least."""
    if privacy_at(visit, moment) is not Privacy.INTERVIEW:
        return privacy_at(visit, moment)
    others = (block.privacy for block in blocks_at(visit, moment))
    return strictest(Privacy.TEAM, *(one for one in others if one is not Privacy.INTERVIEW))

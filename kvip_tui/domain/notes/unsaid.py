"""What the team has noted and not said to the host: the report must not surprise (DESIGN 5)."""

from msgspec import Struct

from kvip_tui.domain.state.form import Section
from kvip_tui.domain.state.plan import HOST, Privacy
from kvip_tui.domain.state.visit import Note, Telling, Visit

TELLABLE = frozenset({Privacy.PLENUM, Privacy.TEAM})


class Unsaid(Struct, frozen=True):
    """The notes of one section of the report that the host has not heard; None: of no section."""

    section: Section | None
    notes: tuple[Note, ...]


def may_be_told(note: Note) -> bool:
    """Return whether a note is one to tell the host of: no impression, and nothing made of one."""
    return note.privacy in TELLABLE and not note.second


def unsaid(visit: Visit, *, since: frozenset[str] = frozenset()) -> tuple[Unsaid, ...]:
    """Return what the host has not heard, in the order of the report, then what has no section.

    What the team says of itself in the report needs no telling. Notes whose ids are in *since*
    are there although they have been told. A visit without a host has nothing to tell.
    """
    if all(group.id != HOST for group in visit.plan.groups):
        return ()
    form = visit.report.form or visit.plan.report
    sections = form.sections if form else ()
    found: dict[str, list[Note]] = {}
    for note in visit.notes:
        section = form.tagged(note.tags) if form else None
        if not may_be_told(note) or (section is not None and section.own):
            continue
        if not note.heard or note.id in since:
            found.setdefault(section.id if section else "", []).append(note)
    listed = [Unsaid(one, tuple(found[one.id])) for one in sections if one.id in found]
    return (*listed, *([Unsaid(None, tuple(found[""]))] if "" in found else []))


def count_unsaid(visit: Visit) -> int:
    """Return how many notes the host has not heard."""
    return sum(len(one.notes) for one in unsaid(visit))


def to_tell(visit: Visit) -> tuple[Note, ...]:
    """Return the notes that the host is to be told of next."""
    return tuple(n for n in visit.notes if n.telling is Telling.NEXT and may_be_told(n))

"""What a note's text and moment say: its tags, whom it mentions, its blocks and its class."""

import re
from collections.abc import Iterable
from datetime import datetime

from kvip_tui.domain.state.people import Person
from kvip_tui.domain.state.plan import Block, Privacy
from kvip_tui.domain.state.visit import Note, Visit
from kvip_tui.domain.text.words import beginning

_TAG = re.compile(r"(?<![\w#])#(\w[\w:-]*)")
_STRICTNESS = tuple(Privacy)
_MENTION = re.compile(r"(?<![\w@.])@([^\W_][\w'’-]*(?: [^\W_][\w'’-]*){0,3})")


def blocks_at(visit: Visit, moment: datetime) -> tuple[Block, ...]:
    """Return the blocks that ran at a moment, in the plan's order."""
    ran = {
        block
        for block, run in visit.runs.items()
        if run.started is not None
        and run.started <= moment
        and (run.ended is None or moment < run.ended)
    }
    return _of_plan(visit, ran)


def _of_plan(visit: Visit, ids: set[str]) -> tuple[Block, ...]:
    """Return the blocks of some ids in the plan's order; costs nothing where there are none."""
    return tuple(block for _, block in visit.plan.blocks() if block.id in ids) if ids else ()


def home_of(visit: Visit, note: Note) -> str | None:
    """Return the block that a note stands under: the first of its own that the plan still has."""
    known = {block.id for _, block in visit.plan.blocks()}
    return next((block for block in note.blocks if block in known), None)


def privacy_at(visit: Visit, moment: datetime) -> Privacy:
    """Return the class of a note begun at a moment and stored now.

    It is the strictest of the blocks that ran then. Between blocks it is the strictest of those
    that ended last, but never plenum: the host may have left. Before the first block it is the
    team's own. Where an interview has run since, it is the interview's: it may have been written
    on in there.
    """
    since = {
        block
        for block, run in visit.runs.items()
        if run.started is not None and (run.ended is None or run.ended > moment)
    }
    blocks = _of_plan(visit, since)
    if any(block.privacy is Privacy.INTERVIEW for block in blocks):
        return Privacy.INTERVIEW
    found = [b.privacy for b in blocks if (visit.run(b.id).started or moment) <= moment]
    if not found:
        found = [Privacy.TEAM, *(block.privacy for block in _ended_last(visit, moment))]
    return strictest(*found)


def strictest(*classes: Privacy) -> Privacy:
    """Return the strictest of some classes."""
    return max(classes, key=_STRICTNESS.index)


def _ended_last(visit: Visit, moment: datetime) -> list[Block]:
    """Return the blocks that ended together, last before a moment."""
    ended = {
        block: run.ended
        for block, run in visit.runs.items()
        if run.ended is not None and run.ended <= moment
    }
    last = max(ended.values(), default=None)
    return [b for _, b in visit.plan.blocks() if b.id in ended and ended[b.id] == last]


def closing_meeting(visit: Visit) -> Block | None:
    """Return the team's last meeting after the interviews that is still in the day, if any."""
    after = _after_interviews(visit)
    return next((block for block in reversed(after) if block.privacy is Privacy.TEAM), None)


def interviews_closed(visit: Visit) -> bool:
    """Return whether the interviews' notes have had their time: it ends with that meeting.

    Where there is none such, it ends with the last block of the day.
    """
    last = closing_meeting(visit) or next(reversed(_after_interviews(visit)), None)
    return last is not None and visit.run(last.id).ended is not None


def _after_interviews(visit: Visit) -> list[Block]:
    """Return what comes after the interviews on their day; skipped blocks never come.

    Of several such days it is the last on which an interview has begun.
    """
    held = [
        (day, block)
        for day in sorted(visit.plan.days, key=lambda day: day.offset)
        for block in day.blocks
        if block.privacy is Privacy.INTERVIEW
    ]
    begun = [(day, block) for day, block in held if visit.run(block.id).started is not None]
    if not held:
        return []
    day = begun[-1][0] if begun else held[0][0]
    classes = [block.privacy for block in day.blocks]
    behind = len(classes) - classes[::-1].index(Privacy.INTERVIEW)
    return [block for block in day.blocks[behind:] if not visit.run(block.id).skipped]


def tags(text: str) -> tuple[str, ...]:
    """Return the tags written in *text* without their #, in order, each once, in lower case."""
    return tuple(dict.fromkeys(tag.casefold().rstrip(":-") for tag in _TAG.findall(text)))


def untagged(text: str) -> str:
    """Return *text* without the tags written in it; blanks are folded, lines stay."""
    lines = (" ".join(_TAG.sub("", line).split()) for line in text.split("\n"))
    return "\n".join(lines).strip()


def mentions(text: str, people: Iterable[Person]) -> tuple[str, ...]:
    """Return the ids of the people named with @ in *text*, in order, each once.

    Of the words after the @ as many count as name one person; what names nobody, or more than
    one, is text like any other.
    """
    names = [(name, person.id) for person in people for name in (person.name, person.id)]
    found = (_mentioned(match[1].split(), names) for match in _MENTION.finditer(text))
    return tuple(dict.fromkeys(person for person in found if person is not None))


def _mentioned(words: list[str], names: list[tuple[str, str]]) -> str | None:
    for count in range(len(words), 0, -1):
        found = beginning(" ".join(words[:count]), names)
        if found:
            return found[0] if len(found) == 1 else None
    return None

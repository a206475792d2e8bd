"""Decides how a block may be split into sub-items, and which of them may begin."""

from kvip_tui.domain import edit_intents as ei
from kvip_tui.domain.notes.reading import one_line
from kvip_tui.domain.planning import vocabulary as ed
from kvip_tui.domain.refusal import Refusal
from kvip_tui.domain.state.people import new_id
from kvip_tui.domain.state.plan import Block
from kvip_tui.domain.state.visit import Visit

FEWEST, MOST = 2, 12
LONGEST_TITLE = 200
MOST_SHARES = 12 * 60


def decide_split(visit: Visit, block: Block, intent: ei.SplitBlock) -> ed.BlockSplit:
    """Return the split that is asked for; a sub-item that keeps its title keeps its id.

    Raises:
        Refusal: The block has ended, or the sub-items are not what a block can be split into.
    """
    if visit.run(block.id).ended is not None:
        raise Refusal("edit.ended", title=block.title)
    if not intent.parts:
        if block.id not in visit.splits:
            raise Refusal("part.whole", title=block.title)
        return ed.BlockSplit(block=block.id, parts=())
    if not FEWEST <= len(intent.parts) <= MOST:
        raise Refusal("part.count", fewest=FEWEST, most=MOST)
    parts: list[ed.Part] = []
    for words, share in intent.parts:
        title = checked_title(words)
        if not 1 <= share <= MOST_SHARES:
            raise Refusal("part.share", title=title)
        part_id = new_id(title, (part.id for part in parts), "del")
        parts.append(ed.Part(id=part_id, title=title, share=share))
    event = ed.BlockSplit(block=block.id, parts=tuple(parts))
    if block.id in visit.splits and visit.splits[block.id].parts == event.parts:
        raise Refusal("edit.unchanged")
    return event


def checked_title(words: str) -> str:
    """Return a title as it is kept: in one line, without control characters.

    Raises:
        Refusal: It is empty, or too long.
    """
    title = one_line(words)
    if not title:
        raise Refusal("edit.no_title")
    if len(title) > LONGEST_TITLE:
        raise Refusal("edit.long_title", longest=LONGEST_TITLE)
    return title


def decide_part(visit: Visit, intent: ei.StartPart) -> ed.PartStarted:
    """Return the beginning of the sub-item asked for, or of the next one.

    Raises:
        Refusal: There is none, or it is on already.
    """
    running = [b.id for b in visit.running() if b.id in visit.splits]
    if intent.block is not None:
        running = [block for block in running if block == intent.block]
    if not running:
        raise Refusal("part.none")
    block = running[0]
    found = visit.splits[block]
    begun = [run.part for run in found.begun] or [found.parts[0].id]
    ids = [part.id for part in found.parts]
    part = intent.part or _next(ids, begun)
    if part not in ids:
        raise Refusal("part.unknown", part=part)
    if part == begun[-1]:
        title = next(p.title for p in found.parts if p.id == part)
        raise Refusal("part.already", title=title)
    return ed.PartStarted(block=block, part=part)


def _next(ids: list[str], begun: list[str]) -> str:
    """Return the first sub-item behind the present one that has not begun, else any."""
    present = ids.index(begun[-1]) if begun[-1] in ids else -1
    left = [part for part in (*ids[present + 1 :], *ids[: present + 1]) if part not in begun]
    if not left:
        raise Refusal("part.last")
    return left[0]

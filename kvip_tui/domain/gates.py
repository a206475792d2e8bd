"""Checklists and their gates: what must be in order before what (DESIGN 4).

A gate holds back the next block after its own that outsiders are invited to (an interview or an
appointment); where the plan has none after it, it holds back the block that comes next.
"""

from msgspec import Struct

from kvip_tui.domain.plan import Block, Check, Plan, Privacy, Starts, segment_of
from kvip_tui.domain.visit import Visit


class Gate(Struct, frozen=True):
    """A gate and the block whose checklist it stands on."""

    block: Block
    check: Check


def _invites(block: Block) -> bool:
    return block.privacy is Privacy.INTERVIEW or block.starts is Starts.APPOINTMENT


def held_back(plan: Plan, block_id: str) -> frozenset[str]:
    """Return the ids of the blocks that wait for the gates of the block with that id."""
    blocks = [block for _, block in plan.blocks()]
    index = next((i for i, block in enumerate(blocks) if block.id == block_id), len(blocks))
    after = blocks[index + 1 :]
    first = next((block for block in after if _invites(block)), after[0] if after else None)
    if first is None:
        return frozenset()
    together = (segment_of(day.blocks, first.id) for day in plan.days if first in day.blocks)
    return frozenset(block.id for segment in together for block in segment)


def open_gates(visit: Visit, starting: frozenset[str]) -> tuple[Gate, ...]:
    """Return the gates, neither ticked nor passed, that hold back any of the blocks *starting*."""
    return tuple(
        Gate(block=block, check=check)
        for _, block in visit.plan.blocks()
        for check in block.checks
        if check.gate
        and not visit.done(block, check)
        and (block.id, check.id) not in visit.passed
        and held_back(visit.plan, block.id) & starting
    )


def progress(visit: Visit, block: Block) -> tuple[int, int, int]:
    """Return how many items of a block's checklist are done, are there, and are open gates."""
    done = sum(visit.done(block, check) for check in block.checks)
    gates = sum(
        check.gate and not visit.done(block, check) and (block.id, check.id) not in visit.passed
        for check in block.checks
    )
    return done, len(block.checks), gates

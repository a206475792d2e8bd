"""Checklists and their gates: what must be in order before what (DESIGN 4).

A gate holds back the next block after its own that outsiders are invited to (an interview or an
appointment); where the plan has none after it, it holds back the block that comes next.
"""

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from kvip_tui.domain.base import Sent
from kvip_tui.domain.remembered import remembered
from kvip_tui.domain.state.plan import Block, Check, Plan, Privacy, Starts, segments
from kvip_tui.domain.state.visit import Passage, Visit


class GatesPassed(Sent, frozen=True, tag="gates_passed"):
    """A block was begun although gates before it were open; ``checks`` are (block, check) ids."""

    block: str
    checks: tuple[tuple[str, str], ...]
    reason: str = ""


class Gate(Struct, frozen=True):
    """A gate and the block whose checklist it stands on."""

    block: Block
    check: Check


def invites(block: Block) -> bool:
    """Return whether outsiders are invited to a block."""
    return block.privacy is Privacy.INTERVIEW or block.starts is Starts.APPOINTMENT


@remembered
def held_back(plan: Plan) -> Mapping[str, frozenset[str]]:
    """Return, for every block, the ids of the blocks that wait for its gates."""
    found: dict[str, frozenset[str]] = {}
    after: frozenset[str] = frozenset()
    inviting: frozenset[str] = frozenset()
    for day in reversed(plan.days):
        for segment in reversed(segments(day.blocks)):
            together = frozenset(block.id for block in segment)
            for block in reversed(segment):
                found[block.id] = inviting or after
                after = together
                inviting = together if invites(block) else inviting
    return found


def open_gates(visit: Visit, starting: frozenset[str]) -> tuple[Gate, ...]:
    """Return the gates, neither ticked nor passed, that hold back any of the blocks *starting*."""
    held = held_back(visit.plan)
    return tuple(
        Gate(block=block, check=check)
        for _, block in visit.plan.blocks()
        for check in block.checks
        if is_open_gate(visit, block, check) and held[block.id] & starting
    )


def is_open_gate(visit: Visit, block: Block, check: Check) -> bool:
    """Return whether an item is a gate that is neither ticked nor passed."""
    closed = visit.done(block, check) or (block.id, check.id) in visit.passed
    return check.gate and not closed


def progress(visit: Visit, block: Block) -> tuple[int, int, int]:
    """Return how many items of a block's checklist are done, are there, and are open gates."""
    done = sum(visit.done(block, check) for check in block.checks)
    gates = sum(is_open_gate(visit, block, check) for check in block.checks)
    return done, len(block.checks), gates


def apply_passage(visit: Visit, event: GatesPassed) -> Visit:
    """Return the visit after open gates were passed on purpose."""
    passages = (*visit.passages, Passage(event.block, event.reason))
    return replace(visit, passed=visit.passed | set(event.checks), passages=passages)

"""Reads until when people are there, and checks it against the times of what they take part in."""

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from kvip_tui.domain.state.plan import Block, Day, Group, segments
from kvip_tui.domain.text.clock import DAY, clock_text
from kvip_tui.i18n import _
from kvip_tui.store.plans.problems import shown
from kvip_tui.store.plans.table import Table
from kvip_tui.store.plans.times import Draft


def leaves_settled(drafts: Sequence[Draft], blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return the blocks of a day with their ``leaves``, and report those that cannot be.

    After midnight it is a time of the next night, as the end of the block is.
    """
    tables = {draft.block.id: draft.table for draft in drafts}
    coming = _coming(blocks)
    return tuple(
        _settled(block, block.leaves, tables[block.id], coming[block.id])
        if isinstance(block.leaves, int)
        else block
        for block in blocks
    )


def _coming(blocks: tuple[Block, ...]) -> dict[str, tuple[Block, ...]]:
    """Return, for every block, what comes next of what says who is there."""
    found: dict[str, tuple[Block, ...]] = {}
    after: tuple[Block, ...] = ()
    for segment in reversed(segments(blocks)):
        found |= {block.id: after for block in segment}
        after = segment if any(block.present for block in segment) else after
    return found


def _settled(block: Block, leaves: int, table: Table, after: tuple[Block, ...]) -> Block:
    staying = {group for other in after for group in other.present}
    if not block.present:
        sentence = _("blokka sier ikke hvem som går; legg til «present», eller fjern «leaves».")
        table.report(sentence, "leaves")
    elif not set(block.present) - staying:
        sentence = _("alle her er også med i «{title}»; fjern «leaves», eller rett «present».")
        table.report(sentence.format(title=shown(after[0].title)), "leaves")
    if block.end is None:
        return block
    leaves += block.end // DAY * DAY if leaves < block.end else 0
    if leaves < block.end:
        _report(table, block, leaves)
    return replace(block, leaves=leaves)


def check_groups(tables: Sequence[Table], groups: Sequence[Group], days: Iterable[Day]) -> None:
    """Report the groups that leave before the last that they take part in on the visit's day."""
    timed = [block for day in days if day.offset == 0 and not day.untimed for block in day.blocks]
    for table, group in zip(tables, groups, strict=False):
        if not isinstance(group.leaves, int):
            continue
        there = [b for b in timed if group.id in b.present and b.end is not None]
        if not there:
            sentence = _("gruppa er ikke med på selve besøksdagen; fjern «leaves».")
            table.report(sentence, "leaves")
            continue
        last = max(there, key=lambda block: block.end or 0)
        if group.leaves < (last.end or 0):
            _report(table, last, group.leaves)


def _report(table: Table, block: Block, leaves: int) -> None:
    sentence = _("noen går {leaves}, før «{title}» slutter {end}; rett en av dem.")
    table.report(
        sentence.format(
            leaves=clock_text(leaves), title=shown(block.title), end=clock_text(block.end or 0)
        ),
        "leaves",
    )

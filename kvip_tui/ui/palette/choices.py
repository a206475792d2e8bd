"""What a command can be about at the moment: the blocks, people, items and roles there are."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from kvip_tui.commands.table import BLOCK, MAYBE_BLOCK, NAME, Command
from kvip_tui.domain.checks.shown import standings
from kvip_tui.domain.day.timeline import BlockView, State
from kvip_tui.i18n import _
from kvip_tui.snapshot import Glance
from kvip_tui.texts import formats
from kvip_tui.ui.palette import report_choices as choices_report

MINUTES = (5, 10)
# What can be done with a note that is only named, and how many of the latest are offered.
ON_NOTES = {"delete_note", "said", "own_thought", "raise_note", "lift"}
LATEST, BEGINNING = 30, 40
NOBODY = "ingen"


@dataclass(frozen=True)
class Choice:
    """A command with what stands after its word; ``title`` is '' for the command alone."""

    rest: str
    title: str = ""


ALONE = Choice("")


def choices(command: Command, glance: Glance) -> list[Choice] | None:
    """Return what *command* could be given about, or None where only words of one's own will do.

    Whether it is allowed is for the rules to say.
    """
    match command.takes:
        case "":
            return [ALONE]
        case _ if command.id == "restore":
            return _gone(command, glance)
        case _ if command.id in choices_report.OFFERED:
            named = choices_report.offered(command, glance)
            return [Choice(rest, _about(command, name)) for rest, name in named]
        case _ if command.takes == BLOCK:
            return _blocks(command, glance.day.blocks, glance)
        case _ if command.takes == MAYBE_BLOCK:
            running = glance.day.running
            return [ALONE, *(_blocks(command, running, glance) if len(running) > 1 else [])]
        case _ if command.takes == NAME:
            return [Choice(p.id, _about(command, p.name)) for p in glance.visit.roster]
        case _ if command.id in {"longer", "shorter"}:
            return [Choice("1"), *_minutes(command)]
        case _ if command.id in ON_NOTES:
            return _notes(command, glance)
    found = {"tick": _items, "role": _roles, "part": _parts, "remove_check": _own_items}
    return found[command.id](glance) if command.id in found else None


def _gone(command: Command, glance: Glance) -> list[Choice]:
    """Return the blocks that were skipped or removed."""
    skipped = [view for view in glance.day.blocks if view.state is State.SKIPPED]
    removed = [removed.block for removed in glance.visit.removed.values()]
    found = [Choice(block.id, _about(command, block.title)) for block in removed]
    return [*_blocks(command, skipped, glance), *found]


def _parts(glance: Glance) -> list[Choice]:
    """Return the next sub-item of what runs, and each by its name."""
    said = _("Delpunkt: {title}")
    splits = [glance.visit.splits.get(view.block.id) for view in glance.current.running]
    parts = [part for split in splits if split for part in split.parts]
    found = [Choice(part.title, said.format(title=part.title)) for part in parts]
    return [ALONE, *found] if found else []


def _minutes(command: Command) -> list[Choice]:
    said = _("+{n} min") if command.id == "longer" else _("−{n} min")
    return [Choice(str(minutes), said.format(n=minutes)) for minutes in MINUTES]


def _items(glance: Glance) -> list[Choice]:
    found = []
    for item in glance.items:
        said = _("Fjern krysset: {text}") if item.done else _("Kryss av: {text}")
        text = said.format(text=item.check.text)
        found.append(Choice(f"{item.block.id}.{item.check.id}", text))
    return found


def _notes(command: Command, glance: Glance) -> list[Choice]:
    """Return the latest notes on disk, the newest first, each by its time and beginning."""
    found = []
    for note in reversed(glance.visit.notes[-LATEST:]):
        text = " ".join(note.text[: 2 * BEGINNING].split())
        shown = text if len(text) <= BEGINNING else f"{text[:BEGINNING]}…"
        title = f"{formats.clock(note.typed_at, glance.zone)} {shown}"
        found.append(Choice(note.number, _about(command, title)))
    return found


def _own_items(glance: Glance) -> list[Choice]:
    """Return the items that were added on the day and are not ticked."""
    said = _("Fjern punkt: {text}")
    return [
        Choice(f"{one.block.id}.{one.check.id}", said.format(text=one.check.text))
        for one in standings(glance.visit)
        if one.check.own and one.tick is None
    ]


def _roles(glance: Glance) -> list[Choice]:
    people = [(person.id, person.name) for person in glance.visit.roster]
    said = _("Rolle: {role} → {name}")
    return [
        Choice(f"{role.id} {person}", said.format(role=role.title, name=name))
        for role in glance.visit.plan.roles
        for person, name in [*people, (NOBODY, _("ingen"))]
    ]


def _blocks(command: Command, views: Iterable[BlockView], glance: Glance) -> list[Choice]:
    """Return blocks; those with one title are told apart by their time."""
    titles = Counter(view.block.title for view in glance.day.blocks)
    found = []
    for view in views:
        title = view.block.title
        if titles[title] > 1 and view.planned:
            title = f"{title} {formats.clock(view.planned[0], glance.zone)}"
        found.append(Choice(view.block.id, _about(command, title)))
    return found


def _about(command: Command, name: str) -> str:
    label = _("Start") if command.id == "start" else _(command.label)
    return _("{label}: {name}").format(label=label, name=name)

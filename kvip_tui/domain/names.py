"""Finds what people name in words: blocks, people, roles and checklist items."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import cached_property
from typing import TypeVar

from kvip_tui.domain.base import Refusal
from kvip_tui.domain.checks.shown import Item, shown_items
from kvip_tui.domain.day.timeline import DayView, current_day, day_view
from kvip_tui.domain.notes.numbers import numbers
from kvip_tui.domain.state.plan import HOST, Block, Day, Group, Privacy
from kvip_tui.domain.state.visit import Note, Visit
from kvip_tui.domain.text.words import abridged, beginning, plain

T = TypeVar("T")
LONGEST_QUOTED = 40
MOST_WORDS = 60


def chosen_of(chosen: str | None, running: Sequence[str]) -> str | None:
    """Return which of several running blocks was chosen, None where that makes no difference."""
    return chosen if len(running) > 1 and chosen in running else None


class Names:
    """Resolves the words of a command against a visit at one moment.

    Every method raises Refusal where the words name nothing, or more than one thing.
    """

    def __init__(
        self,
        visit: Visit,
        now: datetime,
        chosen: Day | None = None,
        whispers: Iterable[Note] = (),
        group: str | None = None,
        machine: str = "",
    ) -> None:
        self._group, self._machine = group, machine
        self.visit = visit
        self.chosen = chosen
        self.now = now
        self._whispers = whispers

    @cached_property
    def day(self) -> DayView:
        """The day as it stands: worked out only for words that name something of it."""
        day = self.chosen or current_day(self.visit, self.now)
        return day_view(self.visit, day, self.now)

    def block(self, text: str) -> str:
        """Return the id of the block named by its id or title; the day's own blocks come first.

        A whole id counts before any title, so that blocks with one title can be told apart.
        """
        today = [view.block for view in self.day.blocks]
        others = [block for _, block in self.visit.plan.blocks() if block not in today]
        for blocks in (today, others):
            named = [block.id for block in blocks if plain(block.id) == plain(text)]
            found = named or abridged(text, _block_names(blocks))
            if found:
                return _only(found, "block", text, str)
        raise Refusal("name.block_unknown", text=quoted(text))

    def running(self, text: str) -> str | None:
        """Return the id of the running block named, or None for all where *text* is empty.

        Of several that run it is then the one that was chosen, if any.
        """
        if not text:
            return chosen_of(self._group, [block.id for block in self.visit.running()])
        found = abridged(text, _block_names(v.block for v in self.day.running))
        return _only(found, "block", text, str) if found else self.block(text)

    def gone(self, text: str) -> str:
        """Return the id of the block named of those that were skipped or removed."""
        blocks = [b for _, b in self.visit.plan.blocks() if self.visit.run(b.id).skipped]
        blocks += [removed.block for removed in self.visit.removed.values()]
        if not blocks:
            raise Refusal("edit.none_gone")
        found = abridged(text, _block_names(blocks))
        return _only(found, "block", text, str) if found else self.block(text)

    def part(self, text: str) -> tuple[str, str]:
        """Return the (block, part) ids of the sub-item named of the blocks that run."""
        splits = [(b.id, self.visit.splits.get(b.id)) for b in self.visit.running()]
        parts = [(block, part) for block, split in splits if split for part in split.parts]
        titles = [(part.title, (block, part.id)) for block, part in parts]
        return _only(beginning(text, titles), "part", text, lambda ids: ids[1])

    def any_day(self, text: str) -> str:
        """Return the id of the day named by its id or title."""
        days = self.visit.plan.days
        found = beginning(text, ((name, day.id) for day in days for name in (day.id, day.title)))
        return _only(found, "day", text, str)

    def person(self, text: str) -> str:
        """Return the id of the person named; where several fit, one whose letter it is wins."""
        people = self.visit.roster
        found = beginning(text, ((name, p.id) for p in people for name in (p.name, p.id)))
        lettered = [p.id for p in people if p.letter and p.letter == text.casefold()]
        if lettered and len(found) != 1:
            return lettered[0]
        return _only(found, "person", text, self._person_name)

    @cached_property
    def notes(self) -> tuple[Note, ...]:
        """The notes that can be named, those of the interviews too."""
        return (*self.visit.notes, *self._whispers)

    def note(self, text: str) -> str:
        """Return the id of the note named by its number or its whole id.

        In a visit of several machines another's has a mark before its number.
        """
        called = numbers(self.visit, self._machine)
        wanted = called.meant(text.strip())
        found = [note.id for note in self.notes if called.of(note) == wanted.casefold()]
        exact = [note.id for note in self.notes if note.id == wanted]
        return _only(exact or found, "note", text, str)

    def item(self, text: str) -> tuple[str, str]:
        """Return the (block, check) ids of the item named: by its number on screen, id or text."""
        shown = shown_items(self.visit, self.day)
        number = int(text[:6]) if text.isdecimal() else 0
        if 1 <= number <= len(shown):
            item = shown[number - 1]
            return item.block.id, item.check.id
        found = beginning(text, _item_names(shown)) or beginning(text, _item_names(self._items()))
        return _only(found, "check", text, lambda ids: f"{ids[0]}.{ids[1]}")

    def interview(self, text: str) -> str:
        """Return the id of the block named, interviews before all others."""
        blocks = [b for _, b in self.visit.plan.blocks() if b.privacy is Privacy.INTERVIEW]
        found = abridged(text, _block_names(blocks))
        return _only(found, "block", text, str) if found else self.block(text)

    def group(self, text: str) -> str:
        """Return the id of the group named by its id or title; the host's is «verten» as well."""
        named = [(name, group.id) for group in self.visit.plan.groups for name in _called(group)]
        return _only(beginning(text, named), "group", text, self.visit.plan.group_title)

    def role(self, text: str) -> str:
        """Return the id of the role named by its id or title."""
        roles = [(name, r.id) for r in self.visit.plan.roles for name in (r.id, r.title)]
        return _only(beginning(text, roles), "role", text, self._role_title)

    def role_and_person(self, text: str) -> tuple[str, str | None]:
        """Return the role's id and the person's, or None for «ingen», from «ROLLE NAVN».

        The role may be several words: the longest beginning of *text* that names a role counts.
        """
        words = text.split(maxsplit=MOST_WORDS)
        roles = [(name, r.id) for r in self.visit.plan.roles for name in (r.id, r.title)]
        for cut in range(len(words) - 1, 0, -1):
            found = beginning(" ".join(words[:cut]), roles)
            if found:
                role = _only(found, "role", " ".join(words[:cut]), self._role_title)
                name = " ".join(words[cut:])
                return role, None if plain(name) in {"ingen", "-"} else self.person(name)
        raise Refusal("name.role_unknown", text=quoted(text))

    def _items(self) -> list[Item]:
        return [
            Item(block=block, check=check, done=False)
            for _, block in self.visit.plan.blocks()
            for check in block.checks
        ]

    def _person_name(self, person_id: str) -> str:
        person = self.visit.person(person_id)
        return f"{person.name} ({person.letter or person.id})" if person else person_id

    def _role_title(self, role_id: str) -> str:
        return next((r.title for r in self.visit.plan.roles if r.id == role_id), role_id)


def _called(group: Group) -> tuple[str, ...]:
    return (group.id, group.title, *(("verten",) if group.id == HOST else ()))


def _block_names(blocks: Iterable[Block]) -> list[tuple[str, str]]:
    return [(name, block.id) for block in blocks for name in (block.id, block.title)]


def _item_names(items: Iterable[Item]) -> list[tuple[str, tuple[str, str]]]:
    return [
        (name, (i.block.id, i.check.id))
        for i in items
        for name in (i.check.id, i.check.text, f"{i.block.id}.{i.check.id}")
    ]


def _only(found: list[T], kind: str, text: str, show: Callable[[T], str]) -> T:
    if not found:
        raise Refusal(f"name.{kind}_unknown", text=quoted(text))
    if len(found) > 1:
        names = ", ".join(map(show, found))
        raise Refusal(f"name.{kind}_ambiguous", text=quoted(text), names=names)
    return found[0]


def quoted(text: str) -> str:
    """Return what of *text* an answer repeats: enough to recognise it by."""
    return text if len(text) <= LONGEST_QUOTED else f"{text[:LONGEST_QUOTED]}…"

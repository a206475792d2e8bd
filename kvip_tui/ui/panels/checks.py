"""Everything still open on all checklists, block by block, and what is done folded below."""

from collections.abc import Sequence
from datetime import datetime

from textual.app import ComposeResult

from kvip_tui.commands.checks import ALL, MINE, check_filter, chosen_roles
from kvip_tui.domain.checks.changes import RemoveCheck, ToggleCheck
from kvip_tui.domain.checks.shown import Standing, standings
from kvip_tui.domain.day.projection import date_of
from kvip_tui.domain.names import Names
from kvip_tui.domain.state.visit import Visit
from kvip_tui.i18n import _, ngettext
from kvip_tui.session import Session
from kvip_tui.snapshot import Glance
from kvip_tui.texts import checks as texts_checks
from kvip_tui.texts import formats
from kvip_tui.ui.panels.base import Cover, Sight
from kvip_tui.ui.panels.pick_list import LIST_KEYS, Entry, Folding, PickList, carry_out

DONE = "done"


class ChecksPanel(Cover):
    """Shows the open items; what is ticked while it is shown stays where it is."""

    own_keys = LIST_KEYS | {"delete", "percent_sign"}

    def __init__(self) -> None:
        super().__init__(id="checks")
        self._list = PickList(self._do)
        self.border_subtitle = _("Enter eller tallet krysser av · %: hvem sine · Esc: tilbake")
        self._chosen = ALL
        self._unfolded = False
        self._since: datetime | None = None

    def hear(self, words: str, session: Session) -> None:
        """Show the items of those that the words name."""
        self._chosen = check_filter(Names(session.visit, session.now(), session.chosen), words)

    def closed(self) -> None:
        """Fold away what was ticked in the meantime, once the list is shown again."""
        self._since, self._unfolded = None, False

    def show_title(self, title: str) -> None:
        """Show the title, and whose items there are."""
        name = filter_name(self.day.session.visit, self._chosen)
        super().show_title(_("{title} · {filter}").format(title=title, filter=name))

    def compose(self) -> ComposeResult:
        """Lay out the list."""
        yield self._list

    def _do(self, entry: Entry) -> None:
        carry_out(self, entry.act, self._fold)

    def _fold(self, part: str) -> None:
        """Show what is folded away, or hide it again."""
        del part
        self._unfolded = not self._unfolded

    def take_key(self, key: str, character: str) -> bool:
        """Change the filter, remove an item of one's own, or do what any list does."""
        current = self._list.current
        if key == "percent_sign":
            self._turn_filter(self.day.session.visit)
            self.day.paint()
        elif key == "delete" and current and isinstance(current.act, ToggleCheck):
            self.day.ask(RemoveCheck(block=current.act.block, check=current.act.check))
        else:
            return self._list.take_key(key, character)
        return True

    def _turn_filter(self, visit: Visit) -> None:
        """Show everything, then one's own, then each role's that has something open."""
        open_roles = {one.check.role for one in standings(visit) if one.tick is None}
        roles = [role.id for role in visit.plan.roles if role.id in open_roles]
        ways = [ALL, MINE, *roles]
        here = ways.index(self._chosen) if self._chosen in ways else 0
        self._chosen = ways[(here + 1) % len(ways)]

    def show_sight(self, sight: Sight) -> None:
        """Show the items as they stand."""
        glance = sight.glance
        self._since = self._since or glance.now
        since = self._since
        items = standings(glance.visit, chosen_roles(glance.visit, glance.author, self._chosen))
        here = tuple(one for one in items if one.tick is None or one.tick.at >= since)
        done = tuple(one for one in items if one.tick is not None and one.tick.at < since)
        entries = [Entry(texts_checks.counted(items), style="bold")]
        named = self._chosen == ALL
        entries += gate_entries(glance, [one for one in here if one.gate], named=named)
        entries += item_entries(glance, [one for one in here if not one.gate], named=named)
        if done:
            count = len(done)
            text = ngettext("{n} krysset av", "{n} krysset av", count).format(n=count)
            fold = "▾" if self._unfolded else "▸"
            entries += [Entry(""), Entry(text, DONE, Folding(DONE), fold, style="$text-muted")]
            entries += item_entries(glance, done, named=named) if self._unfolded else []
        self._list.show_entries(entries)


def filter_name(visit: Visit, chosen: str) -> str:
    """Return what is shown, as the title says it."""
    if chosen in {ALL, MINE}:
        return _("alle") if chosen == ALL else _("mine")
    return texts_checks.held(visit, chosen)


def gate_entries(glance: Glance, gates: Sequence[Standing], *, named: bool) -> list[Entry]:
    """Return the gates, those that hold something back before all other items."""
    if not gates:
        return []
    head = Entry(_("Må være i orden først"), style="bold $primary")
    found = [item_entry(glance, one, in_block=True, named=named) for one in gates]
    return [Entry(""), head, *found]


def item_entries(glance: Glance, items: Sequence[Standing], *, named: bool) -> list[Entry]:
    """Return the items under the headings of their blocks."""
    found: list[Entry] = []
    before: Standing | None = None
    for one in items:
        if before is None or one.block.id != before.block.id:
            date = formats.date_text(date_of(glance.visit, one.day))
            found += [Entry(""), Entry(one.block.title, aside=date, style="bold $primary")]
        found.append(item_entry(glance, one, named=named))
        before = one
    return found


def item_entry(
    glance: Glance, one: Standing, *, in_block: bool = False, named: bool = False
) -> Entry:
    """Return an item: whether it is done, by whom and when, or where *named* whose it is to do.

    With *in_block* it says which block's it is, since no heading does.
    """
    whose = texts_checks.whose(glance.visit, one.check) if named else ""
    about = texts_checks.ticked(glance.visit, one.tick) if one.tick else whose
    return Entry(
        text=f"! {one.check.text}" if in_block else texts_checks.item(one),
        key=f"{one.block.id}.{one.check.id}",
        act=ToggleCheck(block=one.block.id, check=one.check.id),
        box="☑" if one.tick else "☐",
        aside=" · ".join(filter(None, (one.block.title if in_block else "", about))),
        style="$text-muted" if one.tick else "bold" if one.check.gate else "",
    )

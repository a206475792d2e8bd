"""The panels that cover the day: opened and closed by one key, and made when first shown."""

from collections.abc import Mapping
from types import MappingProxyType

from textual.widget import AwaitMount, Widget

from kvip_tui.commands.table import Command
from kvip_tui.domain.base import Refusal
from kvip_tui.i18n import _
from kvip_tui.snapshot import Glance
from kvip_tui.store.drafts.report import SheetDraft
from kvip_tui.texts import said as texts
from kvip_tui.ui.day.planning import DayEdit
from kvip_tui.ui.day.widgets.block import BlockPanel
from kvip_tui.ui.day.widgets.notes import NoteLine
from kvip_tui.ui.panels.base import Cover, Sight
from kvip_tui.ui.panels.registry import COVERS


class DayCovers(DayEdit):
    """A day that one panel at a time may cover, and that goes on under it."""

    _covering = ""
    _made: Mapping[str, Cover] = MappingProxyType({})

    @property
    def cover(self) -> Cover | None:
        """The panel that covers the day, or None."""
        return self._made.get(self._covering)

    def shows(self, command: str) -> bool:
        """Return whether the panel of a command is shown."""
        return self._covering == command

    @property
    def hidden(self) -> bool:
        """Whether the day's own panels are out of sight."""
        return self.cover is not None and not COVERS[self._covering].beside

    @property
    def footer(self) -> tuple[Command, ...]:
        """The commands of the bottom line, those of the panel where it has its own."""
        if self.cover is None:
            return super().footer
        return self.cover.keys or COVERS[self._covering].footer or super().footer

    def toggle_cover(self, command: str) -> AwaitMount | None:
        """Open the panel of a command, or close it where it is shown.

        What is returned is there when the panel is, so that no key overtakes it.
        """
        kind = COVERS[command]
        why = kind.refusal(self.glance) if command != self._covering else ""
        if why:
            self.say(texts.refusal(Refusal(why)), refused=True)
            self.paint()
            return None
        closes = command == self._covering
        self.set_focus(None)
        if closes:
            self.uncover()
            return None
        self.show_day()
        self._covering = command
        self.add_class("-covered")
        self.set_class(kind.beside, "-beside")
        self.set_class(kind.whole, "-whole")
        if command in self._made:
            self._made[command].display = True
            self._made[command].enter()
            self.call_after_refresh(self.paint)
            return None
        cover = kind.make()
        self._made = {**self._made, command: cover}
        return self.query_one("#columns").mount(cover, before="#right")

    def open_cover(self, command: str, words: str) -> AwaitMount | None:
        """Open the panel of a command, or close it, with what stood after the command's word.

        What is returned is there when the panel is, so that no key overtakes it.
        """
        mounting = None
        if words == "" or command != self._covering:
            mounting = self.toggle_cover(command)
        if words and self.cover is not None and self._covering == command:
            try:
                self.cover.hear(words, self.session)
            except Refusal as refusal:
                self.say(texts.refusal(refusal), refused=True)
            self.call_after_refresh(self.paint)
        return mounting

    def show_day(self) -> None:
        """Show the day's own panels; what covers them is closed."""
        super().show_day()
        if cover := self.cover:
            self._covering = ""
            self.remove_class("-covered", "-beside", "-whole")
            cover.display = False
            cover.forget()

    def wipe_covers(self) -> None:
        """Let every panel, shown or not, let go of what may be an interview's."""
        for cover in self._made.values():
            if cover.is_mounted:
                cover.wipe()

    @property
    def note_lines(self) -> tuple[NoteLine, ...]:
        """Where notes are typed, those of the panels too."""
        lines = (line for cover in self._made.values() for line in cover.query(NoteLine))
        return (*super().note_lines, *lines)

    @property
    def sheet_draft(self) -> SheetDraft:
        """Where what is typed in the report is kept until it is stored."""
        return self._draft.of_sheets()

    def uncover(self) -> None:
        """Show the day again."""
        self.show_day()
        self.call_after_refresh(self.paint)

    def paint(self, now: Glance | None = None) -> None:
        """Bring every panel that is shown up to date, the one that covers the day too."""
        now = now or self.glance
        super().paint(now)
        cover = self.cover
        if cover is not None and cover.is_mounted:
            cover.show_title(_(COVERS[self._covering].title).format(day=now.day.day.title))
            cover.show_sight(Sight(now, self.scope, self.looked_at, self.session.whispers))

    def owns_key(self, command: str) -> bool:
        """Return whether the panel that is shown reads the keys of a command itself."""
        return self.cover is not None and command in self.cover.own_keys

    def covered_key(self, key: str, character: str) -> bool:
        """Offer a key to the panel that is shown, and return whether it was taken.

        A letter that another key waits for is the day's. What has the focus in the panel has had
        the key already; Escape closes the panel all the same.
        """
        if self.cover is None or (self.aiming and character.isalnum()):
            return False
        if self.focused is not None:
            if taken := key == "escape" and self.in_cover(self.focused):
                self.set_focus(None)
                self.uncover()
            return taken
        taken = self.cover.take_key(key, character)
        if taken:
            self.lower_aim()
        return taken

    def in_cover(self, widget: Widget) -> bool:
        """Return whether a widget belongs to the panel that is shown."""
        return self.cover is not None and widget in self.cover.walk_children()

    def turn_pages(self, pages: int) -> None:
        """Scroll what fills the panel of the moment."""
        shown = self.cover or self.query_one(BlockPanel)
        shown.scroll_relative(y=pages * shown.size.height // 2, animate=False)

"""The lists that cover the day, worked in by keys that mean something else beside them."""

from textual import on

from kvip_tui import texts
from kvip_tui.domain import check_intents as ci
from kvip_tui.domain import intents as it
from kvip_tui.domain.names import Names
from kvip_tui.domain.refusal import Refusal
from kvip_tui.making_checks import check_filter
from kvip_tui.ui.glance import Glance
from kvip_tui.ui.screens.edit import DayEdit
from kvip_tui.ui.widgets.card import CardPanel
from kvip_tui.ui.widgets.checks import ChecksPanel
from kvip_tui.ui.widgets.command_line import CommandLine
from kvip_tui.ui.widgets.pick_list import Folding, Opening, PickList

# The commands whose keys pick what the cursor of a list stands on, while it is shown.
PICKING = {"note", "release"}
# The beginnings of commands that a key only begins, for words of one's own follow.
BEGINNINGS = {"add_check": "nytt punkt ", "remove_check": "fjern punkt "}


class DayLists(DayEdit):
    """A day with the open items and the leader's card."""

    @property
    def listing(self) -> ChecksPanel | CardPanel | None:
        """The list that covers the day, or None."""
        if self.covering == "checks":
            return self.query_one(ChecksPanel)
        return self.query_one(CardPanel) if self.covering == "card" else None

    def paint(self, now: Glance | None = None) -> None:
        """Bring every panel that is shown up to date, a list too."""
        now = now or self.glance
        super().paint(now)
        if self.listing is not None:
            self.listing.show_glance(now)

    def show_panel(self, panel: str) -> None:
        """Show one of the panels that share a place; a list begins as it is at first."""
        if panel == "checks":
            self.query_one(ChecksPanel).begin(self.session.now())
        elif panel == "card":
            self.query_one(CardPanel).begin()
        super().show_panel(panel)

    def show_checks_of(self, words: str) -> None:
        """Show the open items of those that the words name."""
        session = self.session
        try:
            chosen = check_filter(Names(session.visit, session.now(), session.chosen), words)
        except Refusal as refusal:
            self.say(texts.refusal(refusal), refused=True)
            self.paint()
            return
        self.query_one(ChecksPanel).filter = chosen
        self.show_panel("checks")
        self.call_after_refresh(self.paint)

    def list_command(self, command_id: str) -> bool:
        """Let a command's key work in the list that is shown; returns whether it did."""
        shown = self.listing
        act = shown.current.act if shown and shown.current else None
        if shown is not None and command_id in PICKING:
            shown.pick()
        elif command_id == "scope" and isinstance(shown, ChecksPanel):
            shown.turn_filter(self.glance)
            self.paint()
        elif command_id == "remove_check" and isinstance(act, it.ToggleCheck):
            self.ask(ci.RemoveCheck(block=act.block, check=act.check))
        elif command_id in BEGINNINGS:
            self.query_one(CommandLine).open(BEGINNINGS[command_id])
        else:
            return False
        return True

    @on(PickList.Picked)
    def _chose(self, event: PickList.Picked) -> None:
        """Do what an entry of a list is for."""
        match event.act:
            case Opening():
                self.query_one(CommandLine).open(event.act.beginning)
            case Folding():
                if self.listing is not None:
                    self.listing.turn(event.act.part)
                    self.paint()
            case _:
                self.ask(event.act)

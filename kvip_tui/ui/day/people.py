"""People on the day screen: the ways into the panel where they join."""

from textual.widget import AwaitMount

from kvip_tui.commands.table import BY_ID
from kvip_tui.ui.day.overlays import DayCovers

PEOPLE = "show_people"
# Commands that go to the field in that panel.
JOINING = {"person", "book"}


class DayPeople(DayCovers):
    """A day that people can join."""

    def toggle_cover(self, command: str) -> AwaitMount | None:
        """Open or close a panel; where people join, go to the field for it.

        What is returned is there when the panel is, so that no key overtakes it.
        """
        if command not in JOINING:
            return super().toggle_cover(command)
        mounting = None if self.shows(PEOPLE) else super().toggle_cover(PEOPLE)
        if self.cover is not None:
            self.cover.begin()
        return mounting

    def open_cover(self, command: str, words: str) -> None:
        """Open or close the panel of a command; a list behind «folk» is added instead."""
        if command == PEOPLE and words:
            self.carry_out(BY_ID[command], words)
        else:
            super().open_cover(command, words)

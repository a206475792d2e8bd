"""One quiet row when something is endangered; what can be done about it is a key away."""

from textual.content import Content

from kvip_tui.commands.day import CATCHUP
from kvip_tui.snapshot import Glance
from kvip_tui.texts import catchup as texts_catchup
from kvip_tui.ui.keymap import key_text
from kvip_tui.ui.widgets.lines import Lines, sides


class CatchupLine(Lines):
    """Says in one row what is endangered and what could be done; is not there in a timely day."""

    def __init__(self) -> None:
        super().__init__(id="catchup-line")
        self.display = False

    def show_glance(self, glance: Glance) -> None:
        """Show the row, or take it away."""
        if self.display != bool(glance.catchup.delays):
            self.display = bool(glance.catchup.delays)
        if self.display:
            self.show([quiet_row(glance, self.size.width or 80)])


def quiet_row(glance: Glance, width: int) -> Content:
    """Return what is endangered, the first proposal where there is room, and the key."""
    key = key_text(CATCHUP)
    count = texts_catchup.counted(glance.catchup)
    right = Content.assemble((key, "bold $text-accent"), f" {count} ")
    brief = texts_catchup.brief(glance.visit, glance.catchup)
    left = Content.styled(f" ▲ {brief}", "bold $text-warning")
    # A later end is all there is to accept where nothing can be taken: that has been said.
    if any(way.minutes for way in glance.catchup.proposals[:1]):
        first = texts_catchup.proposal(glance.visit, glance.catchup.proposals[0])
        both = Content.assemble(left, f" · {first}")
        if both.cell_length + right.cell_length < width:
            left = both
    return sides(left, right, width)

"""The clock of what runs in one line, for a screen too narrow to show it large."""

from textual.content import Content

from kvip_tui.domain.day.timeline import BlockView, Phase, State
from kvip_tui.i18n import _
from kvip_tui.snapshot import Glance
from kvip_tui.texts import floor as texts_floor
from kvip_tui.texts import formats
from kvip_tui.ui.day.widgets.block import PHASES, digits
from kvip_tui.ui.widgets.lines import Lines, sides, told_apart


class ClockLine(Lines):
    """Shows each running block's clock, and who has the floor."""

    def __init__(self) -> None:
        super().__init__(id="clock-line")

    def show_glance(self, glance: Glance) -> None:
        """Show the clocks of the moment."""
        self.show([clock_row(glance, self.size.width or 80)])


def clock_row(glance: Glance, width: int) -> Content:
    """Return the running blocks with what is left of each, else what is next and when."""
    views = glance.current.running or glance.current.upcoming[:1]
    holder = glance.visit.person(glance.floor.holder)
    talk = Content("")
    if holder is not None:
        said = f"● {texts_floor.first_name(holder)} {formats.talk_time(glance.floor.elapsed)} "
        talk = Content.styled(said, "bold")
    room = width - talk.cell_length - 2 - sum(_clock(v, glance, "").cell_length for v in views)
    left = Content(" ")
    for view in views:
        title = told_apart(view.block.title, glance.current.titles, room // len(views))
        left = left + _clock(view, glance, title.plain)
    return sides(left, talk, width)


def _clock(view: BlockView, glance: Glance, title: str) -> Content:
    """Return a block's clock behind its title."""
    word, sign, style = PHASES[view.phase or Phase.DEFAULT]
    if view.state is State.PAUSED:
        word, sign, style = _("klokka står"), "‖", "bold $text-warning"
    if view.state is State.WAITING:
        word, sign, style = _("neste"), "", "$text-muted"
    return Content.assemble(
        (f"{sign} {title} ", style),
        (digits(view, glance), f"bold {style}"),
        (f" {_(word)}   ", style),
    )

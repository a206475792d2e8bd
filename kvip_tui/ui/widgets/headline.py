"""The line on top: whose visit, what time it is, and how the day stands."""

from textual.content import Content

from kvip_tui import formats
from kvip_tui.domain.projection import date_of
from kvip_tui.i18n import _
from kvip_tui.ui.glance import Glance
from kvip_tui.ui.widgets.lines import Lines, sides


class Headline(Lines):
    """Shows the day in one line of words."""

    def show_glance(self, glance: Glance) -> None:
        """Show the day as it stands."""
        self.show([headline_row(glance, self.size.width or 80)])


def headline_row(glance: Glance, width: int) -> Content:
    """Return the headline: host, date, clock, and how far behind in words."""
    late = glance.day.behind.total_seconds()
    style = "bold $text-warning" if late >= 60 else "bold $text-success"
    right = Content.assemble(
        (formats.clock(glance.now, glance.zone, seconds=True), "bold"),
        "   ",
        (formats.headline(glance.day, glance.zone), style),
        " ",
    )
    parts: list[str | tuple[str, str]] = [" KvIP "]
    if glance.rehearsing:
        parts += [(_(" ØVING "), "reverse"), " "]
    if not glance.writer:
        parts += [(_(" BARE LESING "), "reverse"), " "]
    parts += ["· ", (glance.visit.host, "bold")]
    room = (
        width
        - right.cell_length
        - sum(Content(part if isinstance(part, str) else part[0]).cell_length for part in parts)
    )
    day_date = formats.date_text(date_of(glance.visit, glance.day.day))
    if room > len(day_date) + 4:
        parts += ["   ", (day_date, "$text-muted")]
    return sides(Content.assemble(*parts), right, width)

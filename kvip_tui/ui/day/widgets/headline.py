"""The line on top: whose visit, what time it is, and how the day stands."""

from textual.content import Content

from kvip_tui.domain.day.projection import date_of
from kvip_tui.i18n import _
from kvip_tui.snapshot import Glance
from kvip_tui.texts import formats
from kvip_tui.ui.widgets.lines import Lines, sides


class Headline(Lines):
    """Shows the day in one line of words."""

    _dated = False

    def show_glance(self, glance: Glance) -> None:
        """Show the day as it stands, the date in words only once the day is on screen."""
        self.show([headline_row(glance, self.size.width or 80, dated=self._dated)])
        if not self._dated:
            self._dated = True
            self.call_after_refresh(self.post_message, self.Reflowed())


def headline_row(glance: Glance, width: int, *, dated: bool = True) -> Content:
    """Return the headline: host, date, clock, and how far behind in words."""
    late = glance.current.behind.total_seconds()
    style = "bold $text-warning" if late >= 60 else "bold $text-success"
    right = Content.assemble(
        (formats.clock(glance.now, glance.zone, seconds=True), "bold"),
        "   ",
        (formats.headline(glance.current, glance.zone), style),
        " ",
    )
    parts: list[str | tuple[str, str]] = [" KvIP "]
    if glance.rehearsing:
        # On a visit that is no rehearsal only the clock is: what is done stays done.
        badge = _(" ØVING ") if glance.visit.rehearsal else _(" ØVINGSKLOKKE ")
        parts += [(badge, "reverse"), " "]
    if not glance.writer:
        parts += [(_(" BARE LESING "), "reverse"), " "]
    parts += ["· ", (glance.visit.host, "bold")]
    room = (
        width
        - right.cell_length
        - sum(Content(part if isinstance(part, str) else part[0]).cell_length for part in parts)
    )
    if not dated:
        return sides(Content.assemble(*parts), right, width)
    day_date = formats.date_text(date_of(glance.visit, glance.current.day))
    if room > len(day_date) + 4:
        parts += ["   ", (day_date, "$text-muted")]
    return sides(Content.assemble(*parts), right, width)

"""Lines about the whole day: how it stands, what runs where room is scarce, and what is late."""

from textual.content import Content

from kvip_tui.commands.day import CATCHUP
from kvip_tui.domain.day.projection import date_of
from kvip_tui.domain.day.timeline import BlockView, Phase, State
from kvip_tui.i18n import _
from kvip_tui.snapshot import Glance
from kvip_tui.texts import catchup as texts_catchup
from kvip_tui.texts import floor as texts_floor
from kvip_tui.texts import formats
from kvip_tui.ui.day.widgets.block import PHASES, digits
from kvip_tui.ui.keymap import key_text
from kvip_tui.ui.widgets.lines import Last, Lines, sides, told_apart


class Headline(Lines):
    """Shows the day in one line of words."""

    _dated = False

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - as every widget's
        super().__init__(id=id)
        self._left: Last[Content] = Last()

    def show_glance(self, glance: Glance) -> None:
        """Show the day as it stands, the date in words only once the day is on screen."""
        width = self.size.width or 80
        right = clock_part(glance)
        made_of = (
            *(glance.visit, glance.rehearsing, glance.writer, glance.current.day),
            *(right.cell_length, width, self._dated, glance.stood_at),
        )
        left = self._left.get(
            made_of, lambda: day_part(glance, width - right.cell_length, dated=self._dated)
        )
        self.show([sides(left, right, width)])
        if not self._dated:
            self._dated = True
            self.call_after_refresh(self.post_message, self.Reflowed())


def clock_part(glance: Glance) -> Content:
    """Return the clock, and how far behind the day is in words."""
    late = glance.current.behind.total_seconds()
    style = "bold $text-warning" if late >= 60 else "bold $text-success"
    return Content.assemble(
        (formats.clock(glance.now, glance.zone, seconds=True), "bold"),
        "   ",
        (formats.headline(glance.current, glance.zone), style),
        " ",
    )


def day_part(glance: Glance, width: int, *, dated: bool) -> Content:
    """Return the host and what is special, and the date where there is room for it."""
    parts: list[str | tuple[str, str]] = [" KvIP "]
    if glance.rehearsing:
        # On a visit that is no rehearsal only the clock is: what is done stays done.
        badge = _(" ØVING ") if glance.visit.rehearsal else _(" ØVINGSKLOKKE ")
        parts += [(badge, "reverse"), " "]
    if not glance.writer:
        parts += [(_(" BARE LESING "), "reverse"), " "]
    if glance.stood_at is not None:
        said = formats.as_it_stood(glance.stood_at, glance.zone)
        parts += [(f" {said} ", "reverse"), " "]
    parts += ["· ", (glance.visit.host, "bold")]
    whole = Content.assemble(*parts)
    if not dated:
        return whole
    day_date = formats.date_text(date_of(glance.visit, glance.current.day))
    if width - whole.cell_length > len(day_date) + 4:
        parts += ["   ", (day_date, "$text-muted")]
    return Content.assemble(*parts)


class CatchupLine(Lines):
    """Says in one row what is endangered and what could be done; is not there in a timely day."""

    def __init__(self) -> None:
        super().__init__(id="catchup-line")
        self.display = False
        self._made: Last[Content] = Last()

    def show_glance(self, glance: Glance) -> None:
        """Show the row, or take it away."""
        if self.display != bool(glance.catchup.delays):
            self.display = bool(glance.catchup.delays)
        if self.display:
            width, day = self.size.width or 80, glance.current
            made_of = (
                glance.catchup,
                glance.visit,
                day.day,
                day.departures,
                key_text(CATCHUP),
                width,
            )
            self.show([self._made.get(made_of, lambda: quiet_row(glance, width))])


def quiet_row(glance: Glance, width: int) -> Content:
    """Return what is endangered, the first proposal where there is room, and the key."""
    key = key_text(CATCHUP)
    count = texts_catchup.counted(glance.catchup)
    right = Content.assemble((key, "bold $text-accent"), f" {count} ")
    brief = texts_catchup.brief(glance.visit, glance.current, glance.catchup)
    left = Content.styled(f" ▲ {brief}", "bold $text-warning")
    # A later end is all there is to accept where nothing can be taken: that has been said.
    if any(way.minutes for way in glance.catchup.proposals[:1]):
        first = texts_catchup.proposal(glance.visit, glance.catchup.proposals[0])
        both = Content.assemble(left, f" · {first}")
        if both.cell_length + right.cell_length < width:
            left = both
    return sides(left, right, width)


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
    brief = len(views) > 1
    bare = sum(_clock(view, glance, "", brief=brief).cell_length for view in views)
    room = width - talk.cell_length - 2 - bare
    left = Content(" ")
    for view in views:
        title = told_apart(view.block.title, glance.current.titles, room // len(views))
        left = left + _clock(view, glance, title.plain, brief=brief)
    return sides(left, talk, width)


def _clock(view: BlockView, glance: Glance, title: str, *, brief: bool) -> Content:
    """Return a block's clock behind its title; a *brief* one says no more while all is well."""
    word, sign, style = PHASES[view.phase or Phase.DEFAULT]
    if view.state is State.PAUSED:
        word, sign, style = _("klokka står"), "‖", "bold $text-warning"
    if view.state is State.WAITING:
        word, sign, style = _("neste"), "", "$text-muted"
    quiet = brief and view.state is State.RUNNING and view.phase in {None, Phase.DEFAULT}
    if view.state is State.RUNNING and view.remaining is not None and not view.overtime:
        word = _("igjen") if view.phase in {None, Phase.DEFAULT} else word
    return Content.assemble(
        (f"{sign} {title} ", style),
        (digits(view, glance), f"bold {style}"),
        ("  " if quiet else f" {_(word)}   ", style),
    )

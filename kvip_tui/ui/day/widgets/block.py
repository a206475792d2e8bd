"""The block that runs, or comes next: its clock, room, checklist and prompts."""

from dataclasses import dataclass
from datetime import timedelta

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message

from kvip_tui.commands.day import NEXT
from kvip_tui.commands.people import SHOW_ROLES
from kvip_tui.domain.checks.shown import Item
from kvip_tui.domain.day.arrivals import next_up
from kvip_tui.domain.day.gates import progress
from kvip_tui.domain.day.timeline import BlockView, Phase, State
from kvip_tui.i18n import _
from kvip_tui.i18n import marked as m
from kvip_tui.snapshot import Glance
from kvip_tui.texts import arrivals as texts_arrivals
from kvip_tui.texts import formats
from kvip_tui.ui.day import layout
from kvip_tui.ui.day.layout import LISTED_ROWS, Listed
from kvip_tui.ui.day.widgets.keybar import KeyBar
from kvip_tui.ui.day.widgets.subitems import part_rows
from kvip_tui.ui.keymap import key_text
from kvip_tui.ui.widgets.big_clock import BigClock, clock_rows, drawable
from kvip_tui.ui.widgets.details import details_rows, wrapped
from kvip_tui.ui.widgets.lines import Last, Lines, sides, told_apart

PHASES = {
    Phase.DEFAULT: (m("i gang"), "▶", "$text-success"),
    Phase.WARNING: (m("snart slutt"), "▲", "$text-warning"),
    Phase.DANGER: (m("straks slutt"), "▲▲", "$text-error"),
    Phase.OVERTIME: (m("over tida"), "■", "bold $text-error"),
}
# The clock of one of several blocks below each other.
CLOCK_STYLES = {
    Phase.WARNING: "bold $text-warning",
    Phase.DANGER: "bold $text-error",
    Phase.OVERTIME: "bold $text-error",
}
MOST_CARDS = 4
# The least room for a bar, for who comes, and for a title, where they share a row with others.
LEAST_BAR, LEAST_COMPANY, LEAST_TITLE = 12, 16, 16
# The blanks beside what a card shows.
CARD_PADDING = 2


class BlockCard(Vertical):
    """One block's clock: title, digits, phase in words and sign, and a bar."""

    def __init__(self) -> None:
        super().__init__()
        self._made: Last[list[Content]] = Last()
        # At hand at once: what is shown may be known before they are laid out.
        self._head, self._foot = Lines(classes="card-head"), Lines(classes="card-foot")
        self._clock = BigClock(classes="card-clock")

    def compose(self) -> ComposeResult:
        """Lay out the rows and the digits between them."""
        yield from (self._head, self._clock, self._foot)

    def show_listed(self, view: BlockView, rows: list[Content]) -> None:
        """Show a block that shares the panel with others below and above it: in these rows."""
        self._head.show(rows)
        self._clock.show_clock("", 0, 0)
        self._foot.show([])
        self._mark(view)

    def show_view(
        self, view: BlockView, glance: Glance, width: int, room: int, *, roomy: bool
    ) -> None:
        """Show a block as it stands, its clock in at most *room* rows."""
        made_of = (view.block, view.planned, glance.day.titles, width, roomy, glance.group)
        head = self._made.get(made_of, lambda: head_rows(view, glance, width, roomy=roomy))
        self._head.show(head)
        self._clock.show_clock(digits(view, glance), width, room)
        self._foot.show(foot_rows(view, glance, width, roomy=roomy))
        self._mark(view)

    def _mark(self, view: BlockView) -> None:
        """Let the clock's colour be that of the block's phase."""
        self.set_class(view.phase is Phase.WARNING, "-warning")
        self.set_class(view.phase in {Phase.DANGER, Phase.OVERTIME}, "-danger")


class BlockPanel(VerticalScroll, can_focus=False):
    """Shows what runs now, each block with its own clock, or what is looked at ahead."""

    @dataclass
    class ItemPicked(Message):
        """An item of the checklist was clicked."""

        block: str
        check: str

    def __init__(self) -> None:
        super().__init__(id="block")
        self._row_items: tuple[Item | None, ...] = ()
        self._made_of: tuple[object, ...] = ()
        self._pressing = 1
        self._ahead: Last[list[Content]] = Last()
        self._cards = [BlockCard()]

    def compose(self) -> ComposeResult:
        """Lay out the clocks side by side above what comes next and the rows of text."""
        with Vertical(id="moment"):
            with Horizontal(id="cards"):
                yield from self._cards
            yield Lines(id="next")
        yield Lines(id="parts")
        yield Lines(id="details")

    def show_glance(self, glance: Glance, looked_at: str | None) -> None:
        """Show the blocks of the moment, or the one that is looked at."""
        views = shown_blocks(glance, looked_at)[:MOST_CARDS]
        more: list[BlockCard] = []
        if len(self._cards) < len(views):
            # Their rows ask to be filled as soon as they have a width.
            more = [BlockCard() for _view in views[len(self._cards) :]]
            self.query_one("#cards").mount_all(more)
        width = max(10, self.scrollable_content_region.width - 2)
        roomy = self.size.height >= layout.ROOMY
        parts = part_rows(glance, views, width)
        ahead = self._ahead.get(
            (*glance.to_the_minute, width, roomy, looked_at),
            lambda: next_rows(glance, width, roomy=roomy) if looked_at is None else [],
        )
        meant = tuple(view for view in views if view.block.id == glance.group) or views
        listed = layout.listed(len(views), width, self.size.height - len(ahead))
        pressing = self._show_details(glance, meant, width, rooms=listed is not Listed.LARGE)
        around = (4 if roomy else 2) + len(ahead) + len(parts) + pressing
        self.set_class(listed is not Listed.NO, "-listed")
        self._show_cards(glance, views, layout.clock_rows(self.size.height, around), listed)
        if more:
            self._cards += more
        self.query_one("#next", Lines).show(ahead)
        self.query_one("#parts", Lines).show(parts)

    def _show_cards(
        self, glance: Glance, views: tuple[BlockView, ...], room: int, listed: Listed
    ) -> None:
        """Show a card for each block, side by side or, where that is too narrow, in a list."""
        width = max(10, self.scrollable_content_region.width - 2)
        roomy = self.size.height >= layout.ROOMY
        for index, card in enumerate(self._cards):
            if card.display != (index < len(views)):
                card.display = index < len(views)
            # Where the machine is busy, a card may not have its rows yet: they ask to be filled.
            if index >= len(views) or not card.children:
                continue
            view = views[index]
            if listed is not Listed.NO:
                rows = listed_rows(view, glance, width, large=listed is Listed.LARGE)
                card.show_listed(view, rows)
            else:
                wide = max(8, (width + CARD_PADDING) // len(views) - CARD_PADDING)
                card.show_view(view, glance, wide, room, roomy=roomy)

    def _show_details(
        self, glance: Glance, views: tuple[BlockView, ...], width: int, *, rooms: bool
    ) -> int:
        """Show room, checklist and prompts; returns how many rows there are up to the prompts.

        What is said here of blocks says nothing of the time.
        """
        blocks = tuple(view.block for view in views)
        made_of = (glance.visit, glance.items, glance.author, blocks, width, rooms)
        if made_of != self._made_of:
            self._made_of = made_of
            rows = details_rows(glance, views, width, rooms=rooms)
            self._row_items = tuple(item for _row, item in rows)
            self.query_one("#details", Lines).show([row for row, _item in rows])
            named = [row for row, item in enumerate(self._row_items, 1) if item is not None]
            self._pressing = max(named, default=1)
        return self._pressing

    def on_click(self, event: events.Click) -> None:
        """Show the roles where the vacant ones are named, at the foot of the frame."""
        if self.border_subtitle and event.y == self.outer_size.height - 1:
            self.post_message(KeyBar.Chosen(SHOW_ROLES))

    @on(Lines.Picked, "#details")
    def _tick(self, event: Lines.Picked) -> None:
        event.stop()
        item = self._row_items[event.row] if event.row < len(self._row_items) else None
        if item is not None:
            self.post_message(self.ItemPicked(item.block.id, item.check.id))


def shown_blocks(glance: Glance, looked_at: str | None) -> tuple[BlockView, ...]:
    """Return the block looked at, else those that run, else those that are next."""
    view = glance.day.view(looked_at) if looked_at else None
    if view is not None:
        return (view,)
    return glance.day.running or glance.day.upcoming or glance.day.blocks[-1:]


def head_rows(view: BlockView, glance: Glance, width: int, *, roomy: bool = True) -> list[Content]:
    """Return the title and the planned times, in one row where there is no room for two."""
    mark = "▸ " if view.block.id == glance.group else ""
    if view.planned is None:
        return [_title(mark, view, glance, width)]
    span = "–".join(formats.clock(moment, glance.zone) for moment in view.planned)
    room = width - Content(span).cell_length - 1
    timed = not roomy and room >= LEAST_TITLE
    title = _title(mark, view, glance, room if timed else width)
    if not roomy:
        return [sides(title, Content.styled(span, "$text-muted"), width) if timed else title]
    inferred = _(" (ikke oppgitt i dagsplanen)") if view.block.inferred else ""
    return [title, Content.styled(f"{span}{inferred}", "$text-muted")]


def _title(mark: str, view: BlockView, glance: Glance, width: int) -> Content:
    """Return a title cut where it is told apart from others, with its mark."""
    title = told_apart(view.block.title, glance.day.titles, width - len(mark))
    return (Content(mark) + title).stylize("bold")


def next_rows(glance: Glance, width: int, *, roomy: bool = True) -> list[Content]:
    """Return what comes next, when, and who comes or leaves; nothing on another day."""
    plan, day = glance.visit.plan, glance.current
    following = None if glance.elsewhere else next_up(plan, day)
    if following is None:
        return []
    clock = formats.clock(following.at, glance.zone)
    head = Content.assemble((_("Neste "), "$text-muted"), (f"{clock}  ", "bold"))
    company = texts_arrivals.company(plan, following)
    room = width - head.cell_length
    title = Content(texts_arrivals.title(following)).truncate(room, ellipsis=True)
    row = head + title.stylize("bold")
    if not company:
        return [row]
    if roomy:
        lines = wrapped(company, width, "", "")
        return [row, *(Content.styled(line, "$text-muted") for line in lines)]
    left = width - row.cell_length - 3
    if left < LEAST_COMPANY:
        return [row]
    said = Content.styled(f" · {company}", "$text-muted")
    return [(row + said).truncate(width, ellipsis=True)]


def digits(view: BlockView, glance: Glance) -> str:
    """Return the clock of a block: what is left, or how long until it begins; '' for none."""
    if view.state is State.WAITING and (view.planned is None or glance.elsewhere):
        return ""
    if view.state is State.WAITING and view.projected is not None:
        if view.projected[0] - glance.now >= formats.A_DAY:
            return ""
        return formats.to_the_second(formats.left(view.projected[0] - glance.now))
    if view.state in {State.DONE, State.SKIPPED}:
        return formats.to_the_second(formats.seconds(view.elapsed))
    if view.remaining is None:
        return formats.to_the_second(formats.seconds(view.elapsed))
    return formats.to_the_second(formats.left(view.remaining))


def foot_rows(view: BlockView, glance: Glance, width: int, *, roomy: bool = True) -> list[Content]:
    """Return the phase in words, and the bar with what was added and paused."""
    extra = _extra(view)
    means = _means(view, glance)
    row = sides(means, Content.styled(" · ".join(extra), "$text-muted"), width)
    if not (view.planned and view.started):
        return [row]
    if roomy:
        return [row, bar(view, width)]
    said = Content.styled(" · ".join(["", *extra]), "$text-muted")
    room = width - means.cell_length - said.cell_length - 2
    return [means + said + Content("  ") + bar(view, room)] if room >= LEAST_BAR else [row]


def _extra(view: BlockView) -> list[str]:
    """Return what was paused and added, where that is a minute or more."""
    added = _("kortet ned {length}") if view.added < timedelta(0) else _("lagt til {length}")
    return [
        text.format(length=formats.minutes(span))
        for text, span in ((_("pause {length}"), view.paused), (added, view.added))
        if abs(span) >= timedelta(minutes=1)
    ]


def _means(view: BlockView, glance: Glance) -> Content:
    word, sign, style = phase(view, glance)
    return Content.styled(f"{sign} {word}".strip(), style)


def listed_rows(view: BlockView, glance: Glance, width: int, *, large: bool) -> list[Content]:
    """Return one of several blocks: its name, its room and what its clock means, then the clock.

    Where there is no room for a *large* clock it is a row with its name.
    """
    style = CLOCK_STYLES.get(view.phase or Phase.DEFAULT, "bold")
    text = digits(view, glance)
    rows = clock_rows(text, LISTED_ROWS if large and drawable(text) else 1)
    clock = [Content.styled(row, style) for row in rows]
    room = width - max((row.cell_length for row in clock), default=0) - 2
    mark = "▸ " if view.block.id == glance.group else ""
    if not large:
        sign, sign_style = phase(view, glance)[1:]
        begins = Content.assemble(mark[:1] or " ", (f"{sign} ", sign_style))
        left = [begins + _title("", view, glance, room - begins.cell_length)]
    else:
        means = _listed_means(view, glance, room)
        left = [_title(mark, view, glance, room), _room_row(view, glance, room), means]
        clock += [Content("")] * (len(left) - len(clock))
    return [sides(one, other, width) for one, other in zip(left, clock, strict=True)]


def _listed_means(view: BlockView, glance: Glance, width: int) -> Content:
    """Return what a clock means and what was added, in as many words as there is room for."""
    means, added = _means(view, glance), formats.signed(view.added)
    word, sign, style = PHASES[view.phase or Phase.DEFAULT]
    brief = Content.styled(f"{sign} {_(word)}", style) if view.state is State.RUNNING else means
    ways = [(means, _extra(view)), *((one, [added]) for one in (means, brief) if added)]
    said = (Content(" · ").join([one, *map(Content, extra)]) for one, extra in ways)
    return next((one for one in said if one.cell_length <= width), means)


def _room_row(view: BlockView, glance: Glance, width: int) -> Content:
    """Return the room of a block, told apart from the others of the plan."""
    room = glance.visit.plan.room(view.block.room)
    if room is None:
        return Content("")
    titles = [other.title for other in glance.visit.plan.rooms]
    return told_apart(room.title, titles, width).stylize("$text-secondary")


def phase(view: BlockView, glance: Glance) -> tuple[str, str, str]:
    """Return what the clock of a block means: in words, as a sign, and the style of both."""
    match view.state:
        case State.WAITING:
            return _waiting(view, glance), "", "$text-secondary"
        case State.DONE:
            return _("avsluttet, så lenge varte den"), "✓", "$text-muted"
        case State.SKIPPED:
            return _("droppet"), "×", "$text-muted"
        case State.PAUSED:
            return _("klokka står, så mye er igjen"), "‖", "bold $text-warning"
        case State.RUNNING:
            word, sign, style = PHASES[view.phase or Phase.DEFAULT]
            left = _("igjen") if view.remaining is not None and not view.overtime else ""
            return " · ".join(filter(None, (left, _(word)))), sign, style


def _waiting(view: BlockView, glance: Glance) -> str:
    if view.planned is None:
        done, total, _gates = progress(glance.visit, view.block)
        return _("{done} av {total} krysset av").format(done=done, total=total) if total else ""
    if view.projected is None or glance.elsewhere:
        return _("venter")
    wait = view.projected[0] - glance.now
    if wait >= formats.A_DAY:
        return _("begynner om {length}").format(length=formats.roughly(wait))
    if wait > timedelta(0):
        return _("til den begynner")
    return _("klar til å begynne: {key}").format(key=key_text(NEXT))


def bar(view: BlockView, width: int) -> Content:
    """Return how much of the block's time is spent, as a bar with its per cent."""
    remaining = view.remaining or timedelta(0)
    whole = view.elapsed + max(timedelta(0), remaining)
    part = min(1.0, view.elapsed / whole) if whole else 1.0
    label = f" {round(part * 100)} %"
    room = max(1, width - 6)
    full = round(room * part)
    return Content.assemble(
        ("█" * full, "$primary"), ("░" * (room - full), "$text-muted"), (label, "$text-muted")
    )

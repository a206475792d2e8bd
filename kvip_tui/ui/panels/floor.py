"""«Erteposen» in full: the same as beside the day, with everybody's share and who spoke when."""

from collections.abc import Iterable
from datetime import timedelta

from textual import on
from textual.app import ComposeResult
from textual.content import Content

from kvip_tui.commands.view import SCOPE
from kvip_tui.domain.floor.corrections import all_turns
from kvip_tui.domain.floor.lanes import Lanes, block_lanes, day_lanes
from kvip_tui.domain.floor.view import Scope, percentages
from kvip_tui.domain.people.roles import LEADER
from kvip_tui.i18n import _
from kvip_tui.snapshot import Glance
from kvip_tui.texts import floor as texts_floor
from kvip_tui.texts import formats
from kvip_tui.ui.day.layout import TIME, bar_length
from kvip_tui.ui.day.widgets import floor_rows as rows
from kvip_tui.ui.day.widgets.keybar import KeyBar
from kvip_tui.ui.day.widgets.people import PeopleGrid, PersonPicked
from kvip_tui.ui.panels.base import Cover, Sight
from kvip_tui.ui.widgets.lanes import Drawing
from kvip_tui.ui.widgets.lines import Lines

WIDE = 96
NAME, SIGN, BAR, PERCENT, COUNTS = 20, 13, 12, 6, 9
LATEST = 6
# The rows above the people, and in a panel of less than so many rows.
HEAD, LEAST_HEAD, LOW = 4, 3, 16


class FloorBoard(Cover):
    """Shows the floor; clicks mean what they do beside the day."""

    def __init__(self) -> None:
        super().__init__(id="floor-board")
        self._people: list[rows.Shown] = []
        self._head: list[rows.Headed] = []

    def compose(self) -> ComposeResult:
        """Lay out who has the floor, everybody's share, and who spoke when."""
        yield Lines(id="board-now")
        yield PeopleGrid(id="board-grid")
        yield Lines(id="board-axis")
        yield Lines(id="board-people")
        yield Lines(id="board-rest")

    def show_sight(self, sight: Sight) -> None:
        """Show the floor as it stands."""
        width = max(40, self.scrollable_content_region.width)
        board = Board(sight.glance, sight.scope, width)
        low = self.size.height < LOW
        self._head = board.head(LEAST_HEAD if low else HEAD)
        room = self.size.height - len(self._head)
        # Where not everybody has room for a row, all of them come before what each has said.
        crowded = low and len(board.people) > room - len(board.axis())
        self._people = board.people
        self.query_one("#board-now", Lines).show([row.text for row in self._head])
        grid = self.query_one(PeopleGrid)
        grid.display = crowded
        if crowded:
            here = rows.shown_people(sight.glance, sight.scope)
            grid.show_people(here, room, width)
        self.query_one("#board-axis", Lines).show(board.axis())
        self.query_one("#board-people", Lines).show(board.persons())
        self.query_one("#board-rest", Lines).show([*board.sums(), *board.below(), *board.latest()])

    @on(Lines.Picked, "#board-now")
    def _command(self, event: Lines.Picked) -> None:
        event.stop()
        if event.row < len(self._head):
            self.post_message(KeyBar.Chosen(self._head[event.row].command))

    @on(Lines.Picked, "#board-people")
    def _pick(self, event: Lines.Picked) -> None:
        event.stop()
        if event.row < len(self._people):
            person = self._people[event.row]
            hand = event.other or event.x >= len(person.key) + 1 + NAME
            self.post_message(PersonPicked(person.id, hand))


def lanes_of(glance: Glance, scope: Scope) -> Lanes | None:
    """Return who spoke when in the running block, or on its day, or else on the day shown."""
    running = glance.current.running
    if scope is Scope.DAY:
        return day_lanes(glance.visit, glance.current.day, glance.now)
    return block_lanes(glance.visit, running[0].block, glance.now) if running else None


def _bar(part: timedelta, whole: timedelta) -> str:
    halves = bar_length(part / whole if whole else 0.0, BAR)
    return ("█" * (halves // 2) + "▌" * (halves % 2)).ljust(BAR)


def _time(span: timedelta) -> str:
    return formats.talk_time(span).rjust(TIME)


def _heads(key: int) -> Content:
    """Return the headings of the columns of the table."""
    blank = " " * (key + NAME + SIGN + BAR)
    heads = ((_("tid"), TIME), (_("andel"), PERCENT), (_("ganger"), COUNTS))
    numbers = "".join(head.rjust(width)[:width] for head, width in heads)
    return Content.styled(blank + numbers, "$text-muted")


class Board:
    """The rows of the full view at one moment, in one width."""

    def __init__(self, glance: Glance, scope: Scope, width: int) -> None:
        self._glance, self._scope, self._width = glance, scope, width
        self.people = rows.shown_people(glance, scope, absent=True)
        self._totals = glance.floor.totals(scope)
        self._key = max((len(person.key) for person in self.people), default=1) + 1
        self._table = self._key + NAME + SIGN + BAR + TIME + PERCENT + COUNTS
        self._wide = width >= WIDE
        self._lanes = lanes_of(glance, scope)
        size = width - (self._table if self._wide else self._key + NAME) - 2
        self._drawing = Drawing(self._lanes, glance.zone, size) if self._lanes else None

    def head(self, room: int) -> list[rows.Headed]:
        """Return who has the floor, the list, the round, the nudges, and what the sums are of."""
        above = rows.head(self._glance, self._width, room)
        return [*above, rows.Headed(SCOPE, self._heading())]

    def _heading(self) -> Content:
        running = self._glance.current.running
        title = self._glance.current.day.title
        shown, key = rows.scope_texts(self._scope)
        other = " · ".join(filter(None, (shown, key)))
        if self._scope is Scope.BLOCK:
            title = running[0].block.title if running else _("Ingen blokk pågår")
        line = Content.styled(f"── {title} ", "bold")
        room = self._width - line.cell_length - len(other) - 1
        rule = Content.styled("─" * max(0, room), "$border-blurred")
        return line + rule + Content.styled(f" {other}", "$text-muted")

    def axis(self, *, wide: bool = True) -> list[Content]:
        """Return the headings, clock times and blocks above the lanes, where those are so wide."""
        if self._drawing is None or wide != self._wide:
            return []
        blank = Content(" " * ((self._table if wide else self._key + NAME) + 2))
        heads = _heads(self._key) + Content("  ") if wide else blank
        titles = {block.id: block.title for _day, block in self._glance.visit.plan.blocks()}
        found = [heads + self._drawing.clocks()]
        if self._scope is Scope.DAY:
            found.append(blank + self._drawing.blocks(titles))
        return found

    def persons(self) -> list[Content]:
        """Return a row for each person: shares, counts, and in a wide window the lane."""
        parts = percentages([person.time for person in self.people])
        most = max((person.time for person in self.people), default=timedelta(0))
        return [
            self._person(person, percent, most)
            for person, percent in zip(self.people, parts, strict=True)
        ]

    def _person(self, person: rows.Shown, percent: int, most: timedelta) -> Content:
        style = "bold" if person.holds else "" if person.share.in_roster else "$text-muted"
        place = f" {person.place}" if person.place else ""
        name = rows.fitted_name(person, NAME - 1 - len(place), style)
        sign = person.sign or ("" if person.share.in_roster else _("ikke med nå"))
        return self._with_lane(
            Content.assemble(
                (f"{person.key} ", "bold $text-accent"),
                name,
                (f"{place} ", "$text-muted"),
                (f"{sign:<{SIGN}}"[:SIGN], "$text-warning"),
                (_bar(person.time, most), "$primary"),
                (f"{_time(person.time)}{percent:>{PERCENT - 2}} %", style),
                (self._counts(person), "$text-muted"),
            ),
            (person.id,),
        )

    def _counts(self, person: rows.Shown) -> str:
        counts = person.share.counts(self._scope)
        shown = [f"{count}{rows.KIND_SIGNS[kind]}" for kind, count in sorted(counts.items())]
        return " ".join(shown).rjust(COUNTS)[-COUNTS:]

    def _with_lane(self, left: Content, people: Iterable[str]) -> Content:
        if not self._wide or self._drawing is None:
            return left
        return left + Content("  ") + self._drawing.lane(people)

    def sums(self) -> list[Content]:
        """Return the groups, the leader, the time that nobody had and the pauses."""
        groups = self._totals.groups
        most = max((group.spoken for group in groups), default=timedelta(0))
        parts = percentages([group.spoken for group in groups])
        found = [Content.styled("─" * self._width, "$border-blurred")]
        title = self._glance.visit.plan.group_title
        people = self._glance.visit.people
        for group, percent in zip(groups, parts, strict=True):
            numbers = f"{_time(group.spoken)}{percent:>{PERCENT - 2}} %"
            left = self._sum(title(group.group), _bar(group.spoken, most), numbers)
            count = Content.styled(str(group.turns).rjust(COUNTS), "$text-muted")
            members = [person.id for person in people if person.group == group.group]
            found.append(self._with_lane(left + count, members))
        leader = self._glance.visit.person(self._glance.visit.roles.get(LEADER))
        if leader is not None:
            name = _("Leder: {name}").format(name=texts_floor.first_name(leader))
            found.append(self._sum(name, "", _time(self._totals.leader)))
        free = self._sum(_("Ingen: ledig"), "", _time(self._totals.free))
        paused = self._sum(_("Pause i klokka"), "", _time(self._totals.paused))
        gap = Content(" " * (PERCENT + COUNTS + 2))
        if self._wide and self._drawing is not None:
            free, paused = free + gap + self._drawing.free(), paused + gap + self._drawing.pauses()
        return [*found, free, paused]

    def _sum(self, title: str, drawn: str, numbers: str) -> Content:
        name = rows.fitted(title, self._key + NAME + SIGN - 1)
        return Content.assemble(name, " ", (drawn.ljust(BAR), "$primary"), numbers)

    def below(self) -> list[Content]:
        """Return the lanes in a window too narrow for them beside the shares."""
        if self._wide or self._drawing is None:
            return []
        found = [Content.styled("─" * self._width, "$border-blurred"), *self.axis(wide=False)]
        for person in self.people:
            key = Content.styled(f"{person.key} ", "bold $text-accent")
            lane = self._drawing.lane((person.id,))
            found.append(key + rows.fitted_name(person, NAME) + Content("  ") + lane)
        for title, lane in (
            (_("Ingen: ledig"), self._drawing.free()),
            (_("Pause i klokka"), self._drawing.pauses()),
        ):
            found.append(rows.fitted(title, self._key + NAME) + Content("  ") + lane)
        return found

    def latest(self) -> list[Content]:
        """Return the latest turns with the numbers by which they can be corrected."""
        visit, floor = self._glance.visit, self._glance.visit.floor
        turns = [turn for turn in all_turns(floor)[-LATEST:] if turn.block == floor.block]
        names = texts_floor.first_names(visit)
        parts = [
            _("{number} {name} {clock}").format(
                number=turn.number,
                name=names.get(turn.person, turn.person),
                clock=formats.clock(turn.start, self._glance.zone),
            )
            for turn in reversed(turns)
        ]
        if not parts:
            return []
        line = _("Siste turer: {turns}").format(turns=" · ".join(parts))
        return [Content.styled(line, "$text-muted").truncate(self._width, ellipsis=True)]

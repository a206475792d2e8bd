"""What is done on the report screen: each key asks the day for something, and says what came."""

from collections.abc import Awaitable, Callable, Iterator
from functools import cached_property, partial
from inspect import isawaitable

from textual import events, on

from kvip_tui.domain.report.changes import ReceiveNotes
from kvip_tui.domain.report.checks import Concern, blocking
from kvip_tui.domain.report.names import named_section
from kvip_tui.domain.report.points import MovePoint
from kvip_tui.i18n import _
from kvip_tui.session import Session
from kvip_tui.texts import concerns as texts_concerns
from kvip_tui.texts import formats
from kvip_tui.ui.keymap import printed
from kvip_tui.ui.messages import WriteReport
from kvip_tui.ui.panels.base import Offer
from kvip_tui.ui.panels.report.board import ReportKeys
from kvip_tui.ui.panels.report.keys import KEYS, Column, ReportKey, key_for
from kvip_tui.ui.panels.report.points import ReportPoints
from kvip_tui.ui.panels.report.rows import AREAS, PROSE
from kvip_tui.ui.panels.report.view import FEEDBACKS, Beside, Which
from kvip_tui.ui.widgets.long_list import LongList

# What waits for the letter of a section.
AIMING = {"promote", "move", "go"}
Act = Callable[[], Awaitable[None] | None]


class ReportPanel(ReportPoints):
    """The report screen: keys and clicks become what is asked of the day."""

    def on_mount(self) -> None:
        """Take the keys at once, so that none goes to what is covered."""
        self.enter()

    def on_show(self) -> None:
        """Go on with what was being written when the program ended."""
        self.call_later(self.go_on)

    def hear(self, words: str, session: Session) -> None:
        """Go to a section, or to what stands beside the sections."""
        beside = words in set(Beside)
        self.place = words if beside else named_section(session.visit, words)
        self.column = Column.POINTS
        if self.is_mounted:
            self.focus_column(self.column)

    def forget(self) -> None:
        """Wait for no letter any longer."""
        self.aim = ""

    def take_key(self, key: str, character: str) -> bool:
        """Take a key while nothing has the focus: the column that had it gets it back."""
        del character
        if key == "escape":
            return False
        self.focus_column(self.column)
        return True

    async def on_key(self, event: events.Key) -> None:
        """Read a key that the list with the focus has left alone."""
        if self.writes:
            return
        if self.aim:
            event.stop()
            event.prevent_default()
            await self._aimed(event.key, event.character or "")
        elif key := key_for(event.key, self.column):
            event.stop()
            event.prevent_default()
            await self.carry_out(key.id)

    def offers(self) -> Iterator[Offer]:
        """Yield what the keys of the screen do, for the palette."""
        for key in KEYS:
            if key.label:
                title = _("Rapport: {label}").format(label=_(key.label))
                name = printed(key.keys.split(",")[0])
                yield Offer(title, partial(self._offered, key), name, _(key.help))

    async def _offered(self, key: ReportKey) -> None:
        """Do what was chosen in the palette, in a column where there is such a thing to do."""
        if self.column not in key.columns:
            self.focus_column(key.columns[0])
        await self.carry_out(key.id)

    @on(ReportKeys.Chosen)
    async def _clicked(self, event: ReportKeys.Chosen) -> None:
        await self.carry_out(event.key)

    async def carry_out(self, key: str) -> None:
        """Do what a key of the table does."""
        if key in AIMING:
            self.aim = key
            self.paint_report()
            # Where there is room for one column only, the one that had the keys is gone now.
            self.screen.set_focus(self.entries(Column.OUTLINE))
            return
        done = self._acts[key]()
        if isawaitable(done):
            await done

    @cached_property
    def _acts(self) -> dict[str, Act]:
        return {
            "promote_here": lambda: self.promote(self.place),
            "enter": lambda: self.focus_column(Column.POINTS),
            "edit": self._open,
            "new": lambda: self.open_sheet(f"new:{self.place}"),
            "up": lambda: self.shift_point(-1),
            "down": lambda: self.shift_point(1),
            "mark": lambda: self.entries(self.column).action_mark(),
            "merge": self.merge_points,
            "state": self.next_state,
            "clear": lambda: self.open_sheet(f"clear:{','.join(self.chosen_points())}"),
            "remove": self.take_out,
            "origin": self._origin,
            "source": self.add_source,
            "filter": self._filter,
            "next_check": self._next_check,
            "draft": lambda: self._write(draft=True),
            "final": lambda: self._write(draft=False),
            "next_column": lambda: self._turn(1),
            "previous_column": lambda: self._turn(-1),
        }

    def _turn(self, step: int) -> None:
        columns = list(Column)
        self.focus_column(columns[(columns.index(self.column) + step) % len(columns)])

    async def _aimed(self, key: str, character: str) -> None:
        """Take the letter of a section, or anything else to let it be."""
        section = self.shown.letters.get(character.casefold())
        if section is None:
            self.aim = ""
            self.focus_column(self.column)
            if key != "escape":
                said = _("Ingen del har bokstaven «{letter}».")
                self.say(said.format(letter=character if character.isprintable() else key))
            return
        await self._hit(section)

    async def _hit(self, section: str) -> None:
        """Do what waited for a section."""
        aim, self.aim = self.aim, ""
        match aim:
            case "promote":
                await self.promote(section)
            case "move":
                for point in self.chosen_points():
                    self.day.ask(MovePoint(point, section))
                self.entries(Column.POINTS).unmark()
            case _:
                self.place, self.column = section, Column.POINTS
        self.paint_report()
        if self._editor is None:
            self.focus_column(self.column)

    @on(LongList.Moved, "#report-outline")
    def _looked(self, event: LongList.Moved) -> None:
        """Show what the cursor stands on at the left."""
        if event.entries.current and not self.aim:
            self.place = event.entries.current
            self.paint_report()

    @on(LongList.Clicked, "#report-outline")
    async def _picked(self, event: LongList.Clicked) -> None:
        """Do what waited for the section that was clicked."""
        place = event.entries.current or ""
        if self.aim and self.shown.section(place) is not None:
            await self._hit(place)

    @on(LongList.Opened)
    async def _double_clicked(self, event: LongList.Opened) -> None:
        key = key_for("enter", self.column)
        if key is not None and event.entries is self.entries(self.column):
            await self.carry_out(key.id)

    async def _open(self) -> None:
        """Write in what the cursor stands on, or do what it stands for."""
        current = self.entries(Column.POINTS).current
        if current is None:
            return
        match self.place:
            case Beside.CHECKS:
                self._go_to(self.shown.concerns[int(current)])
            case Beside.REVIEW:
                await self.open_sheet(f"review:{current}")
            case Beside.RECEIVED:
                received = current in self.shown.visit.report.received
                self.day.ask(ReceiveNotes(current, received=not received))
            case place if place in FEEDBACKS:
                await self.open_sheet(f"answer:{FEEDBACKS[place]}:{current}")
            case place:
                whole = current in {PROSE, AREAS}
                await self.open_sheet(f"{current}:{place}" if whole else f"point:{current}")

    def _filter(self) -> None:
        kinds = list(Which)
        self.which = kinds[(kinds.index(self.which) + 1) % len(kinds)]
        self.paint_report()

    def _origin(self) -> None:
        """Go from a point to its first note, or from a note to the moment it was written in."""
        notes = self.entries(Column.NOTES)
        if self.column is Column.NOTES:
            self._to_moment(notes.current or "")
            return
        point = self.point_here()
        source = next((s for s in point.sources if s in self.shown.notes), None) if point else None
        if point is not None and source is None:
            self.say(_("Punktet har ingen notater som kilde."))
        if source is not None:
            self.which = Which.ALL
            self.paint_report()
            notes.move_to(source)
            self.focus_column(Column.NOTES)

    def _to_moment(self, note_id: str) -> None:
        """Close the report and look at the block that a note was written in."""
        view = self.shown
        note = view.notes.get(note_id)
        if note is None:
            return
        block = view.visit.block(note.blocks[0]) if note.blocks else None
        title = block.title if block else _("utenom blokkene")
        clock = formats.clock(note.typed_at, view.visit.plan.timezone, seconds=True)
        self.day.uncover()
        self.day.look_at_moment(block.id if block else None, note.typed_at)
        said = _("Notatet ble skrevet {clock}: {title}").format(clock=clock, title=title)
        self.say(said, refused=False)

    def _next_check(self) -> None:
        """Go to the next place that has something to be seen to, in the order of the report."""
        concerns = self.shown.concerns
        if not concerns:
            self.say(_("Kontrollen har ikke funnet noe."), refused=False)
            return
        here = (self.place, self.entries(Column.POINTS).current)
        places = [(concern.section, concern.point or PROSE) for concern in concerns]
        last = max((i for i, place in enumerate(places) if place == here), default=None)
        if last is None:
            last = next((i for i, p in enumerate(places) if p[0] == self.place), 0) - 1
        self._go_to(concerns[(last + 1) % len(concerns)])

    def _go_to(self, concern: Concern) -> None:
        """Show the place of something to be seen to, and say what it is."""
        self.place = concern.section
        self.paint_report()
        self.entries(Column.POINTS).move_to(concern.point or PROSE)
        self.focus_column(Column.POINTS)
        self.say(texts_concerns.line(self.shown.visit, concern).strip("! "), refused=False)

    def _write(self, *, draft: bool) -> None:
        """Have the report written into a file, or show what holds a final one back.

        Where a feedback is shown, that is what is written.
        """
        if feedback := FEEDBACKS.get(self.place):
            self.post_message(WriteReport(draft=False, feedback=feedback))
            return
        if draft or not blocking(self.shown.concerns):
            self.post_message(WriteReport(draft=draft))
            return
        self._go_to(next(c for c in self.shown.concerns if blocking((c,))))
        self.say(_("Det som er merket «!», må rettes før rapporten kan skrives som endelig."))

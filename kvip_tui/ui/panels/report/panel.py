"""The report over the day: keys, clicks and words become what is done in it."""

from collections.abc import Awaitable, Callable, Iterator
from functools import cached_property, partial
from inspect import isawaitable

from textual import events, on
from textual.app import ComposeResult

from kvip_tui.domain.report.changes import ReceiveNotes
from kvip_tui.domain.report.checks import blocking
from kvip_tui.domain.report.names import named_section
from kvip_tui.domain.state.report import Verdict
from kvip_tui.i18n import _
from kvip_tui.session import Session
from kvip_tui.ui.keymap import printed
from kvip_tui.ui.messages import WriteReport
from kvip_tui.ui.panels.base import Cover, Offer, Sight
from kvip_tui.ui.panels.report.board import ReportBoard
from kvip_tui.ui.panels.report.editing import Editing
from kvip_tui.ui.panels.report.editor import ReportEditor
from kvip_tui.ui.panels.report.keys import KEYS, Column, ReportKey, key_for
from kvip_tui.ui.panels.report.navigation import Navigation
from kvip_tui.ui.panels.report.parts import ReportKeys
from kvip_tui.ui.panels.report.points import PointActions
from kvip_tui.ui.panels.report.readers import Readers
from kvip_tui.ui.panels.report.rows import AREAS, PROSE
from kvip_tui.ui.panels.report.view import FEEDBACKS, Beside
from kvip_tui.ui.widgets.long_list import LongList

# What waits for the letter of a section.
AIMING = {"promote", "move", "go"}
Act = Callable[[], Awaitable[None] | None]


class ReportPanel(Cover):
    """The report screen: a board that shows it, and what is done with points, fields and places."""

    own_keys = frozenset({"left", "right", "enter", "space"})

    def __init__(self) -> None:
        super().__init__(id="report")
        self.board = ReportBoard()
        self._editing = Editing(self.board)
        self._points = PointActions(self.board, self._editing)
        self._navigation = Navigation(self.board, self._points)
        self._readers = Readers(self.board, self._editing)

    def compose(self) -> ComposeResult:
        """Lay out the board."""
        yield self.board

    def on_show(self) -> None:
        """Go on with what was being written when the program ended."""
        self.call_later(self._editing.resume)

    def show_sight(self, sight: Sight) -> None:
        """Show the report, and keep what is being typed, so that a crash loses no more."""
        self.board.show_glance(sight.glance)
        self._editing.keep_up(sight.glance.visit)

    def enter(self) -> None:
        """Give the keys to what had them when the panel was closed."""
        self.board.focus_here()

    def hear(self, words: str, session: Session) -> None:
        """Go to a section, or to what stands beside the sections."""
        beside = words in set(Beside)
        self.board.place = words if beside else named_section(session.visit, words)
        self.board.column = Column.POINTS
        if self.is_mounted:
            self.board.focus_column(Column.POINTS)

    def closed(self) -> None:
        """Stop waiting for the letter of a section."""
        self.board.aim = ""

    def take_key(self, key: str, character: str) -> bool:
        """Handle a key while nothing has the focus: the current column gets it back."""
        del character
        if key == "escape":
            return False
        self.board.focus_column(self.board.column)
        return True

    async def on_key(self, event: events.Key) -> None:
        """Read a key that the list with the focus has left alone."""
        if self.board.writes:
            return
        if self.board.aim:
            event.stop()
            event.prevent_default()
            await self._aimed(event.key, event.character or "")
        elif key := key_for(event.key, self.board.column):
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
        if self.board.column not in key.columns:
            self.board.focus_column(key.columns[0])
        await self.carry_out(key.id)

    async def carry_out(self, key: str) -> None:
        """Do what a key of the table does."""
        if key in AIMING:
            self.board.aim = key
            self.board.paint()
            # Where there is room for one column only, the one that had the keys is gone now.
            self.screen.set_focus(self.board.entries(Column.OUTLINE))
            return
        done = self.acts[key]()
        if isawaitable(done):
            await done

    @cached_property
    def acts(self) -> dict[str, Act]:
        """What each key does at once, by what it is called in the table of keys."""
        board, points, navigation = self.board, self._points, self._navigation
        return {
            "promote_here": lambda: points.promote(board.place),
            "enter": lambda: board.focus_column(Column.POINTS),
            "edit": self._open,
            "new": lambda: self._editing.open(f"new:{board.place}"),
            "up": lambda: points.shift(-1),
            "down": lambda: points.shift(1),
            "mark": lambda: board.entries(board.column).action_mark(),
            "merge": points.merge,
            "state": points.next_state,
            "clear": points.clear,
            "remove": points.remove,
            "origin": navigation.origin,
            "take": lambda: self._readers.settle(Verdict.TAKEN),
            "decline": lambda: self._readers.settle(Verdict.DECLINED),
            "send": self._readers.send,
            "source": points.add_sources,
            "filter": navigation.filter,
            "next_check": navigation.next_check,
            "draft": lambda: self._write(draft=True),
            "final": lambda: self._write(draft=False),
            "next_column": lambda: navigation.turn(1),
            "previous_column": lambda: navigation.turn(-1),
        }

    async def _aimed(self, key: str, character: str) -> None:
        """Take the letter of a section, or anything else to let it be."""
        board = self.board
        section = board.shown.letters.get(character.casefold())
        if section is None:
            board.aim = ""
            board.focus_column(board.column)
            if key != "escape":
                said = _("Ingen del har bokstaven «{letter}».")
                board.say(said.format(letter=character if character.isprintable() else key))
            return
        await self._hit(section)

    async def _hit(self, section: str) -> None:
        """Do what waited for a section."""
        board = self.board
        aim, board.aim = board.aim, ""
        match aim:
            case "promote":
                await self._points.promote(section)
            case "move":
                self._points.move(section)
            case _:
                board.place, board.column = section, Column.POINTS
        board.paint()
        if board.middle.editor is None:
            board.focus_column(board.column)

    async def _open(self) -> None:
        """Write in what the cursor stands on, or do what it stands for."""
        shown, current = self.board.shown, self.board.entries(Column.POINTS).current
        if current is None:
            return
        match self.board.place:
            case Beside.CHECKS:
                self._navigation.to_concern(shown.concerns[int(current)])
            case Beside.REVIEW:
                await self._editing.open(f"review:{current}")
            case Beside.REMARKS:
                remark = shown.visit.report.remark(current)
                if remark is None:
                    await self._editing.open("fetch:")
                else:
                    self._readers.to_point(remark)
            case Beside.RECEIVED:
                received = current in shown.visit.report.received
                self.day.ask(ReceiveNotes(current, received=not received))
            case place if place in FEEDBACKS:
                await self._editing.open(f"answer:{FEEDBACKS[place]}:{current}")
            case place:
                whole = current in {PROSE, AREAS}
                await self._editing.open(f"{current}:{place}" if whole else f"point:{current}")

    def _write(self, *, draft: bool) -> None:
        """Have the report written into a file, or show what holds a final one back.

        Where a feedback is shown, that is what is written.
        """
        if feedback := FEEDBACKS.get(self.board.place):
            self.post_message(WriteReport(draft=False, feedback=feedback))
        elif draft or not blocking(self.board.shown.concerns):
            self.post_message(WriteReport(draft=draft))
        else:
            self._navigation.to_first_stop()
            said = _("Det som er merket «!», må rettes før rapporten kan skrives som endelig.")
            self.board.say(said)

    @on(ReportKeys.Chosen)
    async def _key_clicked(self, event: ReportKeys.Chosen) -> None:
        await self.carry_out(event.key)

    @on(LongList.Clicked, "#report-outline")
    async def _section_clicked(self, event: LongList.Clicked) -> None:
        """Do what waited for the section that was clicked."""
        place = event.entries.current or ""
        if self.board.aim and self.board.shown.section(place) is not None:
            await self._hit(place)

    @on(LongList.Opened)
    async def _double_clicked(self, event: LongList.Opened) -> None:
        key = key_for("enter", self.board.column)
        if key is not None and event.entries is self.board.entries(self.board.column):
            await self.carry_out(key.id)

    @on(ReportEditor.Stored)
    async def _stored(self, event: ReportEditor.Stored) -> None:
        event.stop()
        editor = self.board.middle.editor
        match editor.sheet.kind if editor is not None else "":
            case "fetch":
                await self._readers.fetch(event.typed)
            case "send":
                seen = self._readers.seen_by(event.typed.values["recipient"])
                await self._editing.finish(event.typed)
                if self.board.middle.editor is None:
                    self.post_message(WriteReport(draft=True, changes_since=seen))
            case _:
                await self._editing.finish(event.typed)

    @on(ReportEditor.Left)
    async def _left(self, event: ReportEditor.Left) -> None:
        event.stop()
        await self._editing.leave()

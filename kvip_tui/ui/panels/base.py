"""A panel that covers the day: what it is told, and what it may do; `registry.py` has them all."""

from collections.abc import Callable, Coroutine, Iterable
from datetime import datetime
from typing import Any, Protocol, runtime_checkable

from msgspec import Struct
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget

from kvip_tui.commands.table import Command
from kvip_tui.domain.floor.view import Scope
from kvip_tui.domain.history import Intent
from kvip_tui.domain.state.visit import Note
from kvip_tui.session import Session
from kvip_tui.snapshot import Glance
from kvip_tui.store.drafts.report import SheetDraft
from kvip_tui.ui.day.offers import Offers


class Offer(Struct, frozen=True):
    """Something that the palette offers while a panel is shown: as `offers.Entry` has it."""

    title: str
    run: Callable[[], object]
    key: str
    help: str


class Sight(Struct, frozen=True):
    """What there is to show, and what this window has chosen to see of it.

    Attributes:
        glance: The visit at this moment.
        scope: Whether the talk of the block or of the day is shown.
        looked_at: The id of the block looked at in place of what is now, or None.
        whispers: The notes of the interviews, which nothing may keep beyond its being shown.
    """

    glance: Glance
    scope: Scope
    looked_at: str | None = None
    whispers: tuple[Note, ...] = ()


@runtime_checkable
class Covered(Protocol):
    """The day beneath: it does what a panel asks for, and shows what came of it, at once."""

    session: Session

    offers: Offers

    @property
    def sheet_draft(self) -> SheetDraft:
        """Where what is typed in the report is kept until it is stored."""

    def ask(self, intent: Intent) -> bool:
        """Carry out an intent, say what happened and show it; returns whether it was done."""

    def carry_out(self, command: Command, rest: str) -> bool:
        """Carry out a command, say what happened and show it; returns whether it was done."""

    def say(self, text: str, *, refused: bool = False) -> None:
        """Say a sentence on the quiet line."""

    def paint(self) -> None:
        """Bring everything that is shown up to date, once the event in hand is dealt with."""

    def look_at_moment(self, block: str | None, moment: datetime) -> None:
        """Show a block, of whatever day, or else the day of a moment."""

    def run_worker(self, work: Coroutine[Any, Any, None]) -> object:
        """Do something beside the keys."""

    def uncover(self) -> None:
        """Close the panel that covers the day."""


def covered_by(widget: Widget) -> Covered:
    """Return the day beneath a part of a panel."""
    screen = widget.screen
    if not isinstance(screen, Covered):
        raise TypeError(screen)
    return screen


class Cover(VerticalScroll, can_focus=False):
    """A panel in place of the day: `show_sight` fills it, the rest is there where it is needed.

    Its border, its title, its key, Escape and PageUp/PageDown are seen to. The day goes on beneath:
    what the panel leaves alone means what it always does, letters people, digits the checklist.
    A widget in it that has the focus gets every key but Escape, function keys and chords.
    """

    # Keys of commands that the panel reads itself, as "enter"; others never come to `take_key`.
    own_keys: frozenset[str] = frozenset()
    _title = ""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - as every widget's
        super().__init__(id=id, classes="cover")

    @property
    def day(self) -> Covered:
        """The day that is covered."""
        return covered_by(self)

    @property
    def keys(self) -> tuple[Command, ...]:
        """The commands of the bottom line where their keys are other ones than usual."""
        return ()

    def on_mount(self) -> None:
        """Be entered as soon as it is there."""
        self.enter()

    def on_resize(self) -> None:
        """Be told what there is to show as soon as there is room for it."""
        self.day.paint()

    def show_title(self, title: str) -> None:
        """Show a title, where it differs from the present one."""
        if title != self._title:
            self._title = title
            self.border_title = Content(title)

    def show_sight(self, sight: Sight) -> None:
        """Show what there is to show; called while the panel is shown, at each second and change.

        `Lines.show` repaints only what is new, so a panel may well make all its rows each time.
        """

    def take_key(self, key: str, character: str) -> bool:
        """Handle a key before the day does; returns whether it was handled.

        Nothing comes here while a widget has the focus, and no letter that a key such as «replikk»
        waits for.
        """
        del key, character
        return False

    def offers(self) -> Iterable[Offer]:
        """Return what the palette is to offer while the panel is shown, before all else."""
        return ()

    def enter(self) -> None:
        """Focus a widget of the panel where one is to have it; called when the panel is opened."""

    def take_command(self, command: Command) -> bool:
        """Override what a command does while the panel is shown; returns whether it did."""
        del command
        return False

    def hear(self, words: str, session: Session) -> None:
        """Take what stood after the word of the panel's command, or the place it leads to.

        It may come before the panel is mounted, which then does it as soon as it can.

        Raises:
            Refusal: It means nothing here.
        """
        del words, session

    def closed(self) -> None:
        """Discard what must not be kept while the panel is hidden; called when it is closed."""

    def wipe(self) -> None:
        """Erase all that may be an interview's; called, shown or hidden, when that is wiped."""

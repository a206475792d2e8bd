"""The line in which a note is written."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from textual import events
from textual.binding import Binding
from textual.message import Message
from textual.widgets.text_area import Location

from kvip_tui.commands.notes import DROP
from kvip_tui.domain.history import Intent
from kvip_tui.domain.notes.reading import strictest
from kvip_tui.domain.notes.vocabulary import EditNote, SplitNote
from kvip_tui.domain.state.plan import Privacy
from kvip_tui.domain.state.visit import Note
from kvip_tui.domain.text.legible import LONGEST, legible
from kvip_tui.i18n import _
from kvip_tui.session import Session
from kvip_tui.store.drafts.note import Typed
from kvip_tui.ui.day.completion import rest_of_word
from kvip_tui.ui.day.set_aside import intent_of
from kvip_tui.ui.day.widgets.keybar import KeyBar
from kvip_tui.ui.widgets.marked_text import MarkedText

# What is pasted may be somewhat too long, to be cut; a text area chokes on a great deal more.
MOST_PASTED = 5 * LONGEST


def _no_words() -> Sequence[str]:
    return ()


@dataclass(frozen=True)
class NoteChange:
    """A stored note that is changed in a line, in place of a new one being written there.

    ``cut``: it is cut in two where the cursor is put, its text stays.
    """

    note: Note
    cut: bool = False

    @property
    def hint(self) -> str:
        """Which keys do what meanwhile."""
        if self.cut:
            return _("Sett markøren der det andre notatet begynner · Enter deler · Esc angrer")
        return _("Enter lagrer · Ctrl+J ny linje · Esc lar notatet stå som det var")

    def unchanged(self, text: str) -> bool:
        """Return whether there is nothing to be stored."""
        return not self.cut and text == self.note.text

    def intent(self, text: str, place: Location, because: str) -> Intent:
        """Return what is asked for: another text, or two notes, cut at a row and column."""
        if self.cut:
            row, column = place
            before = sum(len(line) + 1 for line in self.note.text.split("\n")[:row])
            return SplitNote(note=self.note.id, place=column + before)
        return EditNote(note=self.note.id, text=text, because=because)


class NoteLine(MarkedText):
    """Where a note is typed: Enter stores it, Escape leaves it standing.

    Shift+Enter breaks the line where the terminal tells it from Enter, Ctrl+J everywhere. What a
    tag or a name may become stands behind the cursor until Tab or → takes it.

    Attributes:
        typed_at: When the typing of the text began, None for an empty line.
        secret: Whether the text is an interview's, which is in memory only.
        said: Whether it was said in the meeting; else it is one's own thought.
        impression: Whether it is an impression.
        least: The class of a stored note that it was to replace.
        change: The stored note that is being changed, None where a new one is written.
        words: Tells what tags and names may become.
    """

    BINDINGS = [
        Binding("enter", "store", show=False, priority=True),
        Binding("ctrl+j,shift+enter", "break_line", show=False, priority=True),
        Binding("escape", "leave", show=False, priority=True),
        Binding("tab", "accept", show=False, priority=True),
        Binding("delete", "throw_away", show=False, priority=True),
    ]

    @dataclass
    class Stored(Message):
        """A text is ready to be stored; empty where there was nothing to store."""

        line: "NoteLine"

    @dataclass
    class TooMuch(Message):
        """So many characters were pasted that no note could hold them; nothing was taken in."""

        count: int

    @dataclass
    class Left(Message):
        """The line was left without storing."""

        line: "NoteLine"

    def __init__(
        self,
        id: str = "note-line",  # noqa: A002 - as every widget's
        words: Callable[[], Sequence[str]] = _no_words,
    ) -> None:
        super().__init__(
            id=id,
            compact=True,
            soft_wrap=True,
            tab_behavior="focus",
            show_line_numbers=False,
            placeholder=_("skriv notat …"),
        )
        self.cursor_blink = False
        self.match_cursor_bracket = False
        self.words = words
        self.typed_at: datetime | None = None
        self.secret = False
        self.said = True
        self.impression = False
        self.least = Privacy.PLENUM
        self.change: NoteChange | None = None

    def begin_change(self, change: NoteChange) -> None:
        """Let a stored note be changed, or cut in two."""
        note = change.note
        self.change, self.read_only = change, change.cut
        self.restore(note.text, note.typed_at)
        self.said = note.said
        self.least = note.privacy
        self.secret = note.privacy is Privacy.INTERVIEW

    def end_change(self) -> None:
        """Have nothing left of the note that was being changed."""
        self.change = None
        self.empty()

    def began(self, now: datetime) -> None:
        """Remember when the typing of this text began; an emptied line begins anew."""
        if self.change:
            return
        if not self.text:
            self.typed_at = None
        elif self.typed_at is None:
            self.typed_at = now

    @property
    def unchanged(self) -> bool:
        """Whether there is nothing to be stored."""
        return self.change.unchanged(self.text) if self.change else not self.text.strip()

    def privacy(self, session: Session, now: datetime) -> Privacy:
        """Return the class that what is written has, or that a note begun now would have."""
        if self.change:
            return self.change.note.privacy
        if self.secret:
            return Privacy.INTERVIEW
        found = strictest(session.privacy_at(self.typed_at or now), self.least)
        return strictest(found, Privacy.IMPRESSION) if self.impression else found

    def intent(self, now: datetime, because: str = "") -> Intent:
        """Return what is asked for when the text is to be stored; *because* of what it may be."""
        if self.change:
            return self.change.intent(self.text, self.cursor_location, because)
        typed = self.typed or Typed(self.text, now)
        return intent_of(typed, secret=self.secret, because=because)

    @property
    def typed(self) -> Typed | None:
        """What would be lost of what is written, and its class as a new note; None for nothing."""
        if self.unchanged or self.read_only or self.typed_at is None:
            return None
        return Typed(self.text, self.typed_at, self.said, self.impression, self.least)

    def take_up(self, typed: Typed, *, secret: bool) -> None:
        """Go on writing a text that was set aside."""
        self.restore(typed.text, typed.typed_at)
        self.said, self.impression, self.least = typed.said, typed.impression, typed.least
        self.secret = secret

    def restore(self, text: str, typed_at: datetime) -> None:
        """Put back a text that was being typed when the program ended."""
        self.typed_at = typed_at
        self.text = text
        self.move_cursor(self.document.end)

    def guard(self, session: Session) -> None:
        """Remember that a text is an interview's, and wipe it with the interviews' notes."""
        if self.change:
            known = {note.id for note in session.whispers}
            if self.secret and self.change.note.id not in known:
                self.empty()
            return
        if self.typed_at and session.privacy_at(self.typed_at) is Privacy.INTERVIEW:
            self.secret = True
        if session.closed:
            self.wipe()

    def wipe(self) -> None:
        """Empty the line of an interview's text."""
        if self.secret:
            self.empty()

    def check_consume_key(self, key: str, character: str | None = None) -> bool:
        """Leave a colon that would begin a note to the command line."""
        return super().check_consume_key(key, character) and bool(character != ":" or self.text)

    def watch_has_focus(self, has_focus: bool) -> None:
        """Say in the empty line whether letters are a note now, and which keys end it."""
        super().watch_has_focus(has_focus)
        typing = _("skriv notat; Enter lagrer, Esc går ut")
        self.placeholder = typing if has_focus else _("skriv notat …")

    def empty(self) -> None:
        """Make room for the next note; the change of a stored one is over."""
        if self.change:
            self.post_message(self.Left(self))
            return
        self.text = ""
        self.typed_at = None
        self.secret = self.impression = False
        self.said = True
        self.least = Privacy.PLENUM

    def on_paste(self, event: events.Paste) -> None:
        """Take in what is pasted as it may be shown; far too much is left where it came from."""
        event.prevent_default()
        event.stop()
        if len(event.text) > MOST_PASTED:
            self.post_message(self.TooMuch(len(event.text)))
        elif not self.read_only:
            done = self.replace(legible(event.text), *self.selection)
            self.move_cursor(done.end_location)

    def update_suggestion(self) -> None:
        """Offer what a tag or name may become, at the end of a line only, where nothing moves."""
        row, column = self.cursor_location
        line = self.document.get_line(row)
        at_end = column == len(line) and self.selection.is_empty
        self.suggestion = rest_of_word(line, self.words) if at_end else ""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave Tab alone where nothing is offered."""
        return bool(self.suggestion) if action == "accept" else True

    def action_accept(self) -> None:
        """Take what is offered."""
        self.insert(self.suggestion)

    def action_store(self) -> None:
        """Hand the text over; it stays in the line until it is safely kept."""
        self.post_message(self.Stored(self))

    def action_throw_away(self) -> None:
        """Take out what stands behind the cursor; in an empty line, ask for what is set aside."""
        if self.text or self.change:
            self.action_delete_right()
        else:
            self.post_message(KeyBar.Chosen(DROP))

    def action_break_line(self) -> None:
        """Begin a new line within the note."""
        self.insert("\n")

    def action_leave(self) -> None:
        """Give the keys back to the day; the text stays."""
        self.post_message(self.Left(self))

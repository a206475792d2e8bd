"""The pad: all notes of the visit, found, changed and put in their place."""

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Input

from kvip_tui.commands.base import Act, Bar, Command
from kvip_tui.commands.keymap import key_or_word
from kvip_tui.commands.table import in_bar
from kvip_tui.commands.view import SHOW_NOTES
from kvip_tui.domain.notes.balance import balance
from kvip_tui.domain.notes.numbers import ALONE
from kvip_tui.domain.notes.search import NoteFilter, NoteSearch, note_filter
from kvip_tui.domain.notes.vocabulary import JoinNotes, MarkNote
from kvip_tui.domain.state.visit import Note
from kvip_tui.i18n import _, ngettext
from kvip_tui.session import Session
from kvip_tui.texts import notes as texts_notes
from kvip_tui.ui.day.completion import Vocabulary
from kvip_tui.ui.day.widgets.command_line import CommandLine
from kvip_tui.ui.day.widgets.notes.line import NoteChange, NoteLine
from kvip_tui.ui.day.widgets.notes.rows import NOTHING, around, versions, whole
from kvip_tui.ui.panels.base import Cover, Sight
from kvip_tui.ui.panels.notes.rows import KEYS, PadList
from kvip_tui.ui.widgets.lines import Lines, sides


class PadFilter(Input):
    """The filter of the notes, applied while it is typed; Enter goes to the first match."""

    BINDINGS = [
        Binding("enter,down", "found", show=False, priority=True),
        Binding("escape", "all", show=False, priority=True),
    ]

    def __init__(self, words: str) -> None:
        hint = _("ord · #merkelapp · @navn · klasse:t · blokk:navn")
        super().__init__(words, id="pad-filter", compact=True, placeholder=hint)
        self.set_class(bool(words), "-open")
        self.cursor_blink = False

    def action_found(self) -> None:
        """Focus the matching notes."""
        self.screen.query_one(PadList).focus()

    def action_all(self) -> None:
        """Show all notes again."""
        self.value = ""
        self.action_found()


class Pad(Cover):
    """Shows the notes, those in memory only too, and does what is asked with the one chosen."""

    DEFAULT_CSS = """
    Pad {
        overflow: hidden hidden;
        #pad-head { height: auto; }
        #pad-filter { height: 1; border: none; padding: 0; display: none; }
        #pad-filter.-open { display: block; }
        #pad-whole { height: auto; max-height: 45%; }
        #pad-edit {
            height: auto; min-height: 2; max-height: 45%;
            border: none; padding: 0; background: $panel;
            &:focus { border: none; }
        }
    }
    """

    def __init__(self) -> None:
        super().__init__(id="pad")
        self._search = NoteSearch()
        self._sight: Sight | None = None
        self._shown: tuple[object, ...] = ()
        self._unfolded = False
        self._wanted = self._hint = ""

    def compose(self) -> ComposeResult:
        """Lay out how many notes there are, the list, and the note chosen in full."""
        yield Lines(id="pad-head")
        yield PadFilter(self._wanted)
        yield PadList()
        yield Lines(id="pad-whole")
        line = NoteLine("pad-edit", Vocabulary(self.day.session))
        line.display = False
        yield line

    @property
    def keys(self) -> tuple[Command, ...]:
        """The keys of the list while it has the focus: its letters mean nothing elsewhere."""
        return in_bar(Bar.NOTES) if isinstance(self.screen.focused, PadList) else ()

    @property
    def _list(self) -> PadList:
        return self.query_one(PadList)

    @property
    def _filter(self) -> PadFilter:
        return self.query_one(PadFilter)

    @property
    def _line(self) -> NoteLine:
        return self.query_one(NoteLine)

    @property
    def edit(self) -> NoteLine | None:
        """The line in which a note is being changed, or None."""
        return self._line if self._line.change is not None else None

    def enter(self) -> None:
        """Focus the list, or the note that is being changed."""
        self.screen.set_focus(self.edit or self._list)

    def closed(self) -> None:
        """Show nothing: what is wiped from memory must not be kept in a hidden panel."""
        self._search, self._sight, self._shown = NoteSearch(), None, ()
        self._list.show_notes((), NOTHING)
        self.query_one("#pad-whole", Lines).show([])

    def wipe(self) -> None:
        """Clear the filter too: its words may have been an interview's."""
        self._filter.value = self._wanted = ""
        self.closed()

    def show_sight(self, sight: Sight) -> None:
        """Show the notes that match the filter."""
        visit, wanted = sight.glance.visit, self._filter.value
        if self._sight and len(sight.whispers) < len(self._sight.whispers):
            self._search = NoteSearch()
        self._sight = sight
        width = self._list.size.width
        called = sight.glance.numbers
        shown = (visit.notes, visit.people, visit.plan, called, sight.whispers, wanted, width)
        if shown != self._shown:
            self._shown = shown
            self._find(sight, wanted, width)
        self._show_whole()
        self._show_hint()

    def _show_hint(self) -> None:
        """Say in the frame whose keys they are."""
        hint = _("Klikk på et notat for å bruke tastene her")
        if self._list.has_focus:
            hint = _("Bokstavene gjelder det valgte notatet · {key} lukker").format(
                key=key_or_word(SHOW_NOTES)
            )
        elif self._filter.has_focus:
            hint = _("Enter går til lista · Esc viser alle")
        elif self._line.has_focus and (change := self._line.change) is not None:
            hint = change.hint
        if hint != self._hint:
            self._hint = hint
            self.border_subtitle = Content(hint)

    def _find(self, sight: Sight, wanted: str, width: int) -> None:
        """Show the matching notes, and how many of all they are."""
        visit = sight.glance.visit
        notes = sorted([*visit.notes, *sight.whispers], key=lambda note: note.typed_at)
        found = self._search.found(visit, notes, note_filter(visit, wanted))
        self._list.show_notes(found, around(visit, self.day.session.author, sight.glance.machine))
        count = ngettext("{found} av {total} notat", "{found} av {total} notater", len(notes))
        left = Content.styled(count.format(found=len(found), total=len(notes)), "bold")
        right = Content.styled(texts_notes.balance(balance(visit)), "$text-muted")
        if left.cell_length + right.cell_length + 2 <= width:
            self.query_one("#pad-head", Lines).show([sides(left, right, width)])
        else:
            self.query_one("#pad-head", Lines).show([left, right.truncate(width, ellipsis=True)])

    def _show_whole(self) -> None:
        """Show the note chosen in full, or the texts it has had, unless it is being changed."""
        note, lines = self._list.chosen, self.query_one("#pad-whole", Lines)
        if note is None or self._sight is None or self.edit is not None:
            lines.show([self._nothing()] if note is None else [])
            return
        glance = self._sight.glance
        known = around(glance.visit, machine=glance.machine)
        draw = versions if self._unfolded else whole
        width = max(20, self._list.size.width)
        rule = Content.styled("─" * width, "$border-blurred")
        lines.show([rule, *draw(note, known, width)])

    def _read_ahead(self) -> None:
        """Build the search index before the first letter is typed."""
        if self._sight is not None:
            notes = [*self._sight.glance.visit.notes, *self._sight.whispers]
            self._search.found(self._sight.glance.visit, notes, NoteFilter(words=("",)))

    def _nothing(self) -> Content:
        said = _("Ingen notater ennå. Trykk Enter og skriv.")
        if self._filter.value:
            said = _("Ingen notater passer; Esc viser alle.")
        return Content.styled(said, "$text-muted")

    @on(PadList.Chosen)
    def _turn(self) -> None:
        self._unfolded = False
        self._show_whole()

    @on(Input.Changed, "#pad-filter")
    def _typed(self) -> None:
        if self._sight is not None:
            self.show_sight(self._sight)

    def hear(self, words: str, session: Session) -> None:
        """Filter the notes by some words."""
        del session
        self._wanted = words
        if self.is_mounted:
            self._filter.value = words
            self._filter.set_class(bool(words), "-open")

    def take_command(self, command: Command) -> bool:
        """Carry out a command on the selected note; returns whether it is one of the pad's."""
        if command.screen is Act.FIND:
            self._filter.add_class("-open")
            self.screen.set_focus(self._filter)
            self.call_after_refresh(self._read_ahead)
            return True
        if self.edit is not None:
            return command.screen is Act.THOUGHT and self._turn_thought(self.edit)
        if self._list.chosen is None or command not in KEYS.values():
            return False
        self.post_message(PadList.Asked(command))
        return True

    def _turn_thought(self, edit: NoteLine) -> bool:
        """Let the note that is being changed be said, or a thought, whatever its text becomes."""
        change = edit.change
        if change and self.day.ask(MarkNote(note=change.note.id, said=not edit.said)):
            edit.said = not edit.said
        return True

    @on(PadList.Asked)
    def _asked(self, event: PadList.Asked) -> None:
        """Do what a key of the list asks for."""
        event.stop()
        command, note = event.command, self._list.chosen
        if self.edit is not None:
            self.enter()
        elif note is None or command.screen is Act.FIND:
            self.take_command(command)
        else:
            self._unfolded = command.screen is Act.VERSIONS and not self._unfolded
            self._do(command, note)

    def _do(self, command: Command, note: Note) -> None:
        """Do something with a note; where it needs more words, begin to write them."""
        match command.screen:
            case Act.CHANGE | Act.CUT:
                self._change(note, cut=command.screen is Act.CUT)
            case Act.JUMP:
                self._jump(note)
            case Act.VERSIONS:
                self._show_whole()
            case Act.TURN_SAID:
                self.day.ask(MarkNote(note=note.id, said=not note.said))
            case Act.JOIN:
                behind = self._list.next
                self.day.ask(JoinNotes(notes=(note.id, *([behind.id] if behind else []))))
            case _ if command.takes.of_note is not None:
                self.day.ask(command.takes.of_note(note.id))
            case _:
                called = self._sight.glance.numbers if self._sight else ALONE
                words = f"{command.word} {called.of(note)} "
                self.screen.query_one(CommandLine).open(words)

    def _jump(self, note: Note) -> None:
        """Close the pad and look at the block in which a note was written, on its day."""
        self.day.uncover()
        self.day.look_at_moment(next(iter(note.blocks), None), note.typed_at)

    def _change(self, note: Note, *, cut: bool) -> None:
        """Let a note be changed, or cut in two where the cursor is put."""
        self._line.begin_change(NoteChange(note, cut))
        self._line.display = True
        self._show_whole()
        self.enter()

    @on(NoteLine.Left)
    def _end(self, event: NoteLine.Left) -> None:
        """Go back to the list from the note that was being changed."""
        event.stop()
        # Not removed: Textual may draw once more what is being removed, and no text area can be.
        self._line.display = False
        self._line.end_change()
        if self.display:
            self._list.focus()
        self.day.paint()

"""Notes on the day screen: written without looking, checked while they are, never lost."""

from functools import cached_property

from rich.cells import cached_cell_len
from textual import on
from textual.content import Content
from textual.timer import Timer

from kvip_tui.commands.base import Act, Now
from kvip_tui.commands.notes import KEEP
from kvip_tui.commands.table import Command
from kvip_tui.domain.base import Refusal
from kvip_tui.domain.notes.balance import balance
from kvip_tui.domain.notes.reading import closing_meeting, privacy_at
from kvip_tui.domain.privacy.check import Finding, Level
from kvip_tui.domain.state.plan import Privacy
from kvip_tui.domain.state.visit import Visit
from kvip_tui.domain.text.legible import LONGEST
from kvip_tui.i18n import _
from kvip_tui.privacy_check import forget, look
from kvip_tui.snapshot import Glance
from kvip_tui.texts import notes as texts_notes
from kvip_tui.texts import said as texts
from kvip_tui.ui.day.overlays import DayCovers
from kvip_tui.ui.day.widgets.command_line import CommandLine
from kvip_tui.ui.day.widgets.note_frame import (
    IMPRESSION,
    NOTE,
    SAID,
    THOUGHT,
    NoteFrame,
    StopOffer,
    Writing,
)
from kvip_tui.ui.day.widgets.notes import NoteLine
from kvip_tui.ui.messages import ForgetCopied
from kvip_tui.ui.widgets.lines import Lines

# How long nothing is typed before what was typed is read: no keystroke waits for the check.
PAUSE = 0.4
REASON = "fordi"


class DayNotes(DayCovers):
    """A day on which notes are written."""

    _resting: Timer | None = None
    _typed_on = False
    _stopped: NoteLine | None = None
    _stops: tuple[Finding, ...] = ()
    _stopped_text = _asked_about = ""
    _about: tuple[object, ...] = ()
    _heard = False

    @property
    def note_line(self) -> NoteLine:
        """The line that is written in, that of new notes where none is."""
        if isinstance(self.focused, NoteLine):
            return self.focused
        return self._new_line

    @cached_property
    def _new_line(self) -> NoteLine:
        return self.query_one("#note-line", NoteLine)

    def note_command(self, command: Command) -> bool:
        """Carry out a command about notes that only the screen can; returns whether it is one."""
        line = self.note_line
        match command.screen:
            case Act.NOTE:
                self.set_focus(line)
            case Act.THOUGHT if self.cover is not None and self.in_cover(line):
                return self.cover.take_command(command)
            case Act.THOUGHT:
                line.said = not line.said if line.has_focus else False
                self.set_focus(line)
            case Act.IMPRESSION:
                self._impress(line)
            case Act.STRIKE if self.stopped is not None:
                self._read(self.stopped)
                self.stopped.omit_stops()
                self._store_text(self.stopped)
            case Act.REWRITE if self.stopped is not None:
                self.set_focus(self.stopped)
                self.stopped.select_stop()
            case Act.KEEP if self.stopped is not None:
                self.set_focus(self.stopped)
                self.query_one(CommandLine).open(f"{command.word} {REASON} ")
            case _:
                return self.cover is not None and self.cover.take_command(command)
        self.paint()
        return True

    @property
    def stopped(self) -> NoteLine | None:
        """The line whose text was not stored because of what was found in it, or None."""
        if self._stopped is not None and self._stopped.unchanged:
            self._stopped = None
        return self._stopped

    def possible(self, command: Command, now: Glance) -> bool | None:
        """Return whether a command can be done now: None greyed, False hidden."""
        return command.possible(Now(now, self.session, stopped=self.stopped is not None))

    def _impress(self, line: NoteLine) -> None:
        """Let what is written be an impression, or a note like any other again."""
        if self.in_cover(line) or not closing(self.session.visit):
            self.say(texts.refusal(Refusal("note.no_impression")), refused=True)
            return
        line.impression = not line.impression if line.has_focus else True
        self.set_focus(line)

    @on(NoteLine.Changed)
    def _typing(self, event: NoteLine.Changed) -> None:
        if isinstance(event.text_area, NoteLine):
            event.text_area.began(self.session.now())
            self._typed_on = True
            if self._resting is None:
                self._resting = self.set_timer(PAUSE, self._rested)

    def _rested(self) -> None:
        """Read what was typed, or wait on where it was typed on since."""
        self._resting = self.set_timer(PAUSE, self._rested) if self._typed_on else None
        if self._resting is None:
            self._read(self.note_line)
            self.paint()
        self._typed_on = False

    def _read(self, line: NoteLine) -> tuple[Finding, ...]:
        """Mark what the privacy check finds in a text, and return what stops it.

        What is too long to be stored is not read: it is refused for that. An interview's note is
        stored nowhere, so nothing stops it.
        """
        text = line.text
        names = [person.name for person in self.session.visit.people]
        found = look(text, names) if len(text) <= LONGEST else ()
        line.mark(found)
        secret = line.privacy(self.session.visit, self.session.now()) is Privacy.INTERVIEW
        stops = () if secret else tuple(one for one in found if one.level is Level.STOP)
        if self._stopped is line:
            self._stops, self._stopped_text = stops, text if stops else ""
            self._stopped = line if stops else None
        return stops

    @on(NoteLine.Stored)
    def _store(self, event: NoteLine.Stored) -> None:
        """Store the note; a second Enter on one that was stopped asks for the reason.

        Who types on without looking is stopped anew: the next note must not become the reason.
        """
        line = event.line
        if line.unchanged:
            self.leave_line(line)
        elif self.stopped is line and line.text == self._asked_about and self._read(line):
            if not self.bouncing:
                self.note_command(KEEP)
        else:
            self._store_text(line)

    def _store_text(self, line: NoteLine) -> None:
        """Store what stands in a line, or say what stops it."""
        self._stopped = line
        if not self._read(line):
            self.keep(line)
            return
        self.say("")
        self._asked_about = line.text
        self.hold_off()
        self.paint()

    def keep(self, line: NoteLine, because: str = "") -> bool:
        """Store what stands in a line, which is emptied when that is done."""
        done = self.ask(line.wish(self.session.now(), because))
        if done:
            self._stopped, self._stopped_text = None, ""
            line.empty()
            self.keep_draft()
            self.paint()
        return done

    def carry_out(self, command: Command, rest: str) -> bool:
        """Carry out a command; the answers to the check are about the note that was stopped."""
        if command.screen is Act.KEEP and self.stopped is not None:
            return self.keep(self.stopped, because_of(rest))
        if command.screen is Act.STRIKE and self.stopped is not None:
            return self.note_command(command)
        if command.screen is Act.WIPE:
            self.keep_draft()
            for line in self.note_lines:
                line.wipe()
        return super().carry_out(command, rest)

    @on(NoteLine.Left)
    def _leave(self, event: NoteLine.Left) -> None:
        self.leave_line(event.line)

    @on(NoteLine.TooMuch)
    def _refuse(self, event: NoteLine.TooMuch) -> None:
        """Say why nothing was taken in, and where the text is."""
        said = _(
            "Det er {count} tegn, og et notat rommer {longest}: linja er som før, og teksten er "
            "fortsatt på utklippstavla."
        )
        self.say(said.format(count=event.count, longest=LONGEST), refused=True)
        self.paint()

    def leave_line(self, line: NoteLine) -> None:
        """Give the keys back; what stands in the line of new notes stays."""
        cover = self.cover
        if cover is not None and self.in_cover(line):
            line.action_leave()
            return
        self.set_focus(None)
        if cover is not None:
            cover.enter()
        self.paint()

    def keep_draft(self) -> None:
        """Save what is being typed, and let nothing of an interview outlive its notes."""
        for line in self.note_lines:
            line.guard(self.session)
        super().keep_draft()

    @property
    def at_stake(self) -> int:
        """How many notes of interviews there are to lose, one that is being written too."""
        self._new_line.guard(self.session)
        writing = self._new_line.secret and not self._new_line.unchanged
        return len(self.session.whispers) + writing

    def keeps_apart(self, text: str) -> bool:
        """Return whether a text that is copied is an interview's: but the link to a room is not."""
        field, visit, now = self.focused, self.session.visit, self.session.now()
        if field is None or any(text == room.url for room in visit.plan.rooms):
            return False
        if isinstance(field, NoteLine):
            return field.privacy(visit, now) is Privacy.INTERVIEW
        return privacy_at(visit, now) is Privacy.INTERVIEW

    def _wipe(self) -> None:
        """Let nothing of an interview stand on where it was typed, looked through or drawn."""
        self.wipe_covers()
        forget()
        cached_cell_len.cache_clear()
        self.post_message(ForgetCopied())

    def paint(self, now: Glance | None = None) -> None:
        """Bring every panel that is shown up to date, and what stands around the note."""
        now = now or self.glance
        super().paint(now)
        line, visit = self.note_line, now.visit
        heard, self._heard = self._heard, line.secret or bool(self.session.whispers)
        if heard and not self._heard:
            self._wipe()
        about = (
            *(line, line.has_focus, line.said, line.impression, line.secret, line.typed_at),
            *(line.marks, self.stopped, self._stops, self.cover is None, self.size.width),
            now.now.minute,
            *(visit.runs, visit.plan, visit.notes, visit.people, visit.focus_areas),
        )
        if about != self._about:
            self._about = about
            self._paint_note(line, now)

    def _paint_note(self, line: NoteLine, now: Glance) -> None:
        """Show what is being written, or would be, and what stops it."""
        privacy = line.privacy(now.visit, now.now)
        keys = _keys(line, now.visit) if line.has_focus else ()
        aside = texts_notes.balance(balance(now.visit)) if self.cover is None else ""
        writing = Writing(privacy, line.said and not line.impression, line.marks, keys, aside)
        self.query_one(NoteFrame).show_writing(writing)
        stops = self._stops if self.stopped else ()
        self.query_one(StopOffer).show_found(stops, self._stopped_text)
        letter = texts.privacy(privacy)[0]
        self.query_one("#note-sign", Lines).show([Content.styled(f"{letter}> ", "bold")])


def closing(visit: Visit) -> bool:
    """Return whether the meeting runs in which impressions are written."""
    meeting = closing_meeting(visit)
    return meeting is not None and visit.run(meeting.id).running


def _keys(line: NoteLine, visit: Visit) -> tuple[Command, ...]:
    """Return the keys that make something else of what is written."""
    said = THOUGHT if line.said else SAID
    impression = NOTE if line.impression else IMPRESSION
    return (said, impression) if closing(visit) or line.impression else (said,)


def because_of(words: str) -> str:
    """Return the reason that is given in words, with or without «fordi»."""
    first, _blank, rest = words.strip().partition(" ")
    return rest.strip() if first.casefold() == REASON else words.strip()

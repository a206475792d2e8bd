"""Where notes are written: without looking, checked while they are, and never lost."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from msgspec.structs import replace
from rich.cells import cached_cell_len
from textual.content import Content
from textual.screen import Screen
from textual.timer import Timer

from kvip_tui.commands.base import Act
from kvip_tui.commands.notes import IMPRESSION, KEEP, THOUGHT
from kvip_tui.commands.table import Command
from kvip_tui.domain.base import Refusal
from kvip_tui.domain.notes.balance import balance
from kvip_tui.domain.notes.reading import closing_meeting
from kvip_tui.domain.privacy.check import Finding, Level
from kvip_tui.domain.state.plan import Privacy
from kvip_tui.domain.state.visit import Visit
from kvip_tui.domain.text.legible import LONGEST, clean
from kvip_tui.errors import UserError
from kvip_tui.i18n import _
from kvip_tui.privacy_check import clear_cache, look, names, own
from kvip_tui.session import Session
from kvip_tui.store.drafts.note import Draft, Typed
from kvip_tui.texts import notes as texts_notes
from kvip_tui.texts import said as texts
from kvip_tui.ui.day.actions import Actions
from kvip_tui.ui.day.panel_stack import PanelStack
from kvip_tui.ui.day.widgets.command_line import CommandLine
from kvip_tui.ui.day.widgets.notes.frame import (
    NOTE,
    SAID,
    NoteFrame,
    StopOffer,
    Writing,
)
from kvip_tui.ui.day.widgets.notes.line import NoteLine
from kvip_tui.ui.messages import ForgetCopied
from kvip_tui.ui.panels.base import Sight
from kvip_tui.ui.widgets.lines import Lines

# How long nothing is typed before what was typed is read: no keystroke waits for the check.
PAUSE = 0.4
REASON = "fordi"
# What was left unfinished longer ago than that is of another day: it is offered, not put back.
SAME_DAY = timedelta(hours=12)


class NoteArea:
    """The line in which a note is written, what stands around it, and what stopped its text.

    A stored note is changed in a line of a panel, which is treated alike.
    """

    def __init__(
        self,
        screen: Screen[Any],
        session: Session,
        draft: Draft,
        actions: Actions,
        panels: PanelStack,
    ) -> None:
        self._screen = screen
        self._session = session
        self._actions = actions
        self._panels = panels
        self._keeper = DraftKeeper(session, draft)
        self._resting: Timer | None = None
        self._typed_on = False
        self._stopped: NoteLine | None = None
        self._stops: tuple[Finding, ...] = ()
        self._stopped_text = self._asked_about = ""
        self._about: tuple[object, ...] = ()
        self._heard = False

    @property
    def line(self) -> NoteLine:
        """The line that is written in, that of new notes where none is."""
        focused = self._screen.focused
        return focused if isinstance(focused, NoteLine) else self._new_line

    @cached_property
    def _new_line(self) -> NoteLine:
        return self._screen.query_one("#note-line", NoteLine)

    @property
    def _lines(self) -> tuple[NoteLine, ...]:
        """Where notes are typed, that of new ones first.

        They are found without a search of the whole screen, which costs a tick.
        """
        return (self._new_line, *self._panels.note_lines)

    # What is typed, and what the privacy check finds in it meanwhile.

    def typed(self, line: NoteLine) -> None:
        """Stamp a text that has been begun, and read it once nothing more is typed."""
        line.began(self._session.now())
        self._typed_on = True
        if self._resting is None:
            self._resting = self._screen.set_timer(PAUSE, self._rested)

    def _rested(self) -> None:
        """Read what was typed, or wait on where it was typed on since."""
        self._resting = self._screen.set_timer(PAUSE, self._rested) if self._typed_on else None
        if self._resting is None:
            self._read(self.line)
            self._actions.paint()
        self._typed_on = False

    def _read(self, line: NoteLine) -> None:
        """Mark what the privacy check finds in a text as it stands, before it is stored.

        What is too long to be stored is not read: it is refused for that. An interview's note is
        stored nowhere, so nothing stops it.
        """
        text, visit = line.text, self._session.visit
        found = look(text, names(visit), own(visit)) if len(text) <= LONGEST else ()
        line.mark(found)
        if self._stopped is line:
            secret = line.privacy(self._session, self._session.now()) is Privacy.INTERVIEW
            self._stops = () if secret else tuple(one for one in found if one.level is Level.STOP)
            self._stopped, self._stopped_text = (line, text) if self._stops else (None, "")

    # What is stored, and what keeps it from being stored.

    @property
    def stopped(self) -> NoteLine | None:
        """The line whose text was not stored because of what was found in it, or None."""
        if self._stopped is not None and self._stopped.unchanged:
            self._stopped = None
        return self._stopped

    def store(self, line: NoteLine) -> None:
        """Store a text; a second Enter on one that was stopped asks for the reason.

        Who types on without looking is stopped anew: the next note must not become the reason.
        """
        if line.unchanged:
            self.leave(line)
        elif self.stopped is line and line.text == self._asked_about:
            if not self._actions.bouncing:
                self.command(KEEP)
        else:
            self.keep(line)

    def keep(self, line: NoteLine, because: str = "") -> bool:
        """Store what stands in a line, which is emptied when that is done."""

        def stopped(refusal: Refusal) -> bool:
            return self._stop(line, refusal)

        done = self._actions.store(line.intent(self._session.now(), because), stopped)
        if done:
            self._stopped, self._stopped_text, self._stops = None, "", ()
            line.empty()
            if line.has_focus:
                line.placeholder = _("lagret; bokstavene går fortsatt hit, Esc går ut")
            self.keep_draft()
        return done

    def _stop(self, line: NoteLine, refusal: Refusal) -> bool:
        """Mark where a line has what it was refused for, and offer ways out of it."""
        if refusal.code != "privacy.stop":
            return False
        text = line.text
        begin = max(0, text.find(clean(text)))
        found = refusal.params["found"]
        self._stops = moved(found if isinstance(found, tuple) else (), begin)
        self._stopped, self._stopped_text, self._asked_about = line, text, text
        line.mark(beside(line.marks, self._stops))
        return True

    def answer(self, command: Command, rest: str) -> bool | None:
        """Carry out an answer to the check, about the text that was stopped; None: it is none."""
        if command.screen is Act.KEEP and self.stopped is not None:
            return self.keep(self.stopped, because_of(rest))
        if command.screen is Act.STRIKE and self.stopped is not None:
            return self.command(command)
        if command.screen is Act.WIPE:
            self.keep_draft()
            for line in self._lines:
                line.wipe()
            # Copied words are let go too, where none were shown between typing and wiping.
            self._heard = True
        return None

    def command(self, command: Command) -> bool:
        """Carry out a command about notes that only the screen can; returns whether it is one."""
        line = self.line
        match command.screen:
            case Act.NOTE:
                self._screen.set_focus(line)
                return True
            case Act.THOUGHT if self._panels.holds(line):
                return self._panels.take_command(command)
            case Act.THOUGHT:
                line.said = not line.said if line.has_focus else False
                self._screen.set_focus(line)
            case Act.IMPRESSION:
                self._impress(line)
            case Act.STRIKE if self.stopped is not None:
                self._read(self.stopped)
                self._strike(self.stopped)
            case Act.REWRITE if self.stopped is not None:
                self._screen.set_focus(self.stopped)
                self.stopped.select_stop()
            case Act.KEEP if self.stopped is not None:
                self._screen.set_focus(self.stopped)
                self._screen.query_one(CommandLine).open(f"{command.word} {REASON} ")
            case _:
                return self._panels.take_command(command)
        self._actions.paint()
        return True

    def put(self, text: str) -> None:
        """Write a text into the line of new notes, behind what stands there."""
        line = self._new_line
        line.move_cursor(line.document.end)
        line.insert(f"\n{text}" if line.text else text)
        self._screen.set_focus(line)
        self._actions.paint()

    def write(self, text: str, typed_at: datetime) -> None:
        """Store a text as a note begun then; behind what is being typed it only waits there."""
        line = self._new_line
        alone = line.unchanged
        self.put(text)
        if alone:
            line.typed_at = typed_at
            self.store(line)

    def _strike(self, line: NoteLine | None) -> None:
        if line is not None:
            line.omit_stops()
            self.keep(line)

    def _impress(self, line: NoteLine) -> None:
        """Let what is written be an impression, or a note like any other again."""
        if self._panels.holds(line) or not closing(self._session.visit):
            self._actions.refuse(Refusal("note.no_impression"))
            return
        line.impression = not line.impression if line.has_focus else True
        self._screen.set_focus(line)

    def leave(self, line: NoteLine) -> None:
        """Give the keys back; what stands in the line of new notes stays."""
        if self._panels.holds(line):
            line.action_leave()
            return
        self._screen.set_focus(None)
        if self._panels.shown is not None:
            self._panels.shown.enter()

    def refuse_paste(self, count: int) -> None:
        """Say why nothing was taken in, and where the text is."""
        said = _(
            "Det er {count} tegn, og et notat rommer {longest}: linja er som før, og teksten er "
            "fortsatt på utklippstavla."
        )
        self._actions.say(said.format(count=count, longest=LONGEST), refused=True)

    # What is typed is never lost, and an interview's words are never kept.

    def restore(self) -> bool:
        """Put back an unfinished note of this day; returns whether there was one."""
        return self._keeper.restore(self._new_line)

    @property
    def old_draft(self) -> Typed | None:
        """What was left unfinished on another day: it is offered, and stands nowhere."""
        return self._keeper.old

    def use_old(self) -> None:
        """Write what was left unfinished on another day into the line, behind what stands there."""
        if (old := self._keeper.let_go()) is not None:
            alone = self._new_line.unchanged
            self.put(old.text)
            if alone:
                self._new_line.typed_at = old.typed_at

    def drop_old(self) -> None:
        """Let go of what was left unfinished on another day."""
        self._keeper.let_go(forget=True)

    def keep_draft(self) -> None:
        """Save what is being typed, and let nothing of an interview outlive its notes.

        A crash loses no more than was typed since.
        """
        for line in self._lines:
            line.guard(self._session)
        try:
            self._keeper.save(self._lines)
        except UserError as error:
            self._actions.say(error.message, refused=True)

    @property
    def at_stake(self) -> int:
        """How many notes of interviews there are to lose, one that is being written too."""
        self._new_line.guard(self._session)
        writing = self._new_line.secret and not self._new_line.unchanged
        return len(self._session.whispers) + writing

    def keeps_apart(self, text: str) -> bool:
        """Return whether a text that is copied is an interview's: but the link to a room is not."""
        session, field = self._session, self._screen.focused
        if field is None or any(text == room.url for room in session.visit.plan.rooms):
            return False
        if isinstance(field, NoteLine):
            return field.privacy(session, session.now()) is Privacy.INTERVIEW
        return session.interviewing

    # What is shown.

    def show_sight(self, sight: Sight) -> None:
        """Show what is being written and what stops it, where any of that is new."""
        line, now, visit = self.line, sight.glance, sight.glance.visit
        about = (
            *(line, line.has_focus, line.said, line.impression, line.secret, line.typed_at),
            *(line.marks, self.stopped, self._stops),
            *(self._panels.shown is None, self._screen.size.width, now.now.minute),
            *(visit.runs, visit.plan, visit.notes, visit.people, visit.focus_areas),
        )
        if about != self._about:
            self._about = about
            self._show(line, sight)

    def let_go(self, sight: Sight) -> None:
        """Where an interview's notes have gone, let nothing of them stand on.

        That is where it was typed, looked through or drawn, also a moment ago in what has just
        been shown, so it comes after that.
        """
        heard, self._heard = self._heard, self.line.secret or bool(sight.whispers)
        if heard and not self._heard:
            self._panels.wipe()
            clear_cache()
            cached_cell_len.cache_clear()
            self._screen.post_message(ForgetCopied())

    def _show(self, line: NoteLine, sight: Sight) -> None:
        """Show what is being written, or would be, and what stops it."""
        now, find = sight.glance, self._screen.query_one
        privacy = line.privacy(self._session, now.now)
        keys = _keys(line, now.visit) if line.has_focus else ()
        aside = texts_notes.balance(balance(now.visit)) if self._panels.shown is None else ""
        said = line.said and not line.impression
        title = texts.privacy(privacy, now.visit.plan)
        find(NoteFrame).show_writing(Writing(privacy, said, line.marks, keys, aside, title))
        stops = self._stops if self.stopped else ()
        find(StopOffer).show_found(stops, self._stopped_text)
        letter = texts.privacy(privacy)[0]
        find("#note-sign", Lines).show([Content.styled(f"{letter}> ", "bold")])


class DraftKeeper:
    """Saves the text of the note line beside the journal, at most once a second.

    What is typed during an interview is never saved: it lives in memory only (DESIGN 5).
    """

    def __init__(self, session: Session, draft: Draft) -> None:
        self._session = session
        self._draft = draft
        self._saved: Typed | None = None
        self.old: Typed | None = None

    def restore(self, line: NoteLine) -> bool:
        """Put back the text of a session that ended in the middle; returns whether there is one."""
        if line.text or not self._session.writer:
            return False
        found = self._draft.load()
        if found is None:
            return False
        if abs(self._session.now() - found.typed_at) > SAME_DAY:
            self.old = self._saved = found
            return False
        line.restore(found.text, found.typed_at)
        line.said, line.impression = found.said, found.impression
        line.least = found.least
        self._saved = found
        return True

    def let_go(self, *, forget: bool = False) -> Typed | None:
        """Return what is of another day, which is no longer kept apart; *forget* drops it."""
        old, self.old = self.old, None
        if forget and old is not None and self._saved == old:
            self._draft.clear()
            self._saved = None
        return old

    def save(self, lines: Iterable[NoteLine]) -> None:
        """Save what is typed in the first of some lines, where it has changed since.

        A note that is being changed has its old text in the journal, so a new one comes first.
        """
        typed = next(filter(None, map(_typed, lines)), self.old)
        if typed == self._saved or not self._session.writer:
            return
        if typed is None:
            self._draft.clear()
        else:
            self._draft.save(typed)
        self._saved = typed


def _typed(line: NoteLine) -> Typed | None:
    """Return what would be lost of a line, None for nothing that may be saved."""
    if line.unchanged or line.read_only or line.typed_at is None or line.secret:
        return None
    return Typed(line.text, line.typed_at, line.said, line.impression, line.least)


def moved(found: Iterable[Finding], by: int) -> tuple[Finding, ...]:
    """Return findings as they stand in a text that begins so many signs before the one read."""
    return tuple(replace(one, start=one.start + by, end=one.end + by) for one in found)


def beside(marks: Iterable[Finding], stops: Sequence[Finding]) -> list[Finding]:
    """Return what stops a text with what was only to be looked at and stands apart, in order."""
    apart = (
        one
        for one in marks
        if one.level is Level.LOOK
        and not any(one.start < stop.end and stop.start < one.end for stop in stops)
    )
    return sorted((*apart, *stops), key=lambda one: one.start)


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

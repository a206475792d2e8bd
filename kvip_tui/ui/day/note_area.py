"""Where notes are written: without looking, checked while they are, and never lost."""

from datetime import datetime
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from msgspec.structs import replace
from rich.cells import cached_cell_len
from textual.content import Content
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Input, TextArea

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
from kvip_tui.privacy_check import clear_cache, look, names, own, removed
from kvip_tui.session import Session
from kvip_tui.store.drafts.note import Draft
from kvip_tui.texts import formats
from kvip_tui.texts import notes as texts_notes
from kvip_tui.texts import said as texts
from kvip_tui.ui.day.actions import Actions
from kvip_tui.ui.day.panel_stack import PanelStack
from kvip_tui.ui.day.set_aside import DraftKeeper, SetAside, Unstored, intent_of
from kvip_tui.ui.day.widgets.command_line import CommandLine
from kvip_tui.ui.day.widgets.notes.frame import (
    NOTE,
    SAID,
    NoteFrame,
    StopOffer,
    Waiting,
    Writing,
)
from kvip_tui.ui.day.widgets.notes.line import NoteLine
from kvip_tui.ui.messages import ForgetCopied
from kvip_tui.ui.panels.base import Sight
from kvip_tui.ui.widgets.lines import Lines
from kvip_tui.ui.widgets.marked_text import beside, moved

# How long nothing is typed before what was typed is read: no keystroke waits for the check.
PAUSE = 0.4
REASON = "fordi"


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
        self._aside = SetAside()
        self._keeper = DraftKeeper(session, draft, self._aside)
        self._resting: Timer | None = None
        self._typed_on = False
        self._stopped: NoteLine | None = None
        self._stops: tuple[Finding, ...] = ()
        self._stopped_text = self._asked_about = ""
        # What was stopped just now, while nothing has been typed since.
        self._fresh: Unstored | None = None
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
        if line.text:
            self._fresh = None
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
            stops = tuple(one for one in found if one.level is Level.STOP)
            self._stops = () if self._secret(line) else stops
            self._stopped, self._stopped_text = (line, text) if self._stops else (None, "")

    # What is stored, and what keeps it from being stored.

    @property
    def _stopped_line(self) -> NoteLine | None:
        """The line in which a change was not stored because of what was found in it, or None."""
        if self._stopped is not None and self._stopped.unchanged:
            self._stopped = None
        return self._stopped

    @property
    def stopped(self) -> bool:
        """Whether there is a text that the privacy check stopped, and the keys are about it."""
        top = self._aside.top
        return self._stopped_line is not None or (top is not None and bool(top.stops))

    @property
    def aside(self) -> bool:
        """Whether there is a text beside the line of notes that is not stored."""
        return self._aside.top is not None

    def answered_by(self, command: Command) -> bool:
        """Return whether a key answers for a text that is not stored, and not for what is typed."""
        field = self._screen.focused
        if self._stopped_line is not None:
            return True
        if isinstance(field, TextArea | Input) and (field is not self._new_line or field.text):
            return False
        return self.aside if command.screen is Act.REWRITE else self.stopped

    def store(self, line: NoteLine) -> None:
        """Store a text; a second Enter behind one that was stopped asks for the reason.

        Who types on without looking writes the next note, which must not become the reason.
        """
        if line.unchanged and self._fresh is None:
            self.leave(line)
        elif line.unchanged or (self._stopped_line is line and line.text == self._asked_about):
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
            self._make_room(line, _("lagret; bokstavene går fortsatt hit, Esc går ut"))
        return done

    def _make_room(self, line: NoteLine, said: str) -> None:
        """Empty a line whose text is kept elsewhere, and say so in it while it has the keys."""
        line.empty()
        if line.has_focus:
            line.placeholder = said
        self.keep_draft()

    def _keep_aside(self, because: str = "", *, strike: bool = False) -> bool:
        """Store the text on top of those set aside, for a reason or without what stops it."""
        top, visit = self._aside.top, self._session.visit
        if top is None:
            return False
        typed = top.taken_up(self._session)
        if strike:
            typed = replace(typed, text=removed(typed.text, names(visit), own(visit)))
            if not typed.text.strip():
                self._actions.refuse(Refusal("privacy.all"))
                return False
        done = self._actions.store(
            intent_of(typed, secret=top.secret, because=because), lambda _refusal: False
        )
        if done:
            self._aside.take()
            self._fresh = None
            self.keep_draft()
        return done

    def throw_away(self) -> None:
        """Throw away the text on top of those set aside, once that is meant."""
        if not self.aside or self._actions.asks(Refusal("note.throw_away")):
            return
        self._aside.take()
        self._fresh = None
        self.keep_draft()
        self._actions.say(_("Teksten er kastet"))

    def _secret(self, line: NoteLine) -> bool:
        """Return whether what stands in a line is an interview's."""
        return line.privacy(self._session, self._session.now()) is Privacy.INTERVIEW

    def _fetch(self) -> None:
        """Take the text on top of those set aside into the line; what stands there waits instead.

        It may be much later: both are kept, and the keys are then about the one that waits.
        """
        line, found = self._new_line, self._aside.take()
        if found is None:
            return
        if (typed := line.typed) is not None:
            self._aside.put(Unstored(typed, self._secret(line)))
        line.take_up(found.taken_up(self._session), secret=found.secret)
        line.mark(found.stops)
        self._fresh = None
        self._screen.set_focus(line)
        line.select_stop()

    def _stop(self, line: NoteLine, refusal: Refusal) -> bool:
        """Set aside what the check stopped, or mark it in a change; and offer ways out of it."""
        if refusal.code != "privacy.stop":
            return False
        text = line.text
        begin = max(0, text.find(clean(text)))
        found = refusal.params["found"]
        stops = moved(found if isinstance(found, tuple) else (), begin)
        typed = line.typed
        if line is self._new_line and typed is not None:
            self._fresh = Unstored(typed, self._secret(line), stops)
            self._aside.put(self._fresh)
            self._make_room(line, _("stanset og lagt til side; skriv gjerne neste notat her"))
            return True
        self._stops = stops
        self._stopped, self._stopped_text, self._asked_about = line, text, text
        line.mark(beside(line.marks, self._stops))
        return True

    def answer(self, command: Command, rest: str) -> bool | None:
        """Carry out an answer to the check, about the text that was stopped; None: it is none."""
        if command.screen is Act.KEEP and self.stopped:
            line = self._stopped_line
            return self.keep(line, because_of(rest)) if line else self._keep_aside(because_of(rest))
        if (command.screen is Act.STRIKE and self.stopped) or (
            command.screen is Act.DROP and self.aside
        ):
            return self.command(command)
        if command.screen is Act.WIPE:
            self._aside.wipe()
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
            case Act.STRIKE | Act.REWRITE | Act.KEEP | Act.DROP if self.stopped or self.aside:
                self._answer_key(command)
            case _:
                return self._panels.take_command(command)
        self._actions.paint()
        return True

    def _answer_key(self, command: Command) -> None:
        """Do what a key asks for with what is not stored: a change in its line, or what waits."""
        line = self._stopped_line
        match command.screen:
            case Act.DROP:
                self.throw_away()
            case Act.KEEP:
                self._screen.set_focus(line or self._new_line)
                self._screen.query_one(CommandLine).open(f"{command.word} {REASON} ")
            case _ if line is None and command.screen is Act.STRIKE:
                self._keep_aside(strike=True)
            case _ if line is None:
                self._fetch()
            case Act.STRIKE:
                self._read(line)
                self._strike(line)
            case _:
                self._screen.set_focus(line)
                line.select_stop()

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

    def _strike(self, line: NoteLine) -> None:
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
        """Offer what a window that ended was writing; returns whether there was anything."""
        return self._keeper.restore()

    def keep_draft(self) -> None:
        """Save what is being typed, and let nothing of an interview outlive its notes.

        A crash loses no more than was typed since.
        """
        for line in self._lines:
            line.guard(self._session)
        if self._session.closed:
            self._aside.wipe()
        try:
            self._keeper.save(line.typed for line in self._lines if not line.secret)
        except UserError as error:
            self._actions.say(error.message, refused=True)

    @property
    def at_stake(self) -> int:
        """How many notes of interviews there are to lose, one that is being written too."""
        self._new_line.guard(self._session)
        writing = self._new_line.secret and not self._new_line.unchanged
        return len(self._session.whispers) + self._aside.secrets + writing

    @property
    def secrets_typed(self) -> bool:
        """Whether an interview's words stand in a line, or beside it, and nowhere else."""
        return self.at_stake > len(self._session.whispers)

    def keeps_apart(self, text: str) -> bool:
        """Return whether a text that is copied is an interview's: but the link to a room is not."""
        session, field = self._session, self._screen.focused
        if field is None or any(text == room.url for room in session.visit.plan.rooms):
            return False
        if isinstance(field, NoteLine):
            return self._secret(field)
        return session.interviewing

    # What is shown.

    def show_sight(self, sight: Sight) -> None:
        """Show what is being written and what stops it, where any of that is new."""
        line, now, visit = self.line, sight.glance, sight.glance.visit
        width = self._screen.query_one(NoteFrame).size.width
        about = (
            *(line, line.has_focus, line.said, line.impression, line.secret, line.typed_at),
            *(line.marks, self._stopped_line, self._stops),
            *(self._aside.top, len(self._aside), self._fresh, bool(line.text)),
            *(self._panels.shown is None, width, now.now.minute),
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
        heard, self._heard = (
            self._heard,
            (self.line.secret or bool(self._aside.secrets) or bool(sight.whispers)),
        )
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
        find(StopOffer).show_waiting(self._waiting(line, now.now))
        letter = texts.privacy(privacy)[0]
        find("#note-sign", Lines).show([Content.styled(f"{letter}> ", "bold")])

    def _waiting(self, line: NoteLine, now: datetime) -> Waiting | None:
        """Return what there is to say of a text that is not stored, or None."""
        if self._stopped_line is not None:
            return Waiting(self._stopped_text, self._stops)
        top, plan = self._aside.top, self._session.visit.plan
        if top is None:
            return None
        today = now.astimezone(ZoneInfo(plan.timezone)).date()
        return Waiting(
            top.typed.text,
            top.stops,
            since=formats.stamp(top.typed.typed_at, plan.timezone, today),
            secret=top.secret,
            others=len(self._aside) - 1,
            short=top is not self._fresh,
            reached=line is self._new_line and line.has_focus and not line.text,
        )


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

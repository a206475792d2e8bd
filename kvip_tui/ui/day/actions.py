"""What is done on the day screen: carried out, and answered on the quiet line."""

from collections.abc import Callable
from time import monotonic
from typing import Any, Protocol

from textual.app import App
from textual.screen import Screen

from kvip_tui.commands.base import Act
from kvip_tui.commands.execute import answer, carry_out
from kvip_tui.commands.keymap import with_key
from kvip_tui.commands.table import Command
from kvip_tui.domain.base import Refusal
from kvip_tui.domain.checks.changes import ToggleCheck
from kvip_tui.domain.history import Intent
from kvip_tui.domain.state.plan import Room
from kvip_tui.domain.state.visit import Visit
from kvip_tui.errors import UserError
from kvip_tui.i18n import _
from kvip_tui.session import ASKED_TWICE, Session
from kvip_tui.snapshot import Glance
from kvip_tui.texts import said as texts
from kvip_tui.ui.board.messages import ShowBoard
from kvip_tui.ui.day.outlook import Outlook

# Longer than keyboards wait before they repeat a key that is held down.
BOUNCE = 0.8
# So many seconds what a key asked can be answered by pressing it again.
ANSWER_WITHIN = 60.0


class Shown(Protocol):
    """The screen on which something is done: it has a quiet line and can be brought up to date."""

    def say(self, text: str, *, refused: bool = False) -> None:
        """Say a sentence on the quiet line."""

    def paint(self) -> None:
        """Bring everything that is shown up to date, once what is in hand has been dealt with."""


class Actions:
    """Does what is asked of the session, and says what came of it."""

    def __init__(self, session: Session, outlook: Outlook, screen: Shown) -> None:
        self._session = session
        self._outlook = outlook
        self._screen = screen
        self._warned = 0.0
        self._asked: tuple[Refusal, float] | None = None
        # What is told of the visit as it was, whenever something has been done.
        self.after: Callable[[Visit], None] = lambda _before: None

    def asks(self, question: Refusal | None) -> bool:
        """Ask something, unless it is the answer to that; returns whether it must be answered."""
        now, asked = monotonic(), self._asked
        self._asked = None
        if question is None:
            return False
        if asked is not None and same(asked[0], question) and now - asked[1] <= ANSWER_WITHIN:
            return False
        self._asked = question, now
        self.hold_off()
        self.refuse(question)
        return True

    @property
    def bouncing(self) -> bool:
        """Whether a key that must be pressed twice on purpose has only bounced, or is held."""
        now = monotonic()
        bounced = now - self._warned < BOUNCE
        if bounced:
            self._warned = now
        return bounced

    def hold_off(self) -> None:
        """Let no key that has only bounced answer what has just been asked."""
        self._warned = monotonic()

    def paint(self) -> None:
        """Bring everything that is shown up to date, once what is in hand has been dealt with."""
        self._screen.paint()

    def say(self, text: str, *, refused: bool = False) -> None:
        """Say a sentence on the quiet line, and show it with all else that is new."""
        self._screen.say(text, refused=refused)
        self._screen.paint()

    def refuse(self, refusal: Refusal) -> None:
        """Say why something was not done."""
        self.say(texts.refusal(with_key(refusal)), refused=True)

    def carry_out(self, command: Command, rest: str) -> bool:
        """Carry out a command with its words and say what happened; returns whether it was done."""
        return self._do(lambda: carry_out(self._session, command, rest))

    def ask(self, intent: Intent) -> bool:
        """Carry out an intent and say what happened; returns whether it was done."""
        stay = isinstance(intent, ToggleCheck)
        return self._do(lambda: answer(self._session, intent), stay=stay)

    def store(self, intent: Intent, stopped: Callable[[Refusal], bool]) -> bool:
        """Store what stands in a field; returns whether it was done.

        The text stays in its field where it is refused, so asking again is no answer to why, and
        *stopped* may show the refusal there: it returns whether it did.
        """
        return self._do(lambda: answer(self._session, intent, firm=True), stopped)

    def _do(
        self,
        act: Callable[[], str],
        shown: Callable[[Refusal], bool] = lambda _refusal: False,
        *,
        stay: bool = False,
    ) -> bool:
        """Do something and say what happened; what is looked at stays only where it is ticked."""
        before = self._session.visit
        try:
            said = act()
        except Refusal as refusal:
            if refusal.code in ASKED_TWICE:
                self.hold_off()
            self.say("") if shown(refusal) else self.refuse(refusal)
            return False
        except UserError as error:
            self.say(error.message, refused=True)
            return False
        self._warned = 0.0
        if not stay:
            self._outlook.looked_at = None
        self.say(said)
        if self._session.visit is not before:
            self.after(before)
        return True


def room_now(glance: Glance) -> Room | None:
    """Return the room of what runs, of the chosen of several, else of what is next, or None."""
    running = sorted(glance.day.running, key=lambda view: view.block.id != glance.group)
    for view in running or glance.day.upcoming:
        room = glance.visit.plan.room(view.block.room)
        if room is not None:
            return room
    return None


def no_link(room: Room | None) -> str:
    """Return the sentence that says why there is no link to open."""
    if room is None:
        return _("Denne blokka har ikke noe møterom.")
    return _("{room} har ingen lenke her: verten har sendt den i invitasjonen.").format(
        room=room.title
    )


def leave_for(day: Screen[Any], act: Act, session: Session) -> None:
    """Show another screen over the day: the help, or the board."""
    if act is Act.HELP:
        day.app.call_next(day.app.run_action, "app.help")
    else:
        day.post_message(ShowBoard(session))


def go_to(app: App[None], room: Room | None, *, copy: bool) -> tuple[str, bool]:
    """Open a room in the browser or copy its link; returns what to say, and whether it was done."""
    if room is None or not room.url:
        return no_link(room), False
    if copy:
        app.copy_to_clipboard(room.url)
        return _("Lenka er kopiert: {url}").format(url=room.url), True
    app.open_url(room.url)
    return _("Åpner {room}: {url}").format(room=room.title, url=room.url), True


def same(one: Refusal, other: Refusal) -> bool:
    """Return whether two questions are about the same, however many seconds lie between them."""
    return (one.code, one.params.get("title")) == (other.code, other.params.get("title"))

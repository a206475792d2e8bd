"""What line mode says unasked: what the screen would show, ring for or say, once each."""

from threading import Event, Lock, Thread
from typing import TextIO

from kvip_tui.clock import RehearsalClock
from kvip_tui.domain.floor.nudges import Nudge
from kvip_tui.domain.text.legible import printable
from kvip_tui.errors import UserError
from kvip_tui.i18n import _
from kvip_tui.session import Session
from kvip_tui.snapshot import glance
from kvip_tui.texts import floor as texts_floor
from kvip_tui.texts.watch import Watch
from kvip_tui.visits.signals import Signaller

# As often as the screen looks.
EVERY = 1.0


class Speaker:
    """Tells what has become due since it last spoke.

    Args:
        session: The visit that is led.
        signaller: What knows which signals have been told.
    """

    def __init__(self, session: Session, signaller: Signaller) -> None:
        self._session = session
        self._signaller = signaller
        self._watch = Watch()
        self._problem = ""
        self._nudged: frozenset[Nudge] = frozenset()
        self._rings = False

    def due(self) -> list[str]:
        """Return what is to be said now, a line each."""
        session = self._session
        now = glance(
            session.visit,
            session.now(),
            writer=session.writer,
            rehearsing=isinstance(session.clock, RehearsalClock),
            limits=session.limits,
        )
        nudges = frozenset(now.floor.nudges)
        fresh, self._nudged = [n for n in now.floor.nudges if n not in self._nudged], nudges
        signalled = self._signaller.due(now)
        self._rings |= bool(signalled) and session.preferences.settings.signals.bell
        said = [
            signalled,
            *texts_floor.nudge_lines(session.visit, fresh),
            self._watch.due(session, session.now()),
        ]
        return [_("Nå: {what}").format(what=text) for text in said if text]

    def bell(self) -> str:
        """Return what rings the terminal's bell, where that is wanted and something was told."""
        rings, self._rings = self._rings, False
        return "\a" if rings else ""

    def news(self) -> list[str]:
        """Take in what other machines did, and return what is to be said then."""
        before, self._problem = self._problem, ""
        try:
            self._session.refresh()
        except UserError as error:
            self._problem = error.message
        fresh = self._problem not in {"", before}
        return [*([f"! {' '.join(self._problem.split())}"] if fresh else []), *self.due()]


class Murmur:
    """Speaks by itself into a terminal while nobody says anything.

    The lock keeps it and whoever carries out a command from the session at the same time.
    """

    def __init__(self, speaker: Speaker, out: TextIO) -> None:
        self.lock = Lock()
        self._speaker = speaker
        self._out = out
        self._over = Event()
        self._thread = Thread(target=self._run, daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End, and wait for what is being said."""
        self._over.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._over.wait(EVERY):
            with self.lock:
                lines = self._speaker.news()
                if lines:
                    text = "".join(f"{printable(line)}\n" for line in lines)
                    self._out.write(self._speaker.bell() + text)
                    self._out.flush()

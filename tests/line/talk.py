"""A session that is spoken to in lines, and a terminal that remembers what it was given."""

import io
from typing import Any

from kvip_tui.clock import RehearsalClock
from kvip_tui.domain.state.plan import Check, Privacy
from kvip_tui.line.mode import run
from kvip_tui.line.speaking import Speaker
from kvip_tui.session import Session
from kvip_tui.settings import Signals
from kvip_tui.visits.signals import Signaller
from tests.builders import FakeKeeper, VisitBuilder, timetable, visit

DAY = (
    "Team 08:30-09:00, Oppstart> -09:30, Pause> -09:45, Drofting> -11:30, Lunsj!> -12:00, "
    "I1|g⚑ 12:00-13:00, I2|g⚑ 12:00-13:00, Pause2> -13:15, Slutt> -14:15"
)
MORE: dict[str, dict[str, Any]] = {
    "team": {"privacy": Privacy.TEAM},
    "oppstart": {
        "title": "Oppstartsmøte",
        "checks": (
            Check(id="regler", text="Møteregler"),
            Check(id="samtykke", text="Samtykker", gate=True),
        ),
    },
    "pause2": {"title": "Pause", "privacy": Privacy.TEAM},
    "drofting": {"title": "Drøfting"},
    "i1": {"privacy": Privacy.INTERVIEW, "title": "Intervju pasient"},
    "i2": {"privacy": Privacy.INTERVIEW, "title": "Intervju pårørende"},
    "slutt": {"privacy": Privacy.TEAM},
}


class Terminal(io.StringIO):
    """What is written to, and how much of it had been written at each flush."""

    def __init__(self) -> None:
        super().__init__()
        self.flushed: list[int] = []

    def flush(self) -> None:
        """Note how many lines there are by now."""
        self.flushed.append(self.getvalue().count("\n"))


class Talk:
    """A session on a frozen clock at 08:30 that is spoken to in lines."""

    def __init__(self, built: VisitBuilder | None = None) -> None:
        self.built = built or visit(timetable(DAY, **MORE))
        self.keeper = FakeKeeper(self.built.records)
        clock = RehearsalClock(self.built.at("08:30"), speed=0)
        self.session = Session(self.keeper, clock)

    def say(self, *lines: str) -> list[str]:
        """Return the answers to lines."""
        out = io.StringIO()
        self.listen(out, *lines)
        return out.getvalue().splitlines()

    def listen(self, out: io.StringIO, *lines: str) -> None:
        """Let the answers to lines be written somewhere."""
        run(self.session, (f"{line}\n" for line in lines), out)


class Screen(Terminal):
    """A terminal that a person reads."""

    def isatty(self) -> bool:
        """Say that it is one."""
        return True


def speaker(talk: Talk, wanted: Signals | None = None) -> Speaker:
    """Return what speaks of a session."""
    return Speaker(talk.session, Signaller(lambda: wanted or Signals()))


def heard(talk: Talk, voice: Speaker, *lines: str) -> list[str]:
    """Return what is said in the course of lines."""
    out = Terminal()
    run(talk.session, (f"{line}\n" for line in lines), out, voice)
    return out.getvalue().splitlines()

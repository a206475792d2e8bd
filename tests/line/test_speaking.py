"""Line mode speaks: what is due is said before the answer, once, and by itself on a terminal."""

import threading
import time
from collections.abc import Iterator

from kvip_tui.line.mode import run
from kvip_tui.settings import Signals
from tests.line.talk import Screen, Talk, heard, speaker


def test_a_block_that_ends_is_told_in_its_phases() -> None:
    """Five minutes before, one minute before, and when its time is over; each once."""
    talk = Talk()
    voice = speaker(talk)
    assert heard(talk, voice, "neste", "klokka 08.54") == [
        "Team er i gang",
        "Klokka er 08.54.00",
    ]
    said = heard(talk, voice, "klokka 08.55.30", "tid", "klokka 08.59.10", "klokka 09.01", "tid")
    assert said[0] == "Nå: Team: 5 min igjen"
    assert [line for line in said if line.startswith("Nå: Team")] == [
        "Nå: Team: 5 min igjen",
        "Nå: Team: 1 min igjen",
        "Nå: Team er over tida",
    ]
    assert said[-1].startswith("09.01.00 · Pågår: Team, 1:00 over tida")


def test_what_is_not_wanted_is_not_said() -> None:
    """The same switches as on the screen."""
    talk = Talk()
    voice = speaker(talk, Signals(phases=False, rooms=False, appointments=False))
    assert heard(talk, voice, "neste", "klokka 08.59") == ["Team er i gang", "Klokka er 08.59.00"]


def test_a_nudge_is_said_when_it_comes() -> None:
    """And not again while it stands."""
    talk = Talk()
    voice = speaker(talk)
    heard(talk, voice, "neste", "klokka 09.00", "neste", "ordet anne")
    said = heard(talk, voice, "klokka 09.12", "tid", "klokka 09.24", "tid")
    assert [line for line in said if line.startswith("Nå: ")] == [
        "Nå: Snakker mest: Anne",
        "Nå: Lenge stille: Fatima",
        "Nå: Ikke hørt ennå: Berit, Fatima, Henrik",
    ]


def test_on_a_terminal_it_speaks_by_itself() -> None:
    """While nobody types, what becomes due is written all the same, and it ends with the mode."""
    before = threading.active_count()
    talk = Talk()
    voice, out, typed = speaker(talk), Screen(), threading.Event()

    def lines() -> Iterator[str]:
        yield "neste\n"
        yield "klokka 08.54.59\n"
        talk.session.clock.set(talk.built.at("08:55"))  # type: ignore[attr-defined]
        until = time.monotonic() + 20
        while "5 min igjen" not in out.getvalue() and time.monotonic() < until:
            typed.wait(0.05)
        yield "avslutt\n"

    run(talk.session, lines(), out, voice)
    assert out.getvalue().splitlines()[-1] == "Nå: Team: 5 min igjen"
    assert threading.active_count() == before

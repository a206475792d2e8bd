"""Commands in words: what each does, and what is refused."""

from typing import Any

import pytest

from kvip_tui.clock import RehearsalClock, SystemClock
from kvip_tui.commands.execute import carry_out
from kvip_tui.commands.table import understood
from kvip_tui.domain.base import AnyEvent, Refusal
from kvip_tui.domain.checks.changes import CheckCleared, CheckTicked
from kvip_tui.domain.day.changes import (
    BlockEnded,
    BlockPaused,
    BlockResumed,
    BlockSkipped,
    BlockStarted,
    TimeAdded,
)
from kvip_tui.domain.day.gates import GatesPassed
from kvip_tui.domain.floor.turns import (
    FloorGiven,
    FloorReleased,
    HandLowered,
    HandRaised,
    ListClosed,
    ListOpened,
    RoundEnded,
    RoundPassed,
    RoundStarted,
)
from kvip_tui.domain.people.changes import PresenceChanged, RoleAssigned
from kvip_tui.domain.state.floor import TurnKind
from kvip_tui.domain.state.plan import Check, Privacy
from kvip_tui.errors import UserError
from kvip_tui.line.pages import usage
from kvip_tui.session import Session
from tests.builders import FakeKeeper, VisitBuilder, minutes, timetable, visit

MORE: dict[str, dict[str, Any]] = {
    "oppstart": {"checks": (Check(id="regler", text="Møteregler er gjennomgått"),)},
    "lunsj": {"checks": (Check(id="samtykke", text="Samtykker er signert", gate=True),)},
    "intervju": {"privacy": Privacy.INTERVIEW},
}
DAY = "Oppstart 09:00-09:30, Lunsj> -10:00, Intervju⚑ 10:00-11:00, Pause> -11:15"


def scene() -> VisitBuilder:
    """Return a visit with a checklist, a gate and an interview."""
    return visit(timetable(DAY, **MORE))


def say(opened: Session, line: str) -> str:
    """Carry out a line and return the answer."""
    return carry_out(opened, *understood(line))


def last(opened: Session) -> tuple[AnyEvent, ...]:
    """Return the events of the last command in force."""
    return opened.history.done[-1].events


@pytest.mark.parametrize(
    ("line", "event"),
    [
        ("slutt", BlockEnded("oppstart")),
        ("slutt OPP", BlockEnded("oppstart")),
        ("+5", TimeAdded(block="oppstart", by=minutes(5))),
        ("- 3 oppstart", TimeAdded(block="oppstart", by=minutes(-3))),
        ("pause", BlockPaused("oppstart")),
        ("hopp lun", BlockSkipped("lunsj")),
        ("kryss 1", CheckTicked(block="oppstart", check="regler")),
        ("kryss møte", CheckTicked(block="oppstart", check="regler")),
        ("kryss samt", CheckTicked(block="lunsj", check="samtykke")),
        ("rolle sekretær henrik", RoleAssigned(role="sekretaer", person="henrik")),
        ("borte berit", PresenceChanged(person="berit", present=False)),
        ("ordet fatima", FloorGiven("fatima")),
        ("orden b", FloorGiven("berit", TurnKind.ORDER)),
        ("hånd henrik", HandRaised("henrik")),
        ("strek", ListClosed()),
        ("runde", RoundStarted(people=("anne", "berit", "fatima", "henrik"))),
    ],
)
def test_a_line_is_one_command(line: str, event: AnyEvent) -> None:
    """Each word brings about what its key does."""
    opened = scene().started("oppstart", "09:00").session("09:10")
    assert say(opened, line)
    assert last(opened) == (event,)


@pytest.mark.parametrize(
    ("before", "line", "event"),
    [
        ("pause", "fortsett", BlockResumed("oppstart")),
        ("kryss 1", "kryss 1", CheckCleared(block="oppstart", check="regler")),
        ("borte anne", "her anne", PresenceChanged(person="anne", present=True)),
        ("ordet anne", "replikk berit", FloorGiven("berit", TurnKind.REPLY)),
        ("ordet anne", "ledig", FloorReleased()),
        ("hånd anne", "ned anne", HandLowered("anne")),
        ("hånd anne", "neste taler", FloorGiven("anne")),
        ("strek", "åpne", ListOpened()),
        ("runde", "pass", RoundPassed("anne")),
        ("runde", "runde", RoundEnded()),
        ("rolle chat anne", "rolle chat ingen", RoleAssigned("chatansvarlig", None)),
    ],
)
def test_a_line_after_another(before: str, line: str, event: AnyEvent) -> None:
    """What needs something to go on, or to take back."""
    opened = scene().started("oppstart", "09:00").session("09:10")
    say(opened, before)
    say(opened, line)
    assert last(opened) == (event,)


def test_next_and_start() -> None:
    """The day begins, goes on, and jumps."""
    opened = scene().session("09:00")
    assert say(opened, "neste") == "Oppstart er i gang"
    assert say(opened, "NESTE") == "Oppstart er avsluttet · Lunsj er i gang"
    say(opened, "start pau")
    assert last(opened) == (BlockEnded("lunsj"), BlockStarted("pause"))


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("start intervju likevel", ""),
        ("start intervju LIKEVEL fordi de er signert på papir", "de er signert på papir"),
        ("start intervju likevel papir", "papir"),
    ],
)
def test_likevel_passes_open_gates_with_a_reason(line: str, reason: str) -> None:
    """What stands after it is kept as the reason."""
    opened = scene().started("lunsj", "09:30").session("10:00")
    say(opened, line)
    passed = last(opened)[1]
    assert isinstance(passed, GatesPassed)
    assert (passed.block, passed.reason) == ("intervju", reason)


def test_next_takes_likevel_and_nothing_else() -> None:
    """«neste likevel», and not «neste lunsj»."""
    opened = scene().ran("oppstart", "09:00", "09:10").started("lunsj", "09:30").session("10:00")
    with pytest.raises(Refusal) as caught:
        say(opened, "neste lunsj")
    assert caught.value.code == "line.superfluous"
    assert say(opened, "neste likevel").endswith("Intervju er i gang")


def test_a_note_is_what_was_typed() -> None:
    """With its inner blanks, its tags and the moment."""
    opened = scene().started("oppstart", "09:00").session("09:10")
    assert say(opened, "Notat «fast  sykepleier» #Styrke").startswith("Notatet er lagret")
    (note,) = opened.visit.notes
    assert (note.text, note.tags) == ("«fast  sykepleier» #Styrke", ("styrke",))
    assert note.typed_at == opened.now()


def test_a_note_of_an_interview_says_that_it_is_not_kept() -> None:
    """Whoever writes knows it."""
    opened = scene().started("intervju", "10:00").session("10:10")
    assert "bare i minnet" in say(opened, "notat x")
    assert len(opened.whispers) == 1
    assert say(opened, "angre") == "Angret"
    assert not opened.whispers


def test_undo_and_redo_say_what_they_were_about() -> None:
    """In the words of the command itself."""
    opened = scene().session("09:00")
    say(opened, "neste")
    assert say(opened, "angre") == "Angret: Oppstart er i gang"
    assert say(opened, "gjør om") == "Gjort om: Oppstart er i gang"


def test_a_person_is_added_with_group_and_title() -> None:
    """As in a list of people; a group that is not there is an error with a remedy."""
    opened = scene().session("09:00")
    assert say(opened, "ny Siri Lie, vert, lege") == "Siri Lie er lagt til"
    person = opened.visit.people[-1]
    assert (person.id, person.group, person.title) == ("siri-lie", "vertsenhet", "lege")
    with pytest.raises(UserError):
        say(opened, "ny Siri, kokk")


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("", "line.unknown"),
        ("innhenting 1", "catchup.none"),
        ("nest", "line.unknown"),
        ("gjør", "line.unknown"),
        ("x" * 10_000, "line.unknown"),
        ("\x1b[2J", "line.unknown"),
        ("+fem", "line.unknown"),
        ("start", "line.missing"),
        ("ordet", "line.missing"),
        ("notat", "line.missing"),
        ("klokka", "line.missing"),
        ("+", "line.missing"),
        ("angre alt", "line.superfluous"),
        ("oversikt nå", "line.superfluous"),
        ("+0", "time.nothing"),
        ("+ fem", "time.nothing"),
        ("+5lunsj", "time.nothing"),
        ("+999999", "time.too_much"),
        (f"+{'9' * 9_999}", "time.too_much"),
        ("+5 lunsj", "block.not_running"),
        ("start likevel", "name.block_unknown"),
        (f"start {'x' * 9_000}", "name.block_unknown"),
        ("hopp xyz", "name.block_unknown"),
        ("kryss 99", "name.check_unknown"),
        (f"kryss {'9' * 9_999}", "name.check_unknown"),
        ("ordet kari", "name.person_unknown"),
        ("rolle kokk anne", "name.role_unknown"),
        ("klokka i dag", "clock.bad"),
        ("klokka 24.00", "clock.bad"),
        ("klokka 0001-01-01T00:00Z", "clock.bad"),
        ("gjør om", "redo.nothing"),
    ],
)
def test_what_is_refused_changes_nothing(line: str, code: str) -> None:
    """Unknown words, too few, too many, and names that name nothing."""
    opened = scene().started("oppstart", "09:00").session("09:10")
    before = opened.history
    with pytest.raises(Refusal) as caught:
        say(opened, line)
    assert caught.value.code == code
    assert opened.history == before
    assert all(len(str(value)) < 60 for value in caught.value.params.values())


def test_the_clock_is_set_only_where_it_is_a_rehearsals() -> None:
    """The day's own is left alone; how fast a rehearsal's runs is chosen, or goes round."""
    built = scene()
    opened = built.session("09:00")
    assert say(opened, "klokka 09.45.30") == "Klokka er 09.45.30"
    assert opened.now() == built.at("09:45:30")
    rehearsed = RehearsalClock(built.at("09:00"))
    practising = Session(FakeKeeper(built.records), rehearsed)
    speeds = []
    for line in ("fart", "fart", "fart", "fart", "fart 2,5"):
        say(practising, line)
        speeds.append(rehearsed.speed)
    assert speeds == [10, 60, 0, 1, 2.5]
    for line, code in (("fart -1", "clock.speed"), ("fart nå", "clock.speed")):
        with pytest.raises(Refusal) as caught:
            say(practising, line)
        assert caught.value.code == code
    for line in ("klokka 09.45", "fram", "fart 10"):
        with pytest.raises(Refusal) as caught:
            say(Session(FakeKeeper(built.records), SystemClock()), line)
        assert caught.value.code == "clock.real"


def test_help_lists_every_word() -> None:
    """With what it takes and what it does."""
    words = dict(usage())
    assert words["start BLOKK"] == "Begynn på en bestemt blokk nå."
    assert "slutt [BLOKK]" in words
    assert "gjør om" in words

"""Signals on screen: the quiet line, and the bell and the desktop where they are wanted."""

from datetime import timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot

from kvip_tui.clock import RehearsalClock
from kvip_tui.domain.day.signals import Kind, Signal
from kvip_tui.domain.state.plan import Room
from kvip_tui.settings import Settings, Signals, keep_settings, read_settings
from kvip_tui.snapshot import Glance, glance
from kvip_tui.store.announced import ToldFile
from kvip_tui.texts.preferences import SWITCHES
from kvip_tui.ui.app import KvipApp
from kvip_tui.ui.signals import switched
from kvip_tui.visits.open import open_visit
from kvip_tui.visits.signals import WANTED_BY, Signaller, sentence
from tests.builders import VisitBuilder, timetable, visit
from tests.ui.days import DayApp, said, small_day
from tests.ui.doors import at_day, at_start, day_of, shown, type_fast

ROOMS = (Room("join", "Join"), Room("p", "Rom P"), Room("q", "Rom Q"))
BLOCKS = timetable(
    "A 09:00-09:30, L> -10:00, I1|g⚑ 10:00-11:00, I2|g⚑ 10:00-11:00, C> -11:30",
    a={"room": "join"},
    i1={"room": "p"},
    i2={"room": "q"},
)


def scene() -> VisitBuilder:
    """Return a day with rooms and appointments."""
    return visit(BLOCKS, rooms=ROOMS)


def seen(built: VisitBuilder, clock: str) -> Glance:
    """Return what there is to show."""
    return glance(built.visit, built.at(clock), writer=True, rehearsing=False)


@pytest.mark.parametrize(
    ("kind", "block", "clock", "text"),
    [
        (Kind.WARNING, "a", "09:25", "A: 5 min igjen"),
        (Kind.WARNING, "a", "09:25:01", "A: 5 min igjen"),
        (Kind.DANGER, "a", "09:29", "A: 1 min igjen"),
        (Kind.OVERTIME, "a", "09:30:01", "A er over tida"),
    ],
)
def test_a_phase_says_how_long_is_left(kind: Kind, block: str, clock: str, text: str) -> None:
    """In whole minutes that have begun."""
    assert sentence(Signal(kind, block), seen(scene().started("a", "09:00"), clock)) == text


@pytest.mark.parametrize(
    ("clock", "text"),
    [
        ("09:58", "Om 2 min: I1 i Rom P + I2 i Rom Q"),
        ("09:59:30", "Om 1 min: I1 i Rom P + I2 i Rom Q"),
        ("10:05", "Neste nå: I1 i Rom P + I2 i Rom Q"),
    ],
)
def test_a_change_of_room_says_who_goes_where(clock: str, text: str) -> None:
    """The interviews side by side are one change."""
    built = scene().ran("a", "09:00", "09:30").started("l", "09:30")
    assert sentence(Signal(Kind.ROOM, "i1"), seen(built, clock)) == text


def test_an_appointment_in_danger_says_both_times() -> None:
    """The agreed one and what it looks like."""
    built = scene().ran("a", "09:00", "09:30").started("l", "09:30").added("l", 10, "09:31")
    text = sentence(Signal(Kind.APPOINTMENT, "i1"), seen(built, "09:31"))
    assert text == "I1 er avtalt 10.00, men begynner slik det ligger an 10.10"


def test_every_kind_can_be_switched() -> None:
    """Each belongs to a switch, and each switch is a setting."""
    assert set(WANTED_BY) == set(Kind)
    assert set(SWITCHES) == set(Signals.__struct_fields__)
    assert set(WANTED_BY.values()) | {"bell", "desktop", "title"} == set(SWITCHES)


def test_sound_and_desktop_are_off_until_they_are_wanted() -> None:
    """The quiet line is not."""
    assert Signals() == Signals(True, True, True, False, False)


def test_what_is_switched_off_is_not_told_now_or_later() -> None:
    """Switching it on again does not bring back what is past."""
    wanted = [Signals(phases=False)]
    signaller = Signaller(lambda: wanted[0])
    built = scene().started("a", "09:00")
    assert signaller.due(seen(built, "09:25")) == ""
    wanted[0] = Signals()
    assert signaller.due(seen(built, "09:26")) == ""
    assert signaller.due(seen(built, "09:29")) == "A: 1 min igjen"


def test_a_restart_knows_what_was_told(tmp_path: Path) -> None:
    """Only a window that writes keeps it."""
    built = scene().started("a", "09:00")
    reader = glance(built.visit, built.at("09:25"), writer=False, rehearsing=False)
    assert Signaller(file=ToldFile(tmp_path, "her")).due(reader) == "A: 5 min igjen"
    assert Signaller(file=ToldFile(tmp_path, "her")).due(seen(built, "09:25")) != ""
    again = Signaller(file=ToldFile(tmp_path, "her"))
    assert again.due(seen(built, "09:26")) == ""
    assert again.due(seen(built, "09:31")) == "A er over tida"


def test_two_things_at_once_are_one_line() -> None:
    """Nothing is pushed away by the other."""
    built = scene().started("a", "09:28").added("a", 5, "09:28")
    line = Signaller().due(seen(built, "10:05"))
    assert line == "A er over tida · I1 er avtalt 10.00, men begynner slik det ligger an 10.35"


async def test_the_quiet_line_says_it_and_no_key_is_taken(tmp_path: Path) -> None:
    """It comes by itself when its second comes, and stands like any answer."""
    day = DayApp(tmp_path, scene().started("a", "09:00"), "09:24:59")
    async with day.app.run_test() as pilot:
        await pilot.pause()
        assert "min igjen" not in said(pilot)
        day.pass_time(1 / 60)
        pilot.app.screen.tick()  # type: ignore[attr-defined]
        assert said(pilot) == "A: 5 min igjen"


async def test_a_fresh_refusal_is_read_first(tmp_path: Path) -> None:
    """What is wrong with the journal is not talked over in the first second."""
    day = DayApp(tmp_path, small_day().started("team", "08:30"), "08:56")
    day.app._first._notices = ("Journalen er skadet.",)
    async with day.app.run_test() as pilot:
        await pilot.pause()
        assert said(pilot) == "! Journalen er skadet."
        day.app._first.say("")
        day.app._first.tick()
        assert said(pilot) == "Team: 4 min igjen"


def test_switching_says_what_it_means() -> None:
    """Also that the terminal cannot show it."""
    assert switched("bell", True, {}) == "Signaler: lyd er slått på"
    assert switched("rooms", False, {}) == "Signaler: rombytter er slått av"
    kitty = {"TERM": "xterm-kitty"}
    assert switched("desktop", True, kitty) == "Signaler: varsler på skrivebordet er slått på"
    assert switched("desktop", True, {}).endswith("men denne terminalen viser dem ikke")


class Ringing(KvipApp):
    """The app on a terminal that counts how often it rings."""

    rung = 0

    def bell(self) -> None:
        """Count a ring."""
        self.rung += 1


async def overtime(pilot: Pilot[None]) -> str:
    """Begin the first block, let its time run out, and return what is said then."""
    day = day_of(pilot)
    clock = day.session.clock
    assert isinstance(clock, RehearsalClock)
    await pilot.press("f8")
    clock.set(clock.now() + timedelta(hours=1))
    day.tick()
    await pilot.pause()
    return said(pilot)


@pytest.mark.parametrize("bell", [False, True])
async def test_the_bell_rings_once_where_it_is_wanted(data: Path, bell: bool) -> None:
    """And the quiet line says why, in any case."""
    keep_settings(data, Settings(signals=Signals(bell=bell)))
    desk = at_day(data, "08.29")
    app = Ringing(desk)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        app.rung = 0
        assert "er over tida" in await overtime(pilot)
        day_of(pilot).tick()
        await pilot.pause()
        assert app.rung == int(bell)
    desk.clear()


async def test_signals_are_switched_in_the_palette_and_remembered(data: Path) -> None:
    """The one that makes sense is offered, and what was switched on is heard at once."""
    desk = at_day(data)
    app = Ringing(desk)
    async with app.run_test(size=(100, 30)) as pilot:
        await type_fast(pilot, "ctrl+p", "signaler lyd", "enter")
        assert said(pilot) == "Signaler: lyd er slått på"
        assert app.rung == 1
        titles = [command.title for command in app.get_system_commands(app.screen)]
        assert "Signaler: slå av lyd" in titles
        assert "Signaler: slå på lyd" not in titles
    desk.clear()
    assert read_settings(data) == (Settings(signals=Signals(bell=True)), "")


async def test_a_restart_of_the_program_does_not_repeat_itself(data: Path) -> None:
    """What was told stands beside the journal."""
    desk = at_day(data, "08.29")
    async with shown(desk) as pilot:
        assert "er over tida" in await overtime(pilot)
    folder = desk.library.find("2021-03-16")
    again = at_start(data)
    again.opened = open_visit(again.library, folder, clock="09.29", speed="0")
    async with shown(again) as pilot:
        assert said(pilot) == ""


@pytest.mark.parametrize(
    "content", [b'{"look": "lys"}', b'{"signals": {"bell": true, "fremtid": 1}}']
)
def test_settings_of_other_versions_are_read(data: Path, content: bytes) -> None:
    """What is missing has its default, what is unknown is passed over."""
    data.mkdir(parents=True)
    (data / "settings.json").write_bytes(content)
    settings, notice_text = read_settings(data)
    assert notice_text == ""
    assert settings.signals.phases

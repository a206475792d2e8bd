"""What the day screen shows beside the status, in words: the time, times, room, prompts, help."""

import pytest
from msgspec.structs import replace

from kvip_tui.domain.state.plan import Room
from tests.builders import timetable, visit
from tests.line.talk import DAY, MORE, Talk


def test_the_time_is_one_line() -> None:
    """What o'clock it is, what is left of what, and how late the day is."""
    talk = Talk()
    assert talk.say("tid") == ["08.30.00 · i rute · slutt ca. 14.15"]
    answers = talk.say("neste", "klokka 08.41", "tid")
    assert answers[2:] == ["08.41.00 · Pågår: Team, 19:00 igjen · i rute · slutt ca. 14.15"]


def test_every_block_has_its_times() -> None:
    """What it was, is, or is expected to be, and the plan's beginning where that is another."""
    talk = Talk()
    answers = talk.say("klokka 08.34", "neste", "hopp pause", "tider")[3:]
    assert answers[:4] == [
        "08.34–09.04 Team: pågår, planlagt 08.30",
        "09.04–09.34 Oppstartsmøte: ikke begynt, planlagt 09.00",
        "09.30–09.45 Pause: droppet",
        "09.34–11.19 Drøfting: ikke begynt, planlagt 09.45",
    ]
    assert len(answers) == 9


@pytest.mark.parametrize(
    ("room", "said"),
    [
        (
            Room("r", "Join", "https://join.example/", "71"),
            "Team: Join, https://join.example/, møte 71",
        ),
        (
            Room("r", "Whereby"),
            "Team: Whereby, ingen lenke her: verten har sendt den i invitasjonen",
        ),
        (None, "Denne blokka har ikke noe møterom."),
    ],
)
def test_the_room_is_said(room: Room | None, said: str) -> None:
    """Of what runs, or comes next: its name, its link and its number."""
    more = {**MORE, "team": {**MORE["team"], "room": "r"}}
    built = visit(timetable(DAY, **more))
    talk = Talk(built)
    plan = replace(talk.session.visit.plan, rooms=(room,) if room else ())
    talk.session.history = replace(
        talk.session.history, visit=replace(talk.session.visit, plan=plan)
    )
    assert talk.say("rom") == [said]


def test_prompts_are_said() -> None:
    """Those of what runs; and where there are none, that."""
    more = {**MORE, "team": {**MORE["team"], "prompts": ("Spør alle", "Pass på tiden")}}
    talk = Talk(visit(timetable(DAY, **more)))
    assert talk.say("neste", "stikkord")[1:] == ["Spør alle", "Pass på tiden"]
    assert talk.say("neste", "stikkord")[1:] == ["Ingen stikkord i denne blokka."]


def test_the_status_counts_its_checklist_and_says_it_all_when_asked() -> None:
    """Twelve items are no glance."""
    talk = Talk()
    talk.say("neste", "klokka 09.01", "neste", "kryss 1")
    assert talk.say("status")[-1] == (
        "Sjekkliste: 1 av 2 krysset av; «status alt» viser den. 1 av dem må være i orden først."
    )
    assert talk.say("status alt")[-2:] == ["1 [x] Møteregler", "2 [ ] Samtykker (må være i orden)"]
    assert talk.say("status noe") == ["! «status» tar ikke noe etter seg; skriv «status» alene."]


def test_help_is_of_one_word() -> None:
    """By its beginning, else by what it speaks of; of nothing it says so."""
    talk = Talk()
    assert talk.say("hjelp kry") == [
        "kryss PUNKT  Kryss av et punkt, eller ta krysset bort; «status alt» viser numrene."
    ]
    assert any("beskjed" in line for line in talk.say("hjelp tavla"))
    assert talk.say("hjelp xyzzy")[0].startswith("! Ingen kommando handler om «xyzzy»")
    assert len(talk.say("hjelp")) > 80

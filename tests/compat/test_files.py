"""What else was kept beside a journal on another day is read as it was left."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from filelock import FileLock

from kvip_tui.settings import read_settings
from kvip_tui.store.announced import ToldFile
from kvip_tui.store.drafts.note import Draft
from tests.compat.program import OLDER, PLAN, VISIT, Program

MACHINE = "her"


def test_the_visits_are_listed_with_their_hosts(program: Program) -> None:
    """Both of them, under their own names."""
    day = "tir. 16. mars 2021  BUP akutt Ålesund, Digitalt KvIP-besøk"
    assert program.run("list").splitlines() == [f"{VISIT}  {day}", f"{OLDER}  {day}"]


def test_the_settings_are_those_chosen(program: Program) -> None:
    """All of them are other than what stands where nobody has chosen."""
    settings, complaint = read_settings(program.data)
    assert complaint == ""
    assert (settings.look, settings.author) == ("kontrast", "Anne Lie")
    signals = settings.signals
    assert (signals.phases, signals.rooms, signals.appointments) == (True, False, True)
    assert (signals.bell, signals.desktop) == (True, True)
    said = "innlegg 4 · replikk 1,5 · orden 2 · uhørt 12 · stille 25 · mye 5 · andel 2,5"
    [limits] = program.line(VISIT, "grense")
    assert limits.endswith(f"{said} · lederandel 2")


@pytest.mark.parametrize(
    ("kept", "look", "author"),
    [({}, "mork", ""), ({"look": "lys"}, "lys", ""), ({"author": "Jon Vik"}, "mork", "Jon Vik")],
)
def test_older_settings_are_read_too(
    program: Program, kept: dict[str, str], look: str, author: str
) -> None:
    """What could not be chosen then is as where nobody has chosen."""
    (program.data / "settings.json").write_text(json.dumps(kept), "utf-8")
    settings, complaint = read_settings(program.data)
    assert (settings.look, settings.author, complaint) == (look, author, "")


def test_the_author_signs_what_is_written(program: Program) -> None:
    """As the settings have it, with the machine's name from its own file."""
    program.line(VISIT, "notat Dette ble skrevet etterpå")
    [added] = json.loads(program.lines(VISIT)[-1])["events"]
    assert (added["author"], added["machine"]) == ("Anne Lie", MACHINE)


def test_the_address_book_has_everybody(program: Program) -> None:
    """In the order of their names."""
    people = [line.split(",")[0] for line in program.line(VISIT, "adressebok")]
    team = ["Anne Lie", "Berit Moe", "Fatima Ali", "Henrik Dahl", "Jon Vik", "Kari Øien"]
    assert people == [*team, "Ola Berg", "Siri Strand Vold"]
    [answer] = program.line(VISIT, "fra adresseboka Ola")
    assert answer == "Ola Berg er lagt til"


def test_a_plan_of_ones_own_can_be_used(program: Program) -> None:
    """It is found by its name, among the plans that come with the program."""
    file = program.data / "plans" / f"{PLAN}.toml"
    said = program.run("plan", "check", str(file))
    assert said == f"{file} er i orden: Digitalt KvIP-besøk, 11 blokker.\n"
    listed = dict(line.split(maxsplit=1) for line in program.run("plan", "list").splitlines())
    assert listed[PLAN] == "Digitalt KvIP-besøk"


def test_the_draft_of_a_note_is_what_was_typed(program: Program) -> None:
    """With the moment typing began, and what it would be stored as."""
    typed = Draft(program.folder(VISIT), MACHINE).load()
    assert typed is not None
    assert typed.text == "Et halvt notat om overg"
    assert typed.typed_at == datetime(2021, 3, 31, 8, 7, 12, 345000, tzinfo=UTC)
    assert (typed.said, typed.impression, typed.least) == (False, True, "team")


def test_an_older_draft_of_a_note_is_what_was_typed(program: Program) -> None:
    """What it did not say is as for any note."""
    draft = program.folder(VISIT) / f"draft-{MACHINE}.json"
    draft.write_bytes('{"text":"på vei","typed_at":"2021-03-31T08:07:12.345Z"}'.encode())
    typed = Draft(program.folder(VISIT), MACHINE).load()
    assert typed is not None
    assert (typed.text, typed.said, typed.impression) == ("på vei", True, False)
    assert typed.least == "plenum"


def test_the_draft_of_the_report_is_what_was_typed(program: Program) -> None:
    """Each field, and the place it is for."""
    typed = Draft(program.folder(VISIT), MACHINE).of_sheets().load()
    assert typed is not None
    assert typed.place == "point:1"
    assert typed.values == {"text": "Halvskrevet punkt", "topic": "æøå"}


def test_what_was_told_is_not_told_again(program: Program) -> None:
    """Every kind of signal, each with its block."""
    told = ToldFile(program.folder(VISIT), MACHINE).load()
    assert {(signal.kind.value, signal.block) for signal in told} == {
        ("warning", "oppstart"),
        ("danger", "oppstart"),
        ("overtime", "oppstart"),
        ("room", "drofting"),
        ("appointment", "pasient"),
    }


def test_a_window_of_that_day_keeps_the_pen(program: Program) -> None:
    """Two editions of the program at once: who writes the journal holds the same lock."""
    before = program.lines(VISIT)
    with FileLock(lock_of(program)):
        [refused] = program.line(VISIT, "notat Dette får vente")
    assert refused.startswith("! ")
    assert program.lines(VISIT) == before


def test_a_lock_left_behind_holds_nobody_up(program: Program) -> None:
    """As where the machine lost its power."""
    lock_of(program).touch()
    [answer] = program.line(VISIT, "notat Strømmen er tilbake")
    assert answer.startswith("Notatet er lagret")


def lock_of(program: Program) -> Path:
    """Return the file that is locked while the visit's journal is written."""
    return program.folder(VISIT) / f"journal-{MACHINE}.jsonl.lock"

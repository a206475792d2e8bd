"""A visit with a passphrase, written by two machines through a folder that others can read."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kvip_tui.cli.parser import run
from kvip_tui.domain.floor.turns import GiveFloor
from kvip_tui.domain.history import Undo
from kvip_tui.domain.notes.vocabulary import AddNote
from kvip_tui.domain.people.changes import AddPerson
from kvip_tui.domain.state.people import PersonLine
from kvip_tui.errors import UserError
from kvip_tui.sharing import handover
from kvip_tui.sharing.files import StreamFile
from kvip_tui.sharing.stream import KIND, Header
from kvip_tui.store.plans.file import find_plan
from kvip_tui.store.sealing.header import first_line, header_in
from kvip_tui.store.sealing.unlock import SealedError
from kvip_tui.visits.create import create, rehearsal_of, visit_of
from kvip_tui.visits.exchange import hand_over, place_for, receive, share
from kvip_tui.visits.open import Opened
from kvip_tui.visits.sealing import seal_visit
from tests.sealed import PHRASE, cheap, in_the_clear, phrase_in_file
from tests.sharing.machines import NOW, Machine, do, note, sync

WORDS = ("Kveldsuro", "Morgenro", "Ordføreren")
Pair = tuple[Opened, Opened, Path]


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Machine]:
    """Give machines by their names; keys cost nothing on them."""
    cheap(monkeypatch)
    return lambda name: Machine(tmp_path, name, monkeypatch)


@pytest.fixture
def pair(machine: Callable[[str], Machine], tmp_path: Path) -> Pair:
    """Give a visit that was made, had a note, was shared with a passphrase and joined."""
    leader, secretary = machine("leder"), machine("sekretaer")
    folder = tmp_path / "Felles"
    folder.mkdir()
    leader.sit_down()
    made = leader.make()
    first = leader.open(made)
    first.session.choose_author("Anne Aas")
    note(first, WORDS[0])
    first.close()
    assert not seal_visit(leader.library, made, folder, PHRASE)
    first = leader.open(made)
    first.session.do(AddPerson(WORDS[2], "vertsenhet"))
    shared = share(first, folder)
    first.catch_up()
    secretary.sit_down()
    with pytest.raises(SealedError):
        secretary.join(shared, "Henrik Bø")
    with pytest.raises(UserError, match="feil"):
        secretary.library.unlock(shared, "en annen frase")
    assert not (secretary.library.root / "visits").exists()
    secretary.library.unlock(shared, PHRASE)
    second = secretary.open(secretary.join(shared, "Henrik Bø"))
    second.session.choose_author("Henrik Bø")
    sync(first, second)
    return first, second, shared


def texts(opened: Opened) -> list[str]:
    """Return what the notes say."""
    return sorted(found.text for found in opened.session.visit.notes)


def test_two_machines_write_it_and_no_file_has_a_word_in_the_clear(
    pair: Pair, tmp_path: Path
) -> None:
    """Notes, turns and presence go both ways, and back after undo; one salt is the visit's."""
    first, second, shared = pair
    note(second, WORDS[1])
    first.session.do(GiveFloor(first.session.visit.people[0].id))
    sync(first, second)
    assert texts(first) == texts(second) == sorted(WORDS[:2])
    assert second.session.visit.people == first.session.visit.people
    assert second.circle.heard()["leder"].seen.person == "Anne Aas"
    second.session.do(Undo())
    sync(first, second)
    assert texts(first) == [WORDS[0]]
    first.close()
    second.close()
    assert {path.name.partition("-")[0] for path in shared.iterdir()} == {
        "journal",
        "turns",
        "seen",
    }
    headers = [header_in(path) for path in sorted(tmp_path.rglob("*-*.json*"))]
    assert len({header.salt for header in headers if header}) == 1
    assert in_the_clear(tmp_path, [*WORDS, "Henrik", "NoteAdded", "note_added"]) == [
        *(f"{name}/settings.json" for name in ("sekretaer",))
    ]


def test_opened_again_it_asks_once_and_goes_on(
    pair: Pair, machine: Callable[[str], Machine]
) -> None:
    """A new process knows nothing; with the passphrase all that came is here, and more comes."""
    first, second, _shared = pair
    second.close()
    again = machine("sekretaer")
    with pytest.raises(SealedError):
        again.open(second.folder)
    again.library.unlock(second.folder.path, PHRASE)
    hers = again.open(second.folder)
    note(first, "etterpå")
    sync(first, hers)
    assert texts(hers) == sorted([WORDS[0], "etterpå"])
    assert hers.notices == first.notices == []
    hers.close()
    first.close()


def test_what_is_not_sealed_in_the_share_is_told_and_not_read(
    pair: Pair, machine: Callable[[str], Machine], tmp_path: Path
) -> None:
    """A stream in the clear, of the same visit, is nobody's word; one's own is written anew."""
    first, second, shared = pair
    plain = _plain_stream(first, tmp_path)
    (shared / "journal-tredje.jsonl").write_bytes(plain)
    (shared / "journal-leder.jsonl").write_bytes(plain)
    note(first, "skrives på nytt")
    sync(first, second)
    assert texts(second) == sorted([WORDS[0], "skrives på nytt"])
    assert header_in(shared / "journal-leder.jsonl") is not None
    said = " ".join(second.notices)
    assert "journal-tredje.jsonl" in said
    assert "ikke forseglet" in said
    first.close()
    second.close()


def _plain_stream(opened: Opened, place: Path) -> bytes:
    """Return a stream that is not sealed, of the same visit."""
    forged = StreamFile(place / "falsk.jsonl", Header(KIND, opened.circle.uid, "tredje"))
    forged.hold(opened.circle.outgoing(opened.journal.records, opened.session.visit))
    return forged.path.read_bytes()


def test_a_tampered_line_is_told_with_its_place_and_the_rest_is_read(pair: Pair) -> None:
    """One line of the leader's stream changes in the share; what comes after it is read."""
    first, second, shared = pair
    stream = shared / "journal-leder.jsonl"
    note(first, "den som endres")
    first.catch_up()
    lines = stream.read_bytes().splitlines(keepends=True)
    last = len(lines)
    note(first, "den etter")
    first.catch_up()
    data = stream.read_bytes().splitlines(keepends=True)
    data[last - 1] = data[last - 1][:-9] + b"AAAAAAA=\n"
    stream.write_bytes(b"".join(data))
    second.catch_up()
    assert texts(second) == sorted([WORDS[0], "den etter"])
    assert f"linje {last} " in " ".join(second.notices)
    first.close()
    second.close()


def test_an_old_file_put_back_takes_nothing_away(pair: Pair, tmp_path: Path) -> None:
    """A stream and a presence of an hour ago in the share: what had come stays, nobody lives on."""
    first, second, shared = pair
    shutil.copytree(shared, tmp_path / "før")
    note(first, "nyere")
    sync(first, second)
    before = second.circle.heard()["leder"]
    for name in ("journal-leder.jsonl", "seen-leder.json"):
        shutil.copy(tmp_path / "før" / name, shared / name)
    second.catch_up()
    assert texts(second) == sorted([WORDS[0], "nyere"])
    assert second.circle.heard()["leder"].seen.at >= before.seen.at
    first.close()
    second.close()


def test_another_machine_seals_what_it_has_with_the_same_passphrase(
    machine: Callable[[str], Machine], tmp_path: Path
) -> None:
    """Shared first, sealed later: the others are told, and seal theirs with the visit's salt."""
    leader, secretary = machine("leder"), machine("sekretaer")
    (folder := tmp_path / "Felles").mkdir()
    leader.sit_down()
    first = leader.open(leader.make())
    shared = share(first, folder)
    do(first, AddNote(WORDS[0], first.session.now()))
    first.close()
    secretary.sit_down()
    second = secretary.open(secretary.join(shared, "Henrik Bø"))
    do(second, AddNote(WORDS[1], second.session.now()))
    second.catch_up()
    leader.sit_down()
    assert seal_visit(leader.library, first.folder, folder, PHRASE)
    first = leader.open(first.folder)
    do(first, AddNote("forseglet", first.session.now()))
    first.catch_up()
    secretary.sit_down()
    second.catch_up()
    assert "forseglet" in " ".join(second.notices)
    second.close()
    with pytest.raises(UserError, match="feil"):
        seal_visit(secretary.library, second.folder, folder, "en annen frase")
    seal_visit(secretary.library, second.folder, folder, PHRASE)
    second = secretary.open(second.folder)
    sync(first, second)
    assert texts(first) == texts(second) == sorted([*WORDS[:2], "forseglet"])
    assert in_the_clear(tmp_path, WORDS) == []
    assert {first_line(path)[:10] for path in shared.iterdir()} == {b'{"sealed":'}
    for one in (first, second):
        one.close()


def test_a_hand_over_of_a_sealed_visit_makes_a_sealed_one(
    pair: Pair, machine: Callable[[str], Machine], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sealed with the passphrase of the file, and the other way its notes come home."""
    monkeypatch.setattr(handover, "sealed", lambda data, phrase: b"age-encryption.org/" + data)
    monkeypatch.setattr(handover, "unsealed", lambda data, phrase: data[19:])
    first, second, _shared = pair
    second.close()
    hand_over(first, tmp_path / "fil.age", PHRASE)
    third = machine("tredje")
    handed = handover.read(tmp_path / "fil.age", PHRASE)
    made, new = place_for(third.library, handed, "Tredje", PHRASE)
    assert new
    theirs = third.open(made)
    assert texts(theirs) == [WORDS[0]]
    note(theirs, "fra den tredje")
    hand_over(theirs, tmp_path / "hjem.age", PHRASE)
    theirs.close()
    machine("leder")
    assert receive(first, handover.read(tmp_path / "hjem.age", PHRASE)) == 2
    assert "fra den tredje" in texts(first)
    first.close()
    (tmp_path / "fil.age").unlink()
    (tmp_path / "hjem.age").unlink()
    assert in_the_clear(tmp_path, [WORDS[0], "fra den tredje"]) == []


def test_a_sealed_visits_people_stay_out_of_the_address_book_and_its_rehearsal_is_sealed(
    machine: Callable[[str], Machine], tmp_path: Path
) -> None:
    """Neither when it is made, nor when somebody is added, nor when it is rehearsed on."""
    leader = machine("leder")
    plan = find_plan("kvip-digital", None)
    people = [PersonLine("Ordføreren", "vertsenhet", "")]
    event = visit_of(plan, NOW.date(), "BUP", people)
    made, _said = create(leader.library, event, NOW, PHRASE)
    opened = leader.open(made)
    opened.session.do(AddPerson("Lensmannen", "vertsenhet"))
    opened.close()
    copy = leader.open(rehearsal_of(leader.library, made, NOW))
    assert copy.session.visit.rehearsal
    copy.close()
    assert in_the_clear(tmp_path, ["Ordføreren", "Lensmannen"]) == []


def test_the_verbs_ask_once_and_say_what_is_lost(
    machine: Callable[[str], Machine],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """`share --passphrase` and `join`, with the passphrase in a file, and without one."""
    leader = machine("leder")
    visit = leader.make().id
    (tmp_path / "Felles").mkdir()
    data = ["--data", str(leader.library.root)]
    words = [*data, "share", visit, str(tmp_path / "Felles"), "--passphrase"]
    assert run(words) == 2
    assert header_in(leader.library.visits_folder / visit / "journal-leder.jsonl") is None
    phrase_in_file(tmp_path, monkeypatch)
    capsys.readouterr()
    assert run(words) == 0
    said = capsys.readouterr()
    assert "tapt" in said.err
    shared = said.out.strip()
    assert run([*data, "share", visit, str(tmp_path / "Felles")]) == 0
    secretary = machine("sekretaer")
    hers = ["--data", str(secretary.library.root)]
    (tmp_path / "Felles" / "annet").mkdir()
    assert run([*hers, "join", str(tmp_path / "Felles" / "annet"), "--passphrase"]) == 3
    assert "ikke forseglet" in capsys.readouterr().err
    assert run([*hers, "join", shared, "--name", "Henrik Bø", "--passphrase"]) == 0
    phrase_in_file(tmp_path, monkeypatch, "noe helt annet")
    capsys.readouterr()
    assert run([*hers, "status", visit]) == 2
    assert capsys.readouterr().err.count("\n") == 1
    monkeypatch.delenv("KVIP_PASSPHRASE_FILE")
    assert run([*hers, "status", visit]) == 2
    assert run([*hers, "list"]) == 0
    assert "forseglet" in capsys.readouterr().out

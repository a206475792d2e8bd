"""Hand-overs in a file, another machine's visit, and journals beside one's own."""

import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from kvip_tui.cli.parser import run
from kvip_tui.clock import RehearsalClock
from kvip_tui.commands.execute import carry_out
from kvip_tui.commands.table import understood
from kvip_tui.domain.day.changes import StartBlock
from kvip_tui.domain.history import Undo
from kvip_tui.domain.sharing.changes import TakeClock
from kvip_tui.domain.state.plan import Privacy
from kvip_tui.sharing import handover
from kvip_tui.store.library import Library, VisitFolder
from kvip_tui.texts import exchange as texts
from kvip_tui.visits import exchange
from kvip_tui.visits.exchange import hand_over, place_for, preview, receive, staying
from kvip_tui.visits.open import open_visit
from tests.sharing.machines import NOW, Machine, do, note

PHRASE = "ganske lang passordfrase"
AGE = b"age-encryption.org/v1\n"
Make = Callable[[str], Machine]


def _unsealed(data: bytes, phrase: str) -> bytes | None:
    opening = AGE + phrase.encode()
    return data.removeprefix(opening) if data.startswith(opening) else None


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Make:
    """Give machines by their names, the last one named being the one that runs."""
    return lambda name: Machine(tmp_path, name, monkeypatch)


@pytest.fixture(autouse=True)
def _cheap(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Give the passphrase in a file, and seal in no time; `test_handover` has the real thing."""
    monkeypatch.setattr(handover, "sealed", lambda data, phrase: AGE + phrase.encode() + data)
    monkeypatch.setattr(handover, "unsealed", _unsealed)
    (tmp_path / "frase").write_text(f"{PHRASE}\n", "utf-8")
    monkeypatch.setenv("KVIP_PASSPHRASE_FILE", str(tmp_path / "frase"))


def test_notes_are_handed_over_and_received_and_taken_back(machine: Make, tmp_path: Path) -> None:
    """The leader's visit goes to the secretary in a file, her notes come back in another."""
    leader = machine("leder")
    opened = leader.open(leader.make())
    note(opened, "fra lederen")
    hand_over(opened, tmp_path / "til-henrik.age", PHRASE)
    secretary = machine("sekretaer")
    handed = handover.read(tmp_path / "til-henrik.age", PHRASE)
    folder, made = place_for(secretary.library, handed, "Henrik Bø", PHRASE)
    assert made
    hers = secretary.open(folder)
    hers.session.choose_author("Henrik Bø")
    assert [n.text for n in hers.session.visit.notes] == ["fra lederen"]
    note(hers, "fra sekretæren")
    hand_over(hers, tmp_path / "til-anne.age", PHRASE)
    hers.close()
    leader.sit_down()
    back = handover.read(tmp_path / "til-anne.age", PHRASE)
    found = preview(opened, back, now=NOW)
    assert (found.new, found.changed, found.deleted) == (1, 0, 0)
    assert "Henrik Bø" in found.people
    assert receive(opened, back) == 2
    assert {n.text for n in opened.session.visit.notes} == {"fra lederen", "fra sekretæren"}
    assert receive(opened, back) == 0
    do(opened, Undo())
    assert [n.text for n in opened.session.visit.notes] == ["fra lederen"]
    assert receive(opened, back) == 2
    opened.close()


def test_blocks_that_differ_and_a_clock_that_is_behind_are_previewed(
    machine: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the titles of the blocks, and by how much less her clock said than she had seen."""
    monkeypatch.setattr(exchange, "SystemClock", lambda: RehearsalClock(NOW, 0))
    leader = machine("leder")
    opened = leader.open(leader.make())
    note(opened, "fra lederen, klokka 9")
    hand_over(opened, tmp_path / "til-henrik.age", PHRASE)
    secretary = machine("sekretaer")
    handed = handover.read(tmp_path / "til-henrik.age", PHRASE)
    folder, _made = place_for(secretary.library, handed, "Henrik Bø", PHRASE)
    hers = secretary.open(folder, clock="08.50")
    block = next(b for _day, b in hers.session.visit.plan.blocks() if b.privacy is Privacy.PLENUM)
    do(hers, TakeClock(), StartBlock(block.id, anyway=True))
    hand_over(hers, tmp_path / "til-anne.age", PHRASE)
    hers.close()
    leader.sit_down()
    found = preview(opened, handover.read(tmp_path / "til-anne.age", PHRASE), now=NOW)
    assert found.blocks == (block.title,)
    assert found.behind is not None
    assert timedelta(minutes=9) < found.behind < timedelta(minutes=11)
    lines = [*texts.preview(found, opened.session.visit)]
    assert f"Blokker som blir annerledes: {block.title}" in lines
    assert "Klokka på den andre maskinen går minst 10 min etter" in lines
    # What did not differ is not spoken of.
    plain = [*texts.preview(replace(found, blocks=(), behind=None), opened.session.visit)]
    assert plain == [one for one in lines if "annerledes" not in one and "etter" not in one]
    opened.close()


def test_what_goes_and_what_stays_is_counted(machine: Make) -> None:
    """By class, before the file is written."""
    leader = machine("leder")
    opened = leader.open(leader.make())
    note(opened, "en")
    counted = staying(opened)
    assert sum(counted.going.values()) == 1
    assert (counted.impressions, counted.interviews) == (0, 0)
    opened.close()


def test_a_file_of_something_else_and_a_wrong_passphrase_are_told(
    machine: Make, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One sentence, exit code 2, and nothing is made."""
    leader = machine("leder")
    opened = leader.open(leader.make())
    hand_over(opened, tmp_path / "fil.age", PHRASE)
    opened.close()
    (tmp_path / "tekst.age").write_text("hei", "utf-8")
    (tmp_path / "frase").write_text("en helt annen frase", "utf-8")
    other = machine("annen").library.root
    for name in ("fil.age", "tekst.age", "finnes-ikke.age"):
        assert run(["--data", str(other), "receive", str(tmp_path / name)]) == 2
        said = capsys.readouterr()
        assert said.out == ""
        assert said.err.count("\n") == 1
        assert name in said.err
    assert not (other / "visits").exists()


def test_another_visit_on_the_same_date_and_host_is_refused_by_name(
    machine: Make, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is not made beside the one that is here."""
    leader = machine("leder")
    opened = leader.open(leader.make())
    hand_over(opened, tmp_path / "fil.age", PHRASE)
    opened.close()
    other = machine("annen")
    made = other.make()
    assert run(["--data", str(other.library.root), "receive", str(tmp_path / "fil.age")]) == 3
    assert made.id in capsys.readouterr().err


def test_the_verbs_share_join_and_leave(
    machine: Make, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is printed is what the next one needs."""
    leader = machine("leder")
    visit = leader.make().id
    (tmp_path / "Felles").mkdir()
    data = ["--data", str(leader.library.root)]
    assert run([*data, "share", visit, str(tmp_path / "Felles"), "--name", "Anne Aas"]) == 0
    shared = capsys.readouterr().out.strip()
    assert Path(shared) == tmp_path / "Felles" / visit
    secretary = machine("sekretaer")
    hers = ["--data", str(secretary.library.root)]
    assert run([*hers, "join", shared, "--name", "Henrik Bø"]) == 0
    assert capsys.readouterr().out.strip() == visit
    opened = secretary.open(secretary.library.find(visit))
    mates = opened.session.visit.shared
    opened.close()
    assert mates is not None
    assert [mate.person for mate in mates.mates.values()] == ["Anne Aas", "Henrik Bø"]
    assert run([*hers, "join", shared]) == 3
    assert visit in capsys.readouterr().err
    assert run([*hers, "unshare", visit]) == 0
    assert shared in capsys.readouterr().out
    assert run([*hers, "unshare", visit]) == 2
    assert run([*hers, "join", str(tmp_path / "Felles")]) == 2
    assert run([*hers, "list"]) == 0
    assert visit in capsys.readouterr().out


def test_a_copied_visit_is_written_on_with_take_over(machine: Make, tmp_path: Path) -> None:
    """A new journal beside the old one, of which nothing is touched."""
    leader = machine("leder")
    opened = leader.open(leader.make())
    note(opened, "på den gamle")
    opened.close()
    new = machine("ny-pc")
    copied = new.library.root / "visits" / opened.folder.id
    shutil.copytree(opened.folder.path, copied)
    folder = VisitFolder(copied.name, copied)
    before = (copied / "journal-leder.jsonl").read_bytes()
    looking = new.open(folder)
    assert not looking.session.writer
    assert [n.text for n in looking.session.visit.notes] == ["på den gamle"]
    looking.close()
    taken = open_visit(new.library, folder, clock="10.00", speed="0", take_over=True)
    assert taken.session.writer
    note(taken, "på den nye")
    assert {n.text for n in taken.session.visit.notes} == {"på den gamle", "på den nye"}
    taken.close()
    assert (copied / "journal-leder.jsonl").read_bytes() == before
    again = new.open(folder)
    assert again.session.writer
    assert len(again.session.visit.notes) == 2
    again.close()


def test_a_new_machine_in_the_same_data_folder_writes_on_unasked(
    machine: Make, tmp_path: Path
) -> None:
    """As a pooled remote desktop does, whose data folder is the user's."""
    first = machine("pc-1")
    (first.library.root).mkdir()
    (first.library.root / "machine").write_text("pc-1\n", "utf-8")
    opened = first.open(first.make())
    note(opened, "i går")
    opened.close()
    machine("pc-2")
    library = Library(first.library.root)
    again = open_visit(library, opened.folder, clock="10.00", speed="0")
    assert again.session.writer
    note(again, "i dag")
    assert {n.text for n in again.session.visit.notes} == {"i går", "i dag"}
    again.close()


def test_a_journal_beside_ones_own_is_told_and_can_be_merged(
    machine: Make, capsys: pytest.CaptureFixture[str]
) -> None:
    """A prefix of ours is a copy and is nothing; more than ours is offered, never silent."""
    leader = machine("leder")
    opened = leader.open(leader.make())
    note(opened, "felles")
    own = opened.folder.path / "journal-leder.jsonl"
    shutil.copy(own, own.with_name("journal-leder (1).jsonl"))
    note(opened, "etter kopien")
    opened.close()
    assert leader.open(opened.folder).notices == []
    other = machine("annen")
    copied = other.library.root / "visits" / opened.folder.id
    shutil.copytree(opened.folder.path, copied)
    theirs = open_visit(
        other.library, VisitFolder(copied.name, copied), clock="11.00", speed="0", take_over=True
    )
    note(theirs, "fra den andre")
    theirs.close()
    shutil.copy(copied / "journal-annen.jsonl", opened.folder.path)
    leader.sit_down()
    again = leader.open(opened.folder)
    [said] = again.notices
    assert "journal-annen.jsonl" in said
    assert len(again.session.visit.notes) == 2
    assert "Hentet inn" in carry_out(again.session, *understood("slå sammen journaler"))
    assert {n.text for n in again.session.visit.notes} >= {"fra den andre", "felles"}
    assert again.notices == []
    do(again, Undo())
    assert len(again.session.visit.notes) == 2
    again.close()

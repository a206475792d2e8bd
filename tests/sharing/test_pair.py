"""Two machines write one visit through a folder that both reach."""

import json
import os
import re
import shutil
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from kvip_tui.clock import RehearsalClock
from kvip_tui.commands.execute import carry_out
from kvip_tui.commands.table import understood
from kvip_tui.domain.base import Record, Refusal
from kvip_tui.domain.card.changes import NoteSupport
from kvip_tui.domain.checks.changes import ToggleCheck
from kvip_tui.domain.day.changes import NextBlock, StartBlock
from kvip_tui.domain.day.timeline import day_view
from kvip_tui.domain.floor.turns import GiveFloor
from kvip_tui.domain.history import Undo
from kvip_tui.domain.notes.reading import closing_meeting
from kvip_tui.domain.notes.vocabulary import AddNote, DeleteNote, EditNote, RaiseNote
from kvip_tui.domain.people.changes import AddPerson
from kvip_tui.domain.state.plan import HOST, Privacy
from kvip_tui.line.status import status
from kvip_tui.sharing import company
from kvip_tui.sharing.circle import Circle
from kvip_tui.sharing.copies import is_copy, machine_of
from kvip_tui.sharing.mailbox import Mailbox
from kvip_tui.texts import formats
from kvip_tui.ui.day.outlook import Outlook
from kvip_tui.ui.day.widgets.headline import day_part
from kvip_tui.visits.open import Opened
from tests.sharing.machines import Machine, do, note, pair, sync

OWN_KEYS = ("writer", "machines", "clock", "notes_here")


@pytest.fixture
def both(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Opened, Opened, Path]]:
    """Give a visit that the leader's and the secretary's machines have open."""
    first, second, folder = pair(tmp_path, monkeypatch)
    yield first, second, folder
    first.close()
    second.close()


def same(first: Opened, second: Opened) -> bool:
    """Return whether the status is the same at both, but for what is each one's own."""
    found = []
    for one in (first, second):
        session = one.session
        now = session.now()
        said = status(session.visit, now, writer=True, session=session)
        found.append(json.dumps({k: v for k, v in said.items() if k not in OWN_KEYS}))
    return found[0] == found[1]


def line(opened: Opened, words: str) -> str:
    """Carry out a command in words and return the answer."""
    return carry_out(opened.session, *understood(words))


def test_what_one_does_is_at_the_other(both: tuple[Opened, Opened, Path]) -> None:
    """Notes, ticks, people and the floor, both ways."""
    first, second, _folder = both
    blocks = [b for _day, b in first.session.visit.plan.blocks() if b.privacy is Privacy.PLENUM]
    do(first, StartBlock(blocks[0].id, anyway=True), AddPerson("Berit Moe", HOST))
    sync(first, second)
    do(second, GiveFloor("berit-moe.leder-4"))
    block = first.session.visit.plan.days[1].blocks[0]
    do(second, ToggleCheck(block=block.id, check=block.checks[0].id))
    note(second, "fra sekretæren #styrke")
    note(first, "fra lederen")
    sync(first, second)
    texts = {n.text for n in first.session.visit.notes}
    assert texts == {"fra sekretæren #styrke", "fra lederen"}
    assert first.session.visit.floor.holder == "berit-moe.leder-4"
    assert same(first, second)


def test_who_is_there_and_what_has_come_is_told(both: tuple[Opened, Opened, Path]) -> None:
    """In words, and in the status for scripts."""
    first, second, _folder = both
    note(second, "en")
    sync(first, second)
    assert "Henrik Bø er med · 1 av 1 notat er her" in line(first, "maskiner")
    session = first.session
    said = status(session.visit, session.now(), writer=True, session=session)
    assert said["clock"] == {"machine": "leder", "mine": True}
    [mate] = said["machines"]
    assert (mate["id"], mate["person"]) == ("sekretaer", "Henrik Bø")
    assert mate["received"] == mate["records"] == 2


def test_only_one_machine_holds_the_clock(both: tuple[Opened, Opened, Path]) -> None:
    """The other asks for it, twice while the holder is there; from then on it is the other's."""
    first, second, _folder = both
    with pytest.raises(Refusal) as refused:
        second.session.do(NextBlock(anyway=True))
    assert refused.value.code == "clock.elsewhere"
    second.session.clock = first.session.clock
    assert "styringen" in line(first, "gi styringen Henrik")
    sync(first, second)
    do(second, NextBlock(anyway=True))
    with pytest.raises(Refusal):
        first.session.do(NextBlock(anyway=True))
    sync(first, second)
    assert same(first, second)


def test_what_was_done_to_the_clock_without_it_does_not_count_and_is_told(
    both: tuple[Opened, Opened, Path],
) -> None:
    """Out of touch both held it: the later taking wins, what the other did is listed."""
    first, second, _folder = both
    _take(second)
    clock = first.session.clock
    assert isinstance(clock, RehearsalClock)
    clock.set(clock.now() + timedelta(minutes=2))
    do(first, NextBlock(anyway=True))
    do(second, NextBlock(anyway=True))
    sync(first, second)
    second.session.clock = clock
    assert same(first, second)
    shared = first.session.visit.shared
    assert shared is not None
    assert shared.holder == "sekretaer"
    assert first.session.visit.running() == second.session.visit.running() != ()
    assert len(shared.overruled) == 1
    said = line(first, "maskiner")
    assert "1 endring av klokka ble gjort uten styringen og gjelder ikke (Anne Aas)" in said
    assert "\n09.02 Anne Aas: " in said
    with pytest.raises(Refusal):
        line(first, "bruk disse")
    assert line(second, "bruk disse") == "1 endring av klokka gjelder likevel"
    sync(first, second)
    assert same(first, second)
    assert "gjelder ikke" not in line(first, "maskiner")
    do(second, Undo())
    sync(first, second)
    assert same(first, second)
    assert "gjelder ikke" in line(first, "maskiner")


def _take(opened: Opened) -> None:
    with pytest.raises(Refusal) as refused:
        line(opened, "ta styringen")
    assert refused.value.code == "clock.held"
    line(opened, "ta styringen")


def test_undo_takes_back_only_ones_own(both: tuple[Opened, Opened, Path]) -> None:
    """Whatever came in between from the other."""
    first, second, _folder = both
    note(first, "en")
    sync(first, second)
    note(second, "to")
    sync(first, second)
    do(first, Undo())
    sync(first, second)
    assert [n.text for n in second.session.visit.notes] == ["to"]
    assert same(first, second)


def test_what_stays_never_reaches_the_share(both: tuple[Opened, Opened, Path]) -> None:
    """Impressions, interviews and the help-desk person are in no file there, drafts neither."""
    first, second, folder = both
    visit = first.session.visit
    blocks = [b for _day, b in visit.plan.blocks()]
    closing = closing_meeting(visit)
    assert closing is not None
    interview = next(b for b in blocks if b.privacy is Privacy.INTERVIEW)
    do(first, NoteSupport("Hjelpesen Hjelp"), StartBlock(interview.id, anyway=True))
    first.session.do(AddNote("INTERVJUET", first.session.now()))
    sync(first, second)
    second.session.do(AddNote("HVISKET", second.session.now()))
    assert [n.text for n in second.session.whispers] == ["HVISKET"]
    assert isinstance(first.session.clock, RehearsalClock)
    first.session.clock.set(first.session.now() + timedelta(hours=1))
    do(first, StartBlock(closing.id, anyway=True))
    first.session.do(AddNote("INNTRYKKET", first.session.now(), impression=True))
    sync(first, second)
    written = b"".join(p.read_bytes() for p in folder.rglob("*") if p.is_file())
    written += b"".join(p.read_bytes() for p in second.folder.path.rglob("*") if p.is_file())
    for word in (b"INNTRYKKET", b"INTERVJUET", b"HVISKET", b"Hjelpesen"):
        assert word not in written


def test_a_note_that_is_raised_is_withdrawn_and_comes_back_whole(
    both: tuple[Opened, Opened, Path],
) -> None:
    """The others drop it, and get it again where that was taken back."""
    first, second, folder = both
    made = note(first, "følsomt")
    sync(first, second)
    do(first, RaiseNote(made, Privacy.IMPRESSION))
    sync(first, second)
    assert not second.session.visit.notes
    do(first, Undo())
    sync(first, second)
    assert [n.text for n in second.session.visit.notes] == ["følsomt"]
    assert folder.is_dir()


def test_a_note_changed_in_two_places_keeps_both_texts(
    both: tuple[Opened, Opened, Path],
) -> None:
    """And that is said."""
    first, second, _folder = both
    made = note(first, "en")
    sync(first, second)
    do(first, EditNote(made, "hos lederen"))
    do(second, EditNote(made, "hos sekretæren"))
    sync(first, second)
    [kept] = first.session.visit.notes
    assert {version.text for version in kept.versions} == {"en", "hos lederen", "hos sekretæren"}
    assert "endret to steder" in line(first, "maskiner")
    do(second, DeleteNote(made))
    sync(first, second)
    assert same(first, second)


def test_a_share_that_is_gone_is_told_and_caught_up_with(
    both: tuple[Opened, Opened, Path], tmp_path: Path
) -> None:
    """Nothing is lost, nothing waits, and a share that was emptied is filled again."""
    first, second, folder = both
    folder.rename(tmp_path / "borte")
    note(first, "mens den var borte")
    assert first.circle.post is not None
    assert second.circle.post is not None
    sync(first, second)
    assert first.circle.post.away_since is not None
    assert "borte" in line(first, "maskiner")
    # Who holds the clock has the day as it is; the other has what had come by then.
    assert "Dagen slik den sto" not in line(first, "maskiner")
    zone = second.session.visit.plan.timezone
    away = second.circle.post.away_since
    assert away is not None
    assert formats.as_it_stood(away, zone) in line(second, "maskiner")
    shown = Outlook(second.session).glance
    assert shown.stood_at == away
    assert formats.as_it_stood(away, zone) in day_part(shown, 80, dated=False).plain
    assert Outlook(first.session).glance.stood_at is None
    (tmp_path / "borte").rename(folder)
    sync(first, second)
    assert first.circle.post.away_since is None
    assert [n.text for n in second.session.visit.notes] == ["mens den var borte"]
    for path in folder.glob("*.jsonl"):
        path.unlink()
    note(second, "etterpå")
    sync(first, second)
    assert same(first, second)
    assert len(first.session.visit.notes) == 2


def test_a_rollback_in_the_share_takes_nothing_away(both: tuple[Opened, Opened, Path]) -> None:
    """What was received stays, and what was sent is sent again."""
    first, second, folder = both
    file = folder / "journal-sekretaer.jsonl"
    before = file.read_bytes()
    note(second, "rullet tilbake")
    sync(first, second)
    file.write_bytes(before)
    note(second, "etter")
    sync(first, second)
    assert [n.text for n in first.session.visit.notes] == ["rullet tilbake", "etter"]
    assert same(first, second)


def test_half_a_line_is_for_the_next_time(both: tuple[Opened, Opened, Path]) -> None:
    """A file that is still being copied is read as far as it goes."""
    first, second, folder = both
    note(second, "hel")
    assert second.circle.post is not None
    second.catch_up()
    file = folder / "journal-sekretaer.jsonl"
    whole = file.read_bytes()
    file.write_bytes(whole[:-20])
    first.catch_up()
    assert not first.session.visit.notes
    file.write_bytes(whole)
    first.catch_up()
    assert [n.text for n in first.session.visit.notes] == ["hel"]


def test_a_line_that_was_tampered_with_is_told_and_the_rest_is_read(
    both: tuple[Opened, Opened, Path],
) -> None:
    """With its file and its line."""
    first, second, folder = both
    note(second, "en")
    note(second, "to")
    second.catch_up()
    file = folder / "journal-sekretaer.jsonl"
    lines = file.read_bytes().split(b"\n")
    lines[2] = lines[2].replace(b'"en"', b'"EN"')
    file.write_bytes(b"\n".join(lines))
    first.catch_up()
    assert [n.text for n in first.session.visit.notes] == ["to"]
    assert any("linje 3" in said for said in first.notices)


def test_files_of_others_in_the_share_are_left_alone(
    both: tuple[Opened, Opened, Path], tmp_path: Path
) -> None:
    """Foreign files, another visit's stream, names that lead out: told or ignored, never read."""
    first, second, folder = both
    (folder / "journal-fremmed.jsonl").write_text("hei\n", "utf-8")
    (folder / "rapport.docx").write_bytes(b"x")
    stream = (folder / "journal-sekretaer.jsonl").read_bytes()
    uid = re.search(rb'"visit":"([0-9a-f]+)"', stream)
    assert uid is not None
    if hasattr(os, "symlink"):
        outside = tmp_path / "utenfor.jsonl"
        outside.write_bytes(stream)
        (folder / "journal-lenke.jsonl").symlink_to(outside)
    first.catch_up()
    second.catch_up()
    assert not [n for n in first.session.visit.notes if n.machine == "lenke"]
    assert any("journal-fremmed" in said for said in first.notices)
    assert (folder / "rapport.docx").read_bytes() == b"x"


def test_a_copy_that_an_engine_made_is_read_as_its_machines(
    both: tuple[Opened, Opened, Path],
) -> None:
    """The same twice is one; two records with one number are both kept and told."""
    first, second, folder = both
    note(second, "en")
    second.catch_up()
    own = folder / "journal-sekretaer.jsonl"
    shutil.copy(own, folder / "journal-sekretaer (Henriks PC sin konfliktkopi 2021-03-16).jsonl")
    sync(first, second)
    assert [n.text for n in first.session.visit.notes] == ["en"]


@pytest.mark.parametrize(
    ("name", "machine"),
    [
        ("journal-pc-2.jsonl", "pc-2"),
        ("journal-pc-2 (1).jsonl", "pc-2"),
        ("journal-pc-2.sync-conflict-20210316-093000-ABCDEF7.jsonl", "pc-2"),
        ("journal-pc-2 (Anne's conflicted copy 2021-03-16).jsonl", "pc-2"),
        ("Copy of journal-pc-2.jsonl", "pc-2"),
        ("Kopi av journal-pc-2.jsonl", "pc-2"),
        ("journal-pc-2 - Kopi.jsonl", "pc-2"),
        ("journal-pc-2 - Copy (2).jsonl", "pc-2"),
        ("turns-pc-2.jsonl", "pc-2"),
        ("journal.jsonl", None),
        ("seen-pc-2.json", None),
    ],
)
def test_names_that_engines_give(name: str, machine: str | None) -> None:
    """What they add is seen through."""
    assert machine_of(name) == machine
    plain = {"journal-pc-2.jsonl", "turns-pc-2.jsonl"}
    assert is_copy(name) == (machine is not None and name not in plain)


def test_a_machine_comes_back_to_all_of_it(
    both: tuple[Opened, Opened, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Closed and opened again, also without the share: what was received is here."""
    first, second, folder = both
    note(second, "en")
    sync(first, second)
    visit = first.session.visit
    first.close()
    folder.rename(folder.with_name("borte"))
    machine = Machine(first.folder.path.parents[2], "leder", monkeypatch)
    again = machine.open(first.folder, write=False)
    assert again.session.visit.notes == visit.notes
    again.close()
    folder.with_name("borte").rename(folder)


def test_a_withdrawn_note_is_emptied_where_it_was_received(
    both: tuple[Opened, Opened, Path],
) -> None:
    """Its words are in no file of the other machine, also after the share sends them again."""
    first, second, folder = both
    made = note(first, "HEMMELIGHETEN")
    sync(first, second)
    do(first, RaiseNote(made, Privacy.IMPRESSION))
    sync(first, second)
    there = b"".join(p.read_bytes() for p in second.folder.path.rglob("*.jsonl"))
    assert b"HEMMELIGHETEN" not in there
    for path in folder.glob("journal-leder.jsonl"):
        path.write_bytes(path.read_bytes())
    sync(first, second)
    assert not second.session.visit.notes
    assert second.circle.notices() == []


def test_a_share_that_does_not_answer_delays_nothing(
    both: tuple[Opened, Opened, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """While a call to it hangs, all goes on; what was done then is sent when it answers."""
    first, second, _folder = both
    answers, asked = threading.Event(), threading.Event()

    def hang(self: Mailbox) -> list[Record]:
        asked.set()
        answers.wait()
        return fetch(self)

    fetch = Mailbox.fetch
    monkeypatch.setattr(Mailbox, "fetch", hang)
    first.circle.start()
    assert asked.wait(10)
    for number in range(20):
        note(first, f"notat {number}")
        first.session.refresh()
    assert len(first.session.visit.notes) == 20
    answers.set()
    monkeypatch.setattr(Mailbox, "fetch", fetch)
    first.circle.close()
    sync(second)
    assert len(second.session.visit.notes) == 20


def test_a_visit_of_one_machine_is_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A visit that one machine writes is as it always was."""
    machine = Machine(tmp_path, "alene", monkeypatch)
    opened = machine.open(machine.make())
    session = opened.session
    note(opened, "en")
    said = status(session.visit, session.now(), writer=True, session=session)
    assert said["clock"] == {"machine": "alene", "mine": True}
    assert said["machines"] == []
    assert session.visit.shared is None
    assert b'"clock":' not in opened.journal.path.read_bytes()
    opened.close()


def test_another_name_is_told_to_the_others_and_is_not_undone(
    both: tuple[Opened, Opened, Path],
) -> None:
    """Whoever sits down later has her own mark; undo takes back what was done before."""
    first, second, _folder = both
    note(second, "hennes")
    second.session.choose_author("Kari Vik")
    sync(first, second)
    shared = first.session.visit.shared
    assert shared is not None
    assert shared.person("sekretaer") == "Kari Vik"
    assert shared.marks()["sekretaer"] == "KV"
    do(second, Undo())
    sync(first, second)
    assert not first.session.visit.notes
    assert first.session.visit.shared == shared


def test_a_machine_out_of_touch_wipes_the_interviews_by_itself(
    both: tuple[Opened, Opened, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half an hour after the projected end of the closing meeting, with a minute's notice."""
    first, second, _folder = both
    blocks = [b for _day, b in first.session.visit.plan.blocks()]
    interview = next(b for b in blocks if b.privacy is Privacy.INTERVIEW)
    do(first, StartBlock(interview.id, anyway=True))
    sync(first, second)
    second.session.do(AddNote("HVISKET", second.session.now()))
    closing = closing_meeting(second.session.visit)
    assert closing is not None
    clock = second.session.clock
    assert isinstance(clock, RehearsalClock)
    monkeypatch.setattr(company, "heard_holder", lambda *_asked: False)
    monkeypatch.setattr(Circle, "heard", lambda _self: {})
    day = second.session.visit.day_of(closing.id)
    assert day is not None
    views = day_view(second.session.visit, day, clock.now()).blocks
    [end] = [v.planned[1] for v in views if v.block == closing and v.planned]
    found = []
    for minutes in (-2, -0.5, 0):
        clock.set(end + company.UNHEARD + timedelta(minutes=minutes))
        second.session.refresh()
        found.append((len(second.session.whispers), second.session.wiped_at is not None))
    assert found == [(1, False), (1, True), (0, False)]

"""When the closing meeting has ended, the turns of the floor stay with the visit's leader only."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from kvip_tui.domain.day.changes import EndBlock, StartBlock
from kvip_tui.domain.floor.turns import FloorGiven, GiveFloor
from kvip_tui.domain.history import Redo, Undo
from kvip_tui.domain.notes.reading import closing_meeting
from kvip_tui.domain.people.changes import AddPerson, AssignRole
from kvip_tui.domain.state.plan import HOST, Privacy
from kvip_tui.domain.state.shared import Mate, Shared
from kvip_tui.domain.state.visit import Visit
from kvip_tui.sharing.company import keeps_turns
from kvip_tui.texts.machines import machines
from kvip_tui.texts.watch import Watch
from kvip_tui.visits.open import Opened
from tests.builders import PEOPLE, visit
from tests.sharing.machines import Machine, do, note, pair, sync

ANNE, BERIT = "Anne Aas", "Berit Moe"


@pytest.fixture
def both(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Opened, Opened, Path]]:
    """Give a visit that two machines have open, with a turn that each of them has given."""
    first, second, folder = pair(tmp_path, monkeypatch)
    blocks = [b for _day, b in first.session.visit.plan.blocks() if b.privacy is Privacy.PLENUM]
    do(first, AddPerson(ANNE, HOST), AddPerson(BERIT, HOST))
    anne, berit = (person.id for person in first.session.visit.roster)
    do(first, AssignRole("besoksleder", anne), StartBlock(blocks[0].id, anyway=True))
    do(first, GiveFloor(anne))
    sync(first, second)
    do(second, GiveFloor(berit))
    note(second, "mens Berit snakker")
    sync(first, second)
    yield first, second, folder
    first.close()
    second.close()


def _closed(opened: Opened) -> None:
    closing = closing_meeting(opened.session.visit)
    assert closing is not None
    do(opened, StartBlock(closing.id, anyway=True), EndBlock(closing.id))


def _turns(opened: Opened) -> int:
    """Return how many turns this machine's own journal still has."""
    records = opened.journal.records
    return sum(isinstance(event, FloorGiven) for record in records for event in record.events)


def test_they_leave_the_share_and_all_machines_but_the_leaders(
    both: tuple[Opened, Opened, Path],
) -> None:
    """Its own journal has none any more, and the notes keep who spoke."""
    first, second, folder = both
    assert {path.name for path in folder.glob("turns-*")} == {
        "turns-leder.jsonl",
        "turns-sekretaer.jsonl",
    }
    speakers = [found.holder for found in second.session.visit.notes]
    assert speakers == [person.id for person in second.session.visit.roster if person.name == BERIT]
    _closed(first)
    sync(first, second)
    assert list(folder.glob("turns-*")) == []
    assert [p.name for p in first.folder.path.rglob("turns-*")] == ["turns-sekretaer.jsonl"]
    assert list(second.folder.path.rglob("turns-*")) == []
    assert (_turns(first), _turns(second)) == (1, 0)
    assert b"floor_given" not in second.journal.path.read_bytes()
    assert not second.session.visit.floor.turns
    assert len(first.session.visit.floor.turns) == 2
    assert [found.holder for found in second.session.visit.notes] == speakers
    assert [found.holder for found in first.session.visit.notes] == speakers
    do(second, Undo(), Redo())
    sync(first, second)
    assert [found.text for found in first.session.visit.notes] == ["mens Berit snakker"]
    assert first.circle.notices() == second.circle.notices() == []


def test_a_machine_that_was_off_lets_go_of_them_when_it_comes_back(
    both: tuple[Opened, Opened, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where somebody has only looked at the visit there meanwhile."""
    first, second, folder = both
    second.close()
    _closed(first)
    sync(first)
    machine = Machine(second.folder.path.parents[2], "sekretaer", monkeypatch)
    shown = machine.open(second.folder, write=False)
    shown.catch_up()
    shown.close()
    again = machine.open(second.folder)
    assert _turns(again) == 0
    assert list(again.folder.path.rglob("turns-*")) == []
    sync(first, again)
    assert list(folder.glob("turns-*")) == []
    assert [found.holder for found in again.session.visit.notes] != [None]
    again.close()


def test_who_kept_them_does_not_lose_them_when_it_is_said_later_who_leads(
    both: tuple[Opened, Opened, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody sat under the leader's name at the end: they stay with who held the clock."""
    first, second, _folder = both
    berit = next(person.id for person in first.session.visit.roster if person.name == BERIT)
    do(first, AssignRole("besoksleder", berit))
    _closed(first)
    sync(first, second)
    second.session.choose_author(BERIT)
    sync(first, second)
    first.close()
    machine = Machine(first.folder.path.parents[2], "leder", monkeypatch)
    again = machine.open(first.folder)
    assert len(again.session.visit.floor.turns) == 2
    again.close()


def test_copies_of_turns_bring_none_back(
    both: tuple[Opened, Opened, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither one that an engine put back into the share nor one of one's own journal."""
    first, second, folder = both
    kept = folder.parent / "kopi.jsonl"
    shutil.copy(folder / "turns-leder.jsonl", kept)
    shutil.copy(second.journal.path, second.folder.path / "journal-sekretaer (1).jsonl")
    _closed(first)
    sync(first, second)
    shutil.copy(kept, folder / "turns-leder (1).jsonl")
    shutil.copy(kept, folder / "turns-leder.jsonl")
    sync(first, second)
    assert not second.session.visit.floor.turns
    assert list(second.folder.path.rglob("turns-*")) == []
    assert first.circle.notices() == []
    assert not list(folder.glob("turns-*"))
    second.close()
    machine = Machine(second.folder.path.parents[2], "sekretaer", monkeypatch)
    again = machine.open(second.folder)
    assert again.circle.missing() == []
    again.close()


def test_at_the_end_it_is_told_that_all_notes_are_here(both: tuple[Opened, Opened, Path]) -> None:
    """Once, and in the line that stands; before the end they are only counted."""
    first, second, _folder = both
    for text in ("en", "to"):
        note(second, text)
    sync(first, second)
    watch, session = Watch(), first.session
    assert "er her" not in watch.due(session, session.now())
    _closed(first)
    assert "3 av 3 notater fra Henrik Bø er her" in watch.due(session, session.now())
    assert watch.due(session, session.now()) == ""
    assert "3 av 3 notater fra Henrik Bø er her" in machines(session, session.now())


def test_turns_after_the_meeting_are_not_sent(both: tuple[Opened, Opened, Path]) -> None:
    """They stay where they were given."""
    first, second, folder = both
    _closed(first)
    sync(first, second)
    anne = first.session.visit.roster[0].id
    visit = first.session.visit
    summing_up = [b for _day, b in visit.plan.blocks() if b.privacy is Privacy.PLENUM][-1]
    do(first, StartBlock(summing_up.id, anyway=True), GiveFloor(anne))
    sync(first, second)
    assert first.session.visit.floor.holder == anne
    assert second.session.visit.floor.holder is None
    assert not list(folder.glob("turns-*"))


def _shared(leader: str | None, mates: dict[str, str]) -> Visit:
    shared = Shared("a", "b", mates={one: Mate(name, "") for one, name in mates.items()})
    people = {person.name: person.id for person in PEOPLE}
    roles = {"besoksleder": people[leader]} if leader else {}
    return replace(visit("A 09:00-10:00").visit, shared=shared, roles=roles)


@pytest.mark.parametrize(
    ("leader", "mates", "machine", "author", "kept"),
    [
        (ANNE, {"a": ANNE, "b": BERIT}, "a", ANNE, True),
        (ANNE, {"a": ANNE, "b": BERIT}, "b", BERIT, False),
        (ANNE, {"a": "", "b": BERIT}, "a", ANNE, True),
        # Nobody sits anywhere under the leader's name: they stay with who holds the clock.
        (ANNE, {"a": "Anne", "b": BERIT}, "a", "Anne", False),
        (ANNE, {"a": "Anne", "b": BERIT}, "b", "", True),
        (None, {"a": ANNE, "b": BERIT}, "b", BERIT, True),
        (None, {"a": ANNE, "b": BERIT}, "a", ANNE, False),
    ],
)
def test_with_whom_they_stay(
    leader: str | None, mates: dict[str, str], machine: str, author: str, *, kept: bool
) -> None:
    """The machine of who has the role of visit leader; else that which holds the clock."""
    assert keeps_turns(_shared(leader, mates), machine, author) is kept

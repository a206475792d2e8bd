"""The visits in the data folder."""

import os
import re
import stat
from datetime import date, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

from kvip_tui.domain.day.changes import BlockStarted
from kvip_tui.domain.history import VisitCreated
from kvip_tui.errors import UserError
from kvip_tui.store import codec
from kvip_tui.store.journal import Journal
from kvip_tui.store.library import Library, VisitFolder


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """Return an empty library in a folder with a blank and a Norwegian letter in its name."""
    return Library(tmp_path / "mine besøk")


def test_a_visit_is_a_folder_with_a_journal(
    library: Library, created: VisitCreated, at: datetime
) -> None:
    """Making a visit makes its folder, its exports and a journal that begins with it."""
    made = library.create(replace(created, id=""), at)
    assert made.id == "2021-03-16-bup-alesund"
    assert made.path == library.root / "visits" / made.id
    assert made.exports.is_dir()
    with library.open(made) as journal:
        assert journal.writer
        assert journal.path.name == "journal-her.jsonl"
        [record] = journal.records
        [first] = record.events
        assert isinstance(first, VisitCreated)
        assert re.fullmatch(r"[0-9a-f]{16}", str(first.uid))
        assert (record.at, first) == (at, replace(created, id=made.id, uid=first.uid))


@pytest.mark.skipif(os.name != "posix", reason="only POSIX systems have modes")
def test_visits_are_private(library: Library, created: VisitCreated, at: datetime) -> None:
    """Folders are the owner's alone, and so is every file in them."""
    made = library.create(created, at)
    inside = [library.root, *library.root.rglob("*")]
    modes = {(file.is_dir(), stat.S_IMODE(file.stat().st_mode)) for file in inside}
    assert modes == {(True, 0o700), (False, 0o600)}
    assert made.path in inside


def test_visits_of_one_day_and_host_are_numbered(
    library: Library, created: VisitCreated, at: datetime
) -> None:
    """A name that is taken gets a number, in the folder and in the journal."""
    made = [library.create(created, at) for _number in range(3)]
    assert [folder.id[-9:] for folder in made] == ["p-alesund", "alesund-2", "alesund-3"]
    with library.open(made[2]) as journal:
        [event] = journal.records[0].events
        assert isinstance(event, VisitCreated)
        assert event.id == made[2].id


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("  Ø/Å: «BUP» ", "2021-03-16-o-a-bup"),
        ("../../etc", "2021-03-16-etc"),
        ("北京", "2021-03-16-besok-i-alesund"),
        ("x" * 300, "2021-03-16-" + "x" * 40),
        ("Barne- og ungdomspsykiatrisk avdeling, Sør", None),
    ],
)
def test_a_host_of_any_name_gets_a_folder(
    library: Library, created: VisitCreated, at: datetime, host: str, name: str | None
) -> None:
    """Folder names are short and plain, and never leave the folder of visits."""
    made = library.create(replace(created, host=host), at)
    assert made.path.parent == library.root / "visits"
    assert name in {None, made.id}
    assert not made.id.endswith("-")
    assert library.visits()[0].host == host


def test_the_list_is_read_from_the_folders(
    library: Library, created: VisitCreated, at: datetime
) -> None:
    """Visits are listed by date with what their journals begin with; a journal is not changed."""
    later = replace(created, date=date(2021, 4, 1), title="Prøve", rehearsal=True)
    made = [library.create(event, at) for event in (later, created)]
    before = {file: file.read_bytes() for file in library.root.rglob("*.jsonl")}
    first, second = library.visits()
    assert (first.id, first.path) == (made[1].id, made[1].path)
    assert (first.title, first.host, first.date) == (created.title, created.host, created.date)
    assert (second.id, second.title, second.rehearsal) == ("2021-04-01-bup-alesund", "Prøve", True)
    assert not first.rehearsal
    assert (first.problem, second.problem) == ("", "")
    assert {file: file.read_bytes() for file in library.root.rglob("*.jsonl")} == before


def test_no_visits_is_an_empty_list(library: Library) -> None:
    """Listing makes nothing: not the data folder, nor a name for the machine."""
    assert library.visits() == []
    assert not library.root.exists()


def test_folders_that_cannot_be_read_are_listed_with_their_problem(
    library: Library, created: VisitCreated, at: datetime
) -> None:
    """One bad folder does not hide the good ones; it comes last and says what is wrong."""
    good = library.create(created, at)
    visits = library.root / "visits"
    line = codec.encode(Journal.open(good.path / "journal-her.jsonl", write=False).records[0])
    other_kind = codec.seal({"n": 1, "at": codec.instant(at), "events": [{"kind": "noe_nytt"}]})
    no_events = codec.seal({"n": 1, "at": codec.instant(at), "events": []})
    contents = {"a-skadet": b"tull\n", "b-halv": line[:99], "c-ny": other_kind, "d-": no_events}
    for name, content in contents.items():
        (visits / name).mkdir()
        (visits / name / "journal-her.jsonl").write_bytes(content)
    (visits / "e-mappe" / "journal-her.jsonl").mkdir(parents=True)
    (visits / "f-tom").mkdir()
    (visits / ".ny-halvferdig").mkdir()
    (visits / "fil").touch()
    listed = library.visits()
    assert [(visit.id, bool(visit.problem)) for visit in listed] == [
        (good.id, False),
        *((name, True) for name in ("a-skadet", "b-halv", "c-ny", "d-", "e-mappe", "f-tom")),
    ]
    assert "skadet" in listed[1].problem
    assert "ingen journal" in listed[-1].problem


def test_a_visit_that_cannot_be_made_leaves_nothing(
    library: Library, created: VisitCreated, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a full disk no half-made visit is left, and the sentence names the folder."""
    write = os.write

    def full(handle: int, data: bytes) -> int:
        if len(data) < 200:
            return write(handle, data)
        raise OSError(28, "full")

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", full)
        with pytest.raises(UserError, match="frigjør plass") as caught:
            library.create(created, at)
    assert caught.value.exit_code == 3
    assert list((library.root / "visits").iterdir()) == []
    assert library.create(created, at).id == created.id


def test_a_name_taken_meanwhile_is_left_alone(
    library: Library, created: VisitCreated, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where another process makes the same visit at the same moment, both are kept."""
    rival = Library(library.root)
    exists = Path.exists
    made: list[VisitFolder] = []

    def rival_is_quicker(path: Path) -> bool:
        if path.name == created.id and not made:
            made.append(VisitFolder("", path))
            made[0] = rival.create(created, at)
            return False
        return exists(path)

    monkeypatch.setattr(Path, "exists", rival_is_quicker)
    mine = library.create(created, at)
    assert [made[0].id, mine.id] == [created.id, f"{created.id}-2"]
    assert len(library.visits()) == 2


def test_a_data_folder_that_is_a_file_is_refused(
    tmp_path: Path, created: VisitCreated, at: datetime
) -> None:
    """A place that cannot hold visits is named, when making and when listing."""
    (tmp_path / "fil").touch()
    with pytest.raises(UserError, match="fil") as caught:
        Library(tmp_path / "fil").create(created, at)
    assert caught.value.exit_code == 3
    with pytest.raises(UserError, match="--data"):
        Library(tmp_path / "fil").visits()


@pytest.fixture
def three(library: Library, created: VisitCreated, at: datetime) -> Library:
    """Return a library of three visits."""
    for host, month in (("BUP Ålesund", 3), ("BUP Bodø", 3), ("BUP Bodø", 4)):
        library.create(replace(created, host=host, date=date(2021, month, 16)), at)
    return library


@pytest.mark.parametrize(
    "text",
    ["2021-03-16-bup-alesund", "2021-03-16-bup-a", "2021-03-16-BUP-Ålesund", "alesund", "Ålesund"],
)
def test_a_visit_is_found_by_the_beginning_of_its_id(three: Library, text: str) -> None:
    """An id, or as much of it as names one visit, is enough; the date may be left out."""
    assert three.find(text).id == "2021-03-16-bup-alesund"


def test_an_exact_id_wins_over_longer_ones(
    three: Library, created: VisitCreated, at: datetime
) -> None:
    """A numbered visit does not make the first one ambiguous."""
    three.create(created, at)
    assert three.find("2021-03-16-bup-alesund").id == "2021-03-16-bup-alesund"


@pytest.mark.parametrize("text", ["2021-03", "bodo", "2"])
def test_an_ambiguous_beginning_lists_what_it_may_be(three: Library, text: str) -> None:
    """What names several visits is refused with their ids."""
    with pytest.raises(UserError, match="flere besøk") as caught:
        three.find(text)
    assert caught.value.exit_code == 2
    assert "2021-03-16-bup-bodo" in caught.value.message


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("alseund", "mente du 2021-03-16-bup-alesund?"),
        ("2021-03-16-bup-alesundd", "mente du 2021-03-16-bup-alesund?"),
        ("tromsø", "kvip list"),
        ("", "kvip list"),
        ("a/b", "a/b er ikke mappa til et besøk"),
        ("\0", "kvip list"),
        ("x" * 5000, "kvip list"),
    ],
    ids=["swapped", "longer", "unlike", "empty", "path", "zero", "long"],
)
def test_an_unknown_visit_is_refused_with_the_nearest(three: Library, text: str, said: str) -> None:
    """What names no visit is refused, with the nearest id or where to look."""
    with pytest.raises(UserError) as caught:
        three.find(text)
    assert caught.value.exit_code == 2
    assert said in caught.value.message
    assert len(caught.value.message) < 600


def test_without_visits_the_way_to_make_one_is_said(library: Library) -> None:
    """In an empty library an unknown visit leads to making one."""
    with pytest.raises(UserError, match="kvip new"):
        library.find("2021")


def test_a_visit_is_found_by_its_folder(
    three: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder anywhere is a visit if it has a journal: absolute, relative, with blanks and æøå."""
    inside = three.root / "visits" / "2021-03-16-bup-alesund"
    moved = inside.rename(tmp_path / "Flyttet besøk på Sørlandet")
    assert three.find(str(moved)) == VisitFolder(moved.name, moved)
    monkeypatch.chdir(tmp_path)
    assert three.find(moved.name).path == moved
    assert three.find(f".{os.sep}{moved.name}{os.sep}").path == moved
    monkeypatch.chdir(moved)
    assert three.find(".").id == moved.name
    with three.open(three.find(".")) as journal:
        assert journal.writer


def test_a_folder_without_a_journal_is_no_visit(three: Library, tmp_path: Path) -> None:
    """A path to another folder is refused by its name."""
    with pytest.raises(UserError, match="ikke mappa til et besøk") as caught:
        three.find(str(tmp_path))
    assert str(tmp_path) in caught.value.message


def test_a_folder_beside_us_does_not_hide_a_visit(
    three: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder that happens to be called like the beginning of an id is passed over."""
    (tmp_path / "alesund").mkdir()
    monkeypatch.chdir(tmp_path)
    assert three.find("alesund").id == "2021-03-16-bup-alesund"


def test_another_machines_visit_is_read_only(
    library: Library, created: VisitCreated, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A visit that was made elsewhere can be seen, with a sentence saying why no more."""
    made = library.create(created, at)
    monkeypatch.setenv("KVIP_MACHINE", "der")
    elsewhere = Library(library.root)
    with elsewhere.open(elsewhere.find(made.id)) as journal:
        assert (journal.writer, len(journal.records)) == (False, 1)
        assert "annen maskin" in journal.notices[0]
        assert not journal.try_upgrade()
        with pytest.raises(UserError, match="annen maskin"):
            journal.append(at, (BlockStarted("oppstart"),))
    assert [visit.problem for visit in elsewhere.visits()] == [""]


def test_a_folder_that_lost_its_journal_is_named(library: Library, tmp_path: Path) -> None:
    """Opening a folder without a journal is refused and makes nothing."""
    folder = VisitFolder("tom", tmp_path / "tom")
    folder.path.mkdir()
    with pytest.raises(UserError, match="finnes ikke"):
        library.open(folder)
    assert list(folder.path.iterdir()) == []

"""After a crash people are told how many notes of interviews are gone; nothing else is kept."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kvip_tui.domain.notes.vocabulary import AddNote
from kvip_tui.domain.state.plan import Privacy
from kvip_tui.i18n import use_language
from kvip_tui.store.interview_count import CountFile
from kvip_tui.store.journal import Journal
from kvip_tui.store.library import Library, VisitFolder
from kvip_tui.visits.open import Opened, open_visit
from tests.builders import timetable, visit

WORD = "havgapet"
DAY = timetable(
    "I1|g⚑ 12:00-13:00, I2|g⚑ 12:00-13:00, S> -14:00",
    i1={"privacy": Privacy.INTERVIEW},
    i2={"privacy": Privacy.INTERVIEW},
    s={"privacy": Privacy.TEAM},
)


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """A data folder with a visit in the middle of its interviews."""
    made = Library(tmp_path)
    folder = tmp_path / "visits" / "besok"
    (folder / "exports").mkdir(parents=True)
    built = visit(DAY).started("i1", "12:00").started("i2", "12:00")
    first, *rest = built.records
    with Journal.create(folder / f"journal-{made.machine}.jsonl", first) as journal:
        journal.extend((record.at, record.events) for record in rest)
    return made


@pytest.fixture(autouse=True)
def bokmal() -> Iterator[None]:
    """The language in which the sentences are compared."""
    use_language("nb")
    yield
    use_language("nb")


def opened(library: Library) -> Opened:
    """Open the visit at ten past twelve of its day."""
    folder = VisitFolder("besok", library.root / "visits" / "besok")
    return open_visit(library, folder, clock="12.10", speed="0")


def note(made: Opened) -> None:
    """Write a note of the interviews."""
    session = made.session
    session.do(AddNote(WORD, session.now()))


def crash(made: Opened) -> None:
    """End as a process that is killed: only the system lets go of what it held."""
    made.journal.close()


def test_how_many_were_lost_is_told_once(library: Library) -> None:
    """Their number, and no word of them in any file."""
    made = opened(library)
    assert made.notices == []
    note(made)
    note(made)
    files = (path for path in library.root.rglob("*") if path.is_file())
    assert not any(WORD.encode() in path.read_bytes() for path in files)
    crash(made)
    again = opened(library)
    assert again.lost == 2
    [said] = again.notices
    assert said.startswith("2 notater fra intervjuene gikk tapt")
    again.close()
    assert opened(library).notices == []


def test_one_is_told_in_the_singular(library: Library) -> None:
    """As people say it."""
    made = opened(library)
    note(made)
    crash(made)
    again = opened(library)
    assert again.notices[0].startswith("1 notat fra intervjuene gikk tapt")
    again.close()


def test_nothing_is_told_where_they_were_wiped_on_purpose(library: Library) -> None:
    """By «visk ut», by the end of the program, or by taking the note back."""
    made = opened(library)
    note(made)
    made.session.forget()
    crash(made)
    made = opened(library)
    assert made.notices == []
    note(made)
    made.close()
    assert not list(library.root.rglob("*.count"))
    assert opened(library).lost == 0


def test_who_only_reads_tells_nothing_and_takes_nothing_away(library: Library) -> None:
    """The window that writes still has them."""
    made = opened(library)
    note(made)
    reader = opened(library)
    assert (reader.lost, reader.session.writer) == (0, False)
    reader.close()
    assert list(library.root.rglob("*.count"))
    made.close()


def test_a_number_that_cannot_be_read_is_none(tmp_path: Path) -> None:
    """Whatever stands in the file."""
    count = CountFile(tmp_path, "her")
    for text in (b"", b"mange", b"-3", b"\xff"):
        (tmp_path / "interview-notes-her.count").write_bytes(text)
        assert count.load() == 0
    count.save(3)
    assert count.load() == 3
    count.save(0)
    assert count.load() == 0
    CountFile(tmp_path / "ingen", "her").save(1)

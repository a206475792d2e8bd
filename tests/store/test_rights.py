"""What is kept is its owner's alone, and is never written through a link."""

import os
import sys
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from kvip_tui.domain.history import VisitCreated
from kvip_tui.domain.state.people import PersonLine
from kvip_tui.errors import UserError
from kvip_tui.export.write import is_free
from kvip_tui.settings import Settings, keep_settings
from kvip_tui.sharing.presence import PresenceFile, Seen
from kvip_tui.store.addressbook import AddressBook
from kvip_tui.store.atomic import clear_leftovers, write_atomic
from kvip_tui.store.drafts.note import Draft, Typed
from kvip_tui.store.heartbeat import Heartbeat
from kvip_tui.store.library import Library
from kvip_tui.visits.open import open_visit

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="Windows keeps rights and links in its own way"
)


@pytest.fixture
def _open_to_all() -> Iterator[None]:
    """Let files be made open to everybody, as some systems do."""
    before = os.umask(0)
    yield
    os.umask(before)


@pytest.mark.usefixtures("_open_to_all")
def test_folders_and_files_are_their_owners_whatever_the_system_says(
    tmp_path: Path, created: VisitCreated, at: datetime
) -> None:
    """Every folder that was made on the way, too."""
    root = tmp_path / "a" / "b" / "data"
    library = Library(root)
    folder = library.create(created, at)
    opened = open_visit(library, folder)
    opened.draft.save(Typed("x", at))
    keep_settings(root, Settings())
    AddressBook(root).remember([PersonLine("Kari", "vertsenhet")])
    write_atomic(folder.exports / "a.md", "x")
    opened.close()
    for path in (tmp_path / "a").rglob("*"):
        assert path.stat().st_mode & 0o777 == (0o700 if path.is_dir() else 0o600), path
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o700


def test_a_link_is_replaced_and_what_it_leads_to_is_left_alone(
    tmp_path: Path, at: datetime
) -> None:
    """A draft that is a link, and one that leads nowhere."""
    other = tmp_path / "annet.txt"
    other.write_text("mitt", "utf-8")
    for name, target in (("draft-her.json", other), ("a.md", tmp_path / "borte.md")):
        (tmp_path / name).symlink_to(target)
    Draft(tmp_path, "her").save(Typed("x", at))
    write_atomic(tmp_path / "a.md", "x")
    assert other.read_text("utf-8") == "mitt"
    assert not (tmp_path / "borte.md").exists()
    assert not (tmp_path / "draft-her.json").is_symlink()
    assert (tmp_path / "a.md").read_text("utf-8") == "x"


def test_what_is_written_again_and_again_goes_through_no_link(tmp_path: Path, at: datetime) -> None:
    """The sign of life, and what a machine says of itself where others write too."""
    other = tmp_path / "annet.txt"
    other.write_text("mitt", "utf-8")
    os.utime(other, (1, 1))
    (tmp_path / "awake-her").symlink_to(other)
    Heartbeat(tmp_path, "her").beat()
    (tmp_path / ".seen-her.json.tmp").symlink_to(other)
    PresenceFile(tmp_path, "her").say(Seen("v", "her", "Kari", at), at)
    assert other.read_text("utf-8") == "mitt"
    assert other.stat().st_mtime == 1
    assert not (tmp_path / "seen-her.json").is_symlink()
    assert b"Kari" in (tmp_path / "seen-her.json").read_bytes()


def test_a_link_that_leads_nowhere_is_a_name_that_is_taken(tmp_path: Path) -> None:
    """An export asks before it replaces it."""
    (tmp_path / "a.md").symlink_to(tmp_path / "borte.md")
    assert not is_free(tmp_path / "a.md")


def test_a_journal_that_is_a_link_is_only_read(
    tmp_path: Path, created: VisitCreated, at: datetime
) -> None:
    """And why is said."""
    library = Library(tmp_path)
    folder = library.create(created, at)
    own = folder.path / f"journal-{library.machine}.jsonl"
    own.rename(tmp_path / "et annet sted.jsonl")
    own.symlink_to(tmp_path / "et annet sted.jsonl")
    with library.open(folder) as journal:
        assert (journal.writer, len(journal.records)) == (False, 1)
        assert "er en lenke til en annen fil" in journal.notices[-1]
        with pytest.raises(UserError, match="er en lenke"):
            journal.append(at, ())


def test_what_broken_writing_left_is_cleared_when_a_visit_is_opened(
    tmp_path: Path, created: VisitCreated, at: datetime
) -> None:
    """What is an hour old; another program may be writing the rest just now."""
    library = Library(tmp_path)
    folder = library.create(created, at)
    old, new, others = (
        *(folder.path / ".kvip-0a.tmp", folder.path / ".kvip-0b.tmp"),
        folder.path / "viktig.tmp",
    )
    for path in (old, new, others):
        path.write_text("x", "utf-8")
    for path in (old, others):
        os.utime(path, (time.time() - 7200, time.time() - 7200))
    open_visit(library, folder).close()
    assert [path.exists() for path in (old, new, others)] == [False, True, True]
    clear_leftovers(tmp_path / "finnes ikke", time.time())

"""Deleting where a visit is shared, sealed or cannot be read."""

from datetime import UTC, datetime, time
from pathlib import Path

import pytest
from msgspec.structs import replace

from kvip_tui.sharing.identity import Share, keep_share
from kvip_tui.store.library import Library, VisitFolder
from kvip_tui.store.listing import DELETED
from kvip_tui.visits.exchange import share
from kvip_tui.visits.life.deletion import delete, what_goes
from kvip_tui.visits.open import open_visit
from tests.builders import DATE
from tests.ui.doors import make

AT = datetime.combine(DATE, time(15), UTC)


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """A data folder."""
    return Library(tmp_path / "data")


def shared(library: Library, folder: Path) -> tuple[VisitFolder, Path]:
    """Return a visit that this machine shares and leads, and the folder that is shared."""
    folder.mkdir()
    visit = make(library)
    opened = open_visit(library, visit)
    mailbox = share(opened, folder)
    opened.circle.catch_up()
    opened.close()
    return visit, mailbox


def test_who_holds_the_clock_deletes_what_is_shared_too(library: Library, tmp_path: Path) -> None:
    """The others find that it was deleted; what is not of the program stays."""
    visit, mailbox = shared(library, tmp_path / "delt")
    (mailbox / "journal-annen.jsonl").write_bytes(b"x")
    (mailbox / "Referat.docx").write_bytes(b"x")
    going = what_goes(library, visit)
    assert (going.shared, going.holds) == (str(mailbox), True)
    delete(library, going, AT, "Anne")
    assert sorted(path.name for path in mailbox.iterdir()) == ["Referat.docx", DELETED]
    assert not visit.path.exists()


def test_who_does_not_leaves_what_is_shared(library: Library, tmp_path: Path) -> None:
    """Another machine leads the visit; its own folder goes and no more."""
    visit = make(library)
    mailbox = tmp_path / "delt"
    mailbox.mkdir()
    (mailbox / "journal-annen.jsonl").write_bytes(b"x")
    keep_share(visit.path, Share(str(mailbox), "u"))
    going = replace(what_goes(library, visit), holds=False)
    delete(library, going, AT, "")
    assert [path.name for path in mailbox.iterdir()] == ["journal-annen.jsonl"]


def test_what_cannot_be_read_is_deleted_by_the_name_of_its_folder(library: Library) -> None:
    """The receipt says that nothing could be counted; an earlier one stays."""
    for _time in range(2):
        visit = make(library)
        library.own_journal(visit).write_bytes(b"ikke en journal\n")
        going = what_goes(library, visit)
        assert (going.records, going.date) == ({}, None)
        assert going.confirmed(visit.id)
        assert not going.confirmed("")
        receipt = delete(library, going, AT, "")
    assert receipt.name == f"{visit.id}-2.json"

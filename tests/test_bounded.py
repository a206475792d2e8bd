"""Files that are read whole: what is no file, or is far too large, is as if it were not there."""

import io
import os
import sys
import threading
from collections.abc import Callable
from errno import EFBIG
from pathlib import Path

import pytest

from kvip_tui.bounded import JOURNAL, SMALL, TYPED, read_given, read_kept
from kvip_tui.cli.main import main
from kvip_tui.paths import FIRST, MACHINES, known_machines
from kvip_tui.settings import FILE, Settings, read_settings
from kvip_tui.sharing.deleted import deleted_in
from kvip_tui.sharing.files import StreamFile, StreamTail
from kvip_tui.sharing.identity import share_of
from kvip_tui.sharing.presence import Watch
from kvip_tui.sharing.stream import KIND, Header
from kvip_tui.store.announced import ToldFile
from kvip_tui.store.called import CALLED, read_called
from kvip_tui.store.drafts.note import Draft
from kvip_tui.store.interview_count import CountFile
from kvip_tui.store.listing import DELETED, SHARE
from tests.builders import visit

NOBODY: dict[str, object] = {}
# What is kept in a folder, how it is read, and what is read where it cannot be.
KEPT: dict[str, tuple[Callable[[Path], object], object]] = {
    FILE: (lambda folder: read_settings(folder)[0], Settings()),
    MACHINES: (known_machines, frozenset()),
    FIRST: (known_machines, frozenset()),
    CALLED: (read_called, None),
    SHARE: (share_of, None),
    DELETED: (lambda folder: deleted_in(folder, "v"), None),
    "told-her.json": (lambda folder: ToldFile(folder, "her").load(), frozenset()),
    "draft-her.json": (lambda folder: Draft(folder, "her").load(), None),
    "interview-notes-her.count": (lambda folder: CountFile(folder, "her").load(), 0),
    "seen-der.json": (
        lambda folder: Watch(folder, "v", "her").look(lambda: visit().at("09:00")),
        NOBODY,
    ),
}


@pytest.mark.parametrize("name", KEPT)
def test_what_is_no_file_or_too_large_is_nothing(name: str, tmp_path: Path) -> None:
    """A folder, a file that takes no room and is larger than memory, a pipe nobody writes to."""
    read, nothing = KEPT[name]
    path = tmp_path / name
    path.mkdir()
    assert read(tmp_path) == nothing
    path.rmdir()
    with path.open("wb") as file:
        file.truncate(TYPED + 1)
    assert read(tmp_path) == nothing
    if sys.platform != "win32":
        path.unlink()
        os.mkfifo(path)
        assert read(tmp_path) == nothing


def test_all_of_a_file_is_read_up_to_its_bound(tmp_path: Path) -> None:
    """More than one piece of it, and not one byte more than there may be."""
    path = tmp_path / "fil"
    data = os.urandom(SMALL) + b"x"
    path.write_bytes(data)
    for read in (read_kept, read_given):
        assert read(path, SMALL + 1) == data
        with pytest.raises(OSError, match="large") as raised:
            read(path, SMALL)
        assert raised.value.errno == EFBIG


def test_what_cannot_be_a_journal_keeps_no_visit_from_being_listed_or_shared(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file of others in the visit's folder; in the share it is replaced by what it is to hold."""
    new = ["new", "--plan", "kvip-digital", "--date", "2026-03-16", "--host", "UNN"]
    assert main(["--data", str(tmp_path), *new]) == 0
    made = tmp_path / "visits" / "2026-03-16-unn"
    huge = made / "journal-annen.jsonl"
    with huge.open("wb") as file:
        file.truncate(JOURNAL + 1)
    assert main(["--data", str(tmp_path), "list"]) == 0
    assert "2026-03-16-unn" in capsys.readouterr().out
    with pytest.raises(OSError, match="large"):
        StreamTail(huge).fresh()
    StreamFile(huge, Header(KIND, "v", "annen")).hold([])
    assert StreamTail(huge).fresh() is not None


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such device")
def test_a_device_that_never_ends_has_an_end() -> None:
    """It says of itself that it is empty."""
    with pytest.raises(OSError, match="large"):
        read_given(Path("/dev/zero"), SMALL)


# Everything that stands in a data folder, and what a verb asks of it.
FILES = (
    *(FILE, MACHINES, FIRST, "addressbook.json"),
    *(f"{{visit}}/{name}" for name in (CALLED, SHARE, DELETED, "told-her.json", "draft-her.json")),
    *(f"{{visit}}/{name}" for name in ("interview-notes-her.count", "journal-annen.jsonl")),
    *(f"{{visit}}/{name}" for name in ("a.jsonl", "journal-0.jsonl", "received/journal-x.jsonl")),
)


def answered(words: list[str], wait: float = 20) -> bool:
    """Return whether the program comes to an end with words, whatever it says."""
    done: list[int] = []
    thread = threading.Thread(target=lambda: done.append(main(words)), daemon=True)
    thread.start()
    thread.join(wait)
    return bool(done)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes in folders")
@pytest.mark.parametrize("name", FILES)
def test_no_verb_waits_for_what_is_no_file(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A pipe that nobody writes to stands in the place of any file that the program keeps."""
    monkeypatch.setenv("KVIP_MACHINE", "her")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"status\nadressebok\n")))
    data = ["--data", str(tmp_path)]
    new = ["new", "--plan", "kvip-digital", "--date", "2026-03-16", "--host", "UNN"]
    assert main([*data, *new]) == 0
    made = tmp_path / "visits" / "2026-03-16-unn"
    path = tmp_path / name.format(visit=made)
    path.unlink(missing_ok=True)
    path.parent.mkdir(exist_ok=True)
    os.mkfifo(path)
    for words in (["list"], ["status", made.name], ["check", made.name], ["line", made.name]):
        assert answered([*data, *words]), words


def test_a_folder_that_no_system_knows_is_no_share(tmp_path: Path) -> None:
    """A path with a sign that ends it elsewhere."""
    (tmp_path / SHARE).write_text('{"folder": "/del\\u0000t", "visit": "v"}', "utf-8")
    assert share_of(tmp_path) is None

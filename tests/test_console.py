"""Whatever somebody has written, the terminal is told nothing by it."""

import io
import re
import sys
from datetime import datetime
from pathlib import Path

import pytest

from kvip_tui.cli.parser import run
from kvip_tui.domain.base import Record, Refusal, Undone, UnknownEvent
from kvip_tui.domain.day.changes import BlockStarted
from kvip_tui.domain.history import advance, begin, undo
from kvip_tui.domain.text.legible import printable
from kvip_tui.store import codec
from kvip_tui.store.library import Library
from tests.store.conftest import at, created, first  # noqa: F401
from tests.store.lines import HOSTILE, at_first

OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]")


@pytest.fixture
def visit(tmp_path: Path, first: Record, monkeypatch: pytest.MonkeyPatch) -> Path:  # noqa: F811
    """Return the folder of a visit that somebody else wrote, in the program's data folder."""
    monkeypatch.setenv("KVIP_DATA", str(tmp_path))
    monkeypatch.setenv("KVIP_MACHINE", "her")
    folder = tmp_path / "visits" / "2021-03-16-a\x1b[2Jb"
    folder.mkdir(parents=True)
    line = at_first(first, title=HOSTILE, host=HOSTILE)
    (folder / "journal-her.jsonl").write_bytes(line + b"\n")
    return folder


@pytest.mark.parametrize(
    "words",
    [
        ["\x1b[2J"],
        ["open", "\x1b]0;tatt\x07"],
        ["list"],
        ["status", "2021"],
        ["status", "2021", "--json"],
        ["check", "2021"],
        ["line", "2021"],
        ["export", "2021", "a\x1b[2J.xyz"],
        ["plan", "check", "a\u202eb.toml"],
        ["share", "2021", "a\x1b[2Jdel"],
        ["unshare", "2021"],
        ["delete", "2021"],
        ["rename", "2021", "--host", "a\x1b[2Jb"],
        ["join", "a\u202eb", "--name", "\x1b[2J"],
        ["new", "--plan", "\x9b31m", "--date", "2021-03-16", "--host", "x"],
    ],
)
def test_nothing_that_is_printed_is_obeyed(
    words: list[str],
    visit: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Neither of what was typed, nor of names of folders, nor of a journal by others."""
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{HOSTILE}\nkryss {HOSTILE}\nnotat\n"))
    run(words)
    printed = capsys.readouterr()
    assert printed.out + printed.err
    assert not OBEYED.search(printed.out + printed.err)


def test_names_may_be_kept_apart() -> None:
    """What the program puts round a name written from right to left stays."""
    assert printable("\u2068שרה\u2069 er her\u202e") == "\u2068שרה\u2069 er her"


def test_what_a_newer_version_did_is_told_and_not_taken_back(
    visit: Path,
    first: Record,  # noqa: F811
    at: datetime,  # noqa: F811
    capsys: pytest.CaptureFixture[str],
) -> None:
    """It is kept as it is; this version cannot say what it would take back."""
    newer = Record(2, at, (UnknownEvent("ny_ting", {"x": 1}),))
    with (visit / "journal-her.jsonl").open("ab") as file:
        file.write(codec.encode(newer))
    assert run(["status", "2021"]) == 0
    assert "har 1 hendelse fra en nyere utgave av kvip" in capsys.readouterr().err
    started = Record(3, at, (BlockStarted("oppstart"),))
    history = advance(advance(begin(first), started), newer)
    assert undo(history) == (Undone(record=3),)
    assert undo(advance(history, Record(4, at, (Undone(record=2),)))) == (Undone(record=3),)
    with pytest.raises(Refusal):
        undo(advance(begin(first), newer))
    with Library(visit.parents[1]).open(Library(visit.parents[1]).find("2021")) as journal:
        assert journal.writer
        journal.append(at, ())

"""Yesterday's data folder, and the program as its users start it: words in, text out."""

import io
import json
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from kvip_tui.cli.main import main
from kvip_tui.clock import SystemClock

GOLDEN = Path(__file__).parent / "golden"
VISIT = "2021-03-16-bup-akutt-alesund"
OLDER = "2021-03-16-eldre-journal"
PLAN = "gulldag"
# When the golden visit was made, and what the machine's clock shows in these tests.
MADE = datetime(2021, 3, 1, 12, tzinfo=UTC)
LATER = "2021-04-01 10.00"

Members = dict[str, Any]


class Program:
    """The program over a data folder of its own, filled with the golden one."""

    def __init__(
        self,
        data: Path,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        self.data = data
        self._monkeypatch, self._capsys = monkeypatch, capsys
        monkeypatch.setattr(SystemClock, "now", lambda _clock: MADE)
        monkeypatch.delenv("KVIP_MACHINE")
        shutil.copytree(GOLDEN / "data", data)

    def folder(self, visit: str) -> Path:
        """Return the folder of a visit."""
        return self.data / "visits" / visit

    def lines(self, visit: str) -> list[bytes]:
        """Return the lines of a visit's journal, without their newlines."""
        return (self.folder(visit) / "journal-her.jsonl").read_bytes().splitlines()

    def keep_until(self, visit: str, moment: datetime) -> None:
        """Let a visit's journal be what it was at a moment."""
        kept = [line for line in self.lines(visit) if _at(line) <= moment]
        journal = self.folder(visit) / "journal-her.jsonl"
        journal.write_bytes(b"".join(line + b"\n" for line in kept))

    def run(self, *words: str, typed: str = "") -> str:
        """Return what the program says to words, which it must be able to carry out."""
        stdin = io.TextIOWrapper(io.BytesIO(typed.encode("utf-8")), encoding="utf-8")
        self._monkeypatch.setattr("sys.stdin", stdin)
        code = main(words)
        said = self._capsys.readouterr()
        assert code == 0, said.err
        return said.out

    def line(self, visit: str, *commands: str, clock: str = LATER) -> list[str]:
        """Return the line mode's answers, on a clock that stands still."""
        typed = "".join(f"{command}\n" for command in commands)
        return self.run("line", visit, "--clock", clock, "--speed", "0", typed=typed).splitlines()

    def status(self, visit: str, clock: str) -> str:
        """Return where a visit stands, as programs read it."""
        return self.run("status", visit, "--json", "--at", clock)


def _at(line: bytes) -> datetime:
    return datetime.fromisoformat(json.loads(line)["at"])


def events(lines: list[bytes]) -> list[Members]:
    """Return the events of a journal's lines, as they are written."""
    return [event for line in lines for event in json.loads(line)["events"]]


def holds(whole: object, part: object) -> bool:
    """Return whether all that stands in *part* stands in *whole*, which may have more members."""
    if isinstance(whole, dict) and isinstance(part, dict):
        return all(name in whole and holds(whole[name], part[name]) for name in part)
    if isinstance(whole, list) and isinstance(part, list):
        return len(whole) == len(part) and all(map(holds, whole, part))
    return whole == part

"""What every test of yesterday's data gets: the program over a copy of it."""

from pathlib import Path

import pytest

from tests.compat.program import Program


@pytest.fixture
def program(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Program:
    """Return the program, over a copy of the golden data folder."""
    return Program(data, monkeypatch, capsys)

"""What every test gets: surroundings of its own, so that no machine's settings reach it."""

import os
from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def _own_world(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep the machine's settings, its visits and its name out; what is started inherits that."""
    for name in os.environ:
        if name.startswith(("KVIP_", "TEXTUAL", "NO_COLOR", "LC_", "PYTHON")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("KVIP_DATA", str(tmp_path_factory.mktemp("data") / "Besøk hos oss"))
    monkeypatch.setenv("KVIP_MACHINE", "her")
    monkeypatch.setenv("LANG", "C.UTF-8")


@pytest.fixture
def data() -> Path:
    """Return the folder in which the visits of this test are kept; it has a blank and an ø."""
    return Path(os.environ["KVIP_DATA"])

"""Before a screen is shown, nothing of the framework may write it down."""

import os
import sys
from pathlib import Path

import pytest

from kvip_tui.cli.main import main

ASKED = ("TEXTUAL", "TEXTUAL_LOG", "TEXTUAL_SCREENSHOT", "TEXTUAL_SCREENSHOT_LOCATION")


@pytest.mark.parametrize("name", ASKED)
def test_what_is_for_developers_of_the_framework_is_switched_off(
    name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whatever the environment asks for: interviews are on the screens."""
    monkeypatch.setenv(name, "devtools")
    assert main(["demo"]) == 2
    assert "terminal" in capsys.readouterr().err
    assert name not in os.environ


@pytest.mark.skipif(sys.platform == "win32", reason="Windows writes no memory unless told to")
def test_a_killed_program_leaves_no_picture_of_its_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whichever verb it was: interviews' notes are in it."""
    import resource  # noqa: PLC0415 - Windows has none

    limits: list[tuple[int, tuple[int, int]]] = []
    monkeypatch.setattr(resource, "setrlimit", lambda what, both: limits.append((what, both)))
    assert main(["--data", str(tmp_path), "list"]) == 0
    assert [(what, soft) for what, (soft, _hard) in limits] == [(resource.RLIMIT_CORE, 0)]

"""Before a screen is shown, nothing of the framework may write it down."""

import os

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

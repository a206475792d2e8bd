"""What «kvip keys» prints."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kvip_tui.cli.main import main
from kvip_tui.commands.keymap import use_keys
from kvip_tui.settings import Settings, keep_settings


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    yield
    use_keys({})


def test_the_keys_in_force_are_printed(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each with the chord beside it, the command's word, and whether it is one's own."""
    keep_settings(data, Settings(keys={"slutt": "F12"}))
    assert main(["keys"]) == 0
    out, err = capsys.readouterr()
    assert "F8  ^N  ^U 8  Neste · neste: " in out
    assert "F12           Slutt · slutt: Avslutt blokka uten å begynne på noe nytt. (din" in out
    assert err == ""


def test_a_clash_is_told_with_exit_code_1(
    data: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What cannot be used is a sentence, and so is what this terminal keeps for itself."""
    monkeypatch.setenv("VTE_VERSION", "7600")
    keep_settings(data, Settings(keys={"slutt": "F8"}))
    assert main(["keys"]) == 1
    out, err = capsys.readouterr()
    assert "F8 er allerede «Neste»; «Slutt» beholder F9" in err
    assert "F1: GNOME Terminal viser sin egen hjelp" in out

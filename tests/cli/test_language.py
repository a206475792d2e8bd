"""Which language the program speaks, and what it says of one that it does not."""

import contextvars
import errno
import json
from pathlib import Path

import pytest

from kvip_tui.cli.language import speak
from kvip_tui.cli.main import main
from kvip_tui.errors import UserError, reason
from kvip_tui.i18n import LANGUAGES, _, current_language, in_language, language_named, use_language
from kvip_tui.settings import Preferences, keep_settings, read_settings


@pytest.fixture(autouse=True)
def _bokmaal(monkeypatch: pytest.MonkeyPatch) -> object:
    monkeypatch.delenv("KVIP_LANGUAGE", raising=False)
    yield
    use_language("nb")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        *((code, code) for code in LANGUAGES),
        *(("nynorsk", "nn"), ("Bokmål", "nb"), ("Bokma\u030al", "nb"), ("English", "en")),
        *(("nn_NO.UTF-8", "nn"), ("en-GB", "en"), ("no", "nb"), ("NN", "nn")),
        *(("se", ""), ("", ""), ("nyn", "")),
    ],
)
def test_a_language_has_names(text: str, code: str) -> None:
    """Its code, its name in any of the three, or what systems call it."""
    assert language_named(text) == code


@pytest.mark.parametrize(
    ("words", "environ", "own", "spoken"),
    [
        ([], {}, "", "nb"),
        ([], {}, "nn", "nn"),
        ([], {"KVIP_LANGUAGE": "en"}, "nn", "en"),
        (["--language", "nn"], {"KVIP_LANGUAGE": "en"}, "", "nn"),
        (["list", "--language=en"], {}, "nn", "en"),
        (["--language", "nn", "--language", "en"], {}, "", "en"),
    ],
)
def test_what_is_asked_for_comes_first(
    tmp_path: Path, words: list[str], environ: dict[str, str], own: str, spoken: str
) -> None:
    """Then what the surroundings say, then what the person chose for good."""
    Preferences(tmp_path).choose_language(own)
    use_language("nb")
    assert speak([*words, "--data", str(tmp_path)], environ) == ""
    assert current_language() == spoken


def test_an_unknown_language_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Asked for it is refused; elsewhere it is said, and the program goes on without."""
    data = ["--data", str(tmp_path)]
    with pytest.raises(UserError, match="«se» finnes ikke her: skriv nb, nn eller en"):
        speak(["--language", "se", *data], {"KVIP_LANGUAGE": "nb"})
    assert "KVIP_LANGUAGE er «se»" in speak(data, {"KVIP_LANGUAGE": "se"})
    Preferences(tmp_path).choose_language("se")
    assert "i innstillingene finnes ikke" in speak(data, {})
    assert current_language() == "nb"
    assert main(["list", *data]) == 0
    assert "i innstillingene" in capsys.readouterr().err
    (tmp_path / "settings.json").write_bytes(b"[1]")
    assert speak(data, {}) == ""


def test_the_program_is_started_with_nothing_more_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As most people start it."""
    monkeypatch.setenv("KVIP_DATA", str(tmp_path))
    assert speak([], {}) == ""


def test_wrong_use_is_told_in_the_language_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    """Although the words could not be read."""
    assert main(["--language", "en", "frobnicate"]) == 2
    assert "I do not understand" in capsys.readouterr().err
    assert main(["frobnicate", "--language", "nynorsk"]) == 2
    assert "Eg forstår ikkje" in capsys.readouterr().err


def test_what_is_chosen_is_kept_with_all_else(tmp_path: Path) -> None:
    """The author and the floor of another window stay as they are."""
    told: list[str] = []
    preferences = Preferences(tmp_path)
    preferences.changed = lambda: told.append(current_language())
    other = read_settings(tmp_path)[0]
    keep_settings(tmp_path, type(other)(author="Anne Aas"))
    preferences.choose_language("nn")
    assert preferences.switch("bell") is True
    assert preferences.switch("rooms", on=False) is False
    kept = json.loads((tmp_path / "settings.json").read_bytes())
    assert (kept["language"], kept["author"]) == ("nn", "Anne Aas")
    assert (kept["signals"]["bell"], kept["signals"]["rooms"]) == (True, False)
    assert told == ["nn", "nn", "nn"]


def test_a_document_in_another_language_changes_no_other_thread() -> None:
    """What is said meanwhile on the screen stays in the person's own language."""
    use_language("nn")
    with in_language("en"):
        assert _("Avslutt") == "Quit"
        assert contextvars.Context().run(lambda: _("Avslutt")) == "Avslutt"
        assert contextvars.Context().run(current_language) == "nn"
    assert current_language() == "nn"


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_system_says_is_put_in_words(language: str) -> None:
    """In the language in use, and no number; what has no words is said as the system does."""
    known = (errno.ENOSPC, errno.EACCES, errno.EROFS, errno.EIO, errno.ENOENT, errno.EISDIR)
    with in_language(language):
        said = [reason(OSError(number, "English")) for number in known]
    assert "English" not in said
    assert len(set(said)) == len(known)
    assert reason(OSError(123456, "English")) == "English"
    assert reason(ValueError("embedded null byte")) == "embedded null byte"

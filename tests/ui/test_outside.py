"""A link is opened outside, which costs the program neither its terminal nor its time."""

import sys
from pathlib import Path

import pytest

from kvip_tui.resources import program
from kvip_tui.ui import outside
from tests.ui.days import said
from tests.ui.doors import at_day, shown

LINK = "https://join.example/"


@pytest.mark.parametrize(
    ("platform", "environment", "begins"),
    [
        ("darwin", {}, ["open", LINK]),
        ("darwin", {"BROWSER": "firefox"}, [sys.executable]),
        ("linux", {"DISPLAY": ":0"}, [sys.executable]),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, [sys.executable]),
        ("linux", {"WSL_DISTRO_NAME": "Ubuntu"}, [sys.executable]),
    ],
)
def test_what_opens_a_link(platform: str, environment: dict[str, str], begins: list[str]) -> None:
    """Each system has its way, and the link is an argument of its own."""
    words = outside.command(LINK, platform, environment)
    assert words is not None
    assert words[: len(begins)] == begins
    assert words[-1] == LINK


def test_a_standalone_build_is_no_python(monkeypatch: pytest.MonkeyPatch) -> None:
    """It starts itself by its own name, and others without its own libraries."""
    environment = {"DISPLAY": ":0", "LD_LIBRARY_PATH": "/kvip", "LD_LIBRARY_PATH_ORIG": "/usr/lib"}
    assert outside.surroundings(environment) == environment
    assert program() == [sys.executable, "-m", "kvip_tui"]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert outside.command(LINK, "linux", environment) == ["xdg-open", LINK]
    assert outside.surroundings(environment) == {"DISPLAY": ":0", "LD_LIBRARY_PATH": "/usr/lib"}
    assert "LD_LIBRARY_PATH" not in outside.surroundings({"LD_LIBRARY_PATH": "/kvip"})
    assert program() == [sys.executable]


@pytest.mark.parametrize("environment", [{}, {"DISPLAY": "", "TERM": "xterm"}])
def test_without_a_screen_nothing_is_tried(environment: dict[str, str]) -> None:
    """Over SSH there is no window for a browser, and one in our terminal would be worse."""
    assert outside.command(LINK, "linux", environment) is None


@pytest.mark.skipif(sys.platform == "win32", reason="Windows opens links without a launcher")
@pytest.mark.parametrize(
    ("script", "well"),
    [
        ("echo hit; echo there >&2; read line; echo $1 > {file}", True),
        ("exit 3", False),
        ("exec sleep 5", True),
    ],
)
def test_a_launcher_has_no_terminal_and_no_time(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    script: str,
    well: bool,
) -> None:
    """What a launcher prints is not seen, it cannot wait for keys, and one that stays is left."""
    browser = tmp_path / "nettleser"
    browser.write_text(f"#!/bin/sh\n{script.format(file=tmp_path / 'link')}\n", "utf-8")
    browser.chmod(0o700)
    monkeypatch.setenv("BROWSER", f"{browser} %s")
    monkeypatch.setattr(outside, "LONGEST", 1.0 if "sleep" in script else 60.0)
    assert outside.opened(LINK) is well
    assert capfd.readouterr() == ("", "")
    if "link" in script or "$1" in script:
        assert (tmp_path / "link").read_text("utf-8").strip() == LINK


async def test_where_nothing_opens_it_the_link_is_copied(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """«Åpner …» is not the last word where nothing could be opened."""
    monkeypatch.setattr("kvip_tui.ui.app.opened_outside", lambda url: False)
    async with shown(at_day(data)) as pilot:
        await pilot.press("f8", "ctrl+o")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert "Lenka er kopiert: https://" in said(pilot)
        assert pilot.app.clipboard.startswith("https://")

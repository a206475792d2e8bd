"""What the program imports to start: start-up is felt every time, so nothing comes along unused."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from kvip_tui.store.library import Library
from kvip_tui.ui.panels.registry import KINDS
from kvip_tui.visits.demo import make_demo
from tests.sources import ROOT

# Imports everything that a first word needs, carries it out, and says what was imported for it.
SAY = """
import json, sys
from kvip_tui.cli.main import main
code = main({words})
assert code == 0, code
print()
print(json.dumps(sorted(sys.modules)))
"""
# Shows the day of the demo for a moment without a terminal.
SHOW = """
import asyncio, json, sys
from pathlib import Path
from kvip_tui.store.library import Library
from kvip_tui.ui.app import KvipApp
from kvip_tui.ui.workspace import Desk

async def show():
    desk = Desk(Library(Path(sys.argv[1])))
    desk.demo(None)
    app = KvipApp(desk)
    async with app.run_test(size=(140, 40)) as pilot:
        await pilot.pause()
        assert app.screen.query("#timeline")
    desk.clear()

asyncio.run(show())
print(json.dumps(sorted(sys.modules)))
"""
DEAR_TO_WORDS = {"filelock", "platformdirs", "rich", "textual", "tinydb", "tomllib"}
# What only documents, other screens or other verbs need.
DEAR_TO_A_DAY = {
    *("babel", "cryptography", "docx", "docxtpl", "icalendar", "jinja2", "lxml", "openpyxl"),
    "textual_serve",
    *("kvip_tui.commands.returned", "kvip_tui.store.packages.door", "zipfile"),
    *("kvip_tui.export.write", "kvip_tui.ui.help.screen", "kvip_tui.ui.start.screen"),
    *("kvip_tui.line.report", "kvip_tui.domain.report.checks", "kvip_tui.line.mode"),
}
# What a script that asks where the day stands must not wait for, in a visit of one machine.
DEAR_TO_STATUS = {
    *("_hashlib", "difflib", "importlib.resources", "shutil", "tomllib", "traceback"),
    *DEAR_TO_A_DAY,
    *("kvip_tui.commands", "kvip_tui.snapshot", "kvip_tui.store.plans.file", "kvip_tui.texts.said"),
    *("kvip_tui.sharing.mailbox", "kvip_tui.sharing.membership", "kvip_tui.sharing.post"),
    *("kvip_tui.sharing.presence", "kvip_tui.texts.sharing", "kvip_tui.visits.create", "textual"),
}
DEAR_TO_LIST = {
    *("kvip_tui.cli.verbs", "kvip_tui.domain.history", "kvip_tui.session"),
    *("kvip_tui.store.codec", "kvip_tui.store.journal", "kvip_tui.store.library"),
}
OURS_AT_MOST = {"kvip_tui", "kvip_tui.cli", "kvip_tui.cli.main"}


def imported(program: str, *arguments: str) -> set[str]:
    """Run a program of a few lines and return what it had imported at its end."""
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", program, *arguments],
        cwd=ROOT,
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    return set(json.loads(done.stdout.splitlines()[-1]))


@pytest.mark.parametrize("word", ["--version", "--help"])
def test_version_and_help_import_next_to_nothing(word: str) -> None:
    """To say its version or how it is used, the program needs neither screen nor journal."""
    assert imported(SAY.format(words=[word])) & {*DEAR_TO_WORDS, *DEAR_TO_A_DAY} == set()


def test_the_version_imports_nothing_of_our_own() -> None:
    """The version is known before the command line is read."""
    found = imported(SAY.format(words=["--version"]))
    assert {name for name in found if name.startswith("kvip_tui")} == OURS_AT_MOST


@pytest.mark.parametrize("words", [["list"], ["plan", "list"]])
def test_the_plain_command_line_does_without_screens(words: list[str]) -> None:
    """What answers in text never imports Textual."""
    assert "textual" not in imported(SAY.format(words=words))


def test_the_list_imports_nothing_that_one_visit_needs(tmp_path: Path) -> None:
    """Of many visits only the first lines are read, which takes no journal and no history."""
    make_demo(Library(tmp_path))
    found = imported(SAY.format(words=["--data", str(tmp_path), "list"]))
    assert found & {*DEAR_TO_LIST, *DEAR_TO_STATUS, *DEAR_TO_WORDS} == set()


def test_status_imports_nothing_that_only_others_need(tmp_path: Path) -> None:
    """Scripts ask for the status again and again: sharing, keys and plans are left alone."""
    folder, _clock = make_demo(Library(tmp_path))
    found = imported(SAY.format(words=["--data", str(tmp_path), "status", folder.id, "--json"]))
    assert found & DEAR_TO_STATUS == set()


def test_the_day_screen_imports_nothing_that_only_others_need(tmp_path: object) -> None:
    """What exports, help, other screens and covering panels need is imported when asked for."""
    found = imported(SHOW, str(tmp_path))
    assert "textual" in found
    panels = {type(kind.make()).__module__ for kind in KINDS}
    assert found & {*DEAR_TO_A_DAY, *panels} == set()

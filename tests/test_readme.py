"""README says what is true of the program."""

import os
import re
import subprocess

import pytest

from kvip_tui.store.plans.file import load_plan
from tests.readme import PICTURE, README, ROOT, with_keys

TEXT = README.read_text("utf-8")


def test_the_key_table_is_that_of_the_program() -> None:
    """The table is made from the table of commands: run ``python -m tests.readme``."""
    assert with_keys(TEXT) == TEXT


def test_the_picture_is_there() -> None:
    """README shows the day screen of the demo."""
    assert PICTURE.relative_to(ROOT).as_posix() in TEXT
    assert "Drøfting" in PICTURE.read_text("utf-8").replace("&#160;", " ")


def test_the_plan_of_readme_is_in_order() -> None:
    """What README shows of a plan can be used as it stands."""
    found = re.search(r"```toml\n(.*?)```", TEXT, re.DOTALL)
    assert found is not None
    assert load_plan(found[1], "README.md").title == "Fagdag om skjerming"


@pytest.mark.skipif(os.name == "nt", reason="CI is a bash script")
def test_ci_runs_the_command_that_readme_has() -> None:
    """There is one test command of one line, and it is what CI finds there and runs."""
    found = re.findall(r"<!-- test -->\n```\w*\n(.*?)\n```\n<!-- /test -->", TEXT, re.DOTALL)
    assert len(found) == 1
    assert found[0].startswith("python3 -m venv ")
    script = (ROOT / ".ci" / "run").read_text("utf-8")
    takes = re.search(r"^test_command=.*$", script, re.MULTILINE)
    assert takes is not None
    said = subprocess.run(
        ["bash", "-c", f'{takes[0]}; printf %s "$test_command"'],
        cwd=ROOT,
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    assert said.stdout == found[0]
    assert 'bash -c "$test_command"' in script.splitlines()[-1]

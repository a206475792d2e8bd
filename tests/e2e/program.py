"""Starts the installed program as its users do."""

import json
import shutil
import subprocess
import sysconfig
from typing import Any

KVIP = shutil.which("kvip", path=sysconfig.get_path("scripts")) or "kvip"


def kvip(*words: str, said: str | bytes = "", code: int = 0, **how: Any) -> tuple[str, str]:
    """Run the program and return what it printed, and what it complained of.

    Args:
        words: What stands after ``kvip``.
        said: What comes in on standard input.
        code: The exit code that is expected.
        how: More for ``subprocess.run``.
    """
    given = said.encode() if isinstance(said, str) else said
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    done = subprocess.run([KVIP, *words], input=given, check=False, **{**pipes, **how})
    out, err = ((stream or b"").decode("utf-8") for stream in (done.stdout, done.stderr))
    assert done.returncode == code, f"kvip {words} returned {done.returncode}:\n{out}{err}"
    return out, err


def status(visit: str, at: str) -> dict[str, Any]:
    """Return where a visit stands at a time of its day, as scripts are told it."""
    out, err = kvip("status", visit, "--json", "--at", at)
    assert err == ""
    found = json.loads(out)
    assert isinstance(found, dict)
    return found

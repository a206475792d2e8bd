"""Builds the program for machines without Python: ``python -m tests.package FOLDER``.

It is one folder that holds a Python of its own, packed for the system it is built on, since no
system can build for another. What was built is tried before it is packed: it makes, reads and
exports a visit, and it must start within twice the time of the installed program.
"""

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from time import perf_counter

from kvip_tui import __version__
from tests.sources import ROOT

MOST, PAIRS = 2.0, 7
# Parts that are asked for by name at run time, so that no import of them can be read in the code.
WHOLE = ("textual", "textual_serve", "docx", "docxtpl", "icalendar", "openpyxl", "pyrage")
UNUSED = ("tkinter", "unittest", "pydoc_data", "test", "hypothesis", "pytest", "mypy", "babel")
WITH_SOURCES = {
    **os.environ,
    "PYTHONPATH": os.pathsep.join([str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]),
}
MADE = ("new", "--plan", "kvip-digital", "--date", "2021-03-16", "--host", "BUP Ålesund")


def build(work: Path) -> Path:
    """Build the program and return the folder it lies in.

    Raises:
        CalledProcessError: The build failed; what it said has been printed.
    """
    entry = work / "kvip.py"
    shutil.copy(ROOT / "kvip_tui" / "__main__.py", entry)
    parts = [f"--collect-all={name}" for name in WHOLE if find_spec(name)]
    parts += [f"--exclude-module={name}" for name in UNUSED]
    command = [
        *(sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level=WARN", "--console"),
        *("--name=kvip", f"--paths={ROOT}", "--collect-all=kvip_tui"),
        *(f"--add-data={ROOT / 'assets'}{os.pathsep}kvip_tui/_assets", *parts),
        *(f"--distpath={work / 'dist'}", f"--workpath={work / 'build'}", f"--specpath={work}"),
        str(entry),
    ]
    subprocess.run(command, cwd=work, check=True, env=WITH_SOURCES)
    return work / "dist" / "kvip"


def kvip(command: Sequence[str], *words: str, data: Path) -> str:
    """Run a program with words and return what it prints."""
    env = {**WITH_SOURCES, "KVIP_DATA": str(data), "PYTHONUTF8": "1"}
    done = subprocess.run(
        [*command, *words], env=env, check=False, capture_output=True, encoding="utf-8"
    )
    if done.returncode:
        raise SystemExit(f"kvip {words}: {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def try_out(command: Sequence[str], data: Path) -> str:
    """Make, read and export a visit with what was built; returns the visit's id.

    Raises:
        SystemExit: Something is missing in it.
    """
    if kvip(command, "--version", data=data).strip() != f"kvip {__version__}":
        raise SystemExit("kvip --version is another")
    visit = kvip(command, *MADE, data=data).split()[0]
    for name, *more in (("dag.ics",), ("logg.md",), ("rapport.docx", "--draft")):
        target = data / name
        kvip(command, "export", visit, str(target), *more, data=data)
        if not target.is_file():
            raise SystemExit(f"{name} was not written")
    found = json.loads(kvip(command, "status", visit, "--json", data=data))
    if found["visit"] != visit:
        raise SystemExit("status tells of another visit")
    if os.name == "posix":
        _see(command)
    return visit


def _see(command: Sequence[str]) -> None:
    """Open the demo in a terminal and leave it."""
    from tests.e2e.terminal import Terminal  # noqa: PLC0415 - a pseudo-terminal is POSIX

    with Terminal([*command, "demo"], (140, 40)) as screen:
        screen.see("Hjelp")
        if screen.leave("ctrl+q"):
            raise SystemExit("the screen did not end well")


def starts(ours: Sequence[str], installed: Sequence[str], visit: str, data: Path) -> float:
    """Return how much longer the build takes to tell where a visit stands, turn about."""

    def took(command: Sequence[str]) -> float:
        began = perf_counter()
        kvip(command, "status", visit, "--json", data=data)
        return perf_counter() - began

    pairs = [(took(ours), took(installed)) for _pair in range(PAIRS)]
    return median(a / b for a, b in pairs)


def main() -> int:
    """Build, try and pack; returns 1 where it starts too slowly."""
    reader = argparse.ArgumentParser(prog="python -m tests.package", description=__doc__)
    reader.add_argument("folder", type=Path, help="where the packed build is put")
    target: Path = reader.parse_args().folder.resolve()
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="kvip-package-") as name:
        work = Path(name)
        built = build(work)
        data = work / "Besøk"
        ours = [str(built / ("kvip.exe" if os.name == "nt" else "kvip"))]
        visit = try_out(ours, data)
        ratio = starts(ours, [sys.executable, "-m", "kvip_tui"], visit, data)
        label = f"kvip-{__version__}-{platform.system()}-{platform.machine()}".lower()
        kind = "zip" if os.name == "nt" else "gztar"
        packed = shutil.make_archive(str(target / label), kind, built.parent, built.name)
    size = Path(packed).stat().st_size / 1e6
    print(f"{packed}: {size:.0f} MB, starts in {ratio:.2f} × the installed (bar {MOST})")  # noqa: T201
    return int(ratio > MOST)


if __name__ == "__main__":
    sys.exit(main())

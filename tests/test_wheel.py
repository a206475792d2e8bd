"""The wheel: built as it is for users, holding all it needs, and working from where it is put."""

import json
import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from tests.sources import ROOT, files

BUILD = "import sys, hatchling.build; print(hatchling.build.build_wheel(sys.argv[1]))"
BUILD_SDIST = "import sys, hatchling.build; print(hatchling.build.build_sdist(sys.argv[1]))"
MADE = ("--plan", "kvip-digital", "--date", "2021-03-16", "--host", "BUP Ålesund")


def python(*arguments: str, cwd: Path, path: Path | None = None) -> str:
    """Run Python and return what it prints, its last line break left out."""
    env = {**os.environ, "PYTHONUTF8": "1"} | ({"PYTHONPATH": str(path)} if path else {})
    command = [sys.executable, *arguments]
    done = subprocess.run(
        command, cwd=cwd, env=env, check=False, capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.rstrip("\n")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel."""
    folder = tmp_path_factory.mktemp("wheel")
    return folder / python("-c", BUILD, str(folder), cwd=ROOT).splitlines()[-1]


def test_the_wheel_holds_the_package_and_the_assets_and_nothing_else(wheel: Path) -> None:
    """Every module and every asset is in the wheel; tests and notes of developers are not."""
    inside = set(zipfile.ZipFile(wheel).namelist())
    names = [path.relative_to(ROOT).as_posix() for path in files()]
    package = {name for name in names if name.startswith("kvip_tui/")}
    assets = {f"kvip_tui/_{name}" for name in names if name.startswith("assets/")}
    assert any(name.startswith("kvip_tui/_assets/plans/") for name in assets)
    outside_metadata = {name for name in inside if ".dist-info/" not in name}
    assert outside_metadata == package | assets


def test_the_sources_that_are_handed_out_make_the_same_wheel(wheel: Path, tmp_path: Path) -> None:
    """Whoever packs the program for a system builds from them, without git."""
    name = python("-c", BUILD_SDIST, str(tmp_path), cwd=ROOT).splitlines()[-1]
    with tarfile.open(tmp_path / name) as packed:
        packed.extractall(tmp_path, filter="data")
    unpacked = tmp_path / name.removesuffix(".tar.gz")
    built = tmp_path / python("-c", BUILD, str(tmp_path), cwd=unpacked).splitlines()[-1]
    with zipfile.ZipFile(wheel) as one, zipfile.ZipFile(built) as other:
        assert {n: one.read(n) for n in one.namelist()} == {
            n: other.read(n) for n in other.namelist()
        }


def test_the_wheel_works_from_where_it_is_put(wheel: Path, tmp_path: Path) -> None:
    """Installed into a folder of its own, the program finds its plans and leads a visit."""
    put, here = tmp_path / "Programmer æ", tmp_path / "her"
    here.mkdir()
    quiet = ("--quiet", "--disable-pip-version-check", "--no-index", "--no-deps", "--no-compile")
    python("-m", "pip", "install", *quiet, "--target", str(put), str(wheel), cwd=here)

    def kvip(*words: str) -> str:
        return python("-m", "kvip_tui", *words, cwd=here, path=put)

    where = "import kvip_tui; print(kvip_tui.__file__)"
    assert Path(python("-c", where, cwd=here, path=put)).is_relative_to(put)
    assert kvip("--version") == f"kvip {wheel.name.split('-')[1]}"
    plans = [line.split()[0] for line in kvip("plan", "list").splitlines()]
    assert plans == sorted(path.stem for path in (ROOT / "assets" / "plans").glob("*.toml"))
    visit = kvip("new", *MADE)
    found = json.loads(kvip("status", visit, "--json", "--at", "08.30"))
    assert (found["visit"], found["behind_text"]) == (visit, "i rute")

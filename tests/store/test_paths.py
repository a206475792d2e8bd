"""Where files are kept and what the machine is called."""

import os
import platform
import re
from itertools import count
from pathlib import Path

import pytest

from kvip_tui import paths


def test_the_option_wins_over_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """``--data`` comes first, then KVIP_DATA; both become absolute."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KVIP_DATA", "fra miljøet")
    assert paths.data_dir("valgt her") == tmp_path / "valgt her"
    assert paths.data_dir(None) == paths.data_dir("") == tmp_path / "fra miljøet"


def test_the_systems_own_place_is_used_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a choice the files are where the system keeps a user's data; nothing is made."""
    monkeypatch.delenv("KVIP_DATA", raising=False)
    assert paths.data_dir().is_absolute()
    assert paths.data_dir().name == "kvip"


def test_visits_and_plans_have_folders_of_their_own(tmp_path: Path) -> None:
    """Visits and the user's own plans lie beside each other in the data folder."""
    assert paths.visits_dir(tmp_path) == tmp_path / "visits"
    assert paths.plans_dir(tmp_path) == tmp_path / "plans"


@pytest.fixture
def host(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let this machine have a name that people give machines."""
    monkeypatch.delenv("KVIP_MACHINE")
    monkeypatch.setattr(platform, "node", lambda: "Anne's Bærbare.local")


@pytest.mark.usefixtures("host")
def test_a_machine_is_named_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The name is made from the host's, kept in the data folder and used ever after."""
    data = tmp_path / "data"
    name = paths.machine_id(data)
    assert re.fullmatch(r"anne-s-baerbare-[0-9a-f]{4}", name)
    assert (data / "machine").read_text("utf-8") == f"{name}\n"
    monkeypatch.setattr(platform, "node", lambda: "et-annet-nett")
    assert paths.machine_id(data) == name
    if os.name == "posix":
        assert (data / "machine").stat().st_mode & 0o777 == 0o600


@pytest.mark.usefixtures("host")
def test_two_data_folders_are_two_machines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Machines of one name are told apart by what is added to it."""
    drawn = count(1)
    monkeypatch.setattr(os, "urandom", lambda size: next(drawn).to_bytes(size))
    assert paths.machine_id(tmp_path / "a") != paths.machine_id(tmp_path / "b")


@pytest.mark.usefixtures("host")
@pytest.mark.parametrize("content", [b"", b"\xff\xfe\n", b"///\n"])
def test_a_name_that_cannot_be_used_is_not(tmp_path: Path, content: bytes) -> None:
    """Where the kept name is rubbish the host's own is used, the same each time."""
    (tmp_path / "machine").write_bytes(content)
    assert paths.machine_id(tmp_path) == paths.machine_id(tmp_path) == "anne-s-baerbare"


@pytest.mark.usefixtures("host")
def test_a_folder_that_cannot_be_written_gives_the_hosts_name(tmp_path: Path) -> None:
    """Without a place to keep a name, the host's own serves."""
    (tmp_path / "fil").touch()
    assert paths.machine_id(tmp_path / "fil") == "anne-s-baerbare"


def test_the_environment_decides_the_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """KVIP_MACHINE overrides, made fit for a file name; nothing is written."""
    monkeypatch.setenv("KVIP_MACHINE", "../Sekretær PC 2")
    assert paths.machine_id(tmp_path) == "sekretaer-pc-2"
    assert list(tmp_path.iterdir()) == []


def test_a_machine_without_a_name_still_has_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A host whose name has no plain letters is a machine like any other."""
    monkeypatch.setenv("KVIP_MACHINE", "???")
    monkeypatch.setattr(platform, "node", lambda: "北京")
    assert paths.machine_id(tmp_path).startswith("maskin-")


@pytest.mark.usefixtures("host")
def test_two_computers_that_share_a_data_folder_are_two_machines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each keeps its own name, the first that of before; all of them are known."""
    data = tmp_path / "felles"
    data.mkdir()
    (data / "machine").write_text("vertens-pc\n", "utf-8")
    assert paths.machine_id(data) == "vertens-pc"
    for place in ("XDG_STATE_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(place, str(tmp_path / "en annen maskin"))
    second = paths.machine_id(data)
    assert second == paths.machine_id(data) != "vertens-pc"
    assert paths.known_machines(data) == {"vertens-pc", second}

"""Where the program keeps its files, and what this machine is called in their names."""

import os
import platform
from contextlib import suppress
from pathlib import Path
from typing import Final

import msgspec

from kvip_tui.bounded import read_kept
from kvip_tui.domain.text.words import slug

# The name of the first computer that used a data folder, and the names of all by their tokens.
FIRST: Final = "machine"
MACHINES: Final = "machines.json"
_NAME_LENGTH: Final = 30
_LINE_LENGTH: Final = 60


def data_dir(option: str | None = None) -> Path:
    """Return the folder for everything kept: ``--data``, KVIP_DATA or the system's own place."""
    if chosen := option or os.environ.get("KVIP_DATA"):
        return Path(chosen).absolute()
    from platformdirs import user_data_path  # noqa: PLC0415 - 25 ms, and an option does without

    return user_data_path("kvip", appauthor=False)


def visits_dir(data: Path) -> Path:
    """Return the folder with a folder for each visit."""
    return data / "visits"


def plans_dir(data: Path) -> Path:
    """Return the folder with the user's own plans."""
    return data / "plans"


def make_private(folder: Path) -> None:
    """Make a folder, and those that it lies in, for their owner only; what is there stays.

    Raises:
        OSError: It cannot be made.
    """
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    for path in reversed(missing):
        path.mkdir(mode=0o700, exist_ok=True)


def machine_id(data: Path) -> str:
    """Return this machine's name in file names: KVIP_MACHINE, else made once and kept in *data*.

    It belongs to the computer and the user: another one that uses the same data folder gets a
    name of its own. In a data folder that cannot be written it is the host's name alone.
    """
    if chosen := slug(os.environ.get("KVIP_MACHINE", ""))[:_LINE_LENGTH]:
        return chosen
    names, token = _names(data), _token()
    if token in names:
        return names[token]
    host = slug(platform.node().split(".")[0])[:_NAME_LENGTH].strip("-") or "maskin"
    name = f"{host}-{os.urandom(2).hex()}"
    try:
        make_private(data)
        first = _kept(data / FIRST, name) or host
        name = name if first in names.values() else first
        _keep_names(data / MACHINES, {**names, token: name})
    except OSError:
        return host
    return name


def known_machines(data: Path) -> frozenset[str]:
    """Return the machines that have used a data folder, this user's all of them."""
    return frozenset(filter(None, [_kept_name(data / FIRST), *_names(data).values()]))


def _names(data: Path) -> dict[str, str]:
    """Return what the computers are called that have used a data folder, by their tokens."""
    with suppress(OSError, ValueError, AttributeError, msgspec.DecodeError):
        read = msgspec.json.decode(read_kept(data / MACHINES))
        named = {str(token): slug(str(name))[:_LINE_LENGTH] for token, name in read.items()}
        return {token: name for token, name in named.items() if name}
    return {}


def _keep_names(file: Path, names: dict[str, str]) -> None:
    temporary = file.with_name(f".{file.name}.{os.urandom(4).hex()}.tmp")
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as opened:
        opened.write(msgspec.json.encode(names))
    temporary.replace(file)


def _token() -> str:
    """Return what tells this computer and user apart from others that use a data folder."""
    if system := os.environ.get("LOCALAPPDATA"):
        place = Path(system)
    elif state := os.environ.get("XDG_STATE_HOME"):
        place = Path(state)
    else:
        place = Path("~/.local/state").expanduser()
    with suppress(OSError):
        (place / "kvip").mkdir(mode=0o700, parents=True, exist_ok=True)
        return _kept(place / "kvip" / "computer", os.urandom(8).hex())
    return ""


def _kept(file: Path, name: str) -> str:
    """Return the name in *file*, which is made with *name* where there is none."""
    if kept := _kept_name(file):
        return kept
    _keep_name(file, name)
    return _kept_name(file)


def _kept_name(file: Path) -> str:
    """Return the name in *file*, or '' where there is none that can be used."""
    with suppress(OSError, UnicodeDecodeError):
        return slug(read_kept(file).decode("utf-8"))[:_LINE_LENGTH]
    return ""


def _keep_name(file: Path, name: str) -> None:
    """Write the name, unless another process has just done so."""
    with suppress(FileExistsError):
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as opened:
            opened.write(f"{name}\n")

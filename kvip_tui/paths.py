"""Where the program keeps its files, and what this machine is called in their names."""

import os
import platform
from contextlib import suppress
from pathlib import Path
from typing import Final

from kvip_tui.domain.text.words import slug

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

    In a data folder that cannot be written it is the host's name alone.
    """
    if chosen := slug(os.environ.get("KVIP_MACHINE", ""))[:_LINE_LENGTH]:
        return chosen
    file = data / "machine"
    if kept := _kept_name(file):
        return kept
    host = slug(platform.node().split(".")[0])[:_NAME_LENGTH].strip("-") or "maskin"
    name = f"{host}-{os.urandom(2).hex()}"
    try:
        make_private(data)
        _keep_name(file, name)
    except OSError:
        return host
    return _kept_name(file) or host


def _kept_name(file: Path) -> str:
    """Return the name in *file*, or '' where there is none that can be used."""
    with suppress(OSError, UnicodeDecodeError):
        return slug(file.read_text("utf-8"))[:_LINE_LENGTH]
    return ""


def _keep_name(file: Path, name: str) -> None:
    """Write the name, unless another process has just done so."""
    with suppress(FileExistsError):
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as opened:
            opened.write(f"{name}\n")

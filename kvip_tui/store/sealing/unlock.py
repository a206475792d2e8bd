"""Finding out whether a visit is sealed, and with which passphrase."""

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kvip_tui.errors import UserError
from kvip_tui.i18n import _
from kvip_tui.store.checked import BadLineError
from kvip_tui.store.sealing.header import Header, first_line, is_header, read_header

if TYPE_CHECKING:
    from kvip_tui.store.sealing.seal import Seal

# The variable that names the file with the passphrase.
IN_FILE: Final = "KVIP_PASSPHRASE_FILE"
# What in a visit's folder is never the program's own.
_NOT_OURS: Final = frozenset({"exports"})
_ENDINGS: Final = frozenset({".json", ".count"})
_JOURNALS: Final = ".jsonl"
_FEW: Final = 4


class SealedError(UserError):
    """A visit is sealed, and its passphrase has not been said; ``folder`` is where it is."""

    def __init__(self, folder: Path) -> None:
        text = _(
            "{visit} er forseglet: skriv passordfrasen, eller sett {name} til en fil som har den."
        )
        super().__init__(text.format(visit=folder.name, name=IN_FILE))
        self.folder = folder


def headers_in(folder: Path) -> Iterator[Header]:
    """Yield what the sealed files of a visit's folder, or of a mailbox, begin with.

    One sealed file makes a visit a sealed one: what is not sealed there was put in its place.

    Raises:
        UserError: There are sealed files, and none of them begins with what can be used.
    """
    usable, why = False, ""
    for path in sorted(_files(folder, inner=True)):
        line = first_line(path)
        if not is_header(line):
            continue
        try:
            yield read_header(line)
            usable = True
        except BadLineError as error:
            why = why or _("{path} kan ikke åpnes: {reason}.").format(path=path, reason=error)
    if why and not usable:
        raise UserError(why, exit_code=3)


def _files(folder: Path, *, inner: bool) -> Iterator[Path]:
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_symlink():
                continue
            if entry.is_dir():
                if inner and entry.name not in _NOT_OURS:
                    yield from _files(Path(entry.path), inner=False)
            elif _JOURNALS in entry.name or Path(entry.name).suffix in _ENDINGS:
                yield Path(entry.path)


def unlocked(headers: Iterable[Header], passphrase: str) -> "Seal":
    """Return the seal that a passphrase opens.

    Raises:
        UserError: It is another passphrase, or nothing that it could open is whole.
    """
    from kvip_tui.store.sealing.seal import Keyring, Seal  # noqa: PLC0415 - only who has one

    # One key for each salt; a file may be damaged, so each of the salts has a few tries.
    salts: dict[str, list[Header]] = {}
    for header in headers:
        salts.setdefault(header.salt, []).append(header)
    for alike in list(salts.values())[:_FEW]:
        keys = Keyring(passphrase)
        for header in alike:
            seal = Seal.of(keys, header)
            if seal is not None:
                return seal
    raise UserError(_("Passordfrasen er feil: skriv den på nytt. Ingenting er endret."))

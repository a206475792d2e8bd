"""A visit in one encrypted file, for who must keep it, and back (DESIGN 13).

The file is a standard age file with a passphrase, so that ``age -d`` opens it; inside is a tar
archive of the visit's folder.
"""

import io
import os
import shutil
import tarfile
from contextlib import suppress
from errno import EFBIG
from pathlib import Path, PurePosixPath
from typing import Final

from kvip_tui.bounded import read_given
from kvip_tui.errors import UserError, reason
from kvip_tui.i18n import _
from kvip_tui.paths import make_private
from kvip_tui.sharing.handover import SHORTEST, sealed, unsealed
from kvip_tui.store.atomic import patiently, sync_folder, write_atomic, write_error
from kvip_tui.store.library import EXPORTS, Library, VisitFolder
from kvip_tui.store.listing import SHARE

LARGEST: Final = 500 * 2**20
_MOST_FILES: Final = 10_000
_AGE: Final = b"age-encryption.org/"
# Signs that lead to another place on some system.
_ELSEWHERE: Final = frozenset(":\\\0")


def archive(folder: VisitFolder, path: Path, passphrase: str, *, force: bool = False) -> None:
    """Write a visit's whole folder into an encrypted file; the visit itself stays as it is.

    Raises:
        UserError: The passphrase is too short, the file is there already, or it cannot be written.
    """
    if len(passphrase) < SHORTEST:
        raise UserError(_("Passordfrasen er for kort: bruk minst {n} tegn.").format(n=SHORTEST))
    if path.exists() and not force:
        text = _("{path} finnes fra før; skriv --force for å erstatte den.")
        raise UserError(text.format(path=path))
    try:
        packed = _packed(folder)
    except OSError as error:
        text = _("{path} kan ikke leses ({reason}): gi deg selv lesetilgang.")
        raise UserError(text.format(path=folder.path, reason=reason(error))) from error
    write_atomic(path, sealed(packed, passphrase))


def _packed(folder: VisitFolder) -> bytes:
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w:gz") as tar:
        for path in sorted(folder.path.rglob("*")):
            if path.is_symlink() or not path.is_file() or path.suffix in {".lock", ".tmp"}:
                continue
            inside = PurePosixPath(folder.id, *path.relative_to(folder.path).parts)
            tar.add(path, str(inside), recursive=False)
    return held.getvalue()


def restore(library: Library, path: Path, passphrase: str) -> VisitFolder:
    """Bring a visit back from such a file, wholly or not at all, under the name that it had.

    It is shared no more: where that was may be gone.

    Raises:
        UserError: The file is something else, cannot be opened, or holds what an archive does not;
            or a visit of that name is here.
    """
    name, files = _opened(path, passphrase)
    target = library.visits_folder / name
    if target.exists():
        text = _("{visit} er her fra før: slett det, eller åpne det som er her.")
        raise UserError(text.format(visit=name), exit_code=3)
    unfinished = library.visits_folder / f".ny-{os.urandom(6).hex()}"
    try:
        make_private(library.visits_folder)
        for inside, content in files.items():
            put = unfinished.joinpath(*inside.parts)
            make_private(put.parent)
            write_atomic(put, content)
        (unfinished / SHARE).unlink(missing_ok=True)
        make_private(unfinished / EXPORTS)
        patiently(lambda: unfinished.rename(target))
    except OSError as error:
        raise write_error(target, error) from error
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    sync_folder(library.visits_folder)
    return VisitFolder(name, target)


def _opened(path: Path, passphrase: str) -> tuple[str, dict[PurePosixPath, bytes]]:
    """Return the name of the visit in an archive, and its files by their places in its folder."""
    try:
        data = read_given(path, LARGEST)
    except OSError as error:
        if error.errno == EFBIG:
            text = _("{path} er for stor til å være et arkivert besøk.")
            raise UserError(text.format(path=path)) from error
        text = _("{path} kan ikke leses ({reason}): velg en fil som finnes.")
        raise UserError(text.format(path=path, reason=reason(error))) from error
    packed = unsealed(data, passphrase) if data.startswith(_AGE) else None
    if packed is None:
        text = _("{path} kan ikke åpnes: skriv passordfrasen på nytt, eller velg en annen fil.")
        raise UserError(text.format(path=path))
    with suppress(tarfile.TarError, OSError, EOFError, ValueError):
        return _unpacked(packed)
    raise UserError(_("{path} er ikke et arkivert besøk: velg en annen fil.").format(path=path))


def _unpacked(packed: bytes) -> tuple[str, dict[PurePosixPath, bytes]]:
    """Return what an archive holds.

    Raises:
        ValueError: It holds anything but the plain files of one visit.
    """
    names: set[str] = set()
    files: dict[PurePosixPath, bytes] = {}
    left = LARGEST
    with tarfile.open(fileobj=io.BytesIO(packed), mode="r:gz") as tar:
        for member in tar:
            name, inside = _place(member)
            names.add(name)
            left -= member.size
            if left < 0 or len(names) > 1 or inside in files or len(files) > _MOST_FILES:
                raise ValueError(member.name)
            held = tar.extractfile(member)
            if held is None:
                raise ValueError(member.name)
            files[inside] = held.read()
    if not any(len(at.parts) == 1 and at.name.startswith("journal-") for at in files):
        raise ValueError("no journal")
    return names.pop(), files


def _place(member: tarfile.TarInfo) -> tuple[str, PurePosixPath]:
    """Return the visit and the place in it of a file in an archive.

    Raises:
        ValueError: It is no plain file, or would lie outside of the visit's folder.
    """
    parts = member.name.split("/")
    hidden = any(not part or part.startswith(".") for part in parts)
    if not member.isreg() or len(parts) < 2 or hidden or not _ELSEWHERE.isdisjoint(member.name):
        raise ValueError(member.name)
    return parts[0], PurePosixPath(*parts[1:])

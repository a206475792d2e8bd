"""Where a visit's documents are written: beside it, or in the folder chosen last."""

from itertools import chain, count
from pathlib import Path

from kvip_tui.settings import keep_documents, read_settings
from kvip_tui.store.library import VisitFolder


def folder_of(data: Path, visit: VisitFolder) -> Path:
    """Return the folder that was chosen last, else the visit's own one for documents."""
    chosen = read_settings(data)[0].documents
    folder = Path(chosen) if chosen else visit.exports
    return folder if folder.is_dir() else visit.exports


def free_path(data: Path, visit: VisitFolder, name: str, ending: str) -> Path:
    """Return a path for a document, at which there is nothing yet."""
    stem = f"{visit.id}-{name}"
    names = chain([f"{stem}{ending}"], (f"{stem}-{n}{ending}" for n in count(2)))
    folder = folder_of(data, visit)
    return next(path for path in map(folder.joinpath, names) if not path.exists())


def remember(data: Path, visit: VisitFolder, path: Path) -> None:
    """Remember where a document went, for the next one.

    Raises:
        UserError: It could not be kept; the document is written all the same.
    """
    chosen = "" if path.parent == visit.exports else str(path.parent)
    if chosen != read_settings(data)[0].documents:
        keep_documents(data, chosen)

"""Writes the report of an open visit into the visit's folder of documents."""

from pathlib import Path

from kvip_tui.export.report_write import export_report
from kvip_tui.opening import Opened

# The kind of document that is written from the screen.
ENDING = ".md"


def write_report(opened: Opened, *, draft: bool) -> Path:
    """Write the report under a name that is free, and return where.

    Raises:
        Refusal: The visit has no report.
        UserError: It cannot be written, or a final one must wait.
    """
    records = opened.journal.records
    stem = f"{opened.folder.id}-rapport" + ("-utkast" if draft else "")
    names = (f"{stem}{'-' if n > 1 else ''}{n if n > 1 else ''}{ENDING}" for n in range(1, 1000))
    free = (p for p in map(opened.folder.exports.joinpath, names) if not p.exists())
    path = next(free, opened.folder.exports / f"{stem}{ENDING}")
    return export_report(opened.session.visit, records, path, draft=draft)

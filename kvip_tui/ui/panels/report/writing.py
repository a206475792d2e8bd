"""Writes the report of an open visit, or a feedback, into the visit's folder of documents."""

from pathlib import Path

from kvip_tui.domain.base import Refusal
from kvip_tui.domain.state.report import Feedback, Sending
from kvip_tui.errors import UserError
from kvip_tui.export.report.write import MARKDOWN, WORD, export_feedback, export_report
from kvip_tui.i18n import _
from kvip_tui.texts import said as texts
from kvip_tui.visits.documents import free_path
from kvip_tui.visits.open import Opened

# What the files are called behind the visit's name.
REPORT, DRAFT = "rapport", "rapport-utkast"
NAMES = {Feedback.NETWORK: "til-nettverksleder", Feedback.LEADER: "til-besoksleder"}


def write_report(
    data: Path,
    opened: Opened,
    *,
    draft: bool,
    feedback: Feedback | None,
    changes_since: Sending | None = None,
) -> tuple[str, Path | None]:
    """Write a document under a name that is free.

    Args:
        data: The data folder.
        opened: The visit.
        draft: Whether the report says on every page that it is a draft.
        feedback: The feedback that is written in place of the report, or None.
        changes_since: What its reader has seen, to mark what has changed since, or None.

    Returns:
        What there is to say of it, and where it was written, None where it was not.
    """
    session = opened.session
    try:
        if feedback is not None:
            path = free_path(data, opened.folder, NAMES[feedback], MARKDOWN)
            export_feedback(session.visit, feedback, path, session.sums_at())
            notices: tuple[str, ...] = ()
        else:
            name = DRAFT if draft else REPORT
            path = free_path(data, opened.folder, name, WORD)
            records = session.chronicle
            notices = export_report(
                session.visit, records, path, draft=draft, changes_since=changes_since
            ).notices
    except UserError as error:
        return error.message, None
    except Refusal as refusal:
        return texts.refusal(refusal), None
    said = _("Skrevet: {name}, i {folder}").format(name=path.name, folder=path.parent)
    return " ".join((said, *notices)), path

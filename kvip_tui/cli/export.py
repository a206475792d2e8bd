"""Writes the file that «kvip export» asks for."""

from argparse import Namespace
from pathlib import Path

from msgspec.structs import replace

from kvip_tui.commands.execute import answer
from kvip_tui.domain.base import Refusal
from kvip_tui.domain.day.projection import local_day
from kvip_tui.domain.people.roles import LEADER
from kvip_tui.domain.review.changes import SendReport
from kvip_tui.domain.review.names import named_sending
from kvip_tui.domain.state.plan import Privacy
from kvip_tui.domain.state.report import Feedback
from kvip_tui.domain.text.words import plain
from kvip_tui.errors import UserError
from kvip_tui.export import write
from kvip_tui.export.notes import By
from kvip_tui.export.report import write as report_write
from kvip_tui.export.report.write import Exported
from kvip_tui.i18n import _
from kvip_tui.visits.open import Opened


def only_one(asked: Namespace) -> None:
    """Refuse to write several documents into one file, and what belongs to one in another.

    Raises:
        UserError: More than one was asked for, or something that the one does not have.
    """
    if not asked.notes and (asked.by or asked.impressions):
        raise UserError(_("«--by» og «--impressions» hører til «--notes»; legg til det også."))
    if asked.only and (_reports(asked) or asked.feedback):
        raise UserError(_("«--class» hører til notatene og dagsloggen; bruk det med «--notes»."))
    wanted = (asked.speaking_times, asked.notes, _reports(asked), bool(asked.feedback))
    if sum(wanted) > 1:
        text = _(
            "Velg én av --report (med eller uten --draft), --notes, --feedback og --speaking-times."
        )
        raise UserError(text)


def written(asked: Namespace, opened: Opened) -> Exported:
    """Write the file and return where, and what there is to say of it.

    Raises:
        UserError: It cannot be written, or may not; what was there before still is.
        Refusal: The visit has no report.
    """
    visit, records, now = opened.session.visit, opened.session.chronicle, opened.session.now()
    path = Path(asked.file)
    if asked.feedback:
        to = Feedback(asked.feedback)
        return Exported(
            report_write.export_feedback(
                visit, to, path, opened.session.sums_at(), force=asked.force
            )
        )
    if asked.notes:
        return Exported(_notes(asked, opened, path))
    if _reports(asked):
        return _report(asked, opened, path)
    return Exported(
        write.export(
            visit,
            records,
            path,
            now,
            force=asked.force,
            speaking_times=asked.speaking_times,
            only=_only(asked),
        )
    )


def _report(asked: Namespace, opened: Opened, path: Path) -> Exported:
    """Write the report; record whom it is sent to, where that was said."""
    session = opened.session
    named = asked.changes_since
    seen = None if named is None else named_sending(session.visit, named)
    if asked.to and not session.writer:
        raise Refusal("session.read_only")
    made = report_write.export_report(
        session.visit,
        session.chronicle,
        path,
        draft=asked.draft,
        force=asked.force,
        template=Path(asked.template) if asked.template else None,
        changes_since=seen,
    )
    if not asked.to:
        return made
    today = local_day(session.visit, session.now())
    said = answer(session, SendReport(asked.to, today))
    return replace(made, notices=(*made.notices, said))


def _reports(asked: Namespace) -> bool:
    """Return whether the report is to be written: Word is for nothing else."""
    other = asked.feedback or asked.notes or asked.speaking_times
    word = Path(asked.file).suffix.lower() == report_write.WORD and not other
    sent = asked.to or asked.changes_since is not None
    return bool(asked.report or asked.draft or asked.template or sent or word)


def _only(asked: Namespace) -> Privacy | None:
    """Return the one class of notes that is asked for, by its letter."""
    return {"P": Privacy.PLENUM, "T": Privacy.TEAM}.get(asked.only)


def _notes(asked: Namespace, opened: Opened, path: Path) -> Path:
    """Write the notes; impressions only for who leads the day, on the machine that has them."""
    session = opened.session
    leader = session.visit.person(session.visit.roles.get(LEADER))
    if asked.impressions and (leader is None or plain(leader.name) != plain(session.author)):
        text = _(
            "Inntrykk skrives bare ut av besøkslederen på sin egen maskin: gi rollen med «rolle», "
            "og si hvem som sitter her med «jeg»."
        )
        raise UserError(text, exit_code=3)
    return write.export_notes(
        session.visit,
        path,
        session.now(),
        by=By(asked.by or By.BLOCK),
        impressions_of=session.machine if asked.impressions else None,
        only=_only(asked),
        force=asked.force,
    )

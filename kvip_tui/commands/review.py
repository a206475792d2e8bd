"""The commands towards those who read the report: whom it was sent to, and what they say of it."""

from pathlib import Path

from kvip_tui.commands.arguments import own_words
from kvip_tui.commands.base import Argument, Choice, Command, Make, Now, Page, Panel, Section
from kvip_tui.commands.report import TODAY
from kvip_tui.domain.base import Refusal
from kvip_tui.domain.history import Intent
from kvip_tui.domain.names import Names
from kvip_tui.domain.report.names import named_section
from kvip_tui.domain.review.changes import (
    SendReport,
    SettleRemark,
)
from kvip_tui.domain.review.names import named_remark
from kvip_tui.domain.state.report import Verdict
from kvip_tui.domain.text.words import plain
from kvip_tui.i18n import marked as m
from kvip_tui.session import Session
from kvip_tui.texts import review as texts
from kvip_tui.time_parsing import local_date, read_date

_R = Section.REPORT


def _receive(session: Session, text: str) -> Intent:
    """Make «merknader fra FIL»."""
    if not session.writer:
        raise Refusal("session.read_only")
    from kvip_tui.commands.returned import remarks_of  # noqa: PLC0415 - reads Word, 15 ms and 5 MB

    return remarks_of(session, Path(text.strip().strip("'\"")).expanduser())


def _take(names: Names, text: str) -> Intent:
    """Make «ta inn NR [DEL]»."""
    number, _blank, title = text.strip().partition(" ")
    section = named_section(names.visit, title) if title.strip() else ""
    return SettleRemark(named_remark(names.visit, number).id, Verdict.TAKEN, section)


def _decline(names: Names, text: str) -> Intent:
    """Make «avvis NR»."""
    return SettleRemark(named_remark(names.visit, text).id, Verdict.DECLINED)


def _sent(names: Names, text: str) -> Intent:
    """Make «sendt HVEM[, DATO]»; without a date it is today."""
    who, comma, day = text.partition(",")
    visit = names.visit
    if not comma or plain(day) == TODAY:
        return SendReport(who.strip(), local_date(names.now, visit.plan.timezone))
    return SendReport(who.strip(), read_date(day, near=visit.date))


def _open(make: Make, hint: str) -> Argument:
    """Return a remark that nobody has settled yet."""
    return Argument(hint, make, _choices)


def _choices(now: Now) -> list[Choice]:
    visit = now.glance.visit
    settled = visit.report.verdicts
    return [
        Choice(str(n), texts.line(visit, n, remark)[:80])
        for n, remark in enumerate(visit.report.remarks, 1)
        if remark.id not in settled
    ]


def some_open(now: Now) -> bool | None:
    """Return whether a remark waits to be settled."""
    return bool(now.glance.visit.report.open_remarks) or None


# A command an entry, its words for people on the first line: this reads best as a table.
# fmt: off
REVIEW: tuple[Command, ...] = (
    Command("report_sent", _R, m("Sendt"), m("Si hvem rapporten er sendt til, slik den er nå."),
            word="sendt", takes=own_words(m("HVEM[, DATO]"), _sent)),
    Command("show_remarks", _R, m("Merknader"), m("Se hva de som har lest rapporten, sier om den."),
            word="merknader", panel=Panel.REPORT, place="@remarks", page=Page.REMARKS),
    Command("receive_remarks", _R, m("Merknader fra"), m("Hent inn merknadene i et Word-dokument."),
            word="merknader fra", takes=own_words(m("FIL")), answer=_receive),
    Command("take_remark", _R, m("Ta inn"), m("Ta en merknad inn i rapporten."),
            word="ta inn", takes=_open(_take, m("NR [DEL]")), when=some_open),
    Command("decline_remark", _R, m("Avvis"), m("La en merknad være."),
            word="avvis", takes=_open(_decline, m("NR")), when=some_open),
)
# fmt: on

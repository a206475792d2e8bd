"""The commands towards those who read the report: whom it was sent to, and what they say of it."""

import re
from functools import partial
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from kvip_tui.commands.arguments import own_words
from kvip_tui.commands.base import Argument, Choice, Command, Make, Now, Page, Panel, Section
from kvip_tui.commands.report import TODAY
from kvip_tui.domain.base import Refusal
from kvip_tui.domain.history import Intent
from kvip_tui.domain.names import Names
from kvip_tui.domain.report.document import paragraphs
from kvip_tui.domain.report.names import named_section
from kvip_tui.domain.report.sources import form_of
from kvip_tui.domain.review.anchors import fingerprint, places
from kvip_tui.domain.review.changes import (
    ReceiveRemarks,
    SendReport,
    SettleRemark,
    reviewed_words,
)
from kvip_tui.domain.review.names import named_remark
from kvip_tui.domain.review.remarks import Reading, remarks_in
from kvip_tui.domain.state.report import Remark, Verdict
from kvip_tui.domain.state.visit import Visit
from kvip_tui.domain.text.legible import clean
from kvip_tui.domain.text.words import plain
from kvip_tui.i18n import _
from kvip_tui.i18n import marked as m
from kvip_tui.privacy_check import names as people_names
from kvip_tui.privacy_check import own, removed
from kvip_tui.session import Session
from kvip_tui.store.packages.word_text import read_returned
from kvip_tui.store.shipped.report_frame import is_frame
from kvip_tui.texts import report as texts_report
from kvip_tui.texts import review as texts
from kvip_tui.time_parsing import local_date, read_date

_R = Section.REPORT
# A date as documents write it: «16. mars 2021», or in English.
_DATE: Final = re.compile(r"\d{1,2}\.? \w+ \d{4}")


def remarks_of(session: Session, path: Path, by: str = "") -> ReceiveRemarks:
    """Return the intent to take in what is said in a Word document that came back.

    What the privacy check stops never gets as far: «[…]» stands there, and the file has it.

    Args:
        session: The visit that it is of.
        path: The document.
        by: Who sends it, for what it does not say itself; '' for whoever stored it last.

    Raises:
        UserError: It cannot be read, or holds something that may not be in it.
        Refusal: It is not of this visit's report.
    """
    visit = session.visit
    texts_ever = [
        text
        for record in session.records
        for event in record.events
        for words in reviewed_words(event)
        for text in (words, *paragraphs(words))
    ]
    texts_ever += [place.text for place in places(visit)]
    known = {fingerprint(text): text for text in texts_ever}
    frame = partial(_around, _facts(visit))
    found = remarks_in(read_returned(path), Reading(visit, known, frame, clean(by)))
    roster, ours = people_names(visit), own(visit)
    return ReceiveRemarks(
        file=path.name, remarks=tuple(_fit_to_keep(remark, roster, ours) for remark in found)
    )


def _around(facts: frozenset[str], words: str) -> bool:
    """Return whether a paragraph stands around the report, in a document that names nothing."""
    bare = not any(char.isalpha() for char in words)
    return bare or plain(words) in facts or bool(_DATE.fullmatch(words)) or is_frame(words)


def _facts(visit: Visit) -> frozenset[str]:
    """Return what a document says of the visit by itself."""
    form = form_of(visit)
    titles = [section.title for section in form.sections] if form else []
    areas = (*visit.focus_areas, *(point.topic for point in visit.report.points))
    words = (*texts_report.STEPS.values(), *texts_report.STATUSES.values())
    return frozenset(map(plain, (*titles, *areas, *words, *map(_, words))))


def _fit_to_keep(remark: Remark, roster: tuple[str, ...], ours: tuple[str, ...]) -> Remark:
    """Return a remark without what must not be stored."""
    said = {
        name: removed(text, roster, ours)
        for name in ("text", "quote", "wanted")
        if (text := clean(getattr(remark, name)))
    }
    return replace(remark, was=clean(remark.was), **said)


def _receive(session: Session, text: str) -> Intent:
    """Make «merknader fra FIL»."""
    if not session.writer:
        raise Refusal("session.read_only")
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

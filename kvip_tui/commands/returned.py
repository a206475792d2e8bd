"""Takes in what is said of the report in a Word document that came back."""

import re
from functools import partial
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from kvip_tui.domain.report.document import paragraphs
from kvip_tui.domain.report.sources import form_of
from kvip_tui.domain.review.anchors import fingerprint, places
from kvip_tui.domain.review.changes import ReceiveRemarks, reviewed_words
from kvip_tui.domain.review.remarks import Reading, remarks_in
from kvip_tui.domain.state.report import Remark
from kvip_tui.domain.state.visit import Visit
from kvip_tui.domain.text.legible import clean
from kvip_tui.domain.text.words import plain
from kvip_tui.i18n import _
from kvip_tui.privacy_check import names as people_names
from kvip_tui.privacy_check import own, removed
from kvip_tui.session import Session
from kvip_tui.store.packages.word_text import read_returned
from kvip_tui.store.shipped.report_frame import is_frame
from kvip_tui.texts import report as texts_report

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

"""The notes at the right of the report screen: a row each, and the chosen one whole."""

from textual.content import Content

from kvip_tui.domain.state.plan import Privacy
from kvip_tui.domain.state.visit import Note
from kvip_tui.i18n import _
from kvip_tui.i18n import marked as m
from kvip_tui.texts import formats
from kvip_tui.ui.day.widgets.floor_rows import fitted
from kvip_tui.ui.day.widgets.note_rows import LONGEST_DRAWN, around, facts
from kvip_tui.ui.panels.report.rows import MUTED, marked, privacy_word
from kvip_tui.ui.panels.report.view import ReportView, Which

WORD = 7
FILTERS: dict[Which, str] = {
    Which.UNUSED: m("ikke brukt"),
    Which.FITTING: m("ikke brukt, til denne delen"),
    Which.ALL: m("alle"),
}


def note_row(view: ReportView, note: Note, section_id: str, width: int) -> Content:
    """Return a note in a row: its time, its class in a word, where it is used, and its text.

    A dot stands before the text of one whose tags say that it belongs in the section shown.
    """
    clock = formats.clock(note.typed_at, view.visit.plan.timezone)
    number = view.used.get(note.id)
    plenum = note.said and note.privacy is Privacy.PLENUM
    left = Content.assemble(
        (f"{clock} ", MUTED),
        fitted(privacy_word(note), WORD, "" if plenum else "$text-warning"),
        (f"→{number}" if number else "", "$text-accent"),
        " " if number else "",
        ("• " if note.tags and view.fits(note, section_id) else "", "bold $text-accent"),
    )
    text = Content(formats.isolated(" ".join(note.text[:LONGEST_DRAWN].split())))
    return left + text.truncate(max(1, width - left.cell_length), ellipsis=True)


def whole_note(view: ReportView, note: Note, width: int) -> list[Content]:
    """Return what is known of a note, and its text whole."""
    number = view.used.get(note.id)
    used = _("brukt i punkt {n}").format(n=number) if number else ""
    about = " · ".join(filter(None, (facts(note, around(view.visit)), used)))
    return [*Content.styled(about, MUTED).wrap(width), *marked(view, note.text).wrap(width)]

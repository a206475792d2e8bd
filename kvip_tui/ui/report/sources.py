"""The notes at the right of the report screen: a row each, and the chosen one whole."""

from textual.content import Content

from kvip_tui import formats, texts
from kvip_tui.domain.plan import Privacy
from kvip_tui.domain.visit import Note
from kvip_tui.i18n import _
from kvip_tui.i18n import marked as m
from kvip_tui.texts_floor import first_name
from kvip_tui.ui.report.rows import MUTED, marked, privacy_word
from kvip_tui.ui.report.view import ReportView, Which
from kvip_tui.ui.widgets.floor_rows import fitted

WORD, USED = 7, 4
# What is longer is not looked at for a row of one line.
LONGEST_DRAWN = 400
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
    visit = view.visit
    holder = visit.person(note.holder)
    block = visit.block(note.blocks[0]) if note.blocks else None
    number = view.used.get(note.id)
    facts = (
        formats.clock(note.typed_at, visit.plan.timezone, seconds=True),
        texts.privacy(note.privacy),
        "" if note.said else _("egen tanke"),
        block.title if block else "",
        _("{name} hadde ordet").format(name=first_name(holder)) if holder else "",
        _("inntrykk, {name} sa også ja").format(name=note.second) if note.second else "",
        _("brukt i punkt {n}").format(n=number) if number else "",
    )
    about = Content.styled(" · ".join(filter(None, facts)), MUTED).wrap(width)
    return [*about, *marked(view, note.text).wrap(width)]

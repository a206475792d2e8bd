"""The rows of the report screen: the outline, what stands in a section, and the notes behind it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from textual.content import Content

from kvip_tui.domain.privacy.check import Level
from kvip_tui.domain.report.checks import Concern, Weight
from kvip_tui.domain.state.form import Holds, Section
from kvip_tui.domain.state.plan import Privacy
from kvip_tui.domain.state.report import Point
from kvip_tui.domain.state.visit import Note
from kvip_tui.i18n import _
from kvip_tui.i18n import marked as m
from kvip_tui.privacy_check import looking
from kvip_tui.texts import concerns as texts_concerns
from kvip_tui.texts import formats
from kvip_tui.texts import report as texts_report
from kvip_tui.texts import review as texts_review
from kvip_tui.ui.day.widgets.floor_rows import fitted
from kvip_tui.ui.day.widgets.notes.rows import LONGEST_DRAWN, WORDS, around, facts
from kvip_tui.ui.panels.report.view import FEEDBACKS, LETTERS, Beside, ReportView, Which
from kvip_tui.ui.widgets.details import wrapped

SIGNS = {Weight.STOP: ("!", "bold $text-error"), Weight.WARN: ("?", "$text-warning")}
MUTED = "$text-muted"
PROSE, AREAS = "prose", "areas"
# How many of a point's sources are named before the rest is only counted.
NAMED = 4
NUMBER, COUNT, WORD = 4, 4, 7
BESIDE_TITLES: dict[str, str] = {
    Beside.CHECKS: m("Kontroller"),
    Beside.REVIEW: m("Gjennomgang"),
    Beside.REMARKS: m("Merknader"),
    Beside.RECEIVED: m("Notater som er kommet"),
}
FILTERS: dict[Which, str] = {
    Which.UNUSED: m("ikke brukt"),
    Which.FITTING: m("ikke brukt, til denne delen"),
    Which.ALL: m("alle"),
}


@dataclass(frozen=True)
class Entry:
    """Something that the cursor can stand on in the middle, and its rows."""

    key: str
    rows: tuple[Content, ...]


def place_title(view: ReportView, place: str) -> str:
    """Return what a place at the left is called."""
    if place in BESIDE_TITLES:
        return _(BESIDE_TITLES[place])
    if place in FEEDBACKS:
        return _(texts_report.FEEDBACK[FEEDBACKS[place]])
    return texts_report.section_title(view.visit, place)


def outline_row(view: ReportView, place: str, width: int, *, aiming: bool) -> Content:
    """Return a row at the left: a section, its points, and what is to be seen to.

    Its letter stands there only while it is waited for: until then letters are other keys.
    """
    section = view.section(place)
    title = max(4, width - 2 - COUNT - 2)
    if section is None:
        row = fitted(place_title(view, place), title + 2, "" if aiming else "$text-secondary")
        stops = place == Beside.CHECKS and view.stops
        count = f"{_count_beside(view, place):>{COUNT - 1}} "
        return row + Content.assemble(count, SIGNS[Weight.STOP] if stops else " ")
    index = view.sections.index(section)
    letter = LETTERS[index] if index < len(LETTERS) else " "
    points = len(view.points(place))
    written = f"{points or ''}" if points or not view.prose(section) else "¶"
    worst = view.worst(place)
    return Content.assemble(
        (letter, "bold reverse") if aiming else " ",
        " ",
        fitted(section.title, title),
        f"{written:>{COUNT - 1}} ",
        SIGNS[worst] if worst else " ",
    )


def _count_beside(view: ReportView, place: str) -> int:
    """Return how much of what stands beside the sections is done, or how many checks object."""
    report = view.visit.report
    if place == Beside.CHECKS:
        return len(view.concerns)
    if place == Beside.REVIEW:
        return len(report.reviewed)
    if place == Beside.REMARKS:
        return len(report.open_remarks)
    if place == Beside.RECEIVED:
        return sum(person.id in view.sent for person in view.team)
    answers = (text for (to, _question), text in report.answers.items() if f"@{to}" == place)
    return sum(bool(text) for text in answers)


def section_entries(view: ReportView, section: Section, width: int) -> Iterator[Entry]:
    """Yield the prose of a section and each of its points."""
    prose = view.prose(section)
    remarks = [*remark_rows(view, section.id, width)]
    yield Entry(PROSE, (*_prose(view, prose, width), *remarks, Content("")))
    if section.holds is Holds.FOCUS:
        yield Entry(AREAS, (*_areas(view, width), Content("")))
    for point in view.points(section.id):
        yield Entry(point.id, tuple(_point(view, section, point, width)))


def head_rows(view: ReportView, section: Section, width: int) -> list[Content]:
    """Return what a section is for, and what is to be seen to in it as a whole."""
    hint = wrapped(section.hint, width, "", "") if section.hint else []
    rows = [Content.styled(line, MUTED) for line in hint]
    return [*rows, *concern_rows(view.about(section.id, None), width, "")]


def concern_rows(concerns: Iterable[Concern], width: int, indent: str) -> list[Content]:
    """Return what is to be seen to, its sign and code before its sentence."""
    rows = []
    for concern in concerns:
        sign, style = SIGNS[concern.weight]
        said = _("{code}: {sentence}").format(
            code=_(texts_concerns.CODES[concern.code]), sentence=texts_concerns.sentence(concern)
        )
        lines = wrapped(said, width, f"{indent}{sign} ", f"{indent}  ")
        rows += [Content.styled(line, style) for line in lines]
    return rows


def _prose(view: ReportView, prose: str, width: int) -> list[Content]:
    if not prose:
        return [Content.styled(_("Enter skriver tekst her."), MUTED)]
    return marked(view, prose).wrap(width)


def _areas(view: ReportView, width: int) -> list[Content]:
    """Return the focus areas that the ward has chosen, or that they are not entered yet."""
    if not view.visit.focus_areas:
        return [Content.styled(_("Enter legger inn fokusområdene."), MUTED)]
    said = _("Fokusområder: {areas}").format(areas=", ".join(view.visit.focus_areas))
    return [Content.styled(line, "bold") for line in wrapped(said, width, "", "  ")]


def marked(view: ReportView, text: str) -> Content:
    """Return a text with what may give somebody away underlined, a stop in bold."""
    content = Content(text)
    for found in looking(view.visit)(text):
        style = "bold underline" if found.level is Level.STOP else "underline"
        content = content.stylize(style, found.start, found.end)
    return content


def _point(view: ReportView, section: Section, point: Point, width: int) -> Iterator[Content]:
    indent = " " * NUMBER
    number = f"{view.numbers[point.id]:>{NUMBER - 1}} "
    for words in marked(view, point.text).wrap(max(8, width - NUMBER)):
        yield Content.assemble((number, "bold"), words)
        number = indent
    for said in filter(None, (_details(section, point), _sources(view, point), _cleared(point))):
        for line in wrapped(said, width, indent, indent):
            yield Content.styled(line, MUTED)
    yield from concern_rows(view.about(section.id, point.id), width, indent)
    yield from remark_rows(view, point.id, width, indent)


def remark_rows(view: ReportView, about: str, width: int, indent: str = "") -> Iterator[Content]:
    """Yield what readers say of a point, or of a section as a whole, and nobody has settled."""
    for n, remark in view.remarks.get(about, ()):
        who = _("» {n} {name}, {sort}: ").format(
            n=n, name=texts_review.who(remark), sort=texts_review.sort(remark)
        )
        words = " ".join(texts_review.said(view.visit, remark).split())
        for line in wrapped(f"{who}{words}", width, indent, f"{indent}  "):
            yield Content.styled(line, "$text-secondary")


def _details(section: Section, point: Point) -> str:
    """Return what is said of a point beside its text, with a dash for what nobody has said."""
    match section.holds:
        case Holds.MEASURES:
            return _("Tema: {topic} · Hvem: {who} · Når: {due}").format(
                topic=point.topic or "–", who=point.who or "–", due=point.due or "–"
            )
        case Holds.FOCUS:
            aspect = _(texts_report.ASPECTS[point.aspect]) if point.aspect else "–"
            return _("Område: {topic} · {aspect}").format(topic=point.topic or "–", aspect=aspect)
        case Holds.FOLLOW_UPS:
            return _(texts_report.STATUSES[point.status]) if point.status else "–"
        case _:
            return ""


def _sources(view: ReportView, point: Point) -> str:
    notes = [view.notes[source] for source in point.sources if source in view.notes]
    if not notes:
        return ""
    named = [_source(view, note) for note in notes[:NAMED]]
    if (more := len(notes) - NAMED) > 0:
        named.append(_("{n} til").format(n=more))
    return _("kilder: {notes}").format(notes=", ".join(named))


def _source(view: ReportView, note: Note) -> str:
    clock = formats.clock(note.typed_at, view.visit.plan.timezone)
    return f"{clock} {privacy_word(note)}"


def privacy_word(note: Note) -> str:
    """Return the class of a note in a word, or that it was never said."""
    if not note.said:
        return _("tanke")
    return _(WORDS[note.privacy])


def _cleared(point: Point) -> str:
    if point.clearance is None:
        return ""
    told = point.clearance
    return _("varslet {date}: {who}, {how}").format(
        date=formats.date_text(told.on), who=formats.isolated(told.who), how=told.how
    )


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
        (f"→{number}" if number else "", "$text-secondary"),
        " " if number else "",
        ("• " if note.tags and view.fits(note, section_id) else "", "bold $text-secondary"),
    )
    text = Content(formats.isolated(" ".join(note.text[:LONGEST_DRAWN].split())))
    return left + text.truncate(max(1, width - left.cell_length), ellipsis=True)


def whole_note(view: ReportView, note: Note, width: int) -> list[Content]:
    """Return what is known of a note, and its text whole."""
    number = view.used.get(note.id)
    used = _("brukt i punkt {n}").format(n=number) if number else ""
    about = " · ".join(filter(None, (facts(note, around(view.visit)), used)))
    return [*Content.styled(about, MUTED).wrap(width), *marked(view, note.text).wrap(width)]

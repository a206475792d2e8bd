"""What is filled in on the report screen: the fields for each place, and what they ask for."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from kvip_tui.domain.history import Intent
from kvip_tui.domain.notes.vocabulary import SetFocusAreas
from kvip_tui.domain.report.changes import DateReview, WriteFeedback, WriteProse
from kvip_tui.domain.report.points import (
    DETAILS,
    AddPoint,
    ClearPoints,
    DetailPoint,
    PromoteNotes,
    RewordPoint,
)
from kvip_tui.domain.review.changes import SendReport
from kvip_tui.domain.state.form import Holds
from kvip_tui.domain.state.report import Feedback, Step
from kvip_tui.i18n import _
from kvip_tui.i18n import marked as m
from kvip_tui.texts import report as texts_report
from kvip_tui.time_parsing import read_date
from kvip_tui.ui.panels.report.view import ReportView

TODAY = m("i dag")


@dataclass(frozen=True)
class Blank:
    """A field: its name, its label and hint in bokmål, and what stands in it at first.

    ``long``: it has several lines.
    """

    name: str
    label: str = ""
    value: str = ""
    hint: str = ""
    long: bool = False


@dataclass(frozen=True)
class Sheet:
    """Fields that are filled in together: what they are about, as «point:12.p3», and a title.

    ``prose``: Enter begins a new line, and leaving stores what was written.
    """

    place: str
    title: str
    blanks: tuple[Blank, ...]
    prose: bool = False

    @property
    def kind(self) -> str:
        """What is filled in."""
        return self.place.partition(":")[0]

    @property
    def about(self) -> str:
        """What it is about."""
        return self.place.partition(":")[2]


def sheet_at(view: ReportView, place: str) -> Sheet | None:
    """Return the fields for a place as the report stands, or None where there is none such."""
    kind, _colon, about = place.partition(":")
    make = _SHEETS.get(kind)
    return make(view, place, about) if make else None


def _prose(view: ReportView, place: str, about: str) -> Sheet | None:
    section = view.section(about)
    if section is None:
        return None
    text = Blank("text", value=view.prose(section), long=True)
    return Sheet(place, section.title, (text,), prose=True)


def _areas(view: ReportView, place: str, _about: str) -> Sheet:
    areas = Blank("text", m("Områder"), ", ".join(view.visit.focus_areas), m("A, B, C"))
    return Sheet(place, _("Fokusområdene, med komma mellom"), (areas,))


def _new(view: ReportView, place: str, about: str) -> Sheet | None:
    section = view.section(about.partition(":")[0])
    if section is None:
        return None
    title = _("Nytt punkt: {section}").format(section=section.title)
    return Sheet(place, title, (Blank("text", value=_words(view, about), long=True),))


def _review(view: ReportView, place: str, about: str) -> Sheet | None:
    if about not in set(Step):
        return None
    done = view.visit.report.reviewed.get(Step(about))
    day = _written(done) if done else _(TODAY)
    blank = Blank("on", m("Ferdig"), day, m("16.3.2021, tomt: ikke ferdig"))
    return Sheet(place, _("Gjennomgang"), (blank,))


def _fetch(_view: ReportView, place: str, _about: str) -> Sheet:
    file = Blank("file", m("Fil"), hint=m("rapport-med-kommentarer.docx"))
    who = Blank("by", m("Fra"), hint=m("hvem, om dokumentet ikke sier det"))
    return Sheet(place, _("Hent inn merknader fra et Word-dokument"), (file, who))


def _send(view: ReportView, place: str, about: str) -> Sheet:
    step = _(texts_report.STEPS[Step(about)]) if about in set(Step) else ""
    recipient = Blank("recipient", m("Til"), step, m("hvem"))
    return Sheet(place, _("Skriv utkastet, og si hvem det sendes til"), (recipient,))


def _answer(view: ReportView, place: str, about: str) -> Sheet | None:
    to, _colon, question = about.partition(":")
    if to not in set(Feedback):
        return None
    answer = view.visit.report.answers.get((Feedback(to), question), "")
    return Sheet(place, _("Svar"), (Blank("text", value=answer, long=True),), prose=True)


def _words(view: ReportView, about: str) -> str:
    """Return the words of the notes that a point is to be made of, '' for one of no notes."""
    ids = about.partition(":")[2].split(",")
    return "\n".join(view.notes[i].text for i in ids if i in view.notes)


def _point(view: ReportView, place: str, about: str) -> Sheet | None:
    """Return the text of a point and the fields that its section has."""
    point = view.visit.report.point(about)
    if point is None:
        return None
    section = view.section(point.section)
    holds = section.holds if section else Holds.POINTS
    text = Blank("text", m("Tekst"), point.text, long=True)
    topic = Blank("topic", m("Tema"), point.topic)
    who, due = Blank("who", m("Hvem"), point.who), Blank("due", m("Når"), point.due)
    title = _("Punkt {n}").format(n=view.numbers[point.id])
    match holds:
        case Holds.MEASURES:
            proposal = Blank("text", m("Forslag"), point.text, long=True)
            return Sheet(place, title, (topic, proposal, who, due))
        case Holds.FOCUS:
            return Sheet(place, title, (text, Blank("topic", m("Område"), point.topic)))
        case _:
            return Sheet(place, title, (text,))


def _clearance(view: ReportView, place: str, about: str) -> Sheet | None:
    points = [view.visit.report.point(point) for point in about.split(",")]
    told = next((point.clearance for point in points if point and point.clearance), None)
    if None in points:
        return None
    blanks = (
        Blank("who", m("Hvem"), told.who if told else "", m("enhetsleder")),
        Blank("on", m("Når"), _written(told.on) if told else _(TODAY), m("16.3.2021")),
        Blank("how", m("Hvordan"), told.how if told else "", m("på telefon")),
    )
    return Sheet(place, _("Må varsles: hvem, når og hvordan"), blanks)


_SHEETS: dict[str, Callable[[ReportView, str, str], Sheet | None]] = {
    "prose": _prose,
    "areas": _areas,
    "new": _new,
    "promote": _new,
    "point": _point,
    "clear": _clearance,
    "review": _review,
    "fetch": _fetch,
    "send": _send,
    "answer": _answer,
}


def _written(day: date) -> str:
    return f"{day.day}.{day.month}.{day.year}"


def _day(view: ReportView, typed: str) -> date:
    return (
        view.today
        if typed.strip().casefold() == _(TODAY)
        else read_date(typed, near=view.visit.date)
    )


def intents(view: ReportView, sheet: Sheet, typed: Mapping[str, str]) -> Iterator[Intent]:
    """Yield what the fields ask for: nothing where they are as they were.

    Raises:
        Refusal: A date cannot be read.
    """
    text, about = typed.get("text", ""), sheet.about
    section, _colon, notes = about.partition(":")
    match sheet.kind:
        case "prose":
            yield WriteProse(about, text)
        case "areas":
            yield SetFocusAreas(tuple(filter(None, map(str.strip, text.split(",")))))
        case "new":
            yield AddPoint(about, text)
        case "promote":
            yield PromoteNotes(tuple(notes.split(",")), section, text)
        case "point":
            yield from _point_intents(view, about, typed)
        case "clear":
            on = _day(view, typed["on"])
            yield ClearPoints(tuple(about.split(",")), typed["who"], on, typed["how"])
        case "review":
            written = typed["on"].strip()
            yield DateReview(Step(about), _day(view, written) if written else None)
        case "send":
            yield SendReport(typed["recipient"], view.today)
        case "answer":
            yield WriteFeedback(Feedback(section), notes, text)


def _point_intents(view: ReportView, about: str, typed: Mapping[str, str]) -> Iterator[Intent]:
    point = view.visit.report.point(about)
    section = view.section(point.section) if point else None
    if point is None or section is None:
        return
    if typed["text"].strip() != point.text:
        yield RewordPoint(point.id, typed["text"])
    names = DETAILS.get(section.holds, set()) & set(typed)
    said = {name: " ".join(typed[name].split()) for name in sorted(names)}
    if any(getattr(point, name) != value for name, value in said.items()):
        yield DetailPoint(
            point.id, topic=said.get("topic"), who=said.get("who"), due=said.get("due")
        )

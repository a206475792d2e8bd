"""Builds visits that have something to report: a short form, notes of each class, and points."""

from typing import Final

from kvip_tui.domain.notes.vocabulary import NoteAdded, SetFocusAreas
from kvip_tui.domain.people.changes import RoleAssigned
from kvip_tui.domain.report.changes import DateReview, ReportIntent, WriteProse
from kvip_tui.domain.report.points import AddPoint, ClearPoints, DetailPoint, PromoteNotes
from kvip_tui.domain.state.form import Form, Holds, Section
from kvip_tui.domain.state.plan import Privacy
from kvip_tui.domain.state.report import Aspect, FollowUp, Point, Step
from tests.builders import DATE, VisitBuilder, visit

FORM: Final = Form(
    id="prove",
    title="Besøksrapport",
    sections=(
        Section("forside", "Forside", Holds.FRONT),
        Section("om", "Om besøket", Holds.PROSE, text="Alltid det samme.\n\nTo avsnitt."),
        Section("fjor", "Fjorårets", Holds.FOLLOW_UPS, tags=("fjorårets",)),
        Section("fokus", "Fokusområder", Holds.FOCUS, tags=("fokus",)),
        Section("styrker", "Styrker", Holds.STRENGTHS, tags=("styrke",)),
        Section("utfordringer", "Utfordringer", Holds.CHALLENGES, tags=("utfordring",)),
        Section("tiltak", "Tiltak", Holds.MEASURES, tags=("tiltak",)),
        Section("laring", "Tar med hjem", tags=("læring",), own=True),
        Section("slutt", "Gjennomgang", Holds.REVIEW),
    ),
)
# The notes of `reported`, by what they are: said with the host, thought there, the team's own.
SAID, THOUGHT, TEAMS = "2", "3", "4"


def noted(builder: VisitBuilder, text: str, clock: str, **fields: object) -> str:
    """Store a note and return its id."""
    given: dict[str, object] = {"privacy": Privacy.PLENUM, "typed_at": builder.at(clock), **fields}
    tags = tuple(word[1:] for word in text.split() if word.startswith("#"))
    builder.happened(clock, NoteAdded(text=text, tags=tags, **given))  # type: ignore[arg-type]
    return builder.visit.notes[-1].id


def reported() -> VisitBuilder:
    """Return a visit with a report to write and the notes `SAID`, `THOUGHT` and `TEAMS`."""
    built = visit("A 09:00-09:30, B 09:30-10:00", report=FORM)
    noted(built, "Fast sykepleier på kveld #styrke", "09:10")
    noted(built, "De nøler når vi spør #utfordring", "09:12", said=False)
    noted(built, "Mangler møter med kommunen #utfordring", "09:40", privacy=Privacy.TEAM)
    return built


def promoted(builder: VisitBuilder, *notes: str, to: str = "") -> Point:
    """Make one point of notes and return it."""
    builder.do(PromoteNotes(notes=notes, section=to), "10:00")
    return builder.visit.report.points[-1]


def texts(builder: VisitBuilder, section: str) -> list[str]:
    """Return the words of a section's points, in order."""
    return [point.text for point in builder.visit.report.of(section)]


def written() -> VisitBuilder:
    """Return a visit whose report is written, with everything a document can hold.

    Names and words are such that a document without care would take them for its own signs.
    """
    built = reported().happened("08:30", RoleAssigned("besoksleder", "anne"))
    built.do(SetFocusAreas(("Skjerming & miljø", "Overganger")), "08:40")
    finding = noted(built, "Felles plan #fokus:skjerming #x", "09:41")
    promoted(built, SAID)
    promoted(built, THOUGHT, TEAMS)
    promoted(built, finding)
    wishes: tuple[ReportIntent, ...] = (
        AddPoint("fjor", "Faste møter\n<b>med</b> {{ kommunen }}"),
        DetailPoint("p4", status=FollowUp.PARTLY),
        AddPoint("fokus", "=SUM(A1) *og* | rør"),
        DetailPoint("p5", topic="Overganger", aspect=Aspect.IDEA),
        AddPoint("tiltak", "Avtal møter\n\nhver måned"),
        DetailPoint("p6", topic="Overganger", who="Enhetsleder", due="innen sommeren"),
        AddPoint("laring", "Kveldsrunden tar vi med hjem"),
        WriteProse("om", "Først & fremst.\nNy linje.\n\n\n# Ikke en overskrift"),
        ClearPoints(("p2",), "Berit Moe", DATE, "på telefon"),
        DateReview(Step.TEAM, DATE),
    )
    for wish in wishes:
        built.do(wish, "14:30")
    return built

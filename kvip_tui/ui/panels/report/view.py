"""The report as its screen needs it: computed once for each change, not at each tick."""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from functools import cached_property

from kvip_tui.domain.report.checks import Concern, Weight, report_concerns
from kvip_tui.domain.report.sources import form_of, notes_by_id, points_in_order, senders
from kvip_tui.domain.state.form import Form, Holds, Section
from kvip_tui.domain.state.people import Person
from kvip_tui.domain.state.plan import HOST
from kvip_tui.domain.state.report import Feedback, Point, Remark
from kvip_tui.domain.state.visit import Note, Visit
from kvip_tui.export.material import exported_notes
from kvip_tui.privacy_check import looking

LETTERS = "abcdefghijklmnopqrstuvwxyzæøå"


class Beside(StrEnum):
    """What can be chosen at the left besides the sections."""

    CHECKS = "@checks"
    REVIEW = "@review"
    REMARKS = "@remarks"
    RECEIVED = "@received"
    NETWORK = "@network"
    LEADER = "@leader"


FEEDBACKS: dict[str, Feedback] = {
    Beside.NETWORK: Feedback.NETWORK,
    Beside.LEADER: Feedback.LEADER,
}


class Which(StrEnum):
    """Which of the notes are shown, in the order in which one key goes through them."""

    UNUSED = "unused"
    FITTING = "fitting"
    ALL = "all"


class ReportView:
    """What the screen needs to know of a visit's report, each value computed lazily and cached.

    Attributes:
        visit: The visit.
        today: The date where the visit is.
        form: The sections of the report; one without any where the visit has no report.
    """

    def __init__(self, visit: Visit, today: date) -> None:
        self.visit, self.today = visit, today
        self.form = form_of(visit) or Form(id="", title="", sections=())

    def shows(self, visit: Visit, today: date) -> bool:
        """Return whether the cached values still hold for another state of the visit."""
        old = self.visit
        return today == self.today and all(
            (
                visit.report is old.report,
                visit.notes is old.notes,
                visit.people is old.people,
                visit.focus_areas is old.focus_areas,
                visit.plan is old.plan,
            )
        )

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The sections that can be written in."""
        return tuple(s for s in self.form.sections if s.holds is not Holds.FRONT)

    @cached_property
    def beside(self) -> tuple[Beside, ...]:
        """What can be chosen besides the sections: no review where nobody reviews it."""
        unread = () if self.form.reviewed else (Beside.REVIEW, Beside.REMARKS)
        return tuple(beside for beside in Beside if beside not in unread)

    @cached_property
    def letters(self) -> dict[str, str]:
        """The section that each letter leads to."""
        return {letter: s.id for letter, s in zip(LETTERS, self.sections, strict=False)}

    @cached_property
    def concerns(self) -> tuple[Concern, ...]:
        """What is to be looked at, in the order of the report."""
        return report_concerns(self.visit, looking(self.visit))

    @cached_property
    def stops(self) -> int:
        """How much of that holds a final report back."""
        return sum(concern.weight is Weight.STOP for concern in self.concerns)

    @cached_property
    def notes(self) -> dict[str, Note]:
        """The notes by what points call them."""
        return notes_by_id(self.visit)

    @cached_property
    def numbers(self) -> dict[str, int]:
        """What people call each point: its number in the report."""
        return {point.id: n for n, point in enumerate(points_in_order(self.visit), 1)}

    @cached_property
    def used(self) -> dict[str, int]:
        """The notes that points were made from, each with the number of the first such point."""
        points = reversed(points_in_order(self.visit))
        return {source: self.numbers[p.id] for p in points for source in p.sources}

    @cached_property
    def sources(self) -> tuple[Note, ...]:
        """The notes that a report may be made from, by when their typing began."""
        return exported_notes(self.visit)

    @cached_property
    def team(self) -> tuple[Person, ...]:
        """Those whose notes are waited for: everybody who is not the host's."""
        return tuple(person for person in self.visit.people if person.group != HOST)

    @cached_property
    def sent(self) -> frozenset[str]:
        """The ids of those whose notes have come in."""
        return senders(self.visit)

    @cached_property
    def remarks(self) -> dict[str, list[tuple[int, Remark]]]:
        """What nobody has settled yet of what readers say, numbered, by point or section."""
        found: dict[str, list[tuple[int, Remark]]] = {}
        report = self.visit.report
        for n, remark in enumerate(report.remarks, 1):
            if remark.id not in report.verdicts:
                found.setdefault(remark.point or remark.section, []).append((n, remark))
        return found

    def section(self, section_id: str) -> Section | None:
        """Return a section that can be written in, or None."""
        return next((s for s in self.sections if s.id == section_id), None)

    def points(self, section_id: str) -> tuple[Point, ...]:
        """Return the points of a section."""
        return self.visit.report.of(section_id)

    def prose(self, section: Section) -> str:
        """Return the prose of a section, also what stands there from the start."""
        return self.visit.report.prose.get(section.id, section.text)

    def about(self, section_id: str, point_id: str | None) -> tuple[Concern, ...]:
        """Return what is to be looked at in a point, or, for None, in its section as a whole."""
        found = self._by_place.get((section_id, point_id), ())
        return tuple(found)

    @cached_property
    def _by_place(self) -> Mapping[tuple[str, str | None], list[Concern]]:
        places: dict[tuple[str, str | None], list[Concern]] = {}
        for concern in self.concerns:
            places.setdefault((concern.section, concern.point), []).append(concern)
        return places

    def worst(self, section_id: str) -> Weight | None:
        """Return the gravest of what is to be looked at in a section, or None."""
        weights = {c.weight for c in self.concerns if c.section == section_id}
        return Weight.STOP if Weight.STOP in weights else Weight.WARN if weights else None

    def fits(self, note: Note, section_id: str) -> bool:
        """Return whether the tags of a note say that it belongs in a section."""
        section = self.form.tagged(note.tags)
        return section is not None and section.id == section_id

    def chosen_notes(self, section_id: str, which: Which) -> list[str]:
        """Return the ids of the notes a filter lets through, those that fit the section first."""
        notes: Iterable[Note] = self.sources
        if which is not Which.ALL:
            notes = [note for note in notes if note.id not in self.used]
        fitting: list[str] = []
        others: list[str] = []
        for note in notes:
            (fitting if note.tags and self.fits(note, section_id) else others).append(note.id)
        return fitting if which is Which.FITTING else fitting + others

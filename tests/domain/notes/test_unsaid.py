"""What the host has not heard: the report must not be the first to say it."""

import pytest

from kvip_tui.domain.base import Refusal
from kvip_tui.domain.history import Undo
from kvip_tui.domain.notes.unsaid import count_unsaid, to_tell, unsaid
from kvip_tui.domain.notes.vocabulary import (
    AddNote,
    EditNote,
    JoinNotes,
    PromoteImpression,
    RaiseNote,
    TellNote,
)
from kvip_tui.domain.report.points import PromoteNotes
from kvip_tui.domain.report.sources import surprising
from kvip_tui.domain.state.visit import Telling
from tests.builders import DATE, PEOPLE, VisitBuilder
from tests.store.plans.shipped import plan


class Noted(VisitBuilder):
    """A digital visit that is led and noted in."""

    def note(self, text: str, clock: str, *, said: bool = True) -> str:
        """Store a note and return its id."""
        self.do(AddNote(text, self.at(clock), author="Henrik Bø", said=said), clock)
        return self.visit.notes[-1].id

    def tell(self, note: str, telling: Telling = Telling.TOLD) -> "Noted":
        """Say that the host was told, or is to be."""
        return self.do(TellNote(note, telling=telling), "11:20")

    @property
    def listed(self) -> list[tuple[str, list[str]]]:
        """The unsaid notes under the ids of their sections."""
        return [
            (one.section.id if one.section else "", [note.text for note in one.notes])
            for one in unsaid(self.visit)
        ]


def noted() -> Noted:
    """Return one in whose team meeting and discussion notes were written."""
    built = Noted(plan("kvip-digital"), DATE, PEOPLE).started("teamets-mote", "08:30")
    built.note("Spør om nattevakt #utfordring", "08:40")
    built.note("Husk kaffen", "08:41")
    built.note("Vi lærte mye #læring", "08:42")
    built.ran("teamets-mote", "08:30", "09:00").ran("oppstart", "09:00", "09:30")
    built.started("drofting", "09:45")
    built.note("God skjerming #styrke", "10:00")
    built.note("Lite plass #utfordring", "10:05", said=False)
    return built


def test_what_the_host_has_not_heard_stands_under_the_report_s_headings() -> None:
    """The team's own notes and thoughts; not what was said in plenum, nor what the team learnt."""
    assert noted().listed == [
        ("utfordringer", ["Spør om nattevakt #utfordring", "Lite plass #utfordring"]),
        ("", ["Husk kaffen"]),
    ]


def test_what_is_told_is_heard_and_undo_takes_it_back() -> None:
    """Told, and it is gone from the list and is no surprise in the report; an edit leaves it so."""
    built = noted()
    note = built.visit.notes[0].id
    built.do(PromoteNotes((note,)), "11:00")
    assert surprising(built.visit, built.visit.report.points[-1])
    built.tell(note)
    assert not surprising(built.visit, built.visit.report.points[-1])
    assert [texts for _section, texts in built.listed] == [
        ["Lite plass #utfordring"],
        ["Husk kaffen"],
    ]
    assert unsaid(built.visit, since=frozenset({note}))[0].notes[0].telling is Telling.TOLD
    built.do(EditNote(note, "Spør om nattevakter #utfordring"), "11:21")
    assert count_unsaid(built.visit) == 2
    built.do(Undo(), "11:22").do(Undo(), "11:22")
    assert count_unsaid(built.visit) == 3


def test_what_is_next_to_be_said_is_a_prompt_until_it_is() -> None:
    """It stays unsaid; once told it prompts no more; the same twice is refused."""
    built = noted()
    note = built.visit.notes[0].id
    built.tell(note, Telling.NEXT)
    assert [one.id for one in to_tell(built.visit)] == [note]
    assert count_unsaid(built.visit) == 3
    with pytest.raises(Refusal, match=r"edit\.unchanged"):
        built.tell(note, Telling.NEXT)
    assert to_tell(built.tell(note).visit) == ()
    assert count_unsaid(built.tell(note, Telling.OPEN).visit) == 3


def test_joined_notes_are_told_where_all_of_them_were() -> None:
    """One that was not leaves the whole unsaid."""
    built = noted()
    first, second = (built.visit.notes[i].id for i in (0, 4))
    assert count_unsaid(built.tell(first).visit) == 2
    built.do(JoinNotes((first, second)), "11:21")
    assert count_unsaid(built.visit) == 2
    built.do(Undo(), "11:22").tell(second).do(JoinNotes((first, second)), "11:23")
    assert count_unsaid(built.visit) == 1


def test_what_comes_of_interviews_is_never_told_on() -> None:
    """An impression is none of it, nor is what the team may use of one."""
    built = noted()
    note = built.visit.notes[1].id
    built.do(RaiseNote(note), "11:00")
    for _step in range(2):
        assert (count_unsaid(built.visit), to_tell(built.visit)) == (2, ())
        with pytest.raises(Refusal, match=r"note\.not_told"):
            built.tell(note)
        if _step == 0:
            built.do(PromoteImpression(note, second="anne"), "11:01")


def test_a_plan_without_a_host_has_nothing_to_tell() -> None:
    """A workshop's notes are everybody's."""
    built = Noted(plan("innomed-workshop"), DATE, ()).started("innledning", "09:00")
    built.note("Flere målgrupper", "09:01", said=False)
    assert unsaid(built.visit) == ()

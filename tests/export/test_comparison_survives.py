"""Planned against actual is worked out from the journal, so nothing can lose it."""

import shutil
from datetime import date, datetime
from pathlib import Path

import pytest

from kvip_tui.clock import RehearsalClock
from kvip_tui.domain.day.changes import AddTime, NextBlock, PauseBlock, ResumeBlock, SkipBlock
from kvip_tui.domain.history import Intent, Redo, Undo
from kvip_tui.domain.state.visit import Visit
from kvip_tui.export.comparison import Comparison, compared
from kvip_tui.store.library import Library, VisitFolder
from kvip_tui.store.plans.file import find_plan
from kvip_tui.time_parsing import moment
from kvip_tui.visits.create import visit_of
from kvip_tui.visits.open import Opened, open_visit

DAY = date(2021, 3, 16)
ASKED: tuple[tuple[str, Intent], ...] = (
    ("08.31", NextBlock()),
    ("08.40", PauseBlock()),
    ("08.43", ResumeBlock()),
    ("08.50", AddTime(5)),
    ("09.12", NextBlock()),
    ("09.20", SkipBlock("pause-formiddag")),
    ("09.21", PauseBlock()),
)
LATER = "09.30"


def at(clock: str) -> datetime:
    """Return the instant of a time of the day."""
    return moment(clock, DAY, "Europe/Oslo")


@pytest.fixture
def morning(data: Path) -> Opened:
    """Return a visit, open, in which a morning has happened."""
    library = Library(data)
    folder = library.create(visit_of(find_plan("kvip-digital", None), DAY, "Vert", []), at("08.00"))
    opened = open_visit(library, folder, clock="08.20", speed="0")
    clock = opened.session.clock
    assert isinstance(clock, RehearsalClock)
    for time, intent in ASKED:
        clock.set(at(time))
        opened.session.do(intent)
    return opened


def numbers(visit: Visit) -> list[Comparison]:
    """Return planned against actual of every day at one moment."""
    return [row for day in visit.plan.days for row in compared(visit, day, at(LATER))]


def test_it_survives_quitting_and_opening_again(morning: Opened, data: Path) -> None:
    """Every number is the same, those of the pause that still goes on too."""
    before = numbers(morning.session.visit)
    team = next(row for row in before if row.block.id == "teamets-mote")
    assert [team.paused, team.added, team.overtime] == [
        at("08.43") - at("08.40"),
        at("08.05") - at("08.00"),
        at("09.12") - at("09.09"),
    ]
    morning.close()
    again = open_visit(Library(data), morning.folder, clock=LATER, speed="0")
    assert numbers(again.session.visit) == before
    again.close()


@pytest.mark.parametrize("torn", [b"", b'{"n":99,"at":"2021-03-16T08', b"\x00\x00\x00"])
def test_it_survives_a_crash_in_the_middle_of_a_line(
    morning: Opened, tmp_path: Path, torn: bytes
) -> None:
    """What the disk holds at the moment of the crash is enough; a torn end is cut off."""
    folder = tmp_path / "visits" / morning.folder.id
    shutil.copytree(morning.folder.path, folder)
    journal = next(folder.glob("journal-*.jsonl"))
    journal.write_bytes(journal.read_bytes() + torn)
    after = open_visit(Library(tmp_path), VisitFolder(folder.name, folder), clock=LATER, speed="0")
    assert numbers(after.session.visit) == numbers(morning.session.visit)
    after.close()
    morning.close()


def test_undoing_and_redoing_gives_the_same_numbers(morning: Opened) -> None:
    """The numbers are those of what is in force."""
    before = numbers(morning.session.visit)
    for _number in range(3):
        morning.session.do(Undo())
    assert numbers(morning.session.visit) != before
    for _number in range(3):
        morning.session.do(Redo())
    assert numbers(morning.session.visit) == before
    morning.close()

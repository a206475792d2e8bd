"""Machines to share a visit between: a data folder each, and one folder that they all reach."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from kvip_tui.domain.history import Intent
from kvip_tui.domain.notes.vocabulary import AddNote
from kvip_tui.sharing.membership import join
from kvip_tui.store.library import Library, VisitFolder
from kvip_tui.store.plans.file import find_plan
from kvip_tui.visits.create import create, visit_of
from kvip_tui.visits.exchange import share
from kvip_tui.visits.open import Opened, open_visit

NOW = datetime(2021, 3, 16, 8, 0, tzinfo=UTC)


class Machine:
    """A computer with a data folder of its own."""

    def __init__(self, place: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
        self.name, self._patch = name, monkeypatch
        self.library = Library(place / name)
        self.sit_down()
        assert self.library.machine == name

    def sit_down(self) -> None:
        """Let this machine be the one that the program runs on."""
        self._patch.setenv("KVIP_MACHINE", self.name)

    def make(self) -> VisitFolder:
        """Make a visit here."""
        plan = find_plan("kvip-digital", self.library.root / "plans")
        return create(self.library, visit_of(plan, date(2021, 3, 16), "BUP", []), NOW)[0]

    def open(self, folder: VisitFolder, *, clock: str = "09.00", write: bool = True) -> Opened:
        """Open a visit here, at a time of its day that stands still."""
        return open_visit(self.library, folder, clock=clock, speed="0", write=write)

    def join(self, folder: Path, person: str) -> VisitFolder:
        """Take part in a visit that lies in a shared folder."""
        return join(self.library, folder, person, NOW)[0]


def library_of(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> Library:
    """Return the data folder of a machine, which becomes the one that the program runs on."""
    monkeypatch.setenv("KVIP_MACHINE", opened.circle.machine)
    return Library(opened.folder.path.parents[1])


def sync(*opened: Opened) -> None:
    """Let the machines send and fetch, each twice, so that all that was sent has come."""
    for _round in range(2):
        for one in opened:
            one.catch_up()


def note(opened: Opened, text: str) -> str:
    """Write a note, and return its id."""
    session = opened.session
    before = {found.id for found in session.visit.notes}
    session.do(AddNote(text, session.now()))
    [made] = [found.id for found in session.visit.notes if found.id not in before]
    return made


def do(opened: Opened, *intents: Intent) -> None:
    """Carry out some intents."""
    for intent in intents:
        opened.session.do(intent)


def pair(place: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Opened, Opened, Path]:
    """Return a visit open at its leader's and at its secretary's, and where they share it."""
    leader, secretary = (Machine(place, name, monkeypatch) for name in ("leder", "sekretaer"))
    folder = place / "Felles"
    folder.mkdir()
    first = leader.open(leader.make())
    first.session.choose_author("Anne Aas")
    shared = share(first, folder)
    first.catch_up()
    second = secretary.open(secretary.join(shared, "Henrik Bø"))
    second.session.choose_author("Henrik Bø")
    sync(first, second)
    return first, second, shared

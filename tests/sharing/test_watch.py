"""What is said of the other machines while the day runs, on the screen and in a terminal."""

import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest

from kvip_tui.domain.day.changes import EndBlock, StartBlock
from kvip_tui.domain.notes.reading import closing_meeting
from kvip_tui.domain.sharing.changes import GiveClock
from kvip_tui.errors import UserError
from kvip_tui.line.mode import run
from kvip_tui.line.speaking import Speaker
from kvip_tui.session import Session
from kvip_tui.settings import Signals
from kvip_tui.sharing.presence import Heard, Seen
from kvip_tui.store.listing import DELETED
from kvip_tui.texts.watch import Watch
from kvip_tui.visits.exchange import share
from kvip_tui.visits.life.deletion import delete, what_goes
from kvip_tui.visits.open import Opened, open_visit
from kvip_tui.visits.signals import Signaller
from kvip_tui.visits.uncounted import uncounted
from tests.line.talk import Terminal
from tests.sharing.machines import do, library_of, note, pair, sync

AT = datetime(2021, 3, 17, 8, 0, tzinfo=UTC)
NO_SIGNALS = Signals(phases=False, rooms=False, appointments=False)
Both = tuple[Opened, Opened, Path]


@pytest.fixture
def both(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Both]:
    """Give a visit that the leader's and the secretary's machines have open."""
    first, second, folder = pair(tmp_path, monkeypatch)
    yield first, second, folder
    first.close()
    second.close()


def _handed_on(both: Both) -> None:
    do(both[0], GiveClock("Henrik Bø"))


def _closed(both: Both) -> None:
    closing = closing_meeting(both[0].session.visit)
    assert closing is not None
    do(both[0], StartBlock(closing.id, anyway=True), EndBlock(closing.id))


def _gone(both: Both) -> None:
    both[2].rename(both[2].with_name("borte"))


def _deleted(both: Both) -> None:
    first = both[0]
    first.close()
    with pytest.MonkeyPatch.context() as patch:
        library = library_of(first, patch)
        delete(library, what_goes(library, first.folder), AT, "Anne Aas")


def _damaged(both: Both) -> None:
    (both[2] / "journal-fremmed.jsonl").write_text("hei\n", "utf-8")


@pytest.mark.parametrize(
    ("happens", "said"),
    [
        (_handed_on, "Henrik Bø har styringen"),
        (_closed, "Taletidene er slettet her"),
        (_gone, "Den delte mappa er borte"),
        (_damaged, "journal-fremmed.jsonl er ikke en strøm"),
        (_deleted, "slettet 17.03.2021 av den som hadde styringen"),
    ],
)
def test_what_becomes_of_the_others_is_told_once(
    both: Both, happens: Callable[[Both], None], said: str
) -> None:
    """By what the screen says, and before the next answer in a terminal; to no script."""
    first, second, _folder = both
    seen, voice = Watch(), Speaker(second.session, Signaller(lambda: NO_SIGNALS))
    session = second.session
    assert seen.due(session, session.now()) == ""
    assert voice.due() == []
    happens(both)
    for one in (first, second, second):
        one.catch_up()
    [told] = [line for line in _answers(session, voice) if line.startswith("Nå: ")]
    assert said in told
    assert _answers(session, voice)[:-1] == []
    # What a file could not be read for is told by whichever asks first.
    assert happens is _damaged or said in seen.due(session, session.now())
    out = StringIO()
    run(session, ["tid\n"], out, None)
    assert "Nå: " not in out.getvalue()


def _answers(session: Session, voice: Speaker) -> list[str]:
    out = Terminal()
    run(session, ["tid\n"], out, voice)
    return out.getvalue().splitlines()


def test_a_clock_that_differs_is_told(both: Both, monkeypatch: pytest.MonkeyPatch) -> None:
    """With what sets it right."""
    first, _second, _folder = both
    ahead = Heard(Seen("v", "sekretaer", "Henrik Bø", AT), AT, timedelta(minutes=3))
    monkeypatch.setattr(first.circle, "heard", lambda: {"sekretaer": ahead})
    said = Watch().due(first.session, AT)
    assert "går 3 min foran: «klokkeavvik Henrik Bø -3m»" in said


def test_what_others_did_is_taken_in_by_itself_in_a_terminal(
    both: Both, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And what hinders that is said once."""
    first, second, _folder = both
    voice = Speaker(second.session, Signaller(lambda: NO_SIGNALS))
    voice.due()
    _handed_on(both)
    first.catch_up()
    assert second.circle.post is not None
    second.circle.post.round()
    assert voice.news() == ["Nå: Henrik Bø har styringen"]

    def broken() -> bool:
        raise UserError("Disken er\nfull.")

    monkeypatch.setattr(second.session, "refresh", broken)
    assert [voice.news(), voice.news()] == [["! Disken er full."], []]


def test_who_wants_it_is_told_when_something_has_come(both: Both) -> None:
    """By the worker, and not where nothing has."""
    first, second, _folder = both
    came = threading.Event()
    note(second, "en")
    second.catch_up()
    first.circle.start(came.set)
    assert came.wait(10)
    first.session.refresh()
    came.clear()
    assert [found.text for found in first.session.visit.notes] == ["en"]
    first.circle.close()
    assert not came.is_set()


def test_a_deleted_visit_is_left_and_told_where_it_is_listed(
    both: Both, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is here stays, nothing is sent any more, and it can be shared again on purpose."""
    first, second, folder = both
    made = note(second, "hennes eget")
    sync(first, second)
    _deleted(both)
    library = library_of(second, monkeypatch)
    assert uncounted(library, library.visits()) == {
        second.folder.id: "slettet av den som hadde styringen: slett det her også?"
    }
    second.catch_up()
    assert [path.name for path in folder.iterdir()] == [DELETED]
    note(second, "etterpå")
    second.catch_up()
    second.close()
    assert [path.name for path in folder.iterdir()] == [DELETED]
    assert uncounted(library, library.visits())
    again = open_visit(library, second.folder, clock="09.00", speed="0")
    assert again.circle.post is None
    assert again.session.visit.note(made) is not None
    assert any("17.03.2021" in said for said in again.notices)
    share(again, folder.parent)
    again.catch_up()
    assert sorted(path.name for path in folder.iterdir()) == [
        "journal-sekretaer.jsonl",
        "seen-sekretaer.json",
    ]
    assert not any("17.03.2021" in said for said in again.notices)
    again.close()

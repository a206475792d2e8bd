"""Forgetting for good reaches every machine of a visit, whatever copies come back."""

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from kvip_tui.domain.base import Refusal
from kvip_tui.domain.forgetting.words import Forget, Kind
from kvip_tui.domain.history import Undo
from kvip_tui.domain.notes.vocabulary import AddNote, EditNote, RaiseNote
from kvip_tui.domain.state.plan import Privacy
from kvip_tui.sharing import presence
from kvip_tui.texts.machines import forgotten_where
from kvip_tui.texts.sharing import forgotten_elsewhere
from kvip_tui.visits.open import Opened
from tests.sharing.machines import Machine, do, note, pair, sync

WORDS = "Den hemmelige hagen"


@pytest.fixture
def both(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Opened, Opened, Path]]:
    """Return the leader's and the secretary's open visit, and the folder of the share."""
    monkeypatch.setattr(presence, "SOON", timedelta(0))
    first, second, folder = pair(tmp_path, monkeypatch)
    yield first, second, folder
    first.close()
    second.close()


def everything(*places: Path) -> bytes:
    """Return all that some folders hold."""
    return b"".join(p.read_bytes() for place in places for p in place.rglob("*") if p.is_file())


def forget(opened: Opened, wish: Forget) -> list[Path]:
    """Forget, being asked once."""
    with pytest.raises(Refusal, match=r"forget\.sure"):
        opened.session.forget_for_good(wish)
    return opened.session.forget_for_good(wish)


@pytest.mark.parametrize("own", [True, False], ids=["own", "another's"])
def test_words_are_forgotten_on_every_machine(both: tuple[Opened, Opened, Path], own: bool) -> None:
    """The note of whoever wrote it: from its journal, the share, and what others received."""
    first, second, folder = both
    made = note(first, WORDS)
    do(first, EditNote(made, f"{WORDS}, og mer"))
    sync(first, second)
    old = folder.parent / "gammel"
    shutil.copytree(folder, old)
    one = first if own else second
    assert forget(one, Forget(Kind.NOTE, made)) == []
    one.catch_up()
    assert any("ikke" in text for text in forgotten_where(one.session))
    sync(first, second, first)
    assert WORDS.encode() not in everything(folder, first.folder.path, second.folder.path)
    for opened in both[:2]:
        assert [found.text for found in opened.session.visit.notes] == ["…"]
        [told] = forgotten_where(opened.session)
        assert "også" in told
    if not own:
        assert first.session.left_over == []
        assert "annen maskin" in forgotten_elsewhere([Path("rapport.docx")])
    # The share is rolled back to what it was, and a copy of it lies beside.
    for path in old.glob("journal-*"):
        shutil.copy(path, folder / path.name)
        shutil.copy(path, folder / path.name.replace(".jsonl", " (1).jsonl"))
    sync(first, second)
    assert WORDS.encode() not in everything(first.folder.path, second.folder.path)
    assert WORDS.encode() not in (folder / "journal-leder.jsonl").read_bytes()
    assert [one.circle.notices() for one in both[:2]] == [[], []]
    assert first.session.visit.notes == second.session.visit.notes


def test_what_two_machines_forget_at_once_is_forgotten(
    both: tuple[Opened, Opened, Path],
) -> None:
    """Each takes other words out of the same note, out of touch: none of them is left."""
    first, second, folder = both
    note(first, "Kari møtte Ola ved porten")
    sync(first, second)
    forget(first, Forget(Kind.WORDS, "Kari"))
    forget(second, Forget(Kind.WORDS, "Ola"))
    sync(first, second, first, second)
    left = everything(folder, first.folder.path, second.folder.path)
    assert b"Kari" not in left
    assert b"Ola" not in left
    assert [one.session.visit.notes[0].text for one in both[:2]] == ["…", "…"]


def test_a_machine_that_was_away_forgets_when_it_comes(
    both: tuple[Opened, Opened, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Closed meanwhile, it takes the words out when it is opened, and says so itself."""
    first, second, folder = both
    made = note(second, WORDS)
    sync(first, second)
    second.close()
    forget(first, Forget(Kind.NOTE, made))
    sync(first)
    assert WORDS.encode() in everything(second.folder.path)
    machine = Machine(second.folder.path.parents[2], "sekretaer", monkeypatch)
    again = machine.open(second.folder)
    sync(again, first)
    assert WORDS.encode() not in everything(folder, first.folder.path, again.folder.path)
    assert again.session.left_over == []
    again.session.do(AddNote("etterpå", again.session.now()))
    sync(again, first)
    assert [n.text for n in first.session.visit.notes] == ["…", "etterpå"]
    again.close()


def test_a_withdrawn_note_leaves_the_share_and_comes_back_whole(
    both: tuple[Opened, Opened, Path],
) -> None:
    """Raised to an impression its words are on its own machine only; undone, with all again."""
    first, second, folder = both
    made = note(first, WORDS)
    do(first, EditNote(made, f"{WORDS}, og mer"))
    sync(first, second)
    do(first, RaiseNote(made, Privacy.IMPRESSION))
    sync(first, second)
    assert WORDS.encode() not in everything(folder, second.folder.path)
    assert first.session.visit.note(made).text == f"{WORDS}, og mer"  # type: ignore[union-attr]
    assert second.session.visit.notes[:] == []
    do(first, Undo())
    sync(first, second)
    assert [found.text for found in second.session.visit.notes] == [f"{WORDS}, og mer"]
    assert WORDS.encode() in (first.folder.path / "journal-leder.jsonl").read_bytes()
